"""Understands the course of a *volgen* engine on Kafka: take over, decide, commit, ring, let go.

Fetched batches -> a short queue -> one decider -> a lane per partition. The Faust shell brings the batches
and says when partitions come and go; nothing here knows Faust. `tijdvak` counts assignments: what was fetched
in an older one is dropped, and a seek always follows such a drop.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from keten.platform.motor.banen import Baan, TransactieLog, claim, sluit
from keten.platform.motor.einde import Meld, meld_op_stderr, sterf, sterf_door
from keten.platform.motor.fouten import EXIT_WAAKHOND
from keten.platform.motor.geheugenlog import GeenWatermerken
from keten.platform.motor.herstel import Herstel, beginpunt
from keten.platform.motor.kafkaklant import GEDULD_S, Klant, PartitieTeller, naar_records
from keten.platform.motor.poorten import Klok, Record, VolgStap, Watermerken
from keten.platform.motor.rocks import RocksOpslag
from keten.platform.motor.stand import Stand
from keten.platform.motor.telling import Telling
from keten.platform.motor.volgkern import Bundel, VolgKern, Werk
from keten.platform.motor.watermerken import WatermerkLezer

T = TypeVar("T")
V = TypeVar("V")

Pakket = list[tuple[int, Sequence[Any]]]
"""Per partition the records as aiokafka gave them."""

WIEL_BROK = 1000
RECORDS_PER_BATCH = 500
"""So many steps at a time: a thousand and more would hold up the loop, and so its heartbeat."""


def changelog_naam(app_id: str) -> str:
    """The topic that must exist beside an application: compacted, as many partitions as its input."""
    return f"{app_id}-toestand-changelog"


@dataclass(frozen=True, slots=True)
class VolgMotorInrichting(Generic[T, V]):
    """All that one *volgen* process is made of.

    `klant` is what every aiokafka client gets (bootstrap_servers, TLS, principal). `data` must belong to this
    process alone. On a stepping clock (`virtueel`) the engine looks around more often and believes virtual
    times.
    """

    app_id: str
    topic: str
    stap: VolgStap[T, V]
    klok: Klok
    klant: Klant
    data: Path
    watermerken: Watermerken = field(default_factory=GeenWatermerken)
    sessie_s: float = 45.0
    cache: int = 50_000
    virtueel: bool = False
    meetadres: str = "127.0.0.1"
    meetpoort: int = 0
    meetbestand: Path | None = None
    meld: Meld = meld_op_stderr
    telling: Telling | None = None

    @property
    def tik_s(self) -> float:
        return 0.02 if self.virtueel else 0.25


class Opnemer(Protocol):
    """What the engine asks of the shell around it."""

    async def zoek(self, posities: Mapping[int, int], open_: Any) -> None:
        """Seeks while no fetch runs, and calls `open_` before the next one may start."""
        ...


class VolgMotor(Generic[T, V]):
    """One process. The shell calls `neem_over` and `laat_los` at a rebalance, and `geef` for each fetch."""

    def __init__(self, inrichting: VolgMotorInrichting[T, V]) -> None:
        self.inrichting = inrichting
        self.kern: VolgKern[T, V] = VolgKern(inrichting.stap, inrichting.topic, cache=inrichting.cache)
        self.changelog = changelog_naam(inrichting.app_id)
        self.tijdvak = 0
        self.open = False
        self.banen: dict[int, Baan[T, V]] = {}
        self.bevestigd: dict[int, int] = {}
        self.einden: dict[int, int] = {}
        self.wachtrij: asyncio.Queue[tuple[int, Pakket]] = asyncio.Queue(2)
        self.voortgang = self.hartslag = time.monotonic()
        self.onderweg = 0
        self._niets_onderweg = asyncio.Event()
        self._niets_onderweg.set()
        self._partities = PartitieTeller()
        self._opslag: dict[int, RocksOpslag] = {}
        self._taken: set[asyncio.Task[None]] = set()
        self._baantaken: list[asyncio.Task[None]] = []
        self._overname: asyncio.Task[None] | None = None
        self._oude_producers: set[asyncio.Task[None]] = set()
        self._laatste_voortgang_ms: int | None = None

    # -- life

    def begin(self) -> None:
        """Starts the tasks that live as long as the process."""
        for taak in (self._beslis_steeds(), self._wek_steeds(), self._klop()):
            _ = self._start(taak)

    def bewaak(self, eis: Callable[[], None]) -> None:
        """Asks `eis` once a second; what it raises ends the process."""

        async def steeds() -> None:
            while True:
                eis()
                await asyncio.sleep(1)

        _ = self._start(steeds())

    def _start(self, taak: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Such a task never ends by itself; if it fails, so does the process."""
        task = asyncio.ensure_future(taak)
        self._taken.add(task)
        task.add_done_callback(self._geeindigd)
        return task

    def _geeindigd(self, task: asyncio.Task[None]) -> None:
        self._taken.discard(task)
        if not task.cancelled() and (fout := task.exception()) is not None:
            sterf_door(fout, self.inrichting.meld)

    async def _klop(self) -> None:
        while True:
            self.hartslag = time.monotonic()
            await asyncio.sleep(0.5)

    async def stop(self) -> None:
        """In good order: what is in flight is finished, everything is closed."""
        await self.laat_los()
        for taak in [*self._taken]:
            taak.cancel()
        await self._sluit_banen(wacht=True)
        for winkel in self._opslag.values():
            winkel.sluit()
        self._opslag = {}

    # -- assignment

    def dicht(self) -> None:
        """From here on nothing fetched is taken any more."""
        self.open = False
        self.tijdvak += 1

    async def laat_los(self) -> None:
        """Partitions may be taken from us: finish what was decided, or end the process."""
        self.dicht()
        if self._overname is not None:
            self._overname.cancel()
            await asyncio.wait([self._overname])
            self._overname = None
        try:
            async with asyncio.timeout(GEDULD_S):
                await self._niets_onderweg.wait()
        except TimeoutError:
            sterf(EXIT_WAAKHOND, "work in flight did not end before the partitions go", self.inrichting.meld)

    def neem_over(self, partities: Sequence[int], opnemer: Opnemer) -> None:
        """Starts the take-over and returns at once: the group must not wait for a long recovery."""
        self.dicht()
        vorige = self._overname
        if vorige is not None:
            vorige.cancel()
        self._overname = self._start(self._neem_over(sorted(partities), opnemer, self.tijdvak, vorige))

    async def _neem_over(
        self, partities: Sequence[int], opnemer: Opnemer, tijdvak: int, vorige: asyncio.Task[None] | None
    ) -> None:
        begonnen = self.voortgang = time.monotonic()
        inr = self.inrichting
        if vorige is not None:
            await asyncio.wait([vorige])
        async with asyncio.timeout(GEDULD_S):
            await self._niets_onderweg.wait()
        await self._sluit_banen(wacht=False)
        self._open_opslag(partities)
        producers = await claim(inr.klant, {p: f"{inr.app_id}-{inr.topic}-{p}" for p in partities})
        self._maak_banen(producers)
        grenzen = await Herstel(inr.klant, inr.topic, self.changelog, self._vooruit).voer_uit(self._opslag)
        self.kern.wijs_toe(self._opslag)
        posities = {p: beginpunt(inr.topic, p, self.kern.positie(p), *grenzen[p]) for p in partities}
        while not self.wachtrij.empty():
            self.wachtrij.get_nowait()

        def open_() -> None:
            if self.tijdvak == tijdvak:
                self.bevestigd = dict(posities)
                self.open = True

        await opnemer.zoek(posities, open_)
        self._vooruit()
        duur = int((time.monotonic() - begonnen) * 1000)
        inr.meld("partitions_claimed", topic=inr.topic, partities=list(partities), duur_ms=duur)
        await self._vul_wiel(partities)

    def _open_opslag(self, partities: Sequence[int]) -> None:
        for p in set(self._opslag) - set(partities):
            self._opslag.pop(p).sluit()
        map_ = self.inrichting.data / self.inrichting.app_id
        for p in partities:
            if p not in self._opslag:
                self._opslag[p] = RocksOpslag(map_ / f"{self.inrichting.topic}-{p}")

    def _maak_banen(self, producers: Mapping[int, Any]) -> None:
        self.banen = {}
        for p, producer in producers.items():
            log = TransactieLog(producer, self.changelog, self._opslag[p], self._partities)
            self.banen[p] = Baan(p, self.kern, log, self._opslag[p], self._klaar)
        self._baantaken = [self._start(baan.draai()) for baan in self.banen.values()]

    async def _sluit_banen(self, *, wacht: bool) -> None:
        for taak in self._baantaken:
            taak.cancel()
        producers = [baan.log.producer for baan in self.banen.values()]
        self.banen, self._baantaken = {}, []
        if not producers:
            return
        if wacht:
            await sluit(producers)
        else:
            taak = asyncio.ensure_future(sluit(producers))
            self._oude_producers.add(taak)
            taak.add_done_callback(self._oude_producers.discard)

    async def _vul_wiel(self, partities: Sequence[int]) -> None:
        """From the headers in the stores, in chunks beside the processing."""
        for p in partities:
            brok: list[tuple[bytes, bytes]] = []
            for rij in self._opslag[p].alles():
                brok.append(rij)
                if len(brok) == WIEL_BROK:
                    self.kern.bouw(p, brok)
                    brok = []
                    await asyncio.sleep(0)
            self.kern.bouw(p, brok)
            self.kern.gebouwd(p)

    # -- decide

    async def geef(self, tijdvak: int, pakket: Pakket) -> None:
        """One fetch. Waits while the decider is behind; what is of an older assignment is dropped there."""
        await self.wachtrij.put((tijdvak, pakket))

    async def _beslis_steeds(self) -> None:
        while True:
            tijdvak, pakket = await self.wachtrij.get()
            if tijdvak != self.tijdvak or not self.open:
                continue
            aantal = sum(len(rauw) for _, rauw in pakket)
            while aantal < RECORDS_PER_BATCH and not self.wachtrij.empty():
                later, meer = self.wachtrij.get_nowait()
                if later == tijdvak:
                    pakket = pakket + meer
                    aantal += sum(len(rauw) for _, rauw in meer)
            # Counted over the whole round: no drain may end between two submits.
            self._meer(1)
            await self._beslis(pakket)
            self._minder(1)

    async def _beslis(self, pakket: Pakket) -> None:
        per_partitie: dict[int, list[Record]] = {}
        topic, virtueel = self.inrichting.topic, self.inrichting.virtueel
        for p, rauw in pakket:
            records = naar_records(topic, p, rauw, virtueel=virtueel)
            if p in per_partitie:
                per_partitie[p] += records
            else:
                per_partitie[p] = records
        werken: dict[int, list[Werk[T]]] = {p: [] for p in per_partitie}
        for beurt in _beurten(per_partitie):
            async with asyncio.timeout(GEDULD_S):
                voorraad = await self.kern.bereid_voor([r for _, reeks in beurt for r in reeks])
            for p, records in beurt:
                werken[p].append(self.kern.beslis(p, records, voorraad))
            await asyncio.sleep(0)
        # Together, so that a lane takes them into one transaction: a busy key is then written once.
        for werk in (w for reeks in werken.values() for w in reeks):
            await self._dien_in(werk)

    async def _dien_in(self, werk: Werk[T]) -> None:
        self._meer(1)
        await self.banen[werk.partitie].rij.put(werk)

    def _klaar(self, bundel: Bundel[T]) -> None:
        if bundel.volgende is not None:
            self.bevestigd[bundel.partitie] = bundel.volgende
        self._vooruit()
        self._minder(bundel.werken)

    def _vooruit(self) -> None:
        self.voortgang = time.monotonic()
        self._laatste_voortgang_ms = self.inrichting.klok.nu_ms()

    def _meer(self, aantal: int) -> None:
        self.onderweg += aantal
        self._niets_onderweg.clear()

    def _minder(self, aantal: int) -> None:
        self.onderweg -= aantal
        if not self.onderweg:
            self._niets_onderweg.set()

    def stil(self) -> bool:
        """Nothing fetched waits and nothing is in flight: a position read now is a confirmed one."""
        return self.open and not self.onderweg and self.wachtrij.empty()

    # -- alarms

    async def _wek_steeds(self) -> None:
        inr = self.inrichting
        while True:
            await asyncio.sleep(inr.tik_s)
            tijdvak = self.tijdvak
            if not self.open:
                continue
            self._meer(1)
            for werk in self.kern.wek(inr.klok.nu_ms(), inr.watermerken):
                if tijdvak == self.tijdvak:  # else the wheel is built anew from the stores
                    await self._dien_in(werk)
            self._minder(1)

    # -- look

    def stand(self) -> Stand:
        """May be called from another thread."""
        wiel, merken = self.kern.wiel, {}
        begonnen = [b for baan in list(self.banen.values()) if (b := baan.log.begonnen) is not None]
        if isinstance(self.inrichting.watermerken, WatermerkLezer):
            merken = self.inrichting.watermerken.stand()
        return Stand(
            naam=self.inrichting.app_id,
            gereed=self.open and not wiel.bouwt(),
            posities={self.inrichting.topic: dict(self.bevestigd)},
            onderweg=self.onderweg + self.wachtrij.qsize(),
            volgende_wekker_ms=self._volgende_wekker(),
            wachtende_wekkers=wiel.wachtend(),
            tellers=asdict(self.kern.tellers),
            laatste_voortgang_ms=self._laatste_voortgang_ms,
            geisoleerd=self.kern.isolement.aantal(),
            oordelen={} if self.inrichting.telling is None else self.inrichting.telling.als_dict(),
            merken=merken,
            achterstand={self.inrichting.topic: self._achterstand()},
            oudste_batch_s=time.monotonic() - min(begonnen) if begonnen else 0.0,
        )

    def _achterstand(self) -> int:
        return sum(max(0, self.einden.get(p, 0) - tot) for p, tot in list(self.bevestigd.items()))

    def _volgende_wekker(self) -> int | None:
        return self.kern.wiel.volgende_ms()


def _beurten(per_partitie: Mapping[int, list[Record]]) -> Iterator[list[tuple[int, list[Record]]]]:
    """What was fetched, in turns of at most RECORDS_PER_BATCH a partition, each in its own order."""
    langste = max(map(len, per_partitie.values()), default=0)
    for begin in range(0, langste, RECORDS_PER_BATCH):
        yield [
            (p, records[begin : begin + RECORDS_PER_BATCH])
            for p, records in per_partitie.items()
            if begin < len(records)
        ]
