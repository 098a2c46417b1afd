"""Understands how far partners have read what we sent them: the offset that their own group has committed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from aiokafka.structs import TopicPartition

from keten.platform.logboek import meld
from keten.platform.motor.kafkaklant import Klant

_GEDULD_S: Final = 10.0
"""Well below what the engine gives this question."""


class Leesstand:
    """The port `Rijp`: `uit.<partner>` is ripe up to where the partner has committed.

    `groepen`: topic -> consumer group. A topic without one is never ripe: nobody can tell that it was read.
    While Kafka gives no answer the last one holds; delivery is then proven later, never too early. What does
    not pass by itself, such as a right that is missing, is raised.
    """

    def __init__(self, klant: Klant, groepen: Mapping[str, str]) -> None:
        self._klant = klant
        self._groepen = dict(groepen)
        self._laatst: dict[str, int] = {}
        self._admin: Any = None

    async def rijp_tot(self, topic: str) -> int:
        groep = self._groepen.get(topic)
        if groep is None:
            return 0
        try:
            async with asyncio.timeout(_GEDULD_S):
                self._laatst[topic] = await self._vraag(groep, TopicPartition(topic, 0))
        except (KafkaError, TimeoutError) as fout:
            await self.sluit()
            if isinstance(fout, KafkaError) and not fout.retriable:
                raise
            meld("read_position_unknown", "warning", topic=topic, fout=type(fout).__name__)
        return self._laatst.get(topic, 0)

    async def _vraag(self, groep: str, plek: TopicPartition) -> int:
        if self._admin is None:
            admin = AIOKafkaAdminClient(**self._klant)
            await admin.start()
            self._admin = admin
        gevonden = await self._admin.list_consumer_group_offsets(groep, partitions=[plek])
        return max(0, int(gevonden[plek].offset))

    async def sluit(self) -> None:
        """Lets go of the connection; the next question makes a new one."""
        admin, self._admin = self._admin, None
        if admin is not None:
            await admin.close()
