"""Promises of how the town fills in messages: every kind of the contract, as its model asks."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from keten.contract.berichten.register import IN
from tests.simulatie.taal import vul

PARTIJEN = ("cjg", "schuldhulp", "woningcorporatie")


@pytest.mark.parametrize("soort", IN)
def test_iedere_soort_is_te_vullen(soort: str) -> None:
    """By chance, and always well-formed; also a kind that the town was never taught."""
    for zaad in range(50):
        gegevens = vul(Random(zaad), soort, PARTIJEN, date(2026, 11, 13))
        IN[soort].model_validate(gegevens)
        assert len(gegevens.get("kenmerk") or "") == 0 or IN[soort].opent
