"""Shows how processes are started, watched over and ended."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from beheer.fouten import BeheerError
from beheer.kinderen import Kind, beeindig
from beheer.oppassen import LANG_GENOEG_S, PAUZE_S, Beurt, pas_op
from beheer.uitgangscodes import Uitgang
from beheer.wezen import ruim_wezen_op

SLAPER = "import signal, sys, time\nprint('ik ben er', flush=True)\ntime.sleep(60)\n"
KOPPIG = f"import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n{SLAPER}"


def _kind(tmp_path: Path, code: str) -> Kind:
    (tmp_path / "proef.py").write_text(code, encoding="utf-8")
    return Kind("proef", {"PYTHONPATH": str(tmp_path)}, tmp_path / "log" / "proef.log")


def _wacht_op(kind: Kind, tekst: str) -> None:
    tot = time.monotonic() + 30
    while tekst not in kind.staart():
        assert time.monotonic() < tot, kind.staart()
        time.sleep(0.02)


@pytest.mark.timeout(60)
def test_a_child_ends_when_asked(tmp_path: Path) -> None:
    """By its own id; its log stays."""
    kind = _kind(tmp_path, SLAPER)
    kind.start()
    _wacht_op(kind, "ik ben er")
    begonnen = kind.leeft
    beeindig([kind])
    assert (begonnen, kind.leeft) == (True, False)
    assert kind.staart() == ["ik ben er"]


@pytest.mark.timeout(60)
def test_a_child_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    """Nothing is left behind."""
    kind = _kind(tmp_path, KOPPIG)
    kind.start()
    _wacht_op(kind, "ik ben er")
    beeindig([kind], geduld_s=0.2)
    assert kind.uitgang is not None
    with pytest.raises(ProcessLookupError):
        os.kill(kind.pid or 0, 0)


def test_the_pause_grows_and_is_forgotten() -> None:
    """Up to a minute; who ran long enough begins again at one second."""
    beurt = Beurt(Kind("proef"))
    pauzes = [beurt.val(nu) for nu in range(10)]
    assert pauzes[: len(PAUZE_S)] == list(PAUZE_S)
    assert pauzes[-1] == PAUZE_S[-1]
    assert beurt.val(beurt.gestart_op + LANG_GENOEG_S) == PAUZE_S[0]


@pytest.mark.timeout(60)
def test_a_wrong_setting_is_not_tried_again(tmp_path: Path) -> None:
    """Exit code 64 says that a person must mend something first; the last lines of the log say what."""
    kind = _kind(tmp_path, "import sys\nprint('WIJKKETEN_LOG klopt niet')\nsys.exit(64)\n")
    with pytest.raises(BeheerError) as gevangen:
        pas_op([kind], lambda _: None)
    assert gevangen.value.uitgang is Uitgang.INRICHTING
    assert "WIJKKETEN_LOG klopt niet" in gevangen.value.details


@pytest.mark.timeout(60)
def test_a_child_that_falls_starts_again(tmp_path: Path) -> None:
    """After its pause, as often as it takes."""
    kind = _kind(tmp_path, "import sys\nprint('daar ben ik', flush=True)\nsys.exit(70)\n")

    class Genoeg(Exception):
        """Seen enough."""

    def bewaak() -> None:
        if kind.staart().count("daar ben ik") >= 2:
            raise Genoeg

    gezegd: list[str] = []
    try:
        with pytest.raises(Genoeg):
            pas_op([kind], gezegd.append, bewaak)
    finally:
        beeindig([kind])
    assert any("uitgangscode 70" in zin for zin in gezegd)
    assert any("opnieuw gestart" in zin for zin in gezegd)


@pytest.mark.timeout(60)
@pytest.mark.skipif(
    not Path("/proc/self/environ").exists(), reason="this system does not show an environment"
)
def test_what_a_killed_demo_left_behind_is_ended(tmp_path: Path) -> None:
    """Only what its note names and what was started for that folder; others are let be."""
    kind = _kind(tmp_path, SLAPER)
    kind.omgeving = {**kind.omgeving, "WIJKKETEN_DATA": str(tmp_path)}
    kind.start()
    _wacht_op(kind, "ik ben er")
    try:
        assert ruim_wezen_op(tmp_path / "log", tmp_path / "anders") == []
        assert kind.leeft
        assert ruim_wezen_op(tmp_path / "log", tmp_path) == [kind.pid]
        assert kind.uitgang is not None
    finally:
        beeindig([kind])
