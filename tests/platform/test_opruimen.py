"""Understands whether cycles are looked for seldom only while it was asked."""

from __future__ import annotations

import gc

import pytest

from keten.platform.opruimen import DREMPELS, zelden_opruimen


def test_for_a_while_and_then_as_before() -> None:
    """Also where what was done failed."""
    was, binnen = gc.get_threshold(), []

    def mislukt() -> None:
        with zelden_opruimen():
            binnen.append(gc.get_threshold())
            raise KeyError

    with pytest.raises(KeyError):
        mislukt()
    assert binnen == [DREMPELS]
    assert gc.get_threshold() == was != DREMPELS
