"""Shows that every message and every duty reads as a sentence, not as a code."""

from __future__ import annotations

import pytest

from beheer import vertel
from keten.contract.berichten.register import IN, UIT
from keten.domein.begrippen import Plicht, Toestand


@pytest.mark.parametrize("soort", sorted(IN))
def test_every_message_of_a_partner_has_a_sentence(soort: str) -> None:
    """A new message without words would be an empty place in the time line."""
    assert soort in vertel.GESTUURD


@pytest.mark.parametrize("soort", sorted(UIT))
def test_every_message_of_ours_has_a_sentence(soort: str) -> None:
    """The same for what a partner receives."""
    assert soort in vertel.ONTVANGEN


@pytest.mark.parametrize("plicht", Plicht)
def test_every_duty_reads_as_what_must_be_done(plicht: Plicht) -> None:
    """`stand` would say nothing; `laten weten hoe het staat` does."""
    assert vertel.plicht(plicht.value) != vertel.woord(plicht.value)


@pytest.mark.parametrize("toestand", Toestand)
def test_every_state_has_words(toestand: Toestand) -> None:
    """Written out on purpose, also where they look like the code."""
    assert toestand.value in vertel.TOESTANDEN
