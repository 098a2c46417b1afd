"""Understands the reminder to a debtor, or to the owner that a debtor is late."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Debiteur,
    EigenKenmerk,
    FunctieOfNiet,
    Naam,
    Plichtcode,
    TeLaat,
    Uiterlijk,
)
from keten.contract.berichten.model import BIJ_ONTVANGER, UitBericht


class HerinneringVerstuurd(UitBericht):
    """A step of the ladder that interrupts nobody's superior."""

    type = "herinnering.verstuurd"
    naam = "uit/herinnering-verstuurd"
    betekenis = "Een herinnering: er moet nog iets gebeuren, of het is te laat."
    voorbeelden = BIJ_ONTVANGER

    kenmerk: EigenKenmerk = None
    plicht: Plichtcode
    debiteur: Debiteur
    debiteur_naam: Naam
    uiterlijk: Uiterlijk
    te_laat: TeLaat
    functie: FunctieOfNiet = None
