"""Understands that a date set by the world counts before the rule, and is never moved.

Each row has the weekday in it. Rules: first contact within three working days, receipt and decision as usual.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keten.domein.begrippen import Aanleiding, Actie, Plicht, Thema, Uitslag, Urgentie
from keten.domein.besluiten import BiedVerwijzingAan, Herinner, MeldStatus, VraagActie, WijsAf
from keten.domein.dossier import Verplichting
from keten.domein.feiten import OnderdeelToegevoegd
from keten.domein.inrichting import Inrichting, Termijnregel
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import DRIE_WERKDAGEN, Keten, inrichting, lokaal, oordeel, toon, van

ONTRUIMING = Aanleiding.DREIGENDE_ONTRUIMING


def regels() -> Inrichting:
    gewoon = inrichting()
    contact = Termijnregel("c", Plicht.EERSTE_CONTACT, DRIE_WERKDAGEN)
    return replace(gewoon, termijnen=(*gewoon.termijnen, contact))


def plicht(keten: Keten, soort: Plicht) -> Verplichting:
    (een,) = [v for v in keten.d.verplichtingen if v.soort is soort]
    return een


def einde(keten: Keten, soort: Plicht) -> str:
    uiterlijk = plicht(keten, soort).uiterlijk_op
    assert uiterlijk is not None
    return toon(uiterlijk)


@pytest.mark.parametrize(
    ("nu", "uiterlijk", "contact"),
    [
        ("2027-03-04 09:30", None, "wo 10-03-2027 00:00"),  # Thu + 3 wd = Tue, to its end
        ("2027-03-04 09:30", date(2027, 3, 8), "di 09-03-2027 00:00"),  # Thu + 4 d = Mon, before Tue
        ("2027-03-04 09:30", date(2027, 3, 6), "zo 07-03-2027 00:00"),  # Thu + 2 d = Sat, not moved
        ("2027-03-25 09:30", None, "vr 02-04-2027 00:00"),  # Thu before Good Friday + 3 wd = Thu
        ("2027-03-25 09:30", date(2027, 3, 29), "di 30-03-2027 00:00"),  # + 4 d = Easter Monday, not moved
        ("2027-03-25 09:30", date(2027, 3, 27), "zo 28-03-2027 00:00"),  # + 2 d = Saturday
        (
            "2027-03-25 09:30",
            date(2027, 3, 28),
            "ma 29-03-2027 00:00",
        ),  # Easter Sunday, when the clock changes
        ("2027-03-04 09:30", date(2027, 3, 20), "wo 10-03-2027 00:00"),  # later than the rule: the rule
        ("2027-03-04 09:30", date(2027, 3, 4), "vr 05-03-2027 00:00"),  # today, until midnight
    ],
)
def test_the_earliest_of_rule_and_world_counts(nu: str, uiterlijk: date | None, contact: str) -> None:
    """The term of the rule counts working days; the day of the eviction is that day, whatever day it is."""
    keten = Keten(regels(), nu=lokaal(nu))
    keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING, uiterlijk)
    keten.accepteer("mee")
    assert einde(keten, Plicht.EERSTE_CONTACT) == contact


def test_what_threatens_makes_it_urgent() -> None:
    """The cause decides, whatever urgency the sender gave; the receiver sees both."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    bericht = van(BiedVerwijzingAan, keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING))
    assert keten.d.urgentie is bericht.urgentie is Urgentie.SPOED
    assert bericht.aanleiding is ONTRUIMING
    assert einde(keten, Plicht.ONTVANGST) == "do 04-03-2027 10:30"


def test_receipt_and_decision_are_bounded_too() -> None:
    """An eviction tomorrow leaves no three working days to decide."""
    keten = Keten(regels(), nu=lokaal("2027-03-25 09:30"))
    keten.verwijs("mee", "wijkteam", Thema.WONEN, uiterlijk=date(2027, 3, 26))
    assert einde(keten, Plicht.ONTVANGST) == einde(keten, Plicht.BESLUIT) == "za 27-03-2027 00:00"


def test_a_date_that_becomes_known_later_brings_duties_forward() -> None:
    """Agreed by telephone: paid by Saturday. Who must answer earlier is asked to, and told how it goes."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING, date(2027, 3, 8))
    keten.accepteer("mee")
    keten.nu += timedelta(hours=1)
    besluiten = keten.vorder("wijkteam", date(2027, 3, 6))
    gevraagd = van(VraagActie, besluiten)
    assert (gevraagd.adres.ontvanger, gevraagd.actie, gevraagd.plicht) == (
        "mee",
        Actie.EERDER_ANTWOORDEN,
        Plicht.EERSTE_CONTACT,
    )
    assert toon(gevraagd.uiterlijk) == "zo 07-03-2027 00:00"
    assert van(MeldStatus, besluiten).uiterlijk == gevraagd.uiterlijk
    gezegd = [(op, b) for op, b in keten.wek_tot(lokaal("2027-03-07 00:00")) if isinstance(b, Herinner)]
    laat = [(toon(op), b.plicht) for op, b in gezegd if b.te_laat and b.adres.ontvanger == "mee"]
    assert laat == [("zo 07-03-2027 00:00", Plicht.EERSTE_CONTACT)]


def test_a_later_date_gives_no_more_time() -> None:
    """Only earlier counts, and what is late stays late."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING, date(2027, 3, 8))
    keten.accepteer("mee")
    was = plicht(keten, Plicht.EERSTE_CONTACT)
    assert not [b for b in keten.vorder("wijkteam", date(2027, 3, 12)) if isinstance(b, VraagActie)]
    assert plicht(keten, Plicht.EERSTE_CONTACT) == was
    assert keten.d.eerste.uiterlijk_datum(keten.d.nu) == date(2027, 3, 8)


def test_when_an_earlier_day_has_passed_the_later_one_still_counts() -> None:
    """Saturday's payment is over; Monday's eviction is not. A day that passed before bounds nothing."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING, date(2027, 3, 8))
    keten.vorder("wijkteam", date(2027, 3, 6))
    assert keten.d.eerste.uiterlijk_datum(keten.d.nu) == date(2027, 3, 6)
    keten.nu = lokaal("2027-03-07 09:30")
    keten.accepteer("mee")
    assert einde(keten, Plicht.EERSTE_CONTACT) == "di 09-03-2027 00:00"


def test_steps_that_were_taken_are_not_taken_again() -> None:
    """Reminded once, brought forward: the next is the term, at a distance, and no second reminder."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    keten.verwijs("mee", "wijkteam", Thema.WONEN)
    keten.accepteer("mee")
    keten.wek_tot(lokaal("2027-03-08 00:00"))
    assert plicht(keten, Plicht.EERSTE_CONTACT).gezet == 1
    keten.vorder("wijkteam", date(2027, 3, 8))
    contact = plicht(keten, Plicht.EERSTE_CONTACT)
    assert contact.uiterlijk_op == lokaal("2027-03-09 00:00")
    assert contact.volgende_op is not None
    assert contact.volgende_op >= keten.d.nu + (contact.uiterlijk_op - contact.ontstaan_op) / 4
    assert len(contact.sporten) == 4


@pytest.mark.parametrize("soort", ["onderdeel", "voortgang"])
def test_a_last_day_that_had_passed_is_told_and_to_be_repaired(soort: str) -> None:
    """Nobody can keep it: the sender says another day, or how urgent it is. Judged by the day it came."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 00:05"))
    gisteren = date(2027, 3, 3)
    keten.vraag("wijkteam")
    actie = OnderdeelToegevoegd(keten.kop("wijkteam"), uiterlijk_datum=gisteren)
    besluiten = keten.stuur(actie) if soort == "onderdeel" else keten.vorder("wijkteam", gisteren)
    geweigerd = van(WijsAf, besluiten)
    assert (geweigerd.weigering, geweigerd.veld) == (Weigering.DATUM_VOORBIJ, "uiterlijk_datum")
    assert Plicht.HERSTEL in keten.soorten()


def test_told_a_day_late_somebody_gets_it_all_the_same() -> None:
    """An eviction of yesterday is routed as any other; its day bounds nothing, and is read by who gets it."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    gisteren = date(2027, 3, 3)
    besluiten = keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING, gisteren)
    assert oordeel(besluiten).uitslag is Uitslag.TOEGEPAST
    aanbod = van(BiedVerwijzingAan, besluiten)
    assert (aanbod.adres.ontvanger, aanbod.uiterlijk_datum) == ("mee", gisteren)
    zonder = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    zonder.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING)
    assert [v.uiterlijk_op for v in keten.d.verplichtingen] == [
        v.uiterlijk_op for v in zonder.d.verplichtingen
    ]
    assert Plicht.HERSTEL not in keten.soorten()


def test_said_again_after_its_day_it_is_known() -> None:
    """The same message that comes twice is no message about the past."""
    keten = Keten(regels(), nu=lokaal("2027-03-04 09:30"))
    keten.verwijs("mee", "wijkteam", Thema.WONEN, ONTRUIMING, date(2027, 3, 4))
    eerste = keten.feiten[0]
    keten.nu = lokaal("2027-03-06 09:30")
    kop = replace(eerste.kop, nu=keten.nu, herkomst=keten.kop("wijkteam").herkomst)
    assert oordeel(keten.stuur(replace(eerste, kop=kop))).uitslag is Uitslag.DUBBEL


@pytest.mark.parametrize(
    ("dag", "mag"), [(date(2026, 11, 21), True), (date(2026, 11, 20), False), (date(2026, 12, 24), True)]
)
def test_an_appointment_lies_ahead(dag: date, mag: bool) -> None:
    """Told on Tuesday, that of Saturday may just have been late; that of Friday was none to come."""
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.accepteer("mee")
    besluiten = keten.spreek_af(dag, "mee")
    assert (oordeel(besluiten).uitslag is Uitslag.TOEGEPAST) is mag
    assert mag or van(WijsAf, besluiten).weigering is Weigering.DATUM_VOORBIJ
    assert Plicht.HERSTEL not in keten.soorten()  # how it went is told by another message
