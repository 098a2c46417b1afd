"""Understands record batches in which the name of a header is no text: we read on where aiokafka raises.

Kafka takes any bytes for a header's name, aiokafka only UTF-8; and what it raises at comes back at every
fetch. Whoever may write on a topic of ours could so keep us from reading it, and what is read with it, for
ever.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import aiokafka.consumer.fetcher as ophaler
from aiokafka.record.default_records import DefaultRecordBatch
from aiokafka.record.memory_records import MemoryRecords

_LENGTE: Final = struct.Struct(">8xi")
_KOP: Final = struct.Struct(">21xh34xi")
"""Attributes and number of records, in the 61 bytes before the records of a batch (format v2)."""
_GEPERST: Final = 0x07


def lees_elke_kop() -> None:
    """From now on consumers of this process read on: what is not ASCII in such a name becomes `?`."""
    ophaler.MemoryRecords = RuimeRecords


class RuimeRecords:
    """As aiokafka's MemoryRecords: the batches in what was fetched."""

    __slots__ = ("_plek", "_rauw", "_records")

    def __init__(self, rauw: bytes) -> None:
        self._rauw = rauw
        self._records = MemoryRecords(rauw)
        self._plek = 0

    def size_in_bytes(self) -> int:
        return int(self._records.size_in_bytes())

    def has_next(self) -> bool:
        return bool(self._records.has_next())

    def next_batch(self) -> _RuimeBatch:
        begin = self._plek
        self._plek += _LENGTE.size + _LENGTE.unpack_from(self._rauw, begin)[0]
        return _RuimeBatch(self._records.next_batch(), self._rauw[begin : self._plek])


class _RuimeBatch:
    """As aiokafka's batch, which does the work as long as it can."""

    __slots__ = ("_batch", "_rauw")

    def __init__(self, batch: Any, rauw: bytes) -> None:
        self._batch = batch
        self._rauw = rauw

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._batch, naam)

    def __next__(self) -> Any:
        return next(self._batch)

    def __iter__(self) -> Iterator[Any]:
        gelezen = 0
        try:
            for record in self._batch:
                gelezen += 1
                yield record
        except UnicodeDecodeError:
            yield from islice(DefaultRecordBatch(_maak_leesbaar(self._rauw)), gelezen, None)


def _maak_leesbaar(rauw: bytes) -> bytes:
    """The same batch, as long, in which each name can be read. Raises ValueError for a compressed one."""
    batch = bytearray(rauw)
    kenmerken, aantal = _KOP.unpack_from(batch)
    if kenmerken & _GEPERST:
        raise ValueError("a compressed batch: the broker of an in-topic unpacks them")
    plek = _KOP.size
    for _ in range(aantal):
        _, plek = _varint(batch, plek)
        plek += 1
        for _ in ("time", "offset"):
            _, plek = _varint(batch, plek)
        for _ in ("key", "value"):
            plek = _na_bytes(batch, plek)
        koppen, plek = _varint(batch, plek)
        for _ in range(koppen):
            einde = _na_bytes(batch, plek)
            _, begin = _varint(batch, plek)
            batch[begin:einde] = bytes(b if b < 0x80 else ord("?") for b in batch[begin:einde])
            plek = _na_bytes(batch, einde)
    return bytes(batch)


def _varint(batch: bytearray, plek: int) -> tuple[int, int]:
    """A zigzag varint, and where it ends. aiokafka's own does not look at the end of what it reads."""
    waarde = schuif = 0
    while True:
        byte = batch[plek]
        plek += 1
        waarde |= (byte & 0x7F) << schuif
        if byte < 0x80:
            return (waarde >> 1) ^ -(waarde & 1), plek
        schuif += 7


def _na_bytes(batch: bytearray, plek: int) -> int:
    """Where the bytes end whose length stands at `plek`; -1 stands for none."""
    lengte, plek = _varint(batch, plek)
    return plek + max(0, lengte)
