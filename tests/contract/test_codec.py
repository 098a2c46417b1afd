"""Understands that bytes from outside never do more than be refused."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.contract.berichten.in_.melding_gedaan import MeldingGedaan
from keten.contract.fouten import Vormcode, VormError
from keten.contract.records import record_naar_bytes
from keten.contract.voorbeelden import voorbeeld
from tests.contract.maak import SCHEMAS

pytestmark = pytest.mark.timeout(60)  # many examples, on a machine that others use as well

MELDING = record_naar_bytes(MeldingGedaan.model_validate(voorbeeld(MeldingGedaan)), SCHEMAS)


def _code(rauw: bytes) -> Vormcode | None:
    try:
        SCHEMAS.decodeer(rauw)
    except VormError as fout:
        return fout.fout.vormcode
    return None


@pytest.mark.parametrize(
    ("rauw", "code"),
    [
        (b"", Vormcode.RECORD_LEEG),
        (b"{}", Vormcode.ONLEESBAAR),
        (MELDING[:4], Vormcode.ONLEESBAAR),
        (b"\x00\x7f\xff\xff\xff" + MELDING[5:], Vormcode.SCHEMA_ONBEKEND),
        (MELDING[:-1], Vormcode.ONLEESBAAR),
        (MELDING + b"\x00", Vormcode.ONLEESBAAR),
        (b"\x01" + MELDING[1:], Vormcode.ONLEESBAAR),
        (MELDING, None),
    ],
)
def test_bytes_krijgen_hun_code(rauw: bytes, code: Vormcode | None) -> None:
    """Empty, unframed, cut off, too long and of an unknown schema are told apart."""
    assert _code(rauw) is code


@settings(max_examples=150, deadline=None)
@given(nummer=st.sampled_from(sorted(SCHEMAS.ids)), romp=st.binary(max_size=200))
def test_willekeurige_bytes_breken_niets(nummer: int, romp: bytes) -> None:
    """Whatever follows a valid frame is read or refused; no other exception leaves the codec."""
    assert _code(b"\x00" + nummer.to_bytes(4, "big") + romp) in {None, Vormcode.ONLEESBAAR}


@settings(max_examples=150, deadline=None)
@given(plek=st.integers(5, len(MELDING) - 1), byte=st.integers(0, 255))
def test_een_verminkte_melding_breekt_niets(plek: int, byte: int) -> None:
    """One changed byte in a real message is read or refused; no other exception leaves the codec."""
    assert _code(MELDING[:plek] + bytes((byte,)) + MELDING[plek + 1 :]) in {None, Vormcode.ONLEESBAAR}


def test_wat_niet_past_wordt_niet_geschreven() -> None:
    """A value of ours that does not fit its schema is a bug and is said to be one."""
    for krom in (
        {},
        {"topic": "in.mee", "gelezen_tot_ms": "laat"},
        {"topic": "in.mee", "gelezen_tot_ms": 1, "x": 1},
    ):
        with pytest.raises(ValueError):
            SCHEMAS.codeer("intern/watermerk", krom)
