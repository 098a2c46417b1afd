"""Understands a Kafka that lives in memory: topics with an order, transactions that are whole or absent,
fencing.

It keeps the promises that the engines lean on and no others: no retention, no compaction, no control markers.
What is read is what a read_committed reader would see.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Protocol

from keten.platform.motor.fouten import TopicError, VerstotenError
from keten.platform.motor.murmur import bestemming
from keten.platform.motor.poorten import Klok, Record, Uitvoer


class GeheugenLog:
    """Topics must be made before they are used, as on our broker. Reading never waits."""

    def __init__(self, klok: Klok) -> None:
        self.klok = klok
        self._topics: dict[str, list[list[Record]]] = {}
        self._eigenaars: dict[str, int] = {}
        self._vastgelegd: dict[tuple[str, str, int], int] = {}

    # -- topics

    def maak(self, topic: str, partities: int = 1) -> None:
        """Making a topic twice is no fault as long as the partition count is the same: it never changes."""
        bestaand = self._topics.setdefault(topic, [[] for _ in range(partities)])
        if len(bestaand) != partities:
            raise TopicError(f"has {len(bestaand)} partitions, not {partities}", topic)

    def topics(self) -> list[str]:
        return list(self._topics)

    def partities_van(self, topic: str) -> int:
        return len(self._partities(topic))

    def _partities(self, topic: str) -> list[list[Record]]:
        try:
            return self._topics[topic]
        except KeyError:
            raise TopicError("topic does not exist", topic) from None

    # -- write and read

    def voeg_toe(self, uitvoer: Uitvoer, *, tijd_ms: int | None = None) -> Record:
        partitie = bestemming(uitvoer, self.partities_van)
        rij = self._partities(uitvoer.topic)[partitie]
        tijd = self.klok.nu_ms() if tijd_ms is None else tijd_ms
        record = Record(
            uitvoer.topic, partitie, len(rij), uitvoer.sleutel, uitvoer.waarde, uitvoer.koppen, tijd
        )
        rij.append(record)
        return record

    def voeg_alle_toe(self, uitvoer: Sequence[Uitvoer]) -> list[Record]:
        """Whole or not at all: each destination is looked up before the first is written."""
        for uit in uitvoer:
            bestemming(uit, self.partities_van)
        return [self.voeg_toe(uit) for uit in uitvoer]

    def lees(
        self, topic: str, partitie: int = 0, vanaf: int = 0, hoogstens: int | None = None
    ) -> list[Record]:
        rij = self._partities(topic)[partitie]
        return rij[vanaf:] if hoogstens is None else rij[vanaf : vanaf + hoogstens]

    def alles(self, topic: str) -> list[Record]:
        """All partitions, one after the other."""
        return [record for rij in self._partities(topic) for record in rij]

    def einde(self, topic: str, partitie: int = 0) -> int:
        return len(self._partities(topic)[partitie])

    # -- group offsets

    def vastgelegd(self, groep: str, topic: str, partitie: int = 0) -> int:
        return self._vastgelegd.get((groep, topic, partitie), 0)

    def leg_vast(self, groep: str, topic: str, partitie: int, volgende: int) -> None:
        self._vastgelegd[groep, topic, partitie] = volgende

    # -- fencing

    def claim(self, eigenaar: str) -> int:
        """A new epoch for this transactional id: whoever held it before can write no more."""
        self._eigenaars[eigenaar] = self._eigenaars.get(eigenaar, -1) + 1
        return self._eigenaars[eigenaar]

    def controleer(self, eigenaar: str, tijdvak: int) -> None:
        if self._eigenaars.get(eigenaar) != tijdvak:
            raise VerstotenError(f"another owner claimed {eigenaar}")


class GeheugenBaan:
    """The port `Log` over a GeheugenLog: one transactional id per input partition, claimed at once."""

    def __init__(self, log: GeheugenLog, app_id: str, topic: str, changelog: str) -> None:
        self._log = log
        self._changelog = changelog
        partities = log.partities_van(topic)
        log.maak(changelog, partities)
        self._eigenaar = {p: f"{app_id}-{topic}-{p}" for p in range(partities)}
        self._tijdvak = {p: log.claim(eigenaar) for p, eigenaar in self._eigenaar.items()}

    async def transactie(
        self, partitie: int, uitvoer: Sequence[Uitvoer], rijen: Mapping[bytes, bytes]
    ) -> None:
        self._log.controleer(self._eigenaar[partitie], self._tijdvak[partitie])
        stand = [Uitvoer(self._changelog, sleutel, waarde, (), partitie) for sleutel, waarde in rijen.items()]
        self._log.voeg_alle_toe([*uitvoer, *stand])


class GeheugenOpslag:
    """The port `Opslag` in a dict. `hersteld_tot` is the next changelog offset it has not seen."""

    def __init__(self) -> None:
        self.rijen: dict[bytes, bytes] = {}
        self.hersteld_tot = 0

    def haal(self, sleutels: Sequence[bytes]) -> list[bytes | None]:
        return [self.rijen.get(s) for s in sleutels]

    def schrijf(self, rijen: Mapping[bytes, bytes | None]) -> None:
        for sleutel, waarde in rijen.items():
            if waarde is None:
                self.rijen.pop(sleutel, None)
            else:
                self.rijen[sleutel] = waarde

    def alles(self) -> Iterable[tuple[bytes, bytes]]:
        return list(self.rijen.items())

    def herstel(self, changelog: Sequence[Record]) -> None:
        """Catch up: the rows after `hersteld_tot`, in order. Rows that are already here do no harm."""
        self.schrijf({r.sleutel: r.waarde for r in changelog if r.sleutel is not None})
        if changelog:
            self.hersteld_tot = changelog[-1].offset + 1


class Positie(Protocol):
    """Next offset of a one-partition topic that was not handled yet."""

    def positie(self, topic: str) -> int: ...


class GeheugenWatermerken:
    """The port `Watermerken` for one process: what the reader of the partners' topics really read, told at
    once.
    """

    def __init__(
        self,
        log: GeheugenLog,
        lezer: Positie,
        topic_van: Mapping[bytes, str],
        *,
        ingehouden: Callable[[], Container[str]] = frozenset,
    ) -> None:
        """`ingehouden`: topics that nobody waits for now."""
        self._ingehouden = ingehouden
        self._log = log
        self._lezer = lezer
        self._topic_van = topic_van

    def gepasseerd(self, debiteur: bytes, moment_ms: int) -> bool:
        topic = self._topic_van.get(debiteur)
        if topic is None:
            return True
        if moment_ms > self._log.klok.nu_ms():
            return False
        if topic in self._ingehouden():
            return True
        eerste = self._log.lees(topic, 0, self._lezer.positie(topic), 1)
        return not eerste or eerste[0].tijd_ms > moment_ms


class GeenWatermerken:
    """Nobody has a topic of their own: every alarm rings when it is due."""

    def gepasseerd(self, debiteur: bytes, moment_ms: int) -> bool:
        del debiteur, moment_ms
        return True
