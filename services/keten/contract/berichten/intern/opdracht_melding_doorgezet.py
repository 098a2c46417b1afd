"""Understands the order to send `melding.doorgezet`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Afzender,
    BesluitUiterlijk,
    Gemeente,
    OntvangstUiterlijk,
    RegelId,
    Themacode,
    Urgentiecode,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class MeldingDoorgezetGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    afzender: Afzender
    gemeente: Gemeente
    thema: Themacode
    urgentie: Urgentiecode
    regel: RegelId
    ontvangst_uiterlijk: OntvangstUiterlijk
    besluit_uiterlijk: BesluitUiterlijk


class OpdrachtMeldingDoorgezet(Opdracht):
    """The order, with to whom and why."""

    type = "melding.doorgezet"
    naam = "intern/opdracht-melding-doorgezet"
    betekenis = "Opdracht om melding.doorgezet te versturen."

    gegevens: OpdrachtGegevens[MeldingDoorgezetGegevens]
