"""Understands the order to send `herinnering.verstuurd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Debiteur,
    FunctieOfNiet,
    Plichtcode,
    TeLaat,
    Uiterlijk,
    Urgentiecode,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens
from keten.domein.begrippen import Urgentie


class HerinneringVerstuurdGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out.

    `urgentie` stays inside: it says which goes first where not all may go.
    """

    plicht: Plichtcode
    debiteur: Debiteur
    uiterlijk: Uiterlijk
    te_laat: TeLaat
    urgentie: Urgentiecode = Urgentie.ROUTINE
    functie: FunctieOfNiet = None


class OpdrachtHerinneringVerstuurd(Opdracht):
    """The order, with to whom and why."""

    type = "herinnering.verstuurd"
    naam = "intern/opdracht-herinnering-verstuurd"
    betekenis = "Opdracht om herinnering.verstuurd te versturen."

    gegevens: OpdrachtGegevens[HerinneringVerstuurdGegevens]
