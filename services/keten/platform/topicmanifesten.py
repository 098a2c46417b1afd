"""Understands topics and rights as manifests for Strimzi, the operator that runs Kafka on Kubernetes.

Generated text, the same for the same input to the byte. It is committed under `deploy/k8s/gegenereerd/`,
never edited there; a test compares.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from keten.domein.inrichting import Partij
from keten.platform.topicrechten import PARTNER_NAAM, Gebruiker, Recht, gebruikers
from keten.platform.topics import Topic, Topics

API_VERSIE = "kafka.strimzi.io/v1"
CLUSTER = "keten"
REPLICAS = 3

_KOP = """\
# Gegenereerd uit topics/ en inrichting/ met `./wijkketen topics manifesten`; niet met de hand veranderen.
"""


def manifesten(topics: Topics, partijen: Iterable[Partij], replicas: int = REPLICAS) -> dict[str, str]:
    """File name to content, for production: the topics, the principals of processes and of partners."""
    alle = tuple(partijen)
    wie = gebruikers(topics, alle)
    onze = [g for g in wie if not g.naam.startswith(PARTNER_NAAM)]
    hunne = [g for g in wie if g.naam.startswith(PARTNER_NAAM)]
    bestanden = {
        "partners.yaml": [_gebruiker(g) for g in hunne],
        "processen.yaml": [_gebruiker(g) for g in onze],
        "topics.yaml": [_topic(t, replicas) for t in topics.voor(p.code for p in alle)],
    }
    kustomization = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "resources": sorted(bestanden),
    }
    return {
        "kustomization.yaml": _tekst([kustomization]),
        **{naam: _tekst(delen) for naam, delen in bestanden.items()},
    }


def _kop(soort: str, naam: str) -> dict[str, Any]:
    return {
        "apiVersion": API_VERSIE,
        "kind": soort,
        "metadata": {"name": naam, "labels": {"strimzi.io/cluster": CLUSTER}},
    }


def _topic(topic: Topic, replicas: int) -> dict[str, Any]:
    spec = {
        "topicName": topic.naam,
        "partitions": topic.partities(),
        "replicas": replicas,
        "config": {naam: _getal(waarde) for naam, waarde in sorted(topic.instellingen(replicas).items())},
    }
    return {**_kop("KafkaTopic", topic.naam), "spec": spec}


def _gebruiker(gebruiker: Gebruiker) -> dict[str, Any]:
    spec: dict[str, Any] = {
        "authentication": {"type": "scram-sha-512"},
        "authorization": {"type": "simple", "acls": [_recht(recht) for recht in gebruiker.rechten]},
    }
    quota = {"producerByteRate": gebruiker.schrijft_per_s, "consumerByteRate": gebruiker.leest_per_s}
    gezet = {naam: waarde for naam, waarde in quota.items() if waarde is not None}
    if gezet:
        spec["quotas"] = gezet
    return {**_kop("KafkaUser", gebruiker.naam), "spec": spec}


def _recht(recht: Recht) -> dict[str, Any]:
    bron = {"type": recht.soort, "name": recht.naam, "patternType": "prefix" if recht.vooraan else "literal"}
    return {"resource": bron, "operations": list(recht.handelingen)}


def _getal(waarde: str) -> str | int:
    return int(waarde) if waarde.isdigit() else waarde


def _tekst(delen: Iterable[Mapping[str, Any]]) -> str:
    schrijver = YAML(typ="rt", pure=True)
    schrijver.width = 200
    uit = StringIO()
    schrijver.dump_all(list(delen), uit)
    return _KOP + uit.getvalue()
