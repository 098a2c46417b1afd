"""Understands whether every legal rule with a term ends on the day that the law means. Rows have weekdays.

The rules are those of the example deployment, so that a change there is a change here.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.domein.feestdagen import GEEN_EXTRA
from keten.domein.functies import Functie
from keten.domein.termijnen import einde_van_dag
from keten.domein.wet import Dwangsom, Telling, dwangsom, is_verboden, laatste_dag_vooraf, uiterlijk
from keten.platform.inrichting_lezer import lees_inrichtingen
from tests.domein.bouw import lokaal, toon

WET = lees_inrichtingen(Path(__file__).parents[2] / "inrichting" / "drechtsteden").nieuwste.wet

# rule, first day, last day that is in time
VOORUIT = [
    ("wmo-onderzoek", "2026-11-13", "2026-12-28"),  # Fri -> Mon: off Christmas
    ("wmo-onderzoek", "2027-02-15", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("wmo-onderzoek", "2027-03-24", "2027-05-07"),  # Wed -> Fri: off 5 May and Ascension
    ("wmo-persoonlijk-plan", "2027-03-01", "2027-03-08"),  # Mon -> Mon
    ("wmo-persoonlijk-plan", "2027-03-22", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("wmo-persoonlijk-plan", "2026-12-20", "2026-12-28"),  # Sun -> Mon: off Sunday
    ("wmo-aanvraag-wacht", "2026-11-13", "2026-12-28"),  # Fri -> Mon: off Christmas
    ("wmo-aanvraag-wacht", "2027-02-15", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("wmo-aanvraag-wacht", "2026-11-24", "2027-01-05"),  # Tue -> Tue
    ("wmo-besluit", "2026-04-28", "2026-05-12"),  # Tue -> Tue
    ("wmo-besluit", "2026-12-11", "2026-12-28"),  # Fri -> Mon: off Christmas
    ("wmo-besluit", "2027-04-22", "2027-05-07"),  # Thu -> Fri: off Ascension
    ("wmo-betrokkene-inlichten", "2027-03-01", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("wmo-betrokkene-inlichten", "2026-11-24", "2026-12-22"),  # Tue -> Tue
    ("wmo-betrokkene-inlichten", "2027-04-07", "2027-05-07"),  # Wed -> Fri: off 5 May and Ascension
    ("wmo-bewaren", "2027-01-04", "2042-01-04"),  # Mon -> Sat: years do not move
    ("wmo-bewaren", "2024-02-29", "2039-02-28"),  # Thu -> Mon: no 29th in that year
    ("wmo-bewaren", "2026-12-25", "2041-12-25"),  # Fri -> Wed: Christmas, does not move
    ("wmo-wissen", "2026-12-29", "2027-03-30"),  # Tue -> Tue: off Easter Monday
    ("wmo-wissen", "2027-11-30", "2028-02-29"),  # Tue -> Tue: the month's last day
    ("wmo-wissen", "2027-02-05", "2027-05-07"),  # Fri -> Fri: off 5 May and Ascension
    ("awb-besluit", "2027-02-01", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("awb-besluit", "2026-10-30", "2026-12-28"),  # Fri -> Mon: off Christmas
    ("awb-besluit", "2027-03-02", "2027-04-28"),  # Tue -> Wed: off King's Day
    ("wgs-gesprek", "2027-03-01", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("wgs-gesprek", "2027-04-08", "2027-05-07"),  # Thu -> Fri: off Ascension
    ("wgs-gesprek", "2026-11-24", "2026-12-22"),  # Tue -> Tue
    ("wgs-dreiging", "2027-03-25", "2027-04-01"),  # Thu -> Thu: over Good Friday and Easter Monday
    ("wgs-dreiging", "2027-01-07", "2027-01-12"),  # Thu -> Tue
    ("wgs-dreiging", "2027-05-04", "2027-05-11"),  # Tue -> Tue: over 5 May and Ascension
    ("vt-triage", "2027-03-22", "2027-03-31"),  # Mon -> Wed: over Good Friday and Easter Monday
    ("vt-triage", "2026-12-18", "2026-12-28"),  # Fri -> Mon: over Christmas
    ("vt-triage", "2027-03-01", "2027-03-08"),  # Mon -> Mon
    ("vt-start", "2027-03-25", "2027-03-31"),  # Thu -> Wed: only Tuesday is ordinary, so one more (art. 2)
    ("vt-start", "2027-03-01", "2027-03-08"),  # Mon -> Mon: off Saturday
    ("vt-start", "2026-12-25", "2026-12-30"),  # Fri -> Wed
    ("vt-oordeel", "2027-01-18", "2027-03-30"),  # Mon -> Tue: off Easter Monday
    ("vt-oordeel", "2027-02-25", "2027-05-07"),  # Thu -> Fri: off Ascension
    ("vt-oordeel", "2026-11-24", "2027-02-02"),  # Tue -> Tue
    ("jeugd-match-bewaren", "2027-01-01", "2029-01-01"),  # Fri -> Mon: New Year's Day, does not move
    ("jeugd-match-bewaren", "2024-02-29", "2026-02-28"),  # Thu -> Sat: does not move
    ("jeugd-match-bewaren", "2026-05-05", "2028-05-05"),  # Tue -> Fri: 5 May, does not move
    ("jeugd-match", "2027-03-22", "2027-03-31"),  # Mon -> Wed: over Good Friday and Easter Monday
    ("jeugd-match", "2027-04-26", "2027-05-04"),  # Mon -> Tue: over King's Day
    ("jeugd-match", "2026-12-24", "2027-01-04"),  # Thu -> Mon: over Christmas and New Year
    ("jeugd-bewaren", "2027-01-04", "2047-01-04"),  # Mon -> Fri
    ("jeugd-bewaren", "2024-02-29", "2044-02-29"),  # Thu -> Mon: a leap year again
    ("jeugd-bewaren", "2026-12-25", "2046-12-25"),  # Fri -> Tue: Christmas, does not move
    ("iwmo-stop", "2027-05-04", "2027-05-13"),  # Tue -> Thu: over 5 May and Ascension
    ("iwmo-stop", "2026-12-31", "2027-01-08"),  # Thu -> Fri: over New Year
    ("iwmo-stop", "2027-05-14", "2027-05-24"),  # Fri -> Mon: over Whit Monday
    ("avg-verzoek", "2027-01-31", "2027-03-01"),  # Sun -> Mon: the month's last day is a Sunday
    ("avg-verzoek", "2027-03-29", "2027-04-29"),  # Mon -> Thu
    ("avg-verzoek", "2027-04-06", "2027-05-07"),  # Tue -> Fri: off Ascension
]

# rule, event, last day that is early enough
TERUG = [
    ("energie-signaal", "2027-03-30", "2027-02-26"),  # Tue -> Fri: Good Friday and Easter Monday do not count
    ("energie-signaal", "2027-05-31", "2027-04-28"),  # Mon -> Wed: Whit Monday, Ascension, 5 May do not count
    ("energie-signaal", "2027-01-04", "2026-12-03"),  # Mon -> Thu: New Year and Christmas do not count
]

# rule, first day, times lengthened, days that it stood still, last day
VERLENGD = [
    ("wmo-betrokkene-inlichten", "2027-03-01", 1, 0, "2027-04-13"),  # Mon -> Tue 30 Mar -> Tue
    ("wmo-betrokkene-inlichten", "2027-03-01", 2, 0, "2027-04-28"),  # -> Tue 13 Apr -> Wed: off King's Day
    ("awb-besluit", "2027-02-01", 1, 0, "2027-05-25"),  # Mon -> Tue 30 Mar -> Tue
    ("awb-besluit", "2027-02-01", 0, 10, "2027-04-08"),  # Mon + 10 d = Thu 11 Feb -> Thu
    ("avg-verzoek", "2027-04-06", 1, 0, "2027-07-07"),  # Tue -> Fri 7 May -> Wed
    ("wmo-besluit", "2026-04-28", 0, 3, "2026-05-15"),  # Tue + 3 d = Fri 1 May -> Fri
]


@pytest.mark.parametrize(("regel", "begin", "laatste"), VOORUIT)
def test_each_legal_term_ends_when_the_law_says(regel: str, begin: str, laatste: str) -> None:
    """Whatever the hour at which it began, also over a change of the clock, the midnight of that day."""
    for tijd in ("00:00", "23:59"):
        einde = uiterlijk(WET[regel], lokaal(f"{begin} {tijd}"), GEEN_EXTRA)
        assert einde == einde_van_dag(date.fromisoformat(laatste)), einde and toon(einde)


@pytest.mark.parametrize(("regel", "gebeurtenis", "laatste"), TERUG)
def test_a_term_counted_back_tells_the_last_day_that_is_early_enough(
    regel: str, gebeurtenis: str, laatste: str
) -> None:
    """Working days before the event; the day of the event does not count."""
    dag = laatste_dag_vooraf(WET[regel], date.fromisoformat(gebeurtenis), GEEN_EXTRA)
    assert dag == date.fromisoformat(laatste)
    assert uiterlijk(WET[regel], lokaal(f"{gebeurtenis} 09:00"), GEEN_EXTRA) is None


@pytest.mark.parametrize(("regel", "begin", "keer", "stil", "laatste"), VERLENGD)
def test_a_term_is_lengthened_and_stands_still_as_its_rule_allows(
    regel: str, begin: str, keer: int, stil: int, laatste: str
) -> None:
    """A lengthening counts on from the due day; days that stand still are not counted."""
    einde = uiterlijk(WET[regel], lokaal(f"{begin} 10:00"), GEEN_EXTRA, verlengd=keer, stil=stil)
    assert einde == einde_van_dag(date.fromisoformat(laatste)), einde and toon(einde)


def test_a_term_is_not_lengthened_more_often_than_the_rule_says() -> None:
    """Once is once; days that it stood still are never refused, since the rule can have changed meanwhile."""
    begin = lokaal("2027-02-01 10:00")
    with pytest.raises(ValueError, match="so often"):
        uiterlijk(WET["awb-besluit"], begin, GEEN_EXTRA, verlengd=2)
    with pytest.raises(ValueError, match="so often"):
        uiterlijk(WET["wgs-dreiging"], begin, GEEN_EXTRA, verlengd=1)
    assert uiterlijk(WET["wgs-dreiging"], begin, GEEN_EXTRA, stil=1) is not None
    with pytest.raises(ValueError, match="counted back"):
        laatste_dag_vooraf(WET["wgs-dreiging"], date(2027, 2, 1), GEEN_EXTRA)


def test_every_rule_with_a_term_has_three_dated_examples() -> None:
    """A rule that is added without examples fails here."""
    rijen = Counter(rij[0] for rij in (*VOORUIT, *TERUG))
    assert {id_ for id_, regel in WET.items() if regel.termijn is not None} == set(rijen)
    assert min(rijen.values()) >= 3


def test_each_rule_says_what_free_days_do_to_it() -> None:
    """Years and terms counted back are not moved, weeks and months are, working days skip."""
    telling = {id_: regel.telling for id_, regel in WET.items()}
    assert telling["wmo-onderzoek"] is Telling.ATW
    assert telling["avg-verzoek"] is Telling.ATW
    assert telling["wgs-dreiging"] is Telling.WERKDAGEN
    assert telling["wmo-bewaren"] is Telling.GEEN
    assert telling["awb-doorzending"] is Telling.GEEN


# melding on Tuesday 24 November 2026 at 10:00; six weeks end with Tuesday 5 January 2027
MELDING = lokaal("2026-11-24 10:00")


@pytest.mark.parametrize(
    ("nu", "uitkomst", "verboden"),
    [
        ("2026-11-23 10:00", None, False),  # Mon: nothing was reported yet
        ("2026-11-24 10:00", None, True),  # Tue: at once
        ("2026-12-15 10:00", None, True),  # Tue: three weeks later
        ("2026-12-15 10:00", "2026-12-15 09:59", False),  # the outcome came a minute before
        ("2026-12-15 10:00", "2026-12-15 10:01", True),  # it comes a minute later
        ("2027-01-05 23:59", None, True),  # Tue: the last minute of six weeks
        ("2027-01-06 00:00", None, False),  # Wed: six weeks have passed
    ],
)
def test_an_aanvraag_waits_for_the_outcome_or_for_six_weeks(
    nu: str, uitkomst: str | None, verboden: bool
) -> None:
    """Wmo 2015, article 2.3.2, ninth paragraph; another function is never forbidden by it."""
    regel = WET["wmo-aanvraag-wacht"]
    gekomen = None if uitkomst is None else lokaal(uitkomst)
    aanvraag = is_verboden(regel, Functie.AANVRAAG_AANMELDING, MELDING, gekomen, lokaal(nu), GEEN_EXTRA)
    assert aanvraag is verboden
    assert not is_verboden(regel, Functie.ADVIES, MELDING, gekomen, lokaal(nu), GEEN_EXTRA)
    assert not is_verboden(regel, Functie.AANVRAAG_AANMELDING, None, gekomen, lokaal(nu), GEEN_EXTRA)


# due by Tuesday 12 May 2026, notice on Monday 18 May; two weeks end on Monday 1 June
@pytest.mark.parametrize(
    ("op", "besloten", "euros"),
    [
        ("2026-06-01", None, 0),  # Mon: the last day of the two weeks
        ("2026-06-02", None, 23),  # Tue: the first day that costs
        ("2026-06-15", None, 322),  # Mon: fourteen days of 23
        ("2026-06-16", None, 357),  # Tue: the first day of 35
        ("2026-06-29", None, 812),  # Mon: fourteen days of 35 too
        ("2026-06-30", None, 857),  # Tue: the first day of 45
        ("2026-07-13", None, 1442),  # Mon: the forty-second day
        ("2026-12-31", None, 1442),  # Thu: never more
        ("2026-12-31", "2026-06-16", 322),  # decided on a Tuesday, which costs nothing any more
        ("2026-12-31", "2026-05-29", 0),  # decided on the Friday within the two weeks
        ("2026-06-10", "2026-06-16", 207),  # Wed, before the decision: nine days
    ],
)
def test_the_penalty_grows_in_three_steps_to_forty_two_days(
    op: str, besloten: str | None, euros: int
) -> None:
    """Awb 4:17: 23, 35 and 45 euros a day for fourteen days each."""
    dag = None if besloten is None else date.fromisoformat(besloten)
    wat = _dwangsom()
    assert (
        dwangsom(wat, date(2026, 5, 12), date(2026, 5, 18), dag, date.fromisoformat(op), GEEN_EXTRA) == euros
    )


@pytest.mark.parametrize(
    ("ingebreke", "op", "euros"),
    [
        (None, "2026-12-31", 0),  # nobody gave notice
        ("2026-05-12", "2026-12-31", 0),  # Tue: given while the decision could still come in time
        ("2026-05-13", "2026-05-27", 0),  # Wed: two weeks end on Wednesday 27 May
        ("2026-05-13", "2026-05-28", 23),  # Thu: the first day that costs
    ],
)
def test_no_penalty_without_a_notice_that_came_after_the_term(
    ingebreke: str | None, op: str, euros: int
) -> None:
    """A notice in time for the decision counts for nothing."""
    dag = None if ingebreke is None else date.fromisoformat(ingebreke)
    assert dwangsom(_dwangsom(), date(2026, 5, 12), dag, None, date.fromisoformat(op), GEEN_EXTRA) == euros


def test_the_two_weeks_after_the_notice_move_off_a_free_day() -> None:
    """Notice on Monday 11 May 2026: two weeks end on Whit Monday, so on Tuesday 26 May; Wednesday costs."""
    bedrag = [
        dwangsom(_dwangsom(), date(2026, 5, 4), date(2026, 5, 11), None, date(2026, 5, dag), GEEN_EXTRA)
        for dag in (26, 27)
    ]
    assert bedrag == [0, 23]


@settings(deadline=None)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(1, 60), st.integers(0, 120))
def test_the_penalty_never_falls_and_never_passes_its_maximum(laatste: date, later: int, duur: int) -> None:
    """Day by day it rises by one of the amounts, or stays."""
    wat, ingebreke = _dwangsom(), laatste + timedelta(days=later)
    vandaag = ingebreke + timedelta(days=duur)
    nu, straks = (
        dwangsom(wat, laatste, ingebreke, None, dag, GEEN_EXTRA)
        for dag in (vandaag, vandaag + timedelta(days=1))
    )
    assert straks - nu in {0, *wat.bedragen}
    assert straks <= sum(wat.bedragen) * wat.dagen_per_bedrag


def _dwangsom() -> Dwangsom:
    wat = WET["wmo-besluit"].dwangsom
    assert wat is not None
    assert wat == WET["awb-besluit"].dwangsom
    return wat
