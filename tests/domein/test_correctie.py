"""Understands that whoever said something wrong is asked to put it right, with a clock, and answers."""

from __future__ import annotations

from uuid import UUID

import pytest

from keten.domein.aanvullen import MAX_CORRECTIES
from keten.domein.begrippen import Actie, Correctie, Correctieverloop, Onjuistheid, Plicht, Toestand, Uitslag
from keten.domein.besluiten import (
    Besluit,
    Escaleer,
    Herinner,
    MeldStatus,
    MeldUitblijven,
    VraagActie,
    WijsAf,
)
from keten.domein.dossier import Verplichting
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, oordeel, toon, van
from tests.domein.test_overgangen import WEG

BERICHT = UUID("5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d")


def gemeld() -> Keten:
    """Politie reports to the meldpunt, on a Tuesday."""
    keten = Keten()
    keten.meld()
    return keten


def correctie(keten: Keten) -> Verplichting:
    (een,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.CORRECTIE]
    return een


def adressen(besluiten: tuple[Besluit, ...]) -> list[tuple[str, bool, bytes | None, Correctieverloop | None]]:
    return [(b.adres.ontvanger, b.warm, b.kluis, b.correctie) for b in besluiten if isinstance(b, MeldStatus)]


def test_the_source_is_asked_what_is_wrong_in_which_message_and_until_when() -> None:
    """The receiver says that the report is wrong: its sender is asked, and owes it, by a clock."""
    keten = gemeld()
    besluiten = keten.vraag_correctie(bericht=BERICHT, kluis=b"waarom")
    vraag = van(VraagActie, besluiten)
    assert (vraag.adres.ontvanger, vraag.actie, vraag.plicht) == (
        "politie",
        Actie.CORRIGEREN,
        Plicht.CORRECTIE,
    )
    assert (vraag.onjuist, vraag.bericht, vraag.kluis) == (Onjuistheid.ONJUIST_GEGEVEN, BERICHT, b"waarom")
    plicht = correctie(keten)
    assert (plicht.debiteur, plicht.crediteur) == ("politie", "meldpunt")
    assert toon(vraag.uiterlijk) == "wo 02-12-2026 00:00"  # five working days
    assert vraag.uiterlijk == plicht.uiterlijk_op
    assert keten.d.onderdelen[0].toestand is Toestand.AANGEBODEN


def test_who_finds_a_fault_has_it_on_its_desk() -> None:
    """The receiver that asks has received it; its clock to decide runs on. What the sender asks pays none."""
    keten = gemeld()
    keten.vraag_correctie("politie")
    assert Plicht.ONTVANGST in keten.soorten()
    keten.vraag_correctie()
    assert Plicht.ONTVANGST not in keten.soorten()
    assert Plicht.BESLUIT in keten.soorten()


def test_the_sender_asks_the_receiver() -> None:
    """The other side of the part is the source, whichever side asks."""
    keten = gemeld()
    keten.accepteer()
    assert van(VraagActie, keten.vraag_correctie("politie")).adres.ontvanger == "meldpunt"
    assert correctie(keten).crediteur == "politie"


def test_who_only_leads_asks_the_sender() -> None:
    """An owner that is neither side was handed the sender's question."""
    keten = gemeld()
    keten.accepteer()
    keten.draag_over("wijkteam")
    keten.neem_regie("wijkteam")
    assert van(VraagActie, keten.vraag_correctie("wijkteam")).adres.ontvanger == "politie"


def test_the_sender_puts_it_right_whole() -> None:
    """What it adds goes whole to the receiver, as the report itself did, and a next receiver gets it too."""
    keten = gemeld()
    keten.vraag_correctie()
    assert adressen(keten.zet_recht(kluis=b"nummer 14")) == [
        ("meldpunt", True, b"nummer 14", Correctieverloop.HERSTELD)
    ]
    assert Plicht.CORRECTIE not in keten.soorten()
    assert keten.d.onderdelen[0].aanvulling == b"nummer 14"


def test_the_receiver_puts_it_right_as_far_as_the_sender_may_read() -> None:
    """Never whole: a helper's words about a client are not the sender's because it asked."""
    keten = gemeld()
    keten.accepteer()
    keten.vraag_correctie("politie")
    besluiten = keten.zet_recht("meldpunt", kluis=b"het was een ander")
    assert adressen(besluiten) == [("politie", False, b"het was een ander", Correctieverloop.HERSTELD)]
    assert keten.d.onderdelen[0].aanvulling is None


def test_that_it_is_right_as_it_was_is_an_answer_too() -> None:
    """With reasons; nothing is added to the request by it."""
    keten = gemeld()
    keten.vraag_correctie()
    besluiten = keten.zet_recht(correctie=Correctie.KLOPT, kluis=b"want")
    assert adressen(besluiten) == [("meldpunt", True, b"want", Correctieverloop.KLOPT)]
    assert keten.d.onderdelen[0].aanvulling is None


def test_one_answer_settles_all_that_it_is_about() -> None:
    """Two messages with the same fault, and two who asked: each hears it once, in full only who has it."""
    keten = gemeld()
    keten.accepteer()
    keten.draag_over("wijkteam")
    keten.neem_regie("wijkteam")
    keten.vraag_correctie()
    keten.vraag_correctie(bericht=BERICHT)
    keten.vraag_correctie("wijkteam")
    assert keten.soorten().count(Plicht.CORRECTIE) == 3
    besluiten = keten.zet_recht(kluis=b"zo")
    assert adressen(besluiten) == [
        ("meldpunt", True, b"zo", Correctieverloop.HERSTELD),
        ("wijkteam", False, b"zo", Correctieverloop.HERSTELD),
    ]
    assert Plicht.CORRECTIE not in keten.soorten()


@pytest.mark.parametrize(
    ("toestand", "wie", "bron"),
    [
        (t, wie, bron)
        for t in WEG
        for wie, bron in (("meldpunt", "politie"), ("politie", "meldpunt"))
        if t is not Toestand.INGETROKKEN and (t, wie) != (Toestand.AFGEWEZEN, "meldpunt")
    ],
)
def test_it_can_be_asked_and_answered_in_every_state(toestand: Toestand, wie: str, bron: str) -> None:
    """Also when the work is done, and the request closed: what was said wrong stands there still."""
    keten = gemeld()
    for daad in WEG[toestand]:
        getattr(keten, daad)()
    assert oordeel(keten.vraag_correctie(wie)).uitslag is Uitslag.TOEGEPAST
    assert not keten.d.gesloten
    besluiten = keten.zet_recht(bron)
    assert (wie, Correctieverloop.HERSTELD) in {(a, c) for a, _, _, c in adressen(besluiten)}
    assert Plicht.CORRECTIE not in keten.soorten()


def test_what_was_withdrawn_is_nobodys() -> None:
    """Refused, and nothing is left undone by that."""
    keten = gemeld()
    for daad in WEG[Toestand.INGETROKKEN]:
        getattr(keten, daad)()
    assert van(WijsAf, keten.vraag_correctie()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert Plicht.HERSTEL not in keten.soorten()


def test_who_has_no_part_in_it_asks_nothing() -> None:
    """Nor who was only told of silence: it heard nothing of either side."""
    keten = gemeld()
    assert van(WijsAf, keten.vraag_correctie("huisarts")).weigering is Weigering.GEEN_PARTIJ
    keten.wek_tot(keten.d.verplichtingen[0].sporten[2].op)
    eigenaar = keten.d.eigenaar
    assert eigenaar != "wijkteam"
    assert van(WijsAf, keten.vraag_correctie("wijkteam")).weigering is Weigering.NIET_AAN_U


def test_nobody_asks_itself() -> None:
    """A question that a team took in itself has no other side."""
    keten = Keten()
    keten.vraag("wijkteam")
    assert van(WijsAf, keten.vraag_correctie("wijkteam")).weigering is Weigering.GEEN_BRON


def test_the_same_is_asked_once() -> None:
    """While it is open; another fault, or another message, is another question, and so is a later one."""
    keten = gemeld()
    keten.vraag_correctie(bericht=BERICHT)
    assert van(WijsAf, keten.vraag_correctie(bericht=BERICHT)).weigering is Weigering.CORRECTIE_LOOPT
    assert Plicht.HERSTEL not in keten.soorten()
    assert oordeel(keten.vraag_correctie()).uitslag is Uitslag.TOEGEPAST
    keten.zet_recht()
    assert oordeel(keten.vraag_correctie(bericht=BERICHT)).uitslag is Uitslag.TOEGEPAST


def test_who_owes_no_correction_puts_nothing_right() -> None:
    """A receiver that was asked nothing adds nothing, as before; its answer is a terugkoppeling."""
    keten = gemeld()
    assert van(WijsAf, keten.zet_recht("meldpunt")).weigering is Weigering.NIET_AAN_U
    keten.koppel_terug()
    assert van(WijsAf, keten.zet_recht("politie")).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert Plicht.HERSTEL not in keten.soorten()


def test_silence_climbs_the_ladder_and_nobody_else_can_correct() -> None:
    """Reminder, late, two levels, then the asker hears that no answer came, without alternatives; and the
    part does not count as unanswered by it.
    """
    keten = gemeld()
    keten.accepteer()
    keten.vraag_correctie("politie")
    laatste = correctie(keten).sporten[-1].op
    uit = [b for _, b in keten.wek_tot(laatste)]
    van_correctie = [
        (type(b), b.adres.ontvanger)
        for b in uit
        if isinstance(b, Herinner | Escaleer | MeldUitblijven) and b.plicht is Plicht.CORRECTIE
    ]
    assert van_correctie == [
        (Herinner, "meldpunt"),
        (Herinner, "meldpunt"),
        (Escaleer, "wijkteam"),
        (Escaleer, "wip"),
        (MeldUitblijven, "politie"),
    ]
    (slot,) = [b for b in uit if isinstance(b, MeldUitblijven)]
    assert slot.alternatieven == ()
    assert van(WijsAf, keten.bied_opnieuw_aan()).weigering is Weigering.ONTVANGER_HEEFT_NOG_TIJD


def test_reopened_with_another_who_said_it_still_puts_it_right() -> None:
    """The receiver before may answer what it was asked, though the part is the owner's now."""
    keten = Keten()
    keten.verwijs("mee", "wijkteam")
    keten.koppel_terug(van="mee")
    keten.vraag_correctie("wijkteam")
    keten.heropen("wijkteam")
    assert keten.d.onderdelen[0].ontvanger == "wijkteam"
    assert adressen(keten.zet_recht("mee", kluis=b"zo")) == [
        ("wijkteam", False, b"zo", Correctieverloop.HERSTELD)
    ]
    assert van(WijsAf, keten.zet_recht("mee")).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN


def test_whoever_leaves_the_part_is_asked_no_more() -> None:
    """Passed on, the words of who left are the part's no longer; and who left is sent nothing."""
    keten = gemeld()
    keten.vraag_correctie()
    keten.zend_door()
    assert Plicht.CORRECTIE not in keten.soorten()
    assert [a for a, *_ in adressen(keten.vul_aan())] == ["wijkteam"]


def test_who_asked_lets_it_go() -> None:
    """It is the asker's; and it is no clock of the work."""
    keten = gemeld()
    keten.accepteer()
    keten.vraag_correctie("politie")
    assert van(WijsAf, keten.scheld_kwijt(Plicht.STAND)).weigering is Weigering.LAATSTE_KLOK
    keten.scheld_kwijt(Plicht.CORRECTIE)
    assert Plicht.CORRECTIE not in keten.soorten()


def met_eigenaar() -> Keten:
    """Politie reports, the meldpunt has it, the wijkteam leads and asked the police a correction."""
    keten = gemeld()
    keten.ontvangen()
    keten.draag_over("wijkteam", "meldpunt")
    keten.neem_regie("wijkteam")
    keten.vraag_correctie("wijkteam")
    return keten


def test_there_is_an_end_to_what_is_asked() -> None:
    """Five open questions of one party; the next is refused, and everybody goes on. Another may still ask."""
    keten = gemeld()
    keten.ontvangen()
    for nummer in range(MAX_CORRECTIES):
        assert oordeel(keten.vraag_correctie(bericht=UUID(int=nummer))).uitslag is Uitslag.TOEGEPAST
    meer = [van(WijsAf, keten.vraag_correctie(bericht=UUID(int=100 + n))) for n in range(20)]
    assert {w.weigering for w in meer} == {Weigering.TE_VEEL_CORRECTIES}
    assert keten.soorten().count(Plicht.CORRECTIE) == MAX_CORRECTIES
    assert Plicht.HERSTEL not in keten.soorten()
    assert oordeel(keten.vraag_correctie("politie")).uitslag is Uitslag.TOEGEPAST
    keten.zet_recht("politie")
    assert oordeel(keten.vraag_correctie(bericht=UUID(int=100))).uitslag is Uitslag.TOEGEPAST


@pytest.mark.parametrize("daad", ["wijs_af", "zend_door"])
def test_what_others_asked_stays_when_the_receiver_goes(daad: str) -> None:
    """Neither who asked nor who said it left: the question stands, and its answer arrives."""
    keten = met_eigenaar()
    keten.vraag_correctie("meldpunt")
    besluiten = getattr(keten, daad)("meldpunt")
    assert oordeel(besluiten).uitslag is Uitslag.TOEGEPAST
    assert (correctie(keten).debiteur, correctie(keten).crediteur) == ("politie", "wijkteam")
    vervallen = [c for *_, c in adressen(besluiten) if c is not None]
    assert vervallen == []
    assert ("wijkteam", Correctieverloop.HERSTELD) in {
        (a, c) for a, _, _, c in adressen(keten.zet_recht("politie"))
    }


def test_who_asked_hears_that_nobody_answers_any_more() -> None:
    """Of the receiver that refused; and an owner, when the sender gives it all up. Each in one message."""
    keten = gemeld()
    keten.accepteer()
    keten.vraag_correctie("politie")
    besluiten = keten.wijs_af()
    assert [(a, c) for a, _, _, c in adressen(besluiten)] == [("politie", Correctieverloop.VERVALLEN)]
    keten = met_eigenaar()
    keten.wijs_af()
    besluiten = keten.geef_op("politie")
    assert keten.d.eerste.toestand is Toestand.INGETROKKEN
    assert ("wijkteam", Correctieverloop.VERVALLEN) in {(a, c) for a, _, _, c in adressen(besluiten)}
    ids = [b.adres.bericht_id for b in besluiten if isinstance(b, MeldStatus)]
    assert len(ids) == len(set(ids))


def test_who_refused_asks_nothing_about_it_and_gets_nothing_whole() -> None:
    """The matter is the sender's again. What was asked before is over too."""
    keten = gemeld()
    keten.ontvangen()
    keten.vraag_correctie("meldpunt")
    keten.wijs_af()
    assert Plicht.CORRECTIE not in keten.soorten()
    assert van(WijsAf, keten.vraag_correctie("meldpunt")).weigering is Weigering.NIET_AAN_U
    assert Plicht.HERSTEL not in keten.soorten()


def test_after_the_end_an_answer_is_not_whole() -> None:
    """Whoever has done with it reads what its role may read."""
    keten = gemeld()
    keten.koppel_terug()
    keten.vraag_correctie("meldpunt")
    assert adressen(keten.zet_recht(kluis=b"zo")) == [("meldpunt", False, b"zo", Correctieverloop.HERSTELD)]


def test_more_information_is_no_correction() -> None:
    """Asked for both, the sender adds something: that settles the one, and nothing was put right."""
    keten = gemeld()
    keten.ontvangen()
    keten.vraag_correctie()
    keten.vraag_aanvulling()
    assert adressen(keten.vul_aan()) == [("meldpunt", True, b"meer", None)]
    assert Plicht.AANVULLING not in keten.soorten()
    assert Plicht.CORRECTIE in keten.soorten()


@pytest.mark.parametrize(
    ("hoe", "kluis", "aangevuld"),
    [
        (Correctie.KLOPT, b"want", False),
        (Correctie.HERSTELD, None, False),
        (Correctie.HERSTELD, b"zo", True),
    ],
)
def test_that_nothing_changed_is_no_information(hoe: Correctie, kluis: bytes | None, aangevuld: bool) -> None:
    """What was asked is still missing, and its clock still stands; only a correction with words adds."""
    keten = gemeld()
    keten.ontvangen()
    keten.vraag_correctie()
    keten.vraag_aanvulling()
    keten.zet_recht(correctie=hoe, kluis=kluis)
    assert Plicht.CORRECTIE not in keten.soorten()
    assert (Plicht.AANVULLING not in keten.soorten()) is aangevuld
    assert (keten.d.eerste.toestand is Toestand.IN_TRIAGE) is aangevuld


def test_one_answer_to_different_questions_names_which() -> None:
    """Else who asked about one thing would hear what was meant for another."""
    keten = met_eigenaar()
    keten.vraag_correctie("meldpunt", Onjuistheid.VERKEERDE_PERSOON)
    geweigerd = van(WijsAf, keten.zet_recht(correctie=Correctie.KLOPT, kluis=b"want"))
    assert geweigerd.weigering is Weigering.CORRECTIE_ONDUIDELIJK
    assert Plicht.HERSTEL not in keten.soorten()
    besluiten = keten.zet_recht(correctie=Correctie.KLOPT, onjuist=Onjuistheid.ONJUIST_GEGEVEN, kluis=b"want")
    assert [(a, c) for a, _, _, c in adressen(besluiten)] == [
        ("meldpunt", None),
        ("wijkteam", Correctieverloop.KLOPT),
    ]
    assert correctie(keten).crediteur == "meldpunt"
    besluiten = keten.zet_recht(kluis=b"zo")
    assert adressen(besluiten) == [("meldpunt", True, b"zo", Correctieverloop.HERSTELD)]


def test_a_receiver_answers_only_what_it_was_asked() -> None:
    """It adds nothing else: without `correctie`, or about a fault that nobody named, it is told so."""
    keten = gemeld()
    keten.accepteer()
    keten.vraag_correctie("politie")
    for zonder in (keten.vul_aan("meldpunt"), keten.zet_recht("meldpunt", onjuist=Onjuistheid.ONTBREKEND)):
        assert van(WijsAf, zonder).weigering is Weigering.CORRECTIE_ONDUIDELIJK
    assert oordeel(keten.zet_recht("meldpunt")).uitslag is Uitslag.TOEGEPAST


def test_the_number_in_the_sentence_is_that_of_the_rule() -> None:
    """People read it as a word."""
    assert (MAX_CORRECTIES, "vijf" in Weigering.TE_VEEL_CORRECTIES.zin) == (5, True)
