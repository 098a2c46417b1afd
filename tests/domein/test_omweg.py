"""Understands what happens when a receiver says no, passes it on, or stays silent: another way is found."""

from __future__ import annotations

from datetime import timedelta

import pytest

from keten.domein.begrippen import (
    BEHEER,
    CLIENT,
    Actie,
    Hoedanigheid,
    Plicht,
    Reden,
    Resultaat,
    Toestand,
    Uitslag,
)
from keten.domein.besluiten import (
    BiedVerwijzingAan,
    Escaleer,
    GeefTerugkoppeling,
    Herinner,
    MeldStatus,
    MeldUitblijven,
    Oordeel,
    VraagActie,
    WijsAf,
    ZetMeldingDoor,
    ZetSignaleringDoor,
)
from keten.domein.plichten import DOORZENDEN
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, oordeel, toon, van

DAG = timedelta(days=1)
A, B, T, C, U = (
    Plicht.ONTVANGST,
    Plicht.BESLUIT,
    Plicht.EINDTERUGKOPPELING,
    Plicht.EERSTE_CONTACT,
    Plicht.STAND,
)


# -- the openings


def test_a_signalering_is_handed_over_as_one() -> None:
    """Routed by the rules, with the same duties as a melding."""
    keten = Keten()
    bericht = van(ZetSignaleringDoor, keten.signaleer())
    assert (bericht.adres.ontvanger, bericht.regel, bericht.kluis) == ("meldpunt", "zorg", b"geheim")
    assert keten.soorten() == [A, B, T]


def test_a_verwijzing_goes_to_whom_a_person_chose() -> None:
    """No rule decides; the client's data go along; acceptance makes contact with the client owed."""
    keten = Keten()
    bericht = van(BiedVerwijzingAan, keten.verwijs("mee", "huisarts"))
    assert (bericht.adres.ontvanger, bericht.regel, bericht.kluis) == ("mee", "verwijzer", b"geheim")
    assert bericht.grondslag is not None
    keten.accepteer("mee")
    assert keten.soorten() == [T, C, U]
    (contact,) = [v for v in keten.d.verplichtingen if v.soort is C]
    assert (contact.debiteur, contact.crediteur) == ("mee", CLIENT)
    keten.spreek("mee")
    assert keten.soorten() == [T, U]


@pytest.mark.parametrize("naar", ["huisarts", "niemand"])
def test_a_verwijzing_to_nobody_or_oneself_is_refused_and_not_lost(naar: str) -> None:
    """It is a concept of beheer, with only the repair open; the corrected one opens it and pays that."""
    keten = Keten()
    besluiten = keten.verwijs(naar, "huisarts")
    assert oordeel(besluiten) == Oordeel(Uitslag.GEWEIGERD, Weigering.ONTVANGER_ONBEKEND)
    assert (keten.d.eigenaar, keten.d.onderdelen[0].toestand) == (BEHEER, Toestand.CONCEPT)
    assert keten.soorten() == [Plicht.HERSTEL]
    assert van(VraagActie, besluiten).actie is Actie.HERSTELLEN
    assert oordeel(keten.verwijs("mee", "huisarts")).uitslag is Uitslag.TOEGEPAST
    assert keten.soorten() == [A, B, T]
    assert keten.d.eigenaar == "mee"


def test_a_vraag_stays_with_the_team_that_took_it_in() -> None:
    """Nobody else hears of it, the answer is owed to the client, and given in the talk."""
    keten = Keten()
    assert keten.vraag("wijkteam") == (Oordeel(Uitslag.TOEGEPAST),)
    assert keten.d.onderdelen[0].toestand is Toestand.GEACCEPTEERD
    assert keten.soorten() == [T, C, U]
    assert {v.crediteur for v in keten.d.verplichtingen} == {CLIENT}
    keten.spreek("wijkteam")
    assert keten.koppel_terug(Resultaat.BEANTWOORD_MET_ADVIES, "wijkteam") == (Oordeel(Uitslag.TOEGEPAST),)
    assert keten.d.gesloten


def test_a_vraag_at_the_wip_is_in_triage_and_can_be_passed_on() -> None:
    """The volunteers look first; what they pass on goes warm, and the WIP hears no story."""
    keten = Keten()
    keten.vraag("wip", kluis=b"verhaal")
    assert keten.d.onderdelen[0].toestand is Toestand.IN_TRIAGE
    assert keten.soorten() == [B, T]
    bericht = van(BiedVerwijzingAan, keten.zend_door("wip", "wijkteam"))
    assert (bericht.adres.ontvanger, bericht.kluis) == ("wijkteam", b"verhaal")
    assert keten.d.eigenaar == "wijkteam"
    keten.accepteer("wijkteam")
    besluiten = keten.koppel_terug(van="wijkteam")
    assert van(MeldStatus, besluiten).adres.ontvanger == "wip"
    assert not [b for b in besluiten if isinstance(b, GeefTerugkoppeling)]
    assert keten.d.gesloten


# -- no


def test_a_refusal_asks_the_sender_for_another_way() -> None:
    """Reason and words go along; the sender owns it and owes the client another offer within its term."""
    keten = Keten()
    keten.meld()
    besluiten = keten.wijs_af(kluis=b"vol")
    status = van(MeldStatus, besluiten)
    assert (status.adres.ontvanger, status.toestand, status.reden, status.kluis) == (
        "politie",
        Toestand.AFGEWEZEN,
        Reden.GEEN_CAPACITEIT,
        b"vol",
    )
    gevraagd = van(VraagActie, besluiten)
    assert (gevraagd.adres.ontvanger, gevraagd.actie) == ("politie", Actie.HERROUTEREN)
    assert toon(gevraagd.uiterlijk) == "do 26-11-2026 00:00"
    assert keten.soorten() == [Plicht.HERROUTEREN]
    assert (keten.d.verplichtingen[0].debiteur, keten.d.verplichtingen[0].crediteur) == ("politie", CLIENT)
    assert keten.d.eigenaar == "politie"


@pytest.mark.parametrize("na", [("accepteer",), ("accepteer", "probeer"), ("accepteer", "behandel")])
def test_refusing_stays_possible_after_acceptance(na: tuple[str, ...]) -> None:
    """And then nothing of the old receiver stays owed."""
    keten = Keten()
    keten.meld()
    for daad in na:
        getattr(keten, daad)()
    keten.wijs_af()
    assert keten.soorten() == [Plicht.HERROUTEREN]


def test_a_new_offer_is_as_warm_as_the_first() -> None:
    """The opening's ciphertext goes along again, the duties are the new receiver's, the old one is out."""
    keten = Keten()
    keten.meld()
    keten.wijs_af()
    bericht = van(ZetMeldingDoor, keten.bied_opnieuw_aan("wijkteam"))
    assert (bericht.adres.ontvanger, bericht.kluis, bericht.regel) == ("wijkteam", b"geheim", "verwijzer")
    assert keten.soorten() == [A, B, T]
    assert {v.debiteur for v in keten.d.verplichtingen} == {"wijkteam"}
    assert keten.d.eigenaar == "wijkteam"
    assert van(WijsAf, keten.accepteer("meldpunt")).weigering is Weigering.NIET_AAN_U
    assert oordeel(keten.accepteer("wijkteam")).uitslag is Uitslag.TOEGEPAST


@pytest.mark.parametrize("naar", ["meldpunt", "politie", "niemand"])
def test_a_new_offer_needs_another_receiver(naar: str) -> None:
    """Not the one who has it, not the sender, not a stranger."""
    keten = Keten()
    keten.meld()
    keten.wijs_af()
    assert van(WijsAf, keten.bied_opnieuw_aan(naar)).weigering is Weigering.ONTVANGER_ONBEKEND


def test_a_reasoned_stop_ends_it() -> None:
    """The sender gives up: nothing is owed any more, and nobody's time ran out for it."""
    keten = Keten()
    keten.meld()
    keten.wijs_af()
    keten.geef_op()
    assert keten.d.onderdelen[0].toestand is Toestand.INGETROKKEN
    assert keten.d.gesloten


def test_a_sender_who_finds_no_other_way_is_put_before_people() -> None:
    """The ladder of the re-route: reminder, late, coordinator, next level; it is never closed."""
    keten = Keten()
    keten.meld()
    keten.wijs_af()
    uit = [b for _, b in keten.wek_tot(keten.nu + 20 * DAG)]
    assert [type(b) for b in uit] == [Herinner, Herinner, Escaleer, Escaleer]
    assert Plicht.HERROUTEREN in keten.soorten()
    assert not keten.d.gesloten


# -- silence


def test_a_sender_may_not_pass_by_a_receiver_who_still_has_time() -> None:
    """Not before the ladder is at its end."""
    keten = Keten()
    keten.meld()
    for daad in (keten.bied_opnieuw_aan, keten.geef_op):
        assert van(WijsAf, daad()).weigering is Weigering.ONTVANGER_HEEFT_NOG_TIJD


def test_what_is_not_answered_may_be_offered_to_another() -> None:
    """A person decides; the silent receiver hears that it is over, and not who has it now."""
    keten = Keten()
    keten.meld()
    uit = [b for _, b in keten.wek_tot(keten.nu + 30 * DAG)]
    assert any(isinstance(b, MeldUitblijven) for b in uit)
    besluiten = keten.bied_opnieuw_aan("mee")
    assert van(ZetMeldingDoor, besluiten).adres.ontvanger == "mee"
    voorbij = van(MeldStatus, besluiten)
    assert (voorbij.adres.ontvanger, voorbij.toestand, voorbij.bij) == (
        "meldpunt",
        Toestand.INGETROKKEN,
        "politie",
    )
    assert {v.debiteur for v in keten.d.verplichtingen if v.soort is not Plicht.ESCALATIE} == {"mee"}


def test_what_is_not_answered_may_be_given_up() -> None:
    """Both the silent receiver and those whom it was put before hear of it."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(keten.nu + 30 * DAG)
    wie = {b.adres.ontvanger for b in keten.geef_op() if isinstance(b, MeldStatus)}
    assert wie == {"meldpunt", "wijkteam", "wip"}


# -- passing on


def test_a_doorzending_tells_the_sender_and_starts_the_clocks_anew() -> None:
    """Forward and notice in one; receipt and decision were given, and are now another's."""
    keten = Keten()
    keten.meld()
    keten.nu += timedelta(hours=3)
    besluiten = keten.zend_door(naar="wijkteam")
    assert van(ZetMeldingDoor, besluiten).adres.ontvanger == "wijkteam"
    bericht = van(MeldStatus, besluiten)
    assert (bericht.adres.ontvanger, bericht.toestand, bericht.bij) == (
        "politie",
        Toestand.AANGEBODEN,
        "wijkteam",
    )
    assert [(v.soort, v.debiteur, v.ontstaan_op) for v in keten.d.verplichtingen] == [
        (soort, "wijkteam", keten.nu) for soort in (A, B, T)
    ]
    assert Hoedanigheid.ONTVANGER in keten.d.hoedanigheden("wijkteam")


@pytest.mark.parametrize("reden", [r for r in Reden if r in DOORZENDEN])
def test_who_says_it_is_the_wrong_one_passes_it_on(reden: Reden) -> None:
    """The one who was addressed wrongly forwards it; the sender need not find the right one."""
    keten = Keten()
    keten.meld()
    gevraagd = van(VraagActie, keten.wijs_af(reden=reden))
    assert (gevraagd.adres.ontvanger, gevraagd.actie) == ("meldpunt", Actie.DOORZENDEN)
    assert [(v.soort, v.debiteur, v.crediteur) for v in keten.d.verplichtingen] == [
        (Plicht.DOORZENDING, "meldpunt", "politie")
    ]
    keten.zend_door(naar="wijkteam")
    assert keten.soorten() == [A, B, T]


def test_a_sender_may_be_quicker_than_the_one_who_must_pass_it_on() -> None:
    """Then there is nothing left to pass on."""
    keten = Keten()
    keten.meld()
    keten.wijs_af(reden=Reden.ONJUIST_GEADRESSEERD)
    keten.bied_opnieuw_aan("wijkteam")
    assert Plicht.DOORZENDING not in keten.soorten()
    assert van(WijsAf, keten.zend_door("meldpunt", "mee")).weigering is Weigering.NIET_AAN_U


# -- contact and progress


def test_an_attempt_waits_for_the_client_and_contact_ends_the_wait() -> None:
    """The sender hears of each new state; a second attempt is no news; the first contact is paid."""
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.accepteer("mee")
    assert van(MeldStatus, keten.probeer("mee")).toestand is Toestand.WACHT_OP_CLIENT
    assert keten.probeer("mee") == (Oordeel(Uitslag.TOEGEPAST),)
    assert C in keten.soorten()
    assert van(MeldStatus, keten.spreek("mee")).toestand is Toestand.IN_BEHANDELING
    assert C not in keten.soorten()


def test_a_sender_who_telephones_a_silent_receiver_records_it() -> None:
    """It changes no state and pays nothing that another owes."""
    keten = Keten()
    keten.meld()
    was = keten.d
    assert keten.probeer("politie") == (Oordeel(Uitslag.TOEGEPAST),)
    assert (keten.d.onderdelen, keten.d.verplichtingen) == (was.onderdelen, was.verplichtingen)


def test_progress_pays_the_stand_and_is_told_to_the_other_side() -> None:
    """From the receiver it pays, from the sender it only tells."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    (eerste,) = [v for v in keten.d.verplichtingen if v.soort is U]
    assert van(MeldStatus, keten.vorder("politie")).adres.ontvanger == "meldpunt"
    assert eerste in keten.d.verplichtingen
    bericht = van(MeldStatus, keten.vorder("meldpunt", kluis=b"woorden"))
    assert (bericht.adres.ontvanger, bericht.kluis) == ("politie", b"woorden")
    (tweede,) = [v for v in keten.d.verplichtingen if v.soort is U]
    assert tweede.nummer > eerste.nummer
