"""What an earlier run left behind is ended; what is somebody else's is left alone."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from keten.platform.ingebed import wees

SLAAP = "import sys; print(flush=True); sys.stdin.read()"


@pytest.fixture
def slaper(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process whose command line names this folder, as a forgotten Kafka's does."""
    proces = subprocess.Popen(
        [sys.executable, "-c", SLAAP, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert proces.stdout is not None
    proces.stdout.readline()  # only now is the command line its own
    yield proces
    proces.kill()
    proces.communicate()


def test_een_vergeten_proces_van_deze_map_wordt_beeindigd(
    tmp_path: Path, slaper: subprocess.Popen[bytes]
) -> None:
    wees.noteer(tmp_path, slaper.pid)
    assert wees.ruim_wees_op(tmp_path) == slaper.pid
    assert slaper.wait(5) != 0
    assert not (tmp_path / wees.BESTAND).exists()


def test_andermans_proces_met_hetzelfde_nummer_blijft_leven(
    tmp_path: Path, slaper: subprocess.Popen[bytes]
) -> None:
    andere = tmp_path / "andere"
    andere.mkdir()
    wees.noteer(andere, slaper.pid)
    assert wees.ruim_wees_op(andere) is None
    assert slaper.poll() is None
    assert not (andere / wees.BESTAND).exists()


@pytest.mark.parametrize("tekst", ["", "geen getal", "4194304999"])
def test_een_onzinnig_briefje_wordt_weggegooid(tmp_path: Path, tekst: str) -> None:
    (tmp_path / wees.BESTAND).write_text(tekst, encoding="utf-8")
    assert wees.ruim_wees_op(tmp_path) is None
    assert not (tmp_path / wees.BESTAND).exists()
