"""Understands a resident's own question, as the WIP or the team takes it in."""

from __future__ import annotations

from keten.contract.berichten.in_.opening import InOpening


class VraagGesteld(InOpening):
    """It stays with whoever took it in; the answer is owed to the resident."""

    type = "vraag.gesteld"
    naam = "in/vraag-gesteld"
    betekenis = "Een eigen vraag van een bewoner, ingenomen door het wijkinformatiepunt of het wijkteam."
