"""Understands a resident's own question, as the WIP or the team takes it in."""

from __future__ import annotations

from types import MappingProxyType

from keten.contract.berichten.in_.opening import InOpening


class VraagGesteld(InOpening):
    """It stays with whoever took it in; the answer is owed to the resident."""

    type = "vraag.gesteld"
    naam = "in/vraag-gesteld"
    betekenis = "Een eigen vraag van een bewoner, ingenomen door het wijkinformatiepunt of het wijkteam."
    voorbeelden = MappingProxyType(
        {
            "kenmerk": "WIP-2026-0031",
            "door": "medewerker",
            "toelichting": "Mevrouw wil weten welke hulp er in huis mogelijk is.",
        }
    )
