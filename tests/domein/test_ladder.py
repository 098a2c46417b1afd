"""Understands whether silence is followed by the right step, to the right people, at the right moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from keten.domein.begrippen import WIJKKETEN, Plicht, Resultaat, Thema, Toestand, Trede, Urgentie
from keten.domein.besluiten import Bericht, Besluit, Escaleer, GeefTerugkoppeling, Herinner, MeldUitblijven
from keten.domein.inrichting import Escalatieniveau, Termijnregel
from keten.domein.termijnen import Eenheid, Termijn
from tests.domein.bouw import T0, WERKDAG, Keten, inrichting, lokaal, toon, van

HALF, LAAT, EEN, TWEE, NIET = Trede


def plan(keten: Keten, soort: Plicht) -> dict[Trede, str]:
    (verplichting,) = [v for v in keten.d.verplichtingen if v.soort is soort]
    return {s.trede: toon(s.op) for s in verplichting.sporten}


def gezegd(besluiten: list[Besluit] | tuple[Besluit, ...]) -> list[tuple[str, str]]:
    """(kind of message, receiver)."""
    return [(type(b).__name__, b.adres.ontvanger) for b in besluiten if isinstance(b, Bericht)]


@pytest.mark.parametrize(
    ("begin", "treden"),
    [
        (  # a week like any other: Tuesday
            "2026-11-24 10:00",
            ["wo 25-11-2026 05:00", "do 26-11-2026 00:00", "vr 27-11-2026 00:00", "za 28-11-2026 00:00",
             "di 01-12-2026 00:00"],
        ),
        (  # Saturday, and the clock goes back on Sunday 25 October
            "2026-10-24 10:00",
            ["zo 25-10-2026 16:30", "di 27-10-2026 00:00", "wo 28-10-2026 00:00", "do 29-10-2026 00:00",
             "vr 30-10-2026 00:00"],
        ),
        (  # Friday, and the clock goes forward on Sunday 29 March
            "2026-03-27 10:00",
            ["zo 29-03-2026 05:30", "di 31-03-2026 00:00", "wo 01-04-2026 00:00", "do 02-04-2026 00:00",
             "vr 03-04-2026 00:00"],
        ),
        (  # Thursday before Good Friday and Easter, and the clock goes forward on Easter Sunday: due on
            # Tuesday; the term lasted 133 hours, so two steps are 33 hours and a quarter apart at least
            "2027-03-25 10:00",
            ["zo 28-03-2027 05:30", "wo 31-03-2027 00:00", "do 01-04-2027 09:15", "vr 02-04-2027 18:30",
             "zo 04-04-2027 03:45"],
        ),
    ],
)  # fmt: skip
def test_one_working_day_for_receipt(begin: str, treden: list[str]) -> None:
    """Half the term, the term, and then a grace of one working day for each step."""
    keten = Keten(nu=lokaal(begin))
    keten.meld()
    assert plan(keten, Plicht.ONTVANGST) == dict(zip(Trede, treden, strict=True))


def test_grace_is_as_long_as_the_term_but_two_working_days_at_most() -> None:
    """Three working days for a decision, so two of grace: due Friday, then Tuesday, Thursday, Monday."""
    keten = Keten()
    keten.meld()
    assert plan(keten, Plicht.BESLUIT) == {
        HALF: "do 26-11-2026 05:00",
        LAAT: "za 28-11-2026 00:00",
        EEN: "wo 02-12-2026 00:00",
        TWEE: "vr 04-12-2026 00:00",
        NIET: "di 08-12-2026 00:00",
    }


def test_an_urgent_term_runs_by_the_clock() -> None:
    """One hour: every step is an hour later, also at night."""
    keten = Keten(nu=lokaal("2026-11-24 22:00"))
    keten.meld(urgentie=Urgentie.SPOED)
    assert list(plan(keten, Plicht.ONTVANGST).values()) == [
        "di 24-11-2026 22:30",
        "di 24-11-2026 23:00",
        "wo 25-11-2026 00:00",
        "wo 25-11-2026 01:00",
        "wo 25-11-2026 02:00",
    ]


def test_a_configured_grace_counts_but_steps_keep_their_distance() -> None:
    """A grace of 15 minutes after a term of two hours: half an hour, a quarter of the term, lies between."""
    regel = Termijnregel("o", Plicht.ONTVANGST, Termijn(2, Eenheid.UREN), Termijn(15, Eenheid.MINUTEN))
    keten = Keten(inrichting(termijnen=(regel,)))
    keten.meld()
    assert list(plan(keten, Plicht.ONTVANGST).values()) == [
        "di 24-11-2026 11:00",
        "di 24-11-2026 12:00",
        "di 24-11-2026 12:30",
        "di 24-11-2026 13:00",
        "di 24-11-2026 13:30",
    ]


def test_two_steps_are_never_less_than_five_minutes_apart() -> None:
    """A term of four minutes: the half is at two, so late is said at seven."""
    regel = Termijnregel("o", Plicht.ONTVANGST, Termijn(4, Eenheid.MINUTEN))
    keten = Keten(inrichting(termijnen=(regel,)))
    keten.meld()
    momenten = [s.op - T0 for s in keten.d.verplichtingen[0].sporten]
    assert momenten == [timedelta(minutes=m) for m in (2, 7, 12, 17, 22)]


def test_silence_climbs_the_whole_ladder_and_closes_nothing() -> None:
    """Reminder, second reminder, coordinator, manager, then back to the sender; the duty is still owed."""
    keten = Keten()
    keten.meld()
    uit = keten.wek_tot(lokaal("2026-12-31 00:00"))
    ontvangst = [
        (toon(op), type(b).__name__, b.adres.ontvanger)
        for op, b in uit
        if isinstance(b, Herinner | Escaleer | MeldUitblijven) and b.plicht is Plicht.ONTVANGST
    ]
    assert ontvangst == [
        ("wo 25-11-2026 05:00", "Herinner", "meldpunt"),
        ("do 26-11-2026 00:00", "Herinner", "meldpunt"),
        ("vr 27-11-2026 00:00", "Escaleer", "wijkteam"),
        ("za 28-11-2026 00:00", "Escaleer", "wip"),
        ("di 01-12-2026 00:00", "MeldUitblijven", "politie"),
    ]
    (verplichting,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.ONTVANGST]
    assert verplichting.te_laat
    assert (verplichting.sporten, verplichting.volgende_op, verplichting.gezet) == ((), None, 5)
    assert not keten.d.gesloten
    assert keten.d.onderdelen[0].toestand is Toestand.AANGEBODEN


def test_late_is_said_from_the_term_on() -> None:
    """The first reminder is not a reproach; the second one, and all after it, say that it is late."""
    keten = Keten()
    keten.meld()
    herinneringen = [
        b
        for _, b in keten.wek_tot(lokaal("2026-11-26 00:00"))
        if isinstance(b, Herinner) and b.plicht is Plicht.ONTVANGST
    ]
    assert [b.te_laat for b in herinneringen] == [False, True]
    assert {toon(b.uiterlijk) for b in herinneringen} == {"do 26-11-2026 00:00"}


def test_the_alternatives_leave_out_whoever_is_silent_and_whoever_asked() -> None:
    """What the sender gets back is of use to it."""
    keten = Keten()
    keten.meld()
    berichten = [b for _, b in keten.wek_tot(lokaal("2026-12-02 00:00")) if isinstance(b, MeldUitblijven)]
    assert [b.alternatieven for b in berichten] == [("wijkteam", "mee")]


def test_an_escalation_is_a_duty_until_a_person_confirms() -> None:
    """Whoever is told becomes a party and owes a confirmation, by a date and without a ladder of its own."""
    keten = Keten()
    keten.meld()
    uit = keten.wek_tot(lokaal("2026-11-27 00:00"))
    (escalatie,) = [b for _, b in uit if isinstance(b, Escaleer)]
    (plicht,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.ESCALATIE]
    assert (escalatie.niveau, escalatie.rol) == (1, "coordinator")
    assert toon(escalatie.bevestigen_uiterlijk) == "di 01-12-2026 00:00"  # one working day: Monday
    assert (plicht.debiteur, plicht.crediteur, plicht.betreft_plicht) == ("wijkteam", "politie", 1)
    assert (plicht.uiterlijk_op, plicht.volgende_op) == (escalatie.bevestigen_uiterlijk, None)
    keten.bevestig_escalatie()
    assert Plicht.ESCALATIE not in keten.soorten()
    assert Plicht.ONTVANGST in keten.soorten()


def test_whoever_confirms_confirms_for_itself_only() -> None:
    """Two levels were told: the manager still owes a word when the coordinator gave one."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(lokaal("2026-11-28 00:00"))
    keten.bevestig_escalatie("wijkteam")
    assert [v.debiteur for v in keten.d.verplichtingen if v.soort is Plicht.ESCALATIE] == ["wip"]


@pytest.mark.parametrize(
    ("niveaus", "verwacht"),
    [
        (
            (("meldpunt", "baas"), ("wijkteam", "coordinator")),
            [("wijkteam", 1)],
        ),  # the debtor's own is passed
        ((("meldpunt", "baas"), ("wijkteam", "c"), ("wip", "m")), [("wijkteam", 1), ("wip", 2)]),
        ((("wijkteam", "c"), ("wijkteam", "m")), [("wijkteam", 1), ("wijkteam", 2)]),
        ((), []),
    ],
)
def test_levels_at_the_debtor_are_passed_over(
    niveaus: tuple[tuple[str, str], ...], verwacht: list[tuple[str, int]]
) -> None:
    """Nobody is asked to look into the silence of its own desk; the sender hears in any case."""
    keten = Keten(inrichting(niveaus=tuple(Escalatieniveau(p, r) for p, r in niveaus)))
    keten.meld()
    uit = [b for _, b in keten.wek_tot(lokaal("2027-01-31 00:00"))]
    escalaties = [b for b in uit if isinstance(b, Escaleer) and b.plicht is Plicht.ONTVANGST]
    assert [(b.adres.ontvanger, b.niveau) for b in escalaties] == verwacht
    assert len({b.adres.bericht_id for b in escalaties}) == len(verwacht)
    assert len([b for b in uit if isinstance(b, MeldUitblijven) and b.plicht is Plicht.ONTVANGST]) == 1


def test_a_level_that_is_not_there_takes_no_time() -> None:
    """With one level the sender hears one grace after it, not two."""
    keten = Keten(inrichting(niveaus=(Escalatieniveau("wijkteam", "coordinator"),)))
    keten.meld()
    assert plan(keten, Plicht.ONTVANGST) == {
        HALF: "wo 25-11-2026 05:00",
        LAAT: "do 26-11-2026 00:00",
        EEN: "vr 27-11-2026 00:00",
        NIET: "za 28-11-2026 00:00",
    }


@pytest.mark.parametrize("eigenaar", ["mee", "politie"])
def test_the_owner_hears_that_a_debtor_is_late_also_where_it_is_the_creditor(eigenaar: str) -> None:
    """An owner that is not the debtor itself is told at the term, once."""
    keten = Keten()
    keten.meld()
    keten.dossier = replace(keten.d, eigenaar=eigenaar)  # as regie will be placed in a later step
    uit = [b for _, b in keten.wek_tot(lokaal("2026-11-26 00:00")) if isinstance(b, Herinner)]
    assert [(b.adres.ontvanger, b.te_laat) for b in uit] == [
        ("meldpunt", False),
        ("meldpunt", True),
        (eigenaar, True),
    ]


def test_a_reminder_after_the_term_says_that_it_is_late() -> None:
    """After an outage of ours the first reminder may come after the term; it then tells the truth."""
    keten = Keten()
    keten.meld()
    wek_op = keten.d.wekkers["meldpunt"]
    keten.nu = lokaal("2026-11-29 00:00")
    keten.wek("meldpunt", wek_op)
    assert van(Herinner, keten.besluiten[-1]).te_laat
    assert keten.d.verplichtingen[0].te_laat


def test_a_late_alarm_takes_one_step_and_pushes_the_next() -> None:
    """After an outage of ours the debtor still gets the time between two steps: a quarter of 38 hours."""
    keten = Keten()
    keten.meld()
    wek_op = keten.d.wekkers["meldpunt"]
    keten.nu = lokaal("2026-11-25 23:00")
    assert gezegd(keten.wek("meldpunt", wek_op)) == [("Herinner", "meldpunt")]
    assert toon(keten.d.verplichtingen[0].volgende_op or T0) == "do 26-11-2026 08:30"


def test_after_a_long_outage_each_duty_moves_one_step_for_one_alarm() -> None:
    """A month too late: nobody gets a heap of reminders at once."""
    keten = Keten()
    keten.meld()
    wek_op = keten.d.wekkers["meldpunt"]
    keten.nu = T0 + timedelta(days=30)
    assert gezegd(keten.wek("meldpunt", wek_op)) == [("Herinner", "meldpunt")]
    assert keten.d.wekkers["meldpunt"] > keten.nu
    # Receipt was reminded of; the decision, due since, waits for the alarm that comes right after.
    assert [v.gezet for v in keten.d.verplichtingen] == [1, 0, 0]
    assert gezegd(keten.wek("meldpunt", keten.d.wekkers["meldpunt"])) == [("Herinner", "meldpunt")]
    assert [v.gezet for v in keten.d.verplichtingen] == [1, 1, 0]


def test_a_stale_or_double_alarm_does_nothing_at_all() -> None:
    """Another moment, another debtor, the same alarm again: the dossier is the same object."""
    keten = Keten()
    keten.meld()
    wek_op = keten.d.wekkers["meldpunt"]
    for debiteur, moment in [("meldpunt", wek_op - timedelta(hours=1)), ("politie", wek_op)]:
        was = keten.d
        assert keten.wek(debiteur, moment) == ()
        assert keten.dossier is was
    keten.wek("meldpunt", wek_op)
    was = keten.d
    assert keten.wek("meldpunt", wek_op) == ()
    assert keten.dossier is was


def test_an_alarm_that_waits_for_a_debtor_stays_ahead_of_the_clock() -> None:
    """Others' messages meanwhile move it to right after them, never into the past."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(keten.d.verplichtingen[0].sporten[2].op)
    keten.nu = lokaal("2026-12-15 12:00")  # the meldpunt's messages up to here are not known yet
    keten.bevestig_escalatie()
    assert keten.d.wekkers["meldpunt"] == keten.nu + timedelta(milliseconds=1)


def test_an_answer_stops_the_ladder() -> None:
    """What is paid has no alarm any more."""
    keten = Keten()
    keten.meld()
    keten.koppel_terug()
    assert "meldpunt" not in keten.d.wekkers


def test_an_unread_terugkoppeling_is_told_to_people_but_never_to_its_reader() -> None:
    """Five working days (Tuesday), two of grace: coordinator on Thursday, manager on Monday, nobody else."""
    keten = Keten()
    keten.meld()
    keten.koppel_terug()
    uit = keten.wek_tot(lokaal("2027-01-31 00:00"))
    assert [(toon(op), *gezegd((b,))[0]) for op, b in uit] == [
        ("vr 04-12-2026 00:00", "Escaleer", "wijkteam"),
        ("di 08-12-2026 00:00", "Escaleer", "wip"),
    ]
    (verplichting,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.BEZORGING]
    assert (verplichting.debiteur, verplichting.te_laat, verplichting.volgende_op) == (WIJKKETEN, True, None)


def test_a_reader_that_is_also_a_level_is_not_told_of_its_own_silence() -> None:
    """The wijkteam reported and does not read: only the WIP hears."""
    keten = Keten()
    keten.meld(afzender="wijkteam")
    keten.koppel_terug()
    uit = [b for _, b in keten.wek_tot(lokaal("2027-01-31 00:00"))]
    assert gezegd(uit) == [("Escaleer", "wip")]


def test_how_it_stands_is_owed_each_thirty_days() -> None:
    """Accepted on Tuesday 24 November: due on Thursday 24 December; steps are a quarter of the term apart."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    assert plan(keten, Plicht.STAND) == {
        HALF: "wo 09-12-2026 17:00",
        LAAT: "vr 25-12-2026 00:00",
        EEN: "vr 01-01-2027 15:30",
        TWEE: "za 09-01-2027 07:00",
        NIET: "za 16-01-2027 22:30",
    }
    keten.nu = lokaal("2026-12-10 10:00")
    keten.koppel_terug(Resultaat.WORDT_GEVOLGD)
    assert plan(keten, Plicht.STAND)[LAAT] == "di 12-01-2027 00:00"  # 9 January is a Saturday, so Monday 11


def test_a_rule_without_a_term_gives_no_clock_only_where_that_may_be() -> None:
    """T has no date; receipt always has one, of the rule that fits or the standard one."""
    keten = Keten(
        inrichting(
            termijnen=(
                Termijnregel("zonder", Plicht.ONTVANGST, None),
                Termijnregel("ander-thema", Plicht.ONTVANGST, WERKDAG, themas=frozenset({Thema.WONEN})),
            )
        )
    )
    keten.meld()
    regels = {v.soort: (v.regel, v.uiterlijk_op is not None) for v in keten.d.verplichtingen}
    assert regels == {
        Plicht.ONTVANGST: ("standaard", True),
        Plicht.BESLUIT: ("standaard", True),
        Plicht.EINDTERUGKOPPELING: ("standaard", False),
    }


def test_how_it_stands_always_has_a_date() -> None:
    """What no deployment may leave without a term, the core leaves without none either."""
    keten = Keten(inrichting(termijnen=(Termijnregel("zonder", Plicht.STAND, None),)))
    keten.meld()
    keten.accepteer()
    (stand,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.STAND]
    assert (stand.regel, stand.uiterlijk_op is not None) == ("standaard", True)


def test_the_step_of_a_duty_has_one_id_whichever_alarm_led_to_it() -> None:
    """Two runs in which the alarm came at another time tell the same receiver under the same id."""
    een, twee = Keten(), Keten()
    for keten, te_laat in ((een, 0), (twee, 3)):
        keten.meld()
        wek_op = keten.d.wekkers["meldpunt"]
        keten.nu = wek_op + timedelta(hours=te_laat)
        keten.wek("meldpunt", wek_op)
    assert (
        van(Herinner, een.besluiten[-1]).adres.bericht_id
        == van(Herinner, twee.besluiten[-1]).adres.bericht_id
    )


def test_whoever_was_told_of_silence_hears_that_it_is_over() -> None:
    """The answer comes after all: the sender gets it, the coordinator hears that the part is done."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(lokaal("2026-12-31 00:00"))
    uit = keten.koppel_terug()
    assert gezegd(uit) == [
        ("GeefTerugkoppeling", "politie"),
        ("MeldStatus", "wijkteam"),
        ("MeldStatus", "wip"),
    ]
    assert van(GeefTerugkoppeling, uit).eind


def test_a_sender_that_was_told_of_silence_gets_the_answer_and_no_status_beside_it() -> None:
    """The wijkteam reported and its coordinator was told: one message at the end, not two."""
    keten = Keten()
    keten.meld(afzender="wijkteam")
    keten.wek_tot(lokaal("2026-11-27 00:00"))
    assert gezegd(keten.koppel_terug()) == [("GeefTerugkoppeling", "wijkteam")]
