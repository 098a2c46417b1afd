"""Understands that the client waits for the help to begin, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Reden


class WachtlijstGeplaatst(InBericht):
    """On the waiting list, or looked at again and still there."""

    type = "wachtlijst.geplaatst"
    naam = "in/wachtlijst-geplaatst"
    betekenis = (
        "De client staat op de wachtlijst van de ontvanger. Nog eens gestuurd: er is opnieuw naar gekeken, "
        "en het wachten gaat door."
    )
    voorbeelden = VAN_ONTVANGER

    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["GEEN_CAPACITEIT"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
