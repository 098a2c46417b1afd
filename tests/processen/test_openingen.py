"""Understands that each basic message goes all the way: in on one partner's topic, out on another's."""

from __future__ import annotations

from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.identiteit import verzoek_id
from keten.platform.uitvoer import BERICHTEN, FEITEN
from tests.processen.partner import BRONNEN, MELDPUNT, als_json, melding

TEAM, MEE = "sociaal-wijkteam", "mee"
MENS = {
    "rol": "CLIENT",
    "naam": "Mevrouw Q. Verzonnen",
    "geboortedatum": "1960-01-02",
    "bsn": "999990044",
}
VERHAAL = "Zij durft de post niet meer open te maken."


def opening(kenmerk: str, **anders: Any) -> dict[str, Any]:
    return melding(kenmerk, **{"betrokkenen": [MENS], "toelichting": VERHAAL, **anders})


def verwijzing(kenmerk: str, **anders: Any) -> dict[str, Any]:
    return opening(kenmerk, **{"ontvanger": MEE, "grondslag": "TOESTEMMING", "thema": "MEEDOEN", **anders})


async def zend(
    keten: KetenDriver, van: str, soort: str, data: dict[str, Any], *, over: tuple[str, str] | None = None
) -> None:
    """`over`: (partner, reference) of the matter; the token is looked up."""
    nummer = len(keten.log.alles(f"in.{van}"))
    extra: dict[str, Any] = {}
    if over is not None:
        extra["subject"] = keten.tokens.geef(verzoek_id(BRONNEN[over[0]], over[1]), 1, van)
    await keten.breng(van, *als_json(van, soort, data, id=f"{van}-{nummer}", **extra))


def laatste(keten: KetenDriver, partner: str, soort: str) -> Uitgaand:
    return [u for u in keten.lees(partner) if u.gebeurtenis.type == f"nl.wijkketen.{soort}.v1"][-1]


def codes(keten: KetenDriver, partner: str) -> list[str]:
    return [u.gegevens["code"] for u in keten.lees(partner) if "afgekeurd" in u.gebeurtenis.type]


@pytest.mark.parametrize(
    ("soort", "wordt", "data", "ontvanger"),
    [
        ("signalering.gedaan", "signalering.doorgezet", opening("O-1"), MELDPUNT),
        ("melding.gedaan", "melding.doorgezet", opening("O-1"), MELDPUNT),
        ("verwijzing.aangeboden", "verwijzing.aangeboden", verwijzing("O-1"), MEE),
    ],
)
async def test_een_opening_komt_warm_aan(
    keten: KetenDriver, soort: str, wordt: str, data: dict[str, Any], ontvanger: str
) -> None:
    """Question and client's data reach the receiver; nothing of it is readable on our own topics."""
    await zend(keten, "huisarts", soort, data)
    gekregen = laatste(keten, ontvanger, wordt).gegevens
    assert gekregen["betrokkenen"][0]["naam"] == MENS["naam"]
    assert (gekregen["toelichting"], gekregen["kenmerk_afzender"]) == (VERHAAL, "O-1")
    for topic in (FEITEN, BERICHTEN):
        for record in keten.log.alles(topic):
            assert VERHAAL.encode() not in (record.waarde or b"")
            assert MENS["naam"].encode() not in (record.waarde or b"")


async def test_een_nieuwe_ontvanger_krijgt_het_even_warm(keten: KetenDriver) -> None:
    """Refused, offered to another: the same data, and the refuser gets nothing more."""
    await zend(keten, "huisarts", "verwijzing.aangeboden", verwijzing("O-1"))
    over = ("huisarts", "O-1")
    await zend(
        keten,
        MEE,
        "verzoek.afgewezen",
        {"reden": "GEEN_CAPACITEIT", "toelichting": "Wachtlijst tot mei."},
        over=over,
    )
    status = laatste(keten, "huisarts", "status.gewijzigd").gegevens
    assert (status["toestand"], status["reden"], status["toelichting"]) == (
        "AFGEWEZEN",
        "GEEN_CAPACITEIT",
        None,  # a huisarts hears the reason, never the story
    )
    assert laatste(keten, "huisarts", "actie.gevraagd").gegevens["actie"] == "HERROUTEREN"
    gehad = len(keten.lees(MEE))
    erbij = "Mevrouw heeft haast: haar huur loopt af."
    opnieuw = {"ontvanger": TEAM, "toelichting": erbij}
    await zend(keten, "huisarts", "verzoek.opnieuw-aangeboden", opnieuw, over=over)
    gekregen = laatste(keten, TEAM, "verwijzing.aangeboden").gegevens
    assert (gekregen["toelichting"], gekregen["aanvulling"]) == (VERHAAL, erbij)
    for record in keten.log.alles(BERICHTEN):
        assert erbij.encode() not in (record.waarde or b"")
    assert gekregen["betrokkenen"][0]["bsn"] == MENS["bsn"]
    assert gekregen["grondslag"] == "TOESTEMMING"
    assert len(keten.lees(MEE)) == gehad


async def test_een_vraag_blijft_bij_wie_haar_innam(keten: KetenDriver) -> None:
    """No partner hears of it, from the question to the answer."""
    over = (TEAM, "V-1")
    await zend(keten, TEAM, "vraag.gesteld", opening("V-1", thema="SCHULDEN"))
    await zend(keten, TEAM, "contact.gelegd", {"wijze": "HUISBEZOEK"}, over=over)
    await zend(keten, TEAM, "behandeling.gestart", {}, over=over)
    await zend(keten, TEAM, "terugkoppeling.gegeven", {"resultaat": "BEANTWOORD_MET_ADVIES"}, over=over)
    for partner in keten.partners:
        soorten = {u.gebeurtenis.type for u in keten.lees(partner)}
        assert soorten <= ({"nl.wijkketen.ontvangst.vastgelegd.v1"} if partner == TEAM else set())
    dossier = keten.dossier(verzoek_id(BRONNEN[TEAM], "V-1"))
    assert dossier is not None
    assert dossier.gesloten


@pytest.mark.parametrize(
    ("van", "soort", "data", "code"),
    [
        ("politie", "vraag.gesteld", opening("F-1"), "KTN-134"),
        ("huisarts", "verwijzing.aangeboden", verwijzing("F-1", ontvanger="huisarts"), "KTN-133"),
        ("huisarts", "verwijzing.aangeboden", verwijzing("F-1", ontvanger="onbekend"), "KTN-133"),
        ("huisarts", "verwijzing.aangeboden", verwijzing("F-1", betrokkenen=[{"rol": "CLIENT"}]), "KTN-131"),
        ("huisarts", "verwijzing.aangeboden", verwijzing("F-1", gemeente="0000"), "KTN-116"),
    ],
)
async def test_wat_niet_zo_geopend_kan_worden(
    keten: KetenDriver, van: str, soort: str, data: dict[str, Any], code: str
) -> None:
    """Refused with its code, and a duty to repair of its sender; the good one opens it."""
    await zend(keten, van, soort, data)
    assert codes(keten, van) == [code]
    assert laatste(keten, van, "actie.gevraagd").gegevens["plicht"] == "HERSTEL"
    goed = verwijzing("F-1") if soort == "verwijzing.aangeboden" else opening("F-1")
    await zend(keten, van, "verwijzing.aangeboden" if "verwijzing" in soort else "melding.gedaan", goed)
    dossier = keten.dossier(verzoek_id(BRONNEN[van], "F-1"))
    assert dossier is not None
    assert dossier.eigenaar in (MEE, MELDPUNT)


@pytest.mark.parametrize(
    ("soort", "data"),
    [
        ("contactpoging.gedaan", {"wijze": "TELEFOON", "dagdeel": "AVOND"}),
        ("contact.gelegd", {"wijze": "BRIEF", "datum": "2026-11-12"}),
        ("voortgang.gemeld", {"voortgang": "LOOPT"}),
        ("behandeling.gestart", {}),
        ("verzoek.afgewezen", {"reden": "ANDERS", "toelichting": "Zij woont hier niet meer."}),
        ("terugkoppeling.gegeven", {"resultaat": "MISLUKT"}),
    ],
)
async def test_elk_bericht_van_de_ontvanger_wordt_toegepast(
    keten: KetenDriver, soort: str, data: dict[str, Any]
) -> None:
    """In its turn, each is applied and has one verdict."""
    await zend(keten, "huisarts", "verwijzing.aangeboden", verwijzing("O-1"))
    over = ("huisarts", "O-1")
    await zend(keten, MEE, "verzoek.geaccepteerd", {}, over=over)
    await zend(keten, MEE, soort, data, over=over)
    assert [v.uitslag.value for v in keten.verdicten() if v.topic == "in.mee"] == ["TOEGEPAST", "TOEGEPAST"]


async def test_een_doorzending_gaat_warm_verder_en_de_afzender_weet_het(keten: KetenDriver) -> None:
    """Forward and notice in one message; then the sender may still give it up when nobody wants it."""
    await zend(keten, "politie", "melding.gedaan", opening("D-1"))
    over = ("politie", "D-1")
    await zend(keten, MELDPUNT, "doorzending.gedaan", {"ontvanger": TEAM}, over=over)
    assert laatste(keten, TEAM, "melding.doorgezet").gegevens["toelichting"] == VERHAAL
    assert laatste(keten, "politie", "status.gewijzigd").gegevens["bij"] == TEAM
    await zend(keten, TEAM, "verzoek.afgewezen", {"reden": "CLIENT_ZIET_AF"}, over=over)
    status = laatste(keten, "politie", "status.gewijzigd").gegevens
    assert (status["toestand"], status["reden"]) == ("AFGEWEZEN", None)  # nothing about the client
    await zend(keten, "politie", "verzoek.opgegeven", {"reden": "CLIENT_ZIET_AF"}, over=over)
    dossier = keten.dossier(verzoek_id(BRONNEN["politie"], "D-1"))
    assert dossier is not None
    assert dossier.gesloten
