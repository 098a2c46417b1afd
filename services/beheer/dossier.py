"""Understands the verb `dossier`: the whole trail of one request, out of the log."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang
from beheer.verzoek_opgave import verzoeken_van

if TYPE_CHECKING:
    from beheer.spoor import Stap
    from keten.domein.inrichting import Inrichting

app = groep("Het spoor van een verzoek, uit het log.")


@app.callback()
def _dossier() -> None:
    """Het spoor van een verzoek, uit het log."""


@app.command("toon", cls=Werkwoord)
def toon(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="partner/kenmerk, bijvoorbeeld politie/POL-2027-0311, of het verzoek_id."
        ),
    ],
    verplichtingen: Annotated[
        bool,
        typer.Option("--verplichtingen", help="Ook elke plicht die ontstond: wie, wat, wanneer, waarom."),
    ] = False,
    als_json: JsonOptie = False,
) -> int:
    """Toont alles wat er met een verzoek gebeurde: wie, wat, het oordeel, en wat er daarom uitging.

    Leest feiten, berichten en verdicten van de Kafka van WIJKKETEN_KAFKA. Persoonsgegevens blijven
    versleuteld en staan er niet in.
    """
    from beheer.grootboekblad import houd_bij, regels_van, toon_grootboek
    from beheer.inrichting import lees
    from beheer.kafka import eis_kafka
    from beheer.logboek_lezen import geisoleerd_vanaf, lees_spoor
    from beheer.omgeving import instellingen
    from beheer.scherm import schrijf_json, uitvoer
    from keten.platform.kafka_toegang import KafkaToegang

    inrichtingen = lees(None)
    inrichting = inrichtingen.nieuwste
    verzoeken = verzoeken_van(id_, inrichtingen.versies)
    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    for verzoek in verzoeken:
        stappen, feiten = asyncio.run(lees_spoor(klant, verzoek))
        if stappen:
            break
    else:
        raise BeheerError(
            f"Van {id_} staat niets in het log.",
            raad="Kloppen partner en kenmerk (hoofdletters tellen), en is dit de goede Kafka?",
            uitgang=Uitgang.ONBEKEND,
        )
    vanaf = asyncio.run(geisoleerd_vanaf(klant, verzoek))
    boek = regels_van(id_, houd_bij(feiten, inrichtingen), inrichtingen) if verplichtingen else []
    if als_json:
        for stap in stappen:
            schrijf_json(stap.als_json())
        for regel in boek:
            schrijf_json(regel.als_json())
        if vanaf is not None:
            schrijf_json({"geisoleerd_vanaf": {"partitie": vanaf[0], "offset": vanaf[1]}})
    else:
        toon_spoor(id_, verzoek, stappen, inrichting)
        if boek:
            toon_grootboek(uitvoer(), boek, inrichting)
        if vanaf is not None:
            _toon_isolement(id_, vanaf)
    return Uitgang.GOED


def toon_spoor(id_: str, verzoek: UUID, stappen: list[Stap], inrichting: Inrichting) -> None:
    """For people: who, what, the verdict, and what went out because of it."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    from beheer import spoor, tijden, vertel
    from beheer.scherm import is_smal, kleur_van, uitvoer

    codes = list(inrichting.partijen)

    def naam(code: str) -> str:
        return inrichting.partijen[code].naam if code in inrichting.partijen else code.capitalize()

    def wie(code: str, ervoor: str = "", erna: str = "") -> Text:
        kleur = kleur_van(codes, code) if code in codes else "dim"
        return Text.assemble((ervoor, "dim"), (naam(code), kleur), (erna, "dim"))

    scherm = uitvoer()
    scherm.print(Text.assemble(("Verzoek ", "bold"), (id_, "bold"), (f"  {verzoek}", "dim")), "")
    tabel = Table.grid(padding=(0, 2))
    tabel.add_column(no_wrap=True)
    tabel.add_column(no_wrap=True)
    tabel.add_column(overflow="fold", ratio=1)
    for stap in stappen:
        uitleg = spoor.wat(stap, naam)
        regel = Text.assemble((stap.feit, "bold"), (f" {uitleg}" if uitleg else ""))
        if stap.uitslag not in (None, "TOEGEPAST"):
            regel.append(f"  {vertel.woord(stap.uitslag)} {stap.code or ''}".rstrip(), style="red")
        elif stap.uitslag is None and stap.van in codes:
            regel.append("  nog zonder oordeel", style="yellow")
        elif stap.uitslag is not None:
            regel.append(" ✓", style="green")
        afzender = wie(stap.van, erna=f" ({stap.door})" if stap.door else "")
        rijen = [(tijden.dag_en_uur(stap.op), afzender, regel)]
        for bericht in stap.berichten:
            stijl = "red" if bericht.type in vertel.ERNSTIG else "dim"
            rijen.append(("", wie(bericht.naar, ervoor="→ "), Text(bericht.type, style=stijl)))
        for op, van, tekst in rijen:
            if is_smal(scherm):
                scherm.print(Text.assemble(op or "  ", " ", van))
                scherm.print(Padding(tekst, (0, 0, 0, 4)))
            else:
                tabel.add_row(op, van, tekst)
    scherm.print(tabel)


def _toon_isolement(id_: str, vanaf: tuple[int, int]) -> None:
    from rich.markup import escape

    from beheer.scherm import uitvoer

    uitvoer().print(
        f"[bold red]Geïsoleerd[/] vanaf feiten\\[{vanaf[0]}]@{vanaf[1]}: door een fout in de kern staat dit "
        f"verzoek stil en loopt er geen wekker.\nNa de reparatie: wijkketen herstel {escape(id_)}",
        soft_wrap=True,
        markup=True,
    )
