"""What goes in comes out: a day that went well adds up, and every kind of loss, double or change shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from beheer.controleren.bevinding import MOST, Bevindingen, Soort
from beheer.controleren.rekening import HERSTELD_VAN_KOP
from keten.contract.berichten.intern.aanmaanbeurt import Aanmaanbeurt
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.records import record_naar_bytes, record_van_bytes
from keten.contract.vertaling import aanmaanbeurt_of_opdracht
from keten.domein.begrippen import Uitslag
from keten.platform.motor.poorten import Record
from keten.platform.uitvoer import BERICHTEN, FEITEN, QUARANTAINE, VERDICTEN
from tests.controle.dag import Dag

POLITIE_UIT = "uit.politie"


def test_een_goede_dag_klopt(dag: Dag) -> None:
    """Every record is in exactly one of the six, nothing is under way, and nothing is found."""
    uitkomst = dag.controleer()
    assert [b.zin for b in uitkomst.bevindingen.lijst] == []
    assert uitkomst.onderweg == {}
    assert uitkomst.opmerkingen == ()
    assert all(p.klopt for p in uitkomst.partners)
    politie = next(p for p in uitkomst.partners if p.partner == "politie")
    assert politie.records == 3
    assert politie.oordelen == {"TOEGEPAST": 1, "DUBBEL": 1, "QUARANTAINE": 1}
    assert politie.uitgegaan == len(dag.log["uit.politie", 0])


Plant = Callable[[Dag], object]


def _verdubbel(topic: str) -> Plant:
    def plant(dag: Dag) -> None:
        rij, i = dag.zoek(topic)
        rij.append(replace(rij[i], offset=rij[-1].offset + 1))

    return plant


def _verander(topic: str) -> Plant:
    """A second copy under the same id, with another byte at the end."""

    def plant(dag: Dag) -> None:
        rij, i = dag.zoek(topic)
        anders = (rij[i].waarde or b"")[:-1] + b"\x7f"
        rij.append(replace(rij[i], offset=rij[-1].offset + 1, waarde=anders))

    return plant


def _van_politie(record: Record) -> bool:
    return b"in.politie" in (record.waarde or b"")


@pytest.mark.parametrize(
    ("plant", "soort"),
    [
        (lambda d: d.verlies(FEITEN, _van_politie), Soort.FEIT_VERDWENEN),
        (lambda d: d.verlies(VERDICTEN, _van_politie), Soort.GEEN_OORDEEL),
        (lambda d: d.verlies(BERICHTEN), Soort.UIT_ZONDER_OPDRACHT),
        (lambda d: d.verlies(POLITIE_UIT), Soort.NIET_BEZORGD),
        (lambda d: d.verlies(QUARANTAINE), Soort.QUARANTAINE_KWIJT),
        (lambda d: d.verlies("in.politie"), Soort.OORDEEL_ZONDER_RECORD),
        (_verdubbel(POLITIE_UIT), Soort.DUBBEL_BEZORGD),
        (_verdubbel(POLITIE_UIT), Soort.VOLGNUMMER),
        (_verander(POLITIE_UIT), Soort.UIT_VERANDERD),
        (_verander(BERICHTEN), Soort.OPDRACHT_VERANDERD),
    ],
)
def test_wat_niet_klopt_wordt_gevonden(dag: Dag, plant: Plant, soort: Soort) -> None:
    """A dropped, doubled or changed record shows as what it is."""
    plant(dag)
    assert soort in dag.vind()


def test_een_verdwenen_verzoek(dag: Dag) -> None:
    """All facts of a request gone: its records were judged, and its messages are explained by nothing."""
    rij, i = dag.zoek(FEITEN, _van_politie)
    sleutel = rij[i].sleutel
    rij[:] = [r for r in rij if r.sleutel != sleutel]
    assert dag.vind() >= {Soort.FEIT_VERDWENEN, Soort.OPDRACHT_ZONDER_OORZAAK}


def test_een_vergeten_afkeuring(dag: Dag) -> None:
    """A record that was refused for its form is followed until somebody repairs it."""
    for deel, rij in dag.log.items():
        if deel[0] == FEITEN:
            rij[:] = [r for r in rij if b"KTN-1" not in (r.waarde or b"")]
    assert Soort.AFKEURING_VERGETEN in dag.vind()


def test_een_record_dat_inname_oversloeg(dag: Dag) -> None:
    """No fact, no verdict, and inname has passed it: lost. Before inname has passed it: under way."""
    rij = dag.log["in.politie", 0]
    rij.append(replace(rij[0], offset=3))
    assert dag.controleer().onderweg == {"nog niet gelezen door inname": 1}
    dag.gelezen_inname["in.politie"] = 4
    assert dag.vind() == {Soort.RECORD_VERDWENEN}


def test_wat_onderweg_is_ontbreekt_niet(dag: Dag) -> None:
    """Neither tracker nor delivery has read anything yet: nothing is missing, and everything is told."""
    for topic in ("uit.politie", "uit.wijklijn"):
        dag.log[topic, 0].clear()
    dag.gelezen_bezorging = dict.fromkeys(dag.gelezen_bezorging, 0)
    uitkomst = dag.controleer()
    assert not uitkomst.bevindingen.lijst
    opdrachten = sum(not _is_beurt(dag, r) for d, rij in dag.log.items() if d[0] == BERICHTEN for r in rij)
    assert uitkomst.onderweg["nog niet bezorgd"] == opdrachten
    rij, i = dag.zoek(VERDICTEN, _van_politie)
    del rij[i]
    dag.gelezen_opvolging = dict.fromkeys(dag.gelezen_opvolging, 0)
    uitkomst = dag.controleer()
    assert not uitkomst.bevindingen.lijst
    assert uitkomst.onderweg["nog niet verwerkt door vraagopvolging"] == 1


def _is_beurt(dag: Dag, record: Record) -> bool:
    return isinstance(aanmaanbeurt_of_opdracht(record.waarde or b"", dag.keten.schemas), Aanmaanbeurt)


def test_een_later_oordeel_vervangt_wachten(dag: Dag) -> None:
    """Isolated, then applied: applied. Applied, then refused: both cannot be the last word."""
    rij, i = dag.zoek(VERDICTEN, _van_politie)
    verdict = record_van_bytes(Verdict, rij[i].waarde or b"", dag.keten.schemas)

    def als(uitslag: Uitslag) -> Record:
        waarde = record_naar_bytes(verdict.model_copy(update={"uitslag": uitslag}), dag.keten.schemas)
        return replace(rij[i], waarde=waarde)

    goed = list(rij)
    for eerst, dan, gevonden in (
        (Uitslag.GEISOLEERD, Uitslag.TOEGEPAST, set()),
        (Uitslag.TOEGEPAST, Uitslag.GEISOLEERD, set()),
        (Uitslag.TOEGEPAST, Uitslag.GEWEIGERD, {Soort.TWEE_OORDELEN}),
    ):
        rij[:] = [*goed[:i], als(eerst), als(dan), *goed[i + 1 :]]
        assert dag.vind() == gevonden


def test_voorbij_de_bewaartermijn_is_niet_kwijt(dag: Dag) -> None:
    """What a topic no longer keeps is told with its offset; nothing that hangs on it is called missing."""
    for deel in (("in.politie", 0), ("uit.politie", 0)):
        dag.begin[deel] = dag.log[deel][-1].offset
        del dag.log[deel][:-1]
    uitkomst = dag.controleer()
    assert [b.zin for b in uitkomst.bevindingen.lijst] == []
    assert any("uit.politie[0] begint bij" in o for o in uitkomst.opmerkingen)
    assert any("ouder dan wat op het topic van hun ontvanger" in o for o in uitkomst.opmerkingen)


def test_uit_quarantaine_terug(dag: Dag) -> None:
    """A record that says it came out of quarantine did stand there, or it is found, whoever wrote it."""
    rij = dag.log["in.politie", 0]

    def terug(van: str) -> set[Soort]:
        kop = ((HERSTELD_VAN_KOP, van.encode()),)
        dag.log["in.politie", 0] = [*rij, replace(rij[2], offset=3, koppen=kop)]
        return dag.vind()

    assert terug("in.politie@2") == set()
    for van in ("in.politie@0", "in.wijklijn@1", "in.politie@99", "onzin", "in.politie@x"):
        assert terug(van) == {Soort.HERSTEL_ONGEGROND}


def test_onleesbaar_van_onszelf(dag: Dag) -> None:
    """Our own bytes that cannot be read are found, at their place."""
    rij, i = dag.zoek(BERICHTEN)
    rij[i] = replace(rij[i], waarde=b"\x00\x00")
    assert Soort.ONLEESBAAR in dag.vind()


def test_een_zin_per_bevinding_en_niet_te_veel() -> None:
    """Each names its place; past a bound they are counted and not told."""
    bevindingen = Bevindingen()
    for offset in range(MOST + 5):
        bevindingen.noteer(Soort.NIET_BEZORGD, f"berichten[1]@{offset}", "opdracht")
    assert bevindingen.verzwegen == 5
    assert bevindingen.lijst[0].zin == (
        "opdracht berichten[1]@0 is verwerkt door bezorging, maar staat niet op het topic van de ontvanger."
    )
