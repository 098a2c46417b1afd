"""Understands the verb `dossier`: the whole trail of one request, out of the log."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import typer

from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

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
    from beheer.logboek_lezen import lees_spoor
    from beheer.omgeving import instellingen
    from keten.platform.kafka_toegang import KafkaToegang

    inrichtingen = lees(None)
    inrichting = inrichtingen.nieuwste
    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    for verzoek in _verzoeken(id_, inrichtingen.versies):
        stappen = asyncio.run(lees_spoor(klant, verzoek))
        if stappen:
            break
    else:
        raise BeheerError(
            f"Van {id_} staat niets in het log.",
            raad="Kloppen partner en kenmerk (hoofdletters tellen), en is dit de goede Kafka?",
            uitgang=Uitgang.ONBEKEND,
        )
    if als_json:
        from beheer.scherm import schrijf_json

        for stap in stappen:
            schrijf_json(stap.als_json())
    else:
        _toon(id_, verzoek, stappen, inrichting)
    return Uitgang.GOED


def _verzoeken(id_: str, versies: Sequence[Inrichting]) -> list[UUID]:
    """Every request that may be meant, newest first: a partner's urn may differ between versions, and the one
    of then made the id.
    """
    from keten.contract.identiteit import verzoek_id
    from keten.platform.yaml_oordeel import dichtstbij

    try:
        return [UUID(id_)]
    except ValueError:
        partner, _, kenmerk = id_.partition("/")
    if not kenmerk:
        raise BeheerError(
            f"{id_} is geen verzoek_id en geen partner/kenmerk.",
            raad="Schrijf bijvoorbeeld politie/POL-2027-0311.",
            uitgang=Uitgang.GEBRUIK,
        )
    partijen = [v.partijen[partner] for v in reversed(versies) if partner in v.partijen]
    if not partijen:
        raise BeheerError(
            f"De inrichting kent geen partner {partner}.",
            raad=dichtstbij(partner, {code for v in versies for code in v.partijen}).capitalize(),
            uitgang=Uitgang.ONBEKEND,
        )
    return [verzoek_id(bron, kenmerk) for bron in dict.fromkeys(partij.bron for partij in partijen)]


def _toon(id_: str, verzoek: UUID, stappen: list[Stap], inrichting: Inrichting) -> None:
    from rich.table import Table
    from rich.text import Text

    from beheer import spoor, tijden, vertel
    from beheer.scherm import kleur_van, uitvoer

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
        tabel.add_row(
            tijden.dag_en_uur(stap.op), wie(stap.van, erna=f" ({stap.door})" if stap.door else ""), regel
        )
        for bericht in stap.berichten:
            stijl = "red" if bericht.type in vertel.ERNSTIG else "dim"
            tabel.add_row("", wie(bericht.naar, ervoor="→ "), Text(bericht.type, style=stijl))
    scherm.print(tabel)
