"""Understands how fast `controle` adds up, and in how much memory: on a real Kafka, over a log of our own.

The log is that of meldingen that each went well: record, fact, verdict, two orders, two messages. It is made
from one melding played through the real steps, with ids and positions of its own per melding. The measured
process is a fresh one, so that its memory is its own. Two sizes, since the memory must not grow with the log
but for two bytes per record on `in.*`.
"""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from aiokafka.structs import TopicPartition

from beheer.controleren.lezen import maak_voorlezer, tel
from beheer.kafka import demp
from beheer.keten_in_geheugen import KetenDriver
from beheer.omgeving import PROJECT
from beheer.toestandplek import CHANGELOG, CHANGELOG_BEZORGING
from beheer.topics import pas_toe_op
from keten.contract.codec import Schemas, lees_avsc
from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.platform.deelnemers import codes
from keten.platform.ingebed import IngebedKafka
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from keten.platform.motor.envelop import POSITIE, pak_positie
from keten.platform.motor.kafkaklant import Stapel, lezer, producent
from keten.platform.motor.poorten import Koppen, Record
from keten.platform.uitvoer import BERICHTEN, FEITEN, VERDICTEN

MELDINGEN = (20_000, 80_000)
SNEL = (2_000,)
PARTITIES = 4
_HAP = 400
"""Meldingen written at once: a batch on `in.*` may not be larger than one message of a partner."""
_RUIMTE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_IDS = UitgaandeIds(bytes(32))

_KOPPEN: Koppen = (("content-type", b"application/cloudevents+json"),)
_BERICHT = {
    "specversion": "1.0",
    "id": "m1",
    "source": "urn:nld:oin:00000000000000000101",
    "type": "nl.wijkketen.melding.gedaan.v1",
    "time": "2026-11-13T08:59:00Z",
    "datacontenttype": "application/json",
    "data": {
        "kenmerk": "POL-1",
        "gemeente": "0505",
        "thema": "ZORG_EN_OVERLAST",
        "betrokkenen": [{"rol": "CLIENT", "naam": "Jansje van der Proef", "bsn": "999990020"}],
        "toelichting": "Mevrouw loopt verward op straat.",
    },
}

Rij = tuple[bytes | None, bytes | None, Koppen]


@dataclass(frozen=True, slots=True)
class Meting:
    """Of one size. `records`: over all topics. `cpu_s`: of the process that counts."""

    meldingen: int
    records: int
    seconden: float
    cpu_s: float
    rss_mb: float
    bevindingen: int

    @property
    def per_s(self) -> float:
        return self.records / self.seconden


def hoofd(*, json_bestand: Path | None = None, snel: bool = False) -> int:
    """Measures each size, prints, and returns 1 when something was found that is not there."""
    inrichtingen = lees_inrichtingen(PROJECT / "inrichting/drechtsteden")
    schemas = Schemas.lees(PROJECT / "schemas")
    metingen = []
    with tempfile.TemporaryDirectory(prefix="wijkketen-bench-") as map_, IngebedKafka(Path(map_)) as kafka:
        demp()
        pas_toe_op(kafka.adres, inrichtingen)
        vuller = Vuller(kafka.adres, asyncio.run(Melding.maak(inrichtingen, schemas)))
        for aantal in SNEL if snel else MELDINGEN:
            asyncio.run(vuller.vul_tot(aantal))
            meting = _meet(kafka.adres, aantal)
            metingen.append(meting)
            print(_regel(meting))
    if json_bestand is not None:
        rijen = [
            {**{v: getattr(m, v) for v in Meting.__dataclass_fields__}, "per_s": m.per_s} for m in metingen
        ]
        json_bestand.write_text(json.dumps(rijen, indent=1), encoding="utf-8")
    return int(any(m.bevindingen for m in metingen))


def _regel(m: Meting) -> str:
    tempo = f"{m.seconden:6.1f} s  {m.per_s:>7.0f} records/s  {m.cpu_s:6.1f} s cpu"
    return f"{m.records:>8} records  {tempo}  {m.rss_mb:5.0f} MB  {m.bevindingen} bevindingen"


def _meet(adres: str, aantal: int) -> Meting:
    opdracht = [sys.executable, "-m", "bench.controle", adres]
    klaar = subprocess.run(opdracht, capture_output=True, text=True, check=True, cwd=PROJECT)
    uit = json.loads(klaar.stdout)
    return Meting(aantal, uit["records"], uit["seconden"], uit["cpu_s"], uit["rss_mb"], uit["bevindingen"])


def meet_hier(adres: str) -> dict[str, Any]:
    """In a process of its own."""
    inrichtingen = lees_inrichtingen(PROJECT / "inrichting/drechtsteden")
    schemas = Schemas.lees(PROJECT / "schemas")
    voorlezer = maak_voorlezer(lees_avsc(PROJECT / "schemas"), schemas.ids)
    begin, cpu = time.monotonic(), time.process_time()
    klant = {"bootstrap_servers": adres}
    uitkomst = asyncio.run(tel(klant, codes(inrichtingen.versies), voorlezer, schemas, _IDS))
    return {
        "seconden": time.monotonic() - begin,
        "cpu_s": time.process_time() - cpu,
        "records": sum(uitkomst.gelezen.values()),
        "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "bevindingen": uitkomst.bevindingen.aantallen.total() + sum(uitkomst.onderweg.values()),
    }


@dataclass(frozen=True, slots=True)
class Melding:
    """What one melding left in the log, as decoded values that can be written again under other ids."""

    schemas: Schemas
    in_: Record
    feit: dict[str, Any]
    verdict: dict[str, Any]
    opdrachten: list[tuple[str, dict[str, Any]]]
    uit: list[Record]

    @classmethod
    async def maak(cls, inrichtingen: Inrichtingen, schemas: Schemas) -> Melding:
        keten = KetenDriver(inrichtingen, schemas, begin=datetime(2026, 11, 13, 9, 0, tzinfo=UTC))
        record = await keten.breng("politie", _KOPPEN, json.dumps(_BERICHT).encode())
        [feit] = [schemas.decodeer(r.waarde or b"").waarde for r in keten.log.alles(FEITEN)]
        [verdict] = [schemas.decodeer(r.waarde or b"").waarde for r in keten.log.alles(VERDICTEN)]
        gelezen = [schemas.decodeer(r.waarde or b"") for r in keten.log.alles(BERICHTEN)]
        opdrachten = [(g.naam, g.waarde) for g in gelezen]
        uit = [keten.lees(o["ontvanger"])[0].record for _, o in opdrachten]
        return cls(schemas, record, feit, verdict, opdrachten, uit)

    def kopie(self, i: int) -> Iterator[tuple[str, int, Rij]]:
        """Topic, partition and record of the i-th melding; its order per topic is that of `i`."""
        codeer = self.schemas.codeer
        plek = {"topic": "in.politie", "partitie": 0, "offset": i}
        feit_id, verzoek = uuid5(_RUIMTE, f"feit-{i}"), uuid5(_RUIMTE, f"verzoek-{i}")
        yield "in.politie", 0, (None, self.in_.waarde, self.in_.koppen)
        kop = {
            **self.feit["kop"],
            "feit_id": feit_id,
            "verzoek_id": verzoek,
            "herkomst": plek,
            "bericht_id": f"m{i}",
        }
        waarde = codeer("intern/feit-melding-gedaan", {**self.feit, "kop": kop})
        yield FEITEN, i % PARTITIES, (str(verzoek).encode(), waarde, ())
        waarde = codeer("intern/verdict", {**self.verdict, "offset": i, "verzoek_id": verzoek})
        yield VERDICTEN, 0, (b"in.politie", waarde, ())
        for nummer, (naam, o) in enumerate(self.opdrachten):
            id_ = uuid5(_RUIMTE, f"opdracht-{nummer}-{i}")
            bron = plek if o["herkomst"] is not None else None
            anders = {"bericht_id": id_, "verzoek_id": verzoek, "oorzaak": feit_id, "herkomst": bron}
            yield BERICHTEN, nummer, (o["ontvanger"].encode(), codeer(naam, {**o, **anders}), ())
            record = self.uit[nummer]
            eigen = {"ce_id": str(_IDS.naar_buiten(id_)).encode(), "ce_sequence": b"%d" % (i + 1)}
            koppen = tuple((n, eigen.get(n, w)) for n, w in record.koppen)
            yield record.topic, 0, (None, record.waarde, koppen)


async def _stuur(wie: Any, topic: str, partitie: int, rijen: Iterable[Rij]) -> list[asyncio.Future[Any]]:
    stapel = Stapel(wie)
    for rij in rijen:
        stapel.leg(*rij)
    return await stapel.stuur(topic, partitie)


class Vuller:
    """Fills a log up to a number of meldingen, and says that every process has handled all of it."""

    def __init__(self, adres: str, melding: Melding) -> None:
        self._klant = {"bootstrap_servers": adres}
        self._melding = melding
        self._aantal = 0

    async def vul_tot(self, aantal: int) -> None:
        wie = producent(self._klant)
        await wie.start()
        try:
            for begin in range(self._aantal, aantal, _HAP):
                await self._schrijf(wie, range(begin, min(begin + _HAP, aantal)))
            self._aantal = aantal
            await self._klaar(wie)
        finally:
            await wie.stop()

    async def _schrijf(self, wie: Any, nummers: range) -> None:
        per_plek: dict[tuple[str, int], list[Rij]] = {}
        for i in nummers:
            for topic, partitie, rij in self._melding.kopie(i):
                per_plek.setdefault((topic, partitie), []).append(rij)
        for (topic, partitie), rijen in per_plek.items():
            for future in await _stuur(wie, topic, partitie, rijen):
                await future

    async def _klaar(self, wie: Any) -> None:
        for changelog in (CHANGELOG, CHANGELOG_BEZORGING):
            for partitie in range(PARTITIES):
                rijen = [(POSITIE, pak_positie(1 << 40), ())]
                for future in await _stuur(wie, changelog, partitie, rijen):
                    await future
        groep = lezer(self._klant, group_id=LEESGROEPEN["inname"][0])
        await groep.start()
        try:
            plek = TopicPartition("in.politie", 0)
            groep.assign([plek])
            await groep.commit({plek: self._aantal})
        finally:
            await groep.stop()


if __name__ == "__main__":
    print(json.dumps(meet_hier(sys.argv[1])))
