"""Understands how to look at many topics of a running chain at once: begins, ends, and all between.

Joins no group and commits nothing. Read_committed, so an end is the last stable offset, and whatever stands
below it stays.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, TypeAlias

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError
from aiokafka.structs import TopicPartition

from keten.platform.motor.envelop import POSITIE, positie_van
from keten.platform.motor.kafkaklant import GEDULD_S, lezer
from keten.platform.motor.poorten import Koppen
from keten.platform.naslag import NaslagError

Deel: TypeAlias = tuple[str, int]
"""Topic and partition."""

Regel: TypeAlias = tuple[int, int, Koppen, bytes | None]
"""Offset, time in ms, headers, value."""

NOOIT_MS: Final = 1 << 62
_EVEN_S: Final = 0.001
"""Long enough for the next request to leave: the broker then works while what it sent is used."""

_STAART: Final = 2_000
_POGINGEN: Final = 6


class Momentopname:
    """One reader for all of it, and one who asks. Made by `kijk`."""

    def __init__(self, vrager: AIOKafkaAdminClient, wie: Any) -> None:
        self._vrager = vrager
        self._wie = wie

    async def delen(self, topics: Sequence[str]) -> list[Deel]:
        """Every partition of these topics. Raises NaslagError for one that is not there."""
        async with asyncio.timeout(GEDULD_S):
            bestaand = {t["topic"]: t["partitions"] for t in await self._vrager.describe_topics()}
        if mist := sorted(set(topics) - set(bestaand)):
            raise NaslagError(f"deze Kafka heeft geen topic {', '.join(mist)}")
        return [(topic, p) for topic in topics for p in sorted(d["partition"] for d in bestaand[topic])]

    async def begin(self, delen: Sequence[Deel]) -> dict[Deel, int]:
        """First offset that is still kept."""
        return await self._grens(self._wie.beginning_offsets, delen)

    async def eind(self, delen: Sequence[Deel]) -> dict[Deel, int]:
        """Next offset that a reader would wait for."""
        return await self._grens(self._wie.end_offsets, delen)

    async def _grens(self, vraag: Any, delen: Sequence[Deel]) -> dict[Deel, int]:
        plekken = [TopicPartition(*deel) for deel in delen]
        # So it learns at once who leads them all: of topics that it does not follow it learns one by one.
        self._wie.assign(plekken)
        self._wie.pause(*plekken)
        async with asyncio.timeout(GEDULD_S):
            gevonden = await vraag(plekken)
        return {deel: int(gevonden[TopicPartition(*deel)]) for deel in delen}

    async def vastgelegd(self, groep: str, delen: Sequence[Deel]) -> dict[Deel, int]:
        """What this group has committed, 0 where nothing. Raises NaslagError when no broker says so."""
        for poging in range(_POGINGEN):
            try:
                async with asyncio.timeout(GEDULD_S):
                    gevonden = await self._vraag_groep(groep, delen)
            except KafkaError:  # a coordinator that moves says so by an error
                gevonden = {}
            if len(gevonden) == len(delen):  # one that is still loading gives nothing
                return gevonden
            await asyncio.sleep(0.2 * 2**poging)
        raise NaslagError(f"geen broker weet hoever {groep} is")

    async def _vraag_groep(self, groep: str, delen: Sequence[Deel]) -> dict[Deel, int]:
        plekken = [TopicPartition(*deel) for deel in delen]
        gevonden = await self._vrager.list_consumer_group_offsets(groep, partitions=plekken)
        return {(plek.topic, plek.partition): max(0, int(v.offset)) for plek, v in gevonden.items()}

    async def posities(self, changelog: str) -> dict[int, int]:
        """How far a *volgen* process has handled each input partition, by what it wrote with its outcomes."""
        return {deel[1]: await self._positie(deel) for deel in await self.delen([changelog])}

    async def _positie(self, deel: Deel) -> int:
        begin, eind = (await self.begin([deel]))[deel], (await self.eind([deel]))[deel]
        staart = _STAART
        while True:
            vanaf = max(begin, eind - staart)
            gevonden: int | None = None
            async for _, records in self._lees({deel: (vanaf, eind)}):
                for record in records:
                    if record.key == POSITIE:
                        gevonden = positie_van(record.value)
            if gevonden is not None or vanaf == begin:
                return gevonden or 0
            staart *= 10

    async def laatste(self, changelog: str) -> tuple[dict[int, int], dict[bytes, bytes]]:
        """The same, with the last row of each key at those positions. Reads all of it, in memory: for a state
        that has few keys.
        """
        delen = await self.delen([changelog])
        begin, eind = await self.begin(delen), await self.eind(delen)
        posities = {deel[1]: 0 for deel in delen}
        rijen: dict[bytes, bytes] = {}
        async for (_, partitie), gelezen in self.rijen({d: (begin[d], eind[d]) for d in delen}):
            for sleutel, waarde in gelezen:
                if sleutel == POSITIE:
                    posities[partitie] = positie_van(waarde) or 0
                elif sleutel is not None and waarde is not None:
                    rijen[sleutel] = waarde
        return posities, rijen

    async def eerste_ms(self, deel: Deel, begin: int, eind: int) -> int:
        """Time of the first record from `begin` on; far in the future where there is none."""
        async for _, records in self._lees({deel: (begin, eind)}):
            return int(records[0].timestamp)
        return NOOIT_MS

    async def alles(self, grenzen: Mapping[Deel, tuple[int, int]]) -> AsyncIterator[tuple[Deel, list[Regel]]]:
        """Every record from begin up to end, in order per partition, partitions mixed."""
        async for deel, records in self._lees(grenzen):
            yield deel, [(r.offset, r.timestamp, r.headers, r.value) for r in records]

    async def met_sleutel(
        self, grenzen: Mapping[Deel, tuple[int, int]]
    ) -> AsyncIterator[tuple[Deel, list[tuple[int, int, Koppen, bytes | None, bytes | None]]]]:
        """The same, with the key before the value."""
        async for deel, records in self._lees(grenzen):
            yield deel, [(r.offset, r.timestamp, r.headers, r.key, r.value) for r in records]

    async def rijen(
        self, grenzen: Mapping[Deel, tuple[int, int]]
    ) -> AsyncIterator[tuple[Deel, list[tuple[bytes | None, bytes | None]]]]:
        """Only (key, value)."""
        async for deel, records in self._lees(grenzen):
            yield deel, [(r.key, r.value) for r in records]

    async def _lees(self, grenzen: Mapping[Deel, tuple[int, int]]) -> AsyncIterator[tuple[Deel, list[Any]]]:
        wie = self._wie
        open_ = {TopicPartition(*deel): eind for deel, (begin, eind) in grenzen.items() if begin < eind}
        if not open_:
            return  # aiokafka's consumer that is given something else and stopped at once never stops
        wie.assign(list(open_))
        for plek in open_:
            wie.seek(plek, grenzen[plek.topic, plek.partition][0])
        while open_:
            async with asyncio.timeout(GEDULD_S):
                gelezen = await wie.getmany(*open_, timeout_ms=500)
            tot = dict(open_)
            for plek in tot:
                if await wie.position(plek) >= tot[plek]:
                    del open_[plek]
                    wie.pause(plek)
            await asyncio.sleep(_EVEN_S)
            for plek, records in gelezen.items():
                if records[-1].offset >= tot[plek]:
                    records = [r for r in records if r.offset < tot[plek]]
                if records:
                    yield (plek.topic, plek.partition), records


@asynccontextmanager
async def kijk(klant: Mapping[str, Any]) -> AsyncIterator[Momentopname]:
    """Raises NaslagError when Kafka does not answer."""
    vrager = AIOKafkaAdminClient(**klant)
    wie = lezer(klant, max_poll_records=20_000, fetch_max_bytes=8 << 20, max_partition_fetch_bytes=4 << 20)
    try:
        try:
            async with asyncio.timeout(GEDULD_S):
                await vrager.start()
                await wie.start()
        except (KafkaConnectionError, TimeoutError) as fout:
            raise NaslagError(f"Kafka op {klant['bootstrap_servers']} antwoordt niet") from fout
        yield Momentopname(vrager, wie)
    finally:
        await asyncio.gather(vrager.close(), wie.stop())
