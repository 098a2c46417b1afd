"""Understands that asking for more stops the receiver's clocks once; silence about it closes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keten.domein.begrippen import CLIENT, Aanvulling, Actie, Plicht, Rol, Toestand
from keten.domein.besluiten import Herinner, MeldStatus, VraagActie, WijsAf, ZetMeldingDoor
from keten.domein.dossier import Verplichting
from keten.domein.feestdagen import GEEN_EXTRA
from keten.domein.functies import Functie
from keten.domein.inrichting import Inrichting, Ketenpad, Padstap, Termijnregel
from keten.domein.pauze import loopt_door
from keten.domein.termijnen import Eenheid, Termijn, verloopt_op
from keten.domein.weigeringen import Weigering
from keten.domein.wet import Gebeurtenis, Pauze, Wetsregel
from tests.domein.bouw import Keten, inrichting, lokaal, toon, van

DAG = timedelta(days=1)
A, B = Plicht.ONTVANGST, Plicht.BESLUIT
WERKDAGEN = Termijn(3, Eenheid.WERKDAGEN)


def plicht(keten: Keten, soort: Plicht) -> Verplichting:
    (een,) = [v for v in keten.d.verplichtingen if v.soort is soort]
    return een


def _vorige(keten: Keten) -> tuple[Toestand, ...]:
    return keten.d.onderdelen[0].vorige


def gevraagd() -> Keten:
    """A melding of Tuesday 10:00; B until Friday 24:00; more is asked on Wednesday 10:00."""
    keten = Keten()
    keten.meld()
    keten.nu += DAG
    keten.vraag_aanvulling()
    return keten


def test_the_sender_is_asked_by_code_and_has_five_days() -> None:
    """The code goes to every sender, the words as far as its profile lets them; receipt is paid by asking."""
    keten = Keten()
    keten.meld()
    bericht = van(VraagActie, keten.vraag_aanvulling(gevraagd=Aanvulling.TOESTEMMING, kluis=b"waarom"))
    assert (bericht.adres.ontvanger, bericht.actie, bericht.gevraagd, bericht.kluis) == (
        "politie",
        Actie.AANVULLEN,
        Aanvulling.TOESTEMMING,
        b"waarom",
    )
    assert toon(bericht.uiterlijk) == "di 01-12-2026 00:00"  # + 5 days is a Sunday, so Monday
    assert A not in keten.soorten()
    assert plicht(keten, Plicht.AANVULLING).crediteur == "meldpunt"


def test_the_clock_of_the_decision_stands_still_and_goes_on_with_what_was_left() -> None:
    """Two working days were left when it was asked on Wednesday; from Saturday they end on Tuesday."""
    keten = gevraagd()
    stil = plicht(keten, B)
    assert stil.volgende_op is None
    assert stil.stil_sinds == keten.nu
    keten.nu = lokaal("2026-11-28 12:00")
    antwoord = van(MeldStatus, keten.vul_aan(kluis=b"het nummer"))
    verder = plicht(keten, B)
    assert toon(verder.uiterlijk_op or keten.nu) == "wo 02-12-2026 00:00"
    assert toon(verder.eerst_uiterlijk_op or keten.nu) == "za 28-11-2026 00:00"
    assert verder.stil_sinds is None
    assert all(s.op > keten.nu for s in verder.sporten)
    assert (antwoord.adres.ontvanger, antwoord.toestand, antwoord.warm, antwoord.kluis) == (
        "meldpunt",
        Toestand.AANGEBODEN,
        True,
        b"het nummer",
    )
    assert antwoord.uiterlijk == verder.uiterlijk_op
    assert Plicht.AANVULLING not in keten.soorten()


def test_while_it_stands_still_the_receiver_is_not_reminded() -> None:
    """Nobody is blamed for waiting for another; the one who is asked is reminded instead."""
    keten = gevraagd()
    uit = [b for _, b in keten.wek_tot(keten.nu + 4 * DAG) if isinstance(b, Herinner)]
    assert [(b.plicht, b.adres.ontvanger) for b in uit] == [(Plicht.AANVULLING, "politie")]


def test_unanswered_the_part_goes_on_and_the_receiver_hears_until_when() -> None:
    """The clock brings the state back; nothing is closed, and a late answer is still welcome."""
    keten = gevraagd()
    uit = keten.wek_tot(plicht(keten, Plicht.AANVULLING).uiterlijk_op or keten.nu)
    (op, bericht) = next((op, b) for op, b in uit if isinstance(b, MeldStatus))
    verder = plicht(keten, B)
    assert (bericht.adres.ontvanger, bericht.toestand, bericht.uiterlijk) == (
        "meldpunt",
        Toestand.AANGEBODEN,
        verder.uiterlijk_op,
    )
    assert verder.uiterlijk_op is not None
    assert verder.uiterlijk_op > op
    assert verder.volgende_op is not None
    assert Plicht.AANVULLING not in keten.soorten()
    assert van(MeldStatus, keten.vul_aan()).warm
    assert keten.d.onderdelen[0].toestand is Toestand.AANGEBODEN


def test_a_second_question_stops_nothing() -> None:
    """Once per request: the second time the receiver's clock runs on, whatever is asked."""
    keten = gevraagd()
    keten.vul_aan()
    loopt = plicht(keten, B)
    keten.vraag_aanvulling()
    assert plicht(keten, B) == loopt
    assert plicht(keten, Plicht.AANVULLING).debiteur == "politie"
    uit = [b for _, b in keten.wek_tot(loopt.uiterlijk_op or keten.nu) if isinstance(b, Herinner)]
    assert (B, "meldpunt") in {(b.plicht, b.adres.ontvanger) for b in uit}


def test_a_day_that_the_world_set_does_not_wait() -> None:
    """With an eviction ahead nothing stands still, nor does it when the day is heard of later."""
    keten = Keten()
    keten.verwijs("mee", "huisarts", uiterlijk=date(2026, 11, 27))
    loopt = plicht(keten, B)
    keten.vraag_aanvulling("mee")
    assert plicht(keten, B) == loopt
    keten = gevraagd()
    assert plicht(keten, B).stil_sinds is not None
    keten.vorder("politie", uiterlijk=date(2026, 11, 26))
    verder = plicht(keten, B)
    assert verder.stil_sinds is None
    assert toon(verder.uiterlijk_op or keten.nu) == "vr 27-11-2026 00:00"


def test_withdrawal_may_be_asked_meanwhile_and_refused_it_is_asked_still() -> None:
    """The state before comes back, with the question and its stopped clock."""
    keten = gevraagd()
    was = keten.d
    keten.trek_in()
    assert _vorige(keten) == (Toestand.AANGEBODEN, Toestand.AANVULLING_GEVRAAGD)
    keten.ga_door()
    assert keten.d.onderdelen == was.onderdelen
    assert keten.d.verplichtingen == was.verplichtingen
    keten.trek_in()
    keten.vul_aan()
    assert _vorige(keten) == (Toestand.AANGEBODEN,)
    keten.ga_door()
    assert keten.d.onderdelen[0].toestand is Toestand.AANGEBODEN


def test_a_new_receiver_gets_what_was_added_too() -> None:
    """As warm as the first: the question, and what came since."""
    keten = gevraagd()
    keten.vul_aan(kluis=b"het nummer")
    besluiten = keten.zend_door(naar="wijkteam")
    assert van(ZetMeldingDoor, besluiten).kluis == b"geheim"
    (warm,) = [b for b in besluiten if isinstance(b, MeldStatus) and b.warm]
    assert (warm.adres.ontvanger, warm.kluis) == ("wijkteam", b"het nummer")


def test_only_before_a_decision() -> None:
    """Who has accepted asks the client, or says that it goes slowly; a law may say otherwise, below."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    assert van(WijsAf, keten.vraag_aanvulling()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert Plicht.HERSTEL not in keten.soorten()


def met_wettelijk_antwoord(pauze: frozenset[Pauze]) -> Keten:
    """Accepted, and the answer is due by the law: two weeks, which stop for what `pauze` says."""
    basis = met_wet(pauze)
    regel = replace(basis.termijnen[0], id="t", plicht=Plicht.EINDTERUGKOPPELING)
    keten = Keten(inrichting=replace(basis, termijnen=(regel,)))
    keten.meld()
    keten.accepteer()
    return keten


def test_after_it_what_the_law_waits_for_is_asked_while_the_work_goes_on() -> None:
    """The state stays; the clock of the law stops, how it stands is owed by the same day."""
    keten = met_wettelijk_antwoord(frozenset({Pauze.AANVULLING}))
    stand = plicht(keten, Plicht.STAND)
    gevraagd = van(VraagActie, keten.vraag_aanvulling())
    assert (gevraagd.adres.ontvanger, gevraagd.plicht) == ("politie", Plicht.AANVULLING)
    assert keten.d.eerste.toestand is Toestand.GEACCEPTEERD
    assert plicht(keten, Plicht.EINDTERUGKOPPELING).stil_sinds == keten.nu
    assert plicht(keten, Plicht.STAND) == stand
    keten.nu += 2 * DAG
    keten.vul_aan()
    assert plicht(keten, Plicht.EINDTERUGKOPPELING).stil_sinds is None
    assert keten.d.eerste.toestand is Toestand.GEACCEPTEERD


def test_after_it_a_law_that_does_not_wait_gives_no_question() -> None:
    """Its clock would run on; the sender is not asked for what stops nothing."""
    keten = met_wettelijk_antwoord(frozenset())
    assert van(WijsAf, keten.vraag_aanvulling()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN


def test_unanswered_while_it_is_worked_on_the_clocks_go_on() -> None:
    """The question has its time; then what stood still goes on, and the state is what it was."""
    keten = met_wettelijk_antwoord(frozenset({Pauze.AANVULLING}))
    keten.vraag_aanvulling()
    keten.wek_tot(plicht(keten, Plicht.AANVULLING).uiterlijk_op or keten.nu)
    assert Plicht.AANVULLING not in keten.soorten()
    assert plicht(keten, Plicht.EINDTERUGKOPPELING).stil_sinds is None
    assert keten.d.eerste.toestand is Toestand.GEACCEPTEERD


def test_nobody_asks_itself() -> None:
    """A resident's question and an action of one's own: there is no other to ask, so no clock stops."""
    keten = Keten()
    keten.vraag("wip")
    was = keten.d.verplichtingen
    assert van(WijsAf, keten.vraag_aanvulling("wip")).weigering is Weigering.GEEN_BRON
    assert keten.d.verplichtingen == was
    keten = Keten()
    keten.vraag()
    assert van(WijsAf, keten.vraag_aanvulling("wijkteam")).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    pad = Ketenpad(
        "taalles",
        (
            Padstap(
                Functie.TOEWIJZING,
                frozenset({Rol.MELDPUNT}),
                Termijnregel("p", Plicht.FUNCTIE, Termijn(2, Eenheid.WEKEN), wet="w"),
            ),
        ),
    )
    keten = Keten(
        inrichting=replace(met_wet(frozenset({Pauze.AANVULLING})), ketenpaden={"taalles": pad}),
    )
    keten.meld()
    keten.accepteer()
    keten.voeg_actie_toe()
    assert Plicht.FUNCTIE in keten.soorten()
    assert van(WijsAf, keten.vraag_aanvulling(onderdeel=2)).weigering is Weigering.GEEN_BRON
    assert all(v.stil_sinds is None for v in keten.d.verplichtingen)


def test_what_is_owed_to_the_client_waits_for_nobody() -> None:
    """A resident's question that was passed on: its new receiver may ask, and the client's clock runs on."""
    keten = Keten()
    keten.vraag("wip")
    keten.zend_door("wip", "mee")
    was = plicht(keten, B)
    assert was.crediteur == CLIENT
    assert van(VraagActie, keten.vraag_aanvulling("mee")).adres.ontvanger == "wip"
    assert plicht(keten, B) == was


def test_a_clock_of_the_law_that_does_not_stop_runs_on() -> None:
    """Triage within five working days, whatever is missing: asking moves no day of it."""
    keten = Keten(inrichting=met_wet(frozenset()))
    keten.meld()
    was = plicht(keten, B).uiterlijk_op
    keten.vraag_aanvulling()
    assert plicht(keten, B).stil_sinds is None
    keten.nu += 2 * DAG
    keten.vul_aan()
    assert plicht(keten, B).uiterlijk_op == was


# asked, answered, last day: by the law two weeks from Tuesday 24 November 2026 end on Tuesday 8 December
WETTELIJK = [
    ("2026-11-24 12:00", "2026-11-24 16:00", "wo 09-12-2026 00:00"),  # the same Tuesday: nothing moves
    ("2026-11-24 12:00", "2026-11-25 16:00", "wo 09-12-2026 00:00"),  # no whole day in between
    ("2026-11-24 12:00", "2026-11-26 16:00", "do 10-12-2026 00:00"),  # Wednesday: one day later
    (
        "2026-11-25 09:00",
        "2026-11-30 09:00",
        "di 15-12-2026 00:00",
    ),  # four days; Sat 12 -> Mon 14
]


@pytest.mark.parametrize(("gevraagd_op", "gegeven_op", "einde"), WETTELIJK)
def test_a_clock_of_the_law_stops_from_the_day_after_until_the_day_of_the_answer(
    gevraagd_op: str, gegeven_op: str, einde: str
) -> None:
    """Awb 4:15: neither the day of the question nor that of the answer is given; free days still move it."""
    keten = Keten(inrichting=met_wet(frozenset({Pauze.AANVULLING})))
    keten.meld()
    keten.nu = lokaal(gevraagd_op)
    keten.vraag_aanvulling()
    assert plicht(keten, B).stil_sinds == keten.nu
    keten.nu = lokaal(gegeven_op)
    keten.vul_aan()
    verder = plicht(keten, B)
    assert toon(verder.uiterlijk_op or keten.nu) == einde
    assert (verder.stond_stil_van, verder.stond_stil_tot) == (lokaal(gevraagd_op), lokaal(gegeven_op))


def test_what_stopped_goes_on_though_the_rule_no_longer_stops() -> None:
    """A newer version drops the pause while it is asked: the days that it stood still do not count."""
    keten = Keten(inrichting=met_wet(frozenset({Pauze.AANVULLING})))
    keten.meld()
    keten.vraag_aanvulling()
    keten.inrichting = replace(met_wet(frozenset()), versie=2)
    keten.nu += 3 * DAG
    keten.vul_aan()
    assert plicht(keten, B).stil_sinds is None
    assert toon(plicht(keten, B).uiterlijk_op or keten.nu) == "vr 11-12-2026 00:00"  # Tuesday 8 + 2


def test_what_was_left_is_counted_by_the_rule_it_arose_under() -> None:
    """A newer version puts another rule in front: the duty keeps its own, in working days."""
    keten = gevraagd()
    nieuw = inrichting()
    uren = Termijnregel("haast", B, Termijn(4, Eenheid.UREN))
    keten.inrichting = replace(nieuw, versie=2, termijnen=(uren, *nieuw.termijnen))
    keten.nu = lokaal("2026-11-28 12:00")
    keten.vul_aan()
    assert toon(plicht(keten, B).uiterlijk_op or keten.nu) == "wo 02-12-2026 00:00"


# asked after the extension until Friday 26 February 2027, answered so many days later, last day
VERLENGD = [(0, "za 27-02-2027 00:00"), (1, "za 27-02-2027 00:00"), (3, "di 02-03-2027 00:00")]


@pytest.mark.parametrize(("dagen", "einde"), VERLENGD)
def test_more_time_that_was_given_is_not_taken_by_a_question(dagen: int, einde: str) -> None:
    """The extension was told; what then stands still is counted on from it, and a free day still moves it."""
    keten = Keten(inrichting=met_wet(frozenset({Pauze.AANVULLING}), 8))
    keten.meld()
    keten.vraag_uitstel(date(2027, 2, 26))
    keten.vraag_aanvulling()
    keten.nu += dagen * DAG
    keten.vul_aan()
    assert toon(plicht(keten, B).uiterlijk_op or keten.nu) == einde


def met_wet(pauze: frozenset[Pauze], aantal: int = 2) -> Inrichting:
    """B by a legal rule of so many weeks, which stops for what `pauze` says."""
    weken = Termijn(aantal, Eenheid.WEKEN)
    wet = Wetsregel(id="w", artikel="a", wat="w", vanaf=Gebeurtenis.AANVRAAG, termijn=weken, pauze=pauze)
    return replace(inrichting(termijnen=(Termijnregel("b", B, weken, wet="w"),)), wet={"w": wet})


@pytest.mark.parametrize(
    ("termijn", "begin", "stil", "verder", "einde"),
    [
        # three working days from Tuesday end on Friday; stopped on Tuesday, on again on Thursday: three left
        (WERKDAGEN, "2026-11-24 10:00", "2026-11-24 12:00", "2026-11-26 09:00", "wo 02-12-2026 00:00"),
        # stopped and on again on one day: nothing moves
        (WERKDAGEN, "2026-11-24 10:00", "2026-11-25 12:00", "2026-11-25 17:00", "za 28-11-2026 00:00"),
        # stopped on its last day: one working day is left
        (WERKDAGEN, "2026-11-24 10:00", "2026-11-27 12:00", "2026-11-29 09:00", "di 01-12-2026 00:00"),
        # over Easter: Thursday + 3 wd ends the Thursday after; on again on Saturday, three are left
        (WERKDAGEN, "2027-03-25 10:00", "2027-03-25 11:00", "2027-03-27 09:00", "vr 02-04-2027 00:00"),
        # 30 days from Tuesday; 28 left on Thursday; from Monday 30 November: Monday 28 December
        (
            Termijn(30, Eenheid.DAGEN),
            "2026-11-24 10:00",
            "2026-11-26 12:00",
            "2026-11-30 09:00",
            "di 29-12-2026 00:00",
        ),
        # hours go on with what was left, to the minute, also over the change of the clock
        (
            Termijn(4, Eenheid.UREN),
            "2027-03-27 23:00",
            "2027-03-28 00:00",
            "2027-03-28 10:00",
            "zo 28-03-2027 13:00",
        ),
    ],
)
def test_what_was_left_is_counted_on(
    termijn: Termijn, begin: str, stil: str, verder: str, einde: str
) -> None:
    """A weekday comment for each row."""
    uiterlijk = verloopt_op(lokaal(begin), termijn, GEEN_EXTRA)
    assert toon(loopt_door(uiterlijk, lokaal(stil), lokaal(verder), termijn, GEEN_EXTRA)) == einde


@given(st.integers(0, 2_000), st.integers(0, 5_000), st.integers(1, 5_000), st.sampled_from([*Eenheid]))
def test_a_stop_never_brings_a_date_forward(dag: int, tot: int, stil: int, eenheid: Eenheid) -> None:
    """Whenever it stopped and however long it stood, the end is never before what it was."""
    begin: datetime = lokaal("2026-01-01 09:00") + dag * DAG
    uiterlijk = verloopt_op(begin, Termijn(2, eenheid), GEEN_EXTRA)
    stil_sinds = min(begin + timedelta(minutes=tot), uiterlijk - timedelta(minutes=1))
    verder = stil_sinds + timedelta(minutes=stil)
    einde = loopt_door(uiterlijk, stil_sinds, verder, Termijn(2, eenheid), GEEN_EXTRA)
    assert einde >= uiterlijk or eenheid in (Eenheid.MAANDEN, Eenheid.WEKEN)
    assert einde > verder - timedelta(days=1)
