"""Understands that the help itself began."""

from __future__ import annotations

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht


class BehandelingGestart(InBericht):
    """Somebody is at work with the client."""

    type = "behandeling.gestart"
    naam = "in/behandeling-gestart"
    betekenis = "De behandeling is begonnen."
    voorbeelden = VAN_ONTVANGER
