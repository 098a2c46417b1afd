"""Understands the way to a product: each function makes the next one owed, and a stall shows by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from keten.domein.begrippen import Plicht, Rol, Uitkomst, Uitslag
from keten.domein.besluiten import Escaleer, Herinner, WijsAf
from keten.domein.dossier import Verplichting
from keten.domein.functies import EINDIGT_PAD, Functie, Functieresultaat
from keten.domein.inrichting import Inrichting, Ketenpad, Padstap, Termijnregel
from keten.domein.termijnen import Eenheid, Termijn
from keten.domein.weigeringen import Weigering
from keten.domein.wet import Gebeurtenis, Pauze, Wetsregel
from tests.domein.bouw import T0, Keten, inrichting, lokaal, oordeel, toon, van

DAG = timedelta(days=1)
VIJF_WERKDAGEN, TWEE_WEKEN = Termijn(5, Eenheid.WERKDAGEN), Termijn(2, Eenheid.WEKEN)
AANVRAAG = Functie.AANVRAAG_AANMELDING
INTAKE, TOEWIJZING, EVALUATIE, MONITORING = (
    Functie.INTAKE,
    Functie.TOEWIJZING,
    Functie.EVALUATIE,
    Functie.MONITORING,
)


def stap(
    functie: Functie,
    *door: Rol,
    mandaat: frozenset[str] = frozenset(),
    wet: str | None = None,
    termijn: Termijn = VIJF_WERKDAGEN,
) -> Padstap:
    regel = Termijnregel(functie.value.lower(), Plicht.FUNCTIE, termijn, wet=wet)
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


def test_a_decision_is_due_by_the_law_however_long_the_steps_before_it_took() -> None:
    """Two weeks from the aanvraag on Tuesday 24 November are Tuesday 8 December, not two from the intake."""
    keten = met_aanvraag()
    keten.verricht("wijkteam", AANVRAAG, onderdeel=2)
    keten.nu += 6 * DAG
    keten.verricht("mee", INTAKE, onderdeel=2)
    (besluit,) = verwacht(keten)
    assert besluit.functie is TOEWIJZING
    assert toon(besluit.uiterlijk_op or keten.nu) == "wo 09-12-2026 00:00"
    assert besluit.telt_vanaf == T0


def test_what_the_law_wanted_by_now_is_due_today() -> None:
    """The intake came after three weeks: the decision is late by the law, and has until tonight."""
    keten = met_aanvraag()
    keten.verricht("wijkteam", AANVRAAG, onderdeel=2)
    keten.wek_tot(T0 + 21 * DAG)
    keten.verricht("mee", INTAKE, onderdeel=2)
    (besluit,) = verwacht(keten)
    assert toon(besluit.uiterlijk_op or keten.nu) == "wo 16-12-2026 00:00"
    keten.wek_tot(keten.nu + DAG)
    assert [v.te_laat for v in verwacht(keten)] == [True]


def test_asking_for_what_is_missing_stops_a_decision_by_the_law() -> None:
    """Asked by who decides on Wednesday and answered on Monday: four days are not counted (Awb 4:15)."""
    keten = Keten(inrichting=wettelijk(stap(TOEWIJZING, Rol.WELZIJN, wet="besluit", termijn=TWEE_WEKEN)))
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.accepteer("mee", onderdeel=2)
    keten.nu = lokaal("2026-11-25 10:00")
    keten.vraag_aanvulling("mee", onderdeel=2)
    assert [v.stil_sinds for v in verwacht(keten)] == [keten.nu]
    keten.nu = lokaal("2026-11-30 10:00")
    keten.vul_aan("wijkteam", onderdeel=2)
    (besluit,) = verwacht(keten)
    assert toon(besluit.uiterlijk_op or keten.nu) == "di 15-12-2026 00:00"  # Sat 12 -> Mon 14 December


def test_a_step_moves_with_regie_to_who_then_has_its_role() -> None:
    """The wijkteam decided as owner; with regie at the WIP, which has a mandate for it, the WIP does."""
    pad = Ketenpad("dagopvang", (stap(TOEWIJZING, Rol.WIJKTEAM, mandaat=frozenset({"wip"})),))
    keten = op_pad(pad)
    was = verwacht(keten)[0]
    assert was.debiteur == "wijkteam"
    keten.draag_over("wip")
    keten.neem_regie("wip")
    nu = verwacht(keten)[0]
    assert (nu.debiteur, nu.uiterlijk_op, nu.functie) == ("wip", was.uiterlijk_op, TOEWIJZING)
    assert oordeel(keten.verricht("wip", TOEWIJZING, onderdeel=2)).uitslag is Uitslag.TOEGEPAST
    assert verwacht(keten) == []


def test_a_step_of_the_receiver_stays_its_own_whoever_leads() -> None:
    """The intake is MEE's by its role; regie elsewhere moves nothing of it."""
    keten = op_pad()
    was = verwacht(keten)
    keten.draag_over("wip")
    keten.neem_regie("wip")
    assert verwacht(keten) == was


def test_reminder_and_escalation_name_the_function() -> None:
    """Who is reminded reads which step is expected, and so does the person whom silence is put before."""
    keten = op_pad()
    uit = [b for _, b in keten.wek_tot(keten.nu + 20 * DAG) if isinstance(b, Herinner | Escaleer)]
    assert {b.functie for b in uit if b.plicht is Plicht.FUNCTIE} == {INTAKE}
    assert {b.functie for b in uit if b.plicht is not Plicht.FUNCTIE} <= {None}


def wettelijk(*stappen: Padstap) -> Inrichting:
    """A path whose decision the law bounds: two weeks from the aanvraag, stopped for what is missing."""
    wet = Wetsregel(
        id="besluit",
        artikel="artikel 2.3.5",
        wat="besluiten",
        vanaf=Gebeurtenis.AANVRAAG,
        termijn=TWEE_WEKEN,
        pauze=frozenset({Pauze.AANVULLING}),
        functies=frozenset({TOEWIJZING}),
    )
    basis = inrichting(ketenpaden={"dagopvang": Ketenpad("dagopvang", stappen)})
    return replace(basis, wet={"besluit": wet})


def met_aanvraag() -> Keten:
    """Aanvraag by the wijkteam, intake by MEE, decision by the wijkteam."""
    keten = Keten(
        inrichting=wettelijk(
            stap(AANVRAAG, Rol.WIJKTEAM),
            stap(INTAKE, Rol.WELZIJN),
            stap(TOEWIJZING, Rol.WIJKTEAM, wet="besluit", termijn=TWEE_WEKEN),
        )
    )
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.accepteer("mee", onderdeel=2)
    return keten
