"""Understands that the receiver stopped because the sender asked it to."""

from __future__ import annotations

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht


class IntrekkingBevestigd(InBericht):
    """The receiver's yes."""

    type = "intrekking.bevestigd"
    naam = "in/intrekking-bevestigd"
    betekenis = "De ontvanger stopt op verzoek van de afzender; er is niets meer te doen."
    voorbeelden = VAN_ONTVANGER
