"""Understands that a duty is let off by its creditor or by beheer, and nothing loses its last clock."""

from __future__ import annotations

from keten.domein.begrippen import BEHEER, Plicht, Reden, Stand, Toestand, Uitslag
from keten.domein.besluiten import MeldStatus, VraagActie, WijsAf
from keten.domein.grootboek import Grootboek
from keten.domein.inrichting import Termijnregel
from keten.domein.termijnen import Eenheid, Termijn
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, inrichting, oordeel, van


def geaccepteerd() -> Keten:
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.accepteer("mee")
    return keten


def nummer(keten: Keten, soort: Plicht) -> int:
    (een,) = [v.nummer for v in keten.d.verplichtingen if v.soort is soort]
    return een


def test_the_creditor_lets_its_debtor_off_and_that_hears_it() -> None:
    """Which duty and why; the ledger tells it apart from paid and lapsed."""
    keten = geaccepteerd()
    weg = nummer(keten, Plicht.EINDTERUGKOPPELING)
    bericht = van(MeldStatus, keten.scheld_kwijt(Plicht.EINDTERUGKOPPELING, "huisarts"))
    assert (bericht.adres.ontvanger, bericht.kwijtgescholden, bericht.reden) == (
        "mee",
        Plicht.EINDTERUGKOPPELING,
        Reden.CLIENT_ZIET_AF,
    )
    assert Plicht.EINDTERUGKOPPELING not in keten.soorten()
    boek = Grootboek.leeg()
    for feit in keten.feiten:
        boek.schrijf(feit, keten.inrichting)
    assert boek.posten[weg].stand is Stand.KWIJTGESCHOLDEN


def test_what_is_owed_to_another_is_not_yours_to_let_off() -> None:
    """Contact is owed to the client, a repair to nobody at all."""
    keten = geaccepteerd()
    for soort in (Plicht.EERSTE_CONTACT, Plicht.HERSTEL, Plicht.BESLUIT):
        geweigerd = van(WijsAf, keten.scheld_kwijt(soort, "huisarts"))
        assert geweigerd.weigering is Weigering.GEEN_VERPLICHTING
    assert van(WijsAf, keten.scheld_kwijt(Plicht.STAND, "mee")).weigering is Weigering.GEEN_VERPLICHTING


def test_an_open_part_keeps_a_clock() -> None:
    """Whoever wants nothing any more gives it up, so that the other hears it."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    assert van(WijsAf, keten.scheld_kwijt(Plicht.STAND)).weigering is Weigering.LAATSTE_KLOK
    assert Plicht.STAND in keten.soorten()


def test_a_clock_beside_the_work_is_not_the_last_one() -> None:
    """Taking over the lead is answered once; what a refused request waits for is not let off by it."""
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.draag_over("politie")
    keten.wijs_af("mee")
    keten.beheer_scheldt_kwijt(nummer(keten, Plicht.HERROUTEREN))
    assert Plicht.HERROUTEREN in keten.soorten()


def test_the_clock_that_a_part_keeps_is_of_its_own_work() -> None:
    """A repair is settled by itself, and nobody would then owe anything for the part."""
    keten = Keten()
    keten.meld(gewenst=False)
    keten.ontvangen()
    keten.keur_af()
    assert keten.soorten() == [Plicht.BESLUIT, Plicht.HERSTEL]
    keten.beheer_scheldt_kwijt(nummer(keten, Plicht.BESLUIT))
    assert keten.soorten() == [Plicht.BESLUIT, Plicht.HERSTEL]


def test_beheer_lets_off_by_number_under_a_mandate() -> None:
    """Also what is owed to the client, and never a repair."""
    keten = geaccepteerd()
    contact = nummer(keten, Plicht.EERSTE_CONTACT)
    assert van(MeldStatus, keten.beheer_scheldt_kwijt(contact)).kwijtgescholden is Plicht.EERSTE_CONTACT
    assert Plicht.EERSTE_CONTACT not in keten.soorten()
    was = keten.d.verplichtingen
    keten.beheer_scheldt_kwijt(contact)
    assert keten.d.verplichtingen == was
    assert keten.feiten[-1].kop.afzender == BEHEER


def test_a_repair_is_no_clock_for_the_question() -> None:
    """The sender repairs its second opening one day; without the decision nobody would owe the first one."""
    keten = Keten()
    keten.meld(gewenst=False)
    keten.signaleer()
    assert set(keten.soorten()) == {Plicht.ONTVANGST, Plicht.BESLUIT, Plicht.HERSTEL}
    keten.beheer_scheldt_kwijt(nummer(keten, Plicht.ONTVANGST))
    keten.beheer_scheldt_kwijt(nummer(keten, Plicht.BESLUIT))
    assert set(keten.soorten()) == {Plicht.BESLUIT, Plicht.HERSTEL}


def test_what_stands_still_meanwhile_is_not_let_off() -> None:
    """More was asked, so the decision waits; once that came it is owed again."""
    keten = Keten()
    keten.meld(gewenst=False)
    keten.vraag_aanvulling()
    keten.beheer_scheldt_kwijt(nummer(keten, Plicht.BESLUIT))
    keten.vul_aan()
    assert Plicht.BESLUIT in keten.soorten()


def test_a_first_contact_is_no_clock_for_what_follows() -> None:
    """Once it was made nobody would say how it goes."""
    keten = geaccepteerd()
    keten.beheer_scheldt_kwijt(nummer(keten, Plicht.STAND))
    keten.spreek("mee")
    assert Plicht.STAND in keten.soorten()


def test_a_last_answer_with_a_date_is_a_clock() -> None:
    """Then whoever wants no news in between may say so."""
    vast = Termijnregel("t", Plicht.EINDTERUGKOPPELING, Termijn(6, Eenheid.WEKEN))
    keten = Keten(inrichting(termijnen=(vast,)))
    keten.meld()
    keten.accepteer()
    keten.scheld_kwijt(Plicht.STAND)
    assert keten.soorten() == [Plicht.EINDTERUGKOPPELING]


def test_reopened_it_goes_on_where_it_was_led() -> None:
    """Somebody in it says that it was not done; whoever led it last decides anew, with a clock."""
    keten = Keten()
    keten.meld()
    keten.koppel_terug()
    bericht = van(VraagActie, keten.heropen())
    assert bericht.plicht is Plicht.BESLUIT
    (deel,) = keten.d.onderdelen
    assert deel.toestand is Toestand.HEROPEND
    assert deel.ontvanger == keten.d.eigenaar == bericht.adres.ontvanger
    assert oordeel(keten.accepteer(keten.d.eigenaar)).uitslag is Uitslag.TOEGEPAST
    assert keten.d.onderdelen[0].toestand is Toestand.GEACCEPTEERD
    assert van(WijsAf, keten.heropen()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN


def test_a_closed_dossier_can_be_reopened_too() -> None:
    """Nobody owed anything any more; now somebody does."""
    keten = Keten()
    keten.meld(gewenst=False)
    keten.koppel_terug()
    assert keten.d.gesloten
    keten.heropen("meldpunt")
    assert Plicht.BESLUIT in keten.soorten()
