"""Understands how generated files reach the disk, and whether those there are up to date."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from beheer.fouten import meervoud
from beheer.uitgangscodes import Uitgang


def werk_bij(wortel: Path, bestanden: Mapping[str, str], *, alleen_kijken: bool) -> int:
    """Write what differs (path under `wortel` -> text), or only tell it; returns the exit code."""
    from beheer.scherm import uitvoer

    anders = [pad for pad, tekst in bestanden.items() if _huidig(wortel / pad) != tekst]
    if not alleen_kijken:
        for pad in anders:
            (wortel / pad).parent.mkdir(parents=True, exist_ok=True)
            (wortel / pad).write_text(bestanden[pad], encoding="utf-8")
    scherm = uitvoer()
    for pad in anders:
        scherm.print(f"  [{'red' if alleen_kijken else 'green'}]•[/] {pad}", soft_wrap=True)
    wat = "anders dan het hoort" if alleen_kijken else "geschreven"
    teken = "[red]✗[/]" if alleen_kijken and anders else "[green]✓[/]"
    scherm.print(f"{teken} {meervoud(len(bestanden), 'bestand', 'bestanden')}, {len(anders)} {wat}")
    return Uitgang.ANDERS if alleen_kijken and anders else Uitgang.GOED


def _huidig(bestand: Path) -> str | None:
    return bestand.read_text(encoding="utf-8") if bestand.exists() else None
