"""Understands that the receiver goes on although the sender asked it to stop, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Reden


class IntrekkingGeweigerd(InBericht):
    """The receiver's no."""

    type = "intrekking.geweigerd"
    naam = "in/intrekking-geweigerd"
    betekenis = "De ontvanger stopt niet, hoewel de afzender dat vroeg; het verzoek gaat verder waar het was."
    voorbeelden = VAN_ONTVANGER

    reden: Annotated[Reden, Stuur("de afzender moet weten waarom het doorgaat")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["AL_BEGONNEN"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
