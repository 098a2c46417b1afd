"""Understands whether the ledger has every duty that ever arose, and tells truly how each one ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.domein.begrippen import Plicht, Resultaat, Stand, Trede
from keten.domein.grootboek import Grootboek
from tests.domein.bouw import PARTIJEN, Keten, inrichting, lokaal


def boek(keten: Keten) -> Grootboek:
    uit = Grootboek.leeg()
    for feit in keten.feiten:
        uit.schrijf(feit, keten.inrichting)
    assert uit.dossier == keten.dossier
    return uit


def standen(grootboek: Grootboek) -> list[tuple[Plicht, Stand]]:
    return [(p.verplichting.soort, p.stand) for _, p in sorted(grootboek.posten.items())]


def test_a_melding_that_is_answered_leaves_every_duty_settled_and_by_what() -> None:
    """Receipt by its confirmation, decision by acceptance, and how it stands lapses when the end comes."""
    keten = Keten()
    keten.meld()
    keten.ontvangen()
    keten.accepteer()
    keten.koppel_terug(Resultaat.OPGELOST)
    uit = boek(keten)
    assert standen(uit) == [
        (Plicht.ONTVANGST, Stand.VOLDAAN),
        (Plicht.BESLUIT, Stand.VOLDAAN),
        (Plicht.EINDTERUGKOPPELING, Stand.VOLDAAN),
        (Plicht.STAND, Stand.VERVALLEN),
        (Plicht.BEZORGING, Stand.VERSCHULDIGD),
    ]
    assert [uit.posten[n].door for n in (1, 2, 3)] == [keten.feiten[n] for n in (1, 2, 3)]


def test_what_came_before_its_opening_has_its_duties_in_the_ledger_too() -> None:
    """First contact arises and is paid within one fact; the state never showed it."""
    keten = Keten()
    keten.accepteer("wijkteam")
    keten.spreek("wijkteam")
    keten.vraag("wijkteam")
    uit = boek(keten)
    assert standen(uit) == [
        (Plicht.EINDTERUGKOPPELING, Stand.VERSCHULDIGD),
        (Plicht.EERSTE_CONTACT, Stand.VOLDAAN),
        (Plicht.STAND, Stand.VERSCHULDIGD),
    ]
    assert uit.posten[2].door == keten.feiten[1]


def test_silence_shows_each_step_at_the_moment_it_was_taken() -> None:
    """Reminder, late, two people told, back to the sender; the duty is still owed."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(lokaal("2026-12-10 10:00"))
    uit = boek(keten)
    ontvangst = uit.posten[1]
    assert [s.trede for s in ontvangst.gezet] == list(Trede)
    assert [s.partij for s in ontvangst.gezet] == [None, None, "wijkteam", "wip", None]
    assert ontvangst.gezet[1].op == lokaal("2026-11-26 00:00")
    assert ontvangst.stand is Stand.VERSCHULDIGD
    assert ontvangst.verplichting.te_laat


def test_a_date_that_is_brought_forward_keeps_what_it_was() -> None:
    """The ledger has both: what was promised at first, and what counts now."""
    keten = Keten()
    keten.verwijs("mee")
    keten.accepteer("mee")
    keten.vorder("mee", date(2026, 11, 26))
    contact = next(p for p in boek(keten).posten.values() if p.verplichting.soort is Plicht.EERSTE_CONTACT)
    assert contact.verplichting.uiterlijk_op == lokaal("2026-11-27 00:00")  # Thursday, said by the world
    assert contact.eerst_op == lokaal("2026-12-02 00:00")  # Tuesday, five working days


def test_a_duty_that_is_let_off_is_neither_paid_nor_lapsed() -> None:
    """Its creditor let it off; what was not let off is still owed, and later facts change neither."""
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.accepteer("mee")
    keten.scheld_kwijt(Plicht.EINDTERUGKOPPELING, "huisarts")
    contact = next(v.nummer for v in keten.d.verplichtingen if v.soort is Plicht.EERSTE_CONTACT)
    keten.vorder("mee")
    uit = boek(keten)
    weg = next(p for p in uit.posten.values() if p.verplichting.soort is Plicht.EINDTERUGKOPPELING)
    assert weg.stand is Stand.KWIJTGESCHOLDEN
    assert uit.posten[contact].stand is Stand.VERSCHULDIGD


DADEN = (
    "ontvangen", "accepteer", "wijs_af", "bied_opnieuw_aan", "geef_op", "zend_door", "behandel", "probeer",
    "spreek", "vorder", "verricht", "bevestig_escalatie", "keur_af", "koppel_terug",
)  # fmt: skip


@pytest.mark.timeout(120)
@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from(["meld", "verwijs", "vraag", "signaleer"]),
    st.integers(0, 3),
    st.lists(st.tuples(st.sampled_from(DADEN), st.sampled_from([*PARTIJEN]), st.integers(0, 6)), max_size=15),
)
def test_the_ledger_misses_no_duty_and_agrees_with_the_state(
    opening: str, eerst: int, reeks: list[tuple[str, str, int]]
) -> None:
    """Whatever comes: every number that was given out has one entry, and what is open in both is the same."""
    keten = Keten(inrichting())
    for nummer, (daad, wie, dagen) in enumerate([*reeks, ("ontvangen", "politie", 0)]):
        if nummer == min(eerst, len(reeks)):
            getattr(keten, opening)()
        if daad == "koppel_terug":
            keten.koppel_terug(Resultaat.OPGELOST, wie)
        elif daad == "keur_af":
            keten.keur_af(wie)
        else:
            getattr(keten, daad)(van=wie)
        if keten.dossier is not None:
            keten.wek_tot(keten.nu + timedelta(days=dagen))
    uit = boek(keten)
    assert set(uit.posten) == set(range(1, keten.d.volgend_nummer))
    open_ = {n: p.verplichting for n, p in uit.posten.items() if p.stand is Stand.VERSCHULDIGD}
    assert open_ == {v.nummer: v for v in keten.d.verplichtingen}
    assert all((p.op is None) == (p.stand is Stand.VERSCHULDIGD) for p in uit.posten.values())
