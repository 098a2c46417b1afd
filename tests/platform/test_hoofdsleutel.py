"""Understands what the hoofdsleutel promises."""

from __future__ import annotations

import base64
import multiprocessing
from pathlib import Path

import pytest
from pydantic import SecretStr

from keten.platform.fouten import HoofdsleutelError
from keten.platform.hoofdsleutel import BESTAND, Hoofdsleutel, lees_hoofdsleutel
from keten.platform.instellingen import Instellingen
from keten.platform.kluis_sql import open_kluis


def _lees(data: Path) -> bytes:
    return lees_hoofdsleutel(Instellingen(data=data)).wikkelsleutel


def test_wordt_een_keer_gemaakt_en_blijft(tmp_path: Path) -> None:
    """Made once in the data folder, readable by its owner only, and the same ever after."""
    eerste = _lees(tmp_path)
    assert _lees(tmp_path) == eerste
    assert (tmp_path / BESTAND).stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == [BESTAND]


@pytest.mark.timeout(60)  # four interpreters start, which takes a while on a busy machine
def test_processen_die_samen_starten_zijn_het_eens(tmp_path: Path) -> None:
    """Four processes that find no key all end with the same one."""
    with multiprocessing.get_context("spawn").Pool(4) as groep:
        assert len(set(groep.map(_lees, [tmp_path] * 8))) == 1


def test_instelling_gaat_voor(tmp_path: Path) -> None:
    """A key in the settings is used, and nothing is written."""
    sleutel = SecretStr(base64.b64encode(bytes(range(32))).decode())
    hoofd = lees_hoofdsleutel(Instellingen(data=tmp_path, hoofdsleutel=sleutel))
    assert hoofd == Hoofdsleutel(bytes(range(32)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("gezet", ["kluis", "geheimen"])
def test_een_uitrol_maakt_er_zelf_geen(tmp_path: Path, gezet: str) -> None:
    """Where a vault or a folder of secrets is set, a missing key is told, and nothing is made."""
    waarde = "postgresql+psycopg://keten@db/keten" if gezet == "kluis" else tmp_path
    with pytest.raises(HoofdsleutelError, match="wijkketen_hoofdsleutel"):
        lees_hoofdsleutel(Instellingen.model_validate({"data": tmp_path, gezet: waarde}))
    assert list(tmp_path.iterdir()) == []


def test_nooit_een_nieuwe_naast_een_kluis(tmp_path: Path) -> None:
    """A vault that is there opens with the key it was filled under: a lost key is told, never replaced."""
    instellingen = Instellingen(data=tmp_path)
    kluis = open_kluis(instellingen, lees_hoofdsleutel(instellingen))
    kluis.sluit()
    (tmp_path / BESTAND).unlink()
    with pytest.raises(HoofdsleutelError, match="kluis"):
        lees_hoofdsleutel(instellingen)
    assert not (tmp_path / BESTAND).exists()


@pytest.mark.parametrize("tekst", ["", "geen base64!", base64.b64encode(b"kort").decode()])
def test_verkeerde_vorm_weigert(tmp_path: Path, tekst: str) -> None:
    """A key of another form is refused, and the text does not repeat it."""
    with pytest.raises(HoofdsleutelError) as gevangen:
        lees_hoofdsleutel(Instellingen(data=tmp_path, hoofdsleutel=SecretStr(tekst)))
    assert not tekst or tekst not in str(gevangen.value)


def test_leesbaar_voor_anderen_weigert(tmp_path: Path) -> None:
    """A key file that others may read is not used."""
    _lees(tmp_path)
    (tmp_path / BESTAND).chmod(0o644)
    with pytest.raises(HoofdsleutelError):
        _lees(tmp_path)


def test_elk_gebruik_heeft_zijn_eigen_sleutel() -> None:
    """No two uses share a key, and the secret itself is used nowhere and printed nowhere."""
    hoofd = Hoofdsleutel(bytes(32))
    sleutels = [hoofd.wikkelsleutel, hoofd.idsleutel, *hoofd.tokensleutels.values()]
    assert len(set(sleutels)) == len(sleutels)
    assert bytes(32) not in sleutels
    assert [len(s) for s in sleutels] == [32, 32, 64]
    assert "geheim" not in repr(hoofd)
