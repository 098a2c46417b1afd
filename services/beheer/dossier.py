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
from beheer.verzoek_opgave import verzoek_van

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
    als_json: JsonOptie = False,
) -> int:
    """Toont alles wat er met een verzoek gebeurde: wie, wat, het oordeel, en wat er daarom uitging.

    Leest feiten, berichten en verdicten van de Kafka van WIJKKETEN_KAFKA. Persoonsgegevens blijven
    versleuteld en staan er niet in.
    """
    from beheer.inrichting import lees
    from beheer.kafka import eis_kafka
    from beheer.logboek_lezen import geisoleerd_vanaf, lees_spoor
    from beheer.omgeving import instellingen
    from keten.platform.kafka_toegang import KafkaToegang

    inrichting = lees(None).nieuwste
    verzoek = verzoek_van(id_, inrichting)
    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    stappen = asyncio.run(lees_spoor(klant, verzoek))
    if not stappen:
        raise BeheerError(
            f"Van {id_} staat niets in het log.",
            raad="Kloppen partner en kenmerk (hoofdletters tellen), en is dit de goede Kafka?",
            uitgang=Uitgang.ONBEKEND,
        )
    vanaf = asyncio.run(geisoleerd_vanaf(klant, verzoek))
    if als_json:
        from beheer.scherm import schrijf_json

        for stap in stappen:
            schrijf_json(stap.als_json())
        if vanaf is not None:
            schrijf_json({"geisoleerd_vanaf": {"partitie": vanaf[0], "offset": vanaf[1]}})
    else:
        _toon(id_, verzoek, stappen, inrichting)
        if vanaf is not None:
            _toon_isolement(id_, vanaf)
    return Uitgang.GOED


def _toon(id_: str, verzoek: UUID, stappen: list[Stap], inrichting: Inrichting) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from beheer import spoor, tijden, vertel
    from beheer.scherm import kleur_van, uitvoer

    codes = list(inrichting.partijen)

    def naam(code: str) -> str:
        return inrichting.partijen[code].naam if code in inrichting.partijen else code.capitalize()

    scherm = uitvoer()
    scherm.print(Text.assemble(("Verzoek ", "bold"), (id_, "bold"), (f"  {verzoek}", "dim")))
    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    tabel.add_column("Wanneer", no_wrap=True)
    tabel.add_column("wie", overflow="fold")
    tabel.add_column("wat", overflow="fold", ratio=3)
    tabel.add_column("oordeel", overflow="fold")
    tabel.add_column("verzonden", overflow="fold", ratio=3)
    for stap in stappen:
        wie = naam(stap.van) + (f" ({stap.door})" if stap.door else "")
        uitleg = spoor.wat(stap, naam)
        goed = stap.uitslag in (None, "TOEGEPAST")
        tabel.add_row(
            tijden.dag_en_uur(stap.op),
            Text(wie, style=kleur_van(codes, stap.van) if stap.van in codes else "dim"),
            Text.assemble(stap.feit, (f"\n{uitleg}" if uitleg else "", "dim")),
            Text(
                f"{vertel.woord(stap.uitslag or '')} {stap.code or ''}".strip(), style="" if goed else "red"
            ),
            Text("\n".join(f"{b.type} → {naam(b.naar)}" for b in stap.berichten)),
        )
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
