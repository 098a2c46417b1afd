"""Understands which run of the suite a test is in, and how two runs share a machine."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest

from beheer.toetsbanen import _op_de_achtergrond, samen
from beheer.toetsen import banen, merken

MERKEN = ("broker", "lang", "zoek", "getuige")


@pytest.mark.parametrize(("lang", "zoek", "getuigen"), list(itertools.product([False, True], repeat=3)))
def test_every_chosen_test_is_in_exactly_one_run(lang: bool, zoek: bool, getuigen: bool) -> None:
    """Whatever its markers are; and one that was not chosen is in none."""
    alle = merken(lang=lang, zoek=zoek, getuigen=getuigen)
    runs = banen(lang=lang, zoek=zoek, getuigen=getuigen)
    for aan in itertools.product([False, True], repeat=len(MERKEN)):
        toets = dict(zip(MERKEN, aan, strict=True))
        gekozen = eval(alle, {}, toets)  # noqa: S307  # an expression over markers is one of Python
        assert sum(bool(eval(run, {}, toets)) for run in runs) == gekozen  # noqa: S307


@pytest.mark.parametrize(("voor", "achter", "code"), [(0, 0, 0), (3, 0, 3), (0, 4, 4), (3, 4, 3)])
def test_the_first_that_failed_tells(
    voor: int, achter: int, code: int, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Both run to their end, also when the other failed, and what the one behind said comes last, whole."""

    def doe(naam: str, uitgang: int) -> list[str]:
        werk = f"open('{naam}', 'w').close(); print('{naam} zegt iets'); raise SystemExit({uitgang})"
        return [sys.executable, "-c", werk]

    assert samen(doe("voor", voor), doe("achter", achter), tmp_path) == code
    assert {p.name for p in tmp_path.iterdir()} == {"voor", "achter"}
    gezegd = capfdbinary.readouterr().out.decode()
    assert gezegd.index("voor zegt iets") < gezegd.index("achter zegt iets")


def test_the_one_behind_ends_with_whoever_began_it(tmp_path: Path) -> None:
    """Stopped by hand, nothing stays behind."""
    wacht = [sys.executable, "-c", "import signal; signal.pause()"]
    with (
        (tmp_path / "uit").open("w+b") as uitvoer,
        pytest.raises(KeyboardInterrupt),
        _op_de_achtergrond(wacht, tmp_path, uitvoer) as proces,
    ):
        raise KeyboardInterrupt
    assert proces.returncode is not None
