"""Understands the Plan van Aanpak with its monthly look, counted from the day of the plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from keten.domein.begrippen import Plicht, Regierol, Resultaat, Toestand, Uitslag, Verzoeksoort
from keten.domein.besluiten import Bericht, Escaleer, Herinner, MeldStatus, WijsAf
from keten.domein.dossier import Verplichting
from keten.domein.feestdagen import GEEN_EXTRA
from keten.domein.termijnen import Eenheid, Termijn, ronde_op
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, lokaal, oordeel, toon, van

MAAND = Termijn(1, Eenheid.MAANDEN, kalender=True)
DAG = timedelta(days=1)


def met_plan(begin: str = "2027-01-31 10:00", aantal: int = 1) -> Keten:
    """The wijkteam accepted a verwijzing and laid down a plan, on a Sunday unless said otherwise."""
    keten = Keten(nu=lokaal(begin))
    keten.verwijs("wijkteam")
    keten.accepteer("wijkteam")
    keten.stel_plan_vast(aantal=aantal)
    return keten


def blikken(keten: Keten, onderdeel: int = 2) -> list[Verplichting]:
    return [v for v in keten.d.verplichtingen if v.soort is Plicht.OPVOLGING and v.onderdeel == onderdeel]


@pytest.mark.parametrize(
    ("ronde", "einde"),
    [
        (1, "ma 01-03-2027 24:00"),  # 28 February is a Sunday
        (2, "wo 31-03-2027 24:00"),  # counted from 31 January, not from 1 March
        (3, "vr 30-04-2027 24:00"),
        (4, "ma 31-05-2027 24:00"),
        (6, "ma 02-08-2027 24:00"),  # 31 July is a Saturday
        (13, "di 29-02-2028 24:00"),  # a leap year
    ],
)
def test_each_month_is_counted_from_the_plan(ronde: int, einde: str) -> None:
    """31 January, the last day of February, 31 March; a day that is no werkdag moves, and no later one."""
    moment = ronde_op(lokaal("2027-01-31 10:00"), MAAND, ronde, GEEN_EXTRA)
    assert toon(moment - timedelta(seconds=1))[:13] == einde[:13]


def test_each_action_is_a_part_that_is_looked_at() -> None:
    """In order; whoever made the plan learns the number of each; the first look is due after a month."""
    keten = met_plan("2027-01-28 10:00", aantal=0)
    besluiten = keten.stel_plan_vast(aantal=3)
    nieuws = [b for b in besluiten if isinstance(b, MeldStatus)]
    assert [(b.adres.ontvanger, b.adres.onderdeel) for b in nieuws] == [("wijkteam", n) for n in (2, 3, 4)]
    assert len({b.adres.bericht_id for b in nieuws}) == 3
    delen = keten.d.onderdelen[1:]
    assert {(o.soort, o.ontvanger) for o in delen} == {(Verzoeksoort.ACTIE, "wijkteam")}
    assert [o.product for o in delen] == ["actie-0", "actie-1", "actie-2"]
    for deel in delen:
        (blik,) = blikken(keten, deel.nummer)
        assert (blik.debiteur, blik.crediteur, blik.ronde) == ("wijkteam", "client", 1)
        assert blik.uiterlijk_op is not None
        assert toon(blik.uiterlijk_op) == "di 02-03-2027 00:00"  # 28 February is a Sunday: Monday
        soorten = [v.soort for v in keten.d.verplichtingen if v.onderdeel == deel.nummer]
        assert Plicht.STAND not in soorten


def test_a_look_pays_its_month_and_the_next_one_comes() -> None:
    """Only the part that was looked at; a second look in the same month pays nothing more."""
    keten = met_plan(aantal=2)
    keten.wek_tot(lokaal("2027-02-20 10:00"))
    keten.kijk(2)
    (blik,) = blikken(keten)
    assert (blik.ronde, toon(blik.ontstaan_op)) == (2, "di 02-03-2027 00:00")
    assert [v.ronde for v in blikken(keten, 3)] == [1]
    keten.kijk(2)
    assert [v.ronde for v in blikken(keten)] == [2]


def test_a_month_without_a_look_is_told_and_the_next_month_still_comes() -> None:
    """The owner is reminded and its coordinator told; the late look pays the old month, not the new one."""
    keten = met_plan()
    uit = [b for _, b in keten.wek_tot(lokaal("2027-03-12 10:00")) if isinstance(b, Bericht)]
    over = [b for b in uit if isinstance(b, Herinner | Escaleer) and b.plicht is Plicht.OPVOLGING]
    assert [type(b) for b in over][:3] == [Herinner, Herinner, Escaleer]
    (eerste, *_) = [b for b in over if isinstance(b, Escaleer)]
    assert (eerste.adres.ontvanger, eerste.rol) == ("wijkteam", "coordinator")
    assert [(v.ronde, v.te_laat) for v in blikken(keten)] == [(1, True), (2, False)]
    keten.kijk(2)
    (blik,) = blikken(keten)
    assert (blik.ronde, blik.uiterlijk_op) == (2, ronde_op(lokaal("2027-01-31 10:00"), MAAND, 2, GEEN_EXTRA))


def test_what_others_do_is_looked_at_as_well() -> None:
    """A referred action keeps its monthly look, of the owner; its receiver cannot pay it."""
    keten = met_plan()
    keten.verwijs_onderdeel("mee", "wijkteam", onderdeel=2)
    assert [(v.ronde, v.debiteur) for v in blikken(keten)] == [(1, "wijkteam")]
    keten.accepteer("mee", onderdeel=2)
    keten.kijk(2, "mee")
    assert [v.ronde for v in blikken(keten)] == [1]
    assert oordeel(keten.kijk(2)).uitslag is Uitslag.TOEGEPAST
    assert [v.ronde for v in blikken(keten)] == [2]
    assert keten.d.onderdelen[1].toestand is Toestand.IN_BEHANDELING


def test_with_another_owner_the_look_is_owed_by_that_one() -> None:
    """A casemanager that leaves takes no duty along: the same moment it is its successor's."""
    keten = met_plan()
    keten.verwijs_onderdeel("mee", "wijkteam")
    keten.neem_regie("mee", Regierol.GEZINSCOACH, onderdeel=3)
    assert [(v.ronde, v.debiteur) for v in blikken(keten)] == [(1, "mee")]
    keten.wek_tot(keten.nu + 10 * DAG)
    keten.kijk(2, "mee")
    assert [(v.ronde, v.debiteur) for v in blikken(keten)] == [(2, "mee")]


def test_a_part_that_is_done_is_looked_at_no_more() -> None:
    """Its last look lapses with it, and the others go on."""
    keten = met_plan(aantal=2)
    keten.koppel_terug(Resultaat.OPGELOST, "wijkteam", onderdeel=2)
    assert blikken(keten) == []
    assert [v.ronde for v in blikken(keten, 3)] == [1]


def test_only_the_owner_looks_at_what_another_does() -> None:
    """The huisarts sent it and owns nothing; another function of the owner's is not the receiver's."""
    keten = met_plan()
    assert van(WijsAf, keten.kijk(1, "huisarts")).weigering is Weigering.NIET_AAN_U
