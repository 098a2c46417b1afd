"""Understands that every time a partner speaks of is held against the arrival, and decides nothing."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, get_args, get_origin

import pytest
from pydantic import BaseModel

from beheer.keten_in_geheugen import KetenDriver
from inname.tijdstippen import VELDEN
from keten.contract.berichten.register import IN
from keten.contract.vertaling import feit_van_bytes
from keten.domein.begrippen import Uitslag
from keten.platform.uitvoer import FEITEN
from tests.processen.partner import als_json, melding


def _tijdvelden(model: type[BaseModel]) -> Iterator[str]:
    for naam, veld in model.model_fields.items():
        for soort in _soorten(veld.annotation):
            if isinstance(soort, type) and issubclass(soort, date):
                yield naam
            elif isinstance(soort, type) and issubclass(soort, BaseModel):
                yield from _tijdvelden(soort)


def _soorten(annotatie: Any) -> Iterator[Any]:
    if isinstance(annotatie, types.UnionType) or get_origin(annotatie) is not None:
        for deel in get_args(annotatie):
            yield from _soorten(deel)
    else:
        yield annotatie


def test_van_elk_tijdstip_is_besloten_wat_kan() -> None:
    """No message in has a date or an instant of which nobody decided how far off it may be."""
    gevonden = {veld for bericht in IN.values() for veld in _tijdvelden(bericht)}
    assert gevonden == VELDEN.keys()


@pytest.mark.parametrize(
    "tijd",
    [
        "2026-11-14T08:59:59Z",
        "2026-11-13T23:30:00+14:00",
        "2026-10-01T00:00:00Z",
        "2017-01-01T00:00:00-12:00",
        None,
    ],
)
async def test_de_tijd_van_de_afzender_beslist_niets(keten: KetenDriver, tijd: str | None) -> None:
    """A clock a day ahead, a message that waited for years, or no time at all: taken in as it came."""
    koppen, waarde = als_json("politie", "melding.gedaan", melding("POL-1"), id="m1")
    oud = '"time": "2026-11-13T08:59:00Z", '
    nieuw = "" if tijd is None else f'"time": "{tijd}", '
    tekst = waarde.decode()
    assert oud in tekst
    await keten.breng("politie", koppen, tekst.replace(oud, nieuw).encode())
    assert [v.uitslag for v in keten.verdicten()] == [Uitslag.TOEGEPAST]
    (feit,) = [feit_van_bytes(r.waarde or b"", keten.schemas) for r in keten.log.alles(FEITEN)]
    assert feit.kop.nu == keten.nu


@pytest.mark.parametrize(
    ("gegevens", "mag"),
    [
        ({"waargenomen_op": "2026-11-14T08:00:00Z"}, True),
        ({"waargenomen_op": "2026-11-14T09:00:01Z"}, False),
        ({"waargenomen_op": "2016-12-01T00:00:00Z"}, True),
        ({"betrokkenen": [{"rol": "CLIENT", "geboortedatum": "2026-11-14"}]}, True),
        ({"betrokkenen": [{"rol": "CLIENT", "geboortedatum": "2026-11-15"}]}, False),
        ({"betrokkenen": [{"rol": "CLIENT", "geboortedatum": "1910-01-01"}]}, True),
        ({"uiterlijk_datum": "2026-11-13"}, True),
        ({"uiterlijk_datum": "2026-11-12"}, True),  # told a day late it is remarked, and goes on
        ({"uiterlijk_datum": "2025-10-01"}, False),
        ({"uiterlijk_datum": "2035-01-01"}, True),
        ({"uiterlijk_datum": "2099-01-01"}, False),
    ],
)
async def test_rond_de_grens(keten: KetenDriver, gegevens: dict[str, Any], mag: bool) -> None:
    """What may be meant is taken in; what can only be a slip of the hand is told to the sender."""
    if "uiterlijk_datum" in gegevens:
        gegevens = {**gegevens, "aanleiding": "DREIGENDE_ONTRUIMING"}
    await keten.breng(
        "politie", *als_json("politie", "melding.gedaan", melding("POL-1", **gegevens), id="m1")
    )
    assert keten.verdicten()[-1].uitslag is (Uitslag.TOEGEPAST if mag else Uitslag.GEWEIGERD)


async def test_de_grens_gaat_mee_met_de_aankomst(keten: KetenDriver) -> None:
    """The same message is a slip today and right when that day comes: only its arrival counts."""
    gegevens = melding("POL-1", waargenomen_op="2026-11-20T09:00:00Z")
    await keten.breng("politie", *als_json("politie", "melding.gedaan", gegevens, id="m1"))
    await keten.verstrijk_tot(keten.nu + timedelta(days=7))
    await keten.breng("politie", *als_json("politie", "melding.gedaan", gegevens, id="m2"))
    uitslagen = {v.offset: v.uitslag for v in keten.verdicten()}
    assert uitslagen == {0: Uitslag.GEWEIGERD, 1: Uitslag.TOEGEPAST}
