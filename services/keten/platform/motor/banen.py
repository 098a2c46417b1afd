"""Understands lanes: per owned input partition one transactional producer, and the work that waits for it.

A lane takes all that waits into one transaction, so batches grow by themselves while a commit runs. Order per
transaction: outputs and changelog, every confirmation looked at, commit, then the local store, then the
kernel may forget. Any exception gets out, and the process then ends: the broker aborts what is open when the
next owner claims.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

import aiokafka

from keten.platform.motor.fouten import MotorError
from keten.platform.motor.kafkaklant import (
    GEDULD_S,
    Klant,
    PartitieTeller,
    Stapel,
    producent,
    publiceer,
)
from keten.platform.motor.poorten import Uitvoer
from keten.platform.motor.rocks import RocksOpslag
from keten.platform.motor.volgkern import Bundel, VolgKern, Werk

T = TypeVar("T")
V = TypeVar("V")

WACHTRIJ = 4
RECORDS_PER_TRANSACTIE = 2000

_opruimen: set[asyncio.Task[None]] = set()


class TransactieLog:
    """The port `Log` for one input partition. `begonnen` tells the watchdog how long a transaction runs."""

    def __init__(
        self,
        producer: aiokafka.AIOKafkaProducer,
        changelog: str,
        opslag: RocksOpslag,
        partities: PartitieTeller,
    ) -> None:
        self.producer = producer
        self.begonnen: float | None = None
        self._changelog = changelog
        self._opslag = opslag
        self._partities = partities

    async def transactie(
        self, partitie: int, uitvoer: Sequence[Uitvoer], rijen: Mapping[bytes, bytes]
    ) -> None:
        self.begonnen = time.monotonic()
        async with asyncio.timeout(GEDULD_S):
            await self.producer.begin_transaction()
            futures = await publiceer(self.producer, self._partities, uitvoer) if uitvoer else []
            stand: list[asyncio.Future[Any]] = []
            if rijen:
                stapel = Stapel(self.producer)
                for sleutel, waarde in rijen.items():
                    stapel.leg(sleutel, waarde, ())
                stand = await stapel.stuur(self._changelog, partitie)
            for future in futures:
                await future
            for future in stand:
                geschreven = await future
                # Base offset of the last batch: a restart may read that batch twice, and misses nothing.
                self._opslag.gezien_tot = max(self._opslag.gezien_tot, geschreven.offset)
            await self.producer.commit_transaction()
        self.begonnen = None


class Baan(Generic[T, V]):
    """One partition: its queue, and the task that empties it."""

    def __init__(
        self,
        partitie: int,
        kern: VolgKern[T, V],
        log: TransactieLog,
        opslag: RocksOpslag,
        klaar: Callable[[Bundel[T]], None],
    ) -> None:
        self.partitie = partitie
        self.log = log
        self.rij: asyncio.Queue[Werk[T]] = asyncio.Queue(WACHTRIJ)
        self._kern = kern
        self._opslag = opslag
        self._klaar = klaar

    async def draai(self) -> None:
        """Until cancelled, or until something fails."""
        while True:
            werken = [await self.rij.get()]
            aantal = werken[0].aantal
            while aantal < RECORDS_PER_TRANSACTIE and not self.rij.empty():
                werken.append(self.rij.get_nowait())
                aantal += werken[-1].aantal
            bundel = self._kern.voeg_samen(werken)
            for _ in self._kern.schrijf(bundel):
                await asyncio.sleep(0)
            if bundel.uitvoer or bundel.rijen:
                await self.log.transactie(self.partitie, bundel.uitvoer, bundel.rijen)
                self._opslag.schrijf(bundel.rijen)
            self._kern.bevestig(bundel)
            self._klaar(bundel)


async def claim(klant: Klant, ids: Mapping[int, str]) -> dict[int, aiokafka.AIOKafkaProducer]:
    """Fences the former owner of each partition and ends its open transaction. Only then the changelog has an
    end.
    """
    producers = {p: producent(klant, transactie_id=transactie_id) for p, transactie_id in ids.items()}
    try:
        async with asyncio.timeout(GEDULD_S):
            await asyncio.gather(*[p.start() for p in producers.values()])
    except BaseException as fout:
        _opruimen.add(taak := asyncio.ensure_future(sluit(producers.values())))
        taak.add_done_callback(_opruimen.discard)
        if isinstance(fout, TimeoutError):
            raise MotorError("partitions could not be claimed in time") from fout
        raise
    return producers


async def sluit(producers: Iterable[aiokafka.AIOKafkaProducer]) -> None:
    """Lets go of connections. What such a producer may still say is of no interest."""
    async with asyncio.timeout(GEDULD_S):
        await asyncio.gather(*[p.stop() for p in producers], return_exceptions=True)
