"""Understands that more time is given once, in time and within bounds; a second time a person decides."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from keten.domein.begrippen import Plicht, Reden, Toestand, Trede
from keten.domein.besluiten import Escaleer, Herinner, MeldStatus, WijsAf
from keten.domein.dossier import Verplichting
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, toon, van

DAG = timedelta(days=1)


def besluit(keten: Keten) -> Verplichting:
    (een,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.BESLUIT]
    return een


def gemeld() -> Keten:
    """Tuesday 24 November 10:00; B until Friday 27 November 24:00."""
    keten = Keten()
    keten.meld()
    keten.ontvangen()
    keten.nu += timedelta(hours=3)
    return keten


def test_once_the_date_moves_and_the_sender_hears_why_and_until_when() -> None:
    """The other clock stays known; the rest of the ladder follows the new date."""
    keten = gemeld()
    bericht = van(MeldStatus, keten.vraag_uitstel(date(2026, 12, 4), kluis=b"ziek"))
    assert (bericht.adres.ontvanger, bericht.reden, bericht.kluis) == (
        "politie",
        Reden.GEEN_CAPACITEIT,
        b"ziek",
    )
    assert toon(bericht.uiterlijk or keten.nu) == "za 05-12-2026 00:00"
    later = besluit(keten)
    assert later.uiterlijk_op == bericht.uiterlijk
    assert toon(later.eerst_uiterlijk_op or keten.nu) == "za 28-11-2026 00:00"
    assert later.sporten[1].op == later.uiterlijk_op
    assert [s.trede for s in later.sporten] == [*Trede]
    uit = [b for _, b in keten.wek_tot(keten.nu + 4 * DAG) if isinstance(b, Herinner)]
    assert not any(b.te_laat for b in uit)


def test_a_second_time_the_date_stays_and_a_person_is_told() -> None:
    """The step that puts it before people is taken at once and does not come again."""
    keten = gemeld()
    keten.vraag_uitstel(date(2026, 12, 4))
    eerst = besluit(keten)
    besluiten = keten.vraag_uitstel(date(2026, 12, 18))
    bericht = van(Escaleer, besluiten)
    assert (bericht.adres.ontvanger, bericht.niveau, bericht.plicht) == ("wijkteam", 1, Plicht.BESLUIT)
    aan_vrager = van(MeldStatus, besluiten)
    assert (aan_vrager.adres.ontvanger, aan_vrager.uiterlijk) == ("meldpunt", eerst.uiterlijk_op)
    assert besluit(keten).uiterlijk_op == eerst.uiterlijk_op
    assert Plicht.ESCALATIE in keten.soorten()
    uit = [b for _, b in keten.wek_tot(keten.nu + 40 * DAG)]
    assert [b.niveau for b in uit if isinstance(b, Escaleer) and b.plicht is Plicht.BESLUIT] == [2]
    assert sum(isinstance(b, Herinner) and b.te_laat and b.plicht is Plicht.BESLUIT for b in uit) > 0


@pytest.mark.parametrize("dag", [date(2026, 11, 27), date(2026, 11, 2), date(2099, 1, 1)])
def test_only_to_a_later_day_and_not_for_ever(dag: date) -> None:
    """Not before the term, and at most so long after it as the deployment says."""
    keten = gemeld()
    was = keten.d.verplichtingen
    assert van(WijsAf, keten.vraag_uitstel(dag)).weigering is Weigering.UITSTEL_DATUM_ONJUIST
    assert keten.d.verplichtingen == was


def test_never_past_a_day_that_the_world_set() -> None:
    """An eviction is not put off by asking."""
    keten = Keten()
    keten.verwijs("mee", "huisarts", uiterlijk=date(2026, 12, 1))
    geweigerd = van(WijsAf, keten.vraag_uitstel(date(2026, 12, 2), "mee", Plicht.BESLUIT))
    assert geweigerd.weigering is Weigering.UITSTEL_DATUM_ONJUIST
    keten.vraag_uitstel(date(2026, 12, 1), "mee", Plicht.BESLUIT)
    assert toon(besluit(keten).uiterlijk_op or keten.nu) == "wo 02-12-2026 00:00"


def test_not_after_the_term_nor_for_what_is_not_owed() -> None:
    """What is late is on its ladder already; receipt is never put off."""
    keten = gemeld()
    for soort in (Plicht.STAND, Plicht.ONTVANGST, Plicht.HERROUTEREN):
        geweigerd = van(WijsAf, keten.vraag_uitstel(date(2026, 12, 4), plicht=soort))
        assert geweigerd.weigering is Weigering.UITSTEL_KAN_NIET
    keten.wek_tot(besluit(keten).uiterlijk_op or keten.nu)
    geweigerd = van(WijsAf, keten.vraag_uitstel(date(2026, 12, 4)))
    assert geweigerd.weigering is Weigering.UITSTEL_KAN_NIET


def test_a_waiting_list_keeps_the_sender_informed_and_is_looked_at_again() -> None:
    """STAND goes on, the client is not forgotten, and each look says why the wait goes on."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    bericht = van(MeldStatus, keten.zet_op_wachtlijst())
    assert (bericht.toestand, bericht.reden) == (Toestand.WACHTLIJST, Reden.GEEN_CAPACITEIT)
    assert {Plicht.STAND, Plicht.HERBEOORDELING} <= set(keten.soorten())
    (eerst,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.HERBEOORDELING]
    assert toon(eerst.uiterlijk_op or keten.nu) == "di 23-02-2027 00:00"
    keten.nu += 80 * DAG
    keten.zet_op_wachtlijst()
    (weer,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.HERBEOORDELING]
    assert weer.nummer > eerst.nummer
    keten.behandel()
    assert Plicht.HERBEOORDELING not in keten.soorten()
    assert Plicht.STAND in keten.soorten()
