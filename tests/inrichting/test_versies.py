"""Understands what may be wrong between the versions of an inrichting, and in its folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from keten.platform.inrichting_lezer import lees_inrichtingen
from tests.inrichting.kopie import Kopie

LATER = "2027-01-04T00:00:00+01:00"


@pytest.fixture
def kopie(tmp_path: Path) -> Kopie:
    return Kopie.maak(tmp_path)


@pytest.mark.parametrize(
    "vanaf", ["2020-01-01T00:00:00+01:00", "2019-12-31T23:00:00Z", "2019-01-01T00:00:00Z"]
)
def test_een_versie_geldt_later_dan_de_vorige(kopie: Kopie, vanaf: str) -> None:
    """Two versions never hold at the same instant, in whatever time zone they are written."""
    kopie.kopieer_versie(2, vanaf)
    [fout] = kopie.fouten()
    assert fout.bestand == str(kopie.map / "v2" / "inrichting.yaml")
    assert fout.regel == kopie.regel_met("v2/inrichting.yaml", "geldig_vanaf: ")
    assert "geldt niet later dan v1" in fout.wat
    assert "na de uitrol" in fout.doe


def test_versies_hebben_geen_gaten(kopie: Kopie) -> None:
    """A version that once held stays: facts still name it."""
    kopie.kopieer_versie(3, LATER)
    [fout] = kopie.fouten()
    assert (fout.bestand, fout.wat) == (str(kopie.map / "v3"), "versie v2 ontbreekt")


def test_een_partij_verdwijnt_niet(kopie: Kopie) -> None:
    """Open requests name a partner that stops, so it stays, unable to open new ones."""
    kopie.kopieer_versie(2, LATER)
    blok = (kopie.map / "v2" / "partijen.yaml").read_text(encoding="utf-8").split("  - code: huisarts")[1]
    blok = "  - code: huisarts" + blok.split("\n\n")[0] + "\n"
    kopie.vervang("v2/partijen.yaml", blok, "")
    verdwenen = [f for f in kopie.fouten() if "verdwenen" in f.wat]
    assert [f.doe for f in verdwenen] == ["laat haar staan en zet opent: false"]
    assert verdwenen[0].regel == kopie.regel_met("v2/partijen.yaml", "partijen:")


def test_een_partij_die_stopt_opent_niets_meer(kopie: Kopie) -> None:
    """With `opent: false` the version is sound, and the value says so."""
    kopie.kopieer_versie(2, LATER)
    kopie.vervang(
        "v2/partijen.yaml", "leesgroep: huisarts-lezer", "leesgroep: huisarts-lezer\n    opent: false"
    )
    inrichtingen = lees_inrichtingen(kopie.map)
    assert inrichtingen.versie(1).partijen["huisarts"].opent
    assert not inrichtingen.versie(2).partijen["huisarts"].opent


def test_fouten_in_elke_versie_komen_samen(kopie: Kopie) -> None:
    """The newest version's mistakes do not hide those of an older one."""
    kopie.kopieer_versie(2, LATER)
    kopie.vervang("v1/routering.yaml", "vangnet: wip", "vangnet: wop")
    kopie.vervang("v2/routering.yaml", "vangnet: wip", "vangnet: wap")
    assert [Path(f.bestand).parent.name for f in kopie.fouten()] == ["v1", "v2"]


def test_een_bestand_dat_niemand_leest(kopie: Kopie) -> None:
    """A misspelt file name is told, with the name it should have."""
    (kopie.map / "v1" / "routering.yaml").rename(kopie.map / "v1" / "routeringen.yaml")
    fouten = {Path(f.bestand).name: f for f in kopie.fouten()}
    assert fouten["routeringen.yaml"].doe == "bedoelt u 'routering.yaml'?"
    assert fouten["routering.yaml"].wat == "dit bestand ontbreekt"


def test_een_map_die_geen_versie_is(kopie: Kopie) -> None:
    """A folder that would silently not be read is told."""
    (kopie.map / "versie2").mkdir()
    [fout] = kopie.fouten()
    assert (fout.wat, fout.bestand) == ("deze map is geen versie", str(kopie.map / "versie2"))


def test_een_map_zonder_versies(tmp_path: Path) -> None:
    """An empty or absent folder is a mistake that says what belongs there."""
    leeg = Kopie(tmp_path / "leeg")
    assert leeg.fouten()[0].wat == "deze map ontbreekt"
    leeg.map.mkdir()
    assert leeg.fouten()[0].wat == "hier staat geen enkele versie"
