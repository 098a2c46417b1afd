"""Understands that a process may fall between any two effects: what partners get is the same, to the byte."""

from __future__ import annotations

import pytest

from beheer.keten_in_geheugen import KetenDriver, Proces
from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen
from tests.processen.partner import MELDPUNT
from tests.scenario.verhaal import Verhaal, beantwoord

VOLGEN = ("beslist", "bevestigd", "geschreven")
OMZETTEN = ("omgezet", "geschreven", "vastgelegd")
PUNTEN: list[tuple[Proces, str]] = [
    *[("inname", p) for p in OMZETTEN],
    *[("vraagopvolging", p) for p in VOLGEN],
    *[("bezorging", p) for p in (*VOLGEN, "omgezet", "vastgelegd")],
]


async def _speel(keten: KetenDriver) -> Verhaal:
    """A matter with silence and a late answer, a refusal, a duplicate and bytes that nobody can read."""
    verhaal = Verhaal(keten)
    await verhaal.meldt(id="m1")
    await verhaal.meldt(id="m1")
    await keten.breng("politie", (), b"\xff")
    await verhaal.meldt("woningcorporatie", "WC-1", thema="LEEFBAARHEID")
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd")
    await verhaal.na(days=5)
    await beantwoord(verhaal)
    await verhaal.na(days=40)
    return verhaal


@pytest.mark.parametrize("leeg", [False, True], ids=["zelfde schijf", "lege schijf"])
@pytest.mark.parametrize(("proces", "punt"), PUNTEN)
async def test_omvallen_tussen_twee_effecten(
    inrichtingen: Inrichtingen, schemas: Schemas, keten: KetenDriver, proces: Proces, punt: str, leeg: bool
) -> None:
    """Falling at one point, again and again, changes nothing that a partner gets, and no verdict."""
    heel = await _speel(KetenDriver(inrichtingen, schemas, begin=keten.nu))
    keten.laat_vallen(proces, *(punt,) * 12)
    if leeg:
        keten.verlies_schijf(proces)
    gevallen = await _speel(keten)
    assert gevallen.alles() == heel.alles()
    assert _verdicten(gevallen) == _verdicten(heel)
    assert gevallen.dossier() == heel.dossier()
    assert keten.gevallen >= 8


def _verdicten(verhaal: Verhaal) -> set[str]:
    return {v.model_dump_json() for v in verhaal.keten.verdicten()}


async def test_wie_niet_valt_vertelt_niets_anders(
    inrichtingen: Inrichtingen, schemas: Schemas, keten: KetenDriver
) -> None:
    """Two runs of the same story give the same bytes: there is no chance and no clock in it."""
    anders = await _speel(KetenDriver(inrichtingen, schemas, begin=keten.nu))
    assert (await _speel(keten)).alles() == anders.alles()


async def test_alle_processen_vallen_om_en_om(
    inrichtingen: Inrichtingen, schemas: Schemas, keten: KetenDriver
) -> None:
    """Also when all of them fall, at all points in turn."""
    heel = await _speel(KetenDriver(inrichtingen, schemas, begin=keten.nu))
    for _ in range(8):
        for proces, punt in PUNTEN:
            keten.laat_vallen(proces, punt)
    gevallen = await _speel(keten)
    assert keten.gevallen >= len(PUNTEN)
    assert gevallen.alles() == heel.alles()
    assert gevallen.kreeg(MELDPUNT) == heel.kreeg(MELDPUNT)
