"""Understands silence: the whole ladder on time, an answer after all, and silence that is our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from beheer.keten_in_geheugen import KetenDriver
from keten.domein.begrippen import Plicht, Toestand
from tests.processen.partner import MELDPUNT
from tests.scenario.verhaal import ZAAK, Verhaal, beantwoord, kort


def _op(dag: int, uur: int) -> datetime:
    """UTC, in November 2026: 23:00 is midnight in Dordrecht."""
    return datetime(2026, 11, dag, uur, 0, tzinfo=UTC)


async def test_een_meldpunt_dat_zwijgt_tot_de_laatste_trede(keten: KetenDriver) -> None:
    """Reported Friday 13 November 2026, receipt owed in 1 working day: each step at its moment."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(days=30)
    stappen = sorted(
        (u.op, partner, kort(u))
        for partner in keten.partners
        for u in keten.lees(partner)
        if u.gegevens.get("plicht") == "ONTVANGST"
    )
    assert stappen == [
        (_op(15, 4), MELDPUNT, "herinnering.verstuurd"),  # Sunday, halfway
        (_op(16, 23), MELDPUNT, "herinnering.verstuurd"),  # Monday ended
        (_op(17, 23), "sociaal-wijkteam", "escalatie.ingezet"),  # a working day of grace
        (_op(18, 23), "lokaal-zorgnetwerk", "escalatie.ingezet"),
        (_op(19, 23), "politie", "beantwoording.uitgebleven"),
    ]
    uitgebleven = next(u for u in keten.lees("politie") if kort(u) == "beantwoording.uitgebleven")
    assert uitgebleven.gegevens["alternatieven"]


async def test_stilte_sluit_niets(keten: KetenDriver) -> None:
    """After the last step everything is still owed, and a person's confirmation pays only its own duty."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(days=30)
    await verhaal.zegt("sociaal-wijkteam", "escalatie.bevestigd", door="coordinator")
    open_ = [v.soort for v in verhaal.dossier().verplichtingen]
    assert {Plicht.ONTVANGST, Plicht.BESLUIT, Plicht.EINDTERUGKOPPELING} <= set(open_)
    assert verhaal.dossier().onderdelen[0].toestand is Toestand.AANGEBODEN
    await verhaal.na(days=365)
    assert not verhaal.dossier().gesloten


async def test_na_alles_toch_een_antwoord(keten: KetenDriver) -> None:
    """The meldpunt answers after the last step; with the escalations confirmed, nobody owes anything."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(days=30)
    await beantwoord(verhaal)
    for wie, rol in (("sociaal-wijkteam", "coordinator"), ("lokaal-zorgnetwerk", "procesregisseur")):
        await verhaal.zegt(wie, "escalatie.bevestigd", door=rol)
    assert verhaal.kreeg("politie")[-1] == "terugkoppeling.gegeven"
    assert verhaal.dossier().gesloten


async def test_ongelezen_terugkoppeling_komt_bij_mensen(keten: KetenDriver) -> None:
    """Unread too long, people are told, but never the one who does not read; reading it pays the duty."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await keten.zwijg("politie")
    await beantwoord(verhaal)
    aantal = len(keten.lees("politie"))
    await verhaal.na(days=30)
    assert len(keten.lees("politie")) == aantal
    assert "escalatie.ingezet" in verhaal.kreeg("sociaal-wijkteam")
    assert Plicht.BEZORGING in [v.soort for v in verhaal.dossier().verplichtingen]
    await keten.hervat("politie")
    assert Plicht.BEZORGING not in [v.soort for v in verhaal.dossier().verplichtingen]


async def test_topic_dat_stilstaat_houdt_alleen_eigen_wekkers_op(keten: KetenDriver) -> None:
    """While we cannot read one partner, its alarms wait; those of others go on time."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.meldt("woningcorporatie", "WC-1", thema="LEEFBAARHEID")
    await keten.houd_op(MELDPUNT)
    await verhaal.zegt(MELDPUNT, "ontvangst.bevestigd")  # it answered in time; that lies unread with us
    await verhaal.na(days=3)
    assert [kort(u) for u in keten.lees("wijklijn")].count("herinnering.verstuurd") >= 1
    assert "herinnering.verstuurd" not in verhaal.kreeg(MELDPUNT)


async def test_na_stilstand_van_ons_geen_verwijt(keten: KetenDriver) -> None:
    """What a partner said in time counts as said in time, however late we read it."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await keten.houd_op(MELDPUNT)
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd")
    await verhaal.na(days=9)
    await keten.laat_door(MELDPUNT)
    assert "herinnering.verstuurd" not in verhaal.kreeg(MELDPUNT)
    assert verhaal.kreeg("politie") == ["status.gewijzigd"]


async def test_twee_stappen_houden_afstand(keten: KetenDriver) -> None:
    """A partner that stays silent while we stood still gets its steps one at a time, not all at once."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await keten.houd_op(MELDPUNT)
    await verhaal.meldt(MELDPUNT, "MZO-1", thema="WONEN")  # unread with us, so its mark stands still
    await verhaal.na(days=9)
    await keten.laat_door(MELDPUNT)
    op = [op for soort, op in verhaal.kreeg_op(MELDPUNT) if soort == "herinnering.verstuurd"]
    assert len(op) <= 2  # one per duty, receipt and decision
    await verhaal.na(days=30)
    ontvangst = sorted(
        u.op
        for partner in keten.partners
        for u in keten.lees(partner)
        if u.gegevens.get("plicht") == "ONTVANGST" and u.verzoek_id == ZAAK
    )
    assert len(ontvangst) == 5
    assert all(b - a >= timedelta(hours=20) for a, b in pairwise(ontvangst))
