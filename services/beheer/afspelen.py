"""Understands how a scenario is played in memory, and gives what came of it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from beheer.afloop import Afloop, Regel
from beheer.agenda import Lezen, Punt, agenda, uiterste
from beheer.eindstand import eindstand_van
from beheer.inrichting import lees
from beheer.keten_in_geheugen import KetenDriver
from beheer.omgeving import PROJECT, instellingen, map_van
from beheer.scenario import GelezenScenario, controleer_partijen
from beheer.vormgeven import Vormgever
from beheer.zaken import Zaken
from keten.contract.codec import Schemas
from keten.platform.deelnemers import codes
from keten.platform.inrichting_lezer import Inrichtingen


def inrichting_van(gelezen: GelezenScenario) -> Path:
    """The folder with rules that a scenario names, else that of the settings."""
    naam = gelezen.inhoud.inrichting
    return map_van(instellingen().inrichting) if naam is None else map_van(naam, gelezen.bestand.parent)


def deelnemers_van(gelezen: GelezenScenario) -> frozenset[str]:
    """Who takes part by the rules that a scenario names. Raises BeheerError where those cannot be read."""
    return frozenset(codes(lees(inrichting_van(gelezen)).versies))


def speel_in_geheugen(
    gelezen: GelezenScenario, tot: datetime | None, map_: Path | None = None
) -> tuple[Afloop, Inrichtingen]:
    """What came of it until `tot` (else the file's own end), and the rules by which.

    `map_`: rules of another folder than the scenario names.
    """
    inrichtingen = lees(map_ or inrichting_van(gelezen))
    controleer_partijen(gelezen, codes(inrichtingen.versies))
    return speel_met(gelezen, inrichtingen, uiterste(gelezen.inhoud, tot)), inrichtingen


def speel_met(gelezen: GelezenScenario, inrichtingen: Inrichtingen, einde: datetime) -> Afloop:
    """The same with rules that were read already; the parties must have been checked."""
    return asyncio.run(_speel(gelezen, inrichtingen, einde))


async def _speel(gelezen: GelezenScenario, inrichtingen: Inrichtingen, einde: datetime) -> Afloop:
    punten = [punt for punt in agenda(gelezen.inhoud) if punt.op <= einde]
    zaken = Zaken.van(gelezen.inhoud, inrichtingen.nieuwste.partijen)
    schemas = Schemas.lees(PROJECT / "schemas")
    driver = KetenDriver(inrichtingen, schemas, begin=punten[0].op if punten else einde)
    ronde = _Ronde(driver, Vormgever(schemas, driver.tokens, zaken), gelezen.bestand.stem)
    for punt in punten:
        await driver.verstrijk_tot(punt.op)
        ronde.raap_op()
        await ronde.doe(punt)
        ronde.raap_op()
    await driver.verstrijk_tot(einde)
    ronde.raap_op()
    standen = [(zaak, driver.dossier(id_)) for id_, zaak in zaken.namen.items()]
    eindstanden = [eindstand_van(zaak, dossier) for zaak, dossier in standen if dossier is not None]
    feiten = driver.feiten()
    verloop = {zaak: [f for f in feiten if f.kop.verzoek_id == id_] for id_, zaak in zaken.namen.items()}
    return Afloop(sorted(ronde.regels, key=lambda regel: regel.op), eindstanden, verloop, ronde.gebeurd)


@dataclass(slots=True)
class _Ronde:
    """One run, and how far each partner's messages were picked up."""

    driver: KetenDriver
    vormgever: Vormgever
    naam: str
    regels: list[Regel] = field(default_factory=list)
    opgeraapt: dict[str, int] = field(default_factory=dict)
    gebeurd: dict[tuple[str, str], datetime] = field(default_factory=dict)

    async def doe(self, punt: Punt) -> None:
        if punt.lezen is not None:
            partner, lezen = punt.lezen
            await (self.driver.zwijg if lezen is Lezen.ZWIJGT else self.driver.hervat)(partner)
        if punt.bericht is not None:
            nummer, bericht = punt.bericht
            koppen, waarde, regel = self.vormgever.bericht(self.naam, nummer, bericht)
            self.regels.append(regel)
            self.gebeurd[bericht.van, regel.id] = bericht.verzonden or bericht.op
            await self.driver.breng(bericht.van, koppen, waarde)

    def raap_op(self) -> None:
        """In order of time; at one moment in the order of the inrichting's partners."""
        nieuw: list[Regel] = []
        for partner in self.driver.partners:
            for uit in self.driver.lees(partner, self.opgeraapt.get(partner, 0)):
                self.opgeraapt[partner] = uit.record.offset + 1
                op = uit.gebeurtenis.time or uit.op
                plek = (uit.verzoek_id, uit.onderdeel)
                nieuw.append(self.vormgever.ontvangen(partner, op, uit.gebeurtenis, uit.gegevens, plek))
        self.regels += sorted(nieuw, key=lambda regel: regel.op)
