"""Understands the order to send `escalatie.ingezet`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    BevestigenUiterlijk,
    Debiteur,
    Escalatierol,
    Niveau,
    Plichtcode,
    Uiterlijk,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class EscalatieIngezetGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    plicht: Plichtcode
    debiteur: Debiteur
    uiterlijk: Uiterlijk
    niveau: Niveau
    rol: Escalatierol
    bevestigen_uiterlijk: BevestigenUiterlijk


class OpdrachtEscalatieIngezet(Opdracht):
    """The order, with to whom and why."""

    type = "escalatie.ingezet"
    naam = "intern/opdracht-escalatie-ingezet"
    betekenis = "Opdracht om escalatie.ingezet te versturen."

    gegevens: OpdrachtGegevens[EscalatieIngezetGegevens]
