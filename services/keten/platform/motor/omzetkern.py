"""Understands an *omzetten* batch: one stage for I/O, then one pure step per record, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from keten.platform.motor.poorten import OmzetStap, Record, Uitvoer

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Abonnement:
    """Which topics an engine reads: a fixed list, or all that match `patroon` as a whole, also those made
    later.
    """

    topics: tuple[str, ...] = ()
    patroon: str | None = None

    def past(self, topic: str) -> bool:
        return topic in self.topics or (
            self.patroon is not None and re.fullmatch(self.patroon, topic) is not None
        )


async def zet_batch_om(stap: OmzetStap[V], records: Sequence[Record]) -> list[Uitvoer]:
    """All outputs of a batch. Nothing may be confirmed to the input before every one of them is."""
    voorraad = await stap.bereid_voor(records)
    uitvoer: list[Uitvoer] = []
    for record in records:
        uitvoer += stap.zet_om(record, voorraad)
    return uitvoer
