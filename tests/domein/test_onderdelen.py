"""Understands that a part has its own receiver, state and duties, and that a verzoek ends when all have."""

from __future__ import annotations

from datetime import timedelta

from keten.domein.begrippen import Plicht, Resultaat, Toestand, Uitslag, Verzoeksoort
from keten.domein.besluiten import (
    Bericht,
    BiedVerwijzingAan,
    GeefTerugkoppeling,
    Herinner,
    MeldStatus,
    MeldUitblijven,
    WijsAf,
)
from keten.domein.dossier import MAX_ONDERDELEN
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, oordeel, van

DAG = timedelta(days=1)


def bij_wijkteam() -> Keten:
    """A verwijzing of the huisarts that the wijkteam works on."""
    keten = Keten()
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    return keten


def test_a_verwijzing_within_a_verzoek_is_a_part_of_it() -> None:
    """Warm to its receiver; who sent it learns the part's number; the first part stays as it was."""
    keten = bij_wijkteam()
    was = keten.d.eerste
    besluiten = keten.verwijs_onderdeel("mee", "wijkteam", kenmerk=b"kenmerk van het onderdeel")
    aanbod, nieuws = van(BiedVerwijzingAan, besluiten), van(MeldStatus, besluiten)
    assert (aanbod.adres.ontvanger, aanbod.adres.onderdeel, aanbod.afzender) == ("mee", 2, "wijkteam")
    assert (aanbod.kluis, aanbod.product) == (b"geheim van het onderdeel", "dagopvang")
    assert (nieuws.adres.ontvanger, nieuws.adres.onderdeel) == ("wijkteam", 2)
    assert nieuws.adres.kenmerk == b"kenmerk van het onderdeel"
    assert (nieuws.toestand, nieuws.bij) == (Toestand.AANGEBODEN, "mee")
    assert keten.d.eerste == was
    assert [(v.soort, v.crediteur) for v in keten.d.verplichtingen if v.onderdeel == 2] == [
        (Plicht.ONTVANGST, "wijkteam"),
        (Plicht.BESLUIT, "wijkteam"),
        (Plicht.EINDTERUGKOPPELING, "wijkteam"),
    ]


def test_an_answer_on_a_part_goes_to_who_added_it_and_to_nobody_else() -> None:
    """The huisarts hears nothing of the part, and its own answer is still owed."""
    keten = bij_wijkteam()
    keten.verwijs_onderdeel("mee", "wijkteam")
    uit = [
        b
        for besluiten in (
            keten.ontvangen("mee", onderdeel=2),
            keten.accepteer("mee", onderdeel=2),
            keten.koppel_terug(van="mee", onderdeel=2),
        )
        for b in besluiten
        if isinstance(b, Bericht)
    ]
    assert {b.adres.ontvanger for b in uit} == {"wijkteam"}
    assert isinstance(uit[-1], GeefTerugkoppeling)
    assert Plicht.EINDTERUGKOPPELING in [v.soort for v in keten.d.verplichtingen if v.onderdeel == 1]
    assert not keten.d.gesloten


def test_a_verzoek_is_closed_when_every_part_is_done_and_nothing_is_owed() -> None:
    """One part done leaves it open; the last one, delivered, closes it."""
    keten = bij_wijkteam()
    keten.verwijs_onderdeel("mee", "wijkteam")
    for nummer, wie, aan in ((1, "wijkteam", "huisarts"), (2, "mee", "wijkteam")):
        assert not keten.d.gesloten
        antwoord = van(GeefTerugkoppeling, keten.koppel_terug(van=wie, onderdeel=nummer))
        keten.lees(aan, antwoord.adres.bericht_id, nummer)
    assert [o.toestand for o in keten.d.onderdelen] == [Toestand.AFGEROND, Toestand.AFGEROND]
    assert keten.d.gesloten


def test_to_another_part_a_partner_is_a_stranger() -> None:
    """It can say nothing about it, and is not told that it is there."""
    keten = bij_wijkteam()
    keten.verwijs_onderdeel("mee", "wijkteam")
    for wie, nummer in (("mee", 1), ("huisarts", 2)):
        assert van(WijsAf, keten.vorder(wie, onderdeel=nummer)).weigering is Weigering.GEEN_PARTIJ


def test_silence_on_a_part_comes_back_to_who_added_it() -> None:
    """The debtor is reminded, and at the end it is on the wijkteam's list: never on the huisarts's."""
    keten = bij_wijkteam()
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.koppel_terug(van="wijkteam")
    uit = [b for _, b in keten.wek_tot(keten.nu + 40 * DAG) if isinstance(b, Bericht)]
    over = [b for b in uit if b.adres.onderdeel == 2]
    assert {b.adres.ontvanger for b in over if isinstance(b, Herinner)} == {"mee", "wijkteam"}
    assert {b.adres.ontvanger for b in over if isinstance(b, MeldUitblijven)} == {"wijkteam"}
    assert "huisarts" not in {b.adres.ontvanger for b in over}


def test_a_part_that_is_refused_leaves_the_owner_the_owner() -> None:
    """The one who added it must find another; the verzoek stays with who owns it."""
    keten = bij_wijkteam()
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.wijs_af("mee", onderdeel=2)
    assert keten.d.eigenaar == "wijkteam"
    herrouteren = [v for v in keten.d.verplichtingen if v.soort is Plicht.HERROUTEREN]
    assert [(v.debiteur, v.onderdeel) for v in herrouteren] == [("wijkteam", 2)]
    aanbod = van(BiedVerwijzingAan, keten.bied_opnieuw_aan("wip", "wijkteam", onderdeel=2))
    assert (aanbod.adres.ontvanger, aanbod.kluis) == ("wip", b"geheim van het onderdeel")


def test_an_action_of_ones_own_goes_nowhere_and_is_owed_to_the_client() -> None:
    """It has its own clock and end; nobody is told but who added it, so that it knows the part."""
    keten = bij_wijkteam()
    (nieuws,) = [b for b in keten.voeg_actie_toe("wijkteam") if isinstance(b, Bericht)]
    assert (nieuws.adres.ontvanger, nieuws.adres.onderdeel) == ("wijkteam", 2)
    actie = keten.d.onderdelen[1]
    assert (actie.soort, actie.ontvanger, actie.product) == (Verzoeksoort.ACTIE, "wijkteam", "taalles")
    plichten = [(v.soort, v.crediteur) for v in keten.d.verplichtingen if v.onderdeel == 2]
    assert plichten == [(Plicht.EINDTERUGKOPPELING, "client"), (Plicht.STAND, "client")]
    uit = keten.koppel_terug(Resultaat.OPGELOST, "wijkteam", onderdeel=2)
    assert not [b for b in uit if isinstance(b, Bericht)]
    assert keten.d.onderdelen[1].toestand is Toestand.AFGEROND
    assert not [v for v in keten.d.verplichtingen if v.onderdeel == 2]


def test_an_action_that_is_referred_goes_itself() -> None:
    """No part more: the action gets a receiver, and what was owed for it is now that receiver's."""
    keten = bij_wijkteam()
    keten.voeg_actie_toe("wijkteam")
    aanbod = van(BiedVerwijzingAan, keten.verwijs_onderdeel("mee", "wijkteam", onderdeel=2))
    assert (aanbod.adres.onderdeel, aanbod.adres.ontvanger) == (2, "mee")
    actie = keten.d.onderdelen[1]
    assert (actie.toestand, actie.soort) == (Toestand.AANGEBODEN, Verzoeksoort.VERWIJZING)
    assert (actie.afzender, len(keten.d.onderdelen)) == ("wijkteam", 2)
    assert {v.debiteur for v in keten.d.verplichtingen if v.onderdeel == 2} == {"mee"}
    assert oordeel(keten.accepteer("mee", onderdeel=2)).uitslag is Uitslag.TOEGEPAST


def test_only_who_works_on_it_or_owns_it_adds_a_part() -> None:
    """The huisarts sent it and owns nothing; to oneself or to nobody it cannot go."""
    keten = bij_wijkteam()
    assert van(WijsAf, keten.verwijs_onderdeel("mee", "huisarts")).weigering is Weigering.NIET_AAN_U
    for naar in ("wijkteam", "onbekende"):
        geweigerd = van(WijsAf, keten.verwijs_onderdeel(naar, "wijkteam"))
        assert geweigerd.weigering is Weigering.ONTVANGER_ONBEKEND
    assert len(keten.d.onderdelen) == 1


def test_the_owner_adds_a_part_after_its_own_is_done() -> None:
    """As long as somebody still owes something; what is closed is closed."""
    keten = bij_wijkteam()
    antwoord = van(GeefTerugkoppeling, keten.koppel_terug(van="wijkteam"))
    assert oordeel(keten.verwijs_onderdeel("mee", "wijkteam")).uitslag is Uitslag.TOEGEPAST
    keten.koppel_terug(van="mee", onderdeel=2)
    assert antwoord.eind


def test_a_verzoek_has_so_many_parts_and_no_more() -> None:
    """Past the bound a part is refused with a code, and the state stays small."""
    keten = bij_wijkteam()
    for _ in range(MAX_ONDERDELEN - 1):
        keten.voeg_actie_toe("wijkteam")
    assert van(WijsAf, keten.voeg_actie_toe("wijkteam")).weigering is Weigering.VERZOEK_VOL
    assert len(keten.d.onderdelen) == MAX_ONDERDELEN
