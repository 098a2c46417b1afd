"""Understands that a function of the chain was performed, and how it went."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.gedeeld import VerslagGegeven
from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Productcode, Stuur
from keten.domein.begrippen import Oplossingskader, Uitkomst
from keten.domein.functies import RESULTATEN, Functie, Functieresultaat


class FunctieVerricht(InBericht):
    """One of the 25 functions."""

    type = "functie.verricht"
    naam = "in/functie-verricht"
    betekenis = "Een functie uit de keten is verricht, bijvoorbeeld vraagverheldering."
    voorbeelden = MappingProxyType({**VAN_ONTVANGER, "functie": "ADVIES"})

    functie: Annotated[Functie, Stuur("de volgende stap in de keten hangt ervan af")] = Field(
        description="Welke van de 25 functies.", examples=["VRAAGVERHELDERING"]
    )
    uitkomst: Annotated[Uitkomst, Stuur("de volgende stap in de keten hangt ervan af")] = Field(
        description="Hoe het ging.", examples=["GEDAAN"]
    )
    resultaat: Annotated[Functieresultaat | None, Stuur("de volgende stap hangt ervan af")] = Field(
        None,
        description="Waar het op uitkwam: een van de resultaten van deze functie (docs/functies.md).",
        examples=["GEEN_AANVRAAG_ANDERE_OPLOSSING"],
    )
    product: Annotated[Productcode | None, Stuur("welk product gevraagd werd")] = Field(
        None,
        description="Bij VRAAGVERHELDERING en ADVIES: het product waar de client om vroeg.",
        examples=["scootmobiel"],
    )
    geprobeerd: Annotated[tuple[Oplossingskader, ...], Stuur("een code, zonder verhaal")] = Field(
        (),
        max_length=4,
        description="Welke oplossingskaders zijn doorlopen, in de vaste volgorde vanaf het eerste.",
        examples=[["EIGEN_KRACHT", "SOCIAAL_NETWERK"]],
    )
    gekozen: Annotated[Oplossingskader | None, Stuur("een code, zonder verhaal")] = Field(
        None, description="In welk daarvan de oplossing is gevonden.", examples=["SOCIAAL_NETWERK"]
    )
    verslag_gegeven: VerslagGegeven = False

    @model_validator(mode="after")
    def past(self) -> Self:
        """A result is one of the function's own; frames are tried in order, and chosen among the tried.

        What did not succeed gave no report.
        """
        if self.resultaat is not None and self.resultaat not in RESULTATEN[self.functie]:
            raise PydanticCustomError("resultaat_past_niet", "not a result of this function")
        if self.geprobeerd != tuple(Oplossingskader)[: len(self.geprobeerd)]:
            raise PydanticCustomError("kaders_niet_op_volgorde", "frames are tried in their order")
        if self.gekozen is not None and self.gekozen not in self.geprobeerd:
            raise PydanticCustomError("kader_niet_geprobeerd", "a frame that was not tried")
        if self.verslag_gegeven and self.uitkomst is Uitkomst.NIET_GELUKT:
            raise PydanticCustomError("verslag_past_niet", "no report of what did not succeed")
        return self
