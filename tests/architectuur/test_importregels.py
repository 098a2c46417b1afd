"""The layers are a failing check: they hold for the code, and a planted violation is caught."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest

WORTEL = Path(__file__).parents[2]
SERVICES = WORTEL / "services"
LINT = Path(sysconfig.get_path("scripts")) / "lint-imports"
TOEGESTAAN = {
    "__future__", "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum", "functools",
    "hashlib", "itertools", "operator", "types", "typing", "uuid", "zoneinfo",
}  # fmt: skip

pytestmark = pytest.mark.timeout(60)


def _lint(map: Path) -> subprocess.CompletedProcess[str]:
    omgeving = dict(os.environ, PYTHONPATH=str(map / "services"), NO_COLOR="1")
    return subprocess.run(
        [LINT, "--no-cache"], cwd=map, env=omgeving, capture_output=True, text=True, check=False
    )


def _importeert(bestand: Path) -> set[str]:
    boom = ast.parse(bestand.read_text(encoding="utf-8"))
    namen: set[str] = set()
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Import):
            namen |= {naam.name for naam in knoop.names}
        elif isinstance(knoop, ast.ImportFrom):
            namen.add(knoop.module or "")
    return namen


def test_de_lagen_houden() -> None:
    uitkomst = _lint(WORTEL)
    assert uitkomst.returncode == 0, uitkomst.stdout


@pytest.mark.geduld
@pytest.mark.parametrize(
    ("pakket", "overtreding", "regel"),
    [
        ("keten/domein", "import keten.contract", "processes, then platform"),
        ("keten/domein", "import logging", "the core imports no third party"),
        ("keten/contract", "import keten.platform", "processes, then platform"),
        ("keten/contract", "import asyncio", "the contract knows no transport"),
        ("keten/platform", "import inname", "processes, then platform"),
        ("inname", "import vraagopvolging", "processes, then platform"),
        ("bezorging", "import aiokafka", "only the platform imports"),
        ("keten/nieuw", "X = 1", "every package of the core"),
    ],
)
def test_een_overtreding_wordt_gezien(tmp_path: Path, pakket: str, overtreding: str, regel: str) -> None:
    shutil.copytree(SERVICES, tmp_path / "services", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(WORTEL / "pyproject.toml", tmp_path)
    map = tmp_path / "services" / pakket
    map.mkdir(exist_ok=True)
    (map / "__init__.py").touch()
    (map / "geplant.py").write_text(f"{overtreding}\n", encoding="utf-8")
    uitkomst = _lint(tmp_path)
    assert uitkomst.returncode != 0
    gebroken = [r for r in uitkomst.stdout.splitlines() if "BROKEN" in r]
    assert any(regel in r for r in gebroken) or regel in uitkomst.stdout, uitkomst.stdout


def test_elk_proces_staat_in_de_regels() -> None:
    """A new folder in services/ is a new process: it needs its place in the layers before anything else."""
    regels = tomllib.loads((WORTEL / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    mappen = {map.name for map in SERVICES.iterdir() if map.is_dir() and map.name != "__pycache__"}
    assert set(regels["root_packages"]) == mappen
    lagen = next(contract for contract in regels["contracts"] if contract["id"] == "lagen")["layers"]
    genoemd = {naam.strip() for laag in lagen for naam in laag.split("|")}
    assert genoemd == (mappen - {"keten"}) | {f"keten.{laag}" for laag in ("platform", "contract", "domein")}


def test_het_domein_kent_alleen_gegevenstypen() -> None:
    """An allow-list, since what must not be imported can never be listed in full."""
    gevonden = {
        (bestand.name, naam)
        for bestand in (SERVICES / "keten" / "domein").rglob("*.py")
        for naam in _importeert(bestand)
        if naam not in TOEGESTAAN and not naam.startswith("keten.domein")
    }
    assert gevonden == set()


def test_alleen_de_instellingen_lezen_de_omgeving() -> None:
    """One reader, so that every fault is told at the start; passing the whole on is not reading."""
    lezers = {
        bestand.relative_to(SERVICES).as_posix()
        for bestand in SERVICES.rglob("*.py")
        if _leest_omgeving(ast.parse(bestand.read_text(encoding="utf-8")))
    }
    assert lezers <= {"keten/platform/instellingen.py"}


def _leest_omgeving(boom: ast.Module) -> bool:
    """`os.getenv`, `os.environ[...]` or `os.environ.get(...)`: anything that takes one value out."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute) and knoop.attr == "getenv":
            return True
        binnen = knoop.value if isinstance(knoop, ast.Subscript | ast.Attribute) else None
        if isinstance(binnen, ast.Attribute) and binnen.attr == "environ":
            return True
    return False
