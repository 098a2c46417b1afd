"""Understands the whole evening: read the cases, play them, compare, and let people look."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from beheer import tijden
from beheer.afloop import WIJKKETEN, Afloop, Regel
from beheer.afspelen import inrichting_van, speel_met
from beheer.agenda import agenda, uiterste
from beheer.fouten import BeheerError
from beheer.omgeving import PROJECT, instellingen
from beheer.scenario import GelezenScenario, controleer_partijen, lees_scenario
from beheer.scherm import uitvoer
from beheer.spel.opstelling import Opstelling, opstelling
from beheer.spel.spel import Spel
from beheer.spel.toneel import Toneel, Uitslag
from beheer.spel.vergelijk import verschillen
from beheer.uitgangscodes import Uitgang
from beheer.verwachting import toets
from beheer.voortgang import stap
from beheer.vormgeven import Vormgever
from beheer.zaken import Zaken
from keten.contract.codec import Schemas
from keten.contract.tokens import Tokens
from keten.platform.deelnemers import codes, in_topic, leesgroepen, uit_topic
from keten.platform.hoofdsleutel import TOKENVERSIE, lees_hoofdsleutel
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kafka_toegang import KafkaToegang
from keten.platform.partnerpost import Partnerpost

_KETENTOPICS = ("feiten", "berichten")


@dataclass(frozen=True, slots=True)
class Casus:
    """A case, when it runs, and how `simuleer` says it goes."""

    gelezen: GelezenScenario
    begin: datetime
    einde: datetime
    model: Afloop


def geef_voorstelling(bestanden: Sequence[Path], *, klaar: bool, als_json: bool) -> list[Uitslag]:
    """All cases in order of time. Raises BeheerError for what cannot be played."""
    map_, inrichtingen, casussen = _bereid_voor(bestanden or sorted((PROJECT / "casussen").glob("*.yaml")))
    data = instellingen().data / "demo"
    namen = {code: p.naam for code, p in inrichtingen.nieuwste.partijen.items()}
    toneel = Toneel(uitvoer(), namen, als_json)
    begin_ms = tijden.naar_ms(casussen[0].begin)
    with opstelling(data, map_, inrichtingen, begin_ms, stil=als_json) as staat:
        uitslagen = asyncio.run(_speel_alle(staat, inrichtingen, casussen, toneel))
        toneel.slot(uitslagen)
        if not klaar:
            _laat_kijken(staat, toneel, casussen)
    return uitslagen


def _bereid_voor(bestanden: Sequence[Path]) -> tuple[Path, Inrichtingen, list[Casus]]:
    gelezen = [lees_scenario(bestand) for bestand in bestanden]
    if not gelezen:
        raise BeheerError(
            "Er zijn geen casussen.",
            raad="Noem een scenario, of zet er een in casussen/.",
            uitgang=Uitgang.INVOER,
        )
    mappen = {inrichting_van(g).resolve() for g in gelezen}
    if len(mappen) > 1:
        raise BeheerError(
            "Deze casussen horen bij verschillende inrichtingen.",
            details=sorted(map(str, mappen)),
            raad="Speel ze apart: de demo start één stel processen met één inrichting.",
            uitgang=Uitgang.INVOER,
        )
    from beheer.inrichting import lees

    map_ = mappen.pop()
    inrichtingen = lees(map_)
    casussen = []
    for g in gelezen:
        controleer_partijen(g, codes(inrichtingen.versies))
        einde = uiterste(g.inhoud, None)
        casussen.append(Casus(g, agenda(g.inhoud)[0].op, einde, speel_met(g, inrichtingen, einde)))
    casussen.sort(key=lambda casus: casus.begin)
    for vorige, casus in pairwise(casussen):
        if casus.begin < vorige.einde:
            raise BeheerError(
                f"{casus.gelezen.bestand.name} begint voor {vorige.gelezen.bestand.name} is afgelopen.",
                raad="De klok van de demo gaat alleen vooruit: verschuif een van beide, of speel ze apart.",
                uitgang=Uitgang.INVOER,
            )
    return map_, inrichtingen, casussen


async def _speel_alle(
    staat: Opstelling, inrichtingen: Inrichtingen, casussen: Sequence[Casus], toneel: Toneel
) -> list[Uitslag]:
    partijen = inrichtingen.nieuwste.partijen
    partners = codes(inrichtingen.versies)
    ooit = leesgroepen(inrichtingen.versies, inrichtingen.nieuwste.geldig_vanaf)
    groepen = {**ooit, **leesgroepen(inrichtingen.versies, casussen[0].begin)}
    topics = [*_KETENTOPICS, *map(in_topic, partners), *map(uit_topic, partners)]
    schemas = Schemas.lees(PROJECT / "schemas")
    toegang = KafkaToegang(staat.kafka.adres, instellingen())
    async with Partnerpost(toegang, {code: groepen[uit_topic(code)] for code in partners}) as post:
        spel = Spel(staat, post, toneel, partners, topics)
        with stap("Processen starten", stil=toneel.als_json):
            await spel.kom_op_gang()
        tokens = _tokens(staat.data)
        toneel.leeswijzer()
        uitslagen = []
        for casus in casussen:
            toneel.casus(casus.gelezen.titel, casus.gelezen.inhoud.verhaal)
            vormgever = Vormgever(schemas, tokens, Zaken.van(casus.gelezen.inhoud, partijen))
            klok = time.monotonic()
            regels = await spel.speel(casus.gelezen, vormgever, casus.einde)
            uitslagen.append(uitslag_van(casus, regels, time.monotonic() - klok))
        return uitslagen


def _tokens(data: Path) -> Tokens:
    """The deployment's own tokens: the demo lets partners use what they were given, and it gave them."""
    sleutel = lees_hoofdsleutel(instellingen().model_copy(update={"data": data}))
    return Tokens(sleutel.tokensleutels, TOKENVERSIE)


def uitslag_van(casus: Casus, regels: Sequence[Regel], duur_s: float) -> Uitslag:
    """What came of a case: held against `simuleer`, and against what the case itself expects."""
    model = [regel for regel in casus.model.regels if regel.van == WIJKKETEN]
    verwacht = casus.gelezen.inhoud.verwacht
    anders = verschillen(regels, model)
    if verwacht is not None:
        anders += [f"verwacht: {v}" for v in toets(verwacht, casus.model)]
    return Uitslag(
        titel=casus.gelezen.titel,
        bestand=casus.gelezen.bestand.name,
        berichten=len(regels),
        ontvangers=len({regel.naar for regel in regels}),
        van=casus.begin,
        tot=_laatste(casus, regels),
        duur_s=duur_s,
        verschillen=anders,
    )


def _laatste(casus: Casus, regels: Sequence[Regel]) -> datetime:
    """The end that the case names, else the last thing that happened: after it only silent alarms went by."""
    inhoud = casus.gelezen.inhoud
    if inhoud.tot is not None:
        return casus.einde
    return max([*(punt.op for punt in agenda(inhoud)), *(regel.op for regel in regels)])


def _laat_kijken(staat: Opstelling, toneel: Toneel, casussen: Sequence[Casus]) -> None:
    """Until Ctrl-C; a process that dies ends it."""
    if not toneel.als_json:
        klok = tijden.van_ms(staat.klok.nu_ms())
        for regel in kijkregels(staat.kafka.adres, _eerste_zaak(casussen), klok, staat.data / "log"):
            toneel.scherm.print(regel, soft_wrap=True)
    try:
        while True:
            staat.eis_levend()
            time.sleep(0.5)
    except KeyboardInterrupt:
        return


def kijkregels(adres: str, zaak: str, klok: datetime, log: Path) -> list[str]:
    """What one can do while all still runs, and what one should know when sending something oneself."""
    zet, partner = f"WIJKKETEN_KAFKA={adres}", zaak.partition("/")[0]
    return [
        "",
        "[bold]Alles draait nog.[/] Kijk in een ander venster bijvoorbeeld met:",
        f"  {zet} ./wijkketen dossier toon {zaak}",
        f"  {zet} ./wijkketen topics controleer",
        f"Zelf sturen kan ook: Kafka op {adres}, naar {in_topic(partner)}; het antwoord komt op "
        f"{uit_topic(partner)}. Hoe een bericht eruitziet: docs/aansluiten.md",
        f"  De klok staat stil op {tijden.dag_en_uur(klok)}, dus geen wekker gaat meer af; wat u stuurt "
        "krijgt de echte tijd van aankomst (die van Kafka), en geen partner leest nog.",
        f"  [dim]logs van de processen: {log}[/]",
        "[dim]Ctrl-C stopt de demo.[/]",
    ]


def _eerste_zaak(casussen: Sequence[Casus]) -> str:
    zaken: Mapping[str, None] = {
        e.verzoek: None for casus in reversed(casussen) for e in casus.model.eindstanden
    }
    return next(iter(zaken), "partner/kenmerk")
