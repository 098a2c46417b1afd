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
import sys
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from aiokafka.abc import ConsumerRebalanceListener
from aiokafka.coordinator.assignors.roundrobin import RoundRobinPartitionAssignor
from aiokafka.errors import (
    CommitFailedError,
    IllegalStateError,
    NoOffsetForPartitionError,
    OffsetOutOfRangeError,
)
from aiokafka.structs import TopicPartition

from keten.platform.motor.bijlezer import Bijlezer
from keten.platform.motor.einde import Meld, meld_op_stderr
from keten.platform.motor.fouten import PositieError
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
from keten.platform.motor.poorten import Klok, OmzetStap, Record, Rem, Rijp, Uitvoer
from keten.platform.motor.procesloop import binnen_geduld, draai, uit_draad
from keten.platform.motor.stand import Stand
from keten.platform.motor.telling import Telling
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
    `verlies_mag`: what retention removes unread is told and passed over; otherwise it ends the process.
    `eis` is asked every `eis_s`; what it raises ends the process.
    `rem` holds a topic back for what is on it. `telling` is shown in the state.
    """

    naam: str
    stap: OmzetStap[V]
    abonnement: Abonnement
    klok: Klok
    klant: Klant
    rijp: Rijp | None = None
    rem: Rem | None = None
    telling: Telling | None = None
    verlies_mag: bool = False
    eis: Callable[[], Awaitable[None]] | None = None
    eis_s: float = 60.0
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
            auto_offset_reset="none",  # `_zoek_begin` says where to begin; nothing is skipped in silence
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
        self._gezocht: set[TopicPartition] = set()
        self._opgehouden: dict[TopicPartition, int] = {}
        self._grenzen: dict[str, int] = {}
        self._vragen: dict[str, asyncio.Task[None]] = {}
        self._gekeken = 0.0
        self._eistaak: asyncio.Task[None] | None = None
        self._geeist = time.monotonic()
        self._onderweg = 0
        self._begonnen = 0.0
        self._laatste_voortgang_ms: int | None = None
        self._bijlezer: Bijlezer | None = None
        if (rem := inrichting.rem) is not None:
            self._bijlezer = Bijlezer(inrichting.klant, rem.topic, rem.neem_op, rem.is_bij, inrichting.meld)
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
        if self._bijlezer is not None:
            self._bijlezer.begin()
        vast = "|".join(re.escape(t) for t in abonnement.topics)
        patroon = "|".join(p for p in (vast, abonnement.patroon) if p)
        self._consumer.subscribe(pattern=f"^(?:{patroon})$", listener=self._luisteraar)

    async def stop(self) -> None:
        for taak in (*self._vragen.values(), *filter(None, [self._eistaak])):
            taak.cancel()
        await self._consumer.stop()
        await self._producer.stop()
        if self._cyclus is not None:
            await self._cyclus.stop()
        if self._bijlezer is not None:
            await self._bijlezer.stop()

    def _herverdeeld(self) -> None:
        """Pauses and positions of the former assignment mean nothing now."""
        self._opgehouden = {}
        self._posities = {}
        self._gezocht = set()
        if self._cyclus is not None:
            self._cyclus.herverdeeld()

    async def ronde(self) -> None:
        self.hartslag = time.monotonic()
        await self._schrijf(self._woorden())
        self._kijk_of_rijp()
        self._kijk_of_alles_er_is()
        await self._zoek_begin()
        wacht_ms = int(min(self.inrichting.kijk_s, self.inrichting.cyclus_s) * 1000)
        gelezen = await self._lees(wacht_ms)
        await self._zoek_begin()  # of what was assigned while we waited
        records: list[Record] = []
        for plek, rauw in gelezen.items():
            if plek not in self._gezocht:
                continue  # taken away in between
            reeks = naar_records(plek.topic, plek.partition, rauw, virtueel=self.inrichting.virtueel)
            records += self._rijpe(plek, reeks)
        if records:
            await self._behandel(records)
        await self._lees_posities()
        if self._cyclus is not None:
            await self._cyclus.ronde(self._posities, self._ingehouden().keys())

    async def _lees(self, wacht_ms: int) -> Mapping[TopicPartition, Sequence[Any]]:
        try:
            async with asyncio.timeout(GEDULD_S):
                gelezen: Mapping[TopicPartition, Sequence[Any]] = await self._consumer.getmany(
                    timeout_ms=wacht_ms, max_records=RECORDS_PER_BATCH
                )
        except NoOffsetForPartitionError:
            return {}  # assigned a moment ago: `_zoek_begin` comes next
        except OffsetOutOfRangeError as fout:
            for plek, offset in fout.args[0].items():
                await self._buiten_bereik(plek, offset)
            return {}
        return gelezen

    # -- where to begin

    async def _zoek_begin(self) -> None:
        """Of each new partition: its committed position, which must be in the topic; without one its first
        record.
        """
        gezocht = self._gezocht
        nieuw = self._consumer.assignment() - gezocht
        try:
            async with asyncio.timeout(GEDULD_S):
                for plek in nieuw:
                    vast = await self._consumer.committed(plek)
                    begin, einde = await self._grenzen_van(plek)
                    if vast is None:
                        self._consumer.seek(plek, begin)
                    elif not begin <= vast <= einde:
                        await self._buiten_bereik(plek, vast)
                    gezocht.add(plek)
        except IllegalStateError:
            return  # taken away in between

    async def _grenzen_van(self, plek: TopicPartition) -> tuple[int, int]:
        begin = (await self._consumer.beginning_offsets([plek]))[plek]
        return begin, (await self._consumer.end_offsets([plek]))[plek]

    async def _buiten_bereik(self, plek: TopicPartition, positie: int) -> None:
        """Nobody may go on where records were lost, or where other ones stand under numbers that we know."""
        async with asyncio.timeout(GEDULD_S):
            begin, einde = await self._grenzen_van(plek)
        if positie >= begin or not self.inrichting.verlies_mag:
            raise PositieError(plek.topic, plek.partition, positie, begin, einde)
        self.inrichting.meld("records_expired_unread", "error", topic=plek.topic, offset=positie, tot=begin)
        self._consumer.seek(plek, begin)

    def _kijk_of_alles_er_is(self) -> None:
        if self._eistaak is not None and self._eistaak.done():
            taak, self._eistaak = self._eistaak, None
            taak.result()
        eis = self.inrichting.eis
        te_lang = time.monotonic() - self._geeist >= self.inrichting.eis_s
        if eis is not None and self._eistaak is None and te_lang:
            self._geeist = time.monotonic()
            self._eistaak = asyncio.ensure_future(_vraag(eis))

    # -- one batch

    async def _behandel(self, records: Sequence[Record]) -> None:
        self._onderweg, self._begonnen = len(records), time.monotonic()
        async with asyncio.timeout(GEDULD_S):
            uitvoer = await zet_batch_om(self.inrichting.stap, records)
        await self._schrijf([*uitvoer, *self._woorden()])
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
        grens = self._grens(plek.topic)
        rijp = [r for r in records if r.offset < grens]
        if len(rijp) < len(records) and plek in self._consumer.assignment():
            self._opgehouden[plek] = records[len(rijp)].offset
            self._consumer.pause(plek)
            self._consumer.seek(plek, records[len(rijp)].offset)
        return rijp

    def _kijk_of_rijp(self) -> None:
        """Lets go what is ripe, and asks again. Never waits: the loop goes on, whoever does not answer."""
        for plek, offset in list(self._opgehouden.items()):
            if self._grens(plek.topic) > offset:
                del self._opgehouden[plek]
                self._consumer.resume(plek)
        for topic, vraag in list(self._vragen.items()):
            if vraag.done():
                del self._vragen[topic]
                vraag.result()  # what the gate raised ends the process
        gevraagd = time.monotonic() - self._gekeken < self.inrichting.kijk_s
        if self._opgehouden and self.inrichting.rijp is not None and not gevraagd:
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

    def _grens(self, topic: str) -> int:
        """First offset that may not be handled yet, by the last answer."""
        if self.inrichting.rem is not None and not self.inrichting.rem.mag(topic):
            return 0
        return sys.maxsize if self.inrichting.rijp is None else self._grenzen.get(topic, 0)

    def _woorden(self) -> Sequence[Uitvoer]:
        return () if self.inrichting.rem is None else self.inrichting.rem.besluit()

    def _ingehouden(self) -> Mapping[str, Mapping[str, str | int]]:
        return {} if self.inrichting.rem is None else self.inrichting.rem.ingehouden()

    # -- positions

    async def _lees_posities(self) -> None:
        """Between two batches everything before the consumer's position is handled and committed.

        Asked of the consumer, since control markers of a partner's transactions count in offsets and are no
        records.
        """
        try:
            async with asyncio.timeout(GEDULD_S):
                for plek in self._consumer.assignment() & self._gezocht:
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
            ingehouden={topic: dict(waarom) for topic, waarom in self._ingehouden().items()},
            oordelen={} if self.inrichting.telling is None else self.inrichting.telling.als_dict(),
            achterstand={
                plek.topic: max(0, (self._consumer.highwater(plek) or 0) - positie)
                for plek, positie in self._posities.items()
                if plek in self._consumer.assignment()
            },
            oudste_batch_s=time.monotonic() - self._begonnen if self._onderweg else 0.0,
        )


async def _vraag(eis: Callable[[], Awaitable[None]]) -> None:
    await eis()


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
