"""Understands what the reader of people's YAML keeps and what it refuses to guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from keten.platform.yaml_bestand import YamlBestand, lees_yaml


def _lees(tmp_path: Path, tekst: str) -> YamlBestand:
    pad = tmp_path / "proef.yaml"
    pad.write_text(tekst, encoding="utf-8")
    return lees_yaml(pad)


def test_waarden_en_hun_regel(tmp_path: Path) -> None:
    """Each value, list item and key is found back at the line it was written on."""
    bestand = _lees(tmp_path, "# uitleg\na: 1\nb:\n  - x\n  - {c: true, d: null}\n")
    assert bestand.waarde == {"a": 1, "b": ["x", {"c": True, "d": None}]}
    assert [bestand.regel(p) for p in (("a",), ("b",), ("b", 1), ("b", 1, "d"))] == [2, 4, 5, 5]
    assert bestand.regel(("b",), sleutel=True) == 3


def test_een_plek_die_er_niet_is_krijgt_de_regel_eromheen(tmp_path: Path) -> None:
    """A missing field is told at the thing it is missing from."""
    bestand = _lees(tmp_path, "a:\n  b: 1\n")
    assert bestand.regel(("a", "weg", 3)) == 2


@pytest.mark.parametrize("code", ["0505", "'0505'", '"0505"'])
def test_een_code_met_een_nul_voorop_blijft_een_code(tmp_path: Path, code: str) -> None:
    """A gemeente's code without quotes is not turned into a number, as key nor as value."""
    bestand = _lees(tmp_path, f"{code}: {code}\n")
    assert bestand.waarde == {"0505": "0505"}


@pytest.mark.parametrize(("tekst", "waarde"), [("no", "no"), ("2027-05-07", "2027-05-07"), ("1e3x", "1e3x")])
def test_wat_op_iets_anders_lijkt_blijft_tekst(tmp_path: Path, tekst: str, waarde: str) -> None:
    """Words and dates are not changed behind somebody's back."""
    assert _lees(tmp_path, f"a: {tekst}\n").waarde == {"a": waarde}


def test_na_een_dubbele_naam_leest_hij_door(tmp_path: Path) -> None:
    """The first value stands, the second is reported, and what follows is read."""
    bestand = _lees(tmp_path, "a: 1\na: 2\nb: 3\n")
    assert bestand.waarde == {"a": 1, "b": 3}
    assert [(f.regel, f.wat) for f in bestand.fouten] == [(2, "'a' staat er twee keer, ook op regel 1")]


@pytest.mark.parametrize(
    "tekst", ["a: [1\n", "a: b: c\n", "\ta: 1\n", "a: *weg\n", "a: 1\n---\nb: 2\n", "a: 'x\n"]
)
def test_geen_yaml_is_een_fout_met_een_regel(tmp_path: Path, tekst: str) -> None:
    """Broken syntax never raises: it is one mistake at a line of the file."""
    bestand = _lees(tmp_path, tekst)
    assert not bestand.leesbaar
    [fout] = bestand.fouten
    assert fout.wat.startswith("dit is geen geldige YAML")
    assert 1 <= fout.regel <= tekst.count("\n") + 1
