"""Promises of the clock check: a wrong clock is found, a slow network is not taken for one."""

from __future__ import annotations

import pytest

from keten.platform.klok import HandKlok
from keten.platform.motor.fouten import KlokError
from keten.platform.motor.klokwacht import KEREN, Klokwacht

NU = 1_000_000


def test_a_clock_that_is_right_is_let_be() -> None:
    """A record that comes at once, and one that waited for a look."""
    wacht = Klokwacht(HandKlok(NU))
    for _ in range(5):
        for tijd in (NU + 4000, NU, NU - 5500):
            wacht.zie(tijd)


def test_a_clock_behind_is_told_at_once() -> None:
    """Nothing arrives before it was written."""
    with pytest.raises(KlokError, match="6000 ms behind"):
        Klokwacht(HandKlok(NU)).zie(NU + 6000)


def test_a_clock_ahead_is_told_when_it_stays_so() -> None:
    """Ten looks in a row, by the smallest difference seen."""
    wacht = Klokwacht(HandKlok(NU))
    for n in range(KEREN - 1):
        wacht.zie(NU - 60_000 - n)
    with pytest.raises(KlokError, match="at least 60000 ms ahead"):
        wacht.zie(NU - 60_500)


def test_one_fresh_record_clears_a_slow_network() -> None:
    """Packets were dropped for a minute: late records say nothing, and are forgotten by the first in time."""
    wacht = Klokwacht(HandKlok(NU))
    for _ in range(3):
        for _ in range(KEREN - 1):
            wacht.zie(NU - 60_000)
        wacht.zie(NU - 100)
