"""Shows what a scenario may say, and that every mistake in one is told at once, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from beheer.fouten import BeheerError
from beheer.scenario import controleer_partijen, lees_scenario
from beheer.uitgangscodes import Uitgang
from tests.beheer.conftest import PROJECT, Schrijf

CASUSSEN = sorted((PROJECT / "casussen").glob("*.yaml"))


@pytest.mark.parametrize("bestand", CASUSSEN, ids=lambda b: b.stem)
def test_every_case_is_a_right_scenario(bestand: Path) -> None:
    """The cases that come with the project have no mistakes, a title, a story and complete expectations."""
    scenario = lees_scenario(bestand).inhoud
    assert scenario.titel
    assert scenario.verhaal
    assert scenario.verwacht is not None
    assert scenario.verwacht.volledig


def _details(bestand: Path) -> list[str]:
    with pytest.raises(BeheerError) as gevangen:
        lees_scenario(bestand)
    assert gevangen.value.uitgang is Uitgang.INVOER
    return [detail.removeprefix(f"{bestand}:") for detail in gevangen.value.details]


def test_all_mistakes_at_once_each_with_its_line(schrijf: Schrijf) -> None:
    """Mistakes of spelling, of form and of sense come in one go, with the line and what to do."""
    details = _details(
        schrijf("""\
            tot: 2027-03-02
            berichten:
              - op: gisteren
                van: politie
                type: melding.gedaan
                kenmerk: A
              - op: 2027-03-01
                van: politie
                tpye: melding.gedaan
              - op: 2027-03-01
                van: politie
                type: melding.gedan
              - op: 2027-03-05
                van: politie
                type: melding.gedaan
            verwacht:
              bericht: []
            """)
    )
    assert [int(d.split(":")[0]) for d in details] == [3, 7, 9, 12, 13, 13, 17]
    tekst = "\n".join(details)
    assert "bedoelt u 'type'?" in tekst
    assert "bedoelt u 'melding.gedaan'?" in tekst
    assert "bedoelt u 'berichten'?" in tekst
    assert "na het einde" in tekst


@pytest.mark.parametrize(
    ("toevoeging", "regel", "zin"),
    [
        (
            "verwacht: {berichten: [{naar: mee, type: ontvangst.vastgelegt}]}",
            6,
            "bedoelt u 'ontvangst.vastgelegd'?",
        ),
        ("ongelezen: {mee: [{van: 2027-02-02, tot: 2027-02-01}]}", 6, "eindigt voor zij begint"),
        ("tot: 2027-01-01", 2, "na het einde"),
        ("berichten: []", 6, "staat er twee keer"),
    ],
)
def test_what_contradicts_itself_is_told(schrijf: Schrijf, toevoeging: str, regel: int, zin: str) -> None:
    """Parts that are right by themselves are held against each other too."""
    bestand = schrijf(f"""\
berichten:
  - op: 2027-03-01
    van: politie
    type: melding.gedaan
    kenmerk: A
{toevoeging}
""")
    (detail,) = _details(bestand)
    assert detail.startswith(f"{regel}:")
    assert zin in detail


def test_a_follow_up_must_say_what_it_is_about(schrijf: Schrijf) -> None:
    """Without `over` or an own reference nobody could know the matter."""
    (detail,) = _details(
        schrijf("""\
            berichten:
              - {op: 2027-03-01, van: mee, type: verzoek.geaccepteerd}
            """)
    )
    assert "over: partner/kenmerk" in detail


def test_an_unknown_partner_is_told_with_the_nearest_one(schrijf: Schrijf) -> None:
    """Partners are those of the inrichting, wherever the scenario names one."""
    gelezen = lees_scenario(
        schrijf("""\
            berichten:
              - {op: 2027-03-01, van: politi, type: melding.gedaan, kenmerk: A}
            ongelezen:
              mmee: [{van: 2027-03-01}]
            """)
    )
    with pytest.raises(BeheerError) as gevangen:
        controleer_partijen(gelezen, ["politie", "mee"])
    tekst = "\n".join(gevangen.value.details)
    assert "bedoelt u 'politie'?" in tekst
    assert "bedoelt u 'mee'?" in tekst


@pytest.mark.parametrize(
    ("van", "zaak", "zin"),
    [
        ("politie", "politie/B", "geen bericht opent 'politie/B' — bedoelt u 'politie/A'?"),
        ("politi", "politie/A", "de inrichting kent geen partner 'politi' — bedoelt u 'politie'?"),
    ],
    ids=["een andere zaak", "een verschreven partner"],
)
def test_who_takes_part_is_judged_before_what_was_opened(
    schrijf: Schrijf, van: str, zaak: str, zin: str
) -> None:
    """One mistake, one sentence: a misspelt partner is never what is advised."""
    gelezen = lees_scenario(
        schrijf(f"""\
            berichten:
              - {{op: 2027-03-01, van: {van}, type: melding.gedaan, kenmerk: A}}
            verwacht: {{eindstand: [{{verzoek: {zaak}}}]}}
            """)
    )
    with pytest.raises(BeheerError) as gevangen:
        controleer_partijen(gelezen, ["politie", "mee"])
    (detail,) = gevangen.value.details
    assert zin in detail


@pytest.mark.parametrize("inhoud", ["", "berichten: [", "- een\n- lijst\n", "tekst"])
def test_what_is_no_scenario_is_told(schrijf: Schrijf, inhoud: str) -> None:
    """An empty file, broken YAML and another shape give a sentence, not a traceback."""
    assert _details(schrijf(inhoud))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong name is the commonest mistake."""
    assert "ontbreekt" in _details(tmp_path / "weg.yaml")[0]


def test_what_hangs_on_the_rules_is_told_in_the_same_run(schrijf: Schrijf) -> None:
    """A wrong type, an unknown partner and a matter that nobody opens: three lines, not three runs."""
    bestand = schrijf("""\
        berichten:
          - {op: 2027-03-01, van: politie, type: melding.gedaan, kenmerk: A}
          - {op: 2027-03-02, van: politi, type: verzoek.geaccepteerd, over: politie/A}
          - {op: 2027-03-03, van: mee, type: verzoek.geaccepteerd, over: politie/B}
          - {op: 2027-03-04, van: mee, type: verzoek.geacepteerd, over: politie/A}
        """)
    with pytest.raises(BeheerError) as gevangen:
        lees_scenario(bestand, lambda _: frozenset({"politie", "mee"}))
    tekst = "\n".join(gevangen.value.details)
    assert len(gevangen.value.details) == 3
    assert "bedoelt u 'verzoek.geaccepteerd'?" in tekst
    assert "bedoelt u 'politie'?" in tekst
    assert "geen bericht opent 'politie/B' — bedoelt u 'politie/A'?" in tekst


def test_rules_that_cannot_be_read_hide_no_mistake(schrijf: Schrijf) -> None:
    """What is wrong with the file itself is told; the rules are told when it is right."""

    def kapot(_: object) -> frozenset[str]:
        raise BeheerError("kapot", uitgang=Uitgang.INRICHTING)

    bestand = schrijf("berichten:\n  - {op: 2027-03-01, van: mee, type: verzoek.geaccepteerd}\n")
    with pytest.raises(BeheerError) as gevangen:
        lees_scenario(bestand, kapot)
    assert "over: partner/kenmerk" in gevangen.value.details[0]


def test_a_follow_up_is_about_a_matter_that_somebody_opens(schrijf: Schrijf) -> None:
    """Else it would wait in silence for an opening that never comes."""
    gelezen = lees_scenario(
        schrijf("""\
            berichten:
              - {op: 2027-03-01, van: politie, type: melding.gedaan, kenmerk: A}
              - {op: 2027-03-02, van: mee, type: verzoek.geaccepteerd, over: politie/AA}
            """)
    )
    with pytest.raises(BeheerError) as gevangen:
        controleer_partijen(gelezen, ["politie", "mee"])
    (detail,) = gevangen.value.details
    assert "geen bericht opent 'politie/AA' — bedoelt u 'politie/A'?" in detail
