"""Understands how the steps of a process run without Kafka: the same kernel, over a log in memory.

For `simuleer`, for scenarios, and for a simulation that lets a driver die: `punt` is awaited between any two
effects and may raise. A driver that raised is dead: make a new one on the same log, with the same stores or
with empty ones.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from typing import Generic, TypeVar

from keten.platform.motor.geheugenlog import (
    GeenWatermerken,
    GeheugenBaan,
    GeheugenLog,
    GeheugenOpslag,
    GeheugenWatermerken,
)
from keten.platform.motor.omzetkern import Abonnement, zet_batch_om
from keten.platform.motor.poorten import OmzetStap, Record, Rijp, VolgStap, Watermerken
from keten.platform.motor.stand import Stand
from keten.platform.motor.volgkern import Bundel, VolgKern, Werk

__all__ = [
    "Abonnement",
    "GeenWatermerken",
    "GeheugenBaan",
    "GeheugenLog",
    "GeheugenOmzetter",
    "GeheugenOpslag",
    "GeheugenVolger",
    "GeheugenWatermerken",
    "Punt",
]

T = TypeVar("T")
V = TypeVar("V")

Punt = Callable[[str], Awaitable[None]]
"""Called with the name of the point that was just reached.

*volgen*: `beslist` (nothing written yet), `bevestigd` (the transaction is visible, the store is not written),
`geschreven` (all is done). *omzetten*: `omgezet`, `geschreven` (outputs visible, offset not committed),
`vastgelegd`.
"""


async def _verder(naam: str) -> None:
    del naam


class GeheugenVolger(Generic[T, V]):
    """A *volgen* process that owns every partition of its topic. Making one claims, recovers and fills the
    wheel.
    """

    def __init__(
        self,
        log: GeheugenLog,
        stap: VolgStap[T, V],
        topic: str,
        *,
        app_id: str,
        watermerken: Watermerken | None = None,
        opslag: Mapping[int, GeheugenOpslag] | None = None,
        changelog: str | None = None,
        per_ronde: int = 500,
        cache: int = 50_000,
        punt: Punt = _verder,
    ) -> None:
        self.log = log
        self.topic = topic
        self.app_id = app_id
        self.changelog = changelog or f"{app_id}-toestand-changelog"
        self.kern: VolgKern[T, V] = VolgKern(stap, topic, cache=cache)
        self.watermerken: Watermerken = watermerken or GeenWatermerken()
        self._per_ronde = per_ronde
        self._punt = punt
        self._baan = GeheugenBaan(log, app_id, topic, self.changelog)
        partities = range(log.partities_van(topic))
        self.opslag = dict(opslag) if opslag else {p: GeheugenOpslag() for p in partities}
        for p, winkel in self.opslag.items():
            winkel.herstel(log.lees(self.changelog, p, winkel.hersteld_tot))
        self.kern.wijs_toe(self.opslag)
        for p, winkel in self.opslag.items():
            self.kern.bouw(p, list(winkel.alles()))
            self.kern.gebouwd(p)
        self._positie = {p: self.kern.positie(p) or 0 for p in self.opslag}

    async def beslis(self) -> list[Bundel[T]]:
        """Reads a batch of every partition and decides on it. Writes nothing."""
        gelezen = {
            p: self.log.lees(self.topic, p, vanaf, self._per_ronde) for p, vanaf in self._positie.items()
        }
        records = [record for rij in gelezen.values() for record in rij]
        if not records:
            return []
        voorraad = await self.kern.bereid_voor(records)
        bundels = []
        for p, rij in gelezen.items():
            if rij:
                bundels.append(self.kern.bundel([self.kern.beslis(p, rij, voorraad)]))
                self._positie[p] = rij[-1].offset + 1
        return bundels

    async def transactie(self, bundel: Bundel[T]) -> None:
        await self._baan.transactie(bundel.partitie, bundel.uitvoer, bundel.rijen)

    def schrijf(self, bundel: Bundel[T]) -> None:
        self.opslag[bundel.partitie].schrijf(bundel.rijen)
        self.kern.bevestig(bundel)

    async def leg_vast(self, bundel: Bundel[T]) -> None:
        await self._punt("beslist")
        await self.transactie(bundel)
        await self._punt("bevestigd")
        self.schrijf(bundel)
        await self._punt("geschreven")

    async def draai_leeg(self) -> int:
        """Until the topic is read to its end, what this process writes into it included. How many records."""
        aantal = 0
        while bundels := await self.beslis():
            for bundel in bundels:
                await self.leg_vast(bundel)
                aantal += bundel.aantal
        return aantal

    def volgende_wekker_ms(self) -> int | None:
        return self.kern.wiel.volgende_ms()

    async def vuur_wekkers(self, nu_ms: int) -> int:
        """Writes the alarms that are due into the topic; `draai_leeg` then handles them. How many."""
        werken: list[Werk[T]] = self.kern.wek(nu_ms, self.watermerken)
        for werk in werken:
            await self.leg_vast(self.kern.bundel([werk]))
        return sum(len(w.uitvoer) for w in werken)

    def stand(self) -> Stand:
        return Stand(
            naam=self.app_id,
            gereed=True,
            posities={self.topic: {p: self.kern.positie(p) or 0 for p in self.opslag}},
            volgende_wekker_ms=self.volgende_wekker_ms(),
            wachtende_wekkers=self.kern.wiel.wachtend(),
            tellers=asdict(self.kern.tellers),
            geisoleerd=self.kern.isolement.aantal(),
        )


class GeheugenOmzetter(Generic[V]):
    """An *omzetten* process over all topics of its subscription, also those that are made later."""

    def __init__(
        self,
        log: GeheugenLog,
        stap: OmzetStap[V],
        abonnement: Abonnement,
        *,
        groep: str,
        rijp: Rijp | None = None,
        per_ronde: int = 500,
        punt: Punt = _verder,
    ) -> None:
        self.log = log
        self.groep = groep
        self._stap = stap
        self._abonnement = abonnement
        self._rijp = rijp
        self._per_ronde = per_ronde
        self._punt = punt
        self._opgehouden: set[str] = set()
        self._records = 0

    def topics(self) -> list[str]:
        return [t for t in self.log.topics() if self._abonnement.past(t)]

    def positie(self, topic: str) -> int:
        """Next offset of a one-partition topic: everything before it is converted, written and committed."""
        return self.log.vastgelegd(self.groep, topic)

    async def _lees(self, topic: str, partitie: int) -> list[Record]:
        vanaf = self.log.vastgelegd(self.groep, topic, partitie)
        records = self.log.lees(topic, partitie, vanaf, self._per_ronde)
        if self._rijp is None or not records:
            self._opgehouden.discard(topic)
            return records
        grens = await self._rijp.rijp_tot(topic)
        rijp = [r for r in records if r.offset < grens]
        (self._opgehouden.discard if rijp else self._opgehouden.add)(topic)
        return rijp

    async def ronde(self) -> int:
        """One batch over all topics: convert, write, commit."""
        gelezen = [
            (topic, p, records)
            for topic in self.topics()
            for p in range(self.log.partities_van(topic))
            if (records := await self._lees(topic, p))
        ]
        if not gelezen:
            return 0
        uitvoer = await zet_batch_om(self._stap, [r for _, _, records in gelezen for r in records])
        await self._punt("omgezet")
        self.log.voeg_alle_toe(uitvoer)
        await self._punt("geschreven")
        for topic, p, records in gelezen:
            self.log.leg_vast(self.groep, topic, p, records[-1].offset + 1)
        await self._punt("vastgelegd")
        return sum(len(records) for _, _, records in gelezen)

    async def draai_leeg(self) -> int:
        """Until every topic is read to its end, or to where it is not ripe yet. How many records."""
        aantal = 0
        while ronde := await self.ronde():
            aantal += ronde
        self._records += aantal
        return aantal

    def stand(self) -> Stand:
        posities = {
            t: {p: self.log.vastgelegd(self.groep, t, p) for p in range(self.log.partities_van(t))}
            for t in self.topics()
        }
        tellers = {"records": self._records}
        return Stand(self.groep, True, posities, tellers=tellers, opgehouden=tuple(sorted(self._opgehouden)))
