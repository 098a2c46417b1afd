"""Understands which days that a message names should lie ahead, and have passed when it came.

Judged here and not at the intake: a message that comes twice is known before its day is looked at.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from keten.domein.feiten import AfspraakGemaakt, Feit, Kop, OnderdeelToegevoegd, Openingsfeit, VoortgangGemeld
from keten.domein.termijnen import ZONE

LAAT_VERTELD: Final = timedelta(days=3)
"""So long after its day an appointment may still be told: over a weekend."""


def noemt_voorbije_dag(feit: Feit) -> bool:
    """Whether it sets a last day that nobody can keep any more, or plans an appointment in the past.

    By the day in Amsterdam on which it came, also where it waited since.
    """
    match feit:
        case AfspraakGemaakt():
            return feit.afspraak_datum < _dag_van(feit.kop) - LAAT_VERTELD
        case Openingsfeit() | OnderdeelToegevoegd() | VoortgangGemeld():
            return feit.uiterlijk_datum is not None and feit.uiterlijk_datum < _dag_van(feit.kop)
        case _:
            return False


def _dag_van(kop: Kop) -> date:
    return kop.nu.astimezone(ZONE).date()
