"""Understands the claim: what was offered to several has who takes it first; nobody learns of another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from keten.domein.begrippen import (
    Actie,
    Grondslag,
    Hoedanigheid,
    Plicht,
    Reden,
    Resultaat,
    Thema,
    Toestand,
    Uitslag,
    Urgentie,
)
from keten.domein.besluiten import (
    Bericht,
    Besluit,
    BiedVerwijzingAan,
    Escaleer,
    GeefTerugkoppeling,
    Herinner,
    MeldStatus,
    MeldUitblijven,
    VraagActie,
    WijsAf,
)
from keten.domein.dossier import MAX_KANDIDATEN
from keten.domein.feiten import VerwijzingAangeboden
from keten.domein.groep import vragen
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import PARTIJEN, Keten, lokaal, oordeel, van

DAG = timedelta(days=1)
A, N = Toestand.AANGEBODEN, Toestand.AFGEWEZEN
WEG, ELDERS = Toestand.INGETROKKEN, Toestand.NIET_MEER_BESCHIKBAAR


def aan_drie(**anders: object) -> Keten:
    """The huisarts offers one client to MEE, the wijkteam and the WIP."""
    keten = Keten()
    keten.verwijs("mee", ook_aan=("wijkteam", "wip"), kenmerk=b"HA-1", **anders)  # type: ignore[arg-type]
    return keten


def standen(keten: Keten) -> list[Toestand]:
    return [o.toestand for o in keten.d.onderdelen]


def berichten(besluiten: tuple[Besluit, ...]) -> list[Bericht]:
    return [b for b in besluiten if isinstance(b, Bericht)]


def aan(besluiten: tuple[Besluit, ...], code: str) -> list[Bericht]:
    return [b for b in berichten(besluiten) if b.adres.ontvanger == code]


def plichten(keten: Keten, nummer: int) -> list[tuple[Plicht, str]]:
    return [(v.soort, v.debiteur) for v in keten.d.verplichtingen if v.onderdeel == nummer]


def test_each_candidate_gets_it_warm_and_owes_an_answer_of_its_own() -> None:
    """A part each, known to be offered to others too; the sender hears who has which, and owns it."""
    keten = Keten()
    besluiten = keten.verwijs("mee", ook_aan=("wijkteam", "wip"), kenmerk=b"HA-1")
    aanbod = [b for b in berichten(besluiten) if isinstance(b, BiedVerwijzingAan)]
    assert [(b.adres.ontvanger, b.adres.onderdeel, b.kluis) for b in aanbod] == [
        ("mee", 1, b"geheim"),
        ("wijkteam", 2, b"geheim"),
        ("wip", 3, b"geheim"),
    ]
    assert all(b.ook_aan_anderen for b in aanbod)
    nieuws = [b for b in aan(besluiten, "huisarts") if isinstance(b, MeldStatus)]
    assert [(b.adres.onderdeel, b.bij, b.adres.kenmerk) for b in nieuws] == [
        (1, "mee", b"HA-1"),
        (2, "wijkteam", b"HA-1"),
        (3, "wip", b"HA-1"),
    ]
    for nummer, wie in ((1, "mee"), (2, "wijkteam"), (3, "wip")):
        soorten = (Plicht.ONTVANGST, Plicht.BESLUIT, Plicht.EINDTERUGKOPPELING)
        assert plichten(keten, nummer) == [(soort, wie) for soort in soorten]
    assert keten.d.eigenaar == "huisarts"


def test_offered_to_one_is_what_it_always_was() -> None:
    """No group, no word to the sender, and the receiver owns it."""
    keten = Keten()
    besluiten = keten.verwijs("mee")
    assert not van(BiedVerwijzingAan, besluiten).ook_aan_anderen
    assert not aan(besluiten, "huisarts")
    assert (keten.d.eerste.groep, keten.d.eigenaar) == (None, "mee")


def test_the_first_to_accept_has_it_and_the_others_lose_it() -> None:
    """They hear that it is over and not who has it; what they owed lapses; the sender hears who took it."""
    keten = aan_drie()
    besluiten = keten.accepteer("wip", onderdeel=3)
    assert standen(keten) == [ELDERS, ELDERS, Toestand.GEACCEPTEERD]
    for wie, nummer in (("mee", 1), ("wijkteam", 2)):
        (nieuws,) = aan(besluiten, wie)
        assert isinstance(nieuws, MeldStatus)
        assert (nieuws.toestand, nieuws.bij, nieuws.uiterlijk) == (ELDERS, "huisarts", None)
        assert nieuws.adres.onderdeel == nummer
        assert not plichten(keten, nummer)
    (nieuws,) = aan(besluiten, "huisarts")
    assert isinstance(nieuws, MeldStatus)
    assert (nieuws.toestand, nieuws.bij, nieuws.adres.onderdeel) == (Toestand.GEACCEPTEERD, "wip", 3)
    assert keten.d.eigenaar == "wip"


def test_who_comes_second_is_told_so_and_owes_nothing_for_it() -> None:
    """A stable code and sentence of its own; whatever else it says later has another; no repair is owed."""
    keten = aan_drie()
    keten.accepteer("wip", onderdeel=3)
    was = keten.d.verplichtingen
    te_laat = keten.accepteer("mee", onderdeel=1)
    assert van(WijsAf, te_laat).weigering is Weigering.AL_AANGENOMEN
    assert len(berichten(te_laat)) == 1
    for zegt in (
        keten.ontvangen,
        keten.wijs_af,
        keten.vorder,
        keten.koppel_terug,
        keten.zend_door,
        keten.spreek,
    ):
        nee = zegt(van="mee", onderdeel=1)
        assert (van(WijsAf, nee).weigering, len(berichten(nee))) == (Weigering.NIET_MEER_VAN_U, 1)
    assert keten.d.verplichtingen == was
    assert "wip" not in repr(te_laat)


def test_an_answer_for_good_is_a_claim_too() -> None:
    """It answers the question, so nobody else has to any more."""
    keten = aan_drie()
    besluiten = keten.koppel_terug(Resultaat.BEANTWOORD_MET_ADVIES, "mee", onderdeel=1)
    assert standen(keten) == [Toestand.AFGEROND, ELDERS, ELDERS]
    antwoord = van(GeefTerugkoppeling, besluiten)
    keten.lees("huisarts", antwoord.adres.bericht_id)
    assert keten.d.gesloten


def test_one_refusal_leaves_it_to_the_others() -> None:
    """The sender hears why, and need do nothing; the refuser owes nothing, whatever its reason."""
    keten = aan_drie()
    besluiten = keten.wijs_af("mee", Reden.ONJUIST_GEADRESSEERD, onderdeel=1)
    (nieuws,) = berichten(besluiten)
    assert isinstance(nieuws, MeldStatus)
    assert (nieuws.adres.ontvanger, nieuws.toestand, nieuws.reden) == (
        "huisarts",
        N,
        Reden.ONJUIST_GEADRESSEERD,
    )
    assert standen(keten) == [N, A, A]
    assert not plichten(keten, 1)
    assert keten.d.eigenaar == "huisarts"
    keten.accepteer("wip", onderdeel=3)
    assert standen(keten) == [ELDERS, ELDERS, Toestand.GEACCEPTEERD]


def test_who_refused_hears_no_more_of_it() -> None:
    """It said no; that another has it is not news to it."""
    keten = aan_drie()
    keten.wijs_af("mee", onderdeel=1)
    assert not aan(keten.accepteer("wip", onderdeel=3), "mee")


@pytest.mark.parametrize("reden", [Reden.GEEN_CAPACITEIT, Reden.NIET_BEVOEGD])
def test_when_all_refuse_the_sender_must_find_another_once(reden: Reden) -> None:
    """One duty, asked once, whatever the reasons; the other offers are over."""
    keten = aan_drie()
    for wie, nummer in (("mee", 1), ("wip", 3)):
        keten.wijs_af(wie, onderdeel=nummer)
    besluiten = keten.wijs_af("wijkteam", reden, onderdeel=2)
    assert standen(keten) == [WEG, N, WEG]
    assert [(v.soort, v.debiteur) for v in keten.d.verplichtingen] == [(Plicht.HERROUTEREN, "huisarts")]
    gevraagd = van(VraagActie, besluiten)
    assert (gevraagd.adres.ontvanger, gevraagd.adres.onderdeel) == ("huisarts", 2)
    assert {b.adres.ontvanger for b in berichten(besluiten)} == {"huisarts"}
    # By its own reference, which names the first part.
    keten.bied_opnieuw_aan("zorgnetwerk", "huisarts")
    assert standen(keten) == [WEG, A, WEG]
    assert keten.d.eigenaar == "zorgnetwerk"
    keten.accepteer("zorgnetwerk", onderdeel=2)
    antwoord = van(GeefTerugkoppeling, keten.koppel_terug(van="zorgnetwerk", onderdeel=2))
    keten.lees("huisarts", antwoord.adres.bericht_id, 2)
    assert keten.d.gesloten


def test_it_can_be_offered_to_several_again() -> None:
    """After a refusal, and also to who lost it before; the first to take it has it."""
    keten = Keten()
    keten.verwijs("mee")
    keten.wijs_af("mee")
    besluiten = keten.bied_opnieuw_aan("wijkteam", "huisarts", ("wip",), kluis=b"en nu")
    aanbod = [b for b in berichten(besluiten) if isinstance(b, BiedVerwijzingAan)]
    assert [(b.adres.ontvanger, b.adres.onderdeel, b.kluis, b.kluis_erbij) for b in aanbod] == [
        ("wijkteam", 1, b"geheim", b"en nu"),
        ("wip", 2, b"geheim", b"en nu"),
    ]
    assert all(b.ook_aan_anderen for b in aanbod)
    assert Plicht.HERROUTEREN not in keten.soorten()
    keten.accepteer("wijkteam", onderdeel=1)
    assert van(WijsAf, keten.accepteer("wip", onderdeel=2)).weigering is Weigering.AL_AANGENOMEN
    keten.wijs_af("wijkteam", onderdeel=1)
    assert plichten(keten, 1) == [(Plicht.HERROUTEREN, "huisarts")]
    keten.bied_opnieuw_aan("wip", "huisarts", ("meldpunt",))
    keten.accepteer("wip", onderdeel=1)
    assert standen(keten) == [Toestand.GEACCEPTEERD, ELDERS, ELDERS]


def test_a_candidate_is_replaced_and_no_more_than_ten_are_asked() -> None:
    """The others keep theirs; who has it already cannot be asked twice."""
    keten = aan_drie()
    keten.wijs_af("mee", onderdeel=1)
    for naar in ("wip", "mee", "huisarts", "onbekende"):
        nee = van(WijsAf, keten.bied_opnieuw_aan(naar, "huisarts", onderdeel=1))
        assert nee.weigering is Weigering.ONTVANGER_ONBEKEND
    assert oordeel(keten.bied_opnieuw_aan("meldpunt", "huisarts", onderdeel=1)).uitslag is Uitslag.TOEGEPAST
    assert [o.ontvanger for o in keten.d.onderdelen] == ["meldpunt", "wijkteam", "wip"]
    assert keten.accepteer("meldpunt", onderdeel=1)
    assert standen(keten) == [Toestand.GEACCEPTEERD, ELDERS, ELDERS]
    assert len(PARTIJEN) <= MAX_KANDIDATEN


@pytest.mark.parametrize("ook_aan", [("mee",), ("wip", "wip"), ("huisarts",), ("onbekende",)])
def test_twice_the_same_oneself_or_nobody_is_refused(ook_aan: tuple[str, ...]) -> None:
    """As an opening and as a part: nothing is offered to anybody."""
    keten = Keten()
    assert van(WijsAf, keten.verwijs("mee", ook_aan=ook_aan)).weigering is Weigering.ONTVANGER_ONBEKEND
    assert keten.d.concept
    keten = Keten()
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    anders = tuple("wijkteam" if code == "huisarts" else code for code in ook_aan)
    nee = keten.verwijs_onderdeel("mee", "wijkteam", ook_aan=anders)
    assert van(WijsAf, nee).weigering is Weigering.ONTVANGER_ONBEKEND
    assert len(keten.d.onderdelen) == 1


def test_a_candidate_does_not_pass_it_on() -> None:
    """Its sender chose; it takes it or refuses it, and still owes that."""
    keten = aan_drie()
    was = keten.d.verplichtingen
    assert van(WijsAf, keten.zend_door("mee", "meldpunt", onderdeel=1)).weigering is (
        Weigering.AAN_MEER_AANGEBODEN
    )
    assert keten.d.verplichtingen == was


def test_withdrawing_it_is_asked_of_every_candidate() -> None:
    """Each confirms; one that goes on may still take it; by any of the parts, also one that was refused."""
    keten = aan_drie()
    keten.wijs_af("mee", onderdeel=1)
    besluiten = keten.trek_in("huisarts")
    assert standen(keten) == [N, Toestand.INTREKKING_GEVRAAGD, Toestand.INTREKKING_GEVRAAGD]
    gevraagd = [b for b in berichten(besluiten) if isinstance(b, VraagActie)]
    assert {(b.adres.ontvanger, b.actie) for b in gevraagd} == {
        ("wip", Actie.INTREKKEN),
        ("wijkteam", Actie.INTREKKEN),
    }
    assert len(berichten(besluiten)) == 2
    keten.stop("wijkteam", onderdeel=2)
    assert standen(keten) == [N, WEG, Toestand.INTREKKING_GEVRAAGD]
    keten.stop("wip", onderdeel=3)
    assert standen(keten) == [WEG, WEG, WEG]
    assert keten.d.gesloten


def test_who_goes_on_although_it_was_withdrawn_may_take_it() -> None:
    """Its refusal to stop is told; the others stopped, and stay so."""
    keten = aan_drie()
    keten.trek_in("huisarts", onderdeel=2)
    keten.ga_door("wip", onderdeel=3)
    keten.stop("mee", onderdeel=1)
    keten.accepteer("wip", onderdeel=3)
    assert standen(keten) == [WEG, ELDERS, Toestand.GEACCEPTEERD]
    assert keten.d.eigenaar == "wip"


def test_giving_up_one_silent_candidate_leaves_the_others() -> None:
    """Each has its own term: only of who let its ladder go by is it taken back."""
    keten = aan_drie()
    nee = keten.geef_op("huisarts", onderdeel=1)
    assert van(WijsAf, nee).weigering is Weigering.ONTVANGER_HEEFT_NOG_TIJD
    keten.ontvangen("wip", onderdeel=3)
    keten.wek_tot(keten.nu + 30 * DAG)
    assert oordeel(keten.geef_op("huisarts", onderdeel=1)).uitslag is Uitslag.TOEGEPAST
    assert standen(keten) == [WEG, A, Toestand.IN_TRIAGE]


def test_silence_of_one_climbs_only_its_own_ladder() -> None:
    """Its sender hears of each that did not answer; nobody hears of another candidate's silence."""
    keten = aan_drie()
    uit = [b for _, b in keten.wek_tot(keten.nu + 40 * DAG) if isinstance(b, Bericht)]
    over = {1: "mee", 2: "wijkteam", 3: "wip"}
    for b in uit:
        if isinstance(b, Herinner | Escaleer | MeldUitblijven):
            assert b.debiteur == over[b.adres.onderdeel]
        if isinstance(b, Herinner | Escaleer):
            assert b.adres.ontvanger in (over[b.adres.onderdeel], "huisarts")
    gemist = [b for b in uit if isinstance(b, MeldUitblijven) and b.plicht is Plicht.BESLUIT]
    assert [(b.adres.ontvanger, b.debiteur) for b in gemist] == [("huisarts", w) for w in over.values()]
    assert all(not set(b.alternatieven) & set(over.values()) for b in gemist)


def test_no_candidate_is_told_who_another_is() -> None:
    """Whatever happens to it: in no word to one of them does the code of another stand, also not later."""
    keten = aan_drie()
    uit: list[Bericht] = []
    uit += berichten(keten.ontvangen("wip", onderdeel=3))
    uit += berichten(keten.vraag_aanvulling("mee", onderdeel=1))
    uit += [b for _, b in keten.wek_tot(keten.nu + 9 * DAG) if isinstance(b, Bericht)]
    uit += berichten(keten.vorder("huisarts"))
    uit += berichten(keten.accepteer("mee", onderdeel=1))
    uit += berichten(keten.accepteer("wip", onderdeel=3))
    uit += [b for _, b in keten.wek_tot(keten.nu + 90 * DAG) if isinstance(b, Bericht)]
    kandidaten = {"mee", "wijkteam", "wip"}
    for b in uit:
        genoemd = {getattr(b, veld, None) for veld in ("bij", "van", "debiteur", "houder", "afzender")}
        if b.adres.ontvanger in kandidaten:
            assert not genoemd & (kandidaten - {b.adres.ontvanger})


def test_progress_of_the_sender_reaches_every_candidate() -> None:
    """A day that the world sets bounds each of them."""
    keten = aan_drie()
    datum = keten.nu.date()
    besluiten = keten.vorder("huisarts", datum)
    assert {b.adres.ontvanger for b in berichten(besluiten)} == {"mee", "wijkteam", "wip"}
    assert [o.uiterlijk_data for o in keten.d.onderdelen] == [(datum,)] * 3
    ids = [b.adres.bericht_id for b in berichten(besluiten)]
    assert len(ids) == len(set(ids))


def test_a_part_of_a_verzoek_goes_to_several_too() -> None:
    """Who added it hears of each by its own number; the first part is not touched."""
    keten = Keten()
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    besluiten = keten.verwijs_onderdeel("mee", "wijkteam", ook_aan=("wip", "meldpunt"))
    assert [(b.adres.onderdeel, b.bij) for b in aan(besluiten, "wijkteam") if isinstance(b, MeldStatus)] == [
        (2, "mee"),
        (3, "wip"),
        (4, "meldpunt"),
    ]
    keten.accepteer("meldpunt", onderdeel=4)
    assert standen(keten) == [Toestand.GEACCEPTEERD, ELDERS, ELDERS, Toestand.GEACCEPTEERD]
    assert keten.d.eigenaar == "wijkteam"


def test_an_action_of_a_plan_keeps_its_monthly_look_whoever_takes_it() -> None:
    """The look goes on with the part that goes on, also when the candidate that had it stops."""
    keten = Keten()
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    keten.stel_plan_vast("wijkteam", 1)
    keten.verwijs_onderdeel("mee", "wijkteam", onderdeel=2, ook_aan=("wip", "meldpunt"))
    assert len(keten.d.onderdelen) == 4
    keten.trek_in("wijkteam", onderdeel=2)
    keten.stop("mee", onderdeel=2)
    keten.ga_door("meldpunt", onderdeel=4)
    keten.accepteer("meldpunt", onderdeel=4)
    assert [(v.onderdeel, v.ronde) for v in keten.d.verplichtingen if v.soort is Plicht.OPVOLGING] == [(4, 1)]
    assert [o.nummer for o in keten.d.onderdelen if o.gevolgd_sinds] == [4]
    assert oordeel(keten.kijk(4)).uitslag is Uitslag.TOEGEPAST


def test_each_question_is_counted_once() -> None:
    """Losers are no half-done work: the part of whoever has it speaks for the question."""
    keten = aan_drie()
    keten.wijs_af("mee", onderdeel=1)
    keten.ontvangen("wip", onderdeel=3)
    assert [(o.ontvanger, o.toestand) for o in vragen(keten.d)] == [("wip", Toestand.IN_TRIAGE)]
    keten.accepteer("wijkteam", onderdeel=2)
    assert [o.ontvanger for o in vragen(keten.d)] == ["wijkteam"]
    keten.verwijs_onderdeel("mee", "wijkteam", onderdeel=2)
    assert [o.ontvanger for o in vragen(keten.d)] == ["wijkteam", "mee"]


def test_its_own_reference_keeps_naming_the_question() -> None:
    """The sender's word about an offer that is over is one about who has it now."""
    keten = aan_drie()
    keten.accepteer("wip", onderdeel=3)
    keten.trek_in("huisarts")
    assert standen(keten) == [ELDERS, ELDERS, Toestand.INTREKKING_GEVRAAGD]
    keten.stop("wip", onderdeel=3)
    assert keten.d.gesloten


def test_a_loser_is_told_nothing_of_who_leads() -> None:
    """It has no part in it any more, also where its role may know."""
    keten = aan_drie()
    keten.accepteer("wip", onderdeel=3)
    keten.draag_over("meldpunt")
    besluiten = keten.neem_regie("meldpunt", onderdeel=3)
    assert {b.adres.ontvanger for b in berichten(besluiten)} & {"mee", "wijkteam"} == set()
    assert Hoedanigheid.ONTVANGER in keten.d.hoedanigheden("mee")


@settings(max_examples=150, deadline=None)
@given(
    st.permutations([1, 2, 3]),
    st.lists(st.sampled_from(["ontvangen", "vraag_aanvulling", "wijs_af", "trek_in", "ga_door"]), max_size=4),
    st.data(),
)
def test_in_whatever_order_they_come_one_has_it(
    volgorde: list[int], eerst: list[str], data: DataObject
) -> None:
    """Every candidate accepts, after anything else was said: at most one is applied, and nothing is lost."""
    keten = aan_drie()
    wie = {o.nummer: o.ontvanger for o in keten.d.onderdelen}
    for daad in eerst:
        nummer = data.draw(st.sampled_from(volgorde))
        getattr(keten, daad)(van="huisarts" if daad == "trek_in" else wie[nummer], onderdeel=nummer)
    kon = [n for n in volgorde if keten.d.vind(n).toestand in (A, Toestand.IN_TRIAGE)]
    gelukt = [
        n for n in volgorde if oordeel(keten.accepteer(wie[n], onderdeel=n)).uitslag is Uitslag.TOEGEPAST
    ]
    assert gelukt == kon[:1]
    if gelukt:
        assert [o.nummer for o in keten.d.onderdelen if o.toestand not in (ELDERS, WEG)] == gelukt
        assert keten.d.eigenaar == wie[gelukt[0]]
    if not keten.d.gesloten:
        assert keten.d.wekkers


def test_what_a_candidate_says_of_another_part_is_a_strangers_word() -> None:
    """Its own part is all that it has in it."""
    keten = aan_drie()
    assert van(WijsAf, keten.accepteer("mee", onderdeel=3)).weigering is Weigering.GEEN_PARTIJ


def test_a_crisis_service_that_lost_it_does_not_hear_who_is_silent_about_the_lead() -> None:
    """It stood in for a night and was a candidate too; the sender hears of the silence instead."""
    keten = Keten(nu=lokaal("2026-11-28 23:00"))
    keten.stuur(
        VerwijzingAangeboden(
            keten.kop("huisarts", kluis=b"geheim"),
            "0505",
            Thema.MEEDOEN,
            Urgentie.CRISIS,
            ontvanger="mee",
            ook_aan=("zorgnetwerk",),
            grondslag=Grondslag.TOESTEMMING,
        )
    )
    assert keten.d.eigenaar == "zorgnetwerk"
    keten.accepteer("mee")
    gezegd = [b for _, b in keten.wek_tot(keten.nu + 40 * DAG) if isinstance(b, MeldUitblijven)]
    wie = {b.adres.ontvanger for b in gezegd if b.plicht is Plicht.REGIEOVERNAME}
    assert wie == {"huisarts"}


def test_who_has_it_does_not_hear_that_a_loser_owes_a_repair_there() -> None:
    """It had that part before, refused it, and was a candidate again; its repair is between it and us."""
    keten = Keten()
    keten.verwijs("mee")
    keten.wijs_af("mee")
    keten.bied_opnieuw_aan("wip", "huisarts")
    keten.wijs_af("wip")
    keten.bied_opnieuw_aan("wijkteam", "huisarts", ook_aan=("mee",))
    keten.accepteer("wijkteam")
    assert keten.d.eigenaar == "wijkteam"
    keten.keur_af("mee", "voortgang.gemeld")
    gezegd = [b for _, b in keten.wek_tot(keten.nu + 40 * DAG) if isinstance(b, Herinner | Escaleer)]
    assert "mee" not in {b.debiteur for b in gezegd if b.adres.ontvanger == "wijkteam"}
