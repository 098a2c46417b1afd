"""Understands the verb `controle`: does everything that came in add up to what came of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from beheer.fouten import meervoud
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from beheer.controleren.bevinding import Bevindingen
    from beheer.controleren.uitkomst import Uitkomst

_KOLOMMEN = (
    ("TOEGEPAST", "toegepast"),
    ("DUBBEL", "dubbel"),
    ("GEWEIGERD", "geweigerd"),
    ("WACHT", "wacht"),
    ("GEISOLEERD", "geïsoleerd"),
    ("QUARANTAINE", "quarantaine"),
)


def controle(
    naspelen: Annotated[
        bool,
        typer.Option(
            "--naspelen",
            help="Speelt ook alle feiten na en vergelijkt de toestand van elk verzoek; maakt elk uitgaand "
            "bericht opnieuw en vergelijkt dat met wat er staat.",
        ),
    ] = False,
    als_json: JsonOptie = False,
) -> int:
    """Bewijst dat er niets kwijt, dubbel of veranderd is: alles wat binnenkwam, met wat ervan is geworden.

    Loopt naast de draaiende keten op de Kafka van WIJKKETEN_KAFKA en schrijft daar niets. Wat nog onderweg
    is, telt niet als kwijt; wat voorbij de bewaartermijn is, wordt genoemd. Uitgangscode 1 bij een bevinding.
    """
    from beheer.controleren.lezen import maak_voorlezer, tel
    from beheer.inrichting import lees
    from beheer.kafka import eis_kafka
    from beheer.omgeving import PROJECT, instellingen
    from beheer.voortgang import stap
    from keten.contract.codec import lees_avsc
    from keten.contract.uitgaande_ids import UitgaandeIds
    from keten.platform.deelnemers import codes
    from keten.platform.hoofdsleutel import lees_hoofdsleutel
    from keten.platform.kafka_toegang import KafkaToegang
    from keten.platform.schemabron import open_schemas, register_van

    inrichtingen = lees(None)
    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    schemas = open_schemas(PROJECT / "schemas", register_van(instellingen()))
    avsc = lees_avsc(PROJECT / "schemas")
    ids = UitgaandeIds(lees_hoofdsleutel(instellingen()).idsleutel)
    with stap("Optellen", stil=als_json) as zeg:
        uitkomst = asyncio.run(
            tel(klant, codes(inrichtingen.versies), maak_voorlezer(avsc, schemas.ids), schemas, ids, zeg)
        )
    bevindingen, verslag = [uitkomst.bevindingen], ""
    if naspelen:
        from beheer.controleren.naspelen import speel_na
        from beheer.sleutelbos import open_sleutels

        with stap("Naspelen", stil=als_json) as zeg:
            nagespeeld = asyncio.run(speel_na(klant, inrichtingen, schemas, avsc, open_sleutels(), zeg))
        bevindingen.append(nagespeeld.bevindingen)
        verslag = f"Nagespeeld: {nagespeeld.zin}"
    (_als_json if als_json else _toon)(uitkomst, bevindingen, verslag)
    return Uitgang.ANDERS if any(b.lijst for b in bevindingen) else Uitgang.GOED


def _als_json(uitkomst: Uitkomst, bevindingen: list[Bevindingen], verslag: str) -> None:
    from beheer.scherm import schrijf_json

    for p in uitkomst.partners:
        schrijf_json(
            {
                "partner": p.partner,
                "records": p.records,
                "oordelen": dict(p.oordelen),
                "onderweg": dict(p.onderweg),
                "uitgegaan": p.uitgegaan,
                "klopt": p.klopt,
            }
        )
    for lijst in bevindingen:
        for b in lijst.lijst:
            schrijf_json({"bevinding": b.soort.name, "plek": str(b.plek), "zin": b.zin})
    for opmerking in (*uitkomst.opmerkingen, *((verslag,) if verslag else ())):
        schrijf_json({"opmerking": opmerking})
    schrijf_json(
        {
            "gelezen": dict(uitkomst.gelezen),
            "onderweg": dict(uitkomst.onderweg),
            "bevindingen": sum(b.aantallen.total() for b in bevindingen),
        }
    )


def _toon(uitkomst: Uitkomst, bevindingen: list[Bevindingen], verslag: str) -> None:
    from rich import box
    from rich.markup import escape
    from rich.table import Table

    from beheer.scherm import uitvoer

    scherm = uitvoer()
    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    tabel.add_column("Partner")
    for kolom in ("in", *(naam for _, naam in _KOLOMMEN), "onderweg", "uit"):
        tabel.add_column(kolom, justify="right", no_wrap=True)
    for p in uitkomst.partners:
        if p.records or p.uitgegaan:
            cellen = [p.records, *(p.oordelen.get(u, 0) for u, _ in _KOLOMMEN), sum(p.onderweg.values())]
            tabel.add_row(p.partner, *(str(n) if n else "·" for n in [*cellen, p.uitgegaan]))
    scherm.print(tabel)
    for wat, aantal in uitkomst.onderweg.items():
        scherm.print(f"[dim]Onderweg: {aantal} {wat}.[/]")
    for opmerking in uitkomst.opmerkingen:
        scherm.print(f"[dim]{escape(opmerking)}[/]", soft_wrap=True)
    for lijst in bevindingen:
        for b in lijst.lijst:
            scherm.print(f"[red]•[/] {escape(b.zin)}", soft_wrap=True)
        if lijst.verzwegen:
            scherm.print(f"[red]•[/] En nog {lijst.verzwegen} van dezelfde soort.")
    if verslag:
        scherm.print(verslag)
    aantal = sum(b.aantallen.total() for b in bevindingen)
    teken = "[red]✗[/]" if aantal else "[green]✓[/]"
    gelezen = f"{sum(uitkomst.gelezen.values()):,}".replace(",", ".")
    scherm.print(f"{teken} {gelezen} records opgeteld, {meervoud(aantal, 'bevinding', 'bevindingen')}")
