"""Understands that contact was sought and not made."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Datum, Stuur
from keten.domein.begrippen import Contactwijze, Dagdeel


class ContactpogingGedaan(InBericht):
    """An attempt; the client was not reached."""

    type = "contactpoging.gedaan"
    naam = "in/contactpoging-gedaan"
    betekenis = "Er is geprobeerd contact te krijgen; dat lukte niet."
    voorbeelden = VAN_ONTVANGER

    wijze: Annotated[Contactwijze, Stuur("hoe vaak en hoe iets is geprobeerd, telt")] = Field(
        description="Hoe.", examples=["TELEFOON"]
    )
    datum: Annotated[Datum | None, Stuur("hoe vaak en hoe iets is geprobeerd, telt")] = Field(
        None, description="Op welke dag, als dat niet vandaag was.", examples=["2026-11-13"]
    )
    dagdeel: Annotated[Dagdeel | None, Stuur("hoe vaak en hoe iets is geprobeerd, telt")] = Field(
        None, description="Op welk deel van de dag.", examples=["OCHTEND"]
    )
