"""Shows what the demo says around its cases, without playing any."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from beheer.afloop import Afloop, Regel
from beheer.scenario import lees_scenario
from beheer.spel.toneel import Toneel, Uitslag
from beheer.spel.voorstelling import Casus, kijkregels, uitslag_van
from tests.beheer.conftest import PROJECT, Schrijf

OP = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
KORT = """\
berichten:
  - {op: 2027-03-01T09:00, van: politie, type: melding.gedaan, kenmerk: A, gegevens: {}}
"""


def _regel(op: datetime) -> Regel:
    return Regel(op, "id", "wijkketen", "politie", "ontvangst.vastgelegd", "politie/A", 1, {})


@pytest.mark.parametrize(
    ("tot", "einde"),
    [("", OP + timedelta(days=2)), ("tot: 2027-03-15T09:00\n", OP + timedelta(days=14))],
    ids=["zonder tot", "met tot"],
)
def test_a_case_ends_at_the_last_thing_that_happened(schrijf: Schrijf, tot: str, einde: datetime) -> None:
    """A year of silence after it is no part of it; an end that the file names is."""
    gelezen = lees_scenario(schrijf(KORT + tot))
    casus = Casus(gelezen, OP, gelezen.inhoud.tot or OP + timedelta(days=366), Afloop())
    assert uitslag_van(casus, [_regel(OP), _regel(OP + timedelta(days=2))], 1.0).tot == einde


@pytest.mark.parametrize(("dagen", "tijd"), [(0, "1 dag"), (2, "2 dagen"), (28, "4 weken")])
def test_the_summary_counts_in_what_fits(dagen: int, tijd: str) -> None:
    """Two days are no weeks."""
    scherm = Console(file=io.StringIO(), width=160)
    Toneel(scherm, {}, als_json=False).slot(
        [Uitslag("Zaak", "zaak.yaml", 3, 1, OP, OP + timedelta(days=dagen), 1.0, [])]
    )
    assert isinstance(scherm.file, io.StringIO)
    assert f"3 berichten in {tijd}, gespeeld" in scherm.file.getvalue()


def test_who_looks_around_is_told_what_a_message_of_their_own_meets() -> None:
    """Address, topics, the clock, which time it gets, and that nobody reads; the page it names is there."""
    tekst = "\n".join(kijkregels("127.0.0.1:9092", "politie/A", OP, Path("log")))
    for deel in ("127.0.0.1:9092", "in.politie", "uit.politie", "ma 1 mrt 2027 09:00", "echte tijd"):
        assert deel in tekst
    assert "geen partner leest nog" in tekst
    assert (PROJECT / tekst.split("eruitziet: ")[1].split()[0]).is_file()


def test_a_narrow_screen_gets_the_sentence_below() -> None:
    """Not in a column of four letters."""
    scherm = Console(file=io.StringIO(), width=60)
    toneel = Toneel(scherm, {"politie": "Politie"}, als_json=False)
    toneel.regel("zaak.yaml", _regel(OP))
    assert isinstance(scherm.file, io.StringIO)
    regels = [regel.rstrip() for regel in scherm.file.getvalue().splitlines()]
    assert regels[-2:] == [" 09:00 Politie ◂ ontvangst.vastgelegd", "        uw bericht is binnen"]
