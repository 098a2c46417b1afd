"""Understands the order to send `regie.gewijzigd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import Houder, Verantwoordelijk
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class RegieGewijzigdGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    verantwoordelijkheid: Verantwoordelijk
    houder: Houder


class OpdrachtRegieGewijzigd(Opdracht):
    """The order, with to whom and why."""

    type = "regie.gewijzigd"
    naam = "intern/opdracht-regie-gewijzigd"
    betekenis = "Opdracht om regie.gewijzigd te versturen."

    gegevens: OpdrachtGegevens[RegieGewijzigdGegevens]
