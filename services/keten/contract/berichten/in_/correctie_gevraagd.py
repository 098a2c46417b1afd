"""Understands that a party says that something another told it is wrong."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.gedeeld import GelezenBericht
from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Onjuistheid


class CorrectieGevraagd(InBericht):
    """A question to whoever said it, which that party owes an answer to."""

    type = "correctie.gevraagd"
    naam = "in/correctie-gevraagd"
    betekenis = (
        "Wat u van de andere organisatie in dit onderdeel hoorde, klopt niet. Zij krijgt de vraag dat recht "
        "te zetten, met een termijn, en antwoordt met aanvulling.gegeven."
    )
    voorbeelden = VAN_ONTVANGER

    onjuist: Annotated[Onjuistheid, Stuur("een code, zonder verhaal")] = Field(
        description="Wat er niet klopt; bij ANDERS is toelichting verplicht. Niet elke organisatie krijgt uw "
        "toelichting te lezen, de code wel.",
        examples=["ONJUIST_GEGEVEN"],
    )
    bericht: GelezenBericht = None

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.onjuist)
