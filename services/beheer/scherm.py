"""Understands what the reader's terminal can show: colour, width, and where errors go.

Colour only on a terminal and never with NO_COLOR (rich sees to both). Standard output is for the answer,
standard error for progress and errors, so that `--json` can be piped.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from beheer.fouten import BeheerError

KLEUREN = (
    "blue", "magenta", "cyan", "dark_orange", "green", "medium_purple", "gold3", "deep_sky_blue1", "orchid",
    "sea_green3", "light_salmon3", "steel_blue1", "yellow3", "hot_pink3",
)  # fmt: skip
"""One per party, in the order of the inrichting; red stays free for what is wrong."""

_BESTAND = 100
_SMAL = 90


def uitvoer() -> Console:
    """Standard output.

    Not a terminal: a fixed width, so that a file looks the same everywhere, unless COLUMNS asks for another.
    """
    return _console(fout=False, breedte=_BESTAND)


def is_smal(scherm: Console) -> bool:
    """Whether a last column would be too narrow to read; its text then goes on a line of its own."""
    return scherm.width < _SMAL


def meldingen() -> Console:
    """Standard error."""
    return _console(fout=True, breedte=160)


def _console(*, fout: bool, breedte: int) -> Console:
    from rich.console import Console

    class Scherm(Console):
        def on_broken_pipe(self) -> None:
            """Rich would end here with code 1, which says something else."""
            raise BrokenPipeError

    scherm = Scherm(stderr=fout, highlight=False)
    gevraagd = shutil.get_terminal_size((0, 0)).columns  # COLUMNS, where there is no terminal
    if scherm.is_terminal or gevraagd:
        return scherm
    return Scherm(stderr=fout, highlight=False, width=max(scherm.width, breedte))


def schrijf_json(rij: Mapping[str, object]) -> None:
    """One object on one line, at once visible to the reader of a pipe."""
    sys.stdout.write(json.dumps(rij, ensure_ascii=False, separators=(", ", ": ")) + "\n")
    sys.stdout.flush()


def kleur_van(codes: list[str], code: str) -> str:
    """The colour of a party; white for one that is not in the list."""
    return KLEUREN[codes.index(code) % len(KLEUREN)] if code in codes else "white"


def toon_fout(fout: BeheerError) -> None:
    """Sentence, details, advice."""
    from rich.markup import escape

    scherm = meldingen()
    scherm.print(f"[bold red]Fout[/] {escape(fout.zin)}", soft_wrap=True)
    for detail in fout.details:
        scherm.print(f"  [red]•[/] {escape(detail)}", soft_wrap=True)
    if fout.raad:
        scherm.print(f"[dim]→[/] {escape(fout.raad)}", soft_wrap=True)
