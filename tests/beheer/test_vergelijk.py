"""Shows when two runs of a case count as the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from beheer.afloop import Regel
from beheer.spel.vergelijk import verschillen

OP = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
EEN = Regel(OP, "1", "wijkketen", "politie", "ontvangst.vastgelegd", "politie/A", 1, {"bericht_id": "x"})
TWEE = replace(EEN, id="2", type="status.gewijzigd", gegevens={"toestand": "AFGEROND"})


def test_ids_and_the_order_within_a_moment_may_differ() -> None:
    """An acknowledgement's id holds its position, and two topics have no order between them."""
    assert verschillen([EEN, TWEE], [TWEE, replace(EEN, id="9")]) == []


def test_positions_may_differ() -> None:
    """Another Kafka has other offsets."""
    hier = replace(EEN, gegevens={"code": "KTN-101", "positie": {"offset": 1}})
    assert verschillen([hier], [replace(hier, gegevens={"code": "KTN-101", "positie": {"offset": 2}})]) == []


def test_every_other_difference_is_told() -> None:
    """Content, time, receiver, and how often: each counts."""
    assert len(verschillen([EEN], [replace(EEN, gegevens={"bericht_id": "y"})])) == 2
    assert len(verschillen([EEN], [replace(EEN, op=datetime(2027, 3, 2, tzinfo=UTC))])) == 2
    assert len(verschillen([EEN], [replace(EEN, naar="mee")])) == 2
    assert len(verschillen([EEN, EEN], [EEN])) == 1
