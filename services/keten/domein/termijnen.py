"""Understands when a termijn ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Eenheid(Enum):
    MINUTEN = "MINUTEN"
    UREN = "UREN"
    WERKDAGEN = "WERKDAGEN"
    DAGEN = "DAGEN"
    WEKEN = "WEKEN"
    MAANDEN = "MAANDEN"


@dataclass(frozen=True, slots=True)
class Termijn:
    """`aantal` > 0. `kalender`: days, weeks and months without the Algemene termijnenwet."""

    aantal: int
    eenheid: Eenheid
    kalender: bool = False
