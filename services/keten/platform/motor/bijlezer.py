"""Understands how an engine follows a compacted topic of one partition beside its own work."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from keten.platform.motor.einde import Meld, sterf_door
from keten.platform.motor.kafkaklant import GEDULD_S, Klant, lezer, naar_records, tp
from keten.platform.motor.poorten import Record


class Bijlezer:
    """Gives each record to `neem_op`, in order, and calls `is_bij` once, when the present end was reached.

    What goes wrong ends the process.
    """

    def __init__(
        self,
        klant: Klant,
        topic: str,
        neem_op: Callable[[Record], None],
        is_bij: Callable[[], None],
        meld: Meld,
    ) -> None:
        self._klant = klant
        self._topic = topic
        self._neem_op = neem_op
        self._is_bij = is_bij
        self._meld = meld
        self._taak: asyncio.Task[None] | None = None

    def begin(self) -> None:
        self._taak = asyncio.ensure_future(self._volg())
        self._taak.add_done_callback(self._geeindigd)

    async def stop(self) -> None:
        if self._taak is not None:
            self._taak.cancel()
            await asyncio.wait([self._taak])

    def _geeindigd(self, taak: asyncio.Task[None]) -> None:
        if not taak.cancelled() and (fout := taak.exception()) is not None:
            sterf_door(fout, self._meld)

    async def _volg(self) -> None:
        consumer = lezer(self._klant)
        async with asyncio.timeout(GEDULD_S):
            await consumer.start()
        try:
            plek = tp(self._topic, 0)
            consumer.assign([plek])
            async with asyncio.timeout(GEDULD_S):
                begin = (await consumer.beginning_offsets([plek]))[plek]
                einde = (await consumer.end_offsets([plek]))[plek]
            consumer.seek(plek, begin)
            bij = begin >= einde
            if bij:
                self._is_bij()
            while True:
                for rauw in (await consumer.getmany(timeout_ms=500)).values():
                    for record in naar_records(self._topic, 0, rauw):
                        self._neem_op(record)
                if not bij:
                    async with asyncio.timeout(GEDULD_S):
                        bij = await consumer.position(plek) >= einde
                    if bij:
                        self._is_bij()
        finally:
            async with asyncio.timeout(GEDULD_S):
                await consumer.stop()
