"""Understands how to read a topic from its first record to its present end.

Commits nothing and joins no group, so it moves nobody's position. Read_committed, like every reader of our
topics.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from typing import Any

from aiokafka.errors import KafkaConnectionError, KafkaError
from aiokafka.structs import TopicPartition

from keten.platform.fouten import TijdelijkError
from keten.platform.motor.kafkaklant import GEDULD_S, lezer, naar_records
from keten.platform.motor.murmur import murmur2
from keten.platform.motor.poorten import Record


class NaslagError(TijdelijkError):
    """The broker gave no answer in time, or has no such topic."""

    code = "KTN-914"


async def lees_topic(
    klant: Mapping[str, Any], topic: str, sleutel: bytes | None = None
) -> AsyncIterator[Record]:
    """Every record, partition by partition; with `sleutel` only the partition where that key belongs.

    Raises NaslagError.
    """
    wie = lezer(klant)
    try:
        try:
            async with asyncio.timeout(GEDULD_S):
                await wie.start()
                partities = sorted(await _partities(wie, topic))
        except (KafkaConnectionError, TimeoutError) as fout:
            raise NaslagError(f"Kafka op {klant['bootstrap_servers']} antwoordt niet") from fout
        if not partities:
            raise NaslagError(f"deze Kafka heeft geen topic {topic}")
        gekozen = partities if sleutel is None else [murmur2(sleutel) % len(partities)]
        for partitie in gekozen:
            async for record in _lees(wie, TopicPartition(topic, partitie)):
                yield record
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(GEDULD_S):
                await wie.stop()


async def _partities(wie: Any, topic: str) -> set[int]:
    """Empty when there is no such topic."""
    if topic not in await wie.topics():
        return set()
    wie.subscribe([topic])
    nummers = None
    while not nummers:
        nummers = wie.partitions_for_topic(topic)
        await asyncio.sleep(0.01)
    wie.unsubscribe()
    return set(nummers)


async def _lees(wie: Any, plek: TopicPartition) -> AsyncIterator[Record]:
    wie.assign([plek])
    try:
        async with asyncio.timeout(GEDULD_S):
            einde = (await wie.end_offsets([plek]))[plek]
            await wie.seek_to_beginning(plek)
            positie = await wie.position(plek)
    except (KafkaError, TimeoutError) as fout:
        raise NaslagError(f"Kafka geeft {plek.topic} niet meer") from fout
    sinds = time.monotonic()
    while positie < einde:
        vorige = positie
        try:
            async with asyncio.timeout(GEDULD_S):
                gelezen = await wie.getmany(plek, timeout_ms=500)
                positie = await wie.position(plek)
        except (KafkaError, TimeoutError) as fout:
            raise NaslagError(f"Kafka geeft {plek.topic} niet meer") from fout
        if positie > vorige:
            sinds = time.monotonic()
        elif time.monotonic() - sinds > GEDULD_S:
            raise NaslagError(f"Kafka geeft van {plek.topic} niets meer")
        for record in naar_records(plek.topic, plek.partition, gelezen.get(plek, ())):
            if record.offset < einde:
                yield record
