"""A bug stops one request, and after the repair it is as if it had never been."""

from __future__ import annotations

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.domein.keten import verwerk
from tests.herstel.fout import ZIEK, herstel, is_geisoleerd, kern_met_fout
from tests.processen.partner import MELDPUNT, als_json
from tests.scenario.verhaal import Verhaal, kort
from vraagopvolging import stap


async def _antwoorden(verhaal: Verhaal) -> None:
    """Everything that happens in the hours in which the core may be ill."""
    await verhaal.zegt(MELDPUNT, "ontvangst.bevestigd", over=ZIEK)
    await verhaal.zegt(MELDPUNT, "ontvangst.bevestigd")
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd", over=ZIEK)
    await verhaal.na(hours=1)
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd", over=ZIEK, id="zelfde")
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd", over=ZIEK, id="zelfde")
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd")


async def _speel(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch, *, ziek: bool) -> Verhaal:
    verhaal = Verhaal(keten)
    await verhaal.meldt(kenmerk="ZIEK")
    await verhaal.meldt()
    if ziek:
        monkeypatch.setattr(stap, "verwerk", kern_met_fout())
    await _antwoorden(verhaal)
    if ziek:
        assert is_geisoleerd(keten)
        assert verhaal.kreeg("politie") == ["ontvangst.bevestigd"]
        monkeypatch.setattr(stap, "verwerk", verwerk)
        keten.herstart("vraagopvolging")
        await herstel(keten)
        assert not is_geisoleerd(keten)
    await verhaal.zegt(MELDPUNT, "terugkoppeling.gegeven", over=ZIEK, resultaat="OPGELOST")
    await verhaal.na(days=40)
    return verhaal


def _uit(keten: KetenDriver) -> dict[tuple[str, str], bytes | None]:
    """Per receiver and id its bytes; each is there once."""
    alles = [((p, u.gebeurtenis.id), u.record.waarde) for p in keten.partners for u in keten.lees(p)]
    assert len(alles) == len(dict(alles))
    return dict(alles)


async def test_alsof_het_nooit_gebeurde(
    keten: KetenDriver, gezond: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Same state, same messages to the byte, same final verdicts; the other request never noticed."""
    heel = await _speel(gezond, monkeypatch, ziek=False)
    hersteld = await _speel(keten, monkeypatch, ziek=True)
    assert hersteld.dossier(ZIEK) == heel.dossier(ZIEK)
    assert hersteld.dossier() == heel.dossier()
    assert _uit(keten) == _uit(gezond)
    assert _laatste(keten) == _laatste(gezond)
    assert any(v.uitslag.value == "GEISOLEERD" for v in keten.verdicten())


def _laatste(keten: KetenDriver) -> dict[tuple[str, int], tuple[str, str | None]]:
    return {(v.topic, v.offset): (v.uitslag.value, v.code) for v in keten.verdicten()}


async def test_een_oude_afwijzing_gaat_na_een_nieuwe_nog_uit(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Bezorging knows repeats by position; a rejection that a repair brings late is not taken for one."""
    verhaal = Verhaal(keten)
    await verhaal.meldt(kenmerk="ZIEK")
    await verhaal.meldt()
    monkeypatch.setattr(stap, "verwerk", kern_met_fout())
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd", over=ZIEK)
    monkeypatch.setattr(stap, "verwerk", verwerk)
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd")
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd", over=ZIEK)
    await herstel(keten)
    afgekeurd = [u for u in keten.lees("wijklijn") if kort(u) == "bericht.afgekeurd"]
    assert len(afgekeurd) == 3
    assert [u.gegevens["positie"]["offset"] for u in afgekeurd] == [1, 0, 2]


async def test_ook_een_opening_wordt_ingehaald(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bug may hit the very first fact: there is no state yet, and nothing to ring."""

    def kapot(*_: object) -> None:
        raise RecursionError

    verhaal = Verhaal(keten)
    monkeypatch.setattr(stap, "verwerk", kapot)
    await verhaal.meldt(kenmerk="ZIEK")
    await keten.breng("politie", *als_json("politie", "ontvangst.bevestigd", {"kenmerk": "ZIEK"}, id="m2"))
    monkeypatch.setattr(stap, "verwerk", verwerk)
    assert keten.volgende_wekker() is None
    await herstel(keten)
    assert verhaal.kreeg(MELDPUNT, over=ZIEK) == ["melding.doorgezet"]
    assert verhaal.uitslagen("politie")[-1] == "GEWEIGERD"
    assert keten.volgende_wekker() is not None


@pytest.mark.parametrize("punt", ["beslist", "bevestigd", "geschreven"])
@pytest.mark.parametrize("leeg", [False, True], ids=["zelfde schijf", "lege schijf"])
async def test_omvallen_tijdens_het_herstel(
    keten: KetenDriver,
    gezond: KetenDriver,
    monkeypatch: pytest.MonkeyPatch,
    punt: str,
    leeg: bool,
) -> None:
    """A tracker that falls while it repairs, at any point, ends with the same: once, and whole."""
    heel = await _speel(gezond, monkeypatch, ziek=False)
    verhaal = Verhaal(keten)
    await verhaal.meldt(kenmerk="ZIEK")
    await verhaal.meldt()
    monkeypatch.setattr(stap, "verwerk", kern_met_fout())
    await _antwoorden(verhaal)
    monkeypatch.setattr(stap, "verwerk", verwerk)
    if leeg:
        keten.verlies_schijf("vraagopvolging")
    keten.laat_vallen("vraagopvolging", punt)
    await herstel(keten)
    assert keten.gevallen == 1
    await verhaal.zegt(MELDPUNT, "terugkoppeling.gegeven", over=ZIEK, resultaat="OPGELOST")
    await verhaal.na(days=40)
    assert verhaal.dossier(ZIEK) == heel.dossier(ZIEK)
    assert _uit(keten) == _uit(gezond)
