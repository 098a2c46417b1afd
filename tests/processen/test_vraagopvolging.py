"""Understands what the shell around the core promises: a bug stops one verzoek, our own trouble stops all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.fouten import VormError
from keten.contract.identiteit import verzoek_id
from keten.domein.keten import verwerk
from keten.platform.motor.poorten import Uitvoer
from keten.platform.uitvoer import FEITEN, verzoek_sleutel
from tests.processen.partner import BRONNEN, MELDPUNT, als_json, melding
from vraagopvolging import stap

ZIEK = verzoek_id(BRONNEN["politie"], "ZIEK")


async def _meld(keten: KetenDriver, kenmerk: str, id_: str) -> None:
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding(kenmerk), id=id_))


def _uitslagen(keten: KetenDriver) -> list[str]:
    """By position on in.politie."""
    verdicten = [v for v in keten.verdicten() if v.topic == "in.politie"]
    return [v.uitslag.value for v in sorted(verdicten, key=lambda v: v.offset)]


async def test_een_fout_in_de_kern_raakt_een_verzoek(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the core raises isolates that verzoek, from there on, with a verdict; all others go on."""

    def verwerk_met_fout(dossier: Any, feit: Any, inrichting: Any) -> Any:
        if feit.kop.verzoek_id == ZIEK:
            raise ZeroDivisionError
        return verwerk(dossier, feit, inrichting)

    await _meld(keten, "GEZOND-1", "m1")
    monkeypatch.setattr(stap, "verwerk", verwerk_met_fout)
    await _meld(keten, "ZIEK", "m2")
    monkeypatch.setattr(stap, "verwerk", verwerk)
    await keten.breng("politie", *als_json("politie", "ontvangst.bevestigd", {"kenmerk": "ZIEK"}, id="m3"))
    await _meld(keten, "GEZOND-2", "m4")
    assert _uitslagen(keten) == ["TOEGEPAST", "GEISOLEERD", "GEISOLEERD", "TOEGEPAST"]
    assert keten.dossier(ZIEK) is None
    assert [u.gegevens["kenmerk_afzender"] for u in keten.lees(MELDPUNT)] == ["GEZOND-1", "GEZOND-2"]


async def test_een_geisoleerd_verzoek_houdt_zijn_toestand(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The state stays as it was before the bug, and no alarm of it rings any more."""
    await _meld(keten, "ZIEK", "m1")
    voor = keten.dossier(ZIEK)

    def kapot(*_: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(stap, "verwerk", kapot)
    wekker = keten.volgende_wekker()
    assert wekker is not None
    await keten.verstrijk_tot(wekker)
    assert keten.dossier(ZIEK) == voor
    assert keten.volgende_wekker() is None


async def test_wat_de_inname_oordeelde_blijft_zo(keten: KetenDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that was refused at the door keeps that verdict, though its repair waits for the core."""

    def kapot(*_: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(stap, "verwerk", kapot)
    await keten.breng("politie", *als_json("politie", "melding.gedaan", {"kenmerk": "ZIEK"}, id="m1"))
    await _meld(keten, "ZIEK", "m2")
    assert _uitslagen(keten) == ["GEWEIGERD", "GEISOLEERD"]


async def test_wat_voor_het_isoleren_geoordeeld_was_blijft_zo(
    keten: KetenDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`inname` that falls may write a fact again after the isolation: its record has its verdict."""
    await _meld(keten, "ZIEK", "m1")
    [feit] = keten.log.alles(FEITEN)

    def kapot(*_: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(stap, "verwerk", kapot)
    await keten.breng("politie", *als_json("politie", "ontvangst.bevestigd", {"kenmerk": "ZIEK"}, id="m2"))
    keten.log.voeg_toe(Uitvoer(FEITEN, feit.sleutel, feit.waarde))
    await keten.draai_leeg()
    assert _uitslagen(keten) == ["TOEGEPAST", "GEISOLEERD"]


async def test_onze_eigen_bytes_onleesbaar_stopt_alles(keten: KetenDriver) -> None:
    """A record on `feiten` that cannot be decoded is our own trouble: it is never skipped."""
    keten.log.voeg_toe(Uitvoer(FEITEN, verzoek_sleutel(ZIEK), b"geen feit"))
    with pytest.raises(VormError):
        await keten.draai_leeg()


async def test_een_feit_twee_keer_geschreven_telt_een_keer(keten: KetenDriver) -> None:
    """`inname` that wrote and fell before it said so, writes again: no second effect, message or verdict."""
    keten.laat_vallen("inname", "geschreven")
    await _meld(keten, "POL-1", "m1")
    assert len(keten.log.alles(FEITEN)) == 2
    assert _uitslagen(keten) == ["TOEGEPAST"]
    assert [u.gebeurtenis.type.split(".")[2] for u in keten.lees("politie")] == ["ontvangst"]
    assert len(keten.lees(MELDPUNT)) == 1


async def test_een_afwijzing_twee_keer_geschreven_gaat_een_keer_uit(keten: KetenDriver) -> None:
    """Also where there is no verzoek: what waited for its opening remembers it."""
    keten.laat_vallen("inname", "geschreven", "geschreven")
    bericht = als_json("politie", "ontvangst.bevestigd", {"kenmerk": "NOOIT"}, id="m1")
    await keten.breng("politie", *bericht)
    assert {v.uitslag.value for v in keten.verdicten()} == {"WACHT"}
    await keten.verstrijk_tot(keten.nu + timedelta(hours=25))
    soorten = [(u.gebeurtenis.type, u.gegevens.get("code")) for u in keten.lees("politie")]
    assert soorten == [
        ("nl.wijkketen.ontvangst.vastgelegd.v1", None),
        ("nl.wijkketen.bericht.afgekeurd.v1", "KTN-212"),
        ("nl.wijkketen.actie.gevraagd.v1", None),
    ]
    assert {(v.offset, v.uitslag.value, v.code) for v in keten.verdicten()} == {
        (0, "WACHT", None),
        (0, "GEWEIGERD", "KTN-212"),
    }
