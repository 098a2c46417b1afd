"""Understands that the alert rules look at what the processes really tell, and go off when they must."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import CollectorRegistry, generate_latest
from ruamel.yaml import YAML

from keten.contract.leesgroepen import LEESGROEPEN
from keten.platform.motor.meetpunt import StandVerzamelaar
from keten.platform.motor.stand import Stand
from tests.steun.gereedschap import gereedschap
from tests.uitrol.lezen import WORTEL, lees

REGELS = WORTEL / "deploy" / "bewaking" / "regels.yaml"


def _regels() -> list[dict[str, Any]]:
    (groep,) = lees(REGELS)["groups"]
    regels: list[dict[str, Any]] = groep["rules"]
    return regels


def test_iedere_meting_in_een_regel_bestaat() -> None:
    """A rule on a metric that nobody exports never goes off."""
    registry = CollectorRegistry(auto_describe=False)
    stand = Stand(
        "inname-v1",
        tellers={"naar_quarantaine": 1},
        merken={"in.mee": 1},
        achterstand={"in.mee": 1},
        oordelen={"mee": {"toegepast": 1}},
        ingehouden={"in.mee": {}},
    )
    registry.register(StandVerzamelaar(lambda: stand))
    gemeten = {regel.partition("{")[0] for regel in generate_latest(registry).decode().splitlines()}
    for regel in _regels():
        namen = set(re.findall(r"wijkketen_\w+", regel["expr"]))
        assert namen, regel["alert"]
        assert namen <= gemeten, regel["alert"]


def test_ieder_proces_wordt_gemist() -> None:
    """Each engine that should run is named in the rule about engines that are gone."""
    (weg,) = (regel["expr"] for regel in _regels() if regel["alert"] == "ProcesWeg")
    motoren = {motor for groepen in LEESGROEPEN.values() for motor in groepen}
    assert set(re.findall(r'proces="([\w-]+)"', weg)) == motoren


def _promtool(*opdracht: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [gereedschap("promtool"), *opdracht], capture_output=True, text=True, timeout=100, check=False
    )


@pytest.mark.getuige
def test_promtool_leest_de_regels() -> None:
    """Prometheus itself has nothing to say against them."""
    oordeel = _promtool("check", "rules", str(REGELS))
    assert oordeel.returncode == 0, oordeel.stdout + oordeel.stderr


GEZOND = {
    **{f'wijkketen_motor_gereed{{proces="{g}"}}': "1x120" for gs in LEESGROEPEN.values() for g in gs},
    'wijkketen_motor_merk_seconden{topic="in.mee"}': "0+60x120",
    'wijkketen_motor_total{proces="inname-v1",wat="naar_quarantaine"}': "3x120",
    'wijkketen_oordelen_total{proces="inname-v1",partner="mee",code="toegepast"}': "0+60x120",
    'wijkketen_oordelen_total{proces="inname-v1",partner="mee",code="KTN-110"}': "0+1x120",
    'wijkketen_motor_geisoleerde_sleutels{proces="vraagopvolging-v1"}': "0x120",
    'wijkketen_motor_wachtende_wekkers{proces="vraagopvolging-v1"}': "0x120",
    'wijkketen_motor_achterstand{proces="inname-v1",topic="in.mee"}': "10x120",
    'wijkketen_motor_achterstand{proces="bezorging-bewijs-v1",topic="uit.mee"}': "5000x120",
    'wijkketen_motor_oudste_batch_seconden{proces="inname-v1"}': "0.1x120",
}
"""An hour and more in which nothing is wrong, one sample a minute."""


@pytest.mark.getuige
@pytest.mark.parametrize(
    ("alert", "reeks", "waarden"),
    [
        (None, "", ""),
        ("ProcesWeg", 'wijkketen_motor_gereed{proces="bezorging-v1"}', "1x10 0x110"),
        ("MerkStaatStil", 'wijkketen_motor_merk_seconden{topic="in.mee"}', "0+60x10 600x110"),
        ("MerkStaatStil", 'wijkketen_motor_merk_seconden{topic="in.cjg"}', "0x120"),
        ("WekkersWachten", 'wijkketen_motor_wachtende_wekkers{proces="vraagopvolging-v1"}', "2x120"),
        ("Quarantaine", 'wijkketen_motor_total{proces="inname-v1",wat="naar_quarantaine"}', "3x55 4x65"),
        ("Quarantaine", 'wijkketen_motor_total{proces="inname-v1",wat="naar_quarantaine"}', "_x55 1x65"),
        ("PartnerOpgehouden", 'wijkketen_motor_ingehouden{proces="inname-v1",topic="in.mee"}', "1x120"),
        (
            "PartnerVeelGeweigerd",
            'wijkketen_oordelen_total{proces="vraagopvolging-v1",partner="mee",code="KTN-206"}',
            "0+30x120",
        ),
        ("VerzoekGeisoleerd", 'wijkketen_motor_geisoleerde_sleutels{proces="vraagopvolging-v1"}', "1x120"),
        ("Achterstand", 'wijkketen_motor_achterstand{proces="inname-v1",topic="in.mee"}', "2000x120"),
        ("BatchBlijftLiggen", 'wijkketen_motor_oudste_batch_seconden{proces="inname-v1"}', "20x120"),
    ],
)
def test_een_regel_gaat_af(tmp_path: Path, alert: str | None, reeks: str, waarden: str) -> None:
    """On an hour of samples: silent while all is well, and for each trouble its own rule and no other."""
    reeksen = {**GEZOND, reeks: waarden} if alert else GEZOND
    proef = {
        "rule_files": [str(REGELS)],
        "evaluation_interval": "1m",
        "tests": [
            {
                "interval": "1m",
                "input_series": [{"series": r, "values": w} for r, w in reeksen.items()],
                "promql_expr_test": [
                    {
                        "expr": 'count by (alertname) (ALERTS{alertstate="firing"})',
                        "eval_time": "1h",
                        "exp_samples": [{"labels": f'{{alertname="{alert}"}}', "value": 1}] if alert else [],
                    }
                ],
            }
        ],
    }
    bestand = tmp_path / "proef.yaml"
    with bestand.open("w", encoding="utf-8") as uit:
        YAML(typ="safe", pure=True).dump(proef, uit)
    oordeel = _promtool("test", "rules", str(bestand))
    assert oordeel.returncode == 0, oordeel.stdout + oordeel.stderr
