"""Understands that a receiver does not take a request on, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Reden


class VerzoekAfgewezen(InBericht):
    """The receiver's decision: no, or no longer."""

    type = "verzoek.afgewezen"
    naam = "in/verzoek-afgewezen"
    betekenis = "De ontvanger neemt het verzoek niet aan, of stopt ermee; de afzender zoekt een andere weg."
    voorbeelden = VAN_ONTVANGER

    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["GEEN_CAPACITEIT"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
