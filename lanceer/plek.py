"""Understands where the environment stands, and whether it is complete.

Each set of locks gets a folder of its own, `.wijkketen/venvs/<sum>`, and `.wijkketen/venv` points at the one
in use: an upgrade never pulls files from under a process that still runs. The mark `klaar` is written last,
so a folder without it is what an interrupted installation left, whatever is in it.
"""

import hashlib
import os
import sys

LOKALE_MAP = ".wijkketen"
LOCK = os.path.join("requirements", "ontwikkel.txt")
VORM = "1"  # of this folder's layout: raise it when what the launcher makes changes


class Plek:
    """The places of one checkout, for the Python that runs this."""

    def __init__(self, wortel: str) -> None:
        self.wortel = wortel
        self.lokaal = os.path.join(wortel, LOKALE_MAP)
        self.lock = os.path.join(wortel, LOCK)
        self.venvs = os.path.join(self.lokaal, "venvs")
        self.venv = os.path.join(self.venvs, self._som())
        self.wijzer = os.path.join(self.lokaal, "venv")
        self.merk = os.path.join(self.venv, "klaar")
        self.slot = os.path.join(self.lokaal, "slot")
        self.logs = os.path.join(self.lokaal, "logs")
        self.python = os.path.join(self.venv, "bin", "python")

    def _som(self) -> str:
        """What an environment depends on: the locks, this Python, and its place, which scripts hold."""
        som = hashlib.sha256()
        with open(self.lock, "rb") as bestand:
            som.update(bestand.read())
        for deel in (VORM, sys.version, os.path.realpath(sys.executable), self.wortel):
            som.update(b"\0" + deel.encode())
        return som.hexdigest()[:16]

    def compleet(self) -> bool:
        """Whether the environment can be used as it is."""
        return os.path.exists(self.merk) and os.path.exists(self.python)
