"""Understands what the cases promise when somebody stays silent: nothing is closed, and people hear of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from beheer import tijden
from beheer.afloop import Afloop, Eindstand, Regel
from beheer.afspelen import speel_met
from beheer.scenario import GelezenScenario, lees_scenario
from keten.platform.inrichting_lezer import Inrichtingen

CASUSSEN = Path(__file__).parents[2] / "casussen"


def speel(casus: str, tot_bericht: str, tot: str, inrichtingen: Inrichtingen) -> Afloop:
    """The case as far as this moment; from then on nobody says anything. Times are local."""
    gelezen = lees_scenario(CASUSSEN / f"{casus}.yaml")
    grens, einde = tijden.lees(tot_bericht), tijden.lees(tot)
    berichten = [b for b in gelezen.inhoud.berichten if b.op <= grens]
    inhoud = gelezen.inhoud.model_copy(update={"berichten": berichten, "tot": einde, "verwacht": None})
    return speel_met(GelezenScenario(gelezen.bestand, inhoud, gelezen.yaml), inrichtingen, einde)


def kreeg(afloop: Afloop, naar: str, soort: str, na: str) -> list[Regel]:
    vanaf = tijden.lees(na)
    return [r for r in afloop.verzonden if r.naar == naar and r.type == soort and r.op >= vanaf]


def open_(stand: Eindstand, plicht: str) -> list[tuple[datetime, bool]]:
    """When each open duty of this kind was due, and whether it is late."""
    return [
        (tijden.lees(v["uiterlijk_op"]), v["te_laat"])
        for v in stand.open_verplichtingen
        if v["plicht"] == plicht
    ]


def test_a_missed_measurement_alerts_the_team_and_never_counts_as_no_relapse(
    inrichtingen: Inrichtingen,
) -> None:
    """Six weeks after the carer's support nobody looked: late at that midnight, and still in monitoring."""
    afloop = speel("mantelzorger-van-de-huisarts", "2027-10-28T12:00", "2028-01-10T12:00", inrichtingen)
    laat = kreeg(afloop, "sociaal-wijkteam", "herinnering.verstuurd", "2027-12-07T00:00")
    assert [r.gegevens["plicht"] for r in laat if r.gegevens["te_laat"]] == ["METING"]
    (eind,) = afloop.eindstanden
    assert (eind.toestand, eind.eigenaar) == ("MONITORING", "sociaal-wijkteam")
    assert open_(eind, "METING")[0] == (tijden.lees("2027-12-07T00:00"), True)
    november = tijden.lees("2027-11-01T00:00")
    assert not [r for r in afloop.verzonden if r.naar == "huisarts" and r.op >= november]


def test_a_volunteer_organisation_that_stays_silent_comes_back_to_the_team_with_alternatives(
    inrichtingen: Inrichtingen,
) -> None:
    """The team is its sender: it is told that no answer came, and a person decides; the huisarts is not."""
    afloop = speel("mantelzorger-van-de-huisarts", "2027-12-13T10:30", "2028-01-09T12:00", inrichtingen)
    uitgebleven = kreeg(afloop, "sociaal-wijkteam", "beantwoording.uitgebleven", "2027-12-13T10:30")
    assert {r.gegevens["debiteur"] for r in uitgebleven} == {"mee"}
    assert all(r.gegevens["alternatieven"] for r in uitgebleven)
    assert not kreeg(afloop, "huisarts", "beantwoording.uitgebleven", "2027-12-13T10:30")
    (eind,) = afloop.eindstanden
    assert eind.onderdelen[1]["toestand"] == "AANGEBODEN"
    assert eind.eigenaar == "sociaal-wijkteam"


def test_a_housing_request_without_news_for_thirty_days_goes_to_people(inrichtingen: Inrichtingen) -> None:
    """The team is reminded, is late, and then a person elsewhere hears of it; the first stays closed."""
    afloop = speel("scootmobiel-die-niet-kwam", "2027-06-10T14:00", "2027-08-01T12:00", inrichtingen)
    assert kreeg(afloop, "sociaal-wijkteam", "herinnering.verstuurd", "2027-07-09T00:00")
    assert [r for r in afloop.verzonden if r.type == "escalatie.ingezet"]
    eerste, woning = afloop.eindstanden
    assert eerste.toestand == "GESLOTEN"
    assert woning.eigenaar == "sociaal-wijkteam"
    assert (tijden.lees("2027-07-09T00:00"), True) in open_(woning, "STAND")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("casus", sorted(b.stem for b in CASUSSEN.glob("*.yaml")))
def test_after_every_message_each_open_request_has_one_owner_and_each_duty_a_debtor(
    casus: str, inrichtingen: Inrichtingen
) -> None:
    """Stopped after any message of any case: an owner, and for all that is owed a debtor and no closing."""
    berichten = lees_scenario(CASUSSEN / f"{casus}.yaml").inhoud.berichten
    for bericht in berichten[:: max(1, len(berichten) // 4)]:
        moment = bericht.op.astimezone(tijden.LOKAAL).replace(tzinfo=None).isoformat()
        for eind in speel(casus, moment, moment, inrichtingen).eindstanden:
            assert eind.eigenaar
            assert all(v["debiteur"] for v in eind.open_verplichtingen)
            assert (eind.toestand == "GESLOTEN") <= (not eind.open_verplichtingen)


def test_a_monthly_look_that_is_not_taken_goes_to_people_and_the_next_month_still_comes(
    inrichtingen: Inrichtingen,
) -> None:
    """From 31 January: the last day of February, after Easter, the end of April; none moves another."""
    afloop = speel("plan-van-aanpak", "2029-01-31T10:10", "2029-05-02T12:00", inrichtingen)
    (eind,) = afloop.eindstanden
    blik = [v for v in eind.open_verplichtingen if v["plicht"] == "OPVOLGING" and v["onderdeel"] == 2]
    assert [(tijden.lees(v["uiterlijk_op"]), v["te_laat"]) for v in blik] == [
        (tijden.lees("2029-03-01T00:00"), True),
        (tijden.lees("2029-04-04T00:00"), True),
        (tijden.lees("2029-05-01T00:00"), True),
        (tijden.lees("2029-06-01T00:00"), False),
    ]
    assert [
        r for r in afloop.verzonden if r.type == "escalatie.ingezet" and r.gegevens["plicht"] == "OPVOLGING"
    ]
    assert eind.eigenaar == "sociaal-wijkteam"


def test_a_partner_sees_its_own_part_of_the_plan_and_no_other(inrichtingen: Inrichtingen) -> None:
    """The language lessons and the group get their own part, and who referred hears of neither."""
    afloop = speel("plan-van-aanpak", "2029-12-01T00:00", "2029-12-01T00:00", inrichtingen)
    delen = {p: {r.onderdeel for r in afloop.verzonden if r.naar == p} for p in ("mee", "wip", "schuldhulp")}
    assert delen == {"mee": {3}, "wip": {4}, "schuldhulp": {1}}


def test_the_plan_is_partly_done_until_every_action_is(inrichtingen: Inrichtingen) -> None:
    """One action done, two under way: partly; it closes only after support, evaluation and monitoring."""
    halverwege = speel("plan-van-aanpak", "2029-03-20T11:00", "2029-03-20T11:00", inrichtingen)
    assert halverwege.eindstanden[0].toestand == "GEDEELTELIJK"
    klaar = speel("plan-van-aanpak", "2029-05-21T14:00", "2029-05-21T14:00", inrichtingen)
    assert klaar.eindstanden[0].toestand != "GESLOTEN"
