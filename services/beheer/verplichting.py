"""Understands the verb `verplichting`: beheer lets a debtor off a duty, or settles a repair by hand.

The core judges it as it judges any fact; what it would refuse is not written.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated
from uuid import UUID, uuid5

import typer

from beheer.fouten import BeheerError
from beheer.hulptekst import Werkwoord, groep
from beheer.uitgangscodes import Uitgang
from beheer.verzoek_opgave import verzoeken_van

if TYPE_CHECKING:
    from keten.domein.begrippen import Reden
    from keten.domein.dossier import Dossier
    from keten.domein.feiten import HerstelAfgedaan, Kop, PlichtKwijtgescholden
    from keten.domein.inrichting import Inrichting

app = groep("Een verplichting kwijtschelden, of een herstel met de hand afdoen.")

ID = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="partner/kenmerk, bijvoorbeeld politie/POL-2027-0311, of het verzoek_id."
    ),
]
NUMMER = Annotated[
    int,
    typer.Argument(metavar="NUMMER", help="Nummer van de plicht, uit `dossier toon ID --verplichtingen`."),
]
MANDAAT = Annotated[
    str,
    typer.Option("--mandaat", help="Verwijzing naar het besluit, zonder naam: 3 tot 40 letters en cijfers."),
]


@app.command("kwijtschelden", cls=Werkwoord)
def kwijtschelden(
    id_: ID,
    nummer: NUMMER,
    mandaat: MANDAAT,
    reden: Annotated[str, typer.Option("--reden", help="Redencode, zoals CLIENT_ZIET_AF.")],
) -> int:
    """Scheldt een verplichting kwijt; wie haar had, krijgt daarvan bericht.

    Het mandaat staat in het spoor van het verzoek, in het log en in het bestand met handelingen.
    """
    from keten.domein.begrippen import Reden

    if reden not in Reden.__members__:
        raise BeheerError(
            f"{reden} is geen reden.",
            raad="Kies uit: " + ", ".join(Reden.__members__),
            uitgang=Uitgang.GEBRUIK,
        )
    return _doe(id_, nummer, mandaat, Reden[reden])


@app.command("herstel-afgedaan", cls=Werkwoord)
def herstel_afgedaan(id_: ID, nummer: NUMMER, mandaat: MANDAAT) -> int:
    """Doet een herstel af dat mensen regelden: het kwam anders binnen, of er is niets meer te doen."""
    return _doe(id_, nummer, mandaat, None)


def _doe(id_: str, nummer: int, mandaat: str, reden: Reden | None) -> int:
    from beheer.grootboekblad import houd_bij
    from beheer.handeling import keur, leg_plicht_vast
    from beheer.inrichting import lees
    from beheer.kafka import eis_kafka
    from beheer.logboek_lezen import lees_spoor
    from beheer.omgeving import PROJECT, instellingen
    from beheer.scherm import uitvoer
    from keten.platform.bijschrijven import schrijf_bij
    from keten.platform.kafka_toegang import KafkaToegang
    from keten.platform.klok import WandKlok
    from keten.platform.schemabron import open_schemas, register_van
    from keten.platform.uitvoer import feit_uitvoer

    keur(mandaat)
    inrichtingen = lees(None)
    klant = KafkaToegang(eis_kafka(), instellingen()).aiokafka()
    for verzoek in verzoeken_van(id_, inrichtingen.versies):
        _, feiten = asyncio.run(lees_spoor(klant, verzoek))
        if feiten:
            break
    else:
        raise BeheerError(f"Van {id_} staat niets in het log.", uitgang=Uitgang.ONBEKEND)
    nu = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=WandKlok().nu_ms())
    inrichting = inrichtingen.op(nu)
    feit = maak_feit(
        verzoek, houd_bij(feiten, inrichtingen).dossier, nummer, mandaat, reden, nu=nu, inrichting=inrichting
    )
    leg_plicht_vast(verzoek, nummer, mandaat)
    schemas = open_schemas(PROJECT / "schemas", register_van(instellingen()))
    offset = asyncio.run(schrijf_bij(klant, feit_uitvoer(feit, schemas)))
    uitvoer().print(f"[green]✓[/] Plicht {nummer} van {id_}: staat in het log (feiten @{offset}).")
    return Uitgang.GOED


def maak_feit(
    verzoek: UUID,
    dossier: Dossier | None,
    nummer: int,
    mandaat: str,
    reden: Reden | None,
    *,
    nu: datetime,
    inrichting: Inrichting,
) -> PlichtKwijtgescholden | HerstelAfgedaan:
    """The fact, judged by the core. `reden` None: the repair is settled. Raises BeheerError when refused.

    Its id follows from verzoek and duty: who does it twice writes the same fact.
    """
    from keten.domein.begrippen import BEHEER
    from keten.domein.feiten import HerstelAfgedaan, Kop, PlichtKwijtgescholden
    from keten.domein.toegang import beoordeel
    from keten.domein.weigeringen import Weigering

    plicht = (
        None if dossier is None else next((v for v in dossier.verplichtingen if v.nummer == nummer), None)
    )
    if dossier is None or plicht is None:
        raise BeheerError(
            f"Er staat geen plicht {nummer} open.",
            raad="`wijkketen dossier toon ID --verplichtingen` noemt de nummers.",
            uitgang=Uitgang.ONBEKEND,
        )
    kop: Kop = Kop(
        feit_id=uuid5(verzoek, f"beheer/plicht/{nummer}"),
        verzoek_id=verzoek,
        nu=nu,
        inrichting=inrichting.versie,
        afzender=BEHEER,
        onderdeel=plicht.onderdeel,
    )
    feit = (
        HerstelAfgedaan(kop, nummer) if reden is None else PlichtKwijtgescholden(kop, nummer, reden, mandaat)
    )
    oordeel = beoordeel(dossier, feit, inrichting)
    if isinstance(oordeel, Weigering):
        raise BeheerError(f"{oordeel.code}: {oordeel.zin}", uitgang=Uitgang.ANDERS)
    return feit
