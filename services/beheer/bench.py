"""Understands the verb `bench`: which measurements there are, and how to run one."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep
from beheer.uitgangscodes import Uitgang

app = groep("Meet hoe snel Wijkketen is, naast andere manieren om hetzelfde te doen.")


@app.command("motor", cls=Werkwoord)
def motor(
    json_bestand: Annotated[
        Path | None, typer.Option("--json", metavar="BESTAND", help="Schrijft alle metingen ook hierheen.")
    ] = None,
    rondes: Annotated[
        int, typer.Option("--rondes", metavar="AANTAL", help="Hoeveel rondes; de uitkomst is de mediaan.")
    ] = 5,
    snel: Annotated[bool, typer.Option("--snel", help="Een korte proef, om te zien dat hij loopt.")] = False,
) -> int:
    """Onze motor naast gewone Faust en een kale librdkafka-doorgever, op hetzelfde werk in dezelfde ronde."""
    from beheer.omgeving import PROJECT, instellingen

    sys.path.insert(0, str(PROJECT))
    try:
        meting = importlib.import_module("bench.motor")
    except ModuleNotFoundError as fout:
        raise BeheerError(
            f"Voor deze meting ontbreekt {fout.name}.",
            raad="Meet in een uitgecheckt project, met wat in requirements/ontwikkel.txt staat.",
            uitgang=Uitgang.ONBEKEND,
        ) from None
    return int(meting.hoofd(json_bestand=json_bestand, snel=snel, rondes=rondes, kafka=instellingen().kafka))


@app.command("controle", cls=Werkwoord)
def controle(
    json_bestand: Annotated[
        Path | None, typer.Option("--json", metavar="BESTAND", help="Schrijft alle metingen ook hierheen.")
    ] = None,
    snel: Annotated[bool, typer.Option("--snel", help="Een korte proef, om te zien dat hij loopt.")] = False,
) -> int:
    """Hoeveel records per seconde controle optelt, en met hoeveel geheugen."""
    from beheer.omgeving import PROJECT

    sys.path.insert(0, str(PROJECT))
    meting = importlib.import_module("bench.controle")
    return int(meting.hoofd(json_bestand=json_bestand, snel=snel))


@app.command("verwerk", cls=Werkwoord)
def verwerk(
    json_bestand: Annotated[
        Path | None, typer.Option("--json", metavar="BESTAND", help="Schrijft alle metingen ook hierheen.")
    ] = None,
    rondes: Annotated[
        int, typer.Option("--rondes", metavar="AANTAL", help="Hoeveel rondes van elk feit vijftig keer.")
    ] = 40,
) -> int:
    """Hoe lang de kern over een feit doet, bij een verzoek met vijf onderdelen en twintig verplichtingen."""
    from beheer.omgeving import PROJECT

    sys.path.insert(0, str(PROJECT))
    return int(importlib.import_module("bench.verwerk").hoofd(json_bestand=json_bestand, rondes=rondes))


@app.callback()
def _bench() -> None:
    """The measurements."""
