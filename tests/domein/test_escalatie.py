"""Understands that a mandate escalates earlier than the ladder, and that no step is taken twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from keten.domein.begrippen import Hoedanigheid, Plicht, Trede
from keten.domein.besluiten import Besluit, Escaleer, Herinner, MeldUitblijven, WijsAf
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import T0, Keten, van


def verwezen(naar: str = "huisarts") -> Keten:
    """By the wijkteam, whose casemanager has a mandate."""
    keten = Keten()
    keten.verwijs(naar, "wijkteam")
    return keten


def besluit(keten: Keten, soort: Plicht = Plicht.BESLUIT) -> list[Trede]:
    (plicht,) = [v for v in keten.d.verplichtingen if v.soort is soort]
    return [s.trede for s in plicht.sporten]


def test_a_casemanager_escalates_before_anything_is_late() -> None:
    """A person at the next level is told and owes a confirmation, as by a step of the ladder."""
    keten = verwezen()
    bericht = van(Escaleer, keten.escaleer())
    assert (bericht.adres.ontvanger, bericht.rol, bericht.niveau, bericht.plicht) == (
        "wijkteam",
        "coordinator",
        1,
        Plicht.BESLUIT,
    )
    (plicht,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.ESCALATIE]
    assert (plicht.debiteur, plicht.uiterlijk_op) == ("wijkteam", bericht.bevestigen_uiterlijk)
    assert Hoedanigheid.GEESCALEERDE in keten.d.hoedanigheden("wijkteam")
    assert not any(v.te_laat for v in keten.d.verplichtingen)


def test_no_step_is_taken_twice() -> None:
    """What was escalated by mandate the ladder passes over; reminders and the last step still come."""
    keten = verwezen()
    keten.escaleer()
    keten.escaleer()
    assert besluit(keten) == [Trede.HERINNERING, Trede.TE_LAAT, Trede.NIET_BEANTWOORD]
    assert van(WijsAf, keten.escaleer()).weigering is Weigering.NIETS_TE_ESCALEREN
    gezegd = [b for _, b in keten.wek_tot(keten.nu + timedelta(days=30)) if _over_besluit(b)]
    assert [type(b) for b in gezegd] == [Herinner, Herinner, Herinner, MeldUitblijven]


def _over_besluit(b: Besluit) -> bool:
    return isinstance(b, Herinner | Escaleer | MeldUitblijven) and b.plicht is Plicht.BESLUIT


def test_a_step_that_the_ladder_took_is_not_taken_again() -> None:
    """Then the mandate goes to the level after it."""
    keten = verwezen()
    (plicht,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.BESLUIT]
    keten.wek_tot(plicht.sporten[2].op)
    assert van(Escaleer, keten.escaleer()).niveau == 2


def test_the_silent_party_has_a_higher_level_of_its_own() -> None:
    """Where the inrichting names one, the mandate goes there first."""
    bericht = van(Escaleer, verwezen("mee").escaleer())
    assert (bericht.adres.ontvanger, bericht.rol) == ("mee", "directeur")


@pytest.mark.parametrize(
    ("wie", "door"), [("wijkteam", None), ("wijkteam", "stagiair"), ("huisarts", "casemanager")]
)
def test_without_a_mandate_it_is_refused(wie: str, door: str | None) -> None:
    """The mandate is a role's at a party; another gets a code, and the ladder goes on."""
    keten = verwezen()
    was = besluit(keten)
    assert van(WijsAf, keten.escaleer(van=wie, door=door)).weigering is Weigering.GEEN_MANDAAT
    assert besluit(keten) == was


def test_one_does_not_escalate_oneself_or_what_is_not_owed() -> None:
    """Only what another owes on this part."""
    keten = verwezen()
    assert van(WijsAf, keten.escaleer(Plicht.STAND)).weigering is Weigering.NIETS_TE_ESCALEREN
    keten = Keten()
    keten.meld()
    assert van(WijsAf, keten.escaleer(van="meldpunt")).weigering is Weigering.NIETS_TE_ESCALEREN


def test_an_earlier_date_does_not_bring_a_taken_step_back() -> None:
    """A day set by the world plans the rest of the ladder anew, without what was taken out of its turn."""
    keten = verwezen()
    keten.escaleer()
    keten.vorder("wijkteam", T0.date() + timedelta(days=1))
    assert date(2026, 11, 25) in keten.d.eerste.uiterlijk_data
    assert besluit(keten) == [Trede.HERINNERING, Trede.TE_LAAT, Trede.HOGER_NIVEAU, Trede.NIET_BEANTWOORD]


# role that confirms what was put before the coordinator, whether it may
BEVESTIGT = [
    ("coordinator", True),
    ("manager", True),  # higher in the order
    ("directeur", True),
    ("casemanager", False),  # lower
    ("vrijwilliger", False),  # not in the order
]


@pytest.mark.parametrize(("rol", "mag"), BEVESTIGT)
def test_a_role_confirms_what_was_put_before_it_or_before_a_lower_one(rol: str, mag: bool) -> None:
    """Another is refused with a code of its own; the confirmation is still owed."""
    keten = Keten()
    keten.meld()
    keten.wek_tot(keten.nu + timedelta(days=4))
    besluiten = keten.bevestig_escalatie("wijkteam", door=rol)
    open_ = [v for v in keten.d.verplichtingen if v.soort is Plicht.ESCALATIE and v.debiteur == "wijkteam"]
    if mag:
        assert not open_
    else:
        assert van(WijsAf, besluiten).weigering is Weigering.ROL_BEVESTIGT_NIET
        assert [v.rollen for v in open_] == [("coordinator", "manager", "directeur")] * len(open_)
        assert Plicht.HERSTEL not in keten.soorten()
