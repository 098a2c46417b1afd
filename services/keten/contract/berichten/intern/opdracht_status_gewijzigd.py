"""Understands the order to send `status.gewijzigd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Bij,
    CorrectieverloopOfNiet,
    KwijtgescholdenOfNiet,
    RedenOfNiet,
    Toestandcode,
    UiterlijkOfOpen,
    VoortgangOfNiet,
    Warm,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class StatusGewijzigdGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    toestand: Toestandcode
    bij: Bij
    uiterlijk: UiterlijkOfOpen = None
    reden: RedenOfNiet = None
    voortgang: VoortgangOfNiet = None
    kwijtgescholden: KwijtgescholdenOfNiet = None
    correctie: CorrectieverloopOfNiet = None
    warm: Warm = False


class OpdrachtStatusGewijzigd(Opdracht):
    """The order, with to whom and why."""

    type = "status.gewijzigd"
    naam = "intern/opdracht-status-gewijzigd"
    betekenis = "Opdracht om status.gewijzigd te versturen."

    gegevens: OpdrachtGegevens[StatusGewijzigdGegevens]
