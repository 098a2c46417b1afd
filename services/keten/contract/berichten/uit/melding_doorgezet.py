"""Understands the warm hand-over of a melding: question and client data go along."""

from __future__ import annotations

from keten.contract.berichten.uit.doorzetting import UitDoorzetting


class MeldingDoorgezet(UitDoorzetting):
    """The receiver is the next to act."""

    type = "melding.doorgezet"
    naam = "uit/melding-doorgezet"
    betekenis = "Een melding voor u, met de vraag en de gegevens van de client."
