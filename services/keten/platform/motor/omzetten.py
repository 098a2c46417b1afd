"""Understands an *omzetten* process on Kafka: many topics in, converted records out, at least once and in
order.

One loop, one thing at a time: read a batch, prepare, convert, write, look at every confirmation, and only
then commit. A batch that could not be written ends the process; it is read again and gives the same ids and
bytes. Two owners of a topic for a moment do no harm, so a commit that comes after a rebalance is dropped and
not an error.

Not on Faust: its assignor gives all one-partition topics to one worker.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import CommitFailedError, IllegalStateError
from aiokafka.structs import TopicPartition

from keten.platform.motor.einde import Meld, meld_op_stderr
from keten.platform.motor.kafkaklant import (
    GEDULD_S,
    Klant,
    PartitieTeller,
    lezer,
    naar_records,
    producent,
    publiceer,
)
from keten.platform.motor.meetpunt import Meetpunt
from keten.platform.motor.omzetkern import Abonnement, zet_batch_om
from keten.platform.motor.poorten import Klok, OmzetStap, Record, Rijp, Uitvoer
from keten.platform.motor.procesloop import binnen_geduld, draai, uit_draad
from keten.platform.motor.stand import Stand
from keten.platform.motor.waakhond import Waakhond, stilstand
from keten.platform.motor.watermerkcyclus import Watermerkcyclus

V = TypeVar("V")

RECORDS_PER_BATCH = 500


@dataclass(frozen=True, slots=True)
class OmzetInrichting(Generic[V]):
    """All that one *omzetten* process is made of. `naam` is the consumer group.

    `watermerk` makes the record that says how far a topic was read (see `watermerkcyclus`); without it none
    are written. `rijp` says how far a topic may be read; it is asked again every `kijk_s`.
    `watermerk_marge_s`: how long a record may be stamped and not replicated yet.
    """

    naam: str
    stap: OmzetStap[V]
    abonnement: Abonnement
    klok: Klok
    klant: Klant
    rijp: Rijp | None = None
    watermerk: Callable[[str, int], Uitvoer] | None = None
    watermerk_s: float = 1.0
    watermerk_marge_s: float = 0.0
    sessie_s: float = 45.0
    virtueel: bool = False
    meetadres: str = "127.0.0.1"
    meetpoort: int = 0
    meetbestand: Path | None = None
    meld: Meld = meld_op_stderr

    @property
    def cyclus_s(self) -> float:
        return 0.05 if self.virtueel else self.watermerk_s

    @property
    def kijk_s(self) -> float:
        return 0.02 if self.virtueel else 0.25


class _Luisteraar(ConsumerRebalanceListener):  # type: ignore[misc]
    def __init__(self, herverdeeld: Callable[[], None]) -> None:
        self._herverdeeld = herverdeeld
        self.ingedeeld = False

    def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        del revoked
        self._herverdeeld()

    def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        del assigned
        self.ingedeeld = True
        self._herverdeeld()


class OmzetMotor(Generic[V]):
    """One process, from `start` to `stop`; `ronde` is one turn of its loop."""

    def __init__(self, inrichting: OmzetInrichting[V]) -> None:
        self.inrichting = inrichting
        self.hartslag = time.monotonic()
        self.tellers = {"records": 0, "batches": 0, "vastleggen_mislukt": 0}
        self._consumer: Any = lezer(
            inrichting.klant,
            group_id=inrichting.naam,
            partition_assignment_strategy=(RoundRobinPartitionAssignor,),
            session_timeout_ms=int(inrichting.sessie_s * 1000),
            heartbeat_interval_ms=int(max(1.0, inrichting.sessie_s / 15) * 1000),
            max_poll_interval_ms=300_000,
            metadata_max_age_ms=1000 if inrichting.virtueel else 10_000,
        )
        self._producer: Any = producent(inrichting.klant)
        self._luisteraar = _Luisteraar(self._herverdeeld)
        self._partities = PartitieTeller()
        self._posities: dict[TopicPartition, int] = {}
        self._opgehouden: dict[TopicPartition, int] = {}
        self._grenzen: dict[str, int] = {}
        self._vragen: dict[str, asyncio.Task[None]] = {}
        self._gekeken = 0.0
        self._onderweg = 0
        self._begonnen = 0.0
        self._laatste_voortgang_ms: int | None = None
        self._cyclus: Watermerkcyclus | None = None
        if inrichting.watermerk is not None:
            self._cyclus = Watermerkcyclus(
                inrichting.watermerk,
                inrichting.klok,
                self._schrijf,
                klant=inrichting.klant,
                virtueel=inrichting.virtueel,
                elke_s=inrichting.cyclus_s,
                marge_s=inrichting.watermerk_marge_s,
            )

    async def start(self) -> None:
        abonnement = self.inrichting.abonnement
        async with asyncio.timeout(GEDULD_S):
            await self._producer.start()
            await self._consumer.start()
            if self._cyclus is not None:
                await self._cyclus.start()
        vast = "|".join(re.escape(t) for t in abonnement.topics)
        patroon = "|".join(p for p in (vast, abonnement.patroon) if p)
        self._consumer.subscribe(pattern=f"^(?:{patroon})$", listener=self._luisteraar)

    async def stop(self) -> None:
        for vraag in self._vragen.values():
            vraag.cancel()
        await self._consumer.stop()
        await self._producer.stop()
        if self._cyclus is not None:
            await self._cyclus.stop()

    def _herverdeeld(self) -> None:
        """Pauses and positions of the former assignment mean nothing now."""
        self._opgehouden = {}
        self._posities = {}
        if self._cyclus is not None:
            self._cyclus.herverdeeld()

    async def ronde(self) -> None:
        self.hartslag = time.monotonic()
        self._kijk_of_rijp()
        wacht_ms = int(min(self.inrichting.kijk_s, self.inrichting.cyclus_s) * 1000)
        async with asyncio.timeout(GEDULD_S):
            gelezen = await self._consumer.getmany(timeout_ms=wacht_ms, max_records=RECORDS_PER_BATCH)
        records: list[Record] = []
        for plek, rauw in gelezen.items():
            reeks = naar_records(plek.topic, plek.partition, rauw, virtueel=self.inrichting.virtueel)
            records += self._rijpe(plek, reeks)
        if records:
            await self._behandel(records)
        await self._lees_posities()
        if self._cyclus is not None:
            await self._cyclus.ronde(self._posities)

    # -- one batch

    async def _behandel(self, records: Sequence[Record]) -> None:
        self._onderweg, self._begonnen = len(records), time.monotonic()
        async with asyncio.timeout(GEDULD_S):
            uitvoer = await zet_batch_om(self.inrichting.stap, records)
        await self._schrijf(uitvoer)
        await self._leg_vast({TopicPartition(r.topic, r.partitie): r.offset + 1 for r in records})
        self._onderweg = 0
        self.tellers["records"] += len(records)
        self.tellers["batches"] += 1
        for topic, aantal in Counter(uit.topic for uit in uitvoer).items():
            self.tellers[f"naar_{topic}"] = self.tellers.get(f"naar_{topic}", 0) + aantal
        self._laatste_voortgang_ms = self.inrichting.klok.nu_ms()

    async def _schrijf(self, uitvoer: Sequence[Uitvoer]) -> list[Any]:
        """Raises unless the broker confirmed every record."""
        if not uitvoer:
            return []
        self.hartslag = time.monotonic()  # each wait has its own limit; together they may last longer
        async with asyncio.timeout(GEDULD_S):
            futures = await publiceer(self._producer, self._partities, uitvoer)
            return [await future for future in futures]

    async def _leg_vast(self, offsets: Mapping[TopicPartition, int]) -> None:
        mijn = self._consumer.assignment()
        self.hartslag = time.monotonic()
        try:
            async with asyncio.timeout(GEDULD_S):
                await self._consumer.commit({plek: o for plek, o in offsets.items() if plek in mijn})
        except (CommitFailedError, IllegalStateError):
            # Another owner reads the batch again by now, and makes the same ids and bytes of it.
            self.tellers["vastleggen_mislukt"] += 1
            self._herverdeeld()

    # -- the gate

    def _rijpe(self, plek: TopicPartition, records: list[Record]) -> list[Record]:
        """What may be handled by the last answer; the rest stays unread, and its topic is not fetched until
        it is ripe.
        """
        if self.inrichting.rijp is None:
            return records
        grens = self._grenzen.get(plek.topic, 0)
        rijp = [r for r in records if r.offset < grens]
        if len(rijp) < len(records) and plek in self._consumer.assignment():
            self._opgehouden[plek] = records[len(rijp)].offset
            self._consumer.pause(plek)
            self._consumer.seek(plek, records[len(rijp)].offset)
        return rijp

    def _kijk_of_rijp(self) -> None:
        """Lets go what is ripe, and asks again. Never waits: the loop goes on, whoever does not answer."""
        for plek, offset in list(self._opgehouden.items()):
            if self._grenzen.get(plek.topic, 0) > offset:
                del self._opgehouden[plek]
                self._consumer.resume(plek)
        for topic, vraag in list(self._vragen.items()):
            if vraag.done():
                del self._vragen[topic]
                vraag.result()  # what the gate raised ends the process
        if self._opgehouden and time.monotonic() - self._gekeken >= self.inrichting.kijk_s:
            self._gekeken = time.monotonic()
            for topic in {plek.topic for plek in self._opgehouden} - self._vragen.keys():
                self._vragen[topic] = asyncio.ensure_future(self._vraag_grens(topic))

    async def _vraag_grens(self, topic: str) -> None:
        """Without an answer in time the last one holds."""
        rijp = self.inrichting.rijp
        assert rijp is not None  # noqa: S101  only a gate holds topics
        with suppress(TimeoutError):
            async with asyncio.timeout(GEDULD_S):
                self._grenzen[topic] = await rijp.rijp_tot(topic)

    # -- positions

    async def _lees_posities(self) -> None:
        """Between two batches everything before the consumer's position is handled and committed.

        Asked of the consumer, since control markers of a partner's transactions count in offsets and are no
        records.
        """
        try:
            async with asyncio.timeout(GEDULD_S):
                for plek in self._consumer.assignment():
                    self._posities[plek] = await self._consumer.position(plek)
        except IllegalStateError:
            return  # taken away in between

    def stand(self) -> Stand:
        posities: dict[str, dict[int, int]] = {}
        for plek, positie in self._posities.items():
            posities.setdefault(plek.topic, {})[plek.partition] = positie
        return Stand(
            naam=self.inrichting.naam,
            gereed=self._luisteraar.ingedeeld,
            posities=posities,
            onderweg=self._onderweg,
            tellers=dict(self.tellers),
            laatste_voortgang_ms=self._laatste_voortgang_ms,
            opgehouden=tuple(sorted(plek.topic for plek in self._opgehouden)),
            achterstand={
                plek.topic: max(0, (self._consumer.highwater(plek) or 0) - positie)
                for plek, positie in self._posities.items()
                if plek in self._consumer.assignment()
            },
            oudste_batch_s=time.monotonic() - self._begonnen if self._onderweg else 0.0,
        )


def start_omzetten(inrichting: OmzetInrichting[V]) -> None:
    """Runs an *omzetten* process until SIGTERM or SIGINT, and returns when it has stopped in good order.

    Never returns when something is wrong: the process then ends with one of the exit codes in `fouten`.
    """

    async def hoofd(stop: asyncio.Event) -> None:
        motor: OmzetMotor[V] = OmzetMotor(inrichting)
        meetpunt = Meetpunt(
            uit_draad(motor.stand),
            lambda: leeft(motor),
            adres=inrichting.meetadres,
            poort=inrichting.meetpoort,
            bestand=inrichting.meetbestand,
        )
        await zet_om(motor, stop)
        meetpunt.stop()

    draai(hoofd, inrichting.meld)


def leeft(motor: OmzetMotor[Any]) -> bool:
    """False when its loop stands still."""
    return time.monotonic() - motor.hartslag < GEDULD_S


async def zet_om(motor: OmzetMotor[Any], stop: asyncio.Event) -> None:
    """Runs one engine until `stop`, in the event loop of its process."""
    inr = motor.inrichting
    waakhond = Waakhond(
        {"loop stands still": (stilstand(lambda: motor.hartslag), 3 * GEDULD_S)}, meld=inr.meld
    )
    waakhond.begin()
    await motor.start()
    while not stop.is_set():
        await motor.ronde()
    await binnen_geduld(motor.stop(), inr.meld)
    waakhond.stop()
