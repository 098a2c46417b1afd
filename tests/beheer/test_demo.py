"""Shows that the demo, on a real Kafka with all processes, gives every receiver what `simuleer` says."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from beheer.__main__ import hoofd
from beheer.uitgangscodes import Uitgang
from tests.beheer.conftest import PROJECT, Schrijf

pytestmark = [pytest.mark.broker, pytest.mark.timeout(400)]

ONGELEZEN = """\
berichten:
  - op: 2027-01-04T09:00
    van: politie
    type: melding.gedaan
    kenmerk: POL-A
    gegevens: {gemeente: "0505", thema: ZORG_EN_OVERLAST, betrokkenen: [{rol: CLIENT}]}
  - {op: 2027-01-04T09:00, van: politie, type: melding.gedaan, kenmerk: POL-B, gegevens: {thema: OVERIG}}
  - op: 2027-01-04T10:00
    van: meldpunt-zorg-en-overlast
    type: terugkoppeling.gegeven
    over: politie/POL-A
    gegevens: {resultaat: OPGELOST}
ongelezen: {politie: [{van: 2027-01-04T09:30, tot: 2027-01-12T09:30}]}
tot: 2027-01-13
"""


def _omgeving(data: Path) -> dict[str, str]:
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("WIJKKETEN_")}
    return {**schoon, "WIJKKETEN_DATA": str(data), "PYTHONPATH": str(PROJECT / "services"), "COLUMNS": "160"}


def _wijkketen(*argumenten: str) -> list[str]:
    return [sys.executable, "-P", "-m", "beheer", *argumenten]


def _per_ontvanger(rijen: list[dict[str, Any]]) -> dict[str, list[str]]:
    """What each receiver got, in order of time, without what may differ between two Kafkas."""
    uit: dict[str, list[str]] = {}
    for rij in rijen:
        if rij.get("van") == "wijkketen":
            gegevens = {k: v for k, v in rij["gegevens"].items() if k != "positie"}
            vorm = [rij["op"], rij["type"], rij["over"], rij["onderdeel"], gegevens]
            uit.setdefault(rij["naar"], []).append(json.dumps(vorm, sort_keys=True))
    return {naar: sorted(lijst) for naar, lijst in uit.items()}


def _nagespeeld(bestand: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert hoofd(["simuleer", str(bestand), "--json"]) == Uitgang.GOED
    return [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]


def test_the_demo_equals_simuleer(
    tmp_path: Path, schrijf: Schrijf, capsys: pytest.CaptureFixture[str]
) -> None:
    """Per receiver the same messages at the same moments.

    For each case that comes with the project, and for one in which a partner reads nothing for a week and a
    message is refused.
    """
    bestanden = [schrijf(ONGELEZEN), *sorted((PROJECT / "casussen").glob("*.yaml"))]
    gedaan = subprocess.run(
        _wijkketen("demo", *map(str, bestanden), "--klaar", "--json"),
        cwd=PROJECT,
        env=_omgeving(tmp_path / "data"),
        capture_output=True,
        text=True,
        check=False,
        timeout=350,
    )
    assert gedaan.returncode == Uitgang.GOED, gedaan.stdout[-2000:] + gedaan.stderr
    assert gedaan.stderr == ""
    rijen = [json.loads(regel) for regel in gedaan.stdout.splitlines()]
    uitslagen = [rij for rij in rijen if "zoals_verwacht" in rij]
    assert [u["zoals_verwacht"] for u in uitslagen] == [True] * len(bestanden)
    for bestand in bestanden:
        gespeeld = [rij for rij in rijen if rij["casus"] == bestand.name and "van" in rij]
        assert _per_ontvanger(gespeeld) == _per_ontvanger(_nagespeeld(bestand, capsys)), bestand.name


def _luistert_naar_ctrl_c() -> None:
    """A suite that was started behind a shell ignores it, and so would every child."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def _demo(data: Path, *argumenten: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        _wijkketen("demo", *argumenten),
        cwd=PROJECT,
        env=_omgeving(data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
        preexec_fn=_luistert_naar_ctrl_c,
    ) as proces:
        try:
            yield proces
        finally:
            if proces.poll() is None:
                proces.terminate()


def _lees_tot(proces: subprocess.Popen[str], woord: str) -> str:
    """Everything up to and including the line with this word."""
    assert proces.stdout is not None
    gelezen = ""
    for regel in proces.stdout:
        gelezen += regel
        if woord in regel:
            return gelezen
    pytest.fail(f"{woord!r} never came:\n{gelezen}")


def _luistert(poort: int) -> bool:
    with socket.socket() as contact:
        return contact.connect_ex(("127.0.0.1", poort)) == 0


def test_after_the_cases_one_can_look_around(tmp_path: Path) -> None:
    """Without `--klaar` all keeps running: a trail can be shown from the log, and Ctrl-C ends all."""
    data = tmp_path / "data"
    with _demo(data, "casussen/bank-in-het-plantsoen.yaml") as proces:
        tekst = _lees_tot(proces, "dossier toon")
        adres = tekst.split("WIJKKETEN_KAFKA=")[1].split()[0]
        assert "woningcorporatie/WBV-2027-118" in tekst
        poorten = [int(b.read_text()) for b in sorted((data / "demo").glob("*.poort"))]
        assert len(poorten) == 3
        assert all(_luistert(poort) for poort in [*poorten, int(adres.split(":")[1])])
        spoor = subprocess.run(
            _wijkketen("dossier", "toon", "woningcorporatie/WBV-2027-118", "--json"),
            cwd=PROJECT,
            env={**_omgeving(data), "WIJKKETEN_KAFKA": adres},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        topics = subprocess.run(
            _wijkketen("topics", "controleer"),
            cwd=PROJECT,
            env={**_omgeving(data), "WIJKKETEN_KAFKA": adres},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert topics.returncode == Uitgang.GOED, topics.stdout + topics.stderr
        proces.send_signal(signal.SIGINT)
        assert proces.wait(60) == Uitgang.GOED
    stappen = [json.loads(regel) for regel in spoor.stdout.splitlines()]
    assert [s["feit"] for s in stappen] == [
        "melding.gedaan", "ontvangst.bevestigd", "terugkoppeling.gegeven", "bezorging.bevestigd"
    ]  # fmt: skip
    assert [s["uitslag"] for s in stappen] == ["TOEGEPAST", "TOEGEPAST", "TOEGEPAST", None]
    assert ("terugkoppeling.gegeven", "woningcorporatie") in {
        (b["type"], b["naar"]) for b in stappen[2]["berichten"]
    }
    assert not any(_luistert(poort) for poort in [*poorten, int(adres.split(":")[1])])


def test_a_process_that_dies_ends_the_demo_with_its_log(tmp_path: Path) -> None:
    """Nothing hangs: the demo says which process ended, shows the tail of its log, and ends the others."""
    data = tmp_path / "data"
    with _demo(data, "casussen/verwarde-buurman-stil-meldpunt.yaml") as proces:
        _lees_tot(proces, "herinnering.verstuurd")
        os.kill(_pid_van("vraagopvolging", data), signal.SIGKILL)
        tekst = _lees_tot(proces, "vraagopvolging.log")
        assert proces.wait(60) == Uitgang.PROCES
    assert "is gestopt (uitgangscode -9)" in tekst
    assert "process_started" in tekst
    poorten = [int(b.read_text()) for b in sorted((data / "demo").glob("*.poort"))]
    assert not any(_luistert(poort) for poort in poorten)


def _pid_van(naam: str, data: Path) -> int:
    return int((data / "demo" / "log" / f"{naam}.pid").read_text(encoding="ascii"))
