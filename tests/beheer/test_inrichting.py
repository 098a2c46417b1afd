"""Shows what `inrichting toon` says of the rules of a deployment, to people and to machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from beheer.__main__ import hoofd
from beheer.uitgangscodes import Uitgang
from keten.platform.inrichting_lezer import lees_inrichtingen
from tests.beheer.conftest import PROJECT

DRECHTSTEDEN = PROJECT / "inrichting/drechtsteden"


def test_machines_get_every_rule_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """One object with all that the core reads, legal rules and office hours included."""
    assert hoofd(["inrichting", "toon", str(DRECHTSTEDEN), "--json"]) == Uitgang.GOED
    gelezen = json.loads(capsys.readouterr().out)
    inrichting = lees_inrichtingen(DRECHTSTEDEN).nieuwste
    assert set(gelezen["wet"]) == set(inrichting.wet)
    assert gelezen["wet"]["wmo-besluit"]["dwangsom"]["bedragen"] == [23, 35, 45]
    assert len(gelezen["termijnen"]) == len(inrichting.termijnen)


def test_people_see_each_legal_rule_with_its_article_and_what_it_asks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Article, from what it runs, how long, what free days do, and what is special."""
    monkeypatch.setenv("COLUMNS", "220")
    assert hoofd(["inrichting", "toon", str(DRECHTSTEDEN)]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    (regel,) = [r for r in tekst.splitlines() if r.strip().startswith("wmo-aanvraag-wacht")]
    for woord in ("Wmo 2015, artikel 2.3.2, negende lid", "melding", "6 weken", "Algemene termijnenwet"):
        assert woord in regel
    assert "geen aanvraag aanmelding voor uitkomst" in regel
    assert "20 werkdagen ervoor" in tekst
    assert "dwangsom € 23, € 35, € 45 per dag" in tekst


def test_people_see_paths_hours_and_after_care(capsys: pytest.CaptureFixture[str]) -> None:
    """What is expected next, who has a crisis at night, and when is looked after support."""
    assert hoofd(["inrichting", "toon", str(PROJECT / "inrichting/drechtsteden")]) == Uitgang.GOED
    tekst = capsys.readouterr().out
    for woord in (
        "dagopvang",
        "indicatie",
        "maandag",
        "08:30",
        "crisisdienst",
        "meting-6-weken",
        "plek heeft",
    ):
        assert woord in tekst


def test_the_advice_names_the_folder_that_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checked again as it stands there, it checks that folder and no other."""
    assert hoofd(["inrichting", "toon", str(tmp_path)]) == Uitgang.INRICHTING
    assert f"controleer {tmp_path}" in capsys.readouterr().err
