"""Understands that a receiver has the matter in somebody's queue."""

from __future__ import annotations

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht


class OntvangstBevestigd(InBericht):
    """Receipt; says nothing about a decision."""

    type = "ontvangst.bevestigd"
    naam = "in/ontvangst-bevestigd"
    betekenis = "De melding staat bij iemand op de werklijst; bij een meldpunt begint de triage."
    voorbeelden = VAN_ONTVANGER
