"""Understands what time it is. The only place that reads a clock.

A stepping clock is a file that a demo or a test writes; every process started for it reads that file, so
weeks pass in seconds. A process in production never gets one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path


class WandKlok:
    """The machine's clock, UTC."""

    virtueel = False

    def nu_ms(self) -> int:
        return time.time_ns() // 1_000_000


@dataclass(slots=True)
class StapKlok:
    """Time from a file with milliseconds since 1970 in decimal; it only moves when its writer moves it."""

    bestand: Path
    virtueel = True

    def nu_ms(self) -> int:
        return int(self.bestand.read_text(encoding="ascii"))

    def zet(self, nu_ms: int) -> None:
        """Atomic, so a reader never sees half a number."""
        nieuw = self.bestand.with_suffix(".nieuw")
        nieuw.write_text(str(nu_ms), encoding="ascii")
        nieuw.replace(self.bestand)


@dataclass(slots=True)
class HandKlok:
    """Time turned by hand, in memory: for `simuleer` and tests."""

    stand_ms: int
    virtueel = True

    def nu_ms(self) -> int:
        return self.stand_ms
