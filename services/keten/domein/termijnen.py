"""Understands when a termijn ends.

Pure: an instant in, an instant out; it never reads a clock. Hours are clock hours, day and night. Days are
counted as local calendar days (Europe/Amsterdam) and never as hours: three days over a DST change are 71 or
73 hours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from keten.domein.begrippen import Begrip
from keten.domein.feestdagen import ExtraDagen, is_vrij

ZONE: Final = ZoneInfo("Europe/Amsterdam")
_DAG: Final = timedelta(days=1)
_NET_ERVOOR: Final = timedelta(microseconds=1)


class Eenheid(Begrip):
    """In what a termijn is counted."""

    MINUTEN = "MINUTEN"
    UREN = "UREN"
    WERKDAGEN = "WERKDAGEN"
    DAGEN = "DAGEN"
    WEKEN = "WEKEN"
    MAANDEN = "MAANDEN"
    JAREN = "JAREN"


@dataclass(frozen=True, slots=True)
class Termijn:
    """`aantal` > 0. `kalender`: days, weeks and months without the Algemene termijnenwet."""

    aantal: int
    eenheid: Eenheid
    kalender: bool = False


_LANGSTE_ONDER_DE_WET: Final = {Eenheid.DAGEN: 90, Eenheid.WEKEN: 12, Eenheid.MAANDEN: 3}
"""ATW art. 4: a longer term is not moved, nor is one in years. Terms in hours never get here."""


def verloopt_op(begin: datetime, termijn: Termijn, extra: ExtraDagen) -> datetime:
    """First instant that is too late (UTC). An answer is in time while its arrival lies before it.

    `begin`: aware; its own local day is day 0 and is not counted. `extra`: equated days beside the law's, in
    the gemeente it is about. Callers may not add hours to a result that came from days: a day ends at
    midnight local time.
    Raises ValueError for an instant without a zone.
    """
    if begin.utcoffset() is None:
        raise ValueError("begin has no time zone")
    if termijn.eenheid is Eenheid.MINUTEN:
        return begin.astimezone(UTC) + timedelta(minutes=termijn.aantal)
    if termijn.eenheid is Eenheid.UREN:
        return begin.astimezone(UTC) + timedelta(hours=termijn.aantal)
    return _einde(begin.astimezone(ZONE).date(), termijn, extra)


@lru_cache(maxsize=4_096)
def _einde(begin: date, termijn: Termijn, extra: ExtraDagen) -> datetime:
    """Kept: a day brings the same few terms thousands of times."""
    return einde_van_dag(laatste_dag(begin, termijn, extra))


def telt_door(uiterlijk: datetime, termijn: Termijn, extra: ExtraDagen) -> datetime:
    """End of a term that follows on one that ended at `uiterlijk` (its first instant that was too late).

    Days count on from the due day itself, which ended at `uiterlijk`, and not from the day that then began.
    """
    if termijn.eenheid is Eenheid.MINUTEN or termijn.eenheid is Eenheid.UREN:
        return verloopt_op(uiterlijk, termijn, extra)
    return verloopt_op(uiterlijk - _NET_ERVOOR, termijn, extra)


def ronde_op(begin: datetime, termijn: Termijn, ronde: int, extra: ExtraDagen) -> datetime:
    """End of the `ronde`-th (from 1) of equal terms in days, weeks or months, each counted from `begin`.

    By calendar: monthly from 31 January is the last day of February, then 31 March. A last day that is no
    werkdag moves to the next one, and moves no later term. First instant that is too late (UTC).
    """
    geheel = Termijn(termijn.aantal * ronde, termijn.eenheid, kalender=True)
    dag = _tel_kalender(begin.astimezone(ZONE).date(), geheel, 1)
    while is_vrij(dag, extra.geen_werkdag):
        dag += _DAG
    return einde_van_dag(dag)


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


@dataclass(frozen=True, slots=True)
class Berekening:
    """How the last day of a term in days came about. `begin` is day 0.

    `kaal`: what counting alone gives; `verlengd`: where that lies after ATW art. 2; `laatste`: the last day
    that is in time. For working days, a calendar term and a term counted back the three are the same.
    """

    begin: date
    termijn: Termijn
    extra: ExtraDagen
    terug: bool
    kaal: date
    verlengd: date
    laatste: date

    def vrij(self, dag: date) -> bool:
        """True for a day that this term counts as free."""
        extra = self.extra
        werkdagen = self.termijn.eenheid is Eenheid.WERKDAGEN
        return is_vrij(dag, extra.geen_werkdag if werkdagen else extra.wettelijk)


def volgt_de_wet(termijn: Termijn) -> bool:
    """True for a term that the Algemene termijnenwet moves and lengthens (art. 4: no others)."""
    langste = _LANGSTE_ONDER_DE_WET.get(termijn.eenheid)
    return langste is not None and not termijn.kalender and termijn.aantal <= langste


def laatste_dag(begin: date, termijn: Termijn, extra: ExtraDagen, *, terug: bool = False) -> date:
    """Last local day of a term in days, weeks, months, years or working days; `begin` is day 0."""
    return bereken(begin, termijn, extra, terug=terug).laatste


def bereken(begin: date, termijn: Termijn, extra: ExtraDagen, *, terug: bool = False) -> Berekening:
    """The last day, and why it is that one. Raises ValueError for a term in hours: those have no day.

    `terug`: counted back from an event on `begin`. Such a term does not move: who has to be earlier is not
    helped by a day later (te controleren).
    """
    if termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
        raise ValueError("a term in hours has no last day")
    richting = -1 if terug else 1
    if termijn.eenheid is Eenheid.WERKDAGEN:
        kaal = _tel_werkdagen(begin, termijn.aantal, extra.geen_werkdag, richting)
        return Berekening(begin, termijn, extra, terug, kaal, kaal, kaal)
    kaal = _tel_kalender(begin, termijn, richting)
    if terug or not volgt_de_wet(termijn):
        return Berekening(begin, termijn, extra, terug, kaal, kaal, kaal)
    verlengd = kaal
    if (kaal - begin).days >= 3:  # ATW art. 2: at least two days of it are not free
        while not _telt_twee_gewone(begin, verlengd, extra.wettelijk):
            verlengd += _DAG
    laatste = verlengd
    while is_vrij(laatste, extra.wettelijk):  # ATW art. 1
        laatste += _DAG
    return Berekening(begin, termijn, extra, terug, kaal, verlengd, laatste)


def _tel_werkdagen(begin: date, aantal: int, vrij: frozenset[date], richting: int) -> date:
    dag = begin
    while aantal > 0:
        dag += richting * _DAG
        if not is_vrij(dag, vrij):
            aantal -= 1
    return dag


def _tel_kalender(begin: date, termijn: Termijn, richting: int) -> date:
    aantal = richting * termijn.aantal
    if termijn.eenheid is Eenheid.DAGEN:
        return begin + timedelta(days=aantal)
    if termijn.eenheid is Eenheid.WEKEN:
        return begin + timedelta(weeks=aantal)
    maanden = aantal * 12 if termijn.eenheid is Eenheid.JAREN else aantal
    jaar, maand = divmod(begin.year * 12 + begin.month - 1 + maanden, 12)
    eerste_van_volgende = date(jaar + maand // 11, (maand + 1) % 12 + 1, 1)
    return min(date(jaar, maand + 1, 1) + timedelta(days=begin.day - 1), eerste_van_volgende - _DAG)


def _telt_twee_gewone(begin: date, eind: date, vrij: frozenset[date]) -> bool:
    gewoon, dag = 0, begin
    while dag < eind and gewoon < 2:
        dag += _DAG
        gewoon += not is_vrij(dag, vrij)
    return gewoon >= 2
