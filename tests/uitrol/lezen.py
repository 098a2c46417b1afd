"""Understands what the deployment files say, without any tool: compose file and manifests as data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from keten.platform.instellingen import Instellingen

WORTEL: Final = Path(__file__).parents[2]
COMPOSE: Final = WORTEL / "docker-compose.yml"
K8S: Final = WORTEL / "deploy" / "k8s"
BASIS: Final = K8S / "basis"
GEGENEREERD: Final = K8S / "gegenereerd"
OVERLAYS: Final = tuple(sorted(p.parent for p in K8S.glob("overlays/*/kustomization.yaml")))

GEEN_PROCES: Final = frozenset({"keten", "beheer"})
"""Folders of services/ that do not run: the shared core, and the command line."""


def processen() -> frozenset[str]:
    """Every folder directly in services/ that runs, by its name."""
    return frozenset(
        map_.name
        for map_ in (WORTEL / "services").iterdir()
        if (map_ / "__init__.py").exists() and map_.name not in GEEN_PROCES
    )


def lees(pad: Path) -> Any:
    """One YAML document."""
    return YAML(typ="safe", pure=True).load(pad)


def compose() -> dict[str, Any]:
    """The compose file with its anchors and merges worked out; variables stay as they are written."""
    gelezen: dict[str, Any] = lees(COMPOSE)
    return gelezen


def manifesten(map_: Path) -> Iterator[dict[str, Any]]:
    """Every resource in the files of one folder, kustomizations and patches left out."""
    for pad in sorted(map_.rglob("*.yaml")):
        if pad.name == "kustomization.yaml" or "gedeeld" in pad.parts:
            continue
        for document in YAML(typ="safe", pure=True).load_all(pad):
            if isinstance(document, dict):
                yield document


def in_basis(soort: str) -> dict[str, dict[str, Any]]:
    """The resources of one kind in the base, by name."""
    return {m["metadata"]["name"]: m for m in manifesten(BASIS) if m["kind"] == soort}


def teksten(waarde: Any, pad: str = "") -> Iterator[tuple[str, str]]:
    """Every scalar in a document with its place."""
    if isinstance(waarde, dict):
        for sleutel, deel in waarde.items():
            yield from teksten(deel, f"{pad}/{sleutel}")
    elif isinstance(waarde, list):
        for nummer, deel in enumerate(waarde):
            yield from teksten(deel, f"{pad}/{nummer}")
    else:
        yield pad, str(waarde)


def instelnamen() -> set[str]:
    """Every environment variable that the processes read."""
    return {
        str(veld.validation_alias or f"WIJKKETEN_{naam}".upper())
        for naam, veld in Instellingen.model_fields.items()
    }
