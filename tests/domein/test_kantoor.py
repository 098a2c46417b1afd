"""Understands when people are at work, and that a crisis at night has an owner who is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keten.domein.begrippen import (
    Actie,
    Hoedanigheid,
    Plicht,
    Regierol,
    Thema,
    Urgentie,
    Verantwoordelijkheid,
)
from keten.domein.besluiten import MeldRegie, VraagActie
from keten.domein.kantoor import Bereikbaarheid, Rooster, dienst_op, is_open, volgende_opening
from tests.domein.bouw import Keten, lokaal, toon, van

UREN = Bereikbaarheid(
    {dag: (time(8, 30), time(17)) for dag in range(5)},
    "dienst",
    gesloten=frozenset({date(2026, 12, 24)}),
    roosters=(
        Rooster("nacht", "nachtdienst", lokaal("2026-12-31 17:00"), lokaal("2027-01-01 09:00")),
        Rooster("geweld", "steunpunt", themas=frozenset({Thema.HUISELIJK_GEWELD})),
        Rooster("dorp", "dorpsdienst", gemeenten=frozenset({"0482"})),
    ),
)
GEEN: frozenset[date] = frozenset()


@pytest.mark.parametrize(
    ("moment", "open_", "opening"),
    [
        ("2026-11-24 08:29", False, "di 24-11-2026 08:30"),
        ("2026-11-24 08:30", True, "wo 25-11-2026 08:30"),
        ("2026-11-24 16:59", True, "wo 25-11-2026 08:30"),
        ("2026-11-24 17:00", False, "wo 25-11-2026 08:30"),
        ("2026-11-27 23:00", False, "ma 30-11-2026 08:30"),  # Friday night
        ("2027-03-25 18:00", False, "di 30-03-2027 08:30"),  # Maundy Thursday: Good Friday, Easter Monday
        ("2026-12-23 17:00", False, "ma 28-12-2026 08:30"),  # the 24th is closed, 25th free, 26th Saturday
        ("2027-03-27 23:00", False, "di 30-03-2027 08:30"),  # the clock goes forward in that night
    ],
)
def test_people_are_at_work_in_office_hours_only(moment: str, open_: bool, opening: str) -> None:
    """Half-open hours, no free days, no closed days, local time over a change of the clock."""
    op = lokaal(moment)
    assert is_open(op, UREN, GEEN) is open_
    volgende = volgende_opening(op, UREN, GEEN)
    assert volgende is not None
    assert toon(volgende) == opening


@given(st.integers(0, 60 * 24 * 400))
def test_the_next_opening_is_later_and_open(minuten: int) -> None:
    """Whatever the instant: people are at work at it, and were not the minute before."""
    moment = lokaal("2026-12-01 00:00") + timedelta(minutes=minuten)
    opening = volgende_opening(moment, UREN, GEEN)
    assert opening is not None
    assert opening > moment
    assert is_open(opening, UREN, GEEN)
    assert not is_open(opening - timedelta(minutes=1), UREN, GEEN)


def test_without_any_hours_there_is_no_opening() -> None:
    """Then nobody stands in for anybody."""
    assert volgende_opening(lokaal("2026-11-24 10:00"), replace(UREN, uren={}), GEEN) is None


@pytest.mark.parametrize(
    ("moment", "thema", "gemeente", "dienst"),
    [
        ("2026-11-28 23:00", Thema.GEZONDHEID, "0505", "dienst"),
        ("2026-11-28 23:00", Thema.HUISELIJK_GEWELD, "0505", "steunpunt"),
        ("2026-11-28 23:00", Thema.GEZONDHEID, "0482", "dorpsdienst"),
        ("2026-12-31 17:00", Thema.HUISELIJK_GEWELD, "0482", "nachtdienst"),  # the first that fits
        ("2027-01-01 09:00", Thema.GEZONDHEID, "0505", "dienst"),
    ],
)
def test_the_first_roster_that_fits_has_duty(moment: str, thema: Thema, gemeente: str, dienst: str) -> None:
    """By time, theme and gemeente; else the crisis service."""
    assert dienst_op(lokaal(moment), thema, gemeente, UREN) == dienst


def in_de_nacht(urgentie: Urgentie = Urgentie.CRISIS) -> Keten:
    """Reported on a Saturday night."""
    keten = Keten(nu=lokaal("2026-11-28 23:00"))
    keten.meld(urgentie=urgentie)
    return keten


def test_a_crisis_at_night_is_the_crisis_services() -> None:
    """It owns it at once, gets the question warm, and the receiver is told."""
    keten = in_de_nacht()
    assert (keten.d.eigenaar, keten.d.verantwoordelijkheid) == (
        "zorgnetwerk",
        Verantwoordelijkheid.CRISISDIENST,
    )
    gezegd = {b.adres.ontvanger: b for b in keten.besluiten[-1] if isinstance(b, MeldRegie)}
    assert gezegd.keys() == {"meldpunt", "zorgnetwerk"}
    assert (gezegd["zorgnetwerk"].kluis, gezegd["meldpunt"].kluis) == (b"geheim", None)


@pytest.mark.parametrize("urgentie", [Urgentie.ROUTINE, Urgentie.SPOED])
def test_only_a_crisis_has_another_owner_at_night(urgentie: Urgentie) -> None:
    """All else waits for the office, with the receiver as its owner."""
    assert in_de_nacht(urgentie).d.eigenaar == "meldpunt"


def test_a_crisis_by_day_is_the_receivers() -> None:
    """In office hours nobody stands in."""
    keten = Keten()
    keten.meld(urgentie=Urgentie.CRISIS)
    assert (keten.d.eigenaar, keten.d.waarneming_tot) == ("meldpunt", None)


def test_when_the_office_opens_it_is_the_ordinary_owners_who_must_say_so() -> None:
    """On the minute, by our own alarm; it owes a confirmation, and giving it places regie."""
    keten = in_de_nacht()
    opening = lokaal("2026-11-30 08:30")
    keten.wek_tot(opening - timedelta(minutes=1))
    assert keten.d.eigenaar == "zorgnetwerk"
    gezegd = [b for _, b in keten.wek_tot(opening)]
    assert keten.d.eigenaar == "meldpunt"
    vraag = next(b for b in gezegd if isinstance(b, VraagActie))
    assert (vraag.adres.ontvanger, vraag.actie) == ("meldpunt", Actie.REGIE_OVERNEMEN)
    assert {b.adres.ontvanger for b in gezegd if isinstance(b, MeldRegie)} == {"meldpunt", "zorgnetwerk"}
    assert Hoedanigheid.REGIEHOUDER not in keten.d.hoedanigheden("zorgnetwerk")
    assert Plicht.REGIEOVERNAME in keten.soorten()
    keten.neem_regie("meldpunt")
    assert Plicht.REGIEOVERNAME not in keten.soorten()


def test_the_ordinary_owner_may_take_it_earlier() -> None:
    """Whoever is called out of bed takes it; then there is nothing to confirm any more."""
    keten = in_de_nacht()
    keten.neem_regie("meldpunt", Regierol.CASEMANAGER)
    assert (keten.d.eigenaar, keten.d.waarneming_tot) == ("meldpunt", None)
    gezegd = [b for _, b in keten.wek_tot(lokaal("2026-11-30 12:00"))]
    assert not any(isinstance(b, VraagActie | MeldRegie) for b in gezegd)


def test_what_ended_in_the_night_asks_nothing_in_the_morning() -> None:
    """The owner is the ordinary one again, and owes no confirmation of what is done."""
    keten = in_de_nacht()
    keten.koppel_terug()
    keten.wek_tot(lokaal("2026-11-30 12:00"))
    assert (keten.d.eigenaar, keten.d.waarneming_tot) == ("meldpunt", None)
    assert Plicht.REGIEOVERNAME not in keten.soorten()


def test_whoever_passes_it_on_in_the_morning_is_not_asked_to_lead_it() -> None:
    """The new receiver is its owner, and hears of it as one."""
    keten = in_de_nacht()
    keten.wek_tot(lokaal("2026-11-30 08:30"))
    keten.zend_door(naar="wijkteam")
    assert keten.d.eigenaar == "wijkteam"
    assert Plicht.REGIEOVERNAME not in keten.soorten()
    assert Hoedanigheid.REGIEHOUDER not in keten.d.hoedanigheden("meldpunt")


def test_the_crisis_service_may_say_how_it_goes() -> None:
    """Both sides hear it; who was only asked to take regie may not speak for it."""
    keten = in_de_nacht()
    keten.vorder("zorgnetwerk")
    assert {b.adres.ontvanger for b in keten.besluiten[-1] if hasattr(b, "adres")} == {"politie", "meldpunt"}


def test_a_refusal_at_night_leaves_the_crisis_service_in_charge() -> None:
    """Until the office opens; then it is the sender's, whose turn it is."""
    keten = in_de_nacht()
    keten.wijs_af()
    assert keten.d.eigenaar == "zorgnetwerk"
    keten.wek_tot(lokaal("2026-11-30 08:30"))
    assert keten.d.eigenaar == "politie"
    van(VraagActie, tuple(b for b in keten.besluiten[-1] if isinstance(b, VraagActie)))
