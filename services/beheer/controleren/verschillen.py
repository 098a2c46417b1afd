"""Understands in what two states of one request differ, field by field, without content of a message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import Any, Final

from keten.domein.dossier import Dossier, Verplichting

_TOONBAAR: Final = (str, int, bool, Enum)
_ALLEEN_NAAM: Final = frozenset({"gezien", "geweigerd", "betrokkenen", "verplichtingen"})


def verschillen(log: Dossier, stand: Dossier) -> Iterator[str]:
    """`log`: what follows from the facts; `stand`: what the tracker has."""
    for veld in fields(Dossier):
        a, b = getattr(log, veld.name), getattr(stand, veld.name)
        if a == b:
            continue
        if veld.name == "verplichtingen":
            yield from _plichten(a, b)
        elif veld.name in _ALLEEN_NAAM or not isinstance(a, _TOONBAAR):
            yield veld.name
        else:
            yield f"{veld.name} {_tekst(a)} in plaats van {_tekst(b)}"


def _plichten(log: tuple[Verplichting, ...], stand: tuple[Verplichting, ...]) -> Iterator[str]:
    a, b = {v.nummer: v for v in log}, {v.nummer: v for v in stand}
    for nummer in sorted(a.keys() | b.keys()):
        volgt, staat = a.get(nummer), b.get(nummer)
        if volgt == staat:
            continue
        wie = volgt or staat
        naam = f"verplichting {nummer} {wie.soort.value} van {wie.debiteur}" if wie is not None else ""
        if volgt is None or staat is None:
            yield f"{naam} {'ontbreekt' if staat is None else 'is er te veel'}"
        else:
            anders = [
                v.name for v in fields(Verplichting) if getattr(volgt, v.name) != getattr(staat, v.name)
            ]
            yield f"{naam}: {', '.join(anders)}"


def _tekst(waarde: Any) -> str:
    return str(waarde.value) if isinstance(waarde, Enum) else str(waarde)
