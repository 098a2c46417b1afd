"""Understands that asking to stop is not stopping: the receiver confirms, refuses, or was done."""

from __future__ import annotations

from datetime import timedelta

import pytest

from keten.domein.begrippen import Actie, Plicht, Reden, Resultaat, Toestand, Uitslag
from keten.domein.besluiten import (
    Escaleer,
    GeefTerugkoppeling,
    MeldStatus,
    MeldUitblijven,
    VraagActie,
    WijsAf,
)
from keten.domein.overgangen import BIJ_ONTVANGER
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, oordeel, toon, van
from tests.domein.test_overgangen import WEG

DAG = timedelta(days=1)


def in_toestand(toestand: Toestand) -> Keten:
    keten = Keten()
    keten.meld()
    for daad in WEG[toestand]:
        getattr(keten, daad)()
    keten.nu += timedelta(minutes=1)
    return keten


def test_the_receiver_is_asked_to_stop_and_has_two_working_days() -> None:
    """The question goes out with its reason and its date; nothing else changes."""
    keten = in_toestand(Toestand.AANGEBODEN)
    was = keten.d.verplichtingen
    gevraagd = van(VraagActie, keten.trek_in(reden=Reden.CLIENT_ZIET_AF))
    assert (gevraagd.adres.ontvanger, gevraagd.actie, gevraagd.plicht, gevraagd.reden) == (
        "meldpunt",
        Actie.INTREKKEN,
        Plicht.INTREKKING,
        Reden.CLIENT_ZIET_AF,
    )
    assert toon(gevraagd.uiterlijk) == "vr 27-11-2026 00:00"  # Tuesday + 2 wd: until Thursday midnight
    (nieuw,) = set(keten.d.verplichtingen) - set(was)
    assert (nieuw.soort, nieuw.debiteur, nieuw.crediteur) == (Plicht.INTREKKING, "meldpunt", "politie")


@pytest.mark.parametrize("begin", BIJ_ONTVANGER)
def test_refused_it_goes_on_where_it_was(begin: Toestand) -> None:
    """The state before comes back and what was paid there is not owed once more."""
    keten = in_toestand(begin)
    was = keten.d
    keten.trek_in()
    bericht = van(MeldStatus, keten.ga_door(reden=Reden.VEILIGHEID, kluis=b"woorden"))
    assert (bericht.adres.ontvanger, bericht.toestand, bericht.reden, bericht.kluis) == (
        "politie",
        begin,
        Reden.VEILIGHEID,
        b"woorden",
    )
    assert keten.d.onderdelen == was.onderdelen
    assert keten.d.verplichtingen == was.verplichtingen


@pytest.mark.parametrize("begin", BIJ_ONTVANGER)
def test_confirmed_it_is_withdrawn_and_nothing_is_owed(begin: Toestand) -> None:
    """Everything lapses; the message that says so is the answer to the sender."""
    keten = in_toestand(begin)
    keten.trek_in()
    bericht = van(MeldStatus, keten.stop())
    assert (bericht.adres.ontvanger, bericht.toestand) == ("politie", Toestand.INGETROKKEN)
    assert keten.d.gesloten


@pytest.mark.parametrize("begin", BIJ_ONTVANGER)
def test_a_completed_result_wins_the_race(begin: Toestand) -> None:
    """The receiver had finished before it read the question: the sender gets the result."""
    keten = in_toestand(begin)
    keten.trek_in()
    antwoord = van(GeefTerugkoppeling, keten.koppel_terug(Resultaat.OPGELOST))
    assert (antwoord.adres.ontvanger, antwoord.eind) == ("politie", True)
    assert keten.d.onderdelen[0].toestand is Toestand.AFGEROND
    assert keten.soorten() == [Plicht.BEZORGING]
    assert van(WijsAf, keten.stop()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert Plicht.HERSTEL not in keten.soorten()  # it says what is so already


def test_an_answer_in_between_leaves_the_question_open() -> None:
    """Only a final result wins."""
    keten = in_toestand(Toestand.GEACCEPTEERD)
    keten.trek_in()
    keten.koppel_terug(Resultaat.IN_BEHANDELING)
    assert keten.d.onderdelen[0].toestand is Toestand.INTREKKING_GEVRAAGD
    assert Plicht.INTREKKING in keten.soorten()


def test_a_cancel_of_what_is_done_is_refused_and_leaves_nothing_undone() -> None:
    """The sender hears that it cannot; nobody has to repair anything."""
    keten = in_toestand(Toestand.AFGEROND)
    assert van(WijsAf, keten.trek_in()).weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert Plicht.HERSTEL not in keten.soorten()


def test_an_acceptance_that_crosses_the_question_is_no_fault() -> None:
    """It is refused with a code, the question stays, and nobody has to repair anything."""
    keten = in_toestand(Toestand.AANGEBODEN)
    keten.trek_in()
    assert oordeel(keten.accepteer()).uitslag is Uitslag.GEWEIGERD
    assert keten.d.onderdelen[0].toestand is Toestand.INTREKKING_GEVRAAGD
    assert Plicht.HERSTEL not in keten.soorten()


def test_silence_about_it_climbs_the_ladder_and_then_the_sender_may_stop() -> None:
    """Nothing is withdrawn by time; a person of the sender decides when the receiver stays silent."""
    keten = in_toestand(Toestand.AANGEBODEN)
    keten.trek_in()
    assert van(WijsAf, keten.geef_op()).weigering is Weigering.ONTVANGER_HEEFT_NOG_TIJD
    uit = [b for _, b in keten.wek_tot(keten.nu + 30 * DAG)]
    over = [b for b in uit if isinstance(b, Escaleer | MeldUitblijven) and b.plicht is Plicht.INTREKKING]
    assert [type(b) for b in over] == [Escaleer, Escaleer, MeldUitblijven]
    assert not keten.d.gesloten
    keten.geef_op()
    (deel,) = keten.d.onderdelen
    assert (deel.toestand, deel.vorige) == (Toestand.INGETROKKEN, ())
