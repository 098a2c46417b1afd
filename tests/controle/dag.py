"""Understands a day of a chain in memory, and its log as records that a test can lose, double or change."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from beheer.controleren.aanmaningen import wachtende_ids
from beheer.controleren.bevinding import Soort
from beheer.controleren.rekening import LEES_TOT, Rekening
from beheer.controleren.snede import Snede
from beheer.controleren.uitkomst import Uitkomst
from beheer.keten_in_geheugen import KetenDriver
from beheer.toestandplek import CHANGELOG, CHANGELOG_BEZORGING
from keten.contract.codec import Schemas, lees_avsc
from keten.contract.voorlezer import Voorlezer
from keten.platform.motor.envelop import POSITIE, positie_van
from keten.platform.motor.poorten import Record
from keten.platform.uitvoer import BERICHTEN, FEITEN, QUARANTAINE, VERDICTEN
from tests.scenario.verhaal import Verhaal, beantwoord

VRIJDAG = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
WORTEL = Path(__file__).parents[2]
GETELD = (FEITEN, BERICHTEN, VERDICTEN, QUARANTAINE)


async def speel_dag(keten: KetenDriver) -> Verhaal:
    """Two matters, silence and a late answer, a refusal, a duplicate, bytes that nobody can read, a fall."""
    verhaal = Verhaal(keten)
    await verhaal.meldt(id="m1")
    await verhaal.meldt(id="m1")
    await keten.breng("politie", (), b"\xff")
    keten.laat_vallen("inname", "geschreven")
    await verhaal.meldt("woningcorporatie", "WC-1", thema="LEEFBAARHEID")
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd")
    await keten.breng("wijklijn", (), b"geen bericht")
    await verhaal.na(days=5)
    await beantwoord(verhaal)
    await verhaal.na(days=20)
    return verhaal


def voorlezer(schemas: Schemas) -> Voorlezer:
    return Voorlezer(lees_avsc(WORTEL / "schemas"), schemas.ids, LEES_TOT)


@dataclass(slots=True)
class Dag:
    """`log`: every record of every topic that counts, per topic and partition."""

    keten: KetenDriver
    map: Path
    log: dict[tuple[str, int], list[Record]]
    gelezen_inname: dict[str, int]
    gelezen_opvolging: dict[int, int]
    gelezen_bezorging: dict[int, int]
    postvakken: dict[bytes, bytes]
    begin: dict[tuple[str, int], int] = field(default_factory=dict)
    eind: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def van(cls, keten: KetenDriver, map_: Path) -> Dag:
        log = keten.log
        topics = [t for t in log.topics() if t in GETELD or t.startswith(("in.", "uit."))]
        return cls(
            keten,
            map_,
            {(t, p): log.lees(t, p) for t in topics for p in range(log.partities_van(t))},
            {t: log.vastgelegd("inname-v1", t) for t in topics if t.startswith("in.")},
            _posities(keten, CHANGELOG),
            _posities(keten, CHANGELOG_BEZORGING),
            {r.sleutel or b"": r.waarde or b"" for r in keten.log.alles(CHANGELOG_BEZORGING)},
        )

    def snede(self) -> Snede:
        eind = {deel: (rij[-1].offset + 1 if rij else 0) for deel, rij in self.log.items()} | self.eind
        vanaf = {deel: rij[0].tijd_ms for deel, rij in self.log.items() if self.begin.get(deel) and rij}
        return Snede(
            {deel: self.begin.get(deel, 0) for deel in self.log},
            eind,
            self.gelezen_inname,
            self.gelezen_opvolging,
            self.gelezen_bezorging,
            vanaf,
            wachtende_ids(self.postvakken.items(), self.keten.schemas, voorlezer(self.keten.schemas)),
        )

    def controleer(self) -> Uitkomst:
        map_ = self.map / secrets.token_hex(4)
        map_.mkdir()
        rekening = Rekening(self.snede(), voorlezer(self.keten.schemas), self.keten.ids, map_)
        for (topic, partitie), rij in self.log.items():
            ruw = [(r.offset, r.tijd_ms, r.koppen, r.waarde) for r in rij]
            rekening.neem(topic, partitie, ruw)
        return rekening.sluit_af()

    def vind(self) -> set[Soort]:
        return {b.soort for b in self.controleer().bevindingen.lijst}

    def zoek(self, topic: str, welke: Callable[[Record], bool] = lambda _: True) -> tuple[list[Record], int]:
        """The partition that holds such a record, and its index there."""
        for (t, _), rij in self.log.items():
            for i, record in enumerate(rij):
                if t == topic and welke(record):
                    return rij, i
        raise AssertionError(f"no such record on {topic}")

    def verlies(self, topic: str, welke: Callable[[Record], bool] = lambda _: True) -> Record:
        rij, i = self.zoek(topic, welke)
        self.eind.setdefault((topic, rij[i].partitie), rij[-1].offset + 1)
        return rij.pop(i)


def _posities(keten: KetenDriver, changelog: str) -> dict[int, int]:
    uit: dict[int, int] = {}
    for record in keten.log.alles(changelog):
        if record.sleutel == POSITIE:
            uit[record.partitie] = positie_van(record.waarde) or 0
    return uit
