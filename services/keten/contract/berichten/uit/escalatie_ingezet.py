"""Understands that silence is put before a person, who confirms."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    BevestigenUiterlijk,
    Debiteur,
    EigenKenmerk,
    Escalatierol,
    FunctieOfNiet,
    Naam,
    Niveau,
    Plichtcode,
    Uiterlijk,
)
from keten.contract.berichten.model import BIJ_ONTVANGER, UitBericht


class EscalatieIngezet(UitBericht):
    """Never holds anything about a client."""

    type = "escalatie.ingezet"
    naam = "uit/escalatie-ingezet"
    betekenis = "Een escalatie: een organisatie antwoordt niet; een persoon bij u bevestigt en pakt het op."
    voorbeelden = BIJ_ONTVANGER

    kenmerk: EigenKenmerk = None
    plicht: Plichtcode
    debiteur: Debiteur
    debiteur_naam: Naam
    uiterlijk: Uiterlijk
    niveau: Niveau
    rol: Escalatierol
    bevestigen_uiterlijk: BevestigenUiterlijk
    functie: FunctieOfNiet = None
