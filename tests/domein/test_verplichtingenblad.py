"""Understands whether the page on duties is what the table says."""

from __future__ import annotations

from keten.domein.plichten import PLICHTEN
from tests.domein import verplichtingen


def test_the_page_for_people_is_written_from_the_table() -> None:
    """`docs/verplichtingen.md` equals the table; `python -m tests.domein.verplichtingen` renews it."""
    assert verplichtingen.BESTAND.read_text(encoding="utf-8") == verplichtingen.document()


def test_every_duty_says_where_it_comes_from() -> None:
    """What no state and no message makes arise is explained by hand."""
    zonder = {s for s, r in PLICHTEN.items() if not r.bij_toestand and not r.bij_feit}
    assert zonder <= verplichtingen._ANDERS.keys()
    assert "zie de code" not in verplichtingen.document()
