"""Understands the replay: what follows from the facts, held against what the tracker has and has ordered.

Pure but for the files it keeps its own work in. Per partition: first every row of the tracker's changelog,
then every fact up to the position that those rows say, in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from beheer.controleren.bevinding import Bevindingen, Plek, Soort
from beheer.controleren.opdrachtenboek import Opdrachtenboek
from beheer.controleren.uitspel import Nagemaakt
from beheer.controleren.verschillen import verschillen
from beheer.controleren.vouw import Gevouwen, Vouw
from keten.contract.codec import Schemas
from keten.contract.toestand import dossier_van_bytes
from keten.contract.voorlezer import Voorlezer
from keten.domein.dossier import Dossier
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.envelop import POSITIE, ontleed
from keten.platform.motor.poorten import Record, Wek
from keten.platform.motor.rocks import RocksOpslag
from keten.platform.uitvoer import FEITEN

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Nagespeeld:
    """`voorbij`: requests that began before the first fact that is kept, so that nothing can be said."""

    bevindingen: Bevindingen = field(default_factory=Bevindingen)
    feiten: int = 0
    verzoeken: int = 0
    geisoleerd: int = 0
    voorbij: int = 0
    nagemaakt: Nagemaakt | None = None

    @property
    def zin(self) -> str:
        """What was done, in words."""
        staart = f", {self.geisoleerd} geïsoleerd (tot daar nagespeeld)" if self.geisoleerd else ""
        if self.voorbij:
            staart += f", {self.voorbij} begonnen voor de bewaartermijn en zijn niet na te spelen"
        zin = f"{self.feiten} feiten, {self.verzoeken} verzoeken vergeleken{staart}."
        return zin if self.nagemaakt is None else f"{zin} {self.nagemaakt.zin}"


@dataclass(frozen=True, slots=True)
class _Rij:
    """A row of the tracker, opened."""

    geisoleerd_vanaf: int
    wekkers: tuple[Wek, ...]
    dossier: Dossier | None


class _Deel:
    """One partition. `vanaf_ms`: time of the first fact, where older ones are gone."""

    def __init__(self, vouw: Vouw, rijen: RocksOpslag, vanaf_ms: int | None) -> None:
        self.vouw = vouw
        self.rijen = rijen
        self.vanaf_ms = vanaf_ms
        self.tot: dict[bytes, int] = {}
        """From where a request is isolated: beyond it the tracker did not go either."""
        self.voorbij: set[bytes] = set()


class Naspel:
    """`vanaf_ms`: per partition of `feiten`, only where older facts have passed out of retention.

    `weg_voor_ms`: orders older than this may have passed out of the retention of `berichten`.
    """

    def __init__(
        self,
        inrichtingen: Inrichtingen,
        schemas: Schemas,
        voorlezer: Voorlezer,
        map_: Path,
        vanaf_ms: Mapping[int, int],
        weg_voor_ms: int = -1,
    ) -> None:
        self._inrichtingen = inrichtingen
        self._schemas = schemas
        self._map = map_
        self._vanaf_ms = vanaf_ms
        self._weg_voor_ms = weg_voor_ms
        self._delen: dict[int, _Deel] = {}
        (map_ / "opdrachten").mkdir()
        self._opdrachten = Opdrachtenboek(voorlezer, map_ / "opdrachten")
        self.uitkomst = Nagespeeld()

    def rijen(self, partitie: int, rijen: Iterable[tuple[bytes | None, bytes | None]]) -> None:
        """The next rows of the changelog, (key, envelope)."""
        deel = self._deel(partitie)
        nieuw = {sleutel: rauw for sleutel, rauw in rijen if sleutel is not None and sleutel != POSITIE}
        for sleutel, rauw in nieuw.items():
            vanaf = -1 if rauw is None else ontleed(rauw)[1]
            if vanaf >= 0:
                deel.tot[sleutel] = vanaf
            else:
                deel.tot.pop(sleutel, None)
        deel.rijen.schrijf(nieuw)

    def rijen_compleet(self, partitie: int) -> None:
        """No more rows of this partition: which requests are older than its first fact is known now."""
        deel = self._deel(partitie)
        if deel.vanaf_ms is None:
            return
        eerste = _BEGIN + timedelta(milliseconds=deel.vanaf_ms)
        for sleutel, rauw in deel.rijen.alles():
            dossier = self._open(rauw).dossier
            if dossier is not None and dossier.geopend_op < eerste:
                deel.voorbij.add(sleutel)

    def feiten(self, records: Iterable[Record]) -> None:
        """The next facts of one partition."""
        for record in records:
            deel = self._deel(record.partitie)
            sleutel = record.sleutel or b""
            self.uitkomst.feiten += 1
            tot = deel.tot.get(sleutel)
            if sleutel in deel.voorbij or (tot is not None and record.offset >= tot):
                continue
            for uit in deel.vouw.neem(record):
                if record.tijd_ms >= self._weg_voor_ms:
                    self._opdrachten.volgt(uit, Plek(FEITEN, record.partitie, record.offset))

    def opdracht(self, plek: Plek, waarde: bytes | None, *, moet: bool) -> None:
        """What stands on `berichten`. `moet`: it came from a fact that was folded."""
        moet = moet and not any(deel.vanaf_ms is not None for deel in self._delen.values())
        self._opdrachten.staat(plek, waarde, moet=moet)

    def vergelijk(self) -> Nagespeeld:
        """Everything was given. Can be asked once."""
        for deel in self._delen.values():
            for sleutel, rauw in deel.rijen.alles():
                self._vergelijk_een(deel, sleutel, self._open(rauw))
            for sleutel, stand in deel.vouw.alles():
                if stand.dossier is not None and deel.rijen.haal([sleutel])[0] is None:
                    self._noteer(Soort.TOESTAND_VERDWENEN, sleutel)
            deel.vouw.sluit()
            deel.rijen.sluit()
        self._opdrachten.vergelijk(self.uitkomst.bevindingen)
        return self.uitkomst

    def _vergelijk_een(self, deel: _Deel, sleutel: bytes, rij: _Rij) -> None:
        self.uitkomst.verzoeken += 1
        self.uitkomst.geisoleerd += rij.geisoleerd_vanaf >= 0
        if sleutel in deel.voorbij:
            self.uitkomst.voorbij += 1
            return
        stand = deel.vouw.haal(sleutel)
        if stand.fout:
            self._noteer(Soort.TOESTAND_ANDERS, sleutel, f"de kern faalt hier op een feit: {stand.fout}")
        elif stand.dossier is None and rij.dossier is not None:
            self._noteer(Soort.TOESTAND_ZONDER_FEITEN, sleutel)
        elif rij.dossier is None and stand.dossier is not None:
            self._noteer(Soort.TOESTAND_VERDWENEN, sleutel)
        elif anders := ", ".join(_anders(stand, rij)):
            self._noteer(Soort.TOESTAND_ANDERS, sleutel, anders)

    def _noteer(self, soort: Soort, sleutel: bytes, bij: str = "") -> None:
        self.uitkomst.bevindingen.noteer(soort, sleutel.decode("ascii", "replace"), "verzoek", bij)

    def _open(self, rauw: bytes) -> _Rij:
        _, vanaf, wekkers, inhoud = ontleed(rauw)
        return _Rij(vanaf, wekkers, dossier_van_bytes(inhoud, self._schemas) if inhoud else None)

    def _deel(self, partitie: int) -> _Deel:
        if partitie not in self._delen:
            vouw = Vouw(self._inrichtingen, self._schemas, self._map / f"vouw-{partitie}")
            rijen = RocksOpslag(self._map / f"rijen-{partitie}")
            self._delen[partitie] = _Deel(vouw, rijen, self._vanaf_ms.get(partitie))
        return self._delen[partitie]


def _anders(stand: Gevouwen, rij: _Rij) -> Iterator[str]:
    if stand.dossier is not None and rij.dossier is not None:
        yield from verschillen(stand.dossier, rij.dossier)
    wekkers = () if rij.geisoleerd_vanaf >= 0 else stand.wekkers
    if wekkers != rij.wekkers:
        yield "wekkers"
