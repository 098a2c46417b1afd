"""Understands the job of the engine benchmark: count per key, kept for good, and one answer of about 200
bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek


class TelStap:
    """The least a step can be, so that what is measured is the engine."""

    def __init__(self, topic: str, uit: str) -> None:
        self._topic = topic
        self._uit = uit

    def laad(self, rauw: bytes) -> int:
        return int(rauw)

    def schrijf(self, toestand: int) -> bytes:
        return b"%d" % toestand

    async def bereid_voor(self, records: Sequence[Record]) -> None:
        del records

    def stap(self, toestand: int | None, record: Record, voorraad: None) -> Uitkomst[int]:
        uit = Uitvoer(self._uit, record.sleutel, b"ack|" + (record.waarde or b""))
        return Uitkomst((toestand or 0) + 1, (), (uit,))

    def isoleer(self, toestand: int | None, record: Record, fout: KernError | None) -> Sequence[Uitvoer]:
        del toestand, record, fout
        return ()

    def wekker(self, sleutel: bytes, wek: Wek, nu_ms: int) -> Uitvoer:
        del wek, nu_ms
        return Uitvoer(self._topic, sleutel, b"")
