"""Understands that support ended, with what came of it, and whether people go on looking."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import JaNee, Stuur
from keten.domein.begrippen import Resultaat


class OndersteuningAfgerond(InBericht):
    """Also the last answer to who asked for it; after-care begins."""

    type = "ondersteuning.afgerond"
    naam = "in/ondersteuning-afgerond"
    betekenis = (
        "De ondersteuning is afgerond, met een eindresultaat: tegelijk het laatste antwoord aan de afzender. "
        "Hierna vraagt u hoe het was (evaluatie) en kijkt u hoe het blijft gaan (monitoring)."
    )
    voorbeelden = VAN_ONTVANGER

    resultaat: Annotated[Resultaat, Stuur("een eindresultaat sluit af en voldoet verplichtingen")] = Field(
        description="Het resultaat; een tussenstand kan hier niet.", examples=["OPGELOST"]
    )
    nazorg: Annotated[JaNee, Stuur("bepaalt of er meetmomenten komen")] = Field(
        True, description="Of u hierna volgt hoe het blijft gaan (monitoring).", examples=[True]
    )

    @model_validator(mode="after")
    def _met_eindresultaat(self) -> Self:
        if not self.resultaat.eind:
            raise PydanticCustomError("resultaat_geen_einde", "what goes on has not ended")
        return self
