"""Understands how tables, terms and lists of codes look in what shows the rules of a deployment."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from rich import box
from rich.table import Table

from beheer import vertel
from keten.domein.termijnen import Eenheid, Termijn

_EENHEDEN = {
    Eenheid.MINUTEN: ("minuut", "minuten"),
    Eenheid.UREN: ("uur", "uur"),
    Eenheid.WERKDAGEN: ("werkdag", "werkdagen"),
    Eenheid.DAGEN: ("dag", "dagen"),
    Eenheid.WEKEN: ("week", "weken"),
    Eenheid.MAANDEN: ("maand", "maanden"),
    Eenheid.JAREN: ("jaar", "jaar"),
}


def tabel(titel: str, *kolommen: str) -> Table:
    """Its first column never breaks."""
    uit = Table(title=titel, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False)
    for nummer, kolom in enumerate(kolommen):
        uit.add_column(kolom, overflow="fold", no_wrap=nummer == 0)
    return uit


def of(codes: Iterable[Enum]) -> str:
    """Codes in words; `elke` for none."""
    return ", ".join(sorted(vertel.woord(c.value) for c in codes)) or "elke"


def duur(termijn: Termijn | None, anders: str) -> str:
    """A term in words; `anders` where there is none."""
    if termijn is None:
        return anders
    een, meer = _EENHEDEN[termijn.eenheid]
    eenheid = een if termijn.aantal == 1 else meer
    return f"{termijn.aantal} {eenheid}{' (kalender)' if termijn.kalender else ''}"
