"""Promise: no name of a header, whatever its bytes, keeps a topic from being read."""

from __future__ import annotations

from typing import Any

from aiokafka.record.default_records import DefaultRecordBatchBuilder
from aiokafka.record.memory_records import MemoryRecords
from hypothesis import given
from hypothesis import strategies as st

from keten.platform.motor.vreemde_koppen import RuimeRecords

KOPPEN = st.lists(st.tuples(st.just("naam-7-"), st.none() | st.binary(max_size=300)), max_size=4)
RECORD = st.tuples(st.none() | st.binary(max_size=300), st.none() | st.binary(max_size=300), KOPPEN)


def _batch(records: list[tuple[bytes | None, bytes | None, list[tuple[str, bytes | None]]]]) -> bytes:
    bouwer = DefaultRecordBatchBuilder(2, 0, 0, -1, -1, -1, 1_000_000)
    for n, (sleutel, waarde, koppen) in enumerate(records):
        bouwer.append(n, 1000 + n, sleutel, waarde, koppen)
    return bytes(bouwer.build())


def _lees(records: Any) -> list[tuple[object, ...]]:
    uit: list[tuple[object, ...]] = []
    while records.has_next():
        batch = records.next_batch()
        uit += [(r.offset, r.timestamp, r.key, r.value, tuple(r.headers)) for r in batch]
        assert batch.next_offset == len(uit)
    return uit


@given(st.lists(RECORD, min_size=1, max_size=6))
def test_what_aiokafka_reads_is_read_the_same(records: list[Any]) -> None:
    rauw = _batch(records)
    assert _lees(RuimeRecords(rauw)) == _lees(MemoryRecords(rauw))


@given(st.lists(RECORD, min_size=1, max_size=6), st.booleans())
def test_a_name_that_is_no_text_is_read_and_all_around_it_too(records: list[Any], eerst: bool) -> None:
    raar = (b"k", b"naam", [("a", b"1"), ("naam-7-", b"naam"), ("z", None)])
    alles = [raar, *records] if eerst else [*records, raar]
    verwacht = _lees(MemoryRecords(_batch(alles)))
    plek = 0 if eerst else len(records)
    offset, tijd, sleutel, waarde, _ = verwacht[plek]
    anders = (("a", b"1"), ("na??-7-", b"naam"), ("z", None))
    verwacht[plek] = (offset, tijd, sleutel, waarde, anders)
    rauw = _batch(alles).replace(b"\x0enaam-7-\x08naam", b"\x0ena\xff\xfe-7-\x08naam")
    assert _lees(RuimeRecords(rauw)) == verwacht
