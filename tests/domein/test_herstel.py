"""Understands that a refused message is not a lost message: somebody owes its repair, with a clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from keten.domein.begrippen import BEHEER, CLIENT, Actie, Plicht, Toestand, Uitslag
from keten.domein.besluiten import Escaleer, Herinner, Oordeel, VraagActie, WijsAf
from keten.domein.dossier import MAX_PLEKKEN, MAX_WACHTEND, MAX_WACHTEND_BYTES, Herstel, Verplichting
from keten.domein.feiten import Herkomst, OntvangstBevestigd
from keten.domein.herstel import HERSTEL_BIJ
from keten.domein.keten import verwerk
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, lokaal, oordeel, toon, van

HERSTEL = Plicht.HERSTEL
DAG = timedelta(days=1)


def herstel(keten: Keten) -> tuple[Verplichting, Herstel]:
    (een,) = [v for v in keten.d.verplichtingen if v.soort is HERSTEL]
    assert een.herstel is not None
    return een, een.herstel


# -- rejected for its form


def test_an_opening_rejected_for_its_form_is_a_concept_of_beheer() -> None:
    """Only the repair is open, the partner's, and it is asked for with a date; there is no verdict here."""
    keten = Keten()
    (gevraagd,) = keten.keur_af("politie")
    assert isinstance(gevraagd, VraagActie)
    assert (gevraagd.adres.ontvanger, gevraagd.actie, gevraagd.plicht) == (
        "politie",
        Actie.HERSTELLEN,
        HERSTEL,
    )
    assert toon(gevraagd.uiterlijk) == "do 26-11-2026 00:00"
    assert (keten.d.eigenaar, keten.d.onderdelen[0].toestand) == (BEHEER, Toestand.CONCEPT)
    plicht, wat = herstel(keten)
    assert (plicht.debiteur, plicht.crediteur) == ("politie", CLIENT)
    assert (wat.code, wat.type, wat.aantal) == ("KTN-117", "melding.gedaan", 1)
    assert not keten.d.gesloten


def test_the_good_opening_pays_it() -> None:
    """Sent again under the same reference, the verzoek opens as if nothing had been."""
    keten = Keten()
    keten.keur_af("politie")
    assert oordeel(keten.meld()).uitslag is Uitslag.TOEGEPAST
    assert HERSTEL not in keten.soorten()
    assert keten.d.eigenaar == "meldpunt"
    assert keten.d.volgend_nummer > 4  # numbers are never reused


def test_an_answer_rejected_for_its_form_is_repaired_by_the_same_kind_of_answer() -> None:
    """In the verzoek it belongs to; another message of that party does not pay it."""
    keten = Keten()
    keten.meld()
    keten.keur_af("meldpunt", "verzoek.geaccepteerd")
    keten.ontvangen()
    assert HERSTEL in keten.soorten()
    keten.accepteer()
    assert HERSTEL not in keten.soorten()


def test_after_its_term_the_repair_is_beheers_and_then_peoples() -> None:
    """The partner is reminded and told that it is late; beheer has no topic; two levels of people follow."""
    keten = Keten()
    keten.keur_af("politie")
    uit = [b for _, b in keten.wek_tot(keten.nu + 2 * DAG)]
    assert [(type(b), b.adres.ontvanger) for b in uit if isinstance(b, Herinner)] == [
        (Herinner, "politie"),
        (Herinner, "politie"),
    ]
    plicht, wat = herstel(keten)
    assert (plicht.debiteur, plicht.nummer, wat.partij) == (BEHEER, 2, "politie")
    later = [b for _, b in keten.wek_tot(keten.nu + 20 * DAG)]
    assert [b.adres.ontvanger for b in later if isinstance(b, Escaleer)] == ["wijkteam", "wip"]
    assert herstel(keten)[0].te_laat
    assert oordeel(keten.bevestig_escalatie("wijkteam")).uitslag is Uitslag.TOEGEPAST
    assert oordeel(keten.meld()).uitslag is Uitslag.TOEGEPAST  # still welcome
    assert HERSTEL not in keten.soorten()


def test_beheer_may_decide() -> None:
    """By the number of the duty; another number, or a second time, is refused without a word to anybody."""
    keten = Keten()
    keten.keur_af("politie")
    assert keten.doe_herstel_af(9) == ()
    assert keten.soorten() == [HERSTEL]
    assert keten.doe_herstel_af(1) == ()
    assert keten.d.gesloten
    assert keten.doe_herstel_af(1) == ()


def test_beheer_decides_on_the_part_that_it_names() -> None:
    """The number of a repair on another part is refused: accepted, it would settle nothing."""
    keten = Keten()
    keten.verwijs("wijkteam", "huisarts")
    keten.accepteer("wijkteam")
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.accepteer("mee", onderdeel=2)
    keten.verwijs_onderdeel("nergens", "mee", onderdeel=2)
    (plicht,) = [v for v in keten.d.verplichtingen if v.soort is HERSTEL]
    assert plicht.onderdeel == 2
    was = keten.d
    keten.doe_herstel_af(plicht.nummer, onderdeel=1)
    assert keten.d is was
    keten.doe_herstel_af(plicht.nummer)
    assert HERSTEL not in keten.soorten()


def test_bytes_that_fit_nothing_are_one_duty_that_counts() -> None:
    """However many and whatever their faults, with the positions of the first."""
    keten = Keten()
    for n in range(MAX_PLEKKEN + 3):
        besluiten = keten.keur_af("politie", None, False, "KTN-102" if n % 2 else "KTN-101")
        assert bool(besluiten) is (n == 0)
    _, wat = herstel(keten)
    assert (wat.aantal, len(wat.plekken), wat.type) == (MAX_PLEKKEN + 3, MAX_PLEKKEN, None)
    assert wat.plekken[0] == Herkomst("in.politie", 0, 0)


def test_a_rejection_that_is_read_again_counts_once() -> None:
    """By its position, like any record."""
    keten = Keten()
    keten.keur_af("politie")
    was = keten.d
    assert verwerk(was, keten.feiten[0], keten.inrichting) == (was, ())


# -- refused for its content


def test_every_refusal_says_whether_it_leaves_something_undone() -> None:
    """A new code without a row fails here."""
    assert HERSTEL_BIJ.keys() == set(Weigering)


def test_a_refused_answer_leaves_something_undone() -> None:
    """A function that was performed and refused is repaired by performing it in its turn."""
    keten = Keten()
    keten.meld()
    assert van(VraagActie, keten.verricht()).actie is Actie.HERSTELLEN
    assert not [b for b in keten.verricht() if isinstance(b, VraagActie)]  # asked once, counted twice
    assert herstel(keten)[1].aantal == 2
    keten.accepteer()
    keten.verricht()
    assert HERSTEL not in keten.soorten()


@pytest.mark.parametrize("daad", ["accepteer", "ontvangen", "behandel", "koppel_terug"])
def test_what_is_so_already_leaves_nothing_undone(daad: str) -> None:
    """Said once more after the end, it is refused, and that is all."""
    keten = Keten()
    keten.meld()
    keten.koppel_terug()
    assert oordeel(getattr(keten, daad)()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert HERSTEL not in keten.soorten()


def test_a_stranger_leaves_nothing_undone() -> None:
    """Whoever has no part in it, or another role, owes it nothing."""
    keten = Keten()
    keten.meld()
    keten.accepteer("huisarts")
    keten.accepteer("politie")
    assert HERSTEL not in keten.soorten()


def test_a_second_opening_is_undone_only_where_it_says_something_else() -> None:
    """The same report under a new id was sent twice; another report under a used reference was not opened."""
    keten = Keten()
    keten.meld(bericht_hash=b"1" * 16)
    keten.meld(bericht_hash=b"1" * 16)
    assert HERSTEL not in keten.soorten()
    keten.meld(bericht_hash=b"2" * 16)
    assert HERSTEL in keten.soorten()


# -- too early


def test_too_early_waits_and_is_applied_in_order() -> None:
    """Each gets the verdict WACHT, later replaced by its own, under its own position."""
    keten = Keten()
    assert keten.vorder("politie") == (Oordeel(Uitslag.WACHT),)
    assert keten.accepteer("meldpunt") == (Oordeel(Uitslag.WACHT),)
    assert keten.d.eigenaar == BEHEER
    besluiten = keten.meld()
    oordelen = [b for b in besluiten if isinstance(b, Oordeel)]
    assert [(o.uitslag, o.over and o.over.herkomst) for o in oordelen] == [
        (Uitslag.TOEGEPAST, None),
        (Uitslag.TOEGEPAST, keten.feiten[0].kop.herkomst),
        (Uitslag.TOEGEPAST, keten.feiten[1].kop.herkomst),
    ]
    assert keten.d.onderdelen[0].toestand is Toestand.GEACCEPTEERD
    assert keten.d.wachtend == ()


def test_what_waited_is_judged_like_anything_else() -> None:
    """Not yours stays not yours; the sender is told about the message that waited."""
    keten = Keten()
    keten.accepteer("politie")
    besluiten = keten.meld()
    afwijzing = van(WijsAf, besluiten)
    assert (afwijzing.weigering, afwijzing.over) == (Weigering.NIET_AAN_U, keten.feiten[0].kop)
    assert besluiten[-1] == Oordeel(Uitslag.GEWEIGERD, Weigering.NIET_AAN_U, keten.feiten[0].kop)


def test_a_repeat_of_what_waits_is_a_duplicate() -> None:
    """It waits once."""
    keten = Keten()
    keten.vorder("politie")
    kop = replace(keten.feiten[0].kop, herkomst=Herkomst("in.politie", 0, 99))
    assert keten.stuur(replace(keten.feiten[0], kop=kop)) == (Oordeel(Uitslag.DUBBEL),)
    assert len(keten.d.wachtend) == 1


@pytest.mark.parametrize(
    "om", ["2026-11-24 10:00", "2027-02-03 10:00", "2027-02-05 18:00", "2027-03-27 12:00"]
)
def test_the_repair_of_what_waited_begins_when_the_waiting_ends(om: str) -> None:
    """Its first reminder lies after the alarm that made it: else the alarm would ring for ever."""
    keten = Keten(nu=lokaal(om))
    keten.accepteer("huisarts")
    (tot,) = keten.d.wekkers.values()
    keten.wek("huisarts", tot)
    (herstel,) = keten.d.verplichtingen
    assert herstel.ontstaan_op == tot
    assert all(op > tot for op in keten.d.wekkers.values())


def test_an_opening_that_never_comes() -> None:
    """The clock waits for all that this partner wrote; then it is refused, told, and to be repaired."""
    keten = Keten()
    keten.vorder("politie")
    (tot,) = keten.d.wekkers.values()
    assert keten.d.wekkers.keys() == {"politie"}
    assert tot == keten.nu + DAG
    assert keten.wek("politie", tot - timedelta(hours=1)) == ()
    besluiten = keten.wek("politie", tot)
    assert besluiten[-1] == Oordeel(Uitslag.GEWEIGERD, Weigering.OPENING_BLEEF_UIT, keten.feiten[0].kop)
    assert van(WijsAf, besluiten).over == keten.feiten[0].kop
    assert keten.soorten() == [HERSTEL]
    keten.meld()
    assert HERSTEL in keten.soorten()  # the follow-up is still missing
    keten.vorder("politie")
    assert HERSTEL not in keten.soorten()


def test_waiting_is_bounded_in_number_and_in_bytes() -> None:
    """One more is refused with a code; a state fits in one record whatever partners write."""
    keten = Keten()
    for _ in range(MAX_WACHTEND):
        keten.vorder("politie")
    assert oordeel(keten.vorder("politie")).weigering is Weigering.TE_VEEL_VOORUIT
    keten = Keten()
    groot = bytes(MAX_WACHTEND_BYTES // 2 + 1)
    keten.vorder("politie", kluis=groot)
    assert oordeel(keten.vorder("politie", kluis=groot)).weigering is Weigering.TE_VEEL_VOORUIT


@pytest.mark.parametrize("wie", ["meldpunt", "mee"])
def test_a_follow_up_of_another_does_not_take_the_place_of_the_opener(wie: str) -> None:
    """By a token, about a request whose state is not there: it waits, and whoever opens the request is its
    sender. The follow-up is then judged like any other; a stranger stays one.
    """
    keten = Keten()
    assert keten.accepteer(wie) == (Oordeel(Uitslag.WACHT),)
    besluiten = keten.meld()
    assert besluiten[1:2] == (Oordeel(Uitslag.TOEGEPAST),)
    assert keten.d.afzender == "politie"
    assert {b.code for b in keten.d.betrokkenen} == {"politie", "meldpunt"}
    laatste = besluiten[-1]
    assert isinstance(laatste, Oordeel)
    assert laatste.over == keten.feiten[0].kop
    geweigerd = None if wie == "meldpunt" else Weigering.GEEN_PARTIJ
    assert laatste.weigering is geweigerd


def test_a_follow_up_of_another_that_was_refused_does_not_either() -> None:
    """Rejected for its form, about a request whose state is not there: the opening still opens it."""
    keten = Keten()
    keten.keur_af("meldpunt", "verzoek.geaccepteerd")
    assert oordeel(keten.meld()).uitslag is Uitslag.TOEGEPAST
    assert keten.d.afzender == "politie"
    assert herstel(keten)[1].partij == "meldpunt"
    keten.accepteer("meldpunt")
    assert HERSTEL not in keten.soorten()


def test_facts_of_our_own_make_no_verzoek() -> None:
    """An alarm, a delivery or a decision of beheer about nothing is nothing."""
    keten = Keten()
    assert keten.doe_herstel_af(1) == ()
    assert keten.dossier is None
    assert isinstance(OntvangstBevestigd(keten.kop("politie")).kop.herkomst, Herkomst)
