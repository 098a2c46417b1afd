"""Promises of the watchdog and of how an engine shows itself."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from keten.platform.motor.einde import exit_code, omschrijf
from keten.platform.motor.fouten import KlokError, MotorError, VerstotenError
from keten.platform.motor.meetpunt import Meetpunt
from keten.platform.motor.stand import Stand
from keten.platform.motor.waakhond import Waakhond, stilstand


def test_barks_only_after_the_limit_and_starts_anew() -> None:
    slecht = True
    hond = Waakhond({"x": (lambda: slecht, 3)})
    assert [hond.kijk() for _ in range(3)] == [None] * 3
    slecht = False
    assert hond.kijk() is None
    slecht = True
    assert [hond.kijk() for _ in range(4)] == [None, None, None, "x"]


def test_a_condition_that_raises_holds() -> None:
    def stuk() -> bool:
        raise RuntimeError

    assert Waakhond({"x": (stuk, 0.5)}).kijk() == "x"


def test_standstill_is_about_change_not_about_time() -> None:
    slagen = iter([1.0, 1.0, 2.0, 2.0, 2.0])
    toets = stilstand(lambda: next(slagen))
    assert [toets() for _ in range(5)] == [False, True, False, True, True]


class ProducerFenced(Exception):
    pass


def test_exit_codes() -> None:
    keten = RuntimeError()
    keten.__cause__ = ProducerFenced()
    groep = ExceptionGroup("x", [VerstotenError()])
    codes = [exit_code(f) for f in (ProducerFenced(), keten, groep, KlokError(), MotorError(), ValueError())]
    assert codes == [72, 72, 72, 73, 70, 70]


def test_an_error_text_never_holds_a_value() -> None:
    with pytest.raises(ValueError, match="invalid literal") as gevangen:
        int("123456782 is somebody's number")
    tekst = omschrijf(gevangen.value)
    assert tekst.startswith("ValueError (test_waakhond.py:")
    assert "123456782" not in tekst


def haal(punt: Meetpunt, pad: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{punt.poort}{pad}", timeout=5) as antwoord:
            return antwoord.status, antwoord.read().decode()
    except urllib.error.HTTPError as fout:
        with fout:
            return fout.code, fout.read().decode()


def test_shows_itself(tmp_path: Path) -> None:
    stand = Stand("volg", True, {"feiten": {0: 7}}, tellers={"records": 3}, volgende_wekker_ms=5000)
    punt = Meetpunt(lambda: stand, lambda: True, bestand=tmp_path / "poort")
    try:
        assert int((tmp_path / "poort").read_text()) == punt.poort
        assert haal(punt, "/levend")[0] == 200
        assert haal(punt, "/gereed")[0] == 200
        assert json.loads(haal(punt, "/stand")[1])["posities"] == {"feiten": {"0": 7}}
        metingen = haal(punt, "/metrics")[1]
        assert 'wijkketen_motor_total{proces="volg",wat="records"} 3.0' in metingen
        assert 'wijkketen_motor_positie{partitie="0",proces="volg",topic="feiten"} 7.0' in metingen
        assert haal(punt, "/anders")[0] == 404
    finally:
        punt.stop()


def test_a_stuck_engine_is_told_as_such() -> None:
    def vast() -> Stand:
        raise TimeoutError

    punt = Meetpunt(vast, lambda: False)
    try:
        assert {
            pad: haal(punt, pad)[0] for pad in ("/levend", "/gereed", "/stand", "/metrics")
        } == dict.fromkeys(("/levend", "/gereed", "/stand", "/metrics"), 503)
    finally:
        punt.stop()


@pytest.mark.parametrize("gereed", [True, False])
def test_ready_follows_the_engine(gereed: bool) -> None:
    punt = Meetpunt(lambda: Stand("volg", gereed), lambda: True)
    try:
        assert haal(punt, "/gereed")[0] == (200 if gereed else 503)
    finally:
        punt.stop()
