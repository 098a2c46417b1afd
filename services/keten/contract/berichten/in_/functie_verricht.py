"""Understands that a function of the chain was performed, and how it went."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Stuur
from keten.domein.begrippen import Uitkomst
from keten.domein.functies import Functie


class FunctieVerricht(InBericht):
    """One of the 25 functions."""

    type = "functie.verricht"
    naam = "in/functie-verricht"
    betekenis = "Een functie uit de keten is verricht, bijvoorbeeld vraagverheldering."
    voorbeelden = VAN_ONTVANGER

    functie: Annotated[Functie, Stuur("de volgende stap in de keten hangt ervan af")] = Field(
        description="Welke van de 25 functies.", examples=["VRAAGVERHELDERING"]
    )
    uitkomst: Annotated[Uitkomst, Stuur("de volgende stap in de keten hangt ervan af")] = Field(
        description="Hoe het ging.", examples=["GEDAAN"]
    )
