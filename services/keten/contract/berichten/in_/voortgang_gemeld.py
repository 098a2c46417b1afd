"""Understands how it goes in between."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Datum, Stuur
from keten.domein.begrippen import Voortgang


class VoortgangGemeld(InBericht):
    """News, of the receiver or of the sender."""

    type = "voortgang.gemeld"
    naam = "in/voortgang-gemeld"
    betekenis = "Een tussenbericht van de ontvanger of de afzender: hoe het ervoor staat."
    voorbeelden = VAN_ONTVANGER

    voortgang: Annotated[Voortgang, Stuur("een code, zonder verhaal")] = Field(
        description="Hoe het ervoor staat.", examples=["AFSPRAAK_GEMAAKT"]
    )
    uiterlijk_datum: Annotated[Datum | None, Stuur("een termijn die de wereld stelt, geen regel")] = Field(
        None,
        description="De laatste dag waarop een antwoord nog helpt, als die nu bekend is. Alleen een vroegere "
        "dag telt.",
        examples=["2026-11-15"],
    )
