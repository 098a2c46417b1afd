"""Understands the verb `schemas`: what travels, and whether it still fits the models."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from beheer.fouten import BeheerError, meervoud
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.platform.schemabron import Inschrijving

app = groep("De schema's van wat reist, en of ze nog bij de modellen passen.")


@app.command("toon", cls=Werkwoord)
def toon(
    naam: Annotated[
        str | None, typer.Argument(metavar="[NAAM]", help="Eén schema, bijvoorbeeld in/melding-gedaan.")
    ] = None,
    als_json: JsonOptie = False,
) -> int:
    """Toont alle schema's met hun id, of van één schema de velden."""
    from beheer.omgeving import PROJECT
    from beheer.scherm import schrijf_json
    from keten.contract.berichten.register import RECORDS
    from keten.contract.codec import Schemas

    schemas = Schemas.lees(PROJECT / "schemas")
    if naam is not None:
        return _toon_een(naam, als_json)
    rijen = [(nummer, *plek) for nummer, plek in sorted(schemas.ids.items())]
    if als_json:
        for nummer, wie, versie in rijen:
            schrijf_json({"id": nummer, "naam": wie, "versie": versie, "betekenis": RECORDS[wie].betekenis})
        return Uitgang.GOED
    from rich import box
    from rich.table import Table

    from beheer.scherm import uitvoer

    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    tabel.add_column("Id", justify="right")
    tabel.add_column("Schema", no_wrap=True)
    tabel.add_column("versie", justify="right")
    tabel.add_column("betekenis", overflow="fold")
    for nummer, wie, versie in rijen:
        tabel.add_row(str(nummer), wie, str(versie), RECORDS[wie].betekenis)
    uitvoer().print(tabel)
    return Uitgang.GOED


def _toon_een(naam: str, als_json: bool) -> int:
    from beheer.scherm import schrijf_json, uitvoer
    from keten.contract.avro_model import avro_schema
    from keten.contract.berichten.register import RECORDS
    from keten.platform.yaml_oordeel import dichtstbij

    if naam not in RECORDS:
        raise BeheerError(
            f"Er is geen schema {naam}.",
            raad=f"{dichtstbij(naam, RECORDS).capitalize()} Of: ./wijkketen schemas toon",
            uitgang=Uitgang.ONBEKEND,
        )
    schema = dict(avro_schema(RECORDS[naam]))
    if als_json:
        schrijf_json(schema)
        return Uitgang.GOED
    from rich import box
    from rich.table import Table

    tabel = Table(title=RECORDS[naam].betekenis, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    tabel.add_column("Veld", no_wrap=True)
    tabel.add_column("verplicht")
    tabel.add_column("uitleg", overflow="fold")
    for veld, info in RECORDS[naam].model_fields.items():
        tabel.add_row(veld, "ja" if info.is_required() else "", info.description or "")
    uitvoer().print(tabel)
    return Uitgang.GOED


@app.command("controleer", cls=Werkwoord)
def controleer() -> int:
    """Vergelijkt schema's, ids, voorbeelden en bladen met de modellen, en elke versie met elke andere.

    Elke versie van een schema moet elke andere kunnen lezen, in beide richtingen (FULL_TRANSITIVE).
    Uitgangscode 1 bij een verschil of een bezwaar.
    """
    anders = _werk_bij(alleen_kijken=True)
    return anders or _toets_versies()


def _toets_versies() -> int:
    from beheer.omgeving import PROJECT
    from beheer.scherm import uitvoer
    from keten.contract.codec import lees_avsc
    from keten.contract.compatibiliteit import bezwaren, per_naam

    versies = per_naam(lees_avsc(PROJECT / "schemas"))
    gevonden = [b for naam, keten in sorted(versies.items()) for b in bezwaren(naam, keten)]
    scherm = uitvoer()
    for bezwaar in gevonden:
        scherm.print(f"  [red]•[/] {bezwaar}", soft_wrap=True, highlight=False)
    aantal = sum(len(keten) for keten in versies.values())
    teken = "[red]✗[/]" if gevonden else "[green]✓[/]"
    wat = f"{meervoud(aantal, 'versie', 'versies')} van {meervoud(len(versies), 'schema', 'schema’s')}"
    scherm.print(f"{teken} {wat}, {meervoud(len(gevonden), 'bezwaar', 'bezwaren')}")
    return Uitgang.ANDERS if gevonden else Uitgang.GOED


@app.command("registreer", cls=Werkwoord)
def registreer(
    url: Annotated[
        str | None,
        typer.Option("--url", metavar="URL", help="Het schemaregister; standaard WIJKKETEN_REGISTER."),
    ] = None,
    als_json: JsonOptie = False,
) -> int:
    """Schrijft elke versie van elk schema in bij een schemaregister dat de API van Confluent spreekt.

    Onder de volle naam van het record, met FULL_TRANSITIVE als regel. Wat er al staat, blijft zoals het is:
    nog eens registreren doet niets. Uitgangscode 1 als het register iets weigert.
    """
    from beheer.omgeving import PROJECT, instellingen
    from beheer.scherm import schrijf_json
    from keten.platform.schemabron import register_van, schrijf_in

    register = register_van(instellingen(), url)
    if register is None:
        raise BeheerError(
            "Er is geen schemaregister genoemd.",
            raad="Zet WIJKKETEN_REGISTER, of geef --url https://host/pad.",
            uitgang=Uitgang.GEBRUIK,
        )
    inschrijvingen = schrijf_in(PROJECT / "schemas", register)
    if als_json:
        for rij in inschrijvingen:
            schrijf_json(asdict(rij))
    else:
        _toon_inschrijvingen(inschrijvingen, register.adres)
    return Uitgang.ANDERS if any(rij.bezwaar for rij in inschrijvingen) else Uitgang.GOED


def _toon_inschrijvingen(inschrijvingen: Sequence[Inschrijving], adres: str) -> None:
    from beheer.scherm import uitvoer

    scherm = uitvoer()
    for rij in inschrijvingen:
        wie = f"{rij.naam} v{rij.versie}"
        if rij.bezwaar is not None:
            scherm.print(f"  [red]•[/] {wie} geweigerd: {rij.bezwaar}", soft_wrap=True, highlight=False)
        elif rij.nieuw:
            scherm.print(f"  [green]•[/] {wie} kreeg nummer {rij.id}", soft_wrap=True, highlight=False)
    nieuw = sum(rij.nieuw for rij in inschrijvingen)
    geweigerd = sum(rij.bezwaar is not None for rij in inschrijvingen)
    teken = "[red]✗[/]" if geweigerd else "[green]✓[/]"
    telling = f"{nieuw} nieuw, {len(inschrijvingen) - nieuw - geweigerd} stonden er al, {geweigerd} geweigerd"
    scherm.print(f"{teken} {adres}: {telling}", soft_wrap=True, highlight=False)


@app.command("genereer", cls=Werkwoord)
def genereer() -> int:
    """Schrijft schema's, ids, voorbeelden en bladen opnieuw uit de modellen."""
    return _werk_bij(alleen_kijken=False)


def _werk_bij(*, alleen_kijken: bool) -> int:
    from beheer.omgeving import PROJECT
    from beheer.schrijven import werk_bij
    from keten.contract import uitgave

    ids = PROJECT / "schemas/ids.json"
    bestanden = {
        **uitgave.schemabestanden(),
        **uitgave.voorbeeldbestanden(),
        **uitgave.bladen(),
        "schemas/ids.json": uitgave.idbestand(ids.read_text(encoding="utf-8") if ids.exists() else None),
    }
    return werk_bij(PROJECT, bestanden, alleen_kijken=alleen_kijken)
