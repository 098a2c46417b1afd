"""Understands that the page with settings is what the code says."""

from __future__ import annotations

from pathlib import Path

from keten.platform.instellingenblad import instellingenblad

BLAD = Path(__file__).parents[2] / "docs/instellingen.md"


def test_het_blad_is_wat_de_code_zegt() -> None:
    """Name, default and meaning; `python -m keten.platform.instellingenblad` renews it."""
    assert BLAD.read_text(encoding="utf-8") == instellingenblad()
