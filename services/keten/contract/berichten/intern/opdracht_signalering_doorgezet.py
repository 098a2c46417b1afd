"""Understands the order to send `signalering.doorgezet`."""

from __future__ import annotations

from keten.contract.berichten.intern.doorzetting import Doorzetopdracht, DoorzettingGegevens
from keten.contract.berichten.intern.opdracht import OpdrachtGegevens


class SignaleringDoorgezetGegevens(DoorzettingGegevens):
    """What the order says; names and `kluis` are added when it is carried out."""


class OpdrachtSignaleringDoorgezet(Doorzetopdracht):
    """The order, with to whom and why."""

    type = "signalering.doorgezet"
    naam = "intern/opdracht-signalering-doorgezet"
    betekenis = "Opdracht om signalering.doorgezet te versturen."

    gegevens: OpdrachtGegevens[SignaleringDoorgezetGegevens]
