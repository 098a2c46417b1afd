"""Each part of the launcher keeps its one promise."""

from __future__ import annotations

import errno
import multiprocessing
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from lanceer import fouten, pip, schijf
from lanceer.plek import Plek
from lanceer.slot import alleen


@pytest.mark.parametrize(
    ("uitvoer", "soort"),
    [
        ("ERROR: Could not install packages: [Errno 28] No space left on device", fouten.SchijfVol),
        (
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE",
            fouten.InstallatieMislukt,
        ),
        ("WARNING: Retrying (Retry(total=0)) after ReadTimeoutError", fouten.DownloadMislukt),
        ("Temporary failure in name resolution", fouten.DownloadMislukt),
        ("ERROR: No matching distribution found for faust", fouten.DownloadMislukt),
        ("error: command 'gcc' failed", fouten.InstallatieMislukt),
    ],
)
def test_de_uitvoer_van_pip_wordt_een_reden(uitvoer: str, soort: type[fouten.StartError]) -> None:
    assert type(pip.duiding(uitvoer, [uitvoer], "log")) is soort


def test_een_volle_schijf_wordt_vooraf_gezien(tmp_path: Path) -> None:
    schijf.eis_ruimte(str(tmp_path), nodig=1)
    with pytest.raises(fouten.SchijfVol, match="schijfruimte"):
        schijf.eis_ruimte(str(tmp_path), nodig=10**18)


@pytest.mark.parametrize(
    ("nummer", "soort"), [(errno.ENOSPC, fouten.SchijfVol), (errno.EROFS, fouten.NietSchrijfbaar)]
)
def test_een_fout_van_het_bestandssysteem_wordt_een_reden(
    nummer: int, soort: type[fouten.StartError]
) -> None:
    assert type(schijf.als_startfout(OSError(nummer, "tekst", "bestand"), "map")) is soort


def test_elke_reden_heeft_een_eigen_code() -> None:
    codes = [soort.code for soort in fouten.StartError.__subclasses__()]
    codes += [fouten.StartError.code, fouten.PYTHON_TE_OUD, fouten.ONDERBROKEN]
    assert len(set(codes)) == len(codes)
    assert all(code not in (0, 1, 2) for code in codes)


def test_een_omgeving_zonder_merk_telt_niet(tmp_path: Path) -> None:
    lock = tmp_path / "requirements" / "ontwikkel.txt"
    lock.parent.mkdir()
    lock.write_text("a==1\n", encoding="utf-8")
    plek = Plek(str(tmp_path))
    Path(plek.python).parent.mkdir(parents=True)
    Path(plek.python).touch()
    assert not plek.compleet()
    Path(plek.merk).touch()
    assert plek.compleet()
    lock.write_text("a==2\n", encoding="utf-8")
    assert not Plek(str(tmp_path)).compleet()


def _houd(pad: str, heeft: Event, laat_los: Event) -> None:
    with alleen(pad):
        heeft.set()
        laat_los.wait(8)


def test_wie_te_lang_wacht_hoort_waarom(tmp_path: Path) -> None:
    pad, spawn = str(tmp_path / "slot"), multiprocessing.get_context("spawn")
    heeft, laat_los = spawn.Event(), spawn.Event()
    houder = spawn.Process(target=_houd, args=(pad, heeft, laat_los))
    houder.start()
    try:
        assert heeft.wait(8)
        with pytest.raises(fouten.AndereStartBezig), alleen(pad, geduld=0.1):
            pass
    finally:
        laat_los.set()
        houder.join(8)
    with alleen(pad, geduld=0.1):
        pass


def test_het_aantal_pakketten_komt_uit_de_lock(tmp_path: Path) -> None:
    lock = tmp_path / "lock.txt"
    lock.write_text("a==1 \\\n    --hash=sha256:0\n    # via b\nb[c]==2 ; x\n# d==3\n", encoding="utf-8")
    assert pip.aantal(str(lock)) == 2
