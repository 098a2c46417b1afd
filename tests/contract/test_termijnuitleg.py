"""Understands whether people are told why something is due when it is: term, ground, free days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from keten.contract.termijnuitleg import leg_uit, leg_wet_uit
from keten.domein.begrippen import Plicht
from keten.domein.dossier import Verplichting
from keten.domein.feestdagen import GEEN_EXTRA, ExtraDagen
from keten.domein.inrichting import Termijnregel
from keten.domein.termijnen import Eenheid, Termijn, einde_van_dag, verloopt_op
from keten.platform.inrichting_lezer import lees_inrichtingen
from tests.domein.bouw import lokaal

DRECHTSTEDEN = lees_inrichtingen(Path(__file__).parents[2] / "inrichting" / "drechtsteden").nieuwste
VRIJDAG = frozenset({date(2027, 5, 7)})


def plicht(regel: str, op: str, uiterlijk: date | None = None) -> Verplichting:
    """As it arises at `op` under the example's rules; `uiterlijk`: the last day, where another one counts."""
    rij = next(r for r in DRECHTSTEDEN.termijnen if r.id == regel)
    ontstaan = lokaal(op)
    einde = None if rij.termijn is None else verloopt_op(ontstaan, rij.termijn, GEEN_EXTRA)
    return Verplichting(
        nummer=1,
        soort=rij.plicht,
        debiteur="a",
        crediteur="b",
        onderdeel=1,
        ontstaan_op=ontstaan,
        uiterlijk_op=einde if uiterlijk is None else einde_van_dag(uiterlijk),
        regel=regel,
        inrichting=1,
        wet=rij.wet,
    )


@pytest.mark.parametrize(
    ("regel", "op", "uitleg"),
    [
        (  # Tuesday + 1 wd
            "ontvangst",
            "2026-11-24 10:00",
            "uiterlijk woensdag 25 november 2026, omdat regel 'ontvangst' 1 werkdag geeft vanaf het aanbod "
            "op dinsdag 24 november 2026",
        ),
        (  # Thursday + 3 wd over Easter
            "eerste-contact-dreiging",
            "2027-03-25 09:30",
            "uiterlijk donderdag 1 april 2027, omdat Wet gemeentelijke schuldhulpverlening, artikel 4, "
            "tweede lid 3 werkdagen geeft vanaf het aannemen op donderdag 25 maart 2027; vrijdag 26 maart "
            "(Goede Vrijdag) en maandag 29 maart (tweede paasdag) zijn geen werkdag",
        ),
        (  # Monday + 4 w ends on Easter Monday
            "eerste-contact-vroegsignaal",
            "2027-03-01 09:30",
            "uiterlijk dinsdag 30 maart 2027, omdat Wet gemeentelijke schuldhulpverlening, artikel 4, eerste "
            "lid 4 weken geeft vanaf het aannemen op maandag 1 maart 2027; maandag 29 maart (tweede paasdag) "
            "is vrij, dus schuift zij op (Algemene termijnenwet, artikel 1)",
        ),
        (
            "ontvangst-crisis",
            "2027-03-27 23:50",
            "vóór zondag 28 maart 2027 00:05, omdat regel 'ontvangst-crisis' 15 minuten geeft vanaf het "
            "aanbod op zaterdag 27 maart 2027 23:50; uren lopen dag en nacht door",
        ),
        ("eindterugkoppeling", "2027-03-01 09:30", "geen eigen datum"),
    ],
)
def test_a_due_date_says_why(regel: str, op: str, uitleg: str) -> None:
    """Which term, from which event and day, on what ground, and which free days did something."""
    assert leg_uit(plicht(regel, op), "0505", DRECHTSTEDEN) == uitleg


def test_a_date_of_the_world_is_told_before_the_term_that_it_overtook() -> None:
    """Saturday 9 January 2027 is not moved; the law would have given until Tuesday."""
    v = plicht("eerste-contact-dreiging", "2027-01-07 10:30", date(2027, 1, 9))
    assert leg_uit(v, "0505", DRECHTSTEDEN) == (
        "uiterlijk zaterdag 9 januari 2027, omdat een bericht die dag noemt en zo'n dag nooit opschuift; "
        "zonder die dag was het uiterlijk dinsdag 12 januari 2027, omdat Wet gemeentelijke "
        "schuldhulpverlening, artikel 4, tweede lid 3 werkdagen geeft vanaf het aannemen op donderdag 7 "
        "januari 2027"
    )


def test_a_date_that_was_put_off_tells_what_it_was() -> None:
    """Later than the term: somebody was given more time, or it stood still."""
    v = plicht("ontvangst", "2026-11-24 10:00", date(2026, 11, 27))
    assert leg_uit(v, "0505", DRECHTSTEDEN).startswith(
        "uiterlijk vrijdag 27 november 2026, omdat de termijn is verzet; eerst was het uiterlijk woensdag"
    )


def test_a_clock_that_stands_still_says_since_when() -> None:
    """What it was before stands beside it; when it goes on there is a new date."""
    v = replace(plicht("besluit", "2026-11-24 10:00"), stil_sinds=lokaal("2026-11-26 15:00"))
    uitleg = leg_uit(v, "0505", DRECHTSTEDEN)
    assert uitleg.startswith(
        "de termijn staat stil sinds donderdag 26 november 2026, omdat er gegevens ontbreken; daarvoor "
        "uiterlijk dinsdag 1 december 2026, omdat regel 'besluit' 5 werkdagen geeft"
    )


def test_a_clock_that_stood_still_says_when_and_by_which_article() -> None:
    """Awb 4:15: the date that it is, between which days nothing counted, and what it was at first."""
    stappen = DRECHTSTEDEN.ketenpaden["schuldhulp"].stappen
    regel = next(s.regel for s in stappen if s.regel.wet == "awb-besluit")
    v = Verplichting(
        nummer=1,
        soort=Plicht.FUNCTIE,
        debiteur="schuldhulp",
        crediteur="client",
        onderdeel=1,
        ontstaan_op=lokaal("2026-11-24 10:00"),
        uiterlijk_op=lokaal("2027-01-23 00:00"),
        regel=regel.id,
        inrichting=1,
        wet=regel.wet,
        eerst_uiterlijk_op=lokaal("2027-01-20 00:00"),
        stond_stil_van=lokaal("2026-11-30 10:00"),
        stond_stil_tot=lokaal("2026-12-04 09:00"),
    )
    uitleg = leg_uit(v, "0505", DRECHTSTEDEN)
    assert uitleg.startswith(
        "uiterlijk vrijdag 22 januari 2027, omdat de termijn stilstond tussen maandag 30 november 2026 en "
        "vrijdag 4 december 2026, toen er gegevens ontbraken (Algemene wet bestuursrecht, artikel 4:15); "
        "eerst was het uiterlijk dinsdag 19 januari 2027, omdat Algemene wet bestuursrecht, artikel 4:13 "
        "8 weken geeft"
    )
    zonder = replace(v, stond_stil_van=None, stond_stil_tot=None, eerst_uiterlijk_op=None)
    vroeger = replace(zonder, uiterlijk_op=lokaal("2026-12-23 00:00"), telt_vanaf=lokaal("2026-10-27 10:00"))
    assert leg_uit(vroeger, "0505", DRECHTSTEDEN) == (
        "uiterlijk dinsdag 22 december 2026, omdat Algemene wet bestuursrecht, artikel 4:13 8 weken geeft "
        "vanaf de aanvraag op dinsdag 27 oktober 2026"
    )


def test_a_duty_that_comes_back_says_which_time_it_is_and_from_which_day_it_counts() -> None:
    """Counted from the day of the plan: what was late before has moved nothing."""
    v = replace(plicht("opvolging", "2029-03-01 00:00", date(2029, 4, 3)), ronde=2)
    assert leg_uit(v, "0505", DRECHTSTEDEN) == (
        "uiterlijk dinsdag 3 april 2029, omdat regel 'opvolging' telkens 1 kalendermaand geeft, geteld vanaf "
        "de dag van het plan (keer 2); een dag die geen werkdag is, schuift op"
    )


def test_a_gemeente_that_is_stricter_than_the_law_is_told_as_its_own_rule() -> None:
    """Its own rule gives the date; the law's stands beside it."""
    streng = Termijnregel("streng", Plicht.EERSTE_CONTACT, Termijn(2, Eenheid.WERKDAGEN), wet="wgs-dreiging")
    regels = replace(DRECHTSTEDEN, termijnen=(streng,))
    v = replace(plicht("eerste-contact-dreiging", "2027-01-07 10:30", date(2027, 1, 11)), regel="streng")
    assert leg_uit(v, "0505", regels) == (
        "uiterlijk maandag 11 januari 2027, omdat regel 'streng' 2 werkdagen geeft vanaf het aannemen op "
        "donderdag 7 januari 2027; strenger dan Wet gemeentelijke schuldhulpverlening, artikel 4, tweede "
        "lid: 3 werkdagen, uiterlijk dinsdag 12 januari 2027"
    )


def test_a_rule_that_is_not_there_is_named_and_nothing_is_made_up() -> None:
    """The standard of the core has no line in a file."""
    v = replace(plicht("ontvangst", "2026-11-24 10:00"), regel="standaard")
    assert leg_uit(v, "0505", DRECHTSTEDEN) == (
        "uiterlijk woensdag 25 november 2026, omdat regel 'standaard' dat zegt"
    )


@pytest.mark.parametrize(
    ("regel", "begin", "extra", "uitleg"),
    [
        (  # Tuesday + 2 w
            "wmo-besluit",
            "2026-04-28",
            GEEN_EXTRA,
            "uiterlijk dinsdag 12 mei 2026, omdat Wmo 2015, artikel 2.3.5, tweede lid 2 weken geeft vanaf "
            "aanvraag op dinsdag 28 april 2026",
        ),
        (  # Thursday + 5 d ends on Tuesday, with one ordinary day in it
            "vt-start",
            "2027-03-25",
            GEEN_EXTRA,
            "uiterlijk woensdag 31 maart 2027, omdat Uitvoeringsbesluit Wmo 2015, artikel 4.1.7 5 dagen "
            "geeft vanaf melding op donderdag 25 maart 2027; geteld eindigt zij op dinsdag 30 maart 2027, "
            "maar er moeten twee gewone dagen in zitten en vrijdag 26 maart (Goede Vrijdag), zaterdag 27 "
            "maart, zondag 28 maart (eerste paasdag) en maandag 29 maart (tweede paasdag) zijn vrij "
            "(Algemene termijnenwet, artikel 2)",
        ),
        (  # Thursday + 2 w ends on Ascension; the decree's Friday lies behind it
            "wmo-besluit",
            "2027-04-22",
            ExtraDagen(wettelijk=VRIJDAG),
            "uiterlijk maandag 10 mei 2027, omdat Wmo 2015, artikel 2.3.5, tweede lid 2 weken geeft vanaf "
            "aanvraag op donderdag 22 april 2027; donderdag 6 mei (Hemelvaartsdag), vrijdag 7 mei "
            "(gelijkgestelde dag), zaterdag 8 mei en zondag 9 mei zijn vrij, dus schuift zij op (Algemene "
            "termijnenwet, artikel 1)",
        ),
        (  # years end on a Saturday and stay there
            "wmo-bewaren",
            "2027-01-04",
            GEEN_EXTRA,
            "uiterlijk zaterdag 4 januari 2042, omdat Wmo 2015, artikel 5.3.4 15 jaar geeft vanaf einde hulp "
            "op maandag 4 januari 2027; zaterdag 4 januari is vrij, maar zo'n lange termijn schuift niet op "
            "(Algemene termijnenwet, artikel 4)",
        ),
        (  # counted back over Easter
            "energie-signaal",
            "2027-03-30",
            GEEN_EXTRA,
            "uiterlijk vrijdag 26 februari 2027, omdat Praktijk van energieleveranciers 20 werkdagen geeft "
            "voor afsluiting op dinsdag 30 maart 2027; vrijdag 26 maart (Goede Vrijdag) en maandag 29 maart "
            "(tweede paasdag) zijn geen werkdag",
        ),
        (
            "awb-doorzending",
            "2027-03-30",
            GEEN_EXTRA,
            "onverwijld, omdat Algemene wet bestuursrecht, artikel 2:3 dat vraagt na ontvangst",
        ),
    ],
)
def test_a_legal_rule_is_explained_with_its_article(
    regel: str, begin: str, extra: ExtraDagen, uitleg: str
) -> None:
    """Also where no duty stands behind it yet."""
    assert leg_wet_uit(DRECHTSTEDEN.wet[regel], date.fromisoformat(begin), extra) == uitleg


def test_every_rule_of_the_example_explains_every_day_of_two_years() -> None:
    """No begin makes a hole in the sentence."""
    for regel in DRECHTSTEDEN.wet.values():
        for n in range(0, 730, 3):
            zin = leg_wet_uit(regel, date(2026, 1, 1) + timedelta(days=n), GEEN_EXTRA)
            assert regel.artikel in zin
            assert "None" not in zin
