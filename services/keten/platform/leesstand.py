"""Understands how far partners have read what we sent them: the offset that their own group has committed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, NoError
from aiokafka.structs import TopicPartition

from keten.platform.logboek import meld
from keten.platform.motor.kafkaklant import Klant

_GEDULD_S: Final = 10.0
"""Well below what the engine gives this question."""
_SLUITGEDULD_S: Final = 2.0


class Leesstand:
    """The port `Rijp`: `uit.<partner>` is ripe up to where the partner has committed.

    `groepen` gives topic -> consumer group as they are now; it is asked each time, since a later version of
    the rules may name another group. A topic without one is never ripe: nobody can tell that it was read.
    While Kafka gives no answer the last one holds; delivery is then proven later, never too early. What does
    not pass by itself, such as a right that is missing, is raised where Kafka's answer says so.
    Topics may be asked at the same time.
    """

    def __init__(self, klant: Klant, groepen: Callable[[], Mapping[str, str]]) -> None:
        self._klant = klant
        self._groepen = groepen
        self._laatst: dict[str, int] = {}
        self._onbekend: set[str] = set()
        self._admin: Any = None
        self._slot = asyncio.Lock()

    async def rijp_tot(self, topic: str) -> int:
        groep = self._groepen().get(topic)
        if groep is None:
            return 0
        try:
            async with asyncio.timeout(_GEDULD_S):
                gelezen = await self._vraag(groep, TopicPartition(topic, 0))
        except (KafkaError, TimeoutError, OSError) as fout:
            if isinstance(fout, KafkaError) and not fout.retriable:
                raise
            self._zonder_antwoord(topic, type(fout).__name__)
        else:
            if gelezen is None:
                self._zonder_antwoord(topic, "NoAnswer")
            else:
                self._laatst[topic] = gelezen
                self._onbekend.discard(topic)
        return self._laatst.get(topic, 0)

    def _zonder_antwoord(self, topic: str, fout: str) -> None:
        """Told once, until there is an answer again: the question is asked several times a second."""
        if topic not in self._onbekend:
            self._onbekend.add(topic)
            meld("read_position_unknown", "warning", topic=topic, fout=fout)

    async def _vraag(self, groep: str, plek: TopicPartition) -> int | None:
        """None where Kafka answered with an error that aiokafka does not tell.

        It asks with v2 or v3 and reads the answer as v1: an error of the whole group then shows as no topics
        at all, an error of a partition is raised under the name of the group's, which is no error.
        """
        admin = await self._verbind()
        try:
            gevonden = await admin.list_consumer_group_offsets(groep, partitions=[plek])
        except NoError:
            return None
        except BaseException:
            await self._laat_los(admin)
            raise
        stand = gevonden.get(plek)
        return None if stand is None else max(0, int(stand.offset))

    async def _verbind(self) -> Any:
        async with self._slot:
            if self._admin is None:
                admin = AIOKafkaAdminClient(**self._klant)
                try:
                    await admin.start()
                except BaseException:
                    await _sluit(admin)
                    raise
                self._admin = admin
            return self._admin

    async def _laat_los(self, admin: Any) -> None:
        """Unless another question did so before, and has a new one by now."""
        if self._admin is admin:
            self._admin = None
            await _sluit(admin)

    async def sluit(self) -> None:
        """Lets go of the connection; the next question makes a new one."""
        if self._admin is not None:
            await self._laat_los(self._admin)


async def _sluit(admin: Any) -> None:
    with suppress(KafkaError, OSError, TimeoutError):
        async with asyncio.timeout(_SLUITGEDULD_S):
            await admin.close()
