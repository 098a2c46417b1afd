"""Understands recovery: the changelog, read_committed, straight into the stores.

Complete when the POSITION has reached the end, not when a certain record was seen: control markers and
aborted batches are no records, so the last offset may never arrive. Call it only after the former owner was
fenced, or the end moves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

import aiokafka

from keten.platform.motor.fouten import PositieError
from keten.platform.motor.kafkaklant import GEDULD_S, Klant, lezer, tp
from keten.platform.motor.rocks import RocksOpslag


class Herstel:
    """Reads the changelogs of some partitions to their end, and knows where their input begins and ends."""

    def __init__(self, klant: Klant, topic: str, changelog: str, vooruit: Callable[[], None]) -> None:
        self._klant = klant
        self._topic = topic
        self._changelog = changelog
        self._vooruit = vooruit

    async def voer_uit(self, opslag: Mapping[int, RocksOpslag]) -> dict[int, tuple[int, int]]:
        """Fills the stores. Returns per partition the first offset and the end of the input topic."""
        consumer = lezer(self._klant, max_poll_records=5000, fetch_max_bytes=16 << 20)
        async with asyncio.timeout(GEDULD_S):
            await consumer.start()
        try:
            if opslag:
                await self._lees(consumer, opslag)
            return await self._grenzen(consumer, opslag)
        finally:
            async with asyncio.timeout(GEDULD_S):
                await consumer.stop()

    async def _lees(self, consumer: aiokafka.AIOKafkaConsumer, opslag: Mapping[int, RocksOpslag]) -> None:
        plekken = {p: tp(self._changelog, p) for p in opslag}
        consumer.assign(list(plekken.values()))
        async with asyncio.timeout(GEDULD_S):
            begin = await consumer.beginning_offsets(list(plekken.values()))
            einde = await consumer.end_offsets(list(plekken.values()))
        for p, plek in plekken.items():
            if opslag[p].gezien_tot > einde[plek]:
                opslag[p].wis()  # the copy of another changelog: a broker that was made anew
            consumer.seek(plek, max(opslag[p].gezien_tot, begin[plek]))
        te_gaan = set(opslag)
        while te_gaan:
            async with asyncio.timeout(GEDULD_S):
                gelezen = await consumer.getmany(timeout_ms=250)
            for plek, records in gelezen.items():
                opslag[plek.partition].gezien_tot = records[-1].offset
                opslag[plek.partition].schrijf({r.key: r.value for r in records if r.key is not None})
                self._vooruit()
            for p in list(te_gaan):
                async with asyncio.timeout(GEDULD_S):
                    positie = await consumer.position(plekken[p])
                if positie >= einde[plekken[p]]:
                    te_gaan.remove(p)
                    consumer.pause(plekken[p])

    async def _grenzen(
        self, consumer: aiokafka.AIOKafkaConsumer, opslag: Mapping[int, RocksOpslag]
    ) -> dict[int, tuple[int, int]]:
        plekken = {p: tp(self._topic, p) for p in opslag}
        async with asyncio.timeout(GEDULD_S):
            begin = await consumer.beginning_offsets(list(plekken.values()))
            einde = await consumer.end_offsets(list(plekken.values()))
        return {p: (begin[plek], einde[plek]) for p, plek in plekken.items()}


def beginpunt(topic: str, partitie: int, positie: int | None, begin: int, einde: int) -> int:
    """Where to go on. A position outside the topic means lost records or another topic: nobody may go on
    then.
    """
    if positie is None:
        return begin
    if not begin <= positie <= einde:
        raise PositieError(topic, partitie, positie, begin, einde)
    return positie
