"""Understands a *volgen* process: records in, one pure step each, and what must be written because of them.

Free of Faust and aiokafka. A shell (Kafka or memory) drives it in this order, per micro-batch and partition:
`bereid_voor` -> `beslis` -> `bundel` -> its log's transaction -> its store -> `bevestig`. Between any two of
these the process may die; nothing here survives that, so the store and the changelog say where to go on.

New states live in an overlay until `bevestig`, so `beslis` may run ahead of the transactions. It may not run
again for the same records: whoever lets a bundle fail must end the process.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from keten.platform.motor.cache import TweeGeneraties
from keten.platform.motor.envelop import (
    POSITIE,
    Rij,
    keur_wekkers,
    lees_wekker_kop,
    ontleed,
    pak,
    pak_positie,
    positie_van,
    wekker_kop,
)
from keten.platform.motor.fouten import MotorError, OnmogelijkRecordError
from keten.platform.motor.herspel import Herspel, lees_herstel_kop, met_gedragen, speel_na
from keten.platform.motor.isolement import Isolement
from keten.platform.motor.poorten import (
    KernError,
    Opslag,
    Record,
    Uitvoer,
    VolgStap,
    Watermerken,
    Wek,
)
from keten.platform.motor.wekkerwiel import WekkerWiel

T = TypeVar("T")
V = TypeVar("V")

STATEN_PER_BEURT = 100
"""Writing a dossier as bytes takes a third of a ms; so many at a time hold up nobody's heartbeat."""


@dataclass(slots=True)
class Tellers:
    """Counters since the start of the process. Written by one task, read by anyone."""

    records: int = 0
    batches: int = 0
    transacties: int = 0
    herhalingen: int = 0
    wekkers: int = 0
    wekkers_verlopen: int = 0
    geisoleerd: int = 0
    hersteld: int = 0


@dataclass(slots=True)
class Werk(Generic[T]):
    """What `beslis` made of one batch of one partition. `volgende` None: alarms only, no position moves."""

    partitie: int
    aantal: int = 0
    volgende: int | None = None
    uitvoer: list[Uitvoer] = field(default_factory=list)
    nieuw: dict[bytes, Rij[T]] = field(default_factory=dict)
    verlopen: list[tuple[bytes, Wek]] = field(default_factory=list)


@dataclass(slots=True)
class Bundel(Generic[T]):
    """One transaction: all outputs in order, of each key only the last state, and the position."""

    partitie: int
    aantal: int
    volgende: int | None
    uitvoer: list[Uitvoer]
    rijen: dict[bytes, bytes]
    nieuw: dict[bytes, Rij[T]]
    verlopen: list[tuple[bytes, Wek]]
    werken: int


class VolgKern(Generic[T, V]):
    """Holds what one process knows of the partitions it owns. One task calls it; it never waits but for the
    step.
    """

    def __init__(self, stap: VolgStap[T, V], topic: str, *, cache: int = 50_000) -> None:
        self.stap = stap
        self.topic = topic
        self.tellers = Tellers()
        self.wiel = WekkerWiel()
        self.isolement = Isolement()
        self._leeg: Rij[T] = Rij(None, -1, -1, ())
        self._cachegrootte = cache
        self._opslag: dict[int, Opslag] = {}
        self._cache: dict[int, TweeGeneraties[Rij[T]]] = {}
        self._onbevestigd: dict[int, dict[bytes, Rij[T]]] = {}

    # -- assignment

    def wijs_toe(self, opslag: Mapping[int, Opslag]) -> None:
        """From here on exactly these partitions are ours. Whatever was known is forgotten; fill the wheel
        next.
        """
        self._opslag = dict(opslag)
        self._cache = {p: TweeGeneraties(self._cachegrootte) for p in opslag}
        self._onbevestigd = {p: {} for p in opslag}
        self.wiel.begin(opslag)
        self.isolement.begin(opslag)

    def bouw(self, partitie: int, rijen: Sequence[tuple[bytes, bytes]]) -> None:
        """One chunk of the store, as (key, envelope): the wheel and the count of isolated keys are filled."""
        self.wiel.bouw(partitie, rijen)
        self.isolement.bouw(partitie, rijen)

    def gebouwd(self, partitie: int) -> None:
        """The whole store was looked through."""
        self.wiel.gebouwd(partitie)
        self.isolement.gebouwd(partitie)

    def partities(self) -> list[int]:
        return sorted(self._opslag)

    def positie(self, partitie: int) -> int | None:
        """Next input offset according to the store, None for a partition that was never read."""
        return positie_van(self._opslag[partitie].haal([POSITIE])[0])

    # -- decide

    async def bereid_voor(self, records: Sequence[Record]) -> V:
        return await self.stap.bereid_voor(met_gedragen(records))

    def beslis(self, partitie: int, records: Sequence[Record], voorraad: V) -> Werk[T]:
        """Pure steps in order of offset. Raises what is not a KernError; the process must then end."""
        werk: Werk[T] = Werk(partitie, len(records), records[-1].offset + 1 if records else None)
        nieuw, voeg_toe, stap = werk.nieuw, werk.uitvoer.extend, self.stap.stap
        bekend = self._haal_op(partitie, records)
        for record in records:
            sleutel = record.sleutel
            # A key of None was refused by `_haal_op`.
            rij = nieuw.get(sleutel) or bekend[sleutel]  # type: ignore[arg-type,index]
            if record.offset <= rij.gelezen:
                self.tellers.herhalingen += 1
                continue
            if record.koppen or rij.geisoleerd_vanaf >= 0:
                volgend, uit = self._bijzonder(rij, record, voorraad, werk)
                if volgend is rij:
                    continue
            else:
                try:
                    uitkomst = stap(rij.toestand, record, voorraad)
                    wekkers = uitkomst.wekkers
                    if wekkers and wekkers != rij.wekkers:
                        keur_wekkers(wekkers, None)
                except KernError as fout:
                    volgend, uit = self._isoleer(rij, record, fout)
                else:
                    toestand, uit = uitkomst.toestand, uitkomst.uitvoer
                    if toestand is rij.toestand and not uit and wekkers == rij.wekkers:
                        continue
                    volgend = Rij(toestand, record.offset, -1, wekkers)
            nieuw[sleutel] = volgend  # type: ignore[index]
            if uit:
                voeg_toe(uit)
        cache = self._cache[partitie]
        cache.jong.update(nieuw)
        cache.begrens()
        self._onbevestigd[partitie].update(nieuw)
        return werk

    def _bijzonder(
        self, rij: Rij[T], record: Record, voorraad: V, werk: Werk[T]
    ) -> tuple[Rij[T], Sequence[Uitvoer]]:
        """A record with headers: perhaps an alarm, a repair, or of an isolated key. `rij`: no change."""
        wek, herspel = lees_wekker_kop(record.koppen), lees_herstel_kop(record.koppen)
        if rij.geisoleerd_vanaf >= 0 or herspel is not None:
            return self._apart(rij, record, wek, herspel, voorraad) or (rij, ())
        if wek is not None and wek not in rij.wekkers:
            self.tellers.wekkers_verlopen += 1
            werk.verlopen.append((record.sleutel or b"", wek))
            return rij, ()
        try:
            uitkomst = self.stap.stap(rij.toestand, record, voorraad)
            keur_wekkers(uitkomst.wekkers, wek)
        except KernError as fout:
            return self._isoleer(rij, record, fout)
        toestand, wekkers, uit = uitkomst.toestand, uitkomst.wekkers, uitkomst.uitvoer
        if toestand is rij.toestand and not uit and wekkers == rij.wekkers:
            return rij, ()
        return Rij(toestand, record.offset, -1, wekkers), uit

    def _haal_op(self, partitie: int, records: Sequence[Record]) -> dict[bytes, Rij[T]]:
        """Rows of all keys of the batch: one multi-get for those that are not in memory."""
        sleutels: set[bytes] = {r.sleutel for r in records}  # type: ignore[misc]  # None is refused next
        if None in sleutels or POSITIE in sleutels:
            fout = next(r for r in records if r.sleutel is None or r.sleutel == POSITIE)
            raise OnmogelijkRecordError("record without a usable key", fout.topic, fout.partitie, fout.offset)
        jong, onbevestigd = self._cache[partitie].jong, self._onbevestigd[partitie]
        mist = self._cache[partitie].vernieuw(sleutels)
        vers = [s for s in mist if s not in onbevestigd]
        for sleutel in mist:
            if sleutel in onbevestigd:
                jong[sleutel] = onbevestigd[sleutel]
        if vers:
            for sleutel, rauw in zip(vers, self._opslag[partitie].haal(vers), strict=True):
                jong[sleutel] = self._leeg if rauw is None else self._laad(rauw)
        return jong

    def _laad(self, rauw: bytes) -> Rij[T]:
        gelezen, geisoleerd_vanaf, wekkers, inhoud = ontleed(rauw)
        return Rij(self.stap.laad(inhoud) if inhoud else None, gelezen, geisoleerd_vanaf, wekkers)

    def _isoleer(
        self, rij: Rij[T], record: Record, fout: KernError | None
    ) -> tuple[Rij[T], Sequence[Uitvoer]]:
        """State as it was, alarms off: an isolated key must not ring for ever."""
        vanaf = rij.geisoleerd_vanaf if rij.geisoleerd_vanaf >= 0 else record.offset
        self.tellers.geisoleerd += 1
        return Rij(rij.toestand, record.offset, vanaf, ()), self.stap.isoleer(rij.toestand, record, fout)

    def _apart(
        self, rij: Rij[T], record: Record, wek: Wek | None, herspel: Herspel | None, voorraad: V
    ) -> tuple[Rij[T], Sequence[Uitvoer]] | None:
        """A record of an isolated key, or a repair. None: it does nothing."""
        if herspel is not None:
            return self._herstel(rij, record, herspel, voorraad) if _geldt_nog(rij, herspel) else None
        if wek is not None:  # nothing comes of it now; the repair will see whether it still counted
            return Rij(rij.toestand, record.offset, rij.geisoleerd_vanaf, ()), ()
        return self._isoleer(rij, record, None)

    def _herstel(
        self, rij: Rij[T], record: Record, herspel: Herspel, voorraad: V
    ) -> tuple[Rij[T], Sequence[Uitvoer]]:
        """Everything that was missed, as one outcome; still isolated where the core raised again."""
        gedaan = speel_na(self.stap, rij, record, voorraad)
        if gedaan.fout is not None:
            return Rij(rij.toestand, record.offset, rij.geisoleerd_vanaf, ()), gedaan.uitvoer
        if herspel.verder >= 0:
            return Rij(gedaan.toestand, record.offset, herspel.verder, ()), gedaan.uitvoer
        self.tellers.hersteld += 1
        return Rij(gedaan.toestand, record.offset, -1, gedaan.wekkers), gedaan.uitvoer

    # -- bundle and confirm

    def bundel(self, werken: Sequence[Werk[T]]) -> Bundel[T]:
        """Work of one partition, oldest first, as one transaction."""
        bundel = self.voeg_samen(werken)
        for _ in self.schrijf(bundel):
            pass
        return bundel

    def voeg_samen(self, werken: Sequence[Werk[T]]) -> Bundel[T]:
        """As `bundel`, but its states must still be written as bytes."""
        bundel: Bundel[T] = Bundel(
            werken[0].partitie, sum(w.aantal for w in werken), None, [], {}, {}, [], len(werken)
        )
        for werk in werken:
            bundel.uitvoer += werk.uitvoer
            bundel.nieuw.update(werk.nieuw)
            bundel.verlopen += werk.verlopen
            if werk.volgende is not None:
                bundel.volgende = werk.volgende
        return bundel

    def schrijf(self, bundel: Bundel[T]) -> Iterator[None]:
        """Its states as bytes, a few per turn, and last the position. Between turns the loop may breathe."""
        rijen = bundel.rijen
        for nummer, (sleutel, rij) in enumerate(bundel.nieuw.items(), 1):
            rijen[sleutel] = self._schrijf(rij)
            if not nummer % STATEN_PER_BEURT:
                yield
        if bundel.volgende is not None:
            rijen[POSITIE] = pak_positie(bundel.volgende)

    def _schrijf(self, rij: Rij[T]) -> bytes:
        inhoud = b""
        if rij.toestand is not None:
            inhoud = self.stap.schrijf(rij.toestand)
            if not inhoud:
                raise MotorError("a step wrote a state as no bytes: that means no state")
        return pak(rij.gelezen, rij.geisoleerd_vanaf, rij.wekkers, inhoud)

    def bevestig(self, bundel: Bundel[T]) -> None:
        """The broker has it and the store has it: the overlay may go, the alarms hold."""
        onbevestigd, wiel = self._onbevestigd[bundel.partitie], self.wiel
        for sleutel, rij in bundel.nieuw.items():
            if onbevestigd.get(sleutel) is rij:
                del onbevestigd[sleutel]
        self.isolement.zet_alle(bundel.partitie, bundel.nieuw)
        wiel.zet_alle(bundel.partitie, bundel.nieuw)
        for sleutel, wek in bundel.verlopen:
            wiel.gemist(bundel.partitie, sleutel, wek)
        self.tellers.records += bundel.aantal
        self.tellers.batches += bundel.werken
        self.tellers.transacties += 1

    # -- alarms

    def wek(self, nu_ms: int, watermerken: Watermerken, hoogstens: int = 5000) -> list[Werk[T]]:
        """Alarms that are due, as work: records for our own input topic, in the partition of their key."""
        per_partitie: dict[int, Werk[T]] = {}
        for partitie, sleutel, wek in self.wiel.neem(nu_ms, watermerken, hoogstens):
            uit = self.stap.wekker(sleutel, wek, nu_ms)
            if uit.topic != self.topic or uit.sleutel != sleutel:
                raise MotorError("an alarm must go to the step's own topic, under the key it rings for")
            werk = per_partitie.setdefault(partitie, Werk(partitie))
            werk.uitvoer.append(replace(uit, koppen=(*uit.koppen, wekker_kop(wek)), partitie=partitie))
            self.tellers.wekkers += 1
        return list(per_partitie.values())


def _geldt_nog(rij: Rij[T], herspel: Herspel) -> bool:
    """Nothing happened to this key since whoever repairs it looked."""
    return 0 <= rij.geisoleerd_vanaf == herspel.vanaf and rij.gelezen == herspel.gelezen
