"""Shows the trail of a request: everything that happened to it, and nothing of a person."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from uuid import UUID

import pytest

from beheer.agenda import agenda
from beheer.dossier import toon_spoor
from beheer.keten_in_geheugen import KetenDriver
from beheer.scenario import lees_scenario
from beheer.spoor import Stap, bouw_spoor, wat
from beheer.verzoek_opgave import verzoeken_van
from beheer.vormgeven import Vormgever
from beheer.zaken import Zaken
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.contract.vertaling import aanmaanbeurt_of_opdracht, feit_van_bytes
from keten.platform.inrichting_lezer import lees_inrichtingen
from keten.platform.uitvoer import BERICHTEN, FEITEN
from tests.beheer.conftest import PROJECT

CASUS = PROJECT / "casussen/verwarde-buurman-stil-meldpunt.yaml"


async def _speel() -> list[Stap]:
    gelezen = lees_scenario(CASUS)
    inrichtingen = lees_inrichtingen(PROJECT / "inrichting/drechtsteden")
    schemas = Schemas.lees(PROJECT / "schemas")
    zaken = Zaken.van(gelezen.inhoud, inrichtingen.nieuwste.partijen)
    punten = agenda(gelezen.inhoud)
    driver = KetenDriver(inrichtingen, schemas, begin=punten[0].op)
    vormgever = Vormgever(schemas, driver.tokens, zaken)
    for punt in punten:
        await driver.verstrijk_tot(punt.op)
        assert punt.bericht is not None
        koppen, waarde, regel = vormgever.bericht("proef", *punt.bericht)
        await driver.breng(regel.van, koppen, waarde)
    feiten = [
        ((r.partitie, r.offset), feit_van_bytes(r.waarde or b"", schemas)) for r in driver.log.alles(FEITEN)
    ]
    berichten = [aanmaanbeurt_of_opdracht(r.waarde or b"", schemas) for r in driver.log.alles(BERICHTEN)]
    opdrachten = [o for o in berichten if isinstance(o, Opdracht)]
    return bouw_spoor(feiten, opdrachten, driver.verdicten())


@pytest.fixture(scope="module")
def spoor() -> list[Stap]:
    return asyncio.run(_speel())


def test_a_narrow_screen_gets_the_text_below(
    spoor: list[Stap], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moment and sender on one line, what happened on the next."""
    monkeypatch.setenv("COLUMNS", "60")
    inrichting = lees_inrichtingen(PROJECT / "inrichting/drechtsteden").nieuwste
    toon_spoor("politie/A", UUID(int=1), spoor, inrichting)
    regels = [regel.rstrip() for regel in capsys.readouterr().out.splitlines()]
    assert max(map(len, regels)) <= 60
    eerste = next(n for n, regel in enumerate(regels) if "Politie (" in regel)
    assert regels[eerste + 1].startswith("    melding.gedaan")


def test_everything_is_there_in_order(spoor: list[Stap]) -> None:
    """Each message of a partner with its verdict, each alarm, each delivery, in the order of the log."""
    assert [stap.op for stap in spoor] == sorted(stap.op for stap in spoor)
    van_partners = [stap for stap in spoor if stap.van != "wijkketen"]
    assert [stap.feit for stap in van_partners] == [
        "melding.gedaan", *["escalatie.bevestigd"] * 4, "verzoek.geaccepteerd", "terugkoppeling.gegeven"
    ]  # fmt: skip
    assert {stap.uitslag for stap in van_partners} == {"TOEGEPAST"}
    assert {stap.feit for stap in spoor if stap.van == "wijkketen"} == {
        "wekker.gegaan",
        "bezorging.bevestigd",
    }


def test_what_was_sent_stands_with_its_cause(spoor: list[Stap]) -> None:
    """The technical acknowledgement too."""
    eerste = {(b.type, b.naar) for b in spoor[0].berichten}
    assert eerste == {("ontvangst.vastgelegd", "politie"), ("melding.doorgezet", "meldpunt-zorg-en-overlast")}
    laatste_sport = [stap for stap in spoor if ("beantwoording.uitgebleven", "politie") in _uit(stap)]
    assert len(laatste_sport) == 2
    assert all(stap.feit == "wekker.gegaan" for stap in laatste_sport)


def _uit(stap: Stap) -> set[tuple[str, str]]:
    return {(b.type, b.naar) for b in stap.berichten}


def test_nothing_of_a_person_is_shown(spoor: list[Stap]) -> None:
    """No name, BSN, address, story or reference of a sender is in the trail, for people or for machines."""
    tekst = json.dumps([stap.als_json() for stap in spoor]) + " ".join(wat(stap, str) for stap in spoor)
    for geheim in (
        "Fictief",
        "999990020",
        "Proeflaan",
        "balkon",
        "POL-2027-0507",
        "MZO-20270426-2",
        "Excuus",
    ):
        assert geheim not in tekst


def test_a_reference_is_sought_under_every_urn_that_a_partner_had() -> None:
    """The id was made of the urn of then; a later version of the rules may give the partner another one."""
    eerste = lees_inrichtingen(PROJECT / "inrichting/drechtsteden").versies[0]
    politie = replace(eerste.partijen["politie"], bron="urn:anders")
    later = replace(eerste, versie=2, partijen={**eerste.partijen, "politie": politie})
    nog_later = replace(later, versie=3)
    oud = verzoek_id(eerste.partijen["politie"].bron, "POL-1")
    nieuw = verzoek_id("urn:anders", "POL-1")
    assert verzoeken_van("politie/POL-1", (eerste, later, nog_later)) == [nieuw, oud]
    assert verzoeken_van(str(oud), (eerste, later)) == [oud]
