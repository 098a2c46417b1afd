"""Understands the record that says how far a partner's topic was read; alarms wait for it."""

from __future__ import annotations

from collections.abc import Callable

from keten.contract.berichten.intern.watermerk import Watermerk
from keten.contract.codec import Schemas
from keten.contract.records import record_naar_bytes, record_van_bytes
from keten.platform.motor.poorten import Record, Uitvoer
from keten.platform.uitvoer import WATERMERKEN


def schrijver(schemas: Schemas) -> Callable[[str, int], Uitvoer]:
    """(topic, moment up to and including which everything on it is a fact) -> the record."""

    def schrijf(topic: str, gelezen_tot_ms: int) -> Uitvoer:
        merk = Watermerk(topic=topic, gelezen_tot_ms=gelezen_tot_ms)
        return Uitvoer(WATERMERKEN, topic.encode("ascii"), record_naar_bytes(merk, schemas))

    return schrijf


def lezer(schemas: Schemas) -> Callable[[Record], tuple[str, int]]:
    """The other way round."""

    def lees(record: Record) -> tuple[str, int]:
        merk = record_van_bytes(Watermerk, record.waarde or b"", schemas)
        return merk.topic, merk.gelezen_tot_ms

    return lees
