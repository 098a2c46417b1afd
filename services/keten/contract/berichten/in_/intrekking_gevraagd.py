"""Understands that the sender asks the receiver to stop, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Reden


class IntrekkingGevraagd(InBericht):
    """A question; only the receiver's confirmation ends the request."""

    type = "intrekking.gevraagd"
    naam = "in/intrekking-gevraagd"
    betekenis = "De afzender vraagt de ontvanger te stoppen; pas als die dat bevestigt, is het ingetrokken."

    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["CLIENT_ZIET_AF"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
