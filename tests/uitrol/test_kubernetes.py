"""Understands that the manifests fit the processes; what a tool must judge stands in test_getuigen."""

from __future__ import annotations

import re
from typing import Any

import pytest

from keten.platform.instellingen import Instellingen
from tests.uitrol.lezen import (
    BASIS,
    GEGENEREERD,
    K8S,
    OVERLAYS,
    WORTEL,
    compose,
    in_basis,
    instelnamen,
    lees,
    manifesten,
    processen,
    teksten,
)

GEDEELD = lees(BASIS / "gedeeld" / "proces.yaml")["spec"]["template"]["spec"]["containers"][0]
OPGESLOTEN = lees(BASIS / "gedeeld" / "opgesloten.yaml")["spec"]["template"]["spec"]


def bak(manifest: dict[str, Any]) -> dict[str, Any]:
    """The one container of a workload."""
    (enige,) = manifest["spec"]["template"]["spec"]["containers"]
    gelezen: dict[str, Any] = enige
    return gelezen


def test_ieder_proces_heeft_een_deployment() -> None:
    """A folder in services/ that runs has a Deployment, a disruption budget and an account by its name."""
    assert set(in_basis("Deployment")) == processen()
    assert set(in_basis("PodDisruptionBudget")) == processen()
    assert set(in_basis("ServiceAccount")) == processen() | {"topics"}


def test_de_kustomization_noemt_ieder_bestand() -> None:
    """A manifest that the kustomization does not name would never be rolled out."""
    genoemd = set(lees(BASIS / "kustomization.yaml")["resources"])
    assert genoemd == {pad.name for pad in BASIS.glob("*.yaml")} - {"kustomization.yaml"}


@pytest.mark.parametrize("proces", sorted(processen()))
def test_een_proces_start_zichzelf_als_zichzelf(proces: str) -> None:
    """The Deployment starts the process of its name, with a principal and an account of that name."""
    manifest = in_basis("Deployment")[proces]
    assert bak(manifest)["args"] == ["start", "--zonder-oppas", proces]
    assert {"name": "WIJKKETEN_KAFKA_GEBRUIKER", "value": proces} in bak(manifest)["env"]
    assert manifest["spec"]["template"]["spec"]["serviceAccountName"] == proces
    assert "memory" in bak(manifest)["resources"]["limits"]
    assert in_basis("PodDisruptionBudget")[proces]["spec"]["selector"] == manifest["spec"]["selector"]


def test_alle_processen_worden_bevraagd() -> None:
    """The shared part, which reaches every Deployment, has the three probes."""
    delen = {deel["path"]: deel["target"]["kind"] for deel in lees(BASIS / "kustomization.yaml")["patches"]}
    assert delen == {"gedeeld/opgesloten.yaml": "Deployment|Job", "gedeeld/proces.yaml": "Deployment"}
    assert GEDEELD["livenessProbe"]["httpGet"]["path"] == "/levend"
    assert GEDEELD["startupProbe"]["httpGet"]["path"] == "/levend"
    assert GEDEELD["readinessProbe"]["httpGet"]["path"] == "/gereed"


def test_het_geduld_is_overal_gelijk() -> None:
    """Compose and Kubernetes give a process the same time to stop, more than the engine's 30 seconds."""
    genade = lees(BASIS / "gedeeld" / "proces.yaml")["spec"]["template"]["spec"][
        "terminationGracePeriodSeconds"
    ]
    assert genade > 30
    assert {compose()["services"][proces]["stop_grace_period"] for proces in processen()} == {f"{genade}s"}


def test_geheimen_worden_genoemd_en_niet_gegeven() -> None:
    """There is no Secret, no password in a URL, and no literal under a secret's name."""
    for manifest in manifesten(K8S):
        assert manifest["kind"] != "Secret"
        for pad, tekst in teksten(manifest):
            assert not re.search(r"//[^/@\s]*:[^/@\s]*@", tekst), pad
        for variabele in [v for pad, v in _variabelen(manifest) if "WACHTWOORD" in pad or "SLEUTEL" in pad]:
            assert "valueFrom" in variabele


def _variabelen(waarde: Any) -> list[tuple[str, dict[str, Any]]]:
    if isinstance(waarde, list):
        return [paar for deel in waarde for paar in _variabelen(deel)]
    if not isinstance(waarde, dict):
        return []
    eigen = [(str(v["name"]), v) for v in waarde.get("env") or [] if isinstance(v, dict)]
    return eigen + [paar for deel in waarde.values() for paar in _variabelen(deel)]


def test_een_geheim_heet_als_zijn_instelling() -> None:
    """Each file in the secrets' folder is a setting: under another name it would not be read."""
    for manifest in [*in_basis("Deployment").values(), *in_basis("Job").values()]:
        for pad, tekst in teksten(manifest):
            if pad.endswith("/path") and "/projected/" in pad:
                assert tekst.removeprefix("wijkketen_") in Instellingen.model_fields, tekst


def test_instellingen_bestaan() -> None:
    """Each WIJKKETEN_* in a manifest, ConfigMap or overlay is a setting that the processes read."""
    tekst = "".join(
        pad.read_text(encoding="utf-8") for pad in K8S.rglob("*") if pad.suffix in {".yaml", ".env"}
    )
    namen = set(re.findall(r"\bWIJKKETEN_[A-Z_]+", tekst))
    assert {"WIJKKETEN_KAFKA", "WIJKKETEN_KAFKA_CA", "WIJKKETEN_GEHEIMEN"} <= namen <= instelnamen()


def test_de_volger_heeft_alleen_zijn_eigen_wachtwoord() -> None:
    """The tracker gets neither hoofdsleutel nor vault; who does is marked for the network rules."""
    for naam, manifest in in_basis("Deployment").items():
        geheimen = {tekst for pad, tekst in teksten(manifest) if pad.endswith("/secret/name")}
        gemerkt = manifest["spec"]["template"]["metadata"]["labels"].get("wijkketen.nl/kluis") == "ja"
        assert gemerkt == ("hoofdsleutel" in geheimen) == ("kluis" in geheimen)
        assert gemerkt == (naam != "vraagopvolging")
        assert naam in geheimen


def test_niets_praat_met_de_api_of_schrijft() -> None:
    """Restricted, for all of ours: no token, no root, no writing, no capabilities, no escalation."""
    (container,) = OPGESLOTEN["containers"]
    assert OPGESLOTEN["automountServiceAccountToken"] is False
    assert OPGESLOTEN["securityContext"]["runAsNonRoot"] is True
    assert OPGESLOTEN["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    for account in in_basis("ServiceAccount").values():
        assert account["automountServiceAccountToken"] is False


def test_niets_mag_tenzij() -> None:
    """A rule forbids all traffic, and every workload is marked for those that allow what it needs."""
    regels = in_basis("NetworkPolicy")
    assert regels["niets-tenzij"]["spec"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    for manifest in [*in_basis("Deployment").values(), *in_basis("Job").values()]:
        assert manifest["spec"]["template"]["metadata"]["labels"]["wijkketen.nl/kafka"] == "ja"


def test_images_zijn_vastgezet() -> None:
    """No image without a version: ours gets its from the kustomization, the same as in the compose file."""
    (ons,) = lees(BASIS / "kustomization.yaml")["images"]
    assert f"{ons['name']}:{ons['newTag']}" in compose()["services"]["inname"]["image"]
    images = {tekst for m in manifesten(K8S) for pad, tekst in teksten(m) if pad.endswith("/image")}
    assert images <= {compose()["services"]["postgres"]["image"]}


def test_ieder_topic_wordt_uitgerold() -> None:
    """A file in topics/ is a KafkaTopic, a family one per partner; and no KafkaTopic is without a file."""
    uitgerold = {m["metadata"]["name"] for m in manifesten(GEGENEREERD) if m["kind"] == "KafkaTopic"}
    beschreven = {pad.stem: lees(pad) for pad in (WORTEL / "topics").glob("*.yaml")}
    los = {naam for naam, vorm in beschreven.items() if not vorm.get("familie")}
    partners = {naam.removeprefix("in.") for naam in uitgerold if naam.startswith("in.")}
    assert partners
    families = beschreven.keys() - los
    assert uitgerold == los | {f"{familie}.{partner}" for familie in families for partner in partners}


def test_ieder_proces_heeft_een_naam_bij_kafka() -> None:
    """Every process, and the command line, is a KafkaUser: without one the broker lets it do nothing."""
    gebruikers = {m["metadata"]["name"] for m in manifesten(GEGENEREERD) if m["kind"] == "KafkaUser"}
    assert {g for g in gebruikers if not g.startswith("partner-")} == processen() | {"beheer"}


def test_replicas_vragen_een_marge() -> None:
    """Where a record may be stamped before all replicas have it, marks stay behind for longer."""
    for overlay in OVERLAYS:
        (regels,) = (
            g["literals"]
            for g in lees(overlay / "kustomization.yaml")["configMapGenerator"]
            if g["name"] == "instellingen"
        )
        gezet = dict(regel.split("=", 1) for regel in regels)
        marge = float(gezet.get("WIJKKETEN_WATERMERK_MARGE_S", 0))
        assert (int(gezet["WIJKKETEN_REPLICAS"]) > 1) == (marge >= 45.0), overlay


def test_er_is_iets_om_uit_te_rollen() -> None:
    """Both overlays build on the base and bring Kafka with them."""
    assert {pad.name for pad in OVERLAYS} == {"lokaal", "productie"}
    for overlay in OVERLAYS:
        gelezen = lees(overlay / "kustomization.yaml")
        assert "../../basis" in gelezen["resources"]
        assert "../../onderdelen/strimzi" in gelezen["components"]
