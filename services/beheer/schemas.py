"""Understands the verb `schemas`: what travels, and whether it still fits the models."""

from __future__ import annotations

from typing import Annotated

import typer

from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

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
    """Vergelijkt schema's, ids, voorbeelden en bladen met de modellen. Uitgangscode 1 bij een verschil."""
    return _werk_bij(alleen_kijken=True)


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
