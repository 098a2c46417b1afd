"""Understands when a termijn ends.

Pure: an instant in, an instant out; it never reads a clock. Hours are clock hours, day and night. Days are
counted as local calendar days (Europe/Amsterdam) and never as hours: three days over a DST change are 71 or
73 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from keten.domein.feestdagen import is_vrij

ZONE: Final = ZoneInfo("Europe/Amsterdam")
_DAG: Final = timedelta(days=1)
_NET_ERVOOR: Final = timedelta(microseconds=1)


class Eenheid(Enum):
    """In what a termijn is counted."""

    MINUTEN = "MINUTEN"
    UREN = "UREN"
    WERKDAGEN = "WERKDAGEN"
    DAGEN = "DAGEN"
    WEKEN = "WEKEN"
    MAANDEN = "MAANDEN"


@dataclass(frozen=True, slots=True)
class Termijn:
    """`aantal` > 0. `kalender`: days, weeks and months without the Algemene termijnenwet."""

    aantal: int
    eenheid: Eenheid
    kalender: bool = False


_LANGSTE_ONDER_DE_WET: Final = {Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}
"""ATW art. 4: a longer term is not moved. Terms in hours are not moved either; they never get here."""


def verloopt_op(begin: datetime, termijn: Termijn, vrije_dagen: frozenset[date]) -> datetime:
    """First instant that is too late (UTC). An answer is in time while its arrival lies before it.

    `begin`: aware; its own local day is day 0 and is not counted. `vrije_dagen`: equated days beside the
    law's. Callers may not add hours to a result that came from days: a day ends at midnight local time.
    Raises ValueError for an instant without a zone.
    """
    if begin.utcoffset() is None:
        raise ValueError("begin has no time zone")
    if termijn.eenheid is Eenheid.MINUTEN:
        return begin.astimezone(UTC) + timedelta(minutes=termijn.aantal)
    if termijn.eenheid is Eenheid.UREN:
        return begin.astimezone(UTC) + timedelta(hours=termijn.aantal)
    return _einde(begin.astimezone(ZONE).date(), termijn, vrije_dagen)


_EINDEN: Final[dict[tuple[date, Termijn, frozenset[date]], datetime]] = {}
"""Ends that were worked out before: a day brings the same few terms thousands of times."""

_HOOGSTENS_EINDEN: Final = 4_096


def _einde(begin: date, termijn: Termijn, vrije_dagen: frozenset[date]) -> datetime:
    sleutel = (begin, termijn, vrije_dagen)
    einde = _EINDEN.get(sleutel)
    if einde is None:
        if len(_EINDEN) >= _HOOGSTENS_EINDEN:
            _EINDEN.clear()
        einde = _EINDEN[sleutel] = einde_van_dag(laatste_dag(begin, termijn, vrije_dagen))
    return einde


def telt_door(uiterlijk: datetime, termijn: Termijn, vrije_dagen: frozenset[date]) -> datetime:
    """End of a term that follows on one that ended at `uiterlijk` (its first instant that was too late).

    Days count on from the due day itself, which ended at `uiterlijk`, and not from the day that then began.
    """
    if termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
        return verloopt_op(uiterlijk, termijn, vrije_dagen)
    return verloopt_op(uiterlijk - _NET_ERVOOR, termijn, vrije_dagen)


def halverwege(ontstaan: datetime, uiterlijk: datetime) -> datetime:
    """The instant halfway, in whole milliseconds."""
    return hele_ms(ontstaan + (uiterlijk - ontstaan) / 2)


def hele_ms(moment: datetime) -> datetime:
    """Rounded up to a millisecond, the finest that travels."""
    over = moment.microsecond % 1000
    return moment if not over else moment + timedelta(microseconds=1000 - over)


def einde_van_dag(dag: date) -> datetime:
    """24:00 local time (UTC)."""
    volgende = dag + _DAG
    return datetime(volgende.year, volgende.month, volgende.day, tzinfo=ZONE).astimezone(UTC)


def laatste_dag(begin: date, termijn: Termijn, vrije_dagen: frozenset[date]) -> date:
    """Last local day of a term in days, weeks, months or working days; `begin` is day 0."""
    if termijn.eenheid is Eenheid.WERKDAGEN:
        return _tel_werkdagen(begin, termijn.aantal, vrije_dagen)
    eind = _tel_kalender(begin, termijn)
    if termijn.kalender or termijn.aantal > _LANGSTE_ONDER_DE_WET[termijn.eenheid]:
        return eind
    if (eind - begin).days >= 3:  # ATW art. 2: at least two days of it are not free
        while not _telt_twee_gewone(begin, eind, vrije_dagen):
            eind += _DAG
    while is_vrij(eind, vrije_dagen):  # ATW art. 1
        eind += _DAG
    return eind


def _tel_werkdagen(begin: date, aantal: int, vrije_dagen: frozenset[date]) -> date:
    dag = begin
    while aantal > 0:
        dag += _DAG
        if not is_vrij(dag, vrije_dagen):
            aantal -= 1
    return dag


def _tel_kalender(begin: date, termijn: Termijn) -> date:
    if termijn.eenheid is Eenheid.DAGEN:
        return begin + timedelta(days=termijn.aantal)
    if termijn.eenheid is Eenheid.WEKEN:
        return begin + timedelta(weeks=termijn.aantal)
    jaar, maand = divmod(begin.year * 12 + begin.month - 1 + termijn.aantal, 12)
    eerste_van_volgende = date(jaar + maand // 11, (maand + 1) % 12 + 1, 1)
    return min(date(jaar, maand + 1, 1) + timedelta(days=begin.day - 1), eerste_van_volgende - _DAG)


def _telt_twee_gewone(begin: date, eind: date, vrije_dagen: frozenset[date]) -> bool:
    gewoon, dag = 0, begin
    while dag < eind and gewoon < 2:
        dag += _DAG
        gewoon += not is_vrij(dag, vrije_dagen)
    return gewoon >= 2
