"""Understands a Kafka in memory as it is in bad weather: open and aborted transactions, and who reads past
them.

Adds to GeheugenLog what only faults show. Records of an open transaction have their place and hide what comes
after them from a read_committed reader; a claim ends the open transaction of the former owner. Whoever
watches is told of each record when it becomes visible, in the order of its partition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from keten.platform.motor.geheugenlog import GeheugenLog
from keten.platform.motor.poorten import Klok, Record, Uitvoer


class Stand(Enum):
    """Of a transaction."""

    OPEN = "open"
    VAST = "vast"
    AFGEBROKEN = "afgebroken"


@dataclass(slots=True)
class Transactie:
    """`plekken`: the partitions it wrote to."""

    eigenaar: str
    tijdvak: int
    stand: Stand = Stand.OPEN
    plekken: set[tuple[str, int]] = field(default_factory=set)


class Kijker(Protocol):
    """Who watches the log."""

    def geschreven(self, record: Record) -> None:
        """It has a place, visible or not."""
        ...

    def zichtbaar(self, record: Record) -> None:
        """A read_committed reader can see it."""
        ...


class SimLog(GeheugenLog):
    """`gegroeid`: topics in which something became visible since the last look."""

    def __init__(self, klok: Klok, kijker: Kijker) -> None:
        super().__init__(klok)
        self.gegroeid: dict[str, None] = {}
        self.afgebroken = 0
        self._kijker = kijker
        self._merken: dict[tuple[str, int], list[Transactie | None]] = {}
        self._stabiel: dict[tuple[str, int], int] = {}
        self._vuil: set[tuple[str, int]] = set()
        self._lopend: dict[str, Transactie] = {}

    def maak(self, topic: str, partities: int = 1) -> None:
        super().maak(topic, partities)
        for p in range(partities):
            self._merken.setdefault((topic, p), [])
            self._stabiel.setdefault((topic, p), 0)

    # -- write

    def voeg_toe(self, uitvoer: Uitvoer, *, tijd_ms: int | None = None) -> Record:
        record = self._plaats(uitvoer, None, tijd_ms)
        self._schuif(record.topic, record.partitie)
        return record

    def _plaats(self, uitvoer: Uitvoer, tx: Transactie | None, tijd_ms: int | None = None) -> Record:
        record = super().voeg_toe(uitvoer, tijd_ms=tijd_ms)
        self._merken[record.topic, record.partitie].append(tx)
        self._kijker.geschreven(record)
        return record

    # -- transactions

    def begin(self, eigenaar: str, tijdvak: int) -> Transactie:
        self.controleer(eigenaar, tijdvak)
        tx = self._lopend[eigenaar] = Transactie(eigenaar, tijdvak)
        return tx

    def produceer(self, tx: Transactie, uitvoer: Sequence[Uitvoer]) -> None:
        """Places records that nobody may see yet. Raises VerstotenError when another claimed."""
        self.controleer(tx.eigenaar, tx.tijdvak)
        for uit in uitvoer:
            record = self._plaats(uit, tx)
            tx.plekken.add((record.topic, record.partitie))

    def bevestig(self, tx: Transactie) -> None:
        """All of it becomes visible. Raises VerstotenError when another claimed: it was aborted then."""
        self.controleer(tx.eigenaar, tx.tijdvak)
        self._beeindig(tx, Stand.VAST)

    def claim(self, eigenaar: str) -> int:
        tijdvak = super().claim(eigenaar)
        if eigenaar in self._lopend:
            self.afgebroken += 1
            self._beeindig(self._lopend[eigenaar], Stand.AFGEBROKEN)
        return tijdvak

    def _beeindig(self, tx: Transactie, stand: Stand) -> None:
        tx.stand = stand
        del self._lopend[tx.eigenaar]
        if stand is Stand.AFGEBROKEN:
            self._vuil |= tx.plekken
        for topic, partitie in sorted(tx.plekken):
            self._schuif(topic, partitie)

    def _schuif(self, topic: str, partitie: int) -> None:
        """The last stable offset moves on, up to the first record of an open transaction."""
        rij, merken = self._partities(topic)[partitie], self._merken[topic, partitie]
        offset = self._stabiel[topic, partitie]
        while offset < len(rij):
            tx = merken[offset]
            if tx is not None and tx.stand is Stand.OPEN:
                break
            offset += 1
            self._stabiel[topic, partitie] = offset
            if tx is None or tx.stand is Stand.VAST:
                self.gegroeid[topic] = None
                self._kijker.zichtbaar(rij[offset - 1])

    # -- read

    def lees(
        self, topic: str, partitie: int = 0, vanaf: int = 0, hoogstens: int | None = None
    ) -> list[Record]:
        rij = self._partities(topic)[partitie][vanaf : self._stabiel[topic, partitie]]
        if (topic, partitie) in self._vuil:
            merken = self._merken[topic, partitie]
            rij = [r for r in rij if (tx := merken[r.offset]) is None or tx.stand is Stand.VAST]
        return rij if hoogstens is None else rij[:hoogstens]

    def lees_onvast(
        self, topic: str, partitie: int, vanaf: int, hoogstens: int | None = None
    ) -> list[Record]:
        """What a careless reader sees: everything that has a place."""
        rij = self._partities(topic)[partitie][vanaf:]
        return rij if hoogstens is None else rij[:hoogstens]

    def alles(self, topic: str) -> list[Record]:
        return [r for p in range(self.partities_van(topic)) for r in self.lees(topic, p)]

    def einde(self, topic: str, partitie: int = 0) -> int:
        """The last stable offset: where a read_committed reader ends."""
        return self._stabiel[topic, partitie]

    def hoogste(self, topic: str, partitie: int = 0) -> int:
        """The high watermark: where the next record will stand."""
        return len(self._partities(topic)[partitie])
