"""Understands which runs ever failed: they are kept in a file and always played.

One line per run: the options of `python -m tests.simulatie`, then behind a # what it found.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tests.simulatie.recept import Recept

BESTAND: Final = Path(__file__).with_name("zaden.txt")


def bewaarde(bestand: Path = BESTAND) -> list[Recept]:
    regels = [regel.partition("#")[0].split() for regel in bestand.read_text(encoding="utf-8").splitlines()]
    return [Recept.lees(regel) for regel in regels if regel]


def bewaar(recept: Recept, waarom: str, bestand: Path = BESTAND) -> None:
    """Adds a run, unless it is there."""
    if recept not in bewaarde(bestand):
        opties = recept.opdracht().partition("tests.simulatie ")[2]
        with bestand.open("a", encoding="utf-8") as uit:
            uit.write(f"{opties}  # {waarom}\n")
