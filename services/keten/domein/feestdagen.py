"""Understands which days are free by Dutch law, in any year.

Algemene termijnenwet (ATW) art. 3: the days it names, and the days that are equated with them. Good Friday
is equated; extra days that a decree equates (art. 3, third paragraph) are data of a deployment, never code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ZATERDAG = 5
ZONDAG = 6


@dataclass(frozen=True, slots=True)
class ExtraDagen:
    """Days that a decree equates with those of the law, as one gemeente reads them.

    `wettelijk`: they count for legal terms. `geen_werkdag`: days on which the gemeente does not work either.
    """

    wettelijk: frozenset[date] = frozenset()
    geen_werkdag: frozenset[date] = frozenset()


GEEN_EXTRA: Final = ExtraDagen()

_BEKEND: dict[int, Mapping[date, str]] = {}
"""Years that were worked out before: the same question has the same answer, this only saves time."""


def pasen(jaar: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, New Scientist 1961)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    maand, dag = divmod(h + m - 7 * n + 114, 31)
    return date(jaar, maand, dag + 1)


def koningsdag(jaar: int) -> date:
    """27 April, or the day before where that is a Sunday (since 2014)."""
    dag = date(jaar, 4, 27)
    return dag - timedelta(days=1) if dag.weekday() == ZONDAG else dag


def namen(jaar: int) -> Mapping[date, str]:
    """Free days of a year beside Saturdays and Sundays, and how people call them (Dutch)."""
    bekend = _BEKEND.get(jaar)
    if bekend is not None:
        return bekend
    zondag = pasen(jaar)
    dagen = {
        date(jaar, 1, 1): "nieuwjaarsdag",
        zondag - timedelta(days=2): "Goede Vrijdag",  # equated
        zondag: "eerste paasdag",
        zondag + timedelta(days=1): "tweede paasdag",
        koningsdag(jaar): "Koningsdag",
        date(jaar, 5, 5): "Bevrijdingsdag",
        zondag + timedelta(days=39): "Hemelvaartsdag",
        zondag + timedelta(days=49): "eerste pinksterdag",
        zondag + timedelta(days=50): "tweede pinksterdag",
        date(jaar, 12, 25): "eerste kerstdag",
        date(jaar, 12, 26): "tweede kerstdag",
    }
    if zondag + timedelta(days=39) == date(jaar, 5, 5):
        dagen[date(jaar, 5, 5)] = "Bevrijdingsdag en Hemelvaartsdag"
    _BEKEND[jaar] = dagen
    return dagen


def feestdagen(jaar: int) -> frozenset[date]:
    """The days of `namen`. 5 May counts every year, also where people work."""
    return frozenset(namen(jaar))


def is_vrij(dag: date, extra: frozenset[date]) -> bool:
    """True for a Saturday, a Sunday, a free day by law, and an `extra` equated day."""
    return dag.weekday() >= ZATERDAG or dag in namen(dag.year) or dag in extra
