"""Understands a whole path to a product from message in to message out, and what its page says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from beheer.__main__ import hoofd
from beheer.uitgangscodes import Uitgang

pytestmark = pytest.mark.usefixtures("_breed_scherm")
SCENARIO = Path(__file__).with_name("hulp-in-het-huishouden.yaml")
TEAM, MEE = "sociaal-wijkteam", "mee"


@pytest.fixture
def _breed_scherm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


def speel(capsys: pytest.CaptureFixture[str], scenario: Path, *meer: str) -> list[dict[str, Any]]:
    assert hoofd(["simuleer", str(scenario), "--keten", "--json", *meer]) == Uitgang.GOED
    return [json.loads(regel) for regel in capsys.readouterr().out.splitlines()]


def stappen(rijen: list[dict[str, Any]]) -> list[tuple[str, str, str | None]]:
    """Function, how it stands, and until when, of each step of the path."""
    return [(r["functie"], r["stand"], r["uiterlijk_op"]) for r in rijen if "pad" in r]


def test_every_step_is_owed_by_its_role_done_in_its_time_or_late(capsys: pytest.CaptureFixture[str]) -> None:
    """Aanvraag to evaluation; the intake is late; the decision is due by the law, from the aanvraag."""
    rijen = speel(capsys, SCENARIO)
    assert stappen(rijen) == [
        ("AANVRAAG_AANMELDING", "OP_TIJD", "2031-01-14T23:00:00Z"),  # Tuesday 7 + 5 wd: Tuesday 14
        ("INTAKE", "TE_LAAT_GEDAAN", "2031-01-13T23:00:00Z"),  # Wednesday 8 + 3 wd: Monday 13
        ("INDICATIE", "OP_TIJD", "2031-01-21T23:00:00Z"),  # Thursday 16 + 3 wd: Tuesday 21
        ("TOEWIJZING", "OP_TIJD", "2031-01-22T23:00:00Z"),  # aanvraag Wednesday 8 + 2 weeks: Wednesday 22
        ("LEVERING", "OP_TIJD", "2031-01-28T23:00:00Z"),  # Tuesday 21 + 5 wd: Tuesday 28
        ("EVALUATIE", "OP_TIJD", "2031-03-10T23:00:00Z"),  # Monday 27 + 6 weeks: Monday 10 March
        ("VRAAGOPVOLGING", "EXTRA", None),
    ]
    assert [r["wie"] for r in rijen if "pad" in r] == [TEAM, MEE, TEAM, TEAM, MEE, TEAM, TEAM]
    (eind,) = [r for r in rijen if "eindstand" in r]
    assert [d["toestand"] for d in eind["onderdelen"]] == ["AFGEROND", "AFGEROND"]
    assert eind["open_verplichtingen"] == []


def test_a_late_step_climbs_its_ladder_and_is_named_in_each_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Reminded halfway, late at its term, after the grace put before the coordinator; each names it."""
    rijen = speel(capsys, SCENARIO)
    over = [r for r in rijen if r.get("gegevens", {}).get("functie") == "INTAKE" and r["van"] == "wijkketen"]
    assert [(r["type"], r["naar"], r["op"]) for r in over] == [
        ("herinnering.verstuurd", MEE, "2031-01-11T04:00:00Z"),
        ("herinnering.verstuurd", MEE, "2031-01-13T23:00:00Z"),
        ("herinnering.verstuurd", TEAM, "2031-01-13T23:00:00Z"),
        ("escalatie.ingezet", TEAM, "2031-01-15T23:00:00Z"),
    ]
    assert {r["gegevens"]["plicht"] for r in over} == {"FUNCTIE"}
    assert {r["gegevens"]["uiterlijk"] for r in over} == {"2031-01-13T23:00:00Z"}
    assert {r["onderdeel"] for r in over} == {2}
    assert over[-1]["gegevens"]["rol"] == "coordinator"
    assert not [r for r in rijen if r.get("naar") == "huisarts" and "functie" in r.get("gegevens", {})]


def test_under_way_the_page_tells_what_is_open_and_what_follows(capsys: pytest.CaptureFixture[str]) -> None:
    """On Wednesday 15 January the intake is late and open, the first step done, the rest to come."""
    rijen = speel(capsys, SCENARIO, "--tot", "2031-01-15T12:00")
    assert [(f, s) for f, s, _ in stappen(rijen)] == [
        ("AANVRAAG_AANMELDING", "OP_TIJD"),
        ("INTAKE", "OPEN_TE_LAAT"),
        ("INDICATIE", "VOLGT_NOG"),
        ("TOEWIJZING", "VOLGT_NOG"),
        ("LEVERING", "VOLGT_NOG"),
        ("EVALUATIE", "VOLGT_NOG"),
    ]


@pytest.mark.parametrize(
    ("oud", "nieuw", "tot", "standen"),
    [
        # it does not fit: a good end, nothing more is expected, and what followed is extra work, not a stall
        (
            "resultaat: PASSEND",
            "resultaat: NIET_PASSEND",
            "2031-01-16T12:00",
            ["OP_TIJD", "TE_LAAT_GEDAAN", *["NIET_MEER_NODIG"] * 4],
        ),
        # the evaluation never came, and the part was ended without it
        (
            "functie: EVALUATIE, uitkomst: GEDAAN",
            "functie: EVALUATIE, uitkomst: NIET_GELUKT",
            "2031-02-07T12:00",
            ["OP_TIJD", "TE_LAAT_GEDAAN", *["OP_TIJD"] * 3, "OVERGESLAGEN", "EXTRA"],
        ),
    ],
)
def test_a_good_end_without_product_is_no_skipped_step(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, oud: str, nieuw: str, tot: str, standen: list[str]
) -> None:
    """What ended well needs nothing more; what was left out is told as left out."""
    tekst = SCENARIO.read_text(encoding="utf-8")
    assert oud in tekst
    anders = tmp_path / "anders.yaml"
    regels = Path(__file__).parents[2] / "inrichting" / "drechtsteden"
    tekst = tekst.replace(oud, nieuw).replace("inrichting/drechtsteden", str(regels))
    anders.write_text(tekst, encoding="utf-8")
    assert [s for _, s, _ in stappen(speel(capsys, anders, "--tot", tot))] == standen


def test_people_read_the_way_with_its_knip(capsys: pytest.CaptureFixture[str]) -> None:
    """One line per step, the name of who owes it, and until where the way is followed."""
    assert hoofd(["simuleer", str(SCENARIO), "--keten"]) == Uitgang.GOED
    scherm = capsys.readouterr().out
    assert "Weg van huisarts/HA-2031-0001, onderdeel 2 naar huishoudelijke-hulp" in scherm
    assert "(tot en met evaluatie)" in scherm
    assert "te laat gedaan" in scherm
    assert "moet de volgende functie verrichten: intake" in scherm
