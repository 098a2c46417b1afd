"""Understands whether our free days are those of the law, also by the word of somebody else."""

from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest

from keten.domein.feestdagen import feestdagen, is_vrij, koningsdag, pasen

GEEN: frozenset[date] = frozenset()


@pytest.mark.parametrize("jaar", range(2020, 2036))
def test_the_free_days_are_those_that_an_outside_witness_knows(jaar: int) -> None:
    """Every free day of the witness is one of ours and the other way round; 5 May counts every year."""
    getuige = holidays.country_holidays("NL", years=jaar, categories=("public", "optional"))
    assert feestdagen(jaar) == frozenset(getuige) | {date(jaar, 5, 5)}


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
