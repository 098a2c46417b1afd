"""Understands whether every melding finds a desk."""

from __future__ import annotations

from keten.domein.begrippen import Plicht, Rol, Thema, Urgentie
from keten.domein.besluiten import ZetMeldingDoor
from keten.domein.inrichting import Routeringsregel
from keten.domein.routering import VANGNET
from tests.domein.bouw import Keten, inrichting, van


def doorzetting(keten: Keten, **melding: object) -> ZetMeldingDoor:
    return van(ZetMeldingDoor, keten.meld(**melding))  # type: ignore[arg-type]  # as in Keten.meld


def test_the_first_rule_that_fits_chooses_and_is_named() -> None:
    """The receiver is the rule's, and the hand-over says which rule it was."""
    bericht = doorzetting(Keten(), thema=Thema.LEEFBAARHEID)
    assert (bericht.adres.ontvanger, bericht.regel) == ("wijklijn", "omgeving")


def test_what_no_rule_decides_goes_to_people_who_triage_with_a_clock() -> None:
    """A melding is never refused for lack of a rule."""
    keten = Keten()
    bericht = doorzetting(keten, thema=Thema.OVERIG)
    assert (bericht.adres.ontvanger, bericht.regel) == ("wip", VANGNET)
    assert Plicht.BESLUIT in keten.soorten()


def test_a_melding_never_comes_back_to_its_sender() -> None:
    """A rule that leads to the sender is passed over."""
    bericht = doorzetting(Keten(), afzender="meldpunt")
    assert (bericht.adres.ontvanger, bericht.regel) == ("wip", VANGNET)


def test_a_vangnet_that_reports_itself_is_helped_by_another() -> None:
    """First an alternative for the theme, then whoever is told of silence."""
    assert doorzetting(Keten(), afzender="wip", thema=Thema.OVERIG).adres.ontvanger == "wijkteam"
    zonder_regels = inrichting(routering=())
    assert doorzetting(Keten(zonder_regels), afzender="wip").adres.ontvanger == "meldpunt"


def test_only_where_nobody_else_is_left_the_vangnet_triages_its_own_melding() -> None:
    """Also then the melding is not refused."""
    alleen = inrichting(niveaus=())
    assert doorzetting(Keten(alleen), afzender="wip", thema=Thema.OVERIG).adres.ontvanger == "wip"


def test_a_rule_fits_only_when_all_its_conditions_hold() -> None:
    """Theme, urgency, gemeente and role of the sender; an empty condition always holds."""
    regels = (
        Routeringsregel("a", "mee", themas=frozenset({Thema.SCHULDEN})),
        Routeringsregel("b", "mee", urgenties=frozenset({Urgentie.CRISIS})),
        Routeringsregel("c", "mee", gemeenten=frozenset({"9999"})),
        Routeringsregel("d", "mee", afzender_rollen=frozenset({Rol.HUISARTS})),
        Routeringsregel(
            "e", "wijklijn", afzender_rollen=frozenset({Rol.POLITIE}), gemeenten=frozenset({"0505"})
        ),
        Routeringsregel("f", "mee"),
    )
    bericht = doorzetting(Keten(inrichting(routering=regels)))
    assert (bericht.adres.ontvanger, bericht.regel) == ("wijklijn", "e")


def test_the_owner_is_the_wijkteam_where_it_takes_part_else_the_receiver() -> None:
    """Exactly one owner from the offer on."""
    aan_meldpunt, aan_wijkteam, van_wijkteam = Keten(), Keten(), Keten()
    aan_meldpunt.meld()
    aan_wijkteam.meld(thema=Thema.WONEN)
    van_wijkteam.meld(afzender="wijkteam")
    assert [k.d.eigenaar for k in (aan_meldpunt, aan_wijkteam, van_wijkteam)] == [
        "meldpunt",
        "wijkteam",
        "wijkteam",
    ]
