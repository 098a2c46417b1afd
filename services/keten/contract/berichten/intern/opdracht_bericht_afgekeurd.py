"""Understands the order to send `bericht.afgekeurd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    BerichtIdOfNiet,
    Foutcode,
    KanVanafOfNiet,
    OntvangenOp,
    PositieOfNiet,
    Uitleg,
    Veldwijzer,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class BerichtAfgekeurdGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    bericht_id: BerichtIdOfNiet = None
    code: Foutcode
    veld: Veldwijzer = None
    uitleg: Uitleg
    ontvangen_op: OntvangenOp
    positie: PositieOfNiet = None
    kan_vanaf: KanVanafOfNiet = None


class OpdrachtBerichtAfgekeurd(Opdracht):
    """The order, with to whom and why."""

    type = "bericht.afgekeurd"
    naam = "intern/opdracht-bericht-afgekeurd"
    betekenis = "Opdracht om bericht.afgekeurd te versturen."

    gegevens: OpdrachtGegevens[BerichtAfgekeurdGegevens]
