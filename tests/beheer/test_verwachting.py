"""Shows when what came is what was expected."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from beheer.afloop import Afloop, Eindstand, Regel
from beheer.scenario_model import Verwacht
from beheer.verwachting import bevat, toets

OP = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)


def _regel(naar: str = "mee", type_: str = "status.gewijzigd", **gegevens: Any) -> Regel:
    return Regel(OP, "id", "wijkketen", naar, type_, "politie/A", 1, gegevens)


def _toets(verwacht: dict[str, Any], *regels: Regel, eind: Eindstand | None = None) -> list[str]:
    return toets(Verwacht.model_validate(verwacht), Afloop(list(regels), [] if eind is None else [eind]))


def test_a_subset_of_the_content_is_enough() -> None:
    """What an expectation does not name may be anything."""
    assert bevat({"a": 1, "b": {"c": 2, "d": 3}}, {"b": {"c": 2}})
    assert not bevat({"a": 1}, {"b": 1})
    assert not bevat([1, 2], [1])


def test_times_are_compared_as_moments() -> None:
    """Local time in the expectation, UTC in the message."""
    assert bevat({"op": "2027-03-01T08:00:00Z"}, {"op": "2027-03-01T09:00"})


def test_each_expected_message_is_one_of_its_own() -> None:
    """One message cannot pay two; the vaguer one does not take what the sharper one needs."""
    vaag = {"naar": "mee", "type": "status.gewijzigd"}
    scherp = {**vaag, "gegevens": {"toestand": "AFGEROND"}}
    regels = [_regel(toestand="AFGEROND"), _regel(toestand="GEACCEPTEERD")]
    assert _toets({"berichten": [vaag, scherp]}, *regels) == []
    assert len(_toets({"berichten": [scherp, scherp]}, *regels)) == 1
    assert len(_toets({"berichten": [{**vaag, "aantal": 3}]}, *regels)) == 1


def test_a_near_miss_says_which_field_differs() -> None:
    """The nearest message first, each with what it has instead; one that paid another wish is named so."""
    verwacht = {
        "naar": "mee",
        "type": "status.gewijzigd",
        "over": "politie/A",
        "gegevens": {"toestand": "AFGEROND", "diep": {"a": 1}, "weg": 1},
    }
    ver = _regel(toestand="X")
    dichtbij = _regel(toestand="AFGEROND", diep={"a": 2})
    (verschil,) = _toets({"berichten": [verwacht]}, ver, dichtbij)
    eerste, tweede = verschil.split("wel gekomen: ")[1].split("; ")
    assert eerste.endswith("(diep.a is 2, weg ontbreekt)")
    assert tweede.endswith('(toestand is "X", diep ontbreekt, weg ontbreekt)')
    verwacht["gegevens"] = {}
    (verschil,) = _toets({"berichten": [{**verwacht, "aantal": 2}]}, ver)
    assert verschil.endswith("(al geteld)")
    (verschil,) = _toets({"berichten": [{**verwacht, "op": "2027-03-02", "over": "mee/B"}]}, ver)
    assert verschil.endswith("(op is anders, over is politie/A)")


def test_complete_means_nothing_else() -> None:
    """With `volledig` a message that nobody expected is a difference."""
    verwacht = {"volledig": True, "berichten": [{"naar": "mee", "type": "status.gewijzigd"}]}
    assert _toets(verwacht, _regel()) == []
    (verschil,) = _toets(verwacht, _regel(), _regel(naar="politie"))
    assert "niet verwacht" in verschil


@pytest.mark.parametrize(
    ("niet", "aantal"),
    [({"type": "status.gewijzigd"}, 1), ({"naar": "politie"}, 0), ({"gegevens": {"toestand": "X"}}, 1)],
)
def test_what_must_not_come(niet: dict[str, Any], aantal: int) -> None:
    """`niet` forbids by receiver, type or content."""
    assert len(_toets({"niet": [niet]}, _regel(toestand="X"))) == aantal


def test_the_end_of_a_request() -> None:
    """State, owner, and exactly the open duties that are named."""
    plicht = {"plicht": "BESLUIT", "debiteur": "mee", "crediteur": "politie", "uiterlijk_op": None}
    eind = Eindstand("politie/A", "v", "AANGEBODEN", "mee", [], [plicht])
    goed = {"verzoek": "politie/A", "toestand": "AANGEBODEN", "open_verplichtingen": [{"plicht": "BESLUIT"}]}
    assert _toets({"eindstand": [goed]}, eind=eind) == []
    assert len(_toets({"eindstand": [{**goed, "toestand": "GESLOTEN", "eigenaar": "cjg"}]}, eind=eind)) == 2
    assert len(_toets({"eindstand": [{**goed, "open_verplichtingen": []}]}, eind=eind)) == 1
    assert len(_toets({"eindstand": [{"verzoek": "politie/B"}]}, eind=eind)) == 1
