"""Understands how a process refuses to start: every fault at once, no secret shown, a telling exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from keten.platform.fouten import ConfiguratieError, ExitCode, KluisOnbereikbaarError
from keten.platform.instellingen import Instellingen
from keten.platform.proces import begin

WORTEL = Path(__file__).parents[2]


def test_elke_verkeerde_instelling_in_een_keer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two wrong settings are two lines, and what was given is not repeated."""
    monkeypatch.setenv("WIJKKETEN_LOG", "geheim-woord")
    monkeypatch.setenv("WIJKKETEN_MEETPOORT", "99999")
    assert begin("inname", lambda _: None) is ExitCode.CONFIGURATIE
    gezegd = capsys.readouterr().err
    assert gezegd.count("settings_refused") == 2
    assert "WIJKKETEN_LOG" in gezegd
    assert "WIJKKETEN_MEETPOORT" in gezegd
    assert "geheim-woord" not in gezegd


@pytest.mark.parametrize("fout", [ConfiguratieError("regel een\nregel twee"), KluisOnbereikbaarError("weg")])
def test_wie_niet_kan_beginnen_zegt_waarom(
    fout: ConfiguratieError | KluisOnbereikbaarError, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is wrong with rules or vault is told line by line, and the exit code is that of the error."""

    def start(_: Instellingen) -> None:
        raise fout

    assert begin("inname", start) is fout.exit_code
    assert capsys.readouterr().err.count("start_refused") == len(str(fout).splitlines())


@pytest.mark.timeout(60)
@pytest.mark.parametrize("proces", ["inname", "vraagopvolging", "bezorging"])
def test_zonder_kafka_begint_geen_proces(proces: str, tmp_path: Path) -> None:
    """Each process, run for real without a Kafka, ends at once with the code of a wrong setting."""
    omgeving = {k: w for k, w in os.environ.items() if not k.startswith("WIJKKETEN_")}
    omgeving |= {
        "PYTHONPATH": str(WORTEL / "services"),
        "WIJKKETEN_DATA": str(tmp_path),
        "WIJKKETEN_LOG": "json",
    }
    gedaan = subprocess.run(
        [sys.executable, "-P", "-m", proces], env=omgeving, cwd=WORTEL, capture_output=True, text=True
    )
    assert gedaan.returncode == ExitCode.CONFIGURATIE, gedaan.stderr
    assert '"start_refused"' in gedaan.stderr
