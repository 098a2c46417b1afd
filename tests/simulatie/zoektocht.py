"""Understands a search: new seeds for a while, on all processors, and what was found made small."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
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


def zoek(
    basis: int, seconden: float, maak: Callable[[int], Recept] = Recept.van_zaad, spelers: int | None = None
) -> Uitkomst:
    """Plays the seeds from `basis` on until the time is over or a promise is broken."""
    begin = time.monotonic()
    zaden, runs = itertools.count(basis), 0
    spelers = spelers or os.cpu_count() or 1
    with ProcessPoolExecutor(spelers, mp_context=multiprocessing.get_context("spawn")) as potje:
        bezig = {potje.submit(_speel_zaad, maak, zaad) for zaad in itertools.islice(zaden, spelers)}
        while bezig:
            klaar, bezig = wait(bezig, return_when=FIRST_COMPLETED)
            runs += len(klaar)
            fout = next((v for v in (taak.result() for taak in klaar) if not v.goed), None)
            if fout is not None:
                return Uitkomst(runs, time.monotonic() - begin, fout)
            if time.monotonic() < begin + seconden:
                bezig |= {
                    potje.submit(_speel_zaad, maak, zaad) for zaad in itertools.islice(zaden, len(klaar))
                }
    return Uitkomst(runs, time.monotonic() - begin, None)


def _speel_zaad(maak: Callable[[int], Recept], zaad: int) -> Verloop:
    return speel(maak(zaad))
