"""Understands that every kind of fact can be shown in the trail of a request."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beheer.spoor import bouw_spoor, wat
from keten.domein.feiten import Feit
from tests.contract.maak import alle_feiten


@pytest.mark.timeout(60)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(alle_feiten(), min_size=1, max_size=3))
def test_every_fact_is_shown_in_words_and_for_machines(feiten: list[Feit]) -> None:
    """Each has a name, one line, and a form in JSON; what is `kluis` is in neither."""
    stappen = bouw_spoor([((0, n), feit) for n, feit in enumerate(feiten)], [], [])
    assert len(stappen) == len(feiten)
    for stap in stappen:
        assert "." in stap.feit
        assert isinstance(wat(stap, str), str)
        assert "kluis" not in json.dumps(stap.als_json())


def test_there_is_a_name_for_each() -> None:
    """A new fact without one fails here, not at the desk of whoever looks."""
    from beheer.spoor import _NAMEN

    assert _NAMEN.keys() == set(get_args(Feit))
