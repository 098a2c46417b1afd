"""Understands whether terms end when law and calendar say so. Every row names its weekdays."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.domein.feestdagen import GEEN_EXTRA, ExtraDagen, is_vrij
from keten.domein.termijnen import (
    ZONE,
    Eenheid,
    Termijn,
    einde_van_dag,
    halverwege,
    laatste_dag,
    telt_door,
    verloopt_op,
)
from tests.domein.bouw import lokaal, toon

GEEN = GEEN_EXTRA
NIETS: frozenset[date] = frozenset()
VRIJDAG = frozenset({date(2027, 5, 7)})  # after Ascension
BRUGDAG = ExtraDagen(wettelijk=VRIJDAG, geen_werkdag=VRIJDAG)
WERKT_DOOR = ExtraDagen(wettelijk=VRIJDAG)

DAGEN, WEKEN, MAANDEN = Eenheid.DAGEN, Eenheid.WEKEN, Eenheid.MAANDEN
WERKDAGEN, UREN, MINUTEN = Eenheid.WERKDAGEN, Eenheid.UREN, Eenheid.MINUTEN

# begin, how long, last day that is in time
WET = [
    ("2027-03-25", 3, DAGEN, "2027-03-31"),  # Thu -> Wed: Good Friday, weekend, Easter Monday (art. 2)
    ("2027-05-04", 1, DAGEN, "2027-05-07"),  # Tue -> Fri: 5 May, Ascension (art. 1)
    ("2027-05-04", 3, DAGEN, "2027-05-10"),  # Tue -> Mon: only Friday is ordinary, so on to Monday (art. 2)
    ("2027-04-24", 3, DAGEN, "2027-04-28"),  # Sat -> Wed: ends on King's Day (art. 1)
    ("2026-11-13", 6, WEKEN, "2026-12-28"),  # Fri -> Mon: Christmas on Friday and Saturday, Sunday
    ("2027-02-15", 6, WEKEN, "2027-03-30"),  # Mon -> Tue: Easter Monday
    ("2026-11-24", 1, DAGEN, "2026-11-25"),  # Tue -> Wed
    ("2026-11-27", 1, DAGEN, "2026-11-30"),  # Fri -> Mon: weekend (art. 1)
    ("2026-11-26", 2, DAGEN, "2026-11-30"),  # Thu -> Mon: ends on Saturday; art. 2 starts at three days
    ("2026-11-27", 3, DAGEN, "2026-12-01"),  # Fri -> Tue: of Sat, Sun, Mon only one is ordinary (art. 2)
    ("2026-11-24", 12, WEKEN, "2027-02-16"),  # Tue -> Tue
    ("2027-01-04", 12, WEKEN, "2027-03-30"),  # Mon -> Tue: twelve weeks still move off Easter Monday
    ("2026-12-28", 13, WEKEN, "2027-03-29"),  # Mon -> Mon: thirteen do not (art. 4)
    ("2026-12-29", 90, DAGEN, "2027-03-30"),  # Tue -> Tue: ninety days still move off Easter Monday
    ("2026-12-28", 91, DAGEN, "2027-03-29"),  # Mon -> Mon: ninety-one do not (art. 4)
    ("2026-12-29", 3, MAANDEN, "2027-03-30"),  # Tue -> Tue: three months still move off Easter Monday
    ("2026-11-29", 4, MAANDEN, "2027-03-29"),  # Sun -> Mon: four do not (art. 4)
    ("2027-01-31", 1, MAANDEN, "2027-03-01"),  # Sun -> Mon: the month's last day is a Sunday
    ("2028-01-31", 1, MAANDEN, "2028-02-29"),  # Mon -> Tue: leap year
    ("2026-10-31", 2, MAANDEN, "2026-12-31"),  # Sat -> Thu: into the last month of a year
]

KALENDER = [
    ("2027-03-25", 3, DAGEN, "2027-03-28"),  # Thu -> Sun: nothing moves
    ("2027-02-15", 6, WEKEN, "2027-03-29"),  # Mon -> Mon: Easter Monday stays
    ("2027-01-31", 1, MAANDEN, "2027-02-28"),  # Sun -> Sun: the month's last day
]

WERKDAG = [
    ("2027-03-25", 3, "2027-04-01"),  # Thu -> Thu: Good Friday, weekend, Easter Monday
    ("2027-05-04", 5, "2027-05-13"),  # Tue -> Thu: 5 May, Ascension, weekend
    ("2026-11-24", 1, "2026-11-25"),  # Tue -> Wed
    ("2026-11-27", 1, "2026-11-30"),  # Fri -> Mon
    ("2026-11-28", 1, "2026-11-30"),  # Sat -> Mon: a report on Saturday has Monday
    ("2026-11-29", 2, "2026-12-01"),  # Sun -> Tue
    ("2026-12-24", 1, "2026-12-28"),  # Thu -> Mon: Christmas on Friday and Saturday
    ("2026-12-31", 1, "2027-01-04"),  # Thu -> Mon: New Year's Day on Friday
    ("2025-04-25", 1, "2025-04-28"),  # Fri -> Mon: King's Day on Saturday 26 April
]


def op(dag: str, tijd: str = "10:00") -> datetime:
    return lokaal(f"{dag} {tijd}")


@pytest.mark.parametrize(("begin", "aantal", "eenheid", "laatste"), WET)
def test_legal_terms_follow_the_algemene_termijnenwet(
    begin: str, aantal: int, eenheid: Eenheid, laatste: str
) -> None:
    """The last day is the law's; the first instant that is too late is the midnight that ends it."""
    einde = verloopt_op(op(begin), Termijn(aantal, eenheid), GEEN)
    assert einde == einde_van_dag(date.fromisoformat(laatste)), toon(einde)


@pytest.mark.parametrize(("begin", "aantal", "eenheid", "laatste"), KALENDER)
def test_calendar_terms_never_move(begin: str, aantal: int, eenheid: Eenheid, laatste: str) -> None:
    """A rule that says `kalender` is not moved off free days."""
    einde = verloopt_op(op(begin), Termijn(aantal, eenheid, kalender=True), GEEN)
    assert einde == einde_van_dag(date.fromisoformat(laatste)), toon(einde)


@pytest.mark.parametrize(("begin", "aantal", "laatste"), WERKDAG)
@pytest.mark.parametrize("tijd", ["00:00", "10:00", "23:59"])
def test_working_days_end_at_midnight_whatever_the_hour_of_the_beginning(
    begin: str, aantal: int, laatste: str, tijd: str
) -> None:
    """Day 0 is not counted, and a working day ends at 24:00 local time."""
    einde = verloopt_op(op(begin, tijd), Termijn(aantal, WERKDAGEN), GEEN)
    assert einde == einde_van_dag(date.fromisoformat(laatste)), toon(einde)


def test_the_local_day_decides_not_the_day_in_utc() -> None:
    """23:30 UTC on Tuesday is half past midnight on Wednesday here, so one working day ends on Thursday."""
    einde = verloopt_op(datetime(2026, 11, 24, 23, 30, tzinfo=UTC), Termijn(1, WERKDAGEN), GEEN)
    assert toon(einde) == "vr 27-11-2026 00:00"  # the midnight that ends Thursday 26 November


@pytest.mark.parametrize(
    ("begin", "laatste", "uren"),
    [
        ("2027-03-27 00:00", "2027-03-28", 47),  # Sat and Sunday 28 March: the clock goes forward
        ("2026-10-24 00:00", "2026-10-25", 49),  # Sat and Sunday 25 October: the clock goes back
    ],
)
def test_days_are_counted_as_days_over_a_change_of_the_clock(begin: str, laatste: str, uren: int) -> None:
    """A day ends at midnight local time, however many hours it had."""
    einde = verloopt_op(lokaal(begin), Termijn(1, DAGEN, kalender=True), GEEN)
    assert einde == einde_van_dag(date.fromisoformat(laatste))
    assert einde - lokaal(begin) == timedelta(hours=uren)


def test_hours_are_clock_hours_day_and_night() -> None:
    """Hours know no night, no weekend and no change of the clock: Saturday 23:30 and four hours is 04:30."""
    assert toon(verloopt_op(lokaal("2027-03-27 23:30"), Termijn(4, UREN), GEEN)) == "zo 28-03-2027 04:30"
    assert toon(verloopt_op(lokaal("2026-10-24 23:30"), Termijn(4, UREN), GEEN)) == "zo 25-10-2026 02:30"
    assert toon(verloopt_op(lokaal("2026-11-27 23:50"), Termijn(15, MINUTEN), GEEN)) == "za 28-11-2026 00:05"


def test_an_equated_day_counts_for_law_and_for_working_days() -> None:
    """Friday 7 May 2027 by decree: three days from Tuesday 4 May end on Tuesday 11 May; people may work."""
    assert laatste_dag(date(2027, 5, 4), Termijn(3, DAGEN), BRUGDAG) == date(2027, 5, 11)
    assert laatste_dag(date(2027, 5, 4), Termijn(1, WERKDAGEN), BRUGDAG) == date(2027, 5, 10)  # Monday
    assert laatste_dag(date(2027, 5, 4), Termijn(3, DAGEN), WERKT_DOOR) == date(2027, 5, 11)
    assert laatste_dag(date(2027, 5, 4), Termijn(1, WERKDAGEN), WERKT_DOOR) == date(2027, 5, 7)  # Friday


def test_a_term_that_follows_counts_on_from_the_due_day() -> None:
    """One working day after a term that ended with Wednesday ends with Thursday, not with Friday."""
    woensdag = einde_van_dag(date(2026, 11, 25))
    assert telt_door(woensdag, Termijn(1, WERKDAGEN), GEEN) == einde_van_dag(date(2026, 11, 26))
    assert telt_door(woensdag, Termijn(4, UREN), GEEN) == woensdag + timedelta(hours=4)


def test_halfway_is_the_instant_between_arisen_and_due() -> None:
    """Also over a change of the clock it is an instant, rounded to what can travel."""
    assert toon(halverwege(lokaal("2026-11-24 10:00"), lokaal("2026-11-26 00:00"))) == "wo 25-11-2026 05:00"
    assert toon(halverwege(lokaal("2027-03-27 12:00"), lokaal("2027-03-29 00:00"))) == "zo 28-03-2027 06:30"
    assert halverwege(
        lokaal("2026-11-24 10:00"), lokaal("2026-11-24 10:00") + timedelta(microseconds=999)
    ) == (lokaal("2026-11-24 10:00") + timedelta(milliseconds=1))


def test_an_instant_without_a_zone_is_refused() -> None:
    """A naive time would silently be read as the machine's own zone."""
    with pytest.raises(ValueError, match="zone"):
        verloopt_op(datetime(2026, 11, 24, 10), Termijn(1, UREN), GEEN)  # noqa: DTZ001 - the point of it


momenten = st.datetimes(datetime(2020, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
termijnen = st.builds(
    Termijn, st.integers(1, 40), st.sampled_from([DAGEN, WEKEN, MAANDEN, WERKDAGEN]), st.booleans()
)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(momenten, termijnen)
def test_every_term_ends_later_at_a_local_midnight_and_never_on_a_free_day_where_the_law_moves_it(
    begin: datetime, termijn: Termijn
) -> None:
    """Whatever the day: the end lies after the beginning, is 24:00 here, and legal ends are ordinary days."""
    einde = verloopt_op(begin, termijn, GEEN)
    plaatselijk = einde.astimezone(ZONE)
    assert einde > begin
    assert (plaatselijk.hour, plaatselijk.minute, plaatselijk.second) == (0, 0, 0)
    langste = {DAGEN: 90, WEKEN: 12, MAANDEN: 3}.get(termijn.eenheid)
    if langste is None or (not termijn.kalender and termijn.aantal <= langste):
        assert not is_vrij(plaatselijk.date() - timedelta(days=1), NIETS)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(momenten, st.integers(1, 20))
def test_working_days_are_exactly_as_many_as_were_given(begin: datetime, aantal: int) -> None:
    """Counted by hand between begin and end there are `aantal` ordinary days."""
    eerste = begin.astimezone(ZONE).date()
    laatste = laatste_dag(eerste, Termijn(aantal, WERKDAGEN), GEEN)
    dagen = [eerste + timedelta(days=n) for n in range(1, (laatste - eerste).days + 1)]
    assert sum(not is_vrij(d, NIETS) for d in dagen) == aantal
