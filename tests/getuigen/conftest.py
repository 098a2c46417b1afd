"""Understands the chain as a deployment runs it: each process by itself, as itself, on a Kafka that asks."""

from __future__ import annotations

import base64
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from keten.platform.inrichting_lezer import lees_inrichtingen
from keten.platform.topicrechten import gebruikers
from keten.platform.topics import lees_topics
from tests.getuigen.kcat import Partner
from tests.getuigen.veilige_kafka import VeiligeKafka
from tests.steun.gereedschap import WORTEL
from tests.uitrol.lezen import processen

STOP_S = 60
WIJKKETEN = [sys.executable, "-P", "-m", "beheer"]


class Keten:
    """A running chain; `partner` gives the way in and out of one partner's topics."""

    def __init__(self, kafka: VeiligeKafka, map_: Path) -> None:
        self._kafka = kafka
        self._map = map_

    def partner(self, code: str) -> Partner:
        naam = f"partner-{code}"
        return Partner(code, self._kafka.veilig_adres, naam, self._kafka.wachtwoorden[naam], self._kafka.ca)

    def gereed(self, proces: str) -> bool:
        """What the health check of that process's container would say."""
        poort = (self._map / f"data-{proces}" / f"{proces}.poort").read_text(encoding="ascii")
        opdracht = [sys.executable, str(WORTEL / "deploy" / "gezond.py"), "/gereed", poort]
        return subprocess.run(opdracht, timeout=20, check=False).returncode == 0


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Keten]:
    """Not on the shared broker: the processes read topics and use groups by their fixed names."""
    map_ = tmp_path_factory.mktemp("keten")
    partijen = lees_inrichtingen(WORTEL / "inrichting" / "drechtsteden").nieuwste.partijen.values()
    alle = gebruikers(lees_topics(WORTEL / "topics"), partijen)
    hoofdsleutel = base64.b64encode(secrets.token_bytes(32)).decode()
    with ExitStack() as stapel:
        kafka = stapel.enter_context(VeiligeKafka(map_ / "kafka", alle))
        _eenmalig(["topics", "pas-toe"], {"WIJKKETEN_KAFKA": kafka.adres})
        kafka.geef_rechten()
        _eenmalig(["topics", "controleer"], _omgeving(kafka, map_, "beheer", None))
        for proces in sorted(processen()):
            sleutel = None if proces == "vraagopvolging" else hoofdsleutel
            stapel.enter_context(_proces(proces, _omgeving(kafka, map_, proces, sleutel), map_))
        yield Keten(kafka, map_)


def _omgeving(kafka: VeiligeKafka, map_: Path, proces: str, hoofdsleutel: str | None) -> dict[str, str]:
    """As the manifests give it: addresses in the environment, secrets in files; no hoofdsleutel for all."""
    geheimen, data = map_ / f"geheimen-{proces}", map_ / f"data-{proces}"
    geheimen.mkdir()
    (geheimen / "wijkketen_kafka_wachtwoord").write_text(kafka.wachtwoorden[proces], encoding="ascii")
    if hoofdsleutel is not None:
        (geheimen / "wijkketen_hoofdsleutel").write_text(hoofdsleutel, encoding="ascii")
    return {
        "WIJKKETEN_KAFKA": kafka.veilig_adres,
        "WIJKKETEN_KAFKA_CA": str(kafka.ca),
        "WIJKKETEN_KAFKA_GEBRUIKER": proces,
        "WIJKKETEN_GEHEIMEN": str(geheimen),
        "WIJKKETEN_DATA": str(data),
        "WIJKKETEN_KLUIS": f"sqlite:///{map_ / 'kluis.sqlite'}",
        "WIJKKETEN_LOG": "json",
    }


def _schoon() -> dict[str, str]:
    """The machine's environment without settings of somebody who tests by hand."""
    schoon = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("WIJKKETEN_")}
    return schoon | {"PYTHONPATH": str(WORTEL / "services")}


def _eenmalig(verb: list[str], omgeving: dict[str, str]) -> None:
    subprocess.run([*WIJKKETEN, *verb], env=_schoon() | omgeving, cwd=WORTEL, check=True, timeout=120)


@contextmanager
def _proces(naam: str, omgeving: dict[str, str], map_: Path) -> Iterator[None]:
    """One process as a container runs it; ended in good order, its log shown for a test that failed."""
    log = map_ / f"{naam}.log"
    with log.open("wb") as uit:
        proces = subprocess.Popen(
            [*WIJKKETEN, "start", "--zonder-oppas", naam],
            env=_schoon() | omgeving,
            cwd=WORTEL,
            stdout=uit,
            stderr=subprocess.STDOUT,
        )
        try:
            yield
        finally:
            sys.stdout.write(f"--- {naam}: exit code {_stop(proces)}\n")
            sys.stdout.write(log.read_text(encoding="utf-8", errors="replace")[-10_000:])


def _stop(proces: subprocess.Popen[bytes]) -> int:
    proces.send_signal(signal.SIGTERM)
    try:
        return proces.wait(STOP_S)
    except subprocess.TimeoutExpired:
        proces.kill()
        return proces.wait()
