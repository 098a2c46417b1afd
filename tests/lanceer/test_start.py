"""From an empty folder to a running command, and back from every way it can go wrong."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lanceer import fouten
from tests.lanceer.kleine_kopie import WORTEL, KleineKopie

pytestmark = pytest.mark.timeout(120)
BEGIN = "Eerste start"


@pytest.fixture
def kopie(tmp_path: Path) -> KleineKopie:
    """A checkout that was never started."""
    return KleineKopie(tmp_path)


def test_de_eerste_start_installeert_en_de_tweede_niet(kopie: KleineKopie) -> None:
    eerste = kopie.start("demo", "--klaar")
    assert eerste.returncode == 7, eerste.stderr
    assert eerste.stdout.startswith("gestart demo --klaar ")
    assert BEGIN in eerste.stderr
    assert "Pakketten installeren (1): klaar" in eerste.stderr
    tweede = kopie.start()
    assert (tweede.returncode, tweede.stderr) == (7, "")
    assert (kopie.lokaal / "venv").resolve() == next((kopie.lokaal / "venvs").iterdir())


def test_een_andere_lock_geeft_een_andere_omgeving_en_houdt_de_vorige(kopie: KleineKopie) -> None:
    kopie.start()
    (eerder,) = (kopie.lokaal / "venvs").iterdir()
    lock = kopie.map / "requirements" / "ontwikkel.txt"
    lock.write_text("# vernieuwd\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    assert kopie.start().returncode == 7
    assert (kopie.lokaal / "venv").resolve() != eerder
    assert eerder.exists()


def test_twee_starts_tegelijk_installeren_samen_een_keer(kopie: KleineKopie) -> None:
    with kopie.begin() as een, kopie.begin() as ander:
        uitvoer = [proces.communicate(timeout=90)[1] for proces in (een, ander)]
    assert [een.returncode, ander.returncode] == [7, 7], uitvoer
    assert sorted(BEGIN in tekst for tekst in uitvoer) == [False, True]
    assert sum("wacht daarop" in tekst for tekst in uitvoer) <= 1


def test_een_pakket_dat_niet_te_halen_is_en_een_vervalst_pakket(kopie: KleineKopie, tmp_path: Path) -> None:
    leeg = tmp_path / "leeg"
    leeg.mkdir()
    zonder = kopie.start(PIP_FIND_LINKS=str(leeg))
    assert zonder.returncode == fouten.DownloadMislukt.code, zonder.stderr
    assert "Opnieuw starten gaat verder" in zonder.stderr
    assert "proefpakket" in zonder.stderr
    kopie.vergrendel("0" * 64)
    vervalst = kopie.start()
    assert vervalst.returncode == fouten.InstallatieMislukt.code, vervalst.stderr
    assert "geweigerd" in vervalst.stderr
    assert (kopie.lokaal / "logs" / "installatie.log").read_text(encoding="utf-8")


def _begin_en_blijf_steken(kopie: KleineKopie, zwijger: socket.socket) -> subprocess.Popen[str]:
    """Start, and come back when pip waits for an index that took its question and never answers."""
    adres = f"http://127.0.0.1:{zwijger.getsockname()[1]}/"
    zwijger.settimeout(60)
    proces = kopie.begin(PIP_NO_INDEX="", PIP_FIND_LINKS="", PIP_INDEX_URL=adres, PIP_RETRIES="0")
    zwijger.accept()[0].close()
    return proces


def test_onderbreken_met_een_vriendelijk_sein_geeft_een_uitleg(kopie: KleineKopie) -> None:
    with socket.create_server(("127.0.0.1", 0)) as zwijger, _begin_en_blijf_steken(kopie, zwijger) as proces:
        proces.terminate()
        _, gezegd = proces.communicate(timeout=30)
    assert proces.returncode == fouten.ONDERBROKEN
    assert "Onderbroken" in gezegd


def test_een_hard_afgebroken_installatie_wordt_opgeruimd_en_overgedaan(kopie: KleineKopie) -> None:
    with socket.create_server(("127.0.0.1", 0)) as zwijger, _begin_en_blijf_steken(kopie, zwijger) as proces:
        proces.kill()
        proces.wait(30)
    (half,) = (kopie.lokaal / "venvs").iterdir()
    (half / "rommel").touch()
    opnieuw = kopie.start()
    assert opnieuw.returncode == 7, opnieuw.stderr
    assert "opruimen" in opnieuw.stderr
    assert not (half / "rommel").exists()


def test_zonder_venv_module_staat_er_wat_te_installeren(kopie: KleineKopie, tmp_path: Path) -> None:
    (tmp_path / "ensurepip.py").write_text("raise ImportError('weg', name='ensurepip')\n", encoding="utf-8")
    uitkomst = kopie.start(PYTHONPATH=str(tmp_path))
    assert uitkomst.returncode == fouten.GeenVenv.code
    assert "apt install python3-venv" in uitkomst.stderr


def test_waar_niet_geschreven_kan_worden_staat_dat_er(kopie: KleineKopie) -> None:
    kopie.lokaal.write_text("een bestand op de plek van de map", encoding="utf-8")
    uitkomst = kopie.start()
    assert uitkomst.returncode == fouten.NietSchrijfbaar.code
    assert "Kan niet schrijven" in uitkomst.stderr


def test_een_te_oude_python_kan_het_bestand_lezen_en_zegt_wat_nodig_is() -> None:
    bestand = WORTEL / "wijkketen"
    ast.parse(bestand.read_text(encoding="utf-8"), feature_version=(3, 6))
    doe = f"import sys, runpy; sys.version_info = (3, 8, 1); runpy.run_path({str(bestand)!r})"
    uitkomst = subprocess.run([sys.executable, "-c", doe], capture_output=True, text=True, check=False)
    assert uitkomst.returncode == fouten.PYTHON_TE_OUD
    assert "3.11 of nieuwer" in uitkomst.stderr
    assert "3.8" in uitkomst.stderr
