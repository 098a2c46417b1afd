"""Understands that a client is not given up for one letter: appointments, attempts, and the mix of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keten.domein.begrippen import (
    Afspraakstand,
    Contactwijze,
    Plicht,
    Reden,
    Resultaat,
    Toestand,
    Uitkomst,
    Voortgang,
)
from keten.domein.besluiten import GeefTerugkoppeling, Herinner, MeldStatus, WijsAf
from keten.domein.dossier import MAX_POGINGEN, Onderdeel
from keten.domein.functies import Functie
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, lokaal, van

DAG = timedelta(days=1)
TELEFOON, BRIEF, MAIL, BEZOEK, ADMIN = (
    Contactwijze.TELEFOON,
    Contactwijze.BRIEF,
    Contactwijze.MAIL,
    Contactwijze.HUISBEZOEK,
    Contactwijze.ADMINISTRATIEF,
)


def geaccepteerd() -> Keten:
    keten = Keten()
    keten.meld()
    keten.accepteer()
    return keten


def deel(keten: Keten) -> Onderdeel:
    return keten.d.onderdelen[0]


def stand(keten: Keten) -> Afspraakstand | None:
    afspraak = deel(keten).afspraak
    return None if afspraak is None else afspraak.stand


def test_a_no_show_waits_for_the_client_and_starts_the_clock_of_the_next_attempt() -> None:
    """The appointment keeps how it went; the sender hears it; the next attempt is owed."""
    keten = geaccepteerd()
    bericht = van(MeldStatus, keten.spreek_af(date(2026, 11, 26)))
    assert (bericht.adres.ontvanger, bericht.voortgang) == ("politie", Voortgang.AFSPRAAK_GEMAAKT)
    assert stand(keten) is Afspraakstand.GEPLAND
    keten.nu += 2 * DAG
    bericht = van(MeldStatus, keten.verschijnt_niet())
    assert (bericht.toestand, bericht.voortgang) == (
        Toestand.WACHT_OP_CLIENT,
        Voortgang.AFSPRAAK_NIET_NAGEKOMEN,
    )
    assert stand(keten) is Afspraakstand.NIET_VERSCHENEN
    assert Plicht.CONTACTPOGING in keten.soorten()


def test_silence_about_the_next_attempt_is_reminded_and_an_attempt_starts_it_anew() -> None:
    """Each attempt pays one and owes the next, until there is contact."""
    keten = geaccepteerd()
    keten.probeer()
    (eerste,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.CONTACTPOGING]
    uit = [b for _, b in keten.wek_tot(keten.nu + 6 * DAG) if isinstance(b, Herinner)]
    assert (Plicht.CONTACTPOGING, "meldpunt") in {(b.plicht, b.adres.ontvanger) for b in uit}
    keten.probeer()
    (tweede,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.CONTACTPOGING]
    assert tweede.nummer > eerste.nummer
    keten.spreek()
    assert Plicht.CONTACTPOGING not in keten.soorten()
    assert deel(keten).pogingen == ()


def test_an_appointment_is_held_or_lapses() -> None:
    """Contact holds it; the end of the part makes it lapse; a new one takes its place."""
    keten = geaccepteerd()
    keten.spreek_af(date(2026, 11, 26))
    keten.spreek_af(date(2026, 11, 30))
    afspraak = deel(keten).afspraak
    assert afspraak is not None
    assert afspraak.datum == date(2026, 11, 30)
    keten.wek_tot(lokaal("2026-11-30 09:00"))
    keten.spreek()
    assert stand(keten) is Afspraakstand.GEHOUDEN
    keten.spreek_af(date(2026, 12, 3))
    keten.koppel_terug()
    assert stand(keten) is Afspraakstand.VERVALLEN


def test_an_appointment_is_not_held_before_its_day() -> None:
    """Who telephones on Tuesday sees the client on Thursday all the same."""
    keten = geaccepteerd()
    keten.spreek_af(date(2026, 11, 26))
    keten.spreek()
    assert stand(keten) is Afspraakstand.GEPLAND
    keten.wek_tot(lokaal("2026-11-26 00:00"))
    keten.spreek()
    assert stand(keten) is Afspraakstand.GEHOUDEN


@pytest.mark.parametrize(
    ("functie", "uitkomst", "wordt"),
    [
        (Functie.VRAAGVERHELDERING, Uitkomst.GEDAAN, Afspraakstand.GEHOUDEN),
        (Functie.VRAAGVERHELDERING, Uitkomst.NIET_GELUKT, Afspraakstand.GEPLAND),
        (Functie.INDICATIE, Uitkomst.GEDAAN, Afspraakstand.GEPLAND),
    ],
)
def test_only_what_is_done_with_the_client_holds_an_appointment(
    functie: Functie, uitkomst: Uitkomst, wordt: Afspraakstand
) -> None:
    """A decision on paper is not the talk that was planned, nor is a talk that did not succeed."""
    keten = geaccepteerd()
    keten.spreek_af(date(2026, 11, 26))
    keten.wek_tot(lokaal("2026-11-26 11:00"))
    keten.verricht("meldpunt", functie, uitkomst)
    assert stand(keten) is wordt


@given(st.lists(st.sampled_from([w for w in Contactwijze if w is not ADMIN]), max_size=3 * MAX_POGINGEN))
def test_no_way_that_was_tried_is_ever_forgotten(wijzen: list[Contactwijze]) -> None:
    """However many letters follow, the one visit is remembered; the state stays small."""
    keten = geaccepteerd()
    for wijze in wijzen:
        keten.probeer(wijze=wijze)
    pogingen = deel(keten).pogingen
    assert set(pogingen) == set(wijzen)
    assert len(pogingen) == min(len(wijzen), MAX_POGINGEN)


@pytest.mark.parametrize(
    ("wijzen", "genoeg"),
    [
        ((), False),
        ((TELEFOON, TELEFOON, TELEFOON), False),  # one way only
        ((TELEFOON, BEZOEK), False),  # too few
        ((BRIEF, MAIL, BRIEF), False),  # nothing but what is easily missed
        ((TELEFOON, ADMIN, ADMIN), False),  # paper work is no attempt
        ((BRIEF, MAIL, BEZOEK), True),
        ((TELEFOON, TELEFOON, BRIEF), True),
    ],
)
def test_no_contact_is_an_answer_only_after_the_mix(wijzen: tuple[Contactwijze, ...], genoeg: bool) -> None:
    """At least three attempts in at least two ways, one of them no letter or mail."""
    for antwoord in ("terug", "af"):
        keten = geaccepteerd()
        for wijze in wijzen:
            keten.probeer(wijze=wijze)
        if antwoord == "terug":
            besluiten = keten.koppel_terug(Resultaat.GEEN_CONTACT)
        else:
            besluiten = keten.wijs_af(reden=Reden.GEEN_CONTACT)
        geweigerd = [b.weigering for b in besluiten if isinstance(b, WijsAf)]
        assert geweigerd == ([] if genoeg else [Weigering.TE_WEINIG_POGINGEN])
        assert Plicht.HERSTEL not in keten.soorten()


def test_attempts_count_from_triage_on_and_only_those_of_the_receiver() -> None:
    """A meldpunt may say it in triage; what the sender tried proves nothing about the receiver."""
    keten = Keten()
    keten.meld()
    for wijze in (TELEFOON, BEZOEK, TELEFOON):
        keten.probeer("politie", wijze)
    assert van(WijsAf, keten.koppel_terug(Resultaat.GEEN_CONTACT)).weigering is Weigering.TE_WEINIG_POGINGEN
    for wijze in (TELEFOON, BEZOEK, TELEFOON):
        keten.probeer(wijze=wijze)
    assert van(GeefTerugkoppeling, keten.koppel_terug(Resultaat.GEEN_CONTACT)).eind


def test_a_new_receiver_tries_anew() -> None:
    """What another tried does not count."""
    keten = Keten()
    keten.meld()
    for wijze in (TELEFOON, BEZOEK, TELEFOON):
        keten.probeer(wijze=wijze)
    keten.zend_door(naar="wijkteam")
    assert deel(keten).pogingen == ()
