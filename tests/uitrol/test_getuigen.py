"""Understands what tools that nobody here wrote say of the image, the compose file and the manifests."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.steun.gereedschap import gereedschap
from tests.uitrol import schemas
from tests.uitrol.lezen import COMPOSE, OVERLAYS, WORTEL, processen

pytestmark = [pytest.mark.getuige, pytest.mark.timeout(120)]
OVERLAY = pytest.mark.parametrize("overlay", OVERLAYS, ids=lambda pad: pad.name)


def vraag(opdracht: Sequence[str], invoer: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        opdracht, input=invoer, cwd=WORTEL, capture_output=True, text=True, timeout=100, check=False
    )


def beoordeel_compose(tekst: str) -> subprocess.CompletedProcess[str]:
    opdracht = [gereedschap("docker-compose"), "--project-directory", str(WORTEL), "--env-file", os.devnull]
    return vraag([*opdracht, "-f", "-", "config", "-q"], tekst)


def test_compose_leest_het_bestand() -> None:
    """docker compose accepts the file, with nothing set, and has nothing to warn of."""
    oordeel = beoordeel_compose(COMPOSE.read_text(encoding="utf-8"))
    assert (oordeel.returncode, oordeel.stderr) == (0, "")


@pytest.mark.parametrize(
    ("goed", "fout", "gezegd"),
    [
        ("stop_grace_period:", "stop_grace_periode:", "stop_grace_periode"),
        ("kafka: {condition: service_healthy}", "kafka: {condition: service_gezond}", "condition"),
        ('volumes: ["inname:/data"]', 'volumes: ["inaam:/data"]', "inaam"),
        ("  topics:\n    <<:", "  topic:\n    <<:", "topics"),
    ],
    ids=["sleutel", "voorwaarde", "volume", "dienst"],
)
def test_compose_ziet_een_tikfout(goed: str, fout: str, gezegd: str) -> None:
    """The witness is awake: one wrong word in the file is refused, and named."""
    tekst = COMPOSE.read_text(encoding="utf-8")
    assert goed in tekst
    oordeel = beoordeel_compose(tekst.replace(goed, fout, 1))
    assert oordeel.returncode != 0
    assert gezegd in oordeel.stderr


def test_dockerfile_zonder_aanmerking() -> None:
    """hadolint has nothing to say."""
    oordeel = vraag([gereedschap("hadolint"), "Dockerfile"])
    assert (oordeel.returncode, oordeel.stdout) == (0, "")


def test_hadolint_ziet_een_fout() -> None:
    """The witness is awake: an image without a version is refused."""
    oordeel = vraag([gereedschap("hadolint"), "-"], "FROM debian\nRUN cd /tmp\n")
    assert oordeel.returncode != 0
    assert "DL3006" in oordeel.stdout


@cache
def bouw(overlay: Path) -> str:
    """The manifests as they would be applied."""
    gebouwd = vraag([gereedschap("kustomize"), "build", str(overlay)])
    assert (gebouwd.returncode, gebouwd.stderr) == (0, "")
    return gebouwd.stdout


def beoordeel_manifesten(tekst: str) -> subprocess.CompletedProcess[str]:
    schemas.maak()
    plekken = [deel for plek in schemas.PLEKKEN for deel in ("-schema-location", plek)]
    opdracht = [gereedschap("kubeconform"), "-strict", "-summary", "-kubernetes-version", schemas.KUBERNETES]
    return vraag([*opdracht, *plekken, "-"], tekst)


@OVERLAY
def test_manifesten_kloppen(overlay: Path) -> None:
    """Every resource of an overlay fits its schema, Strimzi's included; none is skipped for want of one."""
    tekst = bouw(overlay)
    aantal = sum(1 for document in YAML(typ="safe", pure=True).load_all(tekst) if document)
    oordeel = beoordeel_manifesten(tekst)
    assert oordeel.returncode == 0, oordeel.stdout
    assert f"{aantal} resources found" in oordeel.stdout
    assert f"Valid: {aantal}, Invalid: 0, Errors: 0, Skipped: 0" in oordeel.stdout


@pytest.mark.parametrize(
    ("goed", "fout"),
    [
        ("terminationGracePeriodSeconds:", "terminationGracePeriode:"),
        ("maxUnavailable: 1", "maxUnavailable: {}"),
        ("kind: PodDisruptionBudget", "kind: PodDisruptionBudgetje"),
        ("metadataVersion:", "metadataVersie:"),
        ("deleteClaim: false", "deleteClaim: nee"),
        ("apiVersion: kafka.strimzi.io/v1\n", "apiVersion: kafka.strimzi.io/v1beta2\n"),
    ],
    ids=["sleutel", "vorm", "soort", "strimzi-sleutel", "strimzi-vorm", "strimzi-versie"],
)
def test_kubeconform_ziet_een_tikfout(goed: str, fout: str) -> None:
    """The witness is awake: one wrong word, in Kubernetes' own resources or Strimzi's, is refused."""
    manifest = next(deel for deel in bouw(OVERLAYS[-1]).split("\n---\n") if goed in deel)
    assert beoordeel_manifesten(manifest).returncode == 0
    assert beoordeel_manifesten(manifest.replace(goed, fout, 1)).returncode != 0


@OVERLAY
def test_uitgerold_is_ieder_proces_opgesloten_en_bevraagd(overlay: Path) -> None:
    """After all patches each process still has what the base promises: probes, limits, nothing it may do."""
    documenten: list[dict[str, Any]] = list(YAML(typ="safe", pure=True).load_all(bouw(overlay)))
    uitgerold = {d["metadata"]["name"]: d for d in documenten if d["kind"] == "Deployment"}
    assert set(uitgerold) == processen()
    for manifest in uitgerold.values():
        pod = manifest["spec"]["template"]["spec"]
        (container,) = pod["containers"]
        assert container.keys() >= {"startupProbe", "livenessProbe", "readinessProbe", "resources"}
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert (pod["securityContext"]["runAsNonRoot"], pod["automountServiceAccountToken"]) == (True, False)
        assert {m["name"] for m in container["volumeMounts"]} == {v["name"] for v in pod["volumes"]}
    namen = Counter((d["kind"], d["metadata"].get("namespace")) for d in documenten)
    assert {ruimte for (soort, ruimte) in namen if soort != "Namespace"} == {"wijkketen"}
