"""Understands the order to send `actie.gevraagd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    AanvullingOfNiet,
    Actiecode,
    GelezenBericht,
    OnjuistOfNiet,
    Plichtcode,
    RedenOfNiet,
    Uiterlijk,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class ActieGevraagdGegevens(Gegevens):
    """What the order says."""

    actie: Actiecode
    plicht: Plichtcode
    uiterlijk: Uiterlijk
    reden: RedenOfNiet = None
    gevraagd: AanvullingOfNiet = None
    onjuist: OnjuistOfNiet = None
    bericht: GelezenBericht = None


class OpdrachtActieGevraagd(Opdracht):
    """The order, with to whom and why."""

    type = "actie.gevraagd"
    naam = "intern/opdracht-actie-gevraagd"
    betekenis = "Opdracht om actie.gevraagd te versturen."

    gegevens: OpdrachtGegevens[ActieGevraagdGegevens]
