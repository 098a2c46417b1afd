"""Understands which days are free by Dutch law, in any year.

Algemene termijnenwet (ATW) art. 3: the days it names, and the days that are equated with them. Good Friday
is equated; extra days that a decree equates are data of a deployment (`Inrichting.vrije_dagen`), never code.
"""

from __future__ import annotations

from datetime import date, timedelta

ZATERDAG = 5
ZONDAG = 6

_BEKEND: dict[int, frozenset[date]] = {}
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


def feestdagen(jaar: int) -> frozenset[date]:
    """Free days of a year beside Saturdays and Sundays. 5 May counts every year, also where people work."""
    bekend = _BEKEND.get(jaar)
    if bekend is not None:
        return bekend
    eerste_paasdag = pasen(jaar)
    dagen = frozenset(
        {
            date(jaar, 1, 1),
            eerste_paasdag - timedelta(days=2),  # Good Friday, equated
            eerste_paasdag,
            eerste_paasdag + timedelta(days=1),
            koningsdag(jaar),
            date(jaar, 5, 5),
            eerste_paasdag + timedelta(days=39),  # Ascension
            eerste_paasdag + timedelta(days=49),
            eerste_paasdag + timedelta(days=50),  # Whit Monday
            date(jaar, 12, 25),
            date(jaar, 12, 26),
        }
    )
    _BEKEND[jaar] = dagen
    return dagen


def is_vrij(dag: date, extra: frozenset[date]) -> bool:
    """True for a Saturday, a Sunday, a free day by law, and an `extra` equated day."""
    return dag.weekday() >= ZATERDAG or dag in feestdagen(dag.year) or dag in extra
