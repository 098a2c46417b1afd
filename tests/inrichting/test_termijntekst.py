"""Understands how a termijn is written and read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keten.contract.termijntekst import lees_termijn, schrijf_termijn
from keten.domein.termijnen import Eenheid, Termijn


@pytest.mark.parametrize(
    ("tekst", "termijn"),
    [
        ("15 minuten", Termijn(15, Eenheid.MINUTEN)),
        ("1 uur", Termijn(1, Eenheid.UREN)),
        ("3 werkdagen", Termijn(3, Eenheid.WERKDAGEN)),
        ("30 kalenderdagen", Termijn(30, Eenheid.DAGEN, kalender=True)),
        ("6 weken", Termijn(6, Eenheid.WEKEN)),
        ("1 kalendermaand", Termijn(1, Eenheid.MAANDEN, kalender=True)),
        ("geen", None),
    ],
)
def test_lezen_en_terugschrijven(tekst: str, termijn: Termijn | None) -> None:
    """What people write and what we show them is the same text."""
    assert lees_termijn(tekst) == termijn
    assert schrijf_termijn(termijn) == tekst


_DAGSOORTEN = (Eenheid.DAGEN, Eenheid.WEKEN, Eenheid.MAANDEN)


@given(st.integers(1, 10_000), st.sampled_from(Eenheid), st.booleans())
def test_elke_termijn_komt_terug(aantal: int, eenheid: Eenheid, kalender: bool) -> None:
    """No termijn changes by being written and read."""
    termijn = Termijn(aantal, eenheid, kalender and eenheid in _DAGSOORTEN)
    assert lees_termijn(schrijf_termijn(termijn)) == termijn


@pytest.mark.parametrize(
    "tekst", ["", "3", "drie dagen", "-3 dagen", "3.5 uur", "0 uur", "10001 dagen", "3 eeuwen", None, 3]
)
def test_wat_geen_termijn_is(tekst: object) -> None:
    """Anything else is refused, never guessed."""
    with pytest.raises(ValueError, match=r"\w"):
        lees_termijn(tekst)
