"""Understands which days that a message names should lie ahead, and have passed when it came.

Judged here and not at the intake: a message that comes twice is known before its day is looked at. What is
offered to somebody is not judged by it: told a day late, somebody must get it all the same.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from keten.domein.feiten import (
    AfspraakGemaakt,
    CapaciteitGewijzigd,
    Feit,
    Kop,
    OnderdeelToegevoegd,
    VoortgangGemeld,
)
from keten.domein.termijnen import ZONE

LAAT_VERTELD: Final = timedelta(days=3)
"""So long after its day an appointment may still be told: over a weekend."""


def voorbije_dag(feit: Feit) -> str | None:
    """Name of the field with a last day that nobody can keep any more, or an appointment in the past.

    By the day in Amsterdam on which it came, also where it waited since.
    """
    match feit:
        case AfspraakGemaakt():
            return "afspraak_datum" if feit.afspraak_datum < _dag_van(feit.kop) - LAAT_VERTELD else None
        case OnderdeelToegevoegd() | VoortgangGemeld():
            dag, veld = feit.uiterlijk_datum, "uiterlijk_datum"
        case CapaciteitGewijzigd():
            dag, veld = feit.tot, "tot"
        case _:
            return None
    return veld if dag is not None and dag < _dag_van(feit.kop) else None


def _dag_van(kop: Kop) -> date:
    return kop.nu.astimezone(ZONE).date()
