"""Understands that a header name which is no text stops nobody, and that all else stays as it was sent."""

from __future__ import annotations

from typing import Any

import pytest
from aiokafka.record.memory_records import MemoryRecords

from keten.platform.motor.kopnamen import VerdraagzameRecords
from tests.invoer.rauw import GeenTekst, bouwer

Rij = tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]


def _batch(*rijen: Rij) -> bytes:
    bouw = bouwer()
    for offset, (sleutel, waarde, koppen) in enumerate(rijen):
        assert bouw.append(offset, 1000, sleutel, waarde, koppen)
    return bytes(bouw.build())


def _lees(soort: Any, rauw: bytes) -> list[Any]:
    records, uit = soort(rauw), []
    while records.has_next():
        batch = records.next_batch()
        assert batch.validate_crc()
        uit += [(r.offset, r.timestamp, r.key, r.value, list(r.headers)) for r in batch]
    return uit


GEWOON = _batch((b"k", b"w", [("ce_id", b"1"), ("leeg", None)]), (None, None, []))


def test_gewone_records_zijn_dezelfde() -> None:
    """What aiokafka reads by itself is read the same, batch after batch."""
    rauw = GEWOON + _batch((b"k2", b"w2", [("é", "ü".encode())])) + GEWOON
    assert _lees(VerdraagzameRecords, rauw) == _lees(MemoryRecords, rauw)
    assert VerdraagzameRecords(rauw).size_in_bytes() == len(rauw)


def test_een_naam_die_geen_tekst_is() -> None:
    """aiokafka alone would end the process; here the record comes through, and its neighbours untouched."""
    vreemd = _batch(
        (b"k", b"eerst", [("ce_id", b"1")]),
        (b"k", b"\xff\xfe", [(GeenTekst(b"\xff-kop"), b"\x00\xff"), ("ce_id", b"2")]),
    )
    rauw = GEWOON + vreemd + GEWOON
    with pytest.raises(UnicodeDecodeError):
        _lees(MemoryRecords, rauw)
    gelezen = _lees(VerdraagzameRecords, rauw)
    assert [g[3] for g in gelezen] == [b"w", None, b"eerst", b"\xff\xfe", b"w", None]
    assert gelezen[2][4] == [("ce_id", b"1")]
    assert gelezen[3][4] == [("\\xff-kop", b"\x00\xff"), ("ce_id", b"2")]
