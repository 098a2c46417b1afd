"""Understands when people are at work, and who owns a crisis when they are not.

Pure: the hours and the rosters are data of a deployment. All hours are local (Europe/Amsterdam).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from keten.domein.begrippen import Thema
from keten.domein.feestdagen import feestdagen
from keten.domein.termijnen import ZONE

_DAG: Final = timedelta(days=1)
_HOOGSTENS_DAGEN: Final = 370
"""However many days a deployment closes, within this many there is an opening, or its hours make no sense."""


@dataclass(frozen=True, slots=True)
class Rooster:
    """Who has duty instead of the usual crisis service. An empty condition always holds.

    `van`, `tot`: instants; it holds from the first until before the second.
    """

    id: str
    dienst: str
    van: datetime | None = None
    tot: datetime | None = None
    themas: frozenset[Thema] = frozenset()
    gemeenten: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Bereikbaarheid:
    """`uren`: per weekday (Monday is 0) from when until when; a day that is not there is closed.

    `gesloten`: days closed beside those that are free by law or by decree. `crisisdienst`: who owns a crisis
    outside these hours, where no roster says otherwise; the first that fits counts.
    """

    uren: Mapping[int, tuple[time, time]]
    crisisdienst: str
    gesloten: frozenset[date] = frozenset()
    roosters: tuple[Rooster, ...] = ()


def is_open(moment: datetime, bereikbaarheid: Bereikbaarheid, vrije_dagen: frozenset[date]) -> bool:
    """Whether people are at work at this instant; at closing time they are not any more."""
    plaatselijk = moment.astimezone(ZONE)
    uren = _uren_op(plaatselijk.date(), bereikbaarheid, vrije_dagen)
    return uren is not None and uren[0] <= plaatselijk.time() < uren[1]


def volgende_opening(
    moment: datetime, bereikbaarheid: Bereikbaarheid, vrije_dagen: frozenset[date]
) -> datetime | None:
    """The first instant after `moment` at which an office day begins (UTC); None where there is none."""
    dag = moment.astimezone(ZONE).date()
    for _ in range(_HOOGSTENS_DAGEN):
        uren = _uren_op(dag, bereikbaarheid, vrije_dagen)
        if uren is not None:
            opening = datetime.combine(dag, uren[0], tzinfo=ZONE).astimezone(moment.tzinfo)
            if opening > moment:
                return opening
        dag += _DAG
    return None


def dienst_op(moment: datetime, thema: Thema, gemeente: str, bereikbaarheid: Bereikbaarheid) -> str:
    """Who has duty at this instant, for this theme in this gemeente."""
    for rooster in bereikbaarheid.roosters:
        if rooster.van is not None and moment < rooster.van:
            continue
        if rooster.tot is not None and moment >= rooster.tot:
            continue
        if rooster.themas and thema not in rooster.themas:
            continue
        if rooster.gemeenten and gemeente not in rooster.gemeenten:
            continue
        return rooster.dienst
    return bereikbaarheid.crisisdienst


def _uren_op(
    dag: date, bereikbaarheid: Bereikbaarheid, vrije_dagen: frozenset[date]
) -> tuple[time, time] | None:
    """A free day is closed, also one on which people would work; a weekend only if its hours say so."""
    if dag in feestdagen(dag.year) or dag in vrije_dagen or dag in bereikbaarheid.gesloten:
        return None
    return bereikbaarheid.uren.get(dag.weekday())
