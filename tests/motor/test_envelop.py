"""Promises of the state's envelope: what goes in comes out, and the header alone tells enough."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.platform.motor.envelop import (
    lees_wekker_kop,
    ontleed,
    pak,
    pak_positie,
    positie_van,
    wekker_kop,
    wekkers_van,
)
from keten.platform.motor.fouten import MotorError
from keten.platform.motor.poorten import Wek

WEKKERS = st.lists(
    st.builds(Wek, st.binary(min_size=8, max_size=8), st.integers(0, 2**62)), max_size=255, unique=True
).map(tuple)


@settings(deadline=None)  # a busy machine is no fault
@given(st.integers(-1, 2**62), st.integers(-1, 2**62), WEKKERS, st.binary(max_size=200))
def test_round_trip(gelezen: int, vanaf: int, wekkers: tuple[Wek, ...], inhoud: bytes) -> None:
    rauw = pak(gelezen, vanaf, wekkers, inhoud)
    assert ontleed(rauw) == (gelezen, vanaf, wekkers, inhoud)
    assert wekkers_van(rauw) == wekkers


def test_layout_is_fixed() -> None:
    """Old changelogs must stay readable, so the bytes are pinned."""
    rauw = pak(5, -1, (Wek(b"abcdefgh", 258),), b"x")
    assert (
        rauw.hex()
        == "01" + "0000000000000005" + "f" * 16 + "01" + b"abcdefgh".hex() + "0000000000000102" + "78"
    )


def test_position_record_is_a_state_without_payload() -> None:
    assert positie_van(pak_positie(17)) == 17
    assert positie_van(None) is None


def test_unknown_version_is_refused() -> None:
    rauw = b"\x02" + pak(5, -1, (), b"x")[1:]
    with pytest.raises(MotorError, match="version"):
        ontleed(rauw)
    with pytest.raises(MotorError, match="version"):
        wekkers_van(rauw)


def test_alarm_header_round_trip() -> None:
    wek = Wek(bytes(range(8)), 1_800_000_000_000)
    assert wekker_kop(wek) == ("wekker", b"0001020304050607:1800000000000")
    assert lees_wekker_kop((("ander", b"x"), wekker_kop(wek))) == wek
    assert lees_wekker_kop((("ander", b"x"),)) is None
