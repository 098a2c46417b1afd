"""Understands that a matter is back on its sender's list, unanswered."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Alternatieven,
    Debiteur,
    EigenKenmerk,
    Naam,
    Plichtcode,
    Uiterlijk,
)
from keten.contract.berichten.model import UitBericht


class BeantwoordingUitgebleven(UitBericht):
    """The last step of the ladder; closes nothing."""

    type = "beantwoording.uitgebleven"
    naam = "uit/beantwoording-uitgebleven"
    betekenis = "Uw melding is niet beantwoord. Deze organisaties kunt u vragen; een persoon beslist."

    kenmerk: EigenKenmerk = None
    plicht: Plichtcode
    debiteur: Debiteur
    debiteur_naam: Naam
    uiterlijk: Uiterlijk
    alternatieven: Alternatieven
