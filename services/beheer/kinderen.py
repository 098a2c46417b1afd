"""Understands the life of a child process: start it, see that it lives, end it by its own id.

A child has a session of its own, so that Ctrl-C reaches only us and we end it in good order.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from beheer.omgeving import PROJECT

PROCESSEN = ("inname", "vraagopvolging", "bezorging")
"""Every process of the chain, in the order of the stream. `beheer` is not one: it runs no stream."""

GEDULD_STOP_S = 15.0
_STAARTREGELS = 25


@dataclass(slots=True)
class Kind:
    """One process of the chain as our child.

    `log` None: it writes where we write. `omgeving`: on top of ours.
    """

    naam: str
    omgeving: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    _proces: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        opdracht = [sys.executable, "-P", "-m", self.naam]
        omgeving = {**os.environ, "PYTHONPATH": str(PROJECT / "services"), **self.omgeving}
        if self.log is None:
            self._proces = subprocess.Popen(opdracht, env=omgeving, start_new_session=True)
            return
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as uit:
            self._proces = subprocess.Popen(
                opdracht,
                env=omgeving,
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                stdout=uit,
                stderr=subprocess.STDOUT,
            )
        self.log.with_suffix(".pid").write_text(str(self._proces.pid), encoding="ascii")

    @property
    def pid(self) -> int | None:
        return None if self._proces is None else self._proces.pid

    @property
    def uitgang(self) -> int | None:
        """Exit code of a child that ended; None while it lives or before it was started."""
        return None if self._proces is None else self._proces.poll()

    @property
    def leeft(self) -> bool:
        return self._proces is not None and self._proces.poll() is None

    def vraag_einde(self) -> None:
        if self._proces is not None and self.leeft:
            self._proces.send_signal(signal.SIGTERM)

    def dwing_einde(self) -> None:
        if self._proces is not None and self.leeft:
            self._proces.kill()
            self._proces.wait()

    def staart(self) -> list[str]:
        """The last lines of its log."""
        if self.log is None or not self.log.exists():
            return []
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-_STAARTREGELS:]


def beeindig(kinderen: Iterable[Kind], geduld_s: float = GEDULD_STOP_S) -> None:
    """Ask all at once, wait for each, and end by force whoever takes too long."""
    levend = [kind for kind in kinderen if kind.leeft]
    for kind in levend:
        kind.vraag_einde()
    tot = time.monotonic() + geduld_s
    while any(kind.leeft for kind in levend) and time.monotonic() < tot:
        time.sleep(0.05)
    for kind in levend:
        kind.dwing_einde()
