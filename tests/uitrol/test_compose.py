"""Understands that the compose file fits the processes there are, and gives away no secret."""

from __future__ import annotations

import re
from typing import Any

import pytest

from keten.platform.instellingen import Instellingen
from tests.uitrol.lezen import WORTEL, compose, instelnamen, processen, teksten

INFRA = {"kafka", "postgres", "topics"}
GEHEIM = re.compile(r"wachtwoord|password|sleutel|secret|token", re.IGNORECASE)
VAST = re.compile(r":(\d+\.\d+(\.\d+)?)(-[a-z0-9.]+)*$")


def diensten() -> dict[str, Any]:
    gelezen: dict[str, Any] = compose()["services"]
    return gelezen


def omgeving(dienst: dict[str, Any]) -> dict[str, Any]:
    gelezen: dict[str, Any] = dienst.get("environment", {})
    return gelezen


def test_ieder_proces_staat_erin() -> None:
    """A folder in services/ that runs is a service; the only others are the three beside them."""
    assert set(diensten()) == processen() | INFRA


@pytest.mark.parametrize("proces", sorted(processen()))
def test_een_proces_komt_terug_en_laat_zich_bevragen(proces: str) -> None:
    """It waits for the topics, is asked whether it has its work, comes back, and has time to stop."""
    dienst = diensten()[proces]
    assert dienst["command"] == ["start", "--zonder-oppas", proces]
    assert dienst["depends_on"]["topics"] == {"condition": "service_completed_successfully"}
    assert dienst["depends_on"]["kafka"] == {"condition": "service_healthy"}
    assert dienst["healthcheck"]["test"][-1] == "/gereed"
    assert dienst["restart"] == "unless-stopped"
    assert dienst["stop_grace_period"] == "60s"


@pytest.mark.parametrize("proces", sorted(processen() | {"topics"}))
def test_een_container_van_ons_mag_niets(proces: str) -> None:
    """Read-only, without capabilities, and with a bound on memory."""
    dienst = diensten()[proces]
    assert dienst["read_only"] is True
    assert dienst["cap_drop"] == ["ALL"]
    assert dienst["security_opt"] == ["no-new-privileges:true"]
    assert dienst["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}


@pytest.mark.parametrize("proces", sorted(processen() | {"topics"}))
def test_instellingen_bestaan(proces: str) -> None:
    """Each WIJKKETEN_* variable is a setting that the processes read: a typo would be ignored."""
    namen = {naam for naam in omgeving(diensten()[proces]) if naam.startswith("WIJKKETEN_")}
    assert namen
    assert namen <= instelnamen()


def test_een_register_komt_uit_env_of_is_er_niet() -> None:
    """Every service of ours takes the registry's address as it stands, and none at all where nobody says one:
    an empty one would be an address.
    """
    for dienst in processen() | {"topics"}:
        assert omgeving(diensten()[dienst]).get("WIJKKETEN_REGISTER", "ontbreekt") is None
    assert "#WIJKKETEN_REGISTER=" in (WORTEL / ".env.voorbeeld").read_text(encoding="utf-8")


def test_geheimen_staan_in_bestanden() -> None:
    """No environment holds a secret: what is named like one is a file's path, and no URL has a password."""
    for naam, dienst in diensten().items():
        for sleutel, waarde in omgeving(dienst).items():
            if GEHEIM.search(sleutel):
                assert str(waarde).startswith("/run/secrets/"), f"{naam}: {sleutel}"
            assert not re.search(r"//[^/@]*:[^/@]*@", str(waarde)), f"{naam}: {sleutel}"
    for naam, geheim in compose()["secrets"].items():
        assert set(geheim) == {"file"}, naam
        assert naam.removeprefix("wijkketen_") in Instellingen.model_fields


def test_wie_de_kluis_niet_nodig_heeft_komt_er_niet() -> None:
    """The tracker has no secret and no network in common with the vault's database."""
    volger = diensten()["vraagopvolging"]
    assert "secrets" not in volger
    assert not set(volger["networks"]) & set(diensten()["postgres"]["networks"])


def test_images_zijn_vastgezet() -> None:
    """Every image has a full version: the same file gives the same deployment next year."""
    for naam, dienst in diensten().items():
        image = re.sub(r"\$\{\w+:-(.*)\}", r"\1", dienst["image"])
        assert VAST.search(image), f"{naam}: {image}"
    basis = re.search(r"^ARG BASE=(\S+)$", (WORTEL / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert basis is not None
    assert VAST.search(basis[1])
    assert any(basis[1] in tekst for _, tekst in teksten(compose()))


def test_kafka_vergeet_niet_wat_gelezen_is() -> None:
    """Delivery is read from committed offsets, so the broker keeps those longer than any topic (400 days)."""
    kafka = omgeving(diensten()["kafka"])
    assert kafka["KAFKA_OFFSETS_RETENTION_MINUTES"] >= 400 * 24 * 60
    assert kafka["KAFKA_AUTO_CREATE_TOPICS_ENABLE"] == "false"


def test_open_poorten_blijven_op_de_machine() -> None:
    """What is published is published on loopback: that listener is not encrypted."""
    for naam, dienst in diensten().items():
        for poort in dienst.get("ports", []):
            assert poort.startswith("127.0.0.1:"), f"{naam}: {poort}"


def test_voorbeeld_noemt_wat_er_te_kiezen_is() -> None:
    """Every variable of the compose file stands in .env.voorbeeld, and no other does."""
    gebruikt = {naam for _, tekst in teksten(compose()) for naam in re.findall(r"\$\{(\w+)", tekst)}
    doorgegeven = {n for dienst in diensten().values() for n, w in omgeving(dienst).items() if w is None}
    regels = (WORTEL / ".env.voorbeeld").read_text(encoding="utf-8")
    assert set(re.findall(r"^#?(\w+)=", regels, re.MULTILINE)) == gebruikt | doorgegeven
