"""Understands what the person at the terminal sees while it takes long.

One line per step with the time it took. On a terminal the line moves while the step runs; in a file or a CI
log it is written once, at the end. Everything goes to standard error: standard output belongs to the command
itself.
"""

import sys
import time
from types import TracebackType


class Stap:
    """One step, as a context manager."""

    def __init__(self, naam: str) -> None:
        self.naam = naam
        self._begin = time.monotonic()
        self._levend = sys.stderr.isatty()

    def __enter__(self) -> "Stap":
        self.toon("")
        return self

    def toon(self, bij: str) -> None:
        """Show where it is; only a terminal sees this."""
        if self._levend:
            sys.stderr.write(f"\r\033[K  {self.naam} {bij} ({self._duur()})")
            sys.stderr.flush()

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        uitkomst = "klaar" if fout is None else "MISLUKT"
        begin = "\r\033[K" if self._levend else ""
        sys.stderr.write(f"{begin}  {self.naam}: {uitkomst} ({self._duur()})\n")
        sys.stderr.flush()

    def _duur(self) -> str:
        return f"{time.monotonic() - self._begin:.0f} s"
