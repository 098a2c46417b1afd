"""Understands how tests of the command line write a scenario and run a verb."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

PROJECT = Path(__file__).parents[2]
Schrijf = Callable[[str], Path]


@pytest.fixture
def schrijf(tmp_path: Path) -> Schrijf:
    """Writes a scenario and gives its path."""

    def schrijf_scenario(tekst: str) -> Path:
        bestand = tmp_path / "proef.yaml"
        bestand.write_text(dedent(tekst), encoding="utf-8")
        return bestand

    return schrijf_scenario


@pytest.fixture(autouse=True)
def _in_het_project(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line runs where the rules are, on a screen of known width."""
    monkeypatch.chdir(PROJECT)
    monkeypatch.setenv("COLUMNS", "160")
    for naam in ("WIJKKETEN_DEBUG", "WIJKKETEN_INRICHTING", "WIJKKETEN_DATA"):
        monkeypatch.delenv(naam, raising=False)
