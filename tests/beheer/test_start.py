"""Shows that `start alles` runs the chain on one machine, and keeps it running."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from beheer.uitgangscodes import Uitgang
from tests.beheer.conftest import PROJECT

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]


def test_the_chain_runs_and_recovers_and_stops(tmp_path: Path) -> None:
    """With a Kafka of its own; who falls starts again; SIGTERM ends everything in good order."""
    omgeving = {k: v for k, v in os.environ.items() if not k.startswith("WIJKKETEN_")}
    omgeving |= {"WIJKKETEN_DATA": str(tmp_path), "PYTHONPATH": str(PROJECT / "services")}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "beheer", "start", "alles"],
        cwd=PROJECT,
        env=omgeving,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as proces:
        try:
            tekst = _lees(proces, r"partitions_claimed .*feiten")
            treffer = re.search(r"vraagopvolging gestart \(proces (\d+)\)", tekst)
            assert treffer is not None
            os.kill(int(treffer[1]), signal.SIGKILL)
            _lees(proces, r"vraagopvolging is gestopt \(uitgangscode -9\); nieuwe start over 1 s")
            tekst = _lees(proces, r"vraagopvolging opnieuw gestart \(proces (\d+)\)")
            proces.terminate()
            assert proces.stderr is not None
            rest = proces.stderr.read()
            assert proces.wait(60) == Uitgang.BEEINDIGD
        finally:
            proces.terminate()
    assert "process_stopped" in rest
    assert "wijkketen gestopt\n" in rest
    assert "Traceback" not in rest


def _lees(proces: subprocess.Popen[str], patroon: str) -> str:
    """Everything up to and including the line that matches."""
    assert proces.stderr is not None
    gelezen = ""
    for regel in proces.stderr:
        gelezen += regel
        if re.search(patroon, regel):
            return gelezen
    pytest.fail(f"{patroon!r} never came:\n{gelezen}")
