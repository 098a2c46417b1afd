"""Understands how far partners have read what we sent them: the offset that their own group has committed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError
from aiokafka.structs import TopicPartition

from keten.platform.motor.kafkaklant import GEDULD_S, Klant

_POGINGEN: Final = 5
_WACHT_S: Final = 0.2


class Leesstand:
    """The port `Rijp`: `uit.<partner>` is ripe up to where the partner has committed.

    `groepen`: topic -> consumer group. A topic without one is never ripe: nobody can tell that it was read.
    """

    def __init__(self, klant: Klant, groepen: Mapping[str, str]) -> None:
        self._klant = klant
        self._groepen = dict(groepen)
        self._admin: Any = None

    async def rijp_tot(self, topic: str) -> int:
        groep = self._groepen.get(topic)
        if groep is None:
            return 0
        for poging in range(_POGINGEN):
            try:
                async with asyncio.timeout(GEDULD_S):
                    return await self._vraag(groep, TopicPartition(topic, 0))
            except KafkaError:
                # A coordinator that moves says so by an error; so does a broker that restarts.
                await self._sluit()
                if poging == _POGINGEN - 1:
                    raise
                await asyncio.sleep(_WACHT_S * 2**poging)
        raise AssertionError("the last attempt returns or raises")

    async def _vraag(self, groep: str, plek: TopicPartition) -> int:
        if self._admin is None:
            self._admin = AIOKafkaAdminClient(**self._klant)
            await self._admin.start()
        gevonden = await self._admin.list_consumer_group_offsets(groep, partitions=[plek])
        return max(0, int(gevonden[plek].offset))

    async def _sluit(self) -> None:
        admin, self._admin = self._admin, None
        if admin is not None:
            await admin.close()
