"""Understands a search: new seeds for a while, on all processors, and what was found made small."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass

from tests.simulatie.recept import Recept
from tests.simulatie.speel import Verloop, speel


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """`fout`: the first run that broke a promise; None when none did."""

    runs: int
    seconden: float
    fout: Verloop | None

    @property
    def per_seconde(self) -> float:
        return self.runs / self.seconden

    def regel(self) -> str:
        return f"simulatie: {self.runs} runs in {self.seconden:.0f} s, {self.per_seconde:.2f} per seconde"


def zoek(basis: int, seconden: float) -> Uitkomst:
    """Plays the seeds from `basis` on until the time is over or a promise is broken."""
    begin = time.monotonic()
    runs = 0
    with multiprocessing.get_context("spawn").Pool(os.cpu_count()) as potje:
        for verloop in potje.imap_unordered(_speel_zaad, _tot(basis, begin + seconden)):
            runs += 1
            if not verloop.goed:
                return Uitkomst(runs, time.monotonic() - begin, verloop)
            if time.monotonic() > begin + seconden:
                break
    return Uitkomst(runs, time.monotonic() - begin, None)


def _tot(basis: int, einde: float) -> Iterator[int]:
    """Seeds are asked for ahead of the players, so few at a time would be better than all."""
    for zaad in itertools.count(basis):
        if time.monotonic() > einde:
            return
        yield zaad
        time.sleep(0.05)


def _speel_zaad(zaad: int) -> Verloop:
    return speel(Recept.van_zaad(zaad))
