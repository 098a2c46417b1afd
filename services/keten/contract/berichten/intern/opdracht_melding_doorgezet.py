"""Understands the order to send `melding.doorgezet`."""

from __future__ import annotations

from keten.contract.berichten.intern.doorzetting import Doorzetopdracht, DoorzettingGegevens
from keten.contract.berichten.intern.opdracht import OpdrachtGegevens


class MeldingDoorgezetGegevens(DoorzettingGegevens):
    """What the order says; names and `kluis` are added when it is carried out."""


class OpdrachtMeldingDoorgezet(Doorzetopdracht):
    """The order, with to whom and why."""

    type = "melding.doorgezet"
    naam = "intern/opdracht-melding-doorgezet"
    betekenis = "Opdracht om melding.doorgezet te versturen."

    gegevens: OpdrachtGegevens[MeldingDoorgezetGegevens]
