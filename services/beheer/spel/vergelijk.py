"""Understands whether two runs of a scenario gave every receiver the same.

Compared per receiver: moment, sender, type, matter, part and content. Not compared: ids, since that of a
technical acknowledgement holds the position on `in.*`, and that position itself; the order within one moment,
since two topics have no order between them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from beheer import tijden
from beheer.afloop import Regel

_ANDERS_MAG = frozenset({"positie"})


def per_ontvanger(regels: Iterable[Regel]) -> dict[str, list[str]]:
    """Receiver -> what it got, in order of time, each in one comparable text."""
    rijen: dict[str, list[str]] = {}
    for regel in regels:
        rijen.setdefault(regel.naar, []).append(_vorm(regel))
    return {naar: sorted(lijst) for naar, lijst in rijen.items()}


def verschillen(gespeeld: Iterable[Regel], nagespeeld: Iterable[Regel]) -> list[str]:
    """In Dutch, what one run gave and the other did not; empty when all is equal."""
    echt, model = per_ontvanger(gespeeld), per_ontvanger(nagespeeld)
    uit: list[str] = []
    for naar in sorted(echt.keys() | model.keys()):
        hier, daar = Counter(echt.get(naar, ())), Counter(model.get(naar, ()))
        uit += [f"alleen in de demo, aan {naar}: {_kort(v)}" for v in (hier - daar).elements()]
        uit += [f"alleen in simuleer, aan {naar}: {_kort(v)}" for v in (daar - hier).elements()]
    return uit


def _vorm(regel: Regel) -> str:
    gegevens = {k: v for k, v in regel.gegevens.items() if k not in _ANDERS_MAG}
    rij: Mapping[str, Any] = {
        "op": tijden.iso(regel.op),
        "van": regel.van,
        "type": regel.type,
        "over": regel.over,
        "onderdeel": regel.onderdeel,
        "gegevens": gegevens,
    }
    return json.dumps(rij, ensure_ascii=False, sort_keys=False)


def _kort(vorm: str) -> str:
    return vorm if len(vorm) <= 300 else vorm[:297] + "…"
