"""Understands the warm hand-over of a signal."""

from __future__ import annotations

from keten.contract.berichten.uit.doorzetting import UitDoorzetting


class SignaleringDoorgezet(UitDoorzetting):
    """The receiver is the next to act."""

    type = "signalering.doorgezet"
    naam = "uit/signalering-doorgezet"
    betekenis = "Een signaal voor u, met wat is opgemerkt en over wie."
