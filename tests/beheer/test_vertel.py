"""Shows that every message and every duty reads as a sentence, not as a code."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from beheer import vertel
from beheer.afloop import Regel
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


@pytest.mark.parametrize("soort", sorted(IN))
def test_what_was_left_out_reads_as_such(soort: str) -> None:
    """A refused message is shown too, and never as `none`."""
    zin = vertel.GESTUURD[soort]({})
    assert "none" not in zin.lower()


def test_days_and_numbers_read_as_people_write_them() -> None:
    """A day with its name, and one action is no plural."""
    assert vertel.GESTUURD["afspraak.gemaakt"]({"afspraak_datum": "2026-11-30"}) == "op ma 30 nov 2026"
    assert "di 1 dec 2026" in vertel.GESTUURD["uitstel.gevraagd"]({"nieuwe_datum": "2026-12-01"})
    gemeld = {"voortgang": "LOOPT", "uiterlijk_datum": "2026-12-01"}
    assert vertel.GESTUURD["voortgang.gemeld"](gemeld) == "loopt, uiterlijk di 1 dec 2026"
    assert vertel.GESTUURD["plan.vastgesteld"]({"acties": [{}]}) == "plan met 1 actie"


@pytest.mark.parametrize("plicht", Plicht)
def test_every_duty_reads_as_what_must_be_done(plicht: Plicht) -> None:
    """`stand` would say nothing; `laten weten hoe het staat` does."""
    assert vertel.plicht(plicht.value) != vertel.woord(plicht.value)


@pytest.mark.parametrize("toestand", Toestand)
def test_every_state_has_words(toestand: Toestand) -> None:
    """Written out on purpose, also where they look like the code."""
    assert toestand.value in vertel.TOESTANDEN


def test_what_reads_alike_for_each_part_says_which() -> None:
    """A reminder for the third action of a plan; of the first part, mostly the only one, it goes unsaid."""
    gegevens = {"plicht": "OPVOLGING", "debiteur_naam": "MEE", "uiterlijk": "2027-03-01T23:00:00Z"}

    def lees(onderdeel: int) -> str:
        op = datetime(2027, 3, 1, tzinfo=UTC)
        regel = Regel(op, "x", "wijkketen", "mee", "herinnering.verstuurd", None, onderdeel, gegevens)
        return vertel.zin(regel)

    assert lees(3).startswith("onderdeel 3: ")
    assert not lees(1).startswith("onderdeel")
