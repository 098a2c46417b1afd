"""Understands that an appointment with the client was made."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Datum, Stuur
from keten.domein.begrippen import Dagdeel


class AfspraakGemaakt(InBericht):
    """A day; a new one takes the place of the one that was planned."""

    type = "afspraak.gemaakt"
    naam = "in/afspraak-gemaakt"
    betekenis = "Er is een afspraak met de client; een nieuwe komt in de plaats van de vorige."
    voorbeelden = VAN_ONTVANGER

    afspraak_datum: Annotated[Datum, Stuur("of de afspraak is nagekomen, telt")] = Field(
        description="Op welke dag.", examples=["2026-11-20"]
    )
    dagdeel: Annotated[Dagdeel | None, Stuur("of de afspraak is nagekomen, telt")] = Field(
        None, description="Op welk deel van de dag.", examples=["OCHTEND"]
    )
