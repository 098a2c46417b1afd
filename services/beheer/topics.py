"""Understands the verb `topics`: which topics there must be, and whether a Kafka has them so."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from beheer.fouten import BeheerError, meervoud
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.platform.inrichting_lezer import Inrichtingen
    from keten.platform.topicbeheer import Toepassing, Verschil
    from keten.platform.topics import Topics

app = groep("De topics van de keten: wat er moet zijn, en of een Kafka dat zo heeft.")
MANIFESTEN = "deploy/k8s/gegenereerd"

ReplicasOptie = Annotated[
    int | None,
    typer.Option("--replicas", metavar="AANTAL", help="Kopieën per partitie; standaard WIJKKETEN_REPLICAS."),
]
ProductieOptie = Annotated[
    bool,
    typer.Option("--productie", help="De aantallen partities van productie; anders die voor één machine."),
]


def lees() -> Topics:
    """What the files say. Raises BeheerError with every mistake."""
    from beheer.omgeving import PROJECT
    from keten.platform.topics import TopicsError, lees_topics

    try:
        return lees_topics(PROJECT / "topics")
    except TopicsError as fout:
        raise BeheerError(
            f"De bestanden in topics/ bevatten {meervoud(len(fout.fouten), 'fout', 'fouten')}.",
            details=[str(f) for f in fout.fouten],
            raad="Verbeter deze regels en controleer opnieuw: ./wijkketen topics controleer",
            uitgang=Uitgang.INRICHTING,
        ) from None


def _partijen() -> tuple[str, ...]:
    """Every partner that ever took part."""
    from beheer.inrichting import lees as lees_regels
    from keten.platform.deelnemers import codes

    return codes(lees_regels(None).versies)


@app.command("toon", cls=Werkwoord)
def toon(als_json: JsonOptie = False) -> int:
    """Toont elk topic: van wie het is, wie erin schrijft en eruit leest, hoe lang het blijft."""
    topics, partijen = lees(), _partijen()
    if als_json:
        from beheer.scherm import schrijf_json

        for topic in topics.voor(partijen):
            rij = topic.vorm.model_dump(mode="json")
            schrijf_json({"topic": topic.naam, "partner": topic.partner, **rij})
        return Uitgang.GOED
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from beheer.scherm import uitvoer

    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_lines=False)
    tabel.add_column("Topic", overflow="fold", ratio=3)
    tabel.add_column("schrijft → leest", overflow="fold", ratio=2)
    for kolom in ("partities", "blijft", "personen"):
        tabel.add_column(kolom, no_wrap=True)
    for naam, vorm in topics.vormen.items():
        dagen = f"{vorm.bewaartermijn_dagen} dagen" if vorm.bewaartermijn_dagen is not None else "laatste"
        tabel.add_row(
            Text.assemble(
                (f"{naam}.<partner>" if vorm.familie else naam, "cyan"), (f"\n{vorm.omschrijving}", "dim")
            ),
            f"{', '.join(vorm.producenten)} → {', '.join(vorm.consumenten)}",
            f"{vorm.partities.productie} ({vorm.partities.lokaal} lokaal)",
            dagen,
            vorm.persoonsgegevens,
        )
    scherm = uitvoer()
    scherm.print(tabel)
    scherm.print(f"[dim]{len(topics.voor(partijen))} topics voor {len(partijen)} partners[/]")
    return Uitgang.GOED


@app.command("controleer", cls=Werkwoord)
def controleer(
    productie: ProductieOptie = False, replicas: ReplicasOptie = None, als_json: JsonOptie = False
) -> int:
    """Controleert de bestanden, en met WIJKKETEN_KAFKA ook of die Kafka er zo uitziet.

    Uitgangscode 1 bij een verschil.
    """
    from beheer.omgeving import instellingen

    topics, partijen = lees(), _partijen()
    verschillen: tuple[Verschil, ...] = ()
    if instellingen().kafka is not None:
        from keten.platform.topicbeheer import lees_broker, verschil

        aantal, kopieen = _aantallen(productie, replicas)
        feitelijk = asyncio.run(lees_broker(_klant()))
        verschillen = verschil(topics.voor(partijen), feitelijk, partities=aantal, replicas=kopieen)
    _meld(len(topics.voor(partijen)), verschillen, als_json, "bestanden in orde")
    return Uitgang.ANDERS if verschillen else Uitgang.GOED


@app.command("pas-toe", cls=Werkwoord)
def pas_toe(
    productie: ProductieOptie = False,
    replicas: ReplicasOptie = None,
    bijwerken: Annotated[
        bool,
        typer.Option("--bijwerken", help="Ook instellingen van bestaande topics; korter bewaren vernietigt."),
    ] = False,
    als_json: JsonOptie = False,
) -> int:
    """Maakt in de Kafka van WIJKKETEN_KAFKA wat ontbreekt.

    Verwijdert nooit iets en verandert nooit partities.
    """
    from keten.platform.topicbeheer import pas_toe as toepassen

    topics, partijen = lees(), _partijen()
    aantal, kopieen = _aantallen(productie, replicas)
    gedaan = asyncio.run(toepassen(_klant(), topics, partijen, aantal, kopieen, bijwerken=bijwerken))
    wat = f"{len(gedaan.gemaakt)} gemaakt, {len(gedaan.bijgewerkt)} bijgewerkt"
    _meld(len(topics.voor(partijen)), gedaan.verschillen, als_json, wat)
    return Uitgang.ANDERS if gedaan.verschillen else Uitgang.GOED


@app.command("manifesten", cls=Werkwoord)
def manifesten(
    map_: Annotated[
        Path | None, typer.Argument(metavar="[MAP]", help=f"Waarheen; standaard {MANIFESTEN}.")
    ] = None,
    controleer: Annotated[
        bool, typer.Option("--controleer", help="Schrijf niets; code 1 als er iets anders is.")
    ] = False,
) -> int:
    """Schrijft topics en rechten als manifesten voor Strimzi (Kafka op Kubernetes)."""
    from beheer.inrichting import lees as lees_regels
    from beheer.omgeving import PROJECT
    from beheer.schrijven import werk_bij
    from keten.platform.topicmanifesten import manifesten as maak

    bestanden = maak(lees(), lees_regels(None).nieuwste.partijen.values())
    return werk_bij(map_ or PROJECT / MANIFESTEN, bestanden, alleen_kijken=controleer)


def pas_toe_op(adres: str, inrichtingen: Inrichtingen) -> Toepassing:
    """All topics on a Kafka for one machine: made where absent. For an embedded one."""
    from beheer.omgeving import instellingen
    from keten.platform.deelnemers import codes
    from keten.platform.topicbeheer import pas_toe as toepassen

    return asyncio.run(toepassen(adres, lees(), codes(inrichtingen.versies), instellingen().partities, 1))


def _klant() -> Mapping[str, Any]:
    from beheer.kafka import eis_kafka
    from beheer.omgeving import instellingen
    from keten.platform.kafka_toegang import KafkaToegang

    return KafkaToegang(eis_kafka(), instellingen()).aiokafka()


def _aantallen(productie: bool, replicas: int | None) -> tuple[int | None, int]:
    """Partitions (None: production's own) and replicas."""
    from beheer.omgeving import instellingen

    gezet = instellingen()
    return (None if productie else gezet.partities), replicas or gezet.replicas


def _meld(aantal: int, verschillen: tuple[Verschil, ...], als_json: bool, wat: str) -> None:
    from beheer.scherm import schrijf_json, uitvoer

    if als_json:
        for v in verschillen:
            schrijf_json({"topic": v.topic, "wat": v.wat, "gewenst": v.gewenst, "feitelijk": v.feitelijk})
        schrijf_json({"topics": aantal, "verschillen": len(verschillen)})
        return
    scherm = uitvoer()
    for v in verschillen:
        scherm.print(f"  [red]•[/] {v}", soft_wrap=True)
    teken = "[red]✗[/]" if verschillen else "[green]✓[/]"
    scherm.print(f"{teken} {aantal} topics: {wat}, {meervoud(len(verschillen), 'verschil', 'verschillen')}")
