"""Understands the verb `partner`: who is held back for what it sends, and letting a partner go again."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.contract.berichten.intern.ophouding import Ophouding
    from keten.contract.codec import Schemas

app = groep("De partners: wie wordt opgehouden om wat hij stuurt, en weer vrijgeven.")


@app.command("toon", cls=Werkwoord)
def toon(als_json: JsonOptie = False) -> int:
    """Toont welke partners worden opgehouden, sinds wanneer, waarom, en wanneer zij vanzelf vrijkomen."""
    from beheer.scherm import schrijf_json, uitvoer
    from keten.platform.deelnemers import partij_van

    klant, schemas = _toegang()
    woorden = [w for w in asyncio.run(lees_woorden(klant, schemas)).values() if w.opgehouden]
    if als_json:
        for woord in woorden:
            schrijf_json(woord.model_dump(mode="json"))
        return Uitgang.GOED
    scherm = uitvoer()
    for woord in woorden:
        scherm.print(f"  [red]•[/] {partij_van(woord.topic)}: {_zin(woord)}", soft_wrap=True, highlight=False)
    scherm.print(
        "Geen partner wordt opgehouden." if not woorden else "Vrijgeven: wijkketen partner vrijgeven CODE"
    )
    return Uitgang.GOED


@app.command("vrijgeven", cls=Werkwoord)
def vrijgeven(
    code: Annotated[str, typer.Argument(metavar="CODE", help="Code van de partner, bijvoorbeeld politie.")],
) -> int:
    """Laat een partner weer door die werd opgehouden. Wat wachtte, wordt op volgorde alsnog gelezen."""
    from beheer.inrichting import lees
    from beheer.scherm import uitvoer
    from keten.platform.deelnemers import codes, in_topic
    from keten.platform.yaml_oordeel import dichtstbij

    partners = codes(lees(None).versies)
    if code not in partners:
        raise BeheerError(
            f"De inrichting kent geen partner {code}.",
            raad=dichtstbij(code, partners).capitalize(),
            uitgang=Uitgang.ONBEKEND,
        )
    klant, schemas = _toegang()
    if not asyncio.run(geef_vrij(klant, schemas, in_topic(code))):
        uitvoer().print(f"[yellow]•[/] {code} wordt niet opgehouden; er is niets te doen.")
        return Uitgang.ANDERS
    uitvoer().print(f"[green]✓[/] {code} is vrijgegeven.")
    return Uitgang.GOED


async def lees_woorden(klant: Mapping[str, Any], schemas: Schemas) -> dict[str, Ophouding]:
    """The latest word on each topic."""
    from keten.contract.berichten.intern.ophouding import Ophouding
    from keten.contract.records import record_van_bytes
    from keten.platform.naslag import lees_topic
    from keten.platform.uitvoer import OPHOUDINGEN

    woorden: dict[str, Ophouding] = {}
    async for record in lees_topic(klant, OPHOUDINGEN):
        if record.waarde is not None:
            woord = record_van_bytes(Ophouding, record.waarde, schemas)
            bekend = woorden.get(woord.topic)
            if bekend is None or woord.sinds > bekend.sinds:
                woorden[woord.topic] = woord
    return woorden


async def geef_vrij(klant: Mapping[str, Any], schemas: Schemas, topic: str) -> bool:
    """Writes the word that lets it go; False when it was not held."""
    from datetime import UTC, datetime, timedelta

    from keten.platform.bijschrijven import schrijf_bij
    from keten.platform.klok import WandKlok
    from keten.platform.ophouden import vrijgave
    from keten.platform.uitvoer import ophouding_uitvoer

    woord = (await lees_woorden(klant, schemas)).get(topic)
    if woord is None or not woord.opgehouden:
        return False
    nu = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=WandKlok().nu_ms())
    await schrijf_bij(klant, ophouding_uitvoer(vrijgave(woord, nu), schemas))
    return True


def _toegang() -> tuple[dict[str, Any], Schemas]:
    from beheer.kafka import eis_kafka
    from beheer.omgeving import PROJECT, instellingen
    from keten.platform.kafka_toegang import KafkaToegang
    from keten.platform.schemabron import open_schemas, register_van

    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    return klant, open_schemas(PROJECT / "schemas", register_van(instellingen()))


def _zin(woord: Ophouding) -> str:
    from beheer import tijden

    tot = "" if woord.vrij_op is None else f", vanzelf vrij op {tijden.iso(woord.vrij_op)}"
    return (
        f"{woord.onbruikbaar} van de laatste {woord.van} records waren onbruikbaar; "
        f"sinds {tijden.iso(woord.sinds)}{tot}"
    )
