"""Understands the verb `inrichting`: what the rules of a deployment say, and whether they hold together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from beheer.fouten import BeheerError, meervoud
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.domein.inrichting import Inrichting
    from keten.platform.inrichting_lezer import Inrichtingen

app = groep("De regels van een uitvoering: wie meedoet, wie wat krijgt, binnen welke tijd.")

MapArgument = Annotated[
    Path | None,
    typer.Argument(metavar="[MAP]", help="Map met versies; standaard die van WIJKKETEN_INRICHTING."),
]


def lees(map_: Path | None) -> Inrichtingen:
    """Every version in a folder; raises BeheerError with all mistakes."""
    from beheer.omgeving import instellingen, map_van
    from keten.platform.inrichting_lezer import InrichtingError, lees_inrichtingen

    plek = map_van(map_ or instellingen().inrichting)
    try:
        return lees_inrichtingen(plek)
    except InrichtingError as fout:
        raise BeheerError(
            f"De inrichting {plek} bevat {meervoud(len(fout.fouten), 'fout', 'fouten')}.",
            details=[str(f) for f in fout.fouten],
            raad=f"Verbeter deze regels en controleer opnieuw: ./wijkketen inrichting controleer {plek}",
            uitgang=Uitgang.INRICHTING,
        ) from None


@app.command("controleer", cls=Werkwoord)
def controleer(map_: MapArgument = None, als_json: JsonOptie = False) -> int:
    """Leest alle versies en noemt elke fout, met bestand, regel en wat te doen."""
    versies = lees(map_).versies
    if als_json:
        from beheer.scherm import schrijf_json

        for versie in versies:
            schrijf_json({"naam": versie.naam, "versie": versie.versie, "fouten": 0})
    else:
        from beheer.scherm import uitvoer

        scherm = uitvoer()
        for versie in versies:
            scherm.print(
                f"[green]✓[/] {versie.naam} versie {versie.versie}: {len(versie.partijen)} partners, "
                f"{len(versie.routering)} routeringsregels, {len(versie.termijnen)} termijnregels"
            )
    return Uitgang.GOED


@app.command("toon", cls=Werkwoord)
def toon(
    map_: MapArgument = None,
    versie: Annotated[
        int | None, typer.Option("--versie", help="Welke versie; standaard de nieuwste.")
    ] = None,
    als_json: JsonOptie = False,
) -> int:
    """Toont de regels zoals de keten ze leest: partners, routering, termijnen en ladder."""
    gelezen = lees(map_)
    if versie is not None and not 1 <= versie <= len(gelezen.versies):
        raise BeheerError(
            f"Versie {versie} is er niet.",
            raad=f"Kies uit 1 tot en met {len(gelezen.versies)}.",
            uitgang=Uitgang.ONBEKEND,
        )
    inrichting = gelezen.nieuwste if versie is None else gelezen.versie(versie)
    if als_json:
        from beheer.scherm import schrijf_json

        schrijf_json(_als_json(inrichting))
    else:
        from beheer.inrichting_tabel import toon_inrichting
        from beheer.scherm import uitvoer

        toon_inrichting(uitvoer(), inrichting)
    return Uitgang.GOED


def _als_json(inrichting: Inrichting) -> dict[str, object]:
    from dataclasses import asdict

    return {naam: _kaal(waarde) for naam, waarde in asdict(inrichting).items()}


def _kaal(waarde: Any) -> Any:
    from datetime import date, datetime, time
    from enum import Enum

    from beheer.tijden import iso

    match waarde:
        case dict():
            return {str(_kaal(k)): _kaal(v) for k, v in waarde.items()}
        case frozenset() | set():
            return sorted(_kaal(v) for v in waarde)
        case list() | tuple():
            return [_kaal(v) for v in waarde]
        case Enum():
            return waarde.value
        case datetime():
            return iso(waarde)
        case date() | time():
            return waarde.isoformat()
    return waarde
