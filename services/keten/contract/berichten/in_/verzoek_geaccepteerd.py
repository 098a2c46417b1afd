"""Understands that a receiver takes a request on."""

from __future__ import annotations

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht


class VerzoekGeaccepteerd(InBericht):
    """The receiver's decision: yes."""

    type = "verzoek.geaccepteerd"
    naam = "in/verzoek-geaccepteerd"
    betekenis = "De ontvanger neemt het verzoek aan en gaat ermee aan de slag."
    voorbeelden = VAN_ONTVANGER
