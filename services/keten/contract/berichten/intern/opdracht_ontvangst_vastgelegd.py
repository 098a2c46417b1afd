"""Understands the order to send `ontvangst.vastgelegd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import BerichtId, OntvangenOp, Opmerkingen
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class OntvangstVastgelegdGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    bericht_id: BerichtId
    ontvangen_op: OntvangenOp
    opmerkingen: Opmerkingen = ()


class OpdrachtOntvangstVastgelegd(Opdracht):
    """The order, with to whom and why."""

    type = "ontvangst.vastgelegd"
    naam = "intern/opdracht-ontvangst-vastgelegd"
    betekenis = "Opdracht om ontvangst.vastgelegd te versturen."

    gegevens: OpdrachtGegevens[OntvangstVastgelegdGegevens]
