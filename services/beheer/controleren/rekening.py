"""Understands the sums: records of every topic go in, what does not add up comes out.

Pure but for the files of `Idboek`; it reads no Kafka, so a test can feed it anything. Each topic's records
go in once, in order per partition; the topics in any order. Nothing of a message's content is kept: ids,
positions, and digests by which equal bytes are told from others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from beheer.controleren.aanmaningen import BEURT, ESCALATIE, HERINNERING, id_van
from beheer.controleren.bevinding import Bevindingen, Plek, Soort
from beheer.controleren.plekken import (
    AFGEKEURD,
    BEWAARD,
    ER,
    FEIT,
    FEIT_VERWERKT,
    NUMMER,
    Onderweg,
    Plekken,
)
from beheer.controleren.snede import Snede
from beheer.controleren.uitkomst import PartnerSom, Uitkomst
from beheer.controleren.verband import Verband
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.voorlezer import Voorlezer
from keten.platform.deelnemers import partij_van
from keten.platform.motor.poorten import HERSTEL_KOP, Koppen
from keten.platform.uitvoer import BERICHTEN, FEITEN, QUARANTAINE, VERDICTEN

HERSTELD_VAN_KOP: Final = "wijkketen-herstel-van"
"""On a record that came back out of quarantine: where it first stood (ADR 0020)."""

LEES_TOT: Final[Mapping[str, tuple[str, ...]]] = {
    "intern/feit-": ("kop", "herkomst"),
    HERINNERING: ("gegevens",),
    ESCALATIE: ("gegevens",),
    BEURT: ("opdrachten",),
    "intern/opdracht-": ("herkomst",),
    "intern/verdict": ("verzoek_id",),
    "intern/quarantaine": ("offset",),
}
_VASTGELEGD: Final = "intern/opdracht-ontvangst-vastgelegd"


Ruw: TypeAlias = tuple[int, int, Koppen, bytes | None]
"""Offset, time in ms, headers and value of one record: as little of it as the sums need."""


@dataclass(slots=True)
class _Volgnummers:
    """Of one `uit.<partner>`."""

    laatste: int | None = None
    aantal: int = 0


class Rekening:
    """`ids`: turns the ids outside back. `map_`: an empty folder for what does not fit in memory."""

    def __init__(self, snede: Snede, voorlezer: Voorlezer, ids: UitgaandeIds, map_: Path) -> None:
        self._snede = snede
        self._ids = ids
        self._voorlezer = voorlezer
        self._lees = voorlezer.lees
        self.bevindingen = Bevindingen()
        self._in = snede.topics("in.")
        self._uit = snede.topics("uit.")
        self._plekken = {t: self._maak_plekken(t) for t in self._in}
        self._innummer = {t: i for i, t in enumerate(self._in)}
        self._uitnummer = {partij_van(t): i for i, t in enumerate(self._uit)}
        self._volgnummers = {t: _Volgnummers() for t in self._uit}
        self._hersteld: list[tuple[Plek, str]] = []
        self._gelezen: Counter[str] = Counter()
        self._onderweg_bezorging = 0
        self._verband = Verband(map_, self._in, self._uit, self._plekken, self.bevindingen, snede.wachtend)

    def _maak_plekken(self, topic: str) -> Plekken:
        s = self._snede
        deel = (topic, 0)
        return Plekken(topic, s.begin.get(deel, 0), s.eind[deel], s.gelezen_inname.get(topic, 0))

    def neem(self, topic: str, partitie: int, records: Iterable[Ruw]) -> None:
        """The next records of one partition, in order. Raises ValueError for a topic that does not count."""
        records = list(records)
        for begin, doe in (("in.", self._neem_in), ("uit.", self._neem_uit)):
            if topic.startswith(begin):
                doe(topic, records)
                self._gelezen[f"{begin}<partner>"] += len(records)
                return
        vast: dict[str, Callable[[int, list[Ruw]], None]] = {
            FEITEN: self._neem_feiten,
            BERICHTEN: self._neem_berichten,
            VERDICTEN: self._neem_verdicten,
            QUARANTAINE: self._neem_quarantaine,
        }
        if topic not in vast:
            raise ValueError(f"no sum goes over {topic}")
        vast[topic](partitie, records)
        self._gelezen[topic] += len(records)

    # -- per topic

    def _neem_in(self, topic: str, records: list[Ruw]) -> None:
        merk = self._plekken[topic].merk
        for offset, _, koppen, _ in records:
            merk(offset, ER)
            for naam, waarde in koppen:
                if naam == HERSTELD_VAN_KOP:
                    self._hersteld.append((Plek(topic, 0, offset), waarde.decode("utf-8", "replace")[:80]))

    def _neem_verdicten(self, partitie: int, records: list[Ruw]) -> None:
        for offset, _, _, waarde in records:
            gelezen = self._ontleed(VERDICTEN, partitie, offset, waarde)
            if gelezen is None:
                continue
            v = gelezen[1]
            plekken = self._plekken.get(v["topic"])
            van_de_kern = v["verzoek_id"] is not None
            if plekken is not None and not plekken.oordeel(
                v["offset"], NUMMER.get(v["uitslag"], 0), van_de_kern=van_de_kern
            ):
                self.bevindingen.noteer(
                    Soort.OORDEEL_ZONDER_RECORD, Plek(v["topic"], v["partitie"], v["offset"])
                )

    def _neem_quarantaine(self, partitie: int, records: list[Ruw]) -> None:
        for offset, _, _, waarde in records:
            gelezen = self._ontleed(QUARANTAINE, partitie, offset, waarde)
            if gelezen is not None and (plekken := self._plekken.get(gelezen[1]["topic"])) is not None:
                plekken.merk(gelezen[1]["offset"], BEWAARD)

    def _neem_feiten(self, partitie: int, records: list[Ruw]) -> None:
        verwerkt = self._snede.gelezen_opvolging.get(partitie, 0)
        weg = self._snede.weg_voor_ms(BERICHTEN)
        ontleed, verband = self._ontleed, self._verband
        for offset, tijd_ms, koppen, waarde in records:
            if koppen and any(naam == HERSTEL_KOP for naam, _ in koppen):
                continue  # a repair brings no fact of its own
            gelezen = ontleed(FEITEN, partitie, offset, waarde)
            if gelezen is None:
                continue
            kop = gelezen[1]["kop"]
            bron = kop["herkomst"]
            nummer = None if bron is None else self._innummer.get(bron["topic"])
            if bron is None or nummer is None:
                verband.eigen_feit(kop["feit_id"])
                continue
            plekken, plek = self._plekken[bron["topic"]], bron["offset"]
            vlag = FEIT | FEIT_VERWERKT if offset < verwerkt else FEIT
            if not plekken.merk(plek, vlag):
                self.bevindingen.noteer(Soort.FEIT_ZONDER_RECORD, Plek(bron["topic"], bron["partitie"], plek))
            antwoord = plek < plekken.gelezen and tijd_ms >= weg
            verband.feit(kop, nummer, plek, waarde, antwoord=antwoord)

    def _neem_berichten(self, partitie: int, records: list[Ruw]) -> None:
        verwerkt = self._snede.gelezen_bezorging.get(partitie, 0)
        weg_feiten = self._snede.weg_voor_ms(FEITEN)
        weg_uit = {partij_van(t): self._snede.weg_voor_ms(t) for t in self._uit}
        ontleed, verband = self._ontleed, self._verband
        for offset, tijd_ms, _, waarde in records:
            gelezen = ontleed(BERICHTEN, partitie, offset, waarde)
            if gelezen is None:
                continue
            naam, o = gelezen
            klaar = offset < verwerkt
            if naam == BEURT:
                if not klaar:
                    self._wacht_nog(o["opdrachten"])
                continue
            self._onderweg_bezorging += not klaar
            naar = self._uitnummer.get(o["ontvanger"], 0xFFFF)
            oud = tijd_ms < weg_uit.get(o["ontvanger"], -1)
            plek = Plek(BERICHTEN, partitie, offset)
            herinnering = naam == HERINNERING
            if herinnering or naam == ESCALATIE:
                verband.aanmaning(o, plek)
            verband.opdracht(
                o["bericht_id"], naar, plek, waarde, klaar=klaar, oud=oud, herinnering=herinnering
            )
            if o["oorzaak"] == o["bericht_id"]:
                self._verklaar_afkeuring(plek, o["herkomst"])
            else:
                antwoord, oud = naam == _VASTGELEGD, tijd_ms < weg_feiten
                verband.oorzaak(o["oorzaak"], plek, antwoord=antwoord, oud=oud)

    def _wacht_nog(self, opdrachten: Iterable[bytes]) -> None:
        """Let go by bezorging, and not sent yet."""
        for rauw in opdrachten:
            self._verband.wacht(id_van(rauw, self._voorlezer))

    def _verklaar_afkeuring(self, plek: Plek, bron: Mapping[str, Any] | None) -> None:
        """A rejection for its form has no fact; the record itself is its cause."""
        plekken = None if bron is None else self._plekken.get(bron["topic"])
        if bron is None or plekken is None or not plekken.merk(bron["offset"], AFGEKEURD):
            self.bevindingen.noteer(Soort.OPDRACHT_ZONDER_OORZAAK, plek, "opdracht")

    def _neem_uit(self, topic: str, records: list[Ruw]) -> None:
        stand, nummer = self._volgnummers[topic], self._uitnummer[partij_van(topic)]
        weg = self._snede.weg_voor_ms(BERICHTEN)
        begint_bij_een = not self._snede.begin.get((topic, 0), 0)
        stand.aantal += len(records)
        getoond: list[bytes] = []
        goed: list[Ruw] = []
        for record in records:
            koppen = dict(record[2])
            try:
                volgnummer = int(koppen["ce_sequence"])
                getoond.append(_uuid(koppen["ce_id"]))
            except (KeyError, ValueError):
                self.bevindingen.noteer(Soort.ONLEESBAAR, Plek(topic, 0, record[0]))
                continue
            goed.append(record)
            verwacht = stand.laatste + 1 if stand.laatste is not None else 1 if begint_bij_een else volgnummer
            if volgnummer != verwacht:
                bij = f"{volgnummer} waar {verwacht} moet staan"
                self.bevindingen.noteer(Soort.VOLGNUMMER, Plek(topic, 0, record[0]), bij=bij)
            stand.laatste = volgnummer
        eigen = self._ids.alle_naar_binnen(b"".join(getoond))
        for i, (offset, tijd_ms, _, waarde) in enumerate(goed):
            self._verband.uit(eigen[16 * i : 16 * i + 16], nummer, offset, waarde, oud=tijd_ms < weg)

    def _ontleed(
        self, topic: str, partitie: int, offset: int, waarde: bytes | None
    ) -> tuple[str, dict[str, Any]] | None:
        try:
            gelezen = self._lees(waarde or b"")
        except (EOFError, ValueError, LookupError, TypeError, OverflowError):
            gelezen = None
        if gelezen is None:
            self.bevindingen.noteer(Soort.ONLEESBAAR, Plek(topic, partitie, offset))
        return gelezen

    # -- close

    def sluit_af(self) -> Uitkomst:
        """Everything was given. Can be asked once."""
        self._verband.vergelijk()
        self._houd_herstel_tegen_quarantaine()
        partners = [self._som(topic) for topic in self._in]
        onderweg = Counter({w: n for w, n in self._bij_bezorging().items() if n})
        for partner in partners:
            onderweg.update(partner.onderweg)
        return Uitkomst(
            partners, dict(self._gelezen), dict(onderweg), self.bevindingen, tuple(self._opmerkingen())
        )

    def _bij_bezorging(self) -> dict[str, int]:
        wacht = self._verband.voorbij.wacht
        return {"nog niet bezorgd": self._onderweg_bezorging, "aanmaningen die op hun beurt wachten": wacht}

    def _som(self, topic: str) -> PartnerSom:
        aantal, oordelen, onderweg = self._plekken[topic].tel(self.bevindingen)
        uit = self._volgnummers.get(f"uit.{partij_van(topic)}", _Volgnummers())
        waar: dict[Onderweg, int] = dict(onderweg)
        return PartnerSom(
            partij_van(topic), aantal, dict(oordelen), {w.value: n for w, n in waar.items()}, uit.aantal
        )

    def _houd_herstel_tegen_quarantaine(self) -> None:
        for plek, gezegd in self._hersteld:
            topic, _, offset = gezegd.partition("@")
            plekken = self._plekken.get(topic)
            goed = plekken is not None and topic == plek.topic and offset.isdecimal()
            if not goed or (plekken is not None and plekken.is_quarantaine(int(offset)) is False):
                self.bevindingen.noteer(Soort.HERSTEL_ONGEGROND, plek)

    def _opmerkingen(self) -> Iterable[str]:
        for (topic, partitie), begin in sorted(self._snede.begin.items()):
            if begin and (topic, partitie) in self._snede.eind:
                yield f"{topic}[{partitie}] begint bij {begin}: wat ervoor stond is voorbij de bewaartermijn."
        v = self._verband.voorbij
        for aantal, wat in (
            (v.bezorgd, "opdrachten zijn ouder dan wat op het topic van hun ontvanger nog staat"),
            (v.opdrachten, "uitgaande berichten zijn ouder dan wat op berichten nog staat"),
            (v.oorzaken, "opdrachten zijn ouder dan wat op feiten nog staat"),
        ):
            if aantal:
                yield f"{aantal} {wat}: daarover is niets te zeggen."
        if self._hersteld:
            yield f"{len(self._hersteld)} records zijn uit quarantaine opnieuw aangeboden."
        for topic, aantal in sorted(v.hergebruikt.items()):
            yield (
                f"{partij_van(topic)} gebruikte {aantal} keer hetzelfde bericht-id voor verschillende zaken; "
                "elk bericht is behandeld."
            )


def _uuid(tekst: bytes) -> bytes:
    """Raises ValueError for what is no uuid."""
    rauw = bytes.fromhex(tekst.replace(b"-", b"").decode("ascii"))
    if len(rauw) != 16:
        raise ValueError("no uuid")
    return rauw
