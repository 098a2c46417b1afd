"""Understands that a verzoek has exactly one owner, and that regie passes only to who takes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from keten.domein.begrippen import (
    Actie,
    Hoedanigheid,
    Plicht,
    Reden,
    Regiedaad,
    Regierol,
    Rol,
    Thema,
    Trede,
    Verantwoordelijkheid,
)
from keten.domein.besluiten import Besluit, Herinner, MeldRegie, VraagActie, WijsAf
from keten.domein.dossier import Regie
from keten.domein.feiten import RegieBelegd
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, inrichting, van


def gemeld() -> Keten:
    """Of the politie, at the meldpunt, which is eerst verantwoordelijke."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    return keten


def aan_wie(besluiten: tuple[Besluit, ...]) -> dict[str, MeldRegie]:
    return {b.adres.ontvanger: b for b in besluiten if isinstance(b, MeldRegie)}


def test_without_regie_the_eerst_verantwoordelijke_owns_it() -> None:
    """From the offer on; it places regie by taking it."""
    keten = gemeld()
    assert (keten.d.eigenaar, keten.d.verantwoordelijkheid) == (
        "meldpunt",
        Verantwoordelijkheid.EERST_VERANTWOORDELIJKE,
    )
    keten.neem_regie("meldpunt", Regierol.CASEMANAGER)
    assert keten.d.regie == Regie("meldpunt", Regierol.CASEMANAGER)
    assert keten.d.verantwoordelijkheid is Verantwoordelijkheid.CASEMANAGER


def test_a_hand_over_counts_once_the_taker_takes_it() -> None:
    """Until then the owner stays the owner, and the taker owes an answer by a date it is told."""
    keten = gemeld()
    vraag = van(VraagActie, keten.draag_over("mee"))
    plicht = next(v for v in keten.d.verplichtingen if v.soort is Plicht.REGIEOVERNAME)
    assert (keten.d.eigenaar, plicht.debiteur, plicht.crediteur) == ("meldpunt", "mee", "meldpunt")
    assert (vraag.adres.ontvanger, vraag.actie, vraag.uiterlijk) == (
        "mee",
        Actie.REGIE_OVERNEMEN,
        plicht.uiterlijk_op,
    )
    besluiten = keten.neem_regie("mee")
    assert keten.d.eigenaar == "mee"
    assert Plicht.REGIEOVERNAME not in keten.soorten()
    assert aan_wie(besluiten).keys() == {"meldpunt", "mee"}
    assert aan_wie(besluiten)["mee"].kluis == b"geheim"  # new in it, so warm
    assert aan_wie(besluiten)["meldpunt"].kluis is None


def test_a_taker_that_stays_silent_is_reminded_and_the_owner_stays() -> None:
    """The whole ladder of the duty passes; the owner is told that it is late and is still the owner."""
    keten = gemeld()
    keten.draag_over("mee")
    plicht = next(v for v in keten.d.verplichtingen if v.soort is Plicht.REGIEOVERNAME)
    assert [s.trede for s in plicht.sporten] == list(Trede)
    gezegd = [b for _, b in keten.wek_tot(keten.nu + timedelta(days=20)) if isinstance(b, Herinner)]
    wie = [b.adres.ontvanger for b in gezegd if b.plicht is Plicht.REGIEOVERNAME]
    assert wie == ["mee", "mee", "meldpunt"]
    assert keten.d.eigenaar == "meldpunt"


def test_who_does_not_take_it_is_out_of_it_again() -> None:
    """It says so by laying down what it was offered; the owner may offer it to another."""
    keten = gemeld()
    keten.draag_over("mee")
    assert Hoedanigheid.REGIEHOUDER in keten.d.hoedanigheden("mee")
    keten.leg_regie_neer("mee")
    assert keten.d.eigenaar == "meldpunt"
    assert keten.d.hoedanigheden("mee") == frozenset()
    assert Plicht.REGIEOVERNAME not in keten.soorten()


def test_only_one_is_asked_at_a_time() -> None:
    """A second offer takes the place of the first."""
    keten = gemeld()
    keten.draag_over("mee")
    keten.draag_over("wijkteam")
    assert [v.debiteur for v in keten.d.verplichtingen if v.soort is Plicht.REGIEOVERNAME] == ["wijkteam"]
    assert van(WijsAf, keten.neem_regie("mee")).weigering is Weigering.GEEN_PARTIJ
    keten.neem_regie("wijkteam")
    assert keten.d.eigenaar == "wijkteam"


def test_nobody_takes_what_was_not_offered() -> None:
    """Not the reporter, and not a stranger."""
    keten = gemeld()
    assert van(WijsAf, keten.neem_regie("politie")).weigering is Weigering.REGIE_NIET_AANGEBODEN
    assert van(WijsAf, keten.neem_regie("huisarts")).weigering is Weigering.GEEN_PARTIJ
    assert keten.d.eigenaar == "meldpunt"


@pytest.mark.parametrize("naar", ["meldpunt", "onbekende", None])
def test_regie_goes_to_another_who_takes_part(naar: str | None) -> None:
    """Not to oneself, to nobody, or to who is unknown."""
    keten = gemeld()
    feit = RegieBelegd(keten.kop("meldpunt"), Regiedaad.OVERDRAGEN, naar=naar)
    assert van(WijsAf, keten.stuur(feit)).weigering is Weigering.ONTVANGER_ONBEKEND


def test_only_the_owner_hands_over() -> None:
    """Whoever does not own it has nothing to give or to lay down."""
    keten = gemeld()
    assert van(WijsAf, keten.draag_over("mee", van="politie")).weigering is Weigering.GEEN_REGIE
    assert van(WijsAf, keten.leg_regie_neer("politie")).weigering is Weigering.GEEN_REGIE
    assert van(WijsAf, keten.leg_regie_neer("meldpunt")).weigering is Weigering.GEEN_REGIE


def test_not_every_party_has_a_gezinscoach() -> None:
    """The police cannot take a request, and the question with it, by calling themselves gezinscoach."""
    keten = Keten(replace(inrichting(), gezinscoaches=frozenset({Rol.WIJKTEAM})))
    keten.meld()
    geweigerd = van(WijsAf, keten.neem_regie("politie", Regierol.GEZINSCOACH))
    assert geweigerd.weigering is Weigering.REGIE_NIET_AANGEBODEN
    assert keten.d.regie is None


def test_a_gezinscoach_takes_precedence() -> None:
    """Whoever has a part in it may take regie as gezinscoach, and nobody takes it from there."""
    keten = Keten()
    keten.verwijs("mee", "huisarts")
    keten.accepteer("mee")
    keten.neem_regie("mee")
    keten.neem_regie("huisarts", Regierol.GEZINSCOACH)
    assert keten.d.regie == Regie("huisarts", Regierol.GEZINSCOACH)
    for soort in (Regierol.CASEMANAGER, Regierol.GEZINSCOACH):
        assert van(WijsAf, keten.neem_regie("mee", soort)).weigering is Weigering.GEZINSCOACH_GAAT_VOOR
    keten.draag_over("mee")
    keten.neem_regie("mee", Regierol.CASEMANAGER)
    assert keten.d.regie == Regie("mee", Regierol.CASEMANAGER)


def test_who_lays_regie_down_is_succeeded_at_once() -> None:
    """By the eerst verantwoordelijke, the same moment, who is told."""
    keten = gemeld()
    keten.draag_over("wijkteam")
    keten.neem_regie("wijkteam")
    besluiten = keten.leg_regie_neer("wijkteam")
    assert (keten.d.eigenaar, keten.d.regie) == ("meldpunt", None)
    assert aan_wie(besluiten)["meldpunt"].verantwoordelijkheid is Verantwoordelijkheid.EERST_VERANTWOORDELIJKE
    assert keten.d.hoedanigheden("wijkteam") == frozenset()


def test_an_owner_who_takes_part_no_longer_is_succeeded() -> None:
    """With the first thing that happens under the new rules, an alarm included."""
    keten = gemeld()
    keten.draag_over("mee")
    keten.neem_regie("mee")
    partijen = {**keten.inrichting.partijen, "mee": replace(keten.inrichting.partijen["mee"], opent=False)}
    keten.inrichting = replace(keten.inrichting, versie=2, partijen=partijen)
    gezegd = keten.wek_tot(keten.nu + timedelta(days=40))
    assert keten.d.eigenaar == "meldpunt"
    assert {b.houder for _, b in gezegd if isinstance(b, MeldRegie)} == {"meldpunt"}


def test_who_holds_regie_keeps_it_whatever_receivers_do() -> None:
    """A refusal or a new receiver moves the first responsibility, and not regie that was placed."""
    keten = gemeld()
    keten.draag_over("wijkteam")
    keten.neem_regie("wijkteam")
    keten.wijs_af(reden=Reden.GEEN_CAPACITEIT)
    assert keten.d.eigenaar == "wijkteam"
    keten.bied_opnieuw_aan("mee")
    assert keten.d.eigenaar == "wijkteam"


def zonder(keten: Keten, *codes: str) -> None:
    """From now on these take part no longer."""
    weg = {code: replace(keten.inrichting.partijen[code], opent=False) for code in codes}
    keten.inrichting = replace(keten.inrichting, partijen={**keten.inrichting.partijen, **weg})


def test_an_owner_without_regie_that_leaves_has_a_successor() -> None:
    """Of a melding its sender, who is told and gets its own question back to offer to another."""
    keten = gemeld()
    zonder(keten, "meldpunt")
    verteld = aan_wie(keten.vorder("politie"))
    assert keten.d.eigenaar == "politie"
    assert "politie" in verteld


def test_a_refused_melding_whose_sender_left_is_led_by_who_triages() -> None:
    """Not by whoever refused it, nor by nobody; it gets the question warm and may hand it on."""
    keten = gemeld()
    keten.wijs_af(reden=Reden.GEEN_CAPACITEIT)
    zonder(keten, "politie")
    gezegd = [b for _, b in keten.wek_tot(keten.nu + timedelta(days=2)) if isinstance(b, MeldRegie)]
    assert keten.d.eigenaar == "wip"
    assert [(b.adres.ontvanger, b.kluis) for b in gezegd] == [("meldpunt", None), ("wip", b"geheim")]
    keten.draag_over("mee", van="wip")
    keten.neem_regie("mee")
    assert keten.d.eigenaar == "mee"


def test_when_both_left_it_ends_with_the_same_clocks() -> None:
    """Whoever leads it then owes what an owner owes."""
    keten = Keten()
    keten.verwijs("wijkteam", "huisarts", Thema.GEZONDHEID)
    keten.accepteer("wijkteam")
    zonder(keten, "huisarts", "wijkteam")
    keten.rond_af("wijkteam")
    assert keten.d.eigenaar == "wip"
    assert {v.debiteur for v in keten.d.verplichtingen if v.soort is Plicht.METING} == {"wip"}


def test_a_part_that_goes_on_has_a_successor_for_the_whole() -> None:
    """The sender of the first part left; whoever has the second is nearer than whoever triages."""
    keten = gemeld()
    keten.verwijs_onderdeel("mee", "meldpunt")
    keten.accepteer("mee", onderdeel=2)
    keten.wijs_af(reden=Reden.GEEN_CAPACITEIT)
    zonder(keten, "politie", "meldpunt")
    keten.vorder("mee", onderdeel=2)
    assert keten.d.eigenaar == "mee"


def test_a_receiver_that_leaves_lays_down_its_regie() -> None:
    """Refused by who led it, it is its sender's again."""
    keten = gemeld()
    keten.neem_regie("meldpunt")
    besluiten = keten.wijs_af(reden=Reden.GEEN_CAPACITEIT)
    assert (keten.d.eigenaar, keten.d.regie) == ("politie", None)
    assert "politie" in aan_wie(besluiten)


def test_who_may_not_know_is_not_told() -> None:
    """The politie reported; who leads is not among what it is told, unless it is or was the owner itself."""
    keten = Keten()
    keten.meld(thema=Thema.MEEDOEN)
    keten.accepteer("mee")
    keten.draag_over("huisarts")
    assert aan_wie(keten.neem_regie("huisarts")).keys() == {"mee", "huisarts"}
