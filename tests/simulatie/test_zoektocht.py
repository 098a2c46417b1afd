"""Promises of the search and of what it keeps: it ends in time, counts its runs, and forgets no failure."""

from __future__ import annotations

import pickle
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.simulatie.basis import basiszaad
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.recept import Recept
from tests.simulatie.speel import WORTEL, Verloop
from tests.simulatie.zaden import bewaar, bewaarde
from tests.simulatie.zoektocht import zoek


@pytest.mark.timeout(300)
def test_zoekt_tot_de_tijd_om_is() -> None:
    """No time left: what was begun is finished, counted and told."""
    uitkomst = zoek(1, 0.0, Recept.klein, 1)
    assert uitkomst.fout is None
    assert uitkomst.runs >= 1
    assert "per seconde" in uitkomst.regel()


def test_een_overtreding_reist_tussen_processen() -> None:
    """A failure that was found by another process still says which promise and how."""
    fout = Overtreding("grootboek", "one owed, not two")
    verloop = pickle.loads(pickle.dumps(Verloop(Recept.klein(1), fout, "", 0, 0, 0, 0, Counter())))  # noqa: S301
    assert str(verloop.overtreding) == "grootboek: one owed, not two"
    assert verloop.overtreding.belofte == "grootboek"


def test_wat_misging_wordt_bewaard(tmp_path: Path) -> None:
    """Once, with what it found, and it reads back as the same run."""
    bestand = tmp_path / "zaden.txt"
    bestand.write_text("# kept\n", encoding="utf-8")
    for _ in range(2):
        bewaar(Recept.klein(3), "grootboek", bestand)
    assert bewaarde(bestand) == [Recept.klein(3)]
    assert "# grootboek" in bestand.read_text(encoding="utf-8")


def test_ieder_commit_zoekt_elders(tmp_path: Path) -> None:
    """Other sources begin at another seed, the same at the same, whatever documents say; without git too."""

    def git(*wat: str) -> None:
        wie = ("-c", "user.name=t", "-c", "user.email=t@example.nl", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *wie, *wat], cwd=tmp_path, check=True, capture_output=True)

    bron = tmp_path / "services" / "a.py"
    bron.parent.mkdir()
    bron.write_text("a = 1\n", encoding="utf-8")
    zonder = basiszaad(tmp_path, {})
    git("init")
    zaden = set()
    for inhoud in ("a = 1\n", "a = 2\n"):
        bron.write_text(inhoud, encoding="utf-8")
        git("add", ".")
        git("commit", "--allow-empty", "-m", inhoud)
        zaden.add(basiszaad(tmp_path, {}))
        assert basiszaad(tmp_path, {}) in zaden
        (tmp_path / "README.md").write_text(inhoud, encoding="utf-8")
        git("add", ".")
        git("commit", "--allow-empty", "-m", "later")
        assert basiszaad(tmp_path, {}) in zaden
    assert len(zaden | {zonder}) == 3


def test_een_zaad_is_ook_te_kiezen() -> None:
    """For a search that somebody wants to repeat, or to begin elsewhere."""
    assert basiszaad(WORTEL, {"WIJKKETEN_ZAAD": "77"}) == 77
