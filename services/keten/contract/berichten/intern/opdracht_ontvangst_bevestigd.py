"""Understands the order to send `ontvangst.bevestigd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import Bij
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class OntvangstBevestigdGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    bij: Bij


class OpdrachtOntvangstBevestigd(Opdracht):
    """The order, with to whom and why."""

    type = "ontvangst.bevestigd"
    naam = "intern/opdracht-ontvangst-bevestigd"
    betekenis = "Opdracht om ontvangst.bevestigd te versturen."

    gegevens: OpdrachtGegevens[OntvangstBevestigdGegevens]
