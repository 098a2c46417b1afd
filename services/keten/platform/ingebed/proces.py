"""Understands one child process: its life, its end, and who hears of it.

The child is started by, and waited for in, a thread that lives as long as it does. The kernel's promise that
a child dies with its parent counts the *thread* that started it as the parent, so a start from a short-lived
thread would otherwise end the child with that thread.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from keten.platform.ingebed.fouten import IngebedKafkaError

_AANLOOP = Path(__file__).with_name("aanloop.py")


class Proces:
    """A child that ends at the latest when this process does."""

    def __init__(
        self, opdracht: list[str], *, log: Path, map: Path, bij_einde: Callable[[int], None]
    ) -> None:
        self._opdracht = [sys.executable, "-I", "-S", str(_AANLOOP), str(os.getpid()), *opdracht]
        self._log, self._map, self._bij_einde = log, map, bij_einde
        self._begonnen, self._geeindigd = threading.Event(), threading.Event()
        self._kind: subprocess.Popen[bytes] | None = None
        self._fout: OSError | None = None
        self._draad = threading.Thread(target=self._leven, name="ingebed-kafka", daemon=True)

    def start(self) -> None:
        """Start the child; returns when it exists."""
        self._draad.start()
        self._begonnen.wait()
        if self._fout:
            raise IngebedKafkaError(f"Kan {self._opdracht[5]} niet starten: {self._fout}") from self._fout

    @property
    def pid(self) -> int:
        """The child's process id; stays readable after its end."""
        if self._kind is None:
            raise IngebedKafkaError("Het proces is niet gestart.")
        return self._kind.pid

    @property
    def leeft(self) -> bool:
        """Whether the child runs."""
        return self._begonnen.is_set() and self._kind is not None and not self._geeindigd.is_set()

    def sein(self, nummer: signal.Signals) -> None:
        """Send a signal, if it is still there to receive it."""
        if self._kind is not None:
            self._kind.send_signal(nummer)  # knows whether the child was already waited for

    def wacht(self, seconden: float) -> bool:
        """Wait for the end; False when it did not come in time."""
        return self._geeindigd.wait(seconden)

    def _leven(self) -> None:
        try:
            with self._log.open("ab") as uit:
                self._kind = subprocess.Popen(
                    self._opdracht,
                    stdin=subprocess.DEVNULL,
                    stdout=uit,
                    stderr=subprocess.STDOUT,
                    cwd=self._map,
                    start_new_session=True,  # Ctrl-C is for us; we stop the child in our own order
                )
        except OSError as fout:
            self._fout = fout
            self._geeindigd.set()
            return
        finally:
            self._begonnen.set()
        code = self._kind.wait()
        self._geeindigd.set()
        self._bij_einde(code)
