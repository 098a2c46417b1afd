"""Understands whether our free days are those of the law, also by the word of somebody else."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from keten.domein.feestdagen import feestdagen, is_vrij, koningsdag, namen, pasen

GEEN: frozenset[date] = frozenset()


@pytest.mark.parametrize("jaar", range(2020, 2036))
def test_the_free_days_are_those_that_an_outside_witness_knows(jaar: int) -> None:
    """Every free day of the witness is one of ours and the other way round; 5 May counts every year."""
    getuige = holidays.country_holidays("NL", years=jaar, categories=("public", "optional"))
    assert feestdagen(jaar) == frozenset(getuige) | {date(jaar, 5, 5)}


# year, then Good Friday (Fri), Easter Monday (Mon), King's Day, Ascension (Thu), Whit Monday (Mon)
BEWEGEND = [
    (
        2020,
        "04-10",
        "04-13",
        "04-27",
        "05-21",
        "06-01",
    ),  # New Year Wed, King's Day Mon, 5 May Tue, Christmas Fri
    (
        2021,
        "04-02",
        "04-05",
        "04-27",
        "05-13",
        "05-24",
    ),  # New Year Fri, King's Day Tue, 5 May Wed, Christmas Sat
    (
        2022,
        "04-15",
        "04-18",
        "04-27",
        "05-26",
        "06-06",
    ),  # New Year Sat, King's Day Wed, 5 May Thu, Christmas Sun
    (
        2023,
        "04-07",
        "04-10",
        "04-27",
        "05-18",
        "05-29",
    ),  # New Year Sun, King's Day Thu, 5 May Fri, Christmas Mon
    (
        2024,
        "03-29",
        "04-01",
        "04-27",
        "05-09",
        "05-20",
    ),  # New Year Mon, King's Day Sat, 5 May Sun, Christmas Wed
    (
        2025,
        "04-18",
        "04-21",
        "04-26",
        "05-29",
        "06-09",
    ),  # New Year Wed, King's Day Sat, 5 May Mon, Christmas Thu
    (
        2026,
        "04-03",
        "04-06",
        "04-27",
        "05-14",
        "05-25",
    ),  # New Year Thu, King's Day Mon, 5 May Tue, Christmas Fri
    (
        2027,
        "03-26",
        "03-29",
        "04-27",
        "05-06",
        "05-17",
    ),  # New Year Fri, King's Day Tue, 5 May Wed, Christmas Sat
    (
        2028,
        "04-14",
        "04-17",
        "04-27",
        "05-25",
        "06-05",
    ),  # New Year Sat, King's Day Thu, 5 May Fri, Christmas Mon
    (
        2029,
        "03-30",
        "04-02",
        "04-27",
        "05-10",
        "05-21",
    ),  # New Year Mon, King's Day Fri, 5 May Sat, Christmas Tue
    (
        2030,
        "04-19",
        "04-22",
        "04-27",
        "05-30",
        "06-10",
    ),  # New Year Tue, King's Day Sat, 5 May Sun, Christmas Wed
    (
        2031,
        "04-11",
        "04-14",
        "04-26",
        "05-22",
        "06-02",
    ),  # New Year Wed, King's Day Sat, 5 May Mon, Christmas Thu
    (
        2032,
        "03-26",
        "03-29",
        "04-27",
        "05-06",
        "05-17",
    ),  # New Year Thu, King's Day Tue, 5 May Wed, Christmas Sat
    (
        2033,
        "04-15",
        "04-18",
        "04-27",
        "05-26",
        "06-06",
    ),  # New Year Sat, King's Day Wed, 5 May Thu, Christmas Sun
    (
        2034,
        "04-07",
        "04-10",
        "04-27",
        "05-18",
        "05-29",
    ),  # New Year Sun, King's Day Thu, 5 May Fri, Christmas Mon
    (
        2035,
        "03-23",
        "03-26",
        "04-27",
        "05-03",
        "05-14",
    ),  # New Year Mon, King's Day Fri, 5 May Sat, Christmas Tue
]


@pytest.mark.parametrize(("jaar", "goede_vrijdag", "pasen_", "koning", "hemelvaart", "pinksteren"), BEWEGEND)
def test_the_days_that_move_stand_where_the_calendar_has_them(
    jaar: int, goede_vrijdag: str, pasen_: str, koning: str, hemelvaart: str, pinksteren: str
) -> None:
    """Every moving day of 2020 to 2035 by date and weekday, and the days that do not move beside them."""
    dagen = {naam: dag for dag, naam in namen(jaar).items()}
    waar = {
        "Goede Vrijdag": (goede_vrijdag, "Fri"),
        "tweede paasdag": (pasen_, "Mon"),
        "Hemelvaartsdag": (hemelvaart, "Thu"),
        "tweede pinksterdag": (pinksteren, "Mon"),
    }
    for naam, (dag, weekdag) in waar.items():
        assert dagen[naam] == date.fromisoformat(f"{jaar}-{dag}")
        assert dagen[naam].strftime("%a") == weekdag
    assert dagen["Koningsdag"] == date.fromisoformat(f"{jaar}-{koning}")
    vast = {"01-01", "05-05", "12-25", "12-26"}
    assert vast <= {dag.isoformat()[5:] for dag in namen(jaar)}


@pytest.mark.parametrize(
    ("jaar", "dag"),
    [
        (1961, date(1961, 4, 2)),
        (2000, date(2000, 4, 23)),
        (2008, date(2008, 3, 23)),  # nearly the earliest there is
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),  # the latest there is
        (2285, date(2285, 3, 22)),  # the earliest there is
    ],
)
def test_easter_is_known_in_any_year(jaar: int, dag: date) -> None:
    """Easter is computed, so no year is missing from a list; each is a Sunday."""
    assert pasen(jaar) == dag
    assert dag.strftime("%a") == "Sun"


def test_kings_day_moves_to_saturday_when_it_falls_on_a_sunday() -> None:
    """27 April 2025 is a Sunday, so King's Day is Saturday 26 April; in 2027 it is Tuesday 27 April."""
    assert koningsdag(2025) == date(2025, 4, 26)
    assert koningsdag(2027) == date(2027, 4, 27)


def test_an_extra_equated_day_is_free_only_where_it_is_configured() -> None:
    """A decree's day (Friday 7 May 2027) is data of a deployment, not of the law."""
    brugdag = date(2027, 5, 7)
    assert not is_vrij(brugdag, GEEN)
    assert is_vrij(brugdag, frozenset({brugdag}))
    assert is_vrij(brugdag + timedelta(days=1), GEEN)  # Saturday
