"""Understands what our aiokafka clients have in common: how they connect, how long they wait, how they
publish.

`Klant` is what every aiokafka client gets as keyword arguments (servers, TLS, principal).
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import aiokafka
import aiokafka.producer.sender as verzender
from aiokafka.structs import TopicPartition

from keten.platform.motor.fouten import TopicError
from keten.platform.motor.murmur import bestemming
from keten.platform.motor.poorten import NU_KOP, Koppen, Record, Uitvoer
from keten.platform.motor.vreemde_koppen import lees_elke_kop

Klant: TypeAlias = Mapping[str, Any]

GEDULD_S: Final = 30.0
"""Our own limit on anything that waits for a broker: aiokafka's requests time out, its retries need not."""

MAX_BATCH: Final = 512 * 1024
FETCH_WACHT_MS: Final = 50

# Pause while the broker still writes the markers of the former transaction. At 20 ms it decides
# the latency of back-to-back transactions: p99 34 ms, against 15 ms with 3 ms (engine notes, ADR 0010).
verzender.BACKOFF_OVERRIDE = 0.003

lees_elke_kop()


def producent(klant: Klant, *, transactie_id: str | None = None) -> aiokafka.AIOKafkaProducer:
    """Idempotent, acks=all; transactional where an id is given."""
    extra: dict[str, Any] = {"enable_idempotence": True}
    if transactie_id is not None:
        extra = {"transactional_id": transactie_id, "transaction_timeout_ms": int(GEDULD_S * 2000)}
    return aiokafka.AIOKafkaProducer(
        **klant,
        **extra,
        acks="all",
        linger_ms=0,
        max_batch_size=MAX_BATCH,
        request_timeout_ms=int(GEDULD_S * 1000),
        retry_backoff_ms=50,
    )


def lezer(klant: Klant, **extra: Any) -> aiokafka.AIOKafkaConsumer:
    """Read_committed, no auto-commit; without `group_id` it may be assigned partitions freely."""
    return aiokafka.AIOKafkaConsumer(
        **klant,
        **{
            "isolation_level": "read_committed",
            "enable_auto_commit": False,
            "auto_offset_reset": "earliest",
            "fetch_max_wait_ms": FETCH_WACHT_MS,
            "request_timeout_ms": int(GEDULD_S * 1000),
            **extra,
        },
    )


def naar_records(topic: str, partitie: int, rauw: Iterable[Any], *, virtueel: bool = False) -> list[Record]:
    """aiokafka's records as ours. Only a process on a stepping clock believes a virtual time."""
    records = [Record(topic, partitie, r.offset, r.key, r.value, r.headers, r.timestamp) for r in rauw]
    return [_virtueel(r) for r in records] if virtueel else records


_NU: Final = re.compile(rb"[0-9]{1,14}")
"""An instant that a date can still be made of; whoever writes something else is not believed."""


def _virtueel(record: Record) -> Record:
    for naam, waarde in record.koppen:
        if naam == NU_KOP and _NU.fullmatch(waarde or b""):
            return Record(
                record.topic,
                record.partitie,
                record.offset,
                record.sleutel,
                record.waarde,
                record.koppen,
                int(waarde),
            )
    return record


class PartitieTeller:
    """Partition counts as the broker tells them, asked once: they are never changed in place."""

    def __init__(self) -> None:
        self._aantal: dict[str, int] = {}

    def __call__(self, topic: str) -> int:
        return self._aantal[topic]

    async def leer(self, producer: aiokafka.AIOKafkaProducer, uitvoer: Sequence[Uitvoer]) -> None:
        """Asks for the topics that are not known yet; most often there are none."""
        for topic in {u.topic for u in uitvoer if u.topic not in self._aantal}:
            try:
                async with asyncio.timeout(GEDULD_S):
                    self._aantal[topic] = len(await producer.partitions_for(topic))
            except Exception as fout:
                raise TopicError("topic does not exist or cannot be reached", topic) from fout


async def publiceer(
    producer: aiokafka.AIOKafkaProducer, partities: PartitieTeller, uitvoer: Sequence[Uitvoer]
) -> list[asyncio.Future[Any]]:
    """Pre-built record batches, one per destination; gives the futures of the broker's confirmations.

    There is no task switch between two batches while they fit, so that they share one AddPartitions and one
    Produce request. The caller awaits EVERY future: aiokafka commits a transaction although a batch of it
    failed.
    """
    await partities.leer(producer, uitvoer)
    per_topic: dict[str, dict[int, Stapel]] = {}
    for uit in uitvoer:
        stapels = per_topic.get(uit.topic)
        if stapels is None:
            stapels = per_topic[uit.topic] = {}
        partitie = bestemming(uit, partities)
        stapel = stapels.get(partitie)
        if stapel is None:
            stapel = stapels[partitie] = Stapel(producer)
        stapel.leg(uit.sleutel, uit.waarde, uit.koppen)
    return [
        f
        for topic, stapels in per_topic.items()
        for partitie, stapel in stapels.items()
        for f in await stapel.stuur(topic, partitie)
    ]


class Stapel:
    """Records for one destination, in as few record batches as they fit in."""

    __slots__ = ("_batches", "_leg", "_producer")

    def __init__(self, producer: aiokafka.AIOKafkaProducer) -> None:
        self._producer = producer
        self._batches = [producer.create_batch()]
        self._leg = self._batches[0].append

    def leg(self, sleutel: bytes | None, waarde: bytes | None, koppen: Koppen) -> None:
        if self._leg(timestamp=None, key=sleutel, value=waarde, headers=list(koppen)) is None:
            self._batches.append(self._producer.create_batch())
            self._leg = self._batches[-1].append
            # An empty batch takes any record; the broker says whether that is too large.
            self._leg(timestamp=None, key=sleutel, value=waarde, headers=list(koppen))

    async def stuur(self, topic: str, partitie: int) -> list[asyncio.Future[Any]]:
        """The futures of the confirmations. Does not switch tasks unless the producer's buffer is full."""
        return [await self._producer.send_batch(b, topic, partition=partitie) for b in self._batches]


def tp(topic: str, partitie: int) -> TopicPartition:
    """As aiokafka names a partition."""
    return TopicPartition(topic, partitie)
