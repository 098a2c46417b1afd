"""Shows what other rules would have done with the same messages, and where that differs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from beheer.__main__ import hoofd
from beheer.uitgangscodes import Uitgang
from beheer.watals import _paren
from tests.beheer.conftest import PROJECT

BANK = PROJECT / "casussen/bank-in-het-plantsoen.yaml"
STIL = PROJECT / "casussen/verwarde-buurman-stil-meldpunt.yaml"


@pytest.fixture
def anders(tmp_path: Path) -> Path:
    """The example, but receipt may take three working days, and a corporatie reports litter to the WIP."""
    shutil.copytree(PROJECT / "inrichting/drechtsteden", tmp_path / "anders")
    v1 = tmp_path / "anders" / "v1"
    for naam, oud, nieuw in (
        ("inrichting.yaml", "naam: Drechtsteden", "naam: Proef"),
        (
            "termijnen.yaml",
            "  - id: ontvangst\n    plicht: ONTVANGST\n    termijn: 1 werkdag",
            "  - id: ontvangst\n    plicht: ONTVANGST\n    termijn: 3 werkdagen",
        ),
        (
            "routering.yaml",
            "regels:\n",
            "regels:\n  - {id: van-corporatie, themas: [LEEFBAARHEID], afzender_rollen: [CORPORATIE], "
            "ontvanger: wip, reden: proef}\n",
        ),
    ):
        tekst = (v1 / naam).read_text(encoding="utf-8")
        assert oud in tekst
        (v1 / naam).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")
    return tmp_path / "anders"


def _rijen(casus: Path, anders: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert hoofd(["simuleer", str(casus), "--watals", str(anders), "--json"]) == Uitgang.GOED
    rijen = [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]
    return [rij for rij in rijen if "watals" in rij]


@pytest.mark.timeout(60)
def test_a_longer_term_moves_its_escalations_and_nothing_else(
    anders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Receipt by Tuesday or by Thursday, and each step after it; the decision stays where it was."""
    rijen = _rijen(STIL, anders, capsys)
    assert all(list(r) == ["watals", "soort", "wat", "nu", "anders", "verschil"] for r in rijen)
    bij = {(r["soort"], r["wat"]): r for r in rijen}
    termijn = bij["TERMIJN", "ontvangst bevestigen"]
    assert termijn["nu"]["uiterlijk_op"] == "2027-04-13T22:00:00Z"
    assert termijn["anders"]["uiterlijk_op"] == "2027-04-15T22:00:00Z"
    assert bij["ESCALATIE", "ontvangst bevestigen: escalatie"]["anders"]["op"] == "2027-04-19T22:00:00Z"
    assert not bij["TERMIJN", "besluiten"]["verschil"]
    assert not bij["ROUTE", "onderdeel 1"]["verschil"]


@pytest.mark.timeout(60)
def test_another_receiver_is_shown_with_the_messages_that_then_have_no_effect(
    anders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The wijklijn answers as it did, but has no share in it any more."""
    rijen = _rijen(BANK, anders, capsys)
    (route,) = [r for r in rijen if r["soort"] == "ROUTE"]
    assert route["nu"] == {"ontvanger": "wijklijn", "regel": "leefbaarheid"}
    assert route["anders"] == {"ontvanger": "wip", "regel": "van-corporatie"}
    afgekeurd = [r for r in rijen if r["soort"] == "AFGEKEURD"]
    assert [r["anders"] for r in afgekeurd] == [{"partij": "wijklijn", "code": "KTN-204"}] * 2


def test_what_is_about_the_same_stands_side_by_side() -> None:
    """A message that only one side refused moves no other row."""
    links = [("a", "bericht", {"code": 1}), ("b", "bericht", {"code": 2})]
    rijen = list(_paren("zaak", "AFGEKEURD", links, links[1:]))
    assert [(r.nu, r.anders) for r in rijen] == [({"code": 1}, None), ({"code": 2}, {"code": 2})]


@pytest.mark.timeout(60)
def test_people_see_both_side_by_side_with_a_mark_where_they_differ(
    anders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the same rules twice give no mark at all."""
    assert hoofd(["simuleer", str(STIL), "--watals", str(anders)]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    assert "nu: Drechtsteden v1 (drechtsteden)" in " ".join(tekst.split())
    assert "wat als: Proef v1 (anders)" in " ".join(tekst.split())
    assert "≠" in tekst
    assert (
        hoofd(["simuleer", str(STIL), "--watals", str(PROJECT / "inrichting/drechtsteden")]) == Uitgang.GOED
    )
    tekst = capsys.readouterr().out
    assert "≠" not in tekst
    assert "Geen verschil." in tekst
