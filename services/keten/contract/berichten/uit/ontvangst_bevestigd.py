"""Understands in whose queue a reporter's matter is."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import Bij, EigenKenmerk, Naam
from keten.contract.berichten.model import UitBericht


class OntvangstBevestigd(UitBericht):
    """Tells the reporter who has it."""

    type = "ontvangst.bevestigd"
    naam = "uit/ontvangst-bevestigd"
    betekenis = "De ontvanger heeft uw melding op de werklijst staan."

    kenmerk: EigenKenmerk = None
    bij: Bij
    bij_naam: Naam
