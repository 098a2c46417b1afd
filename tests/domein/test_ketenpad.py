"""Understands the way to a product: each function makes the next one owed, and a stall shows by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from keten.domein.begrippen import Plicht, Rol, Uitkomst, Uitslag
from keten.domein.besluiten import Escaleer, Herinner, WijsAf
from keten.domein.dossier import Verplichting
from keten.domein.functies import EINDIGT_PAD, Functie, Functieresultaat
from keten.domein.inrichting import Ketenpad, Padstap, Termijnregel
from keten.domein.termijnen import Eenheid, Termijn
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, inrichting, oordeel, toon, van

DAG = timedelta(days=1)
INTAKE, TOEWIJZING, EVALUATIE, MONITORING = (
    Functie.INTAKE,
    Functie.TOEWIJZING,
    Functie.EVALUATIE,
    Functie.MONITORING,
)


def stap(functie: Functie, *door: Rol, mandaat: frozenset[str] = frozenset()) -> Padstap:
    regel = Termijnregel(functie.value.lower(), Plicht.FUNCTIE, Termijn(5, Eenheid.WERKDAGEN))
    return Padstap(functie, frozenset(door), regel, mandaat)


PAD = Ketenpad(
    "dagopvang",
    (stap(INTAKE, Rol.WELZIJN), stap(TOEWIJZING, Rol.WIJKTEAM), stap(EVALUATIE), stap(MONITORING)),
)


def op_pad(pad: Ketenpad = PAD) -> Keten:
    """A part for dagopvang that MEE accepted, of a verzoek at the wijkteam."""
    keten = Keten(inrichting=inrichting(ketenpaden={pad.product: pad}))
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.accepteer("mee", onderdeel=2)
    return keten


def verwacht(keten: Keten) -> list[Verplichting]:
    return [v for v in keten.d.verplichtingen if v.soort is Plicht.FUNCTIE]


def test_an_accepted_part_owes_the_first_step_of_its_path() -> None:
    """Of the role in the path, by the path's own term; a part without a product has no path."""
    keten = op_pad()
    (eerste,) = verwacht(keten)
    assert (eerste.onderdeel, eerste.functie, eerste.debiteur, eerste.crediteur) == (
        2,
        INTAKE,
        "mee",
        "client",
    )
    assert eerste.uiterlijk_op is not None
    assert toon(eerste.uiterlijk_op) == "wo 02-12-2026 00:00"  # Tuesday + 5 wd: until next Tuesday midnight


def test_performing_a_function_pays_it_and_the_next_is_owed_by_its_role() -> None:
    """The wijkteam decides on what MEE found; neither can pay for the other."""
    keten = op_pad()
    keten.verricht("mee", INTAKE, resultaat=Functieresultaat.PASSEND, onderdeel=2)
    assert [(v.functie, v.debiteur) for v in verwacht(keten)] == [(TOEWIJZING, "wijkteam")]
    keten.verricht("mee", TOEWIJZING, onderdeel=2)
    assert [v.functie for v in verwacht(keten)] == [TOEWIJZING]
    assert oordeel(keten.verricht("wijkteam", TOEWIJZING, onderdeel=2)).uitslag is Uitslag.TOEGEPAST
    assert TOEWIJZING not in [v.functie for v in verwacht(keten)]


def test_who_does_not_owe_it_performs_nothing_on_anothers_part() -> None:
    """The wijkteam sent the part; the intake is not its to do."""
    keten = op_pad()
    geweigerd = van(WijsAf, keten.verricht("wijkteam", INTAKE, onderdeel=2))
    assert geweigerd.weigering is Weigering.NIET_AAN_U


def test_what_did_not_succeed_is_still_owed() -> None:
    """An intake that failed is no intake."""
    keten = op_pad()
    keten.verricht("mee", INTAKE, Uitkomst.NIET_GELUKT, onderdeel=2)
    assert [v.functie for v in verwacht(keten)] == [INTAKE]


@pytest.mark.parametrize("volgorde", [(EVALUATIE, MONITORING), (MONITORING, EVALUATIE)])
def test_both_orders_of_evaluatie_and_monitoring_are_good(volgorde: tuple[Functie, Functie]) -> None:
    """Whichever came first, when both are done nothing is expected any more."""
    keten = op_pad(Ketenpad("dagopvang", (stap(EVALUATIE, Rol.WELZIJN), stap(MONITORING, Rol.WELZIJN))))
    for functie in volgorde:
        assert oordeel(keten.verricht("mee", functie, onderdeel=2)).uitslag is Uitslag.TOEGEPAST
    assert verwacht(keten) == []


@pytest.mark.parametrize("resultaat", [r for r in Functieresultaat if r in EINDIGT_PAD])
def test_a_path_may_end_well_without_its_product(resultaat: Functieresultaat) -> None:
    """Nothing is expected any more, nobody is late, and the part goes on to its own end."""
    keten = op_pad()
    keten.verricht("mee", Functie.ADVIES, resultaat=resultaat, onderdeel=2)
    assert verwacht(keten) == []
    keten.verricht("mee", Functie.INFORMATIE, onderdeel=2)
    assert verwacht(keten) == []


def test_a_mandate_makes_it_anothers_to_do() -> None:
    """Who has no role but a mandate owes it; nobody with either, and the owner sees to it."""
    keten = op_pad(Ketenpad("dagopvang", (stap(INTAKE, Rol.SCHULDHULP, mandaat=frozenset({"mee"})),)))
    assert [v.debiteur for v in verwacht(keten)] == ["mee"]
    keten = op_pad(Ketenpad("dagopvang", (stap(INTAKE, Rol.SCHULDHULP),)))
    assert [v.debiteur for v in verwacht(keten)] == [keten.d.eigenaar]


def test_a_stall_shows_by_part() -> None:
    """A verwijzing that never becomes an intake is late by itself, on its own part, and people hear of it."""
    keten = op_pad()
    uit = [b for _, b in keten.wek_tot(keten.nu + 20 * DAG)]
    over = [b for b in uit if isinstance(b, Herinner | Escaleer) and b.plicht is Plicht.FUNCTIE]
    assert {b.adres.onderdeel for b in over} == {2}
    assert [type(b) for b in over][:2] == [Herinner, Herinner]
    assert any(isinstance(b, Escaleer) for b in over)
    assert [v.te_laat for v in verwacht(keten)] == [True]


def test_a_part_that_ends_owes_no_step() -> None:
    """Its answer was given; with another receiver the path goes on where it was."""
    keten = op_pad()
    keten.verricht("mee", INTAKE, onderdeel=2)
    keten.wijs_af("mee", onderdeel=2)
    assert verwacht(keten) == []
    keten.bied_opnieuw_aan("wip", "wijkteam", onderdeel=2)
    keten.accepteer("wip", onderdeel=2)
    assert [v.functie for v in verwacht(keten)] == [TOEWIJZING]
    keten.koppel_terug(van="wip", onderdeel=2)
    assert verwacht(keten) == []
