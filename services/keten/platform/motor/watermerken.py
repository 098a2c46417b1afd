"""Understands how far the partners' topics were read, as `inname` tells it in the topic `watermerken`.

A side reader of a *volgen* process: a compacted topic of one partition, read from the start and then
followed. Before its end was reached once nothing has passed, so no alarm rings on half the truth.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from typing import Final

from keten.platform.motor.einde import Meld, meld_op_stderr, sterf_door
from keten.platform.motor.kafkaklant import GEDULD_S, Klant, lezer, naar_records, tp
from keten.platform.motor.klokwacht import LEESWACHT_MS, Klokwacht
from keten.platform.motor.poorten import Klok, Record

TOPIC: Final = "watermerken"

Decodeer = Callable[[Record], tuple[str, int]]
"""A record of `watermerken` as (topic, moment up to and including which everything is a fact)."""


class WatermerkLezer:
    """The port `Watermerken`. `topic_van` says which debtors have a topic; the others are never waited for.

    The mapping may be a live one: it is asked again for each question.
    """

    def __init__(self, topic_van: Mapping[bytes, str], decodeer: Decodeer, *, topic: str = TOPIC) -> None:
        self._topic_van = topic_van
        self._decodeer = decodeer
        self._topic = topic
        self._tot: dict[str, int] = {}
        self._gelezen = False
        self._taak: asyncio.Task[None] | None = None

    def gepasseerd(self, debiteur: bytes, moment_ms: int) -> bool:
        topic = self._topic_van.get(debiteur)
        if topic is None:
            return True
        return self._gelezen and self._tot.get(topic, -1) >= moment_ms

    def neem_op(self, record: Record) -> None:
        """A mark never goes back: two owners of a topic may overlap for a moment."""
        if record.waarde is not None:
            topic, tot_ms = self._decodeer(record)
            self._tot[topic] = max(tot_ms, self._tot.get(topic, tot_ms))

    def merken(self) -> dict[str, int]:
        return dict(self._tot)

    def stand(self) -> dict[str, int]:
        """Per topic that alarms wait for, up to when it was read (ms since 1970); 0 where that is unknown."""
        return {topic: self._tot.get(topic, 0) for topic in sorted(set(self._topic_van.values()))}

    def begin(self, klant: Klant, meld: Meld = meld_op_stderr, klok: Klok | None = None) -> None:
        """Follows the marks. With `klok`, a real one, it is held against the broker's by each fresh mark."""
        self._taak = asyncio.ensure_future(self._volg(klant, None if klok is None else Klokwacht(klok)))

        def geeindigd(taak: asyncio.Task[None]) -> None:
            if not taak.cancelled() and (fout := taak.exception()) is not None:
                sterf_door(fout, meld)

        self._taak.add_done_callback(geeindigd)

    async def stop(self) -> None:
        if self._taak is not None:
            self._taak.cancel()
            await asyncio.wait([self._taak])

    async def _volg(self, klant: Klant, wacht: Klokwacht | None) -> None:
        consumer = lezer(klant)
        async with asyncio.timeout(GEDULD_S):
            await consumer.start()
        try:
            plek = tp(self._topic, 0)
            consumer.assign([plek])
            async with asyncio.timeout(GEDULD_S):
                begin = (await consumer.beginning_offsets([plek]))[plek]
                einde = (await consumer.end_offsets([plek]))[plek]
            consumer.seek(plek, begin)
            while True:
                async with asyncio.timeout(GEDULD_S):
                    rauw = (await consumer.getmany(timeout_ms=LEESWACHT_MS)).get(plek, ())
                for record in naar_records(self._topic, 0, rauw):
                    self.neem_op(record)
                if wacht is not None and self._gelezen and rauw:
                    wacht.zie(rauw[-1].timestamp)
                if not self._gelezen:
                    async with asyncio.timeout(GEDULD_S):
                        self._gelezen = await consumer.position(plek) >= einde
        finally:
            async with asyncio.timeout(GEDULD_S):
                await consumer.stop()
