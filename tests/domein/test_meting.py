"""Promises of the core's benchmark: it measures what it says it measures."""

from __future__ import annotations

from pathlib import Path

from bench.verwerk import DELEN, PLICHTEN, bouw, gevallen, meet
from keten.domein.keten import verwerk
from keten.platform.inrichting_lezer import lees_inrichtingen

WORTEL = Path(__file__).parents[2]


def test_gemeten_wordt_wat_er_staat() -> None:
    """Five parts, twenty duties, no fact refused but the one that is to be, and each kind gets a figure."""
    [*_, inrichting] = lees_inrichtingen(WORTEL / "inrichting/drechtsteden").versies
    verzoek = bouw(inrichting)
    assert len(verzoek.staat.onderdelen) == DELEN
    assert len(verzoek.staat.verplichtingen) >= PLICHTEN
    for naam, feit in gevallen(verzoek).items():
        nieuw, _ = verwerk(verzoek.staat, feit, inrichting)
        assert nieuw is not None
        assert (nieuw.onderdelen == verzoek.staat.onderdelen) == (naam not in ANDERE_TOESTAND), naam
    tik = iter(range(10**9))
    assert set(meet(verzoek, 1, lambda: next(tik)).values()) == {0.001}


ANDERE_TOESTAND = {"contactpoging.gedaan", "terugkoppeling.gegeven (eind)", "verzoek.afgewezen"}
