"""Understands a *volgen* worker in bad weather: the real kernel, over transactions that may stay open.

Order and rules are those of `motor/banen.py` and `motor/volgmotor.py`: decide may run ahead, what waits goes
into one transaction, then the store, then the kernel may forget. The kernel lives as long as the worker, over
many assignments. Between any two effects there is a point.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Generic, Protocol, TypeVar

from keten.platform.motor.geheugenlog import GeenWatermerken, GeheugenOpslag
from keten.platform.motor.murmur import bestemming
from keten.platform.motor.poorten import Klok, Record, Uitvoer, VolgStap, Watermerken
from keten.platform.motor.volgkern import Bundel, VolgKern, Werk
from keten.platform.uitvoer import WATERMERKEN
from tests.simulatie.overtreding import SchrijfMislukt
from tests.simulatie.simlog import SimLog, Transactie
from tests.simulatie.storing import Storing
from tests.simulatie.werker import punt

T = TypeVar("T")
V = TypeVar("V")

GREPEN = (1, 2, 3, 10, 100)
CACHE = 12
"""So few that states leave memory all the time."""


class Merkenlezer(Watermerken, Protocol):
    """The port `Watermerken`, with what it reads them from. `waar`: there is something to read."""

    waar: bool

    def lees_bij(self) -> None: ...


class GeenMerken(GeenWatermerken):
    """For a process that sets no alarms."""

    waar = False

    def lees_bij(self) -> None:
        """Nothing to read."""


class SimVolger(Generic[T, V]):
    """`schijf`: the worker's own stores; they outlive it unless its disk is lost."""

    def __init__(
        self,
        log: SimLog,
        stap: VolgStap[T, V],
        topic: str,
        app_id: str,
        *,
        klok: Klok,
        merken: Merkenlezer,
        schijf: dict[int, GeheugenOpslag],
        toeval: Random,
        storing: Storing,
    ) -> None:
        self.log = log
        self.topic = topic
        self.app_id = app_id
        self.changelog = f"{app_id}-toestand-changelog"
        self.kern: VolgKern[T, V] = VolgKern(stap, topic, cache=CACHE)
        self.schijf = schijf
        self.opslag: dict[int, GeheugenOpslag] = {}
        self.klok = klok
        self.merken = merken
        self.toeval = toeval
        self.storing = storing
        self._tijdvak: dict[int, int] = {}
        self.positie: dict[int, int] = {}

    def topics(self) -> Iterable[str]:
        return (self.topic, WATERMERKEN) if self.merken.waar else (self.topic,)

    def wekt_op_ms(self) -> int | None:
        return self.kern.wiel.volgende_ms()

    # -- assignment

    async def wijs_toe(self, delen: Sequence[str | int]) -> bool:
        """Claim, then recover what the former owner left, then forget all that was known."""
        partities = [p for p in delen if isinstance(p, int)]
        await punt("losgelaten")
        self._tijdvak = {p: self.log.claim(self._eigenaar(p)) for p in partities}
        await punt("geclaimd")
        self.opslag = {p: self.schijf.setdefault(p, GeheugenOpslag()) for p in partities}
        for p, winkel in self.opslag.items():
            winkel.herstel(self.log.lees(self.changelog, p, winkel.hersteld_tot))
        self.begin_kern()
        for p, winkel in self.opslag.items():
            self.kern.wiel.bouw(p, list(winkel.alles()))
            self.kern.wiel.gebouwd(p)
        self.positie = {p: self.kern.positie(p) or 0 for p in self.opslag}
        await punt("hersteld")
        return True

    def begin_kern(self) -> None:
        self.kern.wijs_toe(self.opslag)

    def _eigenaar(self, partitie: int) -> str:
        return f"{self.app_id}-{self.topic}-{partitie}"

    # -- a turn

    async def beurt(self) -> bool:
        self.merken.lees_bij()
        werken: dict[int, list[Werk[T]]] = {}
        for _ in range(self.toeval.choice((1, 1, 2, 3))):
            gelezen = {p: rij for p in self.positie if (rij := self.lees(p))}
            if not gelezen:
                break
            voorraad = await self.kern.bereid_voor([r for rij in gelezen.values() for r in rij])
            for p, rij in gelezen.items():
                werken.setdefault(p, []).append(self.kern.beslis(p, rij, voorraad))
                self.positie[p] = rij[-1].offset + 1
            await punt("beslist")
        for werk in self.kern.wek(self.klok.nu_ms(), self.merken):
            werken.setdefault(werk.partitie, []).append(werk)
        volgorde = list(werken)
        self.toeval.shuffle(volgorde)
        for p in volgorde:
            await self.leg_vast(self.kern.bundel(werken[p]))
        return bool(werken)

    def lees(self, partitie: int) -> list[Record]:
        if self.log.hoogste(self.topic, partitie) == self.positie[partitie]:
            return []
        return self.log.lees(self.topic, partitie, self.positie[partitie], self.toeval.choice(GREPEN))

    async def leg_vast(self, bundel: Bundel[T]) -> None:
        if bundel.uitvoer or bundel.rijen:
            await punt("voor de transactie")
            tx = self.log.begin(self._eigenaar(bundel.partitie), self._tijdvak[bundel.partitie])
            await punt("begonnen")
            self.produceer(tx, [*bundel.uitvoer, *self.standen(bundel)])
            gezien_tot = self.gezien_tot(bundel.partitie, bundel.rijen)
            await punt("geschreven")
            self.log.bevestig(tx)
            await punt("bevestigd")
            self.bewaar(bundel.partitie, bundel.rijen, gezien_tot)
            await punt("bewaard")
        self.kern.bevestig(bundel)

    def gezien_tot(self, partitie: int, rijen: Mapping[bytes, bytes]) -> int:
        """Asked right after writing them: where these rows begin in the changelog."""
        return self.log.hoogste(self.changelog, partitie) - len(rijen)

    def bewaar(self, partitie: int, rijen: Mapping[bytes, bytes], gezien_tot: int) -> None:
        """Rows, and from where the changelog is to be read by whoever recovers this store."""
        winkel = self.opslag[partitie]
        winkel.schrijf(rijen)
        winkel.hersteld_tot = max(winkel.hersteld_tot, gezien_tot)

    def standen(self, bundel: Bundel[T]) -> list[Uitvoer]:
        """The changelog's rows."""
        return [Uitvoer(self.changelog, s, w, (), bundel.partitie) for s, w in bundel.rijen.items()]

    def produceer(self, tx: Transactie, uitvoer: Sequence[Uitvoer]) -> None:
        """Every confirmation is looked at: one batch that failed fails all."""
        self.log.produceer(tx, over := self.laat_mislukken(uitvoer))
        if len(over) < len(uitvoer):
            raise SchrijfMislukt

    def laat_mislukken(self, uitvoer: Sequence[Uitvoer]) -> Sequence[Uitvoer]:
        """What is left when the batch for one partition, by chance, did not arrive."""
        if not uitvoer or not self.storing.slaat_toe("schrijf", 0.004):
            return uitvoer
        weg = self._plek(self.toeval.choice(uitvoer))
        return [u for u in uitvoer if self._plek(u) != weg]

    def _plek(self, uitvoer: Uitvoer) -> tuple[str, int]:
        return uitvoer.topic, bestemming(uitvoer, self.log.partities_van)
