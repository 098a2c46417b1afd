"""Understands the verb `herstel`: after the bug is repaired, an isolated request catches up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from beheer.fouten import BeheerError, meervoud
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from beheer.herstellen import Herstel


def herstel_verzoek(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="partner/kenmerk, bijvoorbeeld politie/POL-2027-0311, of het verzoek_id."
        ),
    ],
    droog: Annotated[
        bool, typer.Option("--droog", help="Zegt alleen wat er zou gebeuren; schrijft niets.")
    ] = False,
    als_json: JsonOptie = False,
) -> int:
    """Laat een geïsoleerd verzoek alles inhalen wat het miste, nadat de fout in de kern is hersteld.

    Leest de feiten vanaf het isoleren en biedt ze in dezelfde volgorde opnieuw aan, in één keer. Lukt het
    weer niet, dan blijft het verzoek geïsoleerd en verandert er niets (uitgangscode 1).
    """
    from rich.markup import escape

    from beheer.herstellen import Afloop, herstel
    from beheer.inrichting import lees
    from beheer.kafka import eis_kafka
    from beheer.omgeving import PROJECT, instellingen
    from beheer.scherm import schrijf_json, uitvoer
    from beheer.verzoek_opgave import verzoeken_van
    from beheer.voortgang import stap
    from keten.platform.kafka_toegang import KafkaToegang
    from keten.platform.motor.fouten import MotorError
    from keten.platform.schemabron import open_schemas, register_van

    inrichtingen = lees(None)
    verzoek = verzoeken_van(id_, inrichtingen.versies)[0]
    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    schemas = open_schemas(PROJECT / "schemas", register_van(instellingen()))
    try:
        with stap("Herstel nagaan" if droog else "Herstellen", stil=als_json) as zeg:
            uitkomst = asyncio.run(herstel(klant, verzoek, inrichtingen, schemas, droog=droog, zeg=zeg))
    except MotorError as fout:
        raise BeheerError(
            f"Van {id_} staan niet meer alle feiten in het log; het is niet te herstellen.",
            details=[str(fout)],
            raad="Haal de feiten terug uit een kopie van het log.",
            uitgang=Uitgang.ANDERS,
        ) from fout
    if uitkomst.afloop is Afloop.ONBEKEND:
        raise BeheerError(
            f"Vraagopvolging kent {id_} niet.",
            raad="Kloppen partner en kenmerk (hoofdletters tellen), en is dit de goede Kafka?",
            uitgang=Uitgang.ONBEKEND,
        )
    if als_json:
        schrijf_json(_als_json(id_, uitkomst))
    else:
        teken = "[green]✓[/]" if uitkomst.afloop.goed else "[red]✗[/]"
        uitvoer().print(f"{teken} {escape(zin(id_, uitkomst))}", soft_wrap=True)
    return Uitgang.GOED if uitkomst.afloop.goed else Uitgang.ANDERS


def zin(id_: str, h: Herstel) -> str:
    """What happened, and what to do next, in words."""
    from beheer.herstellen import Afloop

    waar = "" if h.vanaf is None else f" (geïsoleerd vanaf feiten[{h.vanaf[0]}]@{h.vanaf[1]})"
    feiten = meervoud(h.feiten, "feit", "feiten")
    berichten = meervoud(h.berichten, "bericht", "berichten")
    match h.afloop:
        case Afloop.NIET_GEISOLEERD:
            return f"{id_} is niet geïsoleerd; er is niets te herstellen."
        case Afloop.ZOU_LUKKEN:
            return f"Herstel van {id_} zou lukken: {feiten} en {berichten}{waar}."
        case Afloop.HERSTELD:
            return f"{id_} is hersteld: {feiten} en {berichten}{waar}."
        case Afloop.NOG_STEEDS if h.fout is not None:
            soort, offset = h.fout
            return (
                f"De kern van deze versie faalt nog steeds op {id_}: {soort} bij feit @{offset}. "
                "Er is niets geschreven; herstel eerst de fout."
            )
        case Afloop.NOG_STEEDS:
            return (
                f"{id_} blijft geïsoleerd: de kern in vraagopvolging faalt nog. Start dat proces eerst met "
                "de herstelde versie."
            )
        case Afloop.NIET_GELEZEN:
            return f"Het herstel van {id_} staat klaar, maar vraagopvolging heeft het nog niet gelezen."
    return f"{id_} verandert steeds tijdens het herstel; probeer het later opnieuw."


def _als_json(id_: str, h: Herstel) -> dict[str, object]:
    return {
        "verzoek": id_,
        "afloop": h.afloop.value,
        "vanaf": None if h.vanaf is None else {"partitie": h.vanaf[0], "offset": h.vanaf[1]},
        "feiten": h.feiten,
        "berichten": h.berichten,
        "fout": None if h.fout is None else {"soort": h.fout[0], "offset": h.fout[1]},
    }
