"""Understands the verb `quarantaine`: what nobody could read, shown without content, and put back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from beheer.fouten import BeheerError, meervoud
from beheer.hulptekst import Werkwoord, groep
from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from beheer.quarantaine_inhoud import Herkeuring, Regel
    from keten.contract.berichten.intern.quarantaine import Quarantaine
    from keten.contract.codec import Schemas
    from keten.domein.feiten import Herkomst
    from keten.platform.kluis import KluisPoort
    from keten.platform.motor.poorten import Record
    from keten.platform.uitrusting import Sleutels

app = groep("Records van partners die niemand kon lezen: bekijken en opnieuw aanbieden.")

PositieArgument = Annotated[
    str, typer.Argument(metavar="POSITIE", help="partner/offset, bijvoorbeeld politie/17.")
]


@app.callback()
def _quarantaine() -> None:
    """Records van partners die niemand kon lezen."""


@app.command("lijst", cls=Werkwoord)
def lijst(als_json: JsonOptie = False) -> int:
    """Toont elk record in quarantaine: van wie, waar, sinds wanneer en waarom. Zonder de inhoud."""
    from beheer.quarantaine_inhoud import lees_quarantaine, ouderdom, regels, zoek_terug
    from beheer.scherm import schrijf_json, uitvoer
    from beheer.tijden import iso

    klant, schemas, nu = _klant(), _schemas(), _nu()

    async def lees() -> list[Regel]:
        gevonden = await lees_quarantaine(klant, schemas)
        return regels(gevonden, await zoek_terug(klant, [q.topic for q in gevonden]))

    rijen = asyncio.run(lees())
    if als_json:
        for r in rijen:
            schrijf_json(
                {**_kaal(r), "ontvangen_op": iso(r.ontvangen_op), "leeftijd": ouderdom(r.ontvangen_op, nu)}
            )
        return Uitgang.GOED
    from rich import box
    from rich.table import Table

    from beheer.tijden import dag_en_uur

    scherm = uitvoer()
    tabel = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for kolom in ("Positie", "ontvangen", "leeftijd", "code"):
        tabel.add_column(kolom, no_wrap=True)
    tabel.add_column("wat", overflow="fold", ratio=1)
    tabel.add_column("opnieuw aangeboden", overflow="fold")
    for r in rijen:
        tabel.add_row(
            _positie(r.plek),
            dag_en_uur(r.ontvangen_op),
            ouderdom(r.ontvangen_op, nu),
            r.code,
            _zin(r.code),
            ", ".join(f"{r.partner}/{o}" for o in r.terug) or "·",
        )
    if rijen:
        scherm.print(tabel)
    scherm.print(f"{meervoud(len(rijen), 'record', 'records')} in quarantaine")
    return Uitgang.GOED


@app.command("toon", cls=Werkwoord)
def toon(
    positie: PositieArgument,
    inhoud: Annotated[
        bool, typer.Option("--inhoud", help="Ontsleutelt en toont ook wat erin staat. Dat wordt vastgelegd.")
    ] = False,
    reden: Annotated[
        str | None,
        typer.Option("--reden", metavar="WOORD", help="Waarom: een kort woord of meldingsnummer, geen naam."),
    ] = None,
    als_json: JsonOptie = False,
) -> int:
    """Toont een record in quarantaine. De inhoud kan persoonsgegevens bevatten en vraagt om een reden."""
    from beheer.quarantaine_inhoud import regels, zoek_terug
    from beheer.scherm import schrijf_json, uitvoer
    from beheer.tijden import iso

    klant = _klant()
    if inhoud and reden is None:
        raise BeheerError(
            "De inhoud bekijken kan alleen met een reden.",
            raad="Zet er --reden bij, bijvoorbeeld --reden storing-4711.",
            uitgang=Uitgang.GEBRUIK,
        )
    q = _zoek(klant, positie)
    [regel] = regels([q], asyncio.run(zoek_terug(klant, [q.topic])))
    rij: dict[str, object] = {
        **_kaal(regel),
        "ontvangen_op": iso(regel.ontvangen_op),
        "wat": _zin(regel.code),
    }
    if inhoud and reden is not None:
        from beheer.handeling import leg_inzage_vast

        leg_inzage_vast(regel.plek, reden)
        record = _open(q, _sleutels().kluis)
        rij["koppen"] = {naam: waarde.decode("utf-8", "backslashreplace") for naam, waarde in record.koppen}
        rij["waarde"] = None if record.waarde is None else record.waarde.decode("utf-8", "backslashreplace")
    if als_json:
        schrijf_json(rij)
        return Uitgang.GOED
    from rich.markup import escape

    for naam, waarde in rij.items():
        uitvoer().print(f"[dim]{naam:<14}[/] {escape(str(waarde))}", soft_wrap=True)
    return Uitgang.GOED


@app.command("herstel", cls=Werkwoord)
def herstel(
    positie: PositieArgument,
    droog: Annotated[
        bool, typer.Option("--droog", help="Zegt alleen hoe inname er nu over zou oordelen.")
    ] = False,
    als_json: JsonOptie = False,
) -> int:
    """Biedt een record uit quarantaine opnieuw aan op het topic van zijn partner, na een reparatie bij ons.

    Inname oordeelt er dan opnieuw over, met de aankomsttijd van nu. Zou het weer in quarantaine gaan, dan
    wordt er niets geschreven (uitgangscode 1).
    """
    from beheer.inrichting import lees
    from beheer.quarantaine_inhoud import bied_aan, herkeur, zoek_terug
    from beheer.scherm import schrijf_json, uitvoer
    from keten.platform.bijschrijven import schrijf_bij

    klant = _klant()
    q = _zoek(klant, positie)
    sleutels = _sleutels()
    record = _open(q, sleutels.kluis)
    nu_ms = int(_nu().timestamp() * 1000)
    oordeel = herkeur(record, nu_ms, lees(None), _schemas(), sleutels.tokens)
    al = asyncio.run(zoek_terug(klant, [q.topic])).get((q.topic, q.offset), [])
    nieuw: int | None = None
    if not droog and not al and not oordeel.quarantaine:
        from beheer.handeling import leg_terugzetten_vast

        leg_terugzetten_vast(record_plek(q))
        nieuw = asyncio.run(schrijf_bij(klant, bied_aan(record, nu_ms if _stapklok() else None)))
    if als_json:
        schrijf_json(
            {
                "positie": _positie(record_plek(q)),
                "oordeel": oordeel.soort or oordeel.code,
                "veld": oordeel.veld,
                "quarantaine": oordeel.quarantaine,
                "al_aangeboden": al,
                "nieuw": nieuw,
            }
        )
    else:
        from rich.markup import escape

        uitvoer().print(
            escape(verslag(_positie(record_plek(q)), q.partner, oordeel, al, nieuw)), soft_wrap=True
        )
    return Uitgang.ANDERS if oordeel.quarantaine or (al and not droog) else Uitgang.GOED


def record_plek(q: Quarantaine) -> Herkomst:
    """Where it first stood."""
    from keten.domein.feiten import Herkomst as Plek

    return Plek(q.topic, q.partitie, q.offset)


def verslag(positie: str, partner: str, oordeel: Herkeuring, al: list[int], nieuw: int | None) -> str:
    """What was done, or would be, in words."""
    if oordeel.soort is not None:
        wat = f"inname leest er nu een {oordeel.soort} in"
    else:
        veld = f" bij {oordeel.veld}" if oordeel.veld else ""
        waarheen = "weer in quarantaine" if oordeel.quarantaine else "afgekeurd"
        wat = f"het zou {waarheen} gaan: {oordeel.code}{veld}, {_zin(oordeel.code or '')}"
    if nieuw is not None:
        return f"{positie} staat opnieuw op in.{partner}, als {partner}/{nieuw}: {wat}."
    if al:
        waar = ", ".join(f"{partner}/{o}" for o in al)
        return f"{positie} is al eens opnieuw aangeboden, als {waar}; er is niets geschreven ({wat})."
    return f"{positie}: {wat}. Er is niets geschreven."


def _zoek(klant: dict[str, Any], positie: str) -> Quarantaine:
    from beheer.quarantaine_inhoud import lees_quarantaine
    from beheer.quarantaine_plek import plek_van

    plek = plek_van(positie)
    for q in asyncio.run(lees_quarantaine(klant, _schemas())):
        if (q.topic, q.offset) == (plek.topic, plek.offset):
            return q
    raise BeheerError(
        f"Op {positie} staat niets in quarantaine.",
        raad="wijkketen quarantaine lijst toont wat er staat.",
        uitgang=Uitgang.ONBEKEND,
    )


def _open(q: Quarantaine, kluis: KluisPoort) -> Record:
    from beheer.quarantaine_inhoud import open_record
    from keten.contract.versleuteling import OntsleutelError

    try:
        return asyncio.run(open_record(q, kluis))
    except OntsleutelError as fout:
        raise BeheerError(
            "Dit record is niet te openen: de sleutel in deze kluis past er niet op.",
            raad="Is dit de kluis (WIJKKETEN_KLUIS, WIJKKETEN_DATA) waarmee inname werkt?",
            uitgang=Uitgang.INRICHTING,
        ) from fout


def _positie(plek: Herkomst) -> str:
    from beheer.quarantaine_plek import tekst_van

    return tekst_van(plek)


def _kaal(r: Regel) -> dict[str, object]:
    return {
        "positie": _positie(r.plek),
        "partner": r.partner,
        "topic": r.plek.topic,
        "offset": r.plek.offset,
        "code": r.code,
        "bytes": r.bytes,
        "opnieuw": list(r.terug),
    }


def _zin(code: str) -> str:
    from keten.contract.fouten import Vormcode, Vormfout

    return next((f.zin for f in map(Vormfout, Vormcode) if f.code == code), "")


def _klant() -> dict[str, Any]:
    from beheer.kafka import eis_kafka
    from beheer.omgeving import instellingen
    from keten.platform.kafka_toegang import KafkaToegang

    return KafkaToegang(eis_kafka(), instellingen()).aiokafka()


def _schemas() -> Schemas:
    from beheer.omgeving import PROJECT, instellingen
    from keten.platform.schemabron import open_schemas, register_van

    return open_schemas(PROJECT / "schemas", register_van(instellingen()))


def _sleutels() -> Sleutels:
    from beheer.sleutelbos import open_sleutels

    return open_sleutels()


def _nu() -> datetime:
    from datetime import UTC, datetime, timedelta

    from keten.platform.klok import StapKlok, WandKlok

    stapklok = _stapklok()
    klok = WandKlok() if stapklok is None else StapKlok(stapklok)
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=klok.nu_ms())


def _stapklok() -> Path | None:
    """The file of a stepping clock; only in a demo or a test."""
    from beheer.omgeving import instellingen

    return instellingen().stapklok
