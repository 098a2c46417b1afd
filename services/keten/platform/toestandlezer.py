"""Understands how to follow one key in a changelog: its latest row, and how far its process has come.

Joins no group and commits nothing. What it says is what a restart of that process would find.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiokafka.errors import KafkaConnectionError
from aiokafka.structs import TopicPartition

from keten.platform.motor.envelop import POSITIE, positie_van
from keten.platform.motor.kafkaklant import GEDULD_S, lezer
from keten.platform.motor.murmur import murmur2
from keten.platform.naslag import NaslagError


@dataclass(slots=True)
class Toestandlezer:
    """`rij`: the envelope of the key, None while there is none. `positie`: next input offset there.

    `partitie`: where the key belongs, in the changelog and in the input alike.
    """

    sleutel: bytes
    partitie: int
    _wie: Any
    _plek: TopicPartition
    rij: bytes | None = field(default=None, init=False)
    positie: int | None = field(default=None, init=False)

    async def lees_bij(self) -> None:
        """Up to what is there now."""
        einde = (await self._wie.end_offsets([self._plek]))[self._plek]
        while await self._wie.position(self._plek) < einde:
            async with asyncio.timeout(GEDULD_S):
                gelezen = await self._wie.getmany(self._plek, timeout_ms=500)
            for record in gelezen.get(self._plek, ()):
                if record.key == self.sleutel:
                    self.rij = record.value
                elif record.key == POSITIE:
                    self.positie = positie_van(record.value)


@asynccontextmanager
async def volg_toestand(
    klant: Mapping[str, Any], changelog: str, sleutel: bytes
) -> AsyncIterator[Toestandlezer]:
    """Read up to the present end. Raises NaslagError when Kafka or the topic is not there."""
    wie = lezer(klant)
    try:
        try:
            async with asyncio.timeout(GEDULD_S):
                await wie.start()
                topics = await wie.topics()
        except (KafkaConnectionError, TimeoutError) as fout:
            raise NaslagError(f"Kafka op {klant['bootstrap_servers']} antwoordt niet") from fout
        if changelog not in topics:
            raise NaslagError(f"deze Kafka heeft geen topic {changelog}")
        partities = await partities_van(wie, changelog)
        plek = TopicPartition(changelog, murmur2(sleutel) % len(partities))
        wie.assign([plek])
        await wie.seek_to_beginning(plek)
        volger = Toestandlezer(sleutel, plek.partition, wie, plek)
        await volger.lees_bij()
        yield volger
    finally:
        await wie.stop()


async def partities_van(wie: Any, topic: str) -> list[int]:
    """The partitions of a topic that exists; afterwards the reader is assigned nothing."""
    wie.unsubscribe()  # from partitions that it was given before
    wie.subscribe([topic])
    nummers = None
    async with asyncio.timeout(GEDULD_S):
        while not nummers:
            nummers = wie.partitions_for_topic(topic)
            await asyncio.sleep(0.01)
    wie.unsubscribe()
    return sorted(nummers)
