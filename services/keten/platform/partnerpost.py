"""Understands a partner at Kafka: send to `in.<partner>`, read `uit.<partner>`, commit.

For a demo or a test: each partner is a producer and a consumer of its own, with its own group. Nothing here
knows what is in a message. It also tells where topics end, so that a caller can see when all is read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping
from types import TracebackType
from typing import Any, Self

from aiokafka.structs import TopicPartition

from keten.platform.kafka_toegang import KafkaToegang
from keten.platform.motor.kafkaklant import GEDULD_S, lezer, naar_records, producent
from keten.platform.motor.poorten import Koppen, Record

_FETCH_WACHT_MS = 250
"""A broker answers at once when something comes; a longer wait only costs fewer empty answers."""


class Partnerpost:
    """Connected while the block lasts. `leesgroepen`: partner code -> its consumer group."""

    def __init__(self, toegang: KafkaToegang, leesgroepen: Mapping[str, str]) -> None:
        self._klant = toegang.aiokafka()
        self._leesgroepen = dict(leesgroepen)
        self._lezers: dict[str, Any] = {}
        self._vastgelegd: dict[str, int] = {}
        self._nummers: dict[str, Collection[int]] = {}

    async def __aenter__(self) -> Self:
        self._zender = producent(self._klant)
        self._kijker = lezer(self._klant, isolation_level="read_uncommitted")
        await asyncio.gather(self._zender.start(), self._kijker.start(), *map(self._open, self._leesgroepen))
        return self

    async def __aexit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        alle = (self._zender, self._kijker, *self._lezers.values())
        await asyncio.gather(*(klant.stop() for klant in alle), return_exceptions=True)

    async def _open(self, partner: str) -> None:
        wie = lezer(self._klant, group_id=self._leesgroepen[partner], fetch_max_wait_ms=_FETCH_WACHT_MS)
        self._lezers[partner] = wie
        await wie.start()
        wie.assign([_uit(partner)])
        self._vastgelegd[partner] = await wie.committed(_uit(partner)) or 0

    async def stuur(self, partner: str, koppen: Koppen, waarde: bytes | None) -> int:
        """One record on `in.<partner>`; returns its offset when the broker has it."""
        async with asyncio.timeout(GEDULD_S):
            bewijs = await self._zender.send_and_wait(
                f"in.{partner}", waarde, headers=list(koppen), partition=0
            )
        return int(bewijs.offset)

    async def lees(self, partner: str) -> list[Record]:
        """What arrived on `uit.<partner>` since the last time; it does not wait.

        Committed with `leg_vast`.
        """
        rauw = await self._lezers[partner].getmany(_uit(partner), timeout_ms=0)
        return naar_records(_uit(partner).topic, 0, rauw.get(_uit(partner), ()))

    async def leg_vast(self, partner: str) -> int:
        """Commit what was read; returns the first offset that this partner has not read."""
        wie = self._lezers[partner]
        positie = int(await wie.position(_uit(partner)))
        if positie > self._vastgelegd[partner]:
            async with asyncio.timeout(GEDULD_S):
                await wie.commit({_uit(partner): positie})
            self._vastgelegd[partner] = positie
        return positie

    async def einden(self, topics: Collection[str]) -> dict[tuple[str, int], int]:
        """Per topic and partition the offset after the last record, those of open transactions included.

        A broker confirms a commit before its marker stands in every partition. In between a read_committed
        end does not show what was committed; this one does, and no reader reaches it before it can read all.
        """
        async with asyncio.timeout(GEDULD_S):
            plekken = [TopicPartition(t, p) for t in topics for p in await self._partities(t)]
            return {
                (tp.topic, tp.partition): int(e)
                for tp, e in (await self._kijker.end_offsets(plekken)).items()
            }

    async def _partities(self, topic: str) -> Collection[int]:
        """Partition numbers, asked once: a count never changes in place."""
        if topic not in self._nummers:
            self._nummers[topic] = await self._zender.partitions_for(topic)
        return self._nummers[topic]


def _uit(partner: str) -> TopicPartition:
    return TopicPartition(f"uit.{partner}", 0)
