"""Understands that an engine which does nothing must end: it looks from a thread of its own, and stops the
process.

It counts its own looks, not the clock: a machine that slept, or a process that was stopped and continued,
gets the time to find out what became of its partitions before it is judged.
"""

from __future__ import annotations

import faulthandler
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Final

from keten.platform.motor.einde import Meld, meld_op_stderr, sterf
from keten.platform.motor.fouten import EXIT_WAAKHOND

RITME_S: Final = 1.0

Toets = tuple[Callable[[], bool], float]
"""A condition that must not hold for longer than so many seconds."""


class Waakhond:
    """`toetsen` by name. A condition that raises counts as holding: nobody can tell any more."""

    def __init__(self, toetsen: Mapping[str, Toets], *, meld: Meld = meld_op_stderr) -> None:
        self._toetsen = dict(toetsen)
        self._meld = meld
        self._keren = dict.fromkeys(self._toetsen, 0)
        self._stop = threading.Event()
        self._draad = threading.Thread(target=self._waak, name="waakhond", daemon=True)

    def begin(self) -> None:
        self._draad.start()

    def stop(self) -> None:
        self._stop.set()

    def _waak(self) -> None:
        while not self._stop.wait(RITME_S):
            te_lang = self.kijk()
            if te_lang is not None:
                faulthandler.dump_traceback(file=sys.stderr, all_threads=True)
                sterf(EXIT_WAAKHOND, f"watchdog: {te_lang}", self._meld)

    def kijk(self) -> str | None:
        """One look; the name of what held for too long."""
        for naam, (toets, grens_s) in self._toetsen.items():
            self._keren[naam] = self._keren[naam] + 1 if _houdt(toets) else 0
            if self._keren[naam] * RITME_S > grens_s:
                return naam
        return None


def _houdt(toets: Callable[[], bool]) -> bool:
    try:
        return toets()
    except Exception:  # noqa: BLE001  see the class: not being able to tell is the worst sign
        return True


def stilstand(hartslag: Callable[[], float]) -> Callable[[], bool]:
    """Holds as long as `hartslag` gives the same value as at the former look."""
    vorige: list[float] = []

    def toets() -> bool:
        nu = hartslag()
        zelfde = vorige == [nu]
        vorige[:] = [nu]
        return zelfde

    return toets
