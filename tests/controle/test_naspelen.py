"""The facts alone give the state and the orders that the tracker has; any difference shows, per field."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

import pytest

from beheer.controleren.bevinding import Bevinding, Bevindingen, Plek, Soort
from beheer.controleren.naspel import Nagespeeld, Naspel
from beheer.controleren.uitspel import Nagemaakt, Uitspel
from beheer.toestandplek import CHANGELOG
from keten.contract.toestand import dossier_naar_bytes
from keten.domein.dossier import Dossier
from keten.domein.keten import verwerk
from keten.platform.motor.envelop import ontleed, pak
from keten.platform.motor.poorten import Record
from keten.platform.uitrusting import Sleutels
from keten.platform.uitvoer import BERICHTEN, FEITEN, verzoek_sleutel
from tests.controle.dag import Dag, voorlezer
from tests.herstel.fout import ZIEK, herstel, kern_met_fout
from tests.scenario.verhaal import ZAAK, Verhaal
from vraagopvolging import stap

SLEUTEL = verzoek_sleutel(ZAAK)


def rijen_van(dag: Dag) -> dict[int, dict[bytes, bytes | None]]:
    uit: dict[int, dict[bytes, bytes | None]] = {}
    for r in dag.keten.log.alles(CHANGELOG):
        uit.setdefault(r.partitie, {})[r.sleutel or b""] = r.waarde
    return uit


def speel_na(
    dag: Dag,
    rijen: dict[int, dict[bytes, bytes | None]] | None = None,
    vanaf_ms: dict[int, int] | None = None,
) -> Nagespeeld:
    map_ = dag.map / secrets.token_hex(4)
    map_.mkdir()
    keten = dag.keten
    naspel = Naspel(keten.inrichtingen, keten.schemas, voorlezer(keten.schemas), map_, vanaf_ms or {})
    for partitie, rij in (rijen_van(dag) if rijen is None else rijen).items():
        naspel.rijen(partitie, rij.items())
        naspel.rijen_compleet(partitie)
    for (topic, partitie), records in dag.log.items():
        if topic == FEITEN:
            naspel.feiten(records)
        if topic == BERICHTEN:
            for r in records:
                naspel.opdracht(Plek(topic, partitie, r.offset), r.waarde, moet=True)
    return naspel.vergelijk()


def soorten(nagespeeld: Nagespeeld) -> set[Soort]:
    return {b.soort for b in nagespeeld.bevindingen.lijst}


def test_een_goede_dag_geeft_hetzelfde(dag: Dag) -> None:
    """Every state, every alarm and every order follows from the facts, and nothing else stands there."""
    nagespeeld = speel_na(dag)
    assert [b.zin for b in nagespeeld.bevindingen.lijst] == []
    assert nagespeeld.verzoeken >= 2
    assert nagespeeld.feiten == len(dag.keten.log.alles(FEITEN))


async def test_isolement_en_herstel_maken_niets_uit(dag: Dag, monkeypatch: pytest.MonkeyPatch) -> None:
    """An isolated request agrees up to there; after its repair it agrees to the end, by facts alone."""
    verhaal = Verhaal(dag.keten)
    verhaal._teller = 100
    await verhaal.meldt(kenmerk="ZIEK")
    monkeypatch.setattr(stap, "verwerk", kern_met_fout())
    await verhaal.zegt("meldpunt-zorg-en-overlast", "ontvangst.bevestigd", over=ZIEK)
    await verhaal.zegt("wijklijn", "verzoek.geaccepteerd", over=ZIEK)
    geisoleerd = speel_na(Dag.van(dag.keten, dag.map))
    assert ([b.zin for b in geisoleerd.bevindingen.lijst], geisoleerd.geisoleerd) == ([], 1)
    assert Dag.van(dag.keten, dag.map).vind() == set()
    monkeypatch.setattr(stap, "verwerk", verwerk)
    await herstel(dag.keten)
    await verhaal.na(days=10)
    hersteld = Dag.van(dag.keten, dag.map)
    nagespeeld = speel_na(hersteld)
    assert ([b.zin for b in nagespeeld.bevindingen.lijst], nagespeeld.geisoleerd) == ([], 0)
    uitkomst = hersteld.controleer()
    assert [b.zin for b in uitkomst.bevindingen.lijst] == []
    wijklijn = next(p for p in uitkomst.partners if p.partner == "wijklijn")
    assert "GEISOLEERD" not in wijklijn.oordelen


def _met(dag: Dag, **anders: Any) -> dict[int, dict[bytes, bytes | None]]:
    """The tracker's rows, with another state of the matter."""
    rijen = rijen_van(dag)
    dossier = dag.keten.dossier(ZAAK)
    assert isinstance(dossier, Dossier)
    for rij in rijen.values():
        if (rauw := rij.get(SLEUTEL)) is not None:
            gelezen, vanaf, wekkers, _ = ontleed(rauw)
            inhoud = dossier_naar_bytes(replace(dossier, **anders), dag.keten.schemas)
            rij[SLEUTEL] = pak(gelezen, vanaf, wekkers, inhoud)
    return rijen


def test_een_ander_veld_wordt_genoemd(dag: Dag) -> None:
    """The field is named, with both values where they are codes; an open duty by its number."""
    [bevinding] = speel_na(dag, _met(dag, eigenaar="wijklijn")).bevindingen.lijst
    assert bevinding.soort is Soort.TOESTAND_ANDERS
    assert str(ZAAK) in bevinding.zin
    assert "eigenaar meldpunt-zorg-en-overlast in plaats van wijklijn" in bevinding.zin
    [bevinding] = speel_na(dag, _met(dag, volgend_nummer=99)).bevindingen.lijst
    assert "volgend_nummer" in bevinding.zin


def test_een_verdwenen_verzoek(dag: Dag) -> None:
    """A request without state, and a state without facts."""
    rijen = rijen_van(dag)
    for rij in rijen.values():
        rij.pop(SLEUTEL, None)
    assert soorten(speel_na(dag, rijen)) == {Soort.TOESTAND_VERDWENEN}
    for (topic, _), records in dag.log.items():
        if topic == FEITEN:
            records[:] = [r for r in records if r.sleutel != SLEUTEL]
    assert soorten(speel_na(dag)) == {Soort.TOESTAND_ZONDER_FEITEN, Soort.OPDRACHT_TE_VEEL}


def _van_de_kern(record: Record) -> bool:
    return b"in.politie" not in (record.waarde or b"") and len(record.waarde or b"") > 300


def test_opdrachten(dag: Dag) -> None:
    """One that is missing, one that differs in a byte, one that the core never decided."""
    rij, i = dag.zoek(BERICHTEN, _van_de_kern)
    goed = list(rij)
    del rij[i]
    assert soorten(speel_na(dag)) == {Soort.OPDRACHT_ONTBREEKT}
    rij[:] = goed
    rij[i] = replace(rij[i], waarde=(rij[i].waarde or b"")[:-1] + b"\x7f")
    assert soorten(speel_na(dag)) == {Soort.OPDRACHT_ANDERS}
    rij[:] = goed
    ander = (goed[i].waarde or b"").replace((goed[i].waarde or b"")[6:14], b"ffffffff", 1)
    rij.append(replace(goed[i], waarde=ander, offset=goed[-1].offset + 1))
    assert soorten(speel_na(dag)) == {Soort.OPDRACHT_TE_VEEL}


def test_ouder_dan_het_log(dag: Dag) -> None:
    """A request that began before the first fact that is kept cannot be folded, and is told as such."""
    rij, i = dag.zoek(FEITEN, lambda r: r.sleutel == SLEUTEL)
    partitie = rij[0].partitie
    later = next(r for r in rij[i + 1 :] if r.sleutel == SLEUTEL and r.tijd_ms > rij[i].tijd_ms)
    rij[:] = [r for r in rij if r.offset >= later.offset]
    nagespeeld = speel_na(dag, vanaf_ms={partitie: later.tijd_ms})
    assert [b.zin for b in nagespeeld.bevindingen.lijst] == []
    assert nagespeeld.voorbij >= 1
    assert "niet na te spelen" in nagespeeld.zin


async def _maak_na(dag: Dag) -> tuple[Nagemaakt, list[Bevinding]]:
    keten = dag.keten
    topics = [d[0] for d in dag.log if d[0].startswith("uit.")]
    sleutels = Sleutels(keten.tokens, keten.ids, keten._kluis)
    uitspel = Uitspel(keten.inrichtingen, keten.schemas, sleutels, topics, dag.map / secrets.token_hex(4))
    bevindingen = Bevindingen()
    for (topic, partitie), records in dag.log.items():
        if topic == BERICHTEN:
            await uitspel.opdrachten((Plek(topic, partitie, r.offset), r.waarde) for r in records)
        elif topic in topics:
            for r in records:
                uitspel.uit(Plek(topic, partitie, r.offset), r.koppen, r.waarde)
    return uitspel.vergelijk(bevindingen), bevindingen.lijst


async def test_elk_uitgaand_bericht_is_na_te_maken(dag: Dag) -> None:
    """From the orders and the keys alone every message comes out again, to the byte."""
    nagemaakt, bevindingen = await _maak_na(dag)
    assert bevindingen == []
    uit = sum(len(rij) for deel, rij in dag.log.items() if deel[0].startswith("uit."))
    assert (nagemaakt.gelijk, nagemaakt.zonder_sleutel, nagemaakt.andere_versie) == (uit, 0, 0)


@pytest.mark.parametrize("wat", ["waarde", "kop"])
async def test_een_veranderd_bericht_wordt_gevonden(dag: Dag, wat: str) -> None:
    """One message on `uit.` with one byte changed, and no second copy of it anywhere."""
    rij, i = dag.zoek("uit.politie")
    goed = rij[i]
    if wat == "waarde":
        rij[i] = replace(goed, waarde=(goed.waarde or b"")[:-1] + b"\x7f")
    else:
        rij[i] = replace(goed, koppen=tuple((n, b"2031" if n == "ce_time" else w) for n, w in goed.koppen))
    _, [bevinding] = await _maak_na(dag)
    assert bevinding.soort is Soort.UIT_ANDERS
    assert bevinding.plek == Plek("uit.politie", 0, goed.offset)


async def test_een_onleesbare_opdracht_houdt_de_controle_niet_op(dag: Dag) -> None:
    """What stands beside it is still made again; that it cannot be read is a finding of the sums."""
    rij, i = dag.zoek(BERICHTEN)
    rij.append(replace(rij[i], waarde=(rij[i].waarde or b"")[:12], offset=rij[-1].offset + 1))
    nagemaakt, bevindingen = await _maak_na(dag)
    assert bevindingen == []
    assert nagemaakt.gelijk == sum(len(r) for deel, r in dag.log.items() if deel[0].startswith("uit."))
