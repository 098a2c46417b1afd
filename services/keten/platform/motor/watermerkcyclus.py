"""Understands the cycle that tells how far the partners' topics were read.

(a) write the marks that hold by now; (b) the broker's append time of that very write is the next moment T;
(c) only then ask where the topics end; T holds for a topic once all before that end is handled and committed.

The ends asked are the high watermarks, not the last stable offsets: a record of an open transaction has its
arrival time already, and would otherwise appear after a mark that says it was read. On a stepping clock T is
that clock, read before asking, and a mark includes the moment itself; on the real clock another record may
still come in T's own millisecond, so the mark is one less. With replicas it is a margin less again: a record
is stamped when its leader appends it, and counts in the high watermark only when the others have it too.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, Final

from aiokafka.structs import TopicPartition

from keten.platform.motor.fouten import KlokError, MotorError
from keten.platform.motor.kafkaklant import GEDULD_S, Klant, lezer
from keten.platform.motor.poorten import Klok, Uitvoer
from keten.platform.motor.watermerkgever import Watermerkgever

MAX_AFWIJKING_MS: Final = 5000
NIEMAND: Final = "klok"
"""Stands where a topic's name would; no debtor has a topic of this name."""

_LOG_APPEND_TIME: Final = 1

Schrijf = Callable[[Sequence[Uitvoer]], Awaitable[list[Any]]]


class Watermerkcyclus:
    """Driven by the engine's own loop, so nothing is handled while a position is looked at."""

    def __init__(
        self,
        watermerk: Callable[[str, int], Uitvoer],
        klok: Klok,
        schrijf: Schrijf,
        *,
        klant: Klant,
        virtueel: bool,
        elke_s: float,
        marge_s: float = 0.0,
    ) -> None:
        """`marge_s`: how much longer a record may stay below the high watermark after it was stamped."""
        self._watermerk = watermerk
        self._klok = klok
        self._schrijf = schrijf
        self._virtueel = virtueel
        self._elke_s = elke_s
        self._marge_ms = int(marge_s * 1000)
        self._gever = Watermerkgever()
        self._einden: Any = lezer(klant, isolation_level="read_uncommitted")
        self._laatst = 0.0
        self._herverdeeld = False

    async def start(self) -> None:
        await self._einden.start()

    async def stop(self) -> None:
        await self._einden.stop()

    def herverdeeld(self) -> None:
        self._herverdeeld = True

    async def ronde(
        self, posities: Mapping[TopicPartition, int], ingehouden: Collection[str] = frozenset()
    ) -> None:
        """`posities` as they stand now, between two batches, of all topics that are ours.

        `ingehouden`: topics that nobody waits for; their marks go on as if they were read to the end.
        """
        if self._herverdeeld:
            self._herverdeeld = False
            self._gever.begin({plek.topic for plek in posities})
        self._gever.bereikt(
            {
                plek.topic: sys.maxsize if plek.topic in ingehouden else positie
                for plek, positie in posities.items()
            }
        )
        if time.monotonic() - self._laatst < self._elke_s or not posities:
            return
        self._laatst = time.monotonic()
        moment = await self._geef_merken()
        vragen = self._gever.te_vragen({plek.topic for plek in posities})
        plekken = [plek for plek in posities if plek.topic in vragen]
        if plekken:
            async with asyncio.timeout(GEDULD_S):
                einden = await self._einden.end_offsets(plekken)
            self._gever.vraag(moment, {plek.topic: einde for plek, einde in einden.items()})

    async def _geef_merken(self) -> int:
        """Writes what is new, or a mark of nobody where nothing is: the broker's answer tells the time.

        Not an old mark again: a process that just started knows none, and would put 0 over a true one.
        """
        merken = self._gever.neem_nieuwe() or {NIEMAND: 0}
        voor = self._klok.nu_ms()
        gedaan = await self._schrijf([self._watermerk(topic, tot) for topic, tot in merken.items()])
        na = self._klok.nu_ms()
        if self._virtueel:
            return voor
        if any(m.timestamp_type != _LOG_APPEND_TIME for m in gedaan):
            raise MotorError("the topic of the watermarks must have message.timestamp.type=LogAppendTime")
        moment = int(min(m.timestamp for m in gedaan))
        if not voor - MAX_AFWIJKING_MS <= moment <= na + MAX_AFWIJKING_MS:
            raise KlokError(f"our clock is {voor - moment} ms ahead of the broker's")
        return moment - 1 - self._marge_ms
