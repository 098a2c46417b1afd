"""Understands a record whose header has a name that is no text.

Kafka lets anybody write such a name, and aiokafka raises on it before we see the record: one partner's record
would end the intake of a town, again at every start. Here such a batch is read once more, and what is no
UTF-8 in a name is shown as `\\xff`. Everything else of it stays as it was sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from aiokafka.consumer import fetcher
from aiokafka.record.default_records import _DefaultRecordBatchPy
from aiokafka.record.memory_records import MemoryRecords

_LENGTE_VAN: Final = slice(8, 12)
_VOORAF: Final = 12
"""Bytes of a batch before what its own length counts."""


class VerdraagzameRecords:
    """In place of aiokafka's `MemoryRecords`: the same batches, each of which can be read."""

    def __init__(self, rauw: bytes) -> None:
        self._rauw = memoryview(rauw)
        self._snel: Any = MemoryRecords(rauw)

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._snel, naam)

    def next_batch(self) -> Any:
        """The next one, or None."""
        batch = self._snel.next_batch()
        if batch is None:
            return None
        eind = _VOORAF + int.from_bytes(self._rauw[_LENGTE_VAN], "big")
        stuk, self._rauw = self._rauw[:eind], self._rauw[eind:]
        return _Batch(batch, stuk)


class _Batch:
    """Reads fast, and forgivingly only where that fails."""

    def __init__(self, snel: Any, rauw: memoryview) -> None:
        self._snel = snel
        self._rauw = rauw

    def __getattr__(self, naam: str) -> Any:
        return getattr(self._snel, naam)

    def __next__(self) -> Any:
        return next(self._snel)

    def __iter__(self) -> Iterator[Any]:
        try:
            return iter(list(self._snel))
        except UnicodeDecodeError:
            return iter(list(_VerdraagzameBatch(bytes(self._rauw))))


class _VerdraagzameBatch(_DefaultRecordBatchPy):  # type: ignore[misc]
    def __iter__(self) -> Any:
        super().__iter__()
        zelf: Any = self
        zelf._buffer = _Buffer(zelf._buffer)  # noqa: SLF001  as the class itself does
        return self


class _Buffer(bytearray):
    def __getitem__(self, plek: Any) -> Any:
        gekozen = super().__getitem__(plek)
        return _Stuk(gekozen) if isinstance(plek, slice) else gekozen


class _Stuk(bytearray):
    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        del errors
        return super().decode(encoding, "backslashreplace")


def verdraag_kopnamen() -> None:
    """From now on every consumer of this process reads such records."""
    fetcher.MemoryRecords = VerdraagzameRecords
