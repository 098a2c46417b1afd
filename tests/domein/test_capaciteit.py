"""Understands that whoever refers hears how much room others have, and that nothing else comes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from keten.domein.begrippen import Capaciteit, Plicht, Uitslag
from keten.domein.besluiten import Bericht, Besluit, MeldCapaciteit, WijsAf
from keten.domein.inrichting import Inrichting
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, inrichting, lokaal, oordeel, van


def gemeld(besluiten: tuple[Besluit, ...]) -> list[MeldCapaciteit]:
    return [b for b in besluiten if isinstance(b, MeldCapaciteit)]


def test_whoever_refers_hears_it() -> None:
    """The roles that the rules name, each once; nobody else, and not whoever said it."""
    keten = Keten()
    besluiten = keten.zeg_of_er_plek_is(product="dagopvang", weken=6)
    berichten = gemeld(besluiten)
    assert [b.adres.ontvanger for b in berichten] == ["wijkteam", "wip"]
    assert {(b.van, b.capaciteit, b.product, b.wachttijd_weken) for b in berichten} == {
        ("mee", Capaciteit.VOL, "dagopvang", 6)
    }
    assert oordeel(besluiten).uitslag is Uitslag.TOEGEPAST
    assert [b.adres.ontvanger for b in gemeld(Keten().zeg_of_er_plek_is("wip"))] == ["wijkteam"]


def test_who_stopped_taking_part_hears_nothing() -> None:
    """It refers nobody any more."""
    regels: Inrichting = inrichting()
    partijen = {**regels.partijen, "wip": replace(regels.partijen["wip"], opent=False)}
    keten = Keten(inrichting=replace(regels, partijen=partijen))
    assert [b.adres.ontvanger for b in gemeld(keten.zeg_of_er_plek_is())] == ["wijkteam"]


def test_what_is_old_is_unknown() -> None:
    """A last day that was named stands; else it is believed so long as the rules say, from the first day."""
    keten = Keten(nu=lokaal("2026-11-24 10:00"))
    bericht = gemeld(keten.zeg_of_er_plek_is())[0]
    assert (bericht.vanaf, bericht.geldig_tot) == (date(2026, 11, 24), date(2026, 12, 24))
    bericht = gemeld(keten.zeg_of_er_plek_is(vanaf=date(2026, 12, 1), tot=date(2027, 3, 1)))[0]
    assert (bericht.vanaf, bericht.geldig_tot) == (date(2026, 12, 1), date(2027, 3, 1))
    bericht = gemeld(keten.zeg_of_er_plek_is(vanaf=date(2026, 10, 1)))[0]
    assert (bericht.vanaf, bericht.geldig_tot) == (date(2026, 11, 24), date(2026, 12, 24))


def test_an_end_that_passed_is_refused_by_its_field() -> None:
    """It would end before it began; the day itself still counts."""
    keten = Keten(nu=lokaal("2026-11-24 10:00"))
    geweigerd = van(WijsAf, keten.zeg_of_er_plek_is(tot=date(2026, 11, 23)))
    assert (geweigerd.weigering, geweigerd.veld) == (Weigering.DATUM_VOORBIJ, "tot")
    bericht = gemeld(keten.zeg_of_er_plek_is(tot=date(2026, 11, 24)))[0]
    assert (bericht.vanaf, bericht.geldig_tot) == (date(2026, 11, 24), date(2026, 11, 24))


def test_said_twice_it_is_told_once() -> None:
    """The same message again is known; the same id with other content is refused."""
    keten = Keten()
    keten.zeg_of_er_plek_is()
    eerste = keten.feiten[-1]
    kop = replace(eerste.kop, herkomst=keten.kop("mee").herkomst)
    besluiten = keten.stuur(replace(eerste, kop=kop))
    assert gemeld(besluiten) == []
    assert oordeel(besluiten).uitslag is Uitslag.DUBBEL
    anders = replace(kop, bericht_hash=b"iets anders", herkomst=keten.kop("mee").herkomst)
    geweigerd = van(WijsAf, keten.stuur(replace(eerste, kop=anders)))
    assert geweigerd.weigering is Weigering.ZELFDE_ID_ANDERE_INHOUD


def test_it_opens_nothing_and_owes_nothing() -> None:
    """No verzoek, no duty, no alarm; a request that goes on is as it was."""
    keten = Keten()
    keten.zeg_of_er_plek_is()
    assert keten.d.concept
    assert keten.d.gesloten
    assert not keten.d.wekkers
    keten = Keten()
    keten.verwijs("mee")
    geweigerd = van(WijsAf, keten.zeg_of_er_plek_is())
    assert geweigerd.weigering is Weigering.NIET_AAN_U


def test_refused_for_its_form_it_is_sent_again() -> None:
    """That is a repair like any other, and the good one settles it."""
    keten = Keten()
    keten.keur_af("mee", "capaciteit.gewijzigd")
    assert keten.soorten() == [Plicht.HERSTEL]
    besluiten = keten.zeg_of_er_plek_is()
    assert keten.soorten() == []
    assert all(isinstance(b, MeldCapaciteit) for b in besluiten if isinstance(b, Bericht))
