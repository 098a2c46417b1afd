"""Shows what every verb has in common: help, exit codes, and errors in one sentence."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from beheer.__main__ import hoofd
from beheer.kafka import Kafka
from beheer.omgeving import instellingen
from beheer.uitgangscodes import Uitgang
from keten.platform.instellingen import Instellingen
from tests.beheer.conftest import PROJECT

VERBS = [
    ["demo"], ["simuleer"], ["start"], ["test"],
    ["topics"], ["schemas"], ["inrichting"], ["dossier"], ["bench"],
    ["topics", "toon"], ["topics", "controleer"], ["topics", "pas-toe"], ["topics", "manifesten"],
    ["schemas", "toon"], ["schemas", "controleer"], ["schemas", "genereer"], ["schemas", "registreer"],
    ["partner"], ["partner", "toon"], ["partner", "vrijgeven"],
    ["inrichting", "toon"], ["inrichting", "controleer"], ["dossier", "toon"], ["bench", "motor"],
    ["bench", "verwerk"],
]  # fmt: skip
ENGELS = re.compile(r"Usage|Options|Commands|Arguments|Show this|required|default|Error", re.IGNORECASE)


def _draai(*argumenten: str, **omgeving: str) -> subprocess.CompletedProcess[str]:
    schoon = {k: v for k, v in os.environ.items() if not k.startswith("WIJKKETEN_")}
    return subprocess.run(
        [sys.executable, "-P", "-m", "beheer", *argumenten],
        cwd=PROJECT,
        env={**schoon, "PYTHONPATH": str(PROJECT / "services"), **omgeving},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_the_help_lists_every_verb_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` is the table of contents, and the one place where exit codes are explained."""
    assert hoofd(["--help"]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    for verb in VERBS:
        assert verb[0] in tekst
    for uitgang in Uitgang:
        assert re.search(rf"^ +{uitgang.value} ", tekst, re.MULTILINE), uitgang
        assert uitgang.betekenis in tekst


@pytest.mark.parametrize("verb", VERBS, ids=" ".join)
def test_every_verb_explains_itself_in_dutch(verb: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """No English word of the parser shines through."""
    assert hoofd([*verb, "--help"]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    assert tekst.startswith(f"Gebruik: wijkketen {' '.join(verb)}")
    assert not ENGELS.search(tekst)
    assert [regel for regel in tekst.splitlines() if regel != regel.rstrip()] == []


@pytest.mark.parametrize(
    ("argumenten", "zin"),
    [
        (["simuler"], "bestaat niet"),
        (["simulere", "a"], "Bedoelt u simuleer?"),
        (["dossier", "toen"], "Bedoelt u toon?"),
        (["xyzzy"], "Het werkwoord xyzzy bestaat niet.\n"),
        (["test", "--kort"], "Bedoelt u --ring kort?"),
        (["test", "--rin", "kort"], "Bedoelt u --ring?"),
        (["simuleer"], "Er ontbreekt iets"),
        (["simuleer", "a", "b"], "te veel"),
        (["simuleer", "a", "--too", "x"], "bestaat niet"),
        (["simuleer", "a", "--tot"], "een waarde nodig"),
        (["start", "inname", "bekendheid"], "geen proces bekendheid"),
        (["dossier", "toon", "zomaar"], "geen verzoek_id"),
    ],
)
def test_a_wrong_call_is_one_sentence_and_code_2(
    argumenten: list[str], zin: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On standard error, with what to do; standard output stays empty."""
    assert hoofd(argumenten) == Uitgang.GEBRUIK
    uit, fout = capsys.readouterr()
    assert uit == ""
    assert zin in fout
    assert "→" in fout
    assert "Traceback" not in fout


def test_wrong_settings_are_told_by_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every wrong variable, with code 4."""
    monkeypatch.setenv("WIJKKETEN_PARTITIES", "veel")
    monkeypatch.setenv("WIJKKETEN_LOG", "hard")
    assert hoofd(["inrichting", "controleer"]) == Uitgang.INRICHTING
    fout = capsys.readouterr().err
    assert "WIJKKETEN_PARTITIES" in fout
    assert "WIJKKETEN_LOG" in fout


def test_a_wrong_inrichting_is_told_with_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All mistakes, code 4."""
    (tmp_path / "v1").mkdir()
    (tmp_path / "v1" / "ladder.yaml").write_text("niveaus: [{partij: x}]\n", encoding="utf-8")
    assert hoofd(["inrichting", "controleer", str(tmp_path)]) == Uitgang.INRICHTING
    fout = capsys.readouterr().err
    assert "ladder.yaml:1" in fout
    assert "partijen.yaml" in fout


def test_a_verb_that_needs_kafka_says_how_to_get_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code 5 and the name of the setting."""
    monkeypatch.delenv("WIJKKETEN_KAFKA", raising=False)
    assert hoofd(["dossier", "toon", "politie/A"]) == Uitgang.KAFKA
    assert "WIJKKETEN_KAFKA" in capsys.readouterr().err


@pytest.mark.parametrize("verb", [["start", "alles"], ["demo", "--klaar"]], ids=" ".join)
def test_a_kafka_that_does_not_answer_is_told_first(
    verb: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is started and nothing is ticked off: one sentence, code 5."""
    monkeypatch.setenv("WIJKKETEN_KAFKA", "127.0.0.1:1")
    monkeypatch.setenv("WIJKKETEN_DATA", str(tmp_path))
    assert hoofd(verb) == Uitgang.KAFKA
    fout = capsys.readouterr().err
    assert "Kafka op 127.0.0.1:1 antwoordt niet" in fout
    assert "gestart" not in fout
    assert "✓" not in fout


def test_start_says_that_it_stops(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before it waits for the processes, and when they are gone."""

    @contextmanager
    def een_kafka(*_: object) -> Iterator[Kafka]:
        yield Kafka("k:1", ingebed=False, eis_levend=lambda: None)

    def onderbreek(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("beheer.kafka.kafka", een_kafka)
    monkeypatch.setattr("beheer.oppassen.pas_op", onderbreek)
    assert hoofd(["start", "alles"]) == Uitgang.ONDERBROKEN
    fout = capsys.readouterr().err
    assert fout.index("wijkketen stopt") < fout.index("wijkketen gestopt")


@pytest.mark.parametrize("adres", ["onzin", "kafka:", "a:9092,b", "http://a:9092", "a:9092 b:9092"])
def test_an_address_that_is_none_is_told(
    adres: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Code 4 and the form that it must have."""
    monkeypatch.setenv("WIJKKETEN_KAFKA", adres)
    assert hoofd(["start", "alles"]) == Uitgang.INRICHTING
    assert "WIJKKETEN_KAFKA: geen host:port" in capsys.readouterr().err


@pytest.mark.parametrize("adres", ["kafka:9092", "10.0.0.1:9092, b-1.c:9093", "[::1]:9092"])
def test_an_address_may_be_a_name_or_a_number(adres: str) -> None:
    """And more than one."""
    assert Instellingen(kafka=adres).kafka == adres


def test_the_default_folders_do_not_depend_on_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """State and keys stand in the project, wherever a command is given."""
    monkeypatch.chdir(tmp_path)
    assert instellingen().data == PROJECT / ".wijkketen/data"
    assert instellingen().inrichting == PROJECT / "inrichting/drechtsteden"


def test_a_mistake_of_ours_is_a_sentence_unless_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody is shown a traceback who did not ask for one; whoever does, gets it."""

    def stuk(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("keten.platform.inrichting_lezer.lees_inrichtingen", stuk)
    assert hoofd(["inrichting", "controleer"]) == Uitgang.ONVOORZIEN
    assert "Traceback" not in capsys.readouterr().err
    monkeypatch.setenv("WIJKKETEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        hoofd(["inrichting", "controleer"])


@pytest.mark.timeout(120)
def test_colour_only_where_wanted() -> None:
    """A pipe gets none; FORCE_COLOR (a terminal) gives it, NO_COLOR takes it away again."""
    assert "\x1b[" not in _draai("inrichting", "controleer").stdout
    assert "\x1b[" in _draai("inrichting", "controleer", FORCE_COLOR="1").stdout
    zonder = _draai("inrichting", "controleer", FORCE_COLOR="1", NO_COLOR="1").stdout
    assert "\x1b[3" not in zonder


@pytest.mark.timeout(120)
@pytest.mark.parametrize("extra", [[], ["--json"]], ids=["mensen", "machines"])
def test_a_reader_that_stops_early_ends_it_quietly(extra: list[str]) -> None:
    """`| head`: a code of its own, and no word on standard error."""
    casus = "casussen/verwarde-buurman-stil-meldpunt.yaml"
    omgeving = {**os.environ, "PYTHONPATH": str(PROJECT / "services")}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "beheer", "simuleer", casus, *extra],
        cwd=PROJECT,
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as proces:
        assert proces.stdout is not None
        assert proces.stderr is not None
        proces.stdout.close()
        assert proces.stderr.read() == ""
        assert proces.wait(60) == Uitgang.PIJP


@pytest.mark.timeout(120)
def test_help_is_quick() -> None:
    """Half a second of work at most: nothing heavy is loaded for it. Measured in time of the processor."""
    code = (
        "import sys, time; from beheer.__main__ import hoofd; hoofd(['--help']);"
        "zwaar = {'pydantic', 'fastavro', 'aiokafka', 'faust', 'sqlalchemy', 'cryptography', 'ruamel'};"
        "sys.exit(f'{zwaar & set(sys.modules)} {time.process_time()}'"
        " if zwaar & set(sys.modules) or time.process_time() > 0.5 else 0)"
    )
    omgeving = {**os.environ, "PYTHONPATH": str(PROJECT / "services")}
    gedaan = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=omgeving, capture_output=True, text=True, check=False
    )
    assert gedaan.returncode == 0, gedaan.stderr


@pytest.mark.timeout(120)
def test_sigterm_has_its_own_code(tmp_path: Path) -> None:
    """Whoever ends a command from outside sees that it ended because of that."""
    code = "import sys; from beheer.__main__ import hoofd; from beheer import simuleer; import time\n" + (
        "from beheer import __main__ as m\n"
        "m.app.command('slaap')(lambda: (print('ja', flush=True), time.sleep(60)))\n"
        "sys.exit(hoofd(['slaap']))"
    )
    omgeving = {**os.environ, "PYTHONPATH": str(PROJECT / "services")}
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, env=omgeving, stdout=subprocess.PIPE, text=True
    ) as proces:
        assert proces.stdout is not None
        assert proces.stdout.readline() == "ja\n"
        begin = time.monotonic()
        proces.send_signal(signal.SIGTERM)
        assert proces.wait() == Uitgang.BEEINDIGD
        assert time.monotonic() - begin < 30
