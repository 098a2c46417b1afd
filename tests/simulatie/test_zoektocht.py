"""Promises of the search and of what it keeps: it ends in time, counts its runs, and forgets no failure."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path

import pytest

from tests.simulatie.overtreding import Overtreding
from tests.simulatie.recept import Recept
from tests.simulatie.speel import Verloop
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
