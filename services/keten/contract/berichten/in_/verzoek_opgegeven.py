"""Understands that a sender stops with a request, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Reden


class VerzoekOpgegeven(InBericht):
    """The sender's reasoned stop."""

    type = "verzoek.opgegeven"
    naam = "in/verzoek-opgegeven"
    betekenis = "De afzender stopt met het verzoek."

    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["GEEN_CAPACITEIT"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
