"""Shows how moments are read and shown."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from beheer import tijden


@pytest.mark.parametrize(
    ("tekst", "utc"),
    [
        ("2027-03-01T09:30", datetime(2027, 3, 1, 8, 30, tzinfo=UTC)),  # winter
        ("2027-07-01T09:30", datetime(2027, 7, 1, 7, 30, tzinfo=UTC)),  # summer
        ("2027-03-01T09:30:00Z", datetime(2027, 3, 1, 9, 30, tzinfo=UTC)),
        ("2027-03-01T09:30+05:00", datetime(2027, 3, 1, 4, 30, tzinfo=UTC)),
        ("2027-03-01", datetime(2027, 2, 28, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_time_without_a_zone_is_local(tekst: str, utc: datetime) -> None:
    """People write the time on their clock; who gives a zone means that zone."""
    assert tijden.lees(tekst) == utc


@pytest.mark.parametrize("tekst", ["gisteren", "2027-13-01", "2027-03-28T02:30"])
def test_a_time_that_is_none_is_told(tekst: str) -> None:
    """Nonsense, and the hour that the clock skips, are refused with a sentence."""
    with pytest.raises(ValueError, match="tijd"):
        tijden.lees(tekst)


@pytest.mark.parametrize(
    ("uiterlijk", "woorden"),
    [
        ("2027-03-03T00:00", "t/m di 2 mrt 2027"),
        ("2027-03-03T13:30", "vóór wo 3 mrt 2027 13:30"),
        ("2027-03-29T00:00", "t/m zo 28 mrt 2027"),  # the day that has 23 hours
    ],
)
def test_a_deadline_reads_as_the_last_day(uiterlijk: str, woorden: str) -> None:
    """The first instant that is too late is shown as the day on which one is still in time."""
    assert tijden.termijn(tijden.lees(uiterlijk)) == woorden


def test_moments_survive_milliseconds() -> None:
    """To milliseconds and back changes nothing."""
    moment = datetime(2027, 3, 28, 1, 2, 3, 456000, tzinfo=UTC)
    assert tijden.van_ms(tijden.naar_ms(moment)) == moment
    assert tijden.iso(moment) == "2027-03-28T01:02:03.456Z"
