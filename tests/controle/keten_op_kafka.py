"""Understands a whole chain on a real Kafka of its own, for tests: its processes, a partner, and its log.

The topics have their real names, so it shares no broker with other tests.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from beheer.controleren.lezen import maak_voorlezer, tel
from beheer.controleren.naspel import Nagespeeld
from beheer.controleren.naspelen import speel_na
from beheer.controleren.uitkomst import Uitkomst
from beheer.herstellen import Herstel, herstel
from beheer.kinderen import PROCESSEN, Kind, beeindig
from beheer.toestandplek import CHANGELOG
from beheer.topics import pas_toe_op
from keten.contract.codec import Schemas, lees_avsc
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.platform.bijschrijven import schrijf_bij
from keten.platform.deelnemers import codes
from keten.platform.hoofdsleutel import lees_hoofdsleutel
from keten.platform.ingebed import IngebedKafka
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from keten.platform.instellingen import Instellingen
from keten.platform.kluis_sql import open_kluis
from keten.platform.motor.herspel import isolement_van
from keten.platform.motor.poorten import Koppen, Record, Uitvoer
from keten.platform.naslag import lees_topic
from keten.platform.toestandlezer import volg_toestand
from keten.platform.uitrusting import Sleutels, tokens_van
from keten.platform.uitvoer import verzoek_sleutel
from tests.processen.partner import als_json, melding

WORTEL = Path(__file__).parents[2]
GEDULD_S = 90.0
ZIEKE_OPVOLGING = "tests.herstel.zieke_opvolging"


@dataclass(slots=True)
class KetenOpKafka:
    """`kinderen`: the processes that run now, by name."""

    adres: str
    data: Path
    inrichtingen: Inrichtingen
    schemas: Schemas
    kinderen: dict[str, Kind] = field(default_factory=dict)
    _teller: int = 0

    @property
    def klant(self) -> dict[str, Any]:
        return {"bootstrap_servers": self.adres}

    # -- processes

    def start(self, naam: str, module: str | None = None) -> None:
        omgeving = {
            "WIJKKETEN_KAFKA": self.adres,
            "WIJKKETEN_DATA": str(self.data),
            "WIJKKETEN_INRICHTING": str(WORTEL / "inrichting/drechtsteden"),
            "WIJKKETEN_SESSIE_S": "6",
            "PYTHONPATH": f"{WORTEL / 'services'}:{WORTEL}",
        }
        (self.data / f"{naam}.poort").unlink(missing_ok=True)
        self.kinderen[naam] = Kind(module or naam, omgeving, self.data / "log" / f"{naam}.log")
        self.kinderen[naam].start()

    def stop(self, *namen: str) -> None:
        beeindig([self.kinderen.pop(naam) for naam in namen])

    def vraag(self, naam: str, pad: str) -> str:
        """What this process says of itself; empty while it does not answer."""
        kind = self.kinderen[naam]
        assert kind.leeft, kind.staart()
        bestand = self.data / f"{naam}.poort"
        if not bestand.exists():
            return ""
        try:
            adres = f"http://127.0.0.1:{bestand.read_text()}{pad}"
            with urllib.request.urlopen(adres, timeout=5) as antwoord:
                return str(antwoord.read().decode())
        except OSError:
            return ""

    def stand(self, naam: str) -> dict[str, Any]:
        tekst = self.vraag(naam, "/stand")
        gelezen: Any = json.loads(tekst) if tekst else {}
        return dict(gelezen[0]) if isinstance(gelezen, list) else dict(gelezen)

    def wijkketen(self, *argumenten: str) -> subprocess.CompletedProcess[str]:
        """The command line, as an operator of this chain uses it."""
        omgeving = {
            **os.environ,
            "WIJKKETEN_KAFKA": self.adres,
            "WIJKKETEN_DATA": str(self.data),
            "PYTHONPATH": str(WORTEL / "services"),
            "COLUMNS": "160",
        }
        opdracht = [sys.executable, "-m", "beheer", *argumenten]
        return subprocess.run(
            opdracht, env=omgeving, cwd=WORTEL, capture_output=True, text=True, timeout=120, check=False
        )

    # -- a partner

    async def stuur(self, partner: str, bericht: tuple[Koppen, bytes]) -> int:
        koppen, waarde = bericht
        return await schrijf_bij(self.klant, Uitvoer(f"in.{partner}", None, waarde, koppen, partitie=0))

    async def meldt(self, kenmerk: str, partner: str = "politie") -> int:
        self._teller += 1
        bericht = als_json(partner, "melding.gedaan", melding(kenmerk), id=f"m{self._teller}")
        return await self.stuur(partner, bericht)

    async def zegt(self, partner: str, soort: str, kenmerk: str) -> int:
        """About a matter of its own, by its own reference."""
        self._teller += 1
        bericht = als_json(partner, soort, {"kenmerk": kenmerk}, id=f"z{self._teller}")
        return await self.stuur(partner, bericht)

    # -- look

    async def lees(self, topic: str) -> list[Record]:
        return [r async for r in lees_topic(self.klant, topic)]

    async def tel(self) -> Uitkomst:
        voorlezer = maak_voorlezer(lees_avsc(WORTEL / "schemas"), self.schemas.ids)
        hoofdsleutel = lees_hoofdsleutel(Instellingen(data=self.data))
        ids = UitgaandeIds(hoofdsleutel.idsleutel)
        return await tel(self.klant, codes(self.inrichtingen.versies), voorlezer, self.schemas, ids)

    async def speel_na(self) -> Nagespeeld:
        """Every message is made again too, with the keys that the processes have."""
        eigen = Instellingen(data=self.data)
        hoofdsleutel = lees_hoofdsleutel(eigen)
        ids = UitgaandeIds(hoofdsleutel.idsleutel)
        sleutels = Sleutels(tokens_van(hoofdsleutel), ids, open_kluis(eigen, hoofdsleutel))
        avsc = lees_avsc(WORTEL / "schemas")
        return await speel_na(self.klant, self.inrichtingen, self.schemas, avsc, sleutels)

    async def tot_rust(self, records: int) -> Uitkomst:
        """Until so many records of partners are there and nothing is under way."""
        einde = time.monotonic() + GEDULD_S
        while True:
            uitkomst = await self.tel()
            if not uitkomst.onderweg and sum(p.records for p in uitkomst.partners) >= records:
                return uitkomst
            self._eis_op_tijd(einde, f"{uitkomst.onderweg}")

    async def wacht_tot(self, wat: Callable[[], bool], reden: str) -> None:
        einde = time.monotonic() + GEDULD_S
        while not wat():
            self._eis_op_tijd(einde, reden)
            await asyncio.sleep(0.1)

    def _eis_op_tijd(self, einde: float, reden: str) -> None:
        for naam, kind in self.kinderen.items():
            assert kind.leeft, (naam, kind.staart())
        assert time.monotonic() < einde, f"did not come in {GEDULD_S} s: {reden}"

    async def geisoleerd(self, verzoek: UUID) -> bool:
        async with volg_toestand(self.klant, CHANGELOG, verzoek_sleutel(verzoek)) as volger:
            return volger.rij is not None and isolement_van(volger.rij)[0] >= 0

    async def herstel(self, verzoek: UUID, *, droog: bool = False) -> Herstel:
        return await herstel(self.klant, verzoek, self.inrichtingen, self.schemas, droog=droog)

    async def plant(self, uitvoer: Uitvoer) -> None:
        """What nobody of ours would write."""
        await schrijf_bij(self.klant, uitvoer)


@contextmanager
def keten_op_kafka(map_: Path) -> Iterator[KetenOpKafka]:
    """Every process runs; all is ended with the block."""
    with IngebedKafka(map_ / "kafka") as kafka:
        inrichtingen = lees_inrichtingen(WORTEL / "inrichting/drechtsteden")
        pas_toe_op(kafka.adres, inrichtingen)
        keten = KetenOpKafka(
            kafka.adres,
            map_ / "data",
            inrichtingen,
            Schemas.lees(WORTEL / "schemas"),
        )
        keten.data.mkdir()
        try:
            for naam in PROCESSEN:
                keten.start(naam)
            yield keten
        finally:
            beeindig(keten.kinderen.values())
