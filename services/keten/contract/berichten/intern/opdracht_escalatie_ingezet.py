"""Understands the order to send `escalatie.ingezet`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    BevestigenUiterlijk,
    Debiteur,
    Escalatierol,
    FunctieOfNiet,
    Niveau,
    Plichtcode,
    Uiterlijk,
    Urgentiecode,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens
from keten.domein.begrippen import Urgentie


class EscalatieIngezetGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out.

    `urgentie` stays inside: it says which goes first where not all may go.
    """

    plicht: Plichtcode
    debiteur: Debiteur
    uiterlijk: Uiterlijk
    niveau: Niveau
    rol: Escalatierol
    bevestigen_uiterlijk: BevestigenUiterlijk
    urgentie: Urgentiecode = Urgentie.ROUTINE
    functie: FunctieOfNiet = None


class OpdrachtEscalatieIngezet(Opdracht):
    """The order, with to whom and why."""

    type = "escalatie.ingezet"
    naam = "intern/opdracht-escalatie-ingezet"
    betekenis = "Opdracht om escalatie.ingezet te versturen."

    gegevens: OpdrachtGegevens[EscalatieIngezetGegevens]
