"""Understands how soon a planted bug is found: short runs, seed after seed, until one breaks a promise."""

from __future__ import annotations

import time
from dataclasses import dataclass

from tests.simulatie.geplant import BUGS
from tests.simulatie.recept import Recept
from tests.simulatie.speel import Verloop, speel


@dataclass(frozen=True, slots=True)
class Vondst:
    """`verloop`: the run that found it; None when none of `runs` did."""

    bug: str
    basis: int
    verloop: Verloop | None
    runs: int
    seconden: float

    def regel(self) -> str:
        hoe = "NIET gevonden" if self.verloop is None else f"gevonden: {self.verloop.overtreding}"
        return f"{self.bug}, vanaf zaad {self.basis}: {self.runs} runs, {self.seconden:.1f} s, {hoe}"


def vind(naam: str, basis: int, hoogstens: int) -> Vondst:
    """In one process, from seed `basis` on. Named by its name, so that another process can do it."""
    bug = next(b for b in BUGS if b.naam == naam)
    begin = time.monotonic()
    with bug.geplant() as doos:
        for i in range(hoogstens):
            verloop = speel(Recept.klein(basis + i), doos)
            if not verloop.goed:
                return Vondst(naam, basis, verloop, i + 1, time.monotonic() - begin)
    return Vondst(naam, basis, None, hoogstens, time.monotonic() - begin)
