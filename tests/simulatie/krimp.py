"""Understands how a failing run is made small: fewer days, faults and requests, as long as it fails alike.

Greedy, and bounded in the number of runs: a smaller run is another run, and may fail no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from tests.simulatie.opstelling import Bouwdoos
from tests.simulatie.recept import VAN_DE_STAD, Recept
from tests.simulatie.speel import Verloop, speel

MEESTE_POGINGEN: Final = 60
WEINIG: Final = 12


def krimp(verloop: Verloop, doos: Bouwdoos | None = None, pogingen: int = MEESTE_POGINGEN) -> Verloop:
    """The smallest run found that breaks the same promise. What did not fail is given back as it is."""
    if verloop.overtreding is None:
        return verloop
    beste, over = verloop, pogingen
    verder = True
    while verder and over > 0:
        verder = False
        for kleiner in _kleinere(beste):
            if over == 0:
                break
            over -= 1
            poging = speel(kleiner, doos)
            if poging.overtreding is not None and poging.overtreding.belofte == verloop.overtreding.belofte:
                beste, verder = poging, True
                break
    return beste


def _kleinere(verloop: Verloop) -> Iterator[Recept]:
    """What saves most comes first."""
    recept = verloop.recept
    for verzoeken in _minder(recept.verzoeken):
        yield replace(recept, verzoeken=verzoeken)
    for dagen in (1, 2, recept.dagen // 2):
        if 0 < dagen < recept.dagen:
            yield replace(recept, dagen=dagen)
    for minder in (recept.storingen & VAN_DE_STAD, recept.storingen - VAN_DE_STAD):
        if minder != recept.storingen:
            yield replace(recept, storingen=minder)
    for soort in sorted(recept.storingen):
        yield replace(recept, storingen=recept.storingen - {soort})
    gebeurd = verloop.storingen.total()
    for hoogstens in sorted({0, gebeurd // 2, gebeurd * 7 // 8, gebeurd - 1}):
        if 0 <= hoogstens < gebeurd:
            yield replace(recept, hoogstens=hoogstens)


def _minder(verzoeken: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """One alone, one half or the other, then without a quarter, then without one."""
    n = len(verzoeken)
    if 1 < n <= WEINIG:
        yield from ((verzoek,) for verzoek in verzoeken)
    for stuk in dict.fromkeys((n // 2, n // 4, 1)):
        if stuk == 0 or n == 1:
            continue
        for begin in range(0, n, stuk):
            rest = (*verzoeken[:begin], *verzoeken[begin + stuk :])
            if rest:
                yield rest
            if stuk == 1 and n > 8:
                break


def verslag(verloop: Verloop) -> str:
    """What broke, and the command that plays it again."""
    return f"{verloop.overtreding}\n    {verloop.recept.opdracht()}"
