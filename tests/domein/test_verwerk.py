"""Understands what one fact does to one verzoek: duties, messages, refusals, repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from keten.domein.begrippen import WIJKKETEN, Hoedanigheid, Plicht, Resultaat, Toestand, Uitslag
from keten.domein.besluiten import (
    Bericht,
    BevestigOntvangst,
    GeefTerugkoppeling,
    MeldStatus,
    Oordeel,
    WijsAf,
    ZetMeldingDoor,
)
from keten.domein.dossier import MAX_BERICHTEN, MAX_PLICHTEN, Betrokkene, Onderdeel
from keten.domein.feiten import BezorgingBevestigd, Herkomst, MeldingGedaan, OntvangstBevestigd, WekkerGegaan
from keten.domein.keten import verwerk
from keten.domein.ladder import Schuld
from keten.domein.verplichtingen import ga_aan
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import T0, Keten, inrichting, lokaal, oordeel, toon, van

ONTVANGST, BESLUIT, EIND, STAND, BEZORGING = (
    Plicht.ONTVANGST,
    Plicht.BESLUIT,
    Plicht.EINDTERUGKOPPELING,
    Plicht.STAND,
    Plicht.BEZORGING,
)


def test_a_melding_is_handed_over_warm() -> None:
    """Question and client data go along, with the rule and the dates by which an answer is owed."""
    keten = Keten()
    besluiten = keten.meld()
    bericht = van(ZetMeldingDoor, besluiten)
    assert (bericht.adres.ontvanger, bericht.afzender, bericht.regel) == ("meldpunt", "politie", "zorg")
    assert (bericht.kluis, bericht.adres.kenmerk) == (b"geheim", None)
    assert toon(bericht.ontvangst_uiterlijk) == "do 26-11-2026 00:00"
    assert toon(bericht.besluit_uiterlijk) == "za 28-11-2026 00:00"
    assert bericht.adres.oorzaak == keten.feiten[0].kop.feit_id
    assert besluiten[1:] == (Oordeel(Uitslag.TOEGEPAST),)


def test_each_act_settles_and_makes_arise_what_the_table_says() -> None:
    """From the offer to the delivery of the answer: what is owed after each step."""
    keten = Keten()
    keten.meld()
    assert keten.soorten() == [ONTVANGST, BESLUIT, EIND]
    keten.ontvangen()
    assert keten.soorten() == [BESLUIT, EIND]
    keten.accepteer()
    assert keten.soorten() == [EIND, STAND]
    keten.verricht()
    assert keten.soorten() == [EIND, STAND]
    keten.koppel_terug(Resultaat.IN_BEHANDELING)
    assert keten.soorten() == [EIND, STAND, BEZORGING]
    keten.koppel_terug(Resultaat.OPGELOST)
    assert keten.soorten() == [BEZORGING, BEZORGING]
    assert not keten.d.gesloten
    for besluiten in keten.besluiten:
        for bericht in besluiten:
            if isinstance(bericht, GeefTerugkoppeling):
                keten.lees("politie", bericht.adres.bericht_id)
    assert keten.soorten() == []
    assert keten.d.gesloten


def test_accepting_pays_receipt_too() -> None:
    """Whoever decides has it in a queue: nobody is reminded to confirm what it already took on."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    assert keten.soorten() == [EIND, STAND]


def test_an_answer_in_between_pays_receipt_but_no_decision() -> None:
    """`wordt gevolgd` is no decision and before acceptance no stand is owed."""
    keten = Keten()
    keten.meld()
    keten.koppel_terug(Resultaat.WORDT_GEVOLGD)
    assert keten.soorten() == [BESLUIT, EIND, BEZORGING]


def test_a_paid_stand_is_owed_again_under_a_new_number() -> None:
    """Numbers are never reused; the new one counts from the payment."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    (eerste,) = [v for v in keten.d.verplichtingen if v.soort is STAND]
    keten.nu += timedelta(days=3)
    keten.koppel_terug(Resultaat.IN_BEHANDELING)
    (tweede,) = [v for v in keten.d.verplichtingen if v.soort is STAND]
    assert tweede.nummer > eerste.nummer
    assert tweede.ontstaan_op == keten.nu


def test_the_sender_hears_in_whose_queue_it_is_once() -> None:
    """A second confirmation is applied but is no news."""
    keten = Keten()
    keten.meld()
    bericht = van(BevestigOntvangst, keten.ontvangen())
    assert (bericht.adres.ontvanger, bericht.bij) == ("politie", "meldpunt")
    assert bericht.adres.kenmerk == b"kenmerk van politie"
    assert keten.ontvangen() == (Oordeel(Uitslag.TOEGEPAST),)


def test_the_sender_hears_of_each_new_state_and_of_no_old_one() -> None:
    """Accepted, under way: told, with the date of the next answer. A second function: not told."""
    keten = Keten()
    keten.meld()
    keten.ontvangen()
    geaccepteerd = van(MeldStatus, keten.accepteer())
    assert (geaccepteerd.toestand, geaccepteerd.bij) == (Toestand.GEACCEPTEERD, "meldpunt")
    assert geaccepteerd.uiterlijk is not None
    assert toon(geaccepteerd.uiterlijk) == "vr 25-12-2026 00:00"
    assert van(MeldStatus, keten.verricht()).toestand is Toestand.IN_BEHANDELING
    assert keten.verricht() == (Oordeel(Uitslag.TOEGEPAST),)


def test_a_terugkoppeling_goes_to_the_sender_with_its_vault_text_and_is_owed_until_read() -> None:
    """What is owed is the delivery of exactly that message."""
    keten = Keten()
    keten.meld()
    bericht = van(GeefTerugkoppeling, keten.koppel_terug(kluis=b"toelichting"))
    assert (bericht.adres.ontvanger, bericht.van, bericht.eind) == ("politie", "meldpunt", True)
    assert bericht.kluis == b"toelichting"
    (bezorging,) = keten.d.verplichtingen
    assert (bezorging.debiteur, bezorging.crediteur) == (WIJKKETEN, "politie")
    assert bezorging.betreft_bericht == bericht.adres.bericht_id
    keten.lees("huisarts", bericht.adres.bericht_id)
    assert keten.soorten() == [BEZORGING]
    keten.lees("politie", bericht.adres.bericht_id)
    assert keten.d.gesloten


def test_a_delivery_that_nobody_owes_changes_nothing() -> None:
    """Told twice: the dossier is the same object."""
    keten = Keten()
    keten.meld()
    bericht = van(GeefTerugkoppeling, keten.koppel_terug())
    keten.lees("politie", bericht.adres.bericht_id)
    was = keten.d
    assert keten.lees("politie", bericht.adres.bericht_id) == ()
    assert keten.dossier is was


def test_who_wants_no_terugkoppeling_gets_a_status_and_nobody_owes_one() -> None:
    """No EIND and no delivery; the accepted verzoek still has its clock."""
    keten = Keten()
    keten.meld(gewenst=False)
    assert keten.soorten() == [ONTVANGST, BESLUIT]
    keten.accepteer()
    assert keten.soorten() == [STAND]
    status = van(MeldStatus, keten.koppel_terug())
    assert (status.adres.ontvanger, status.toestand) == ("politie", Toestand.AFGEROND)
    assert keten.d.gesloten


def test_each_party_is_written_to_under_its_own_reference() -> None:
    """The reference that the receiver gave the matter comes back to the receiver, not to the sender."""
    keten = Keten()
    keten.meld()
    keten.ontvangen(kenmerk=b"zaak van meldpunt")
    assert van(MeldStatus, keten.accepteer()).adres.kenmerk == b"kenmerk van politie"
    uit = [b for _, b in keten.wek_tot(lokaal("2026-12-10 00:00")) if isinstance(b, Bericht)]
    assert {b.adres.kenmerk for b in uit if b.adres.ontvanger == "meldpunt"} == {b"zaak van meldpunt"}


# -- what has no effect


@pytest.mark.parametrize("soort", [WekkerGegaan, BezorgingBevestigd])
def test_the_platform_does_not_write_to_itself(soort: type[WekkerGegaan] | type[BezorgingBevestigd]) -> None:
    """An alarm or a delivery for nothing, or for a part that is not there, is silent."""
    keten = Keten()
    kop = keten.kop(WIJKKETEN, onderdeel=9)
    feit = (
        WekkerGegaan(kop, "meldpunt", T0)
        if soort is WekkerGegaan
        else BezorgingBevestigd(kop, "x", kop.feit_id)
    )
    assert verwerk(None, feit, keten.inrichting) == (None, ())
    keten.meld()
    assert verwerk(keten.dossier, feit, keten.inrichting) == (keten.dossier, ())


def test_a_partner_cannot_speak_for_the_platform() -> None:
    """An alarm or a delivery in a partner's name has no effect."""
    keten = Keten()
    keten.meld()
    besluiten = keten.stuur(WekkerGegaan(keten.kop("meldpunt"), "meldpunt", keten.d.wekkers["meldpunt"]))
    assert van(WijsAf, besluiten).weigering is Weigering.NIET_AAN_U


def test_a_second_opening_under_the_same_reference_is_refused() -> None:
    """Each report is a verzoek of its own."""
    keten = Keten()
    keten.meld()
    assert van(WijsAf, keten.meld()).weigering is Weigering.VERZOEK_BESTAAT_AL


def test_a_part_that_is_not_there_is_refused() -> None:
    """By its number."""
    keten = Keten()
    keten.meld()
    assert van(WijsAf, keten.ontvangen(onderdeel=2)).weigering is Weigering.ONDERDEEL_ONBEKEND


def test_nothing_to_confirm_is_refused() -> None:
    """Once confirmed, there is nothing left to confirm."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(lokaal("2026-11-27 00:00"))
    keten.bevestig_escalatie()
    assert van(WijsAf, keten.bevestig_escalatie()).weigering is Weigering.NIETS_TE_BEVESTIGEN


def test_a_re_read_record_gives_nothing_at_all() -> None:
    """Its position was seen: same object, no verdict; the applied and the refused alike."""
    keten = Keten()
    keten.meld()
    keten.ontvangen()
    keten.verricht()
    keten.koppel_terug()
    was = keten.d
    for feit in keten.feiten:
        dossier, besluiten = verwerk(was, feit, keten.inrichting)
        assert dossier is was
        assert besluiten == ()


def herhaal(keten: Keten, nummer: int, **anders: object) -> tuple[object, ...]:
    """The same message on a later record."""
    feit = keten.feiten[nummer]
    kop = replace(
        feit.kop,
        feit_id=keten.kop(feit.kop.afzender).feit_id,
        herkomst=Herkomst(f"in.{feit.kop.afzender}", 0, len(keten.feiten)),
        **anders,  # type: ignore[arg-type]  # a test's own fields
    )
    return keten.stuur(replace(feit, kop=kop))


def test_the_same_message_twice_has_one_effect() -> None:
    """Same id and content on another record: a duplicate, without effect and without another message."""
    keten = Keten()
    keten.meld()
    keten.ontvangen()
    was = keten.d
    for nummer in (0, 1):
        assert herhaal(keten, nummer) == (Oordeel(Uitslag.DUBBEL),)
    assert replace(keten.d, bronnen={}) == replace(was, bronnen={})


def test_another_message_under_the_same_id_is_refused_and_the_first_stays_known() -> None:
    """Other content under a used id has no effect; the first is still recognised."""
    keten = Keten()
    keten.meld()
    keten.ontvangen()
    assert herhaal(keten, 1, bericht_hash=b"iets heel anders")[-1] == (
        Oordeel(Uitslag.GEWEIGERD, Weigering.ZELFDE_ID_ANDERE_INHOUD)
    )
    assert herhaal(keten, 1) == (Oordeel(Uitslag.DUBBEL),)


def test_a_refused_message_is_answered_the_same_way_for_ever() -> None:
    """Also when the state would by now allow it: a repeat has the answer of the first, and no effect."""
    keten = Keten()
    keten.meld()
    eerste = van(WijsAf, keten.verricht())
    keten.ontvangen()
    keten.accepteer()
    antwoord, uitslag = herhaal(keten, 1)
    assert isinstance(antwoord, WijsAf)
    assert antwoord.weigering is eerste.weigering is Weigering.OVERGANG_NIET_TOEGESTAAN
    assert antwoord.adres.bericht_id != eerste.adres.bericht_id  # delivered twice, answered twice
    assert uitslag == Oordeel(Uitslag.DUBBEL, Weigering.OVERGANG_NIET_TOEGESTAAN)
    assert keten.d.onderdelen[0].toestand is Toestand.GEACCEPTEERD


def test_two_parties_may_use_the_same_message_id() -> None:
    """An id is the sender's own."""
    keten = Keten()
    keten.meld(bericht_id="1")
    assert oordeel(keten.ontvangen(bericht_id="1")).uitslag is Uitslag.TOEGEPAST


# -- parts


def met_tweede_onderdeel(keten: Keten) -> None:
    """A part at MEE beside the one at the meldpunt, as a later step will make."""
    keten.meld()
    tweede = Onderdeel(nummer=2, afzender="wijkteam", ontvanger="mee", toestand=Toestand.AANGEBODEN)
    keten.dossier = ga_aan(
        replace(
            keten.d,
            onderdelen=(*keten.d.onderdelen, tweede),
            betrokkenen=(*keten.d.betrokkenen, Betrokkene("mee", Hoedanigheid.ONTVANGER, onderdeel=2)),
        ),
        [Schuld(ONTVANGST, 2, "mee", "politie"), Schuld(BESLUIT, 2, "mee", "politie")],
        keten.inrichting,
    )


def test_a_part_is_followed_by_itself() -> None:
    """The end of one part settles nothing of the other, and the verzoek stays open."""
    keten = Keten()
    met_tweede_onderdeel(keten)
    keten.koppel_terug()
    assert [o.toestand for o in keten.d.onderdelen] == [Toestand.AFGEROND, Toestand.AANGEBODEN]
    assert [(v.soort, v.onderdeel) for v in keten.d.verplichtingen] == [
        (ONTVANGST, 2),
        (BESLUIT, 2),
        (BEZORGING, 1),
    ]


def test_the_receiver_of_one_part_does_not_act_on_another() -> None:
    """To another part a sender is a stranger; the owner leads in each, but accepts in its own only."""
    keten = Keten()
    met_tweede_onderdeel(keten)
    assert van(WijsAf, keten.vorder("politie", onderdeel=2)).weigering is Weigering.GEEN_PARTIJ
    assert van(WijsAf, keten.accepteer("meldpunt", onderdeel=2)).weigering is Weigering.NIET_AAN_U
    assert oordeel(keten.accepteer("mee", onderdeel=2)).uitslag is Uitslag.TOEGEPAST


# -- bounds, time, invariants


def vol(keten: Keten) -> None:
    keten.dossier = replace(
        keten.d, gezien={**keten.d.gezien, **{("politie", f"x{n}"): b"" for n in range(MAX_BERICHTEN)}}
    )


def test_past_the_bound_partners_are_refused_and_the_platform_goes_on() -> None:
    """A full verzoek still escalates and still knows what it has seen; what it refuses takes no room."""
    keten = Keten()
    keten.meld()
    vol(keten)
    aantal = len(keten.d.gezien)
    assert van(WijsAf, keten.ontvangen()).weigering is Weigering.VERZOEK_VOL
    assert len(keten.d.gezien) == aantal
    assert herhaal(keten, 0) == (Oordeel(Uitslag.DUBBEL),)
    assert keten.wek_tot(lokaal("2026-11-27 00:00"))


@pytest.mark.geduld
@pytest.mark.timeout(60)  # ten thousand real steps
def test_ten_thousand_facts_on_one_verzoek_still_fit() -> None:
    """The bound is no lower than promised."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    for _ in range(MAX_BERICHTEN - 2):
        keten.verricht()
    assert oordeel(keten.besluiten[-1]).uitslag is Uitslag.TOEGEPAST
    assert oordeel(keten.verricht()).weigering is Weigering.VERZOEK_VOL


def test_a_thousand_open_duties_are_a_bound_too() -> None:
    """Answers that nobody reads cannot grow a state without end."""
    keten = Keten()
    keten.meld()
    keten.dossier = replace(keten.d, verplichtingen=keten.d.verplichtingen[:1] * MAX_PLICHTEN)
    assert van(WijsAf, keten.ontvangen()).weigering is Weigering.VERZOEK_VOL


def test_time_never_goes_back_in_one_verzoek() -> None:
    """A message that was handled late does not turn the clock; what arises, arises now."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(lokaal("2026-11-25 12:00"))
    nu = keten.d.nu
    keten.nu = T0 + timedelta(minutes=1)
    keten.accepteer()
    assert keten.d.nu == nu
    assert [v.ontstaan_op for v in keten.d.verplichtingen if v.soort is STAND] == [nu]


def test_a_dossier_without_an_owner_or_a_part_cannot_be_built() -> None:
    """Exactly one owner, at least one part, always."""
    keten = Keten()
    keten.meld()
    with pytest.raises(ValueError, match="owner"):
        replace(keten.d, eigenaar="")
    with pytest.raises(ValueError, match="part"):
        replace(keten.d, onderdelen=())


def test_a_fact_without_a_position_has_its_effect_and_no_verdict() -> None:
    """A verdict is about a partner's record."""
    keten = Keten()
    besluiten = keten.meld(herkomst=None)
    assert [type(b) for b in besluiten] == [ZetMeldingDoor]
    assert isinstance(keten.feiten[0], MeldingGedaan)
    assert verwerk(keten.dossier, OntvangstBevestigd(keten.kop("meldpunt")), inrichting())[1]
