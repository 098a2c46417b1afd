"""Understands whether the last day of a term is explained as the law counts it, forwards and back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.domein.feestdagen import GEEN_EXTRA, ExtraDagen, is_vrij
from keten.domein.termijnen import Eenheid, Termijn, bereken, laatste_dag

DAGEN, WEKEN, MAANDEN = Eenheid.DAGEN, Eenheid.WEKEN, Eenheid.MAANDEN
WERKDAGEN, JAREN, UREN = Eenheid.WERKDAGEN, Eenheid.JAREN, Eenheid.UREN

# begin, how long, counting alone, after art. 2, last day
STAPPEN = [
    ("2027-03-25", 3, DAGEN, "2027-03-28", "2027-03-31", "2027-03-31"),  # Thu: Sun -> Wed (art. 2)
    ("2027-05-04", 1, DAGEN, "2027-05-05", "2027-05-05", "2027-05-07"),  # Tue: Wed -> Fri (art. 1)
    ("2027-05-04", 3, DAGEN, "2027-05-07", "2027-05-10", "2027-05-10"),  # Tue: Fri -> Mon (art. 2)
    ("2027-04-24", 3, DAGEN, "2027-04-27", "2027-04-28", "2027-04-28"),  # Sat: Tue -> Wed (art. 2)
    ("2026-11-13", 6, WEKEN, "2026-12-25", "2026-12-25", "2026-12-28"),  # Fri: Fri -> Mon (art. 1)
    ("2027-02-15", 6, WEKEN, "2027-03-29", "2027-03-29", "2027-03-30"),  # Mon: Mon -> Tue (art. 1)
    ("2026-11-27", 3, DAGEN, "2026-11-30", "2026-12-01", "2026-12-01"),  # Fri: Mon -> Tue (art. 2)
    ("2027-01-01", 1, JAREN, "2028-01-01", "2028-01-01", "2028-01-01"),  # Fri: Sat, years never move
    ("2024-02-29", 15, JAREN, "2039-02-28", "2039-02-28", "2039-02-28"),  # Thu: Mon, no 29th there
]

# event, how long, last day on which one is early enough
TERUG = [
    ("2027-03-29", 3, DAGEN, "2027-03-26"),  # Easter Monday: Good Friday, does not move
    ("2027-03-30", 20, WERKDAGEN, "2027-02-26"),  # Tue: Fri; Good Friday and Easter Monday do not count
    ("2027-05-10", 3, WERKDAGEN, "2027-05-03"),  # Mon: Mon; Fri, Tue, Mon count
    ("2027-01-01", 1, WEKEN, "2026-12-25"),  # Fri: Christmas, does not move
    ("2027-03-31", 1, MAANDEN, "2027-02-28"),  # Wed: the month's last day, a Sunday
]


@pytest.mark.parametrize(("begin", "aantal", "eenheid", "kaal", "verlengd", "laatste"), STAPPEN)
def test_each_step_of_the_law_is_told(
    begin: str, aantal: int, eenheid: Eenheid, kaal: str, verlengd: str, laatste: str
) -> None:
    """Counting alone, then art. 2, then art. 1: who reads the explanation can follow each."""
    b = bereken(date.fromisoformat(begin), Termijn(aantal, eenheid), GEEN_EXTRA)
    assert [d.isoformat() for d in (b.kaal, b.verlengd, b.laatste)] == [kaal, verlengd, laatste]


@pytest.mark.parametrize(("gebeurtenis", "aantal", "eenheid", "laatste"), TERUG)
def test_a_term_that_is_counted_back_does_not_move(
    gebeurtenis: str, aantal: int, eenheid: Eenheid, laatste: str
) -> None:
    """Who must be early is not helped by a later day, and a free day does not make it earlier either."""
    dag = laatste_dag(date.fromisoformat(gebeurtenis), Termijn(aantal, eenheid), GEEN_EXTRA, terug=True)
    assert dag.isoformat() == laatste


def test_a_term_in_hours_has_no_last_day() -> None:
    """Hours end at an instant; asking for a day is a mistake."""
    with pytest.raises(ValueError, match="hours"):
        bereken(date(2027, 3, 25), Termijn(4, UREN), GEEN_EXTRA)


dagen = st.dates(date(2020, 1, 1), date(2035, 12, 31))
extra_dagen = st.frozensets(dagen, max_size=5).map(lambda d: ExtraDagen(wettelijk=d))
GRENS = {DAGEN: 90, WEKEN: 12, MAANDEN: 3}
wettelijk = st.sampled_from(list(GRENS)).flatmap(
    lambda eenheid: st.integers(1, GRENS[eenheid]).map(lambda n: Termijn(n, eenheid))
)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(dagen, wettelijk, extra_dagen)
def test_a_legal_term_never_ends_on_a_free_day_and_is_never_shorter_than_counted(
    begin: date, termijn: Termijn, extra: ExtraDagen
) -> None:
    """Whatever days a decree adds: the last day is an ordinary one, and the law only ever lengthens."""
    b = bereken(begin, termijn, extra)
    assert not is_vrij(b.laatste, extra.wettelijk)
    assert begin < b.kaal <= b.verlengd <= b.laatste
    tussen = [b.verlengd + timedelta(days=n) for n in range((b.laatste - b.verlengd).days)]
    assert all(b.vrij(dag) for dag in tussen)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(dagen, wettelijk, extra_dagen)
def test_a_term_of_three_days_or_more_holds_two_ordinary_days(
    begin: date, termijn: Termijn, extra: ExtraDagen
) -> None:
    """Algemene termijnenwet, article 2; and it is lengthened no further than that asks for."""
    b = bereken(begin, termijn, extra)
    if (b.kaal - begin).days >= 3:
        gewoon = [
            d for n in range(1, (b.verlengd - begin).days + 1) if not b.vrij(d := begin + timedelta(days=n))
        ]
        assert len(gewoon) >= 2
        assert b.verlengd == b.kaal or (len(gewoon) == 2 and gewoon[-1] == b.verlengd)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(
    dagen, st.integers(0, 30), st.one_of(wettelijk, st.integers(1, 30).map(lambda n: Termijn(n, WERKDAGEN)))
)
def test_who_begins_later_is_never_due_earlier(begin: date, later: int, termijn: Termijn) -> None:
    """The last day is monotone in the first, over month ends, leap days and holidays."""
    eerder = laatste_dag(begin, termijn, GEEN_EXTRA)
    assert eerder <= laatste_dag(begin + timedelta(days=later), termijn, GEEN_EXTRA)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(dagen, st.integers(1, 40))
def test_working_days_counted_back_are_as_many_as_counted_on(begin: date, aantal: int) -> None:
    """Back from a day and on again gives that day, where it is a working day."""
    termijn = Termijn(aantal, WERKDAGEN)
    terug = laatste_dag(begin, termijn, GEEN_EXTRA, terug=True)
    heen = laatste_dag(terug, termijn, GEEN_EXTRA)
    assert heen == begin if not is_vrij(begin, frozenset()) else heen > begin
