"""Understands how to write what no client of good will writes: a header whose name is no text."""

from __future__ import annotations

from typing import Any

from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy


class GeenTekst(str):
    """A name that becomes these bytes on the wire, whatever it looks like here."""

    __slots__ = ("rauw",)
    rauw: bytes

    def __new__(cls, rauw: bytes) -> GeenTekst:
        naam = super().__new__(cls, "naam")
        naam.rauw = rauw
        return naam

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        del encoding, errors
        return self.rauw


def bouwer() -> Any:
    """A batch builder in Python, which believes what `encode` gives."""
    return _DefaultRecordBatchBuilderPy(
        2, 0, is_transactional=False, producer_id=-1, producer_epoch=-1, base_sequence=-1, batch_size=1 << 20
    )
