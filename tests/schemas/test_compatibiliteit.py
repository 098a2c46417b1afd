"""Understands that versions which may be released read each other, and that others are told by field."""

from __future__ import annotations

import io
import itertools
import json
from typing import Any

import fastavro
import pytest
from fastavro.utils import generate_one
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.contract.berichten.register import RECORDS
from keten.contract.codec import Schemas
from keten.contract.compatibiliteit import bezwaren, onleesbaar
from tests.contract.maak import WORTEL
from tests.schemas.ketens import FOUT, GOED, MOMENT, PERSOON, Avro, keuze, record, veld


def _reis(schrijver: Avro, lezer: Avro) -> Any:
    """Bytes written in one, read with the other, by a library that knows nothing of our rules."""
    s = fastavro.parse_schema(schrijver, named_schemas={})
    bak = io.BytesIO()
    fastavro.schemaless_writer(bak, s, generate_one(s))
    bak.seek(0)
    return fastavro.schemaless_reader(bak, s, fastavro.parse_schema(lezer, named_schemas={}))


def _genummerd(keten: list[Avro]) -> dict[int, Any]:
    return dict(enumerate(keten, start=1))


@pytest.mark.parametrize("keten", GOED.values(), ids=list(GOED))
def test_wat_mag_leest_elkaar_in_beide_richtingen(keten: list[Avro]) -> None:
    """No objection, and old bytes are really read with every newer schema, and new bytes with every older."""
    assert bezwaren("in/x", _genummerd(keten)) == []
    for schrijver, lezer in itertools.product(keten, repeat=2):
        gelezen = _reis(schrijver, lezer)
        assert gelezen.keys() == {v["name"] for v in lezer["fields"]}


@pytest.mark.parametrize(("keten", "plek"), FOUT.values(), ids=list(FOUT))
def test_wat_niet_mag_wijst_het_veld_aan(keten: list[Avro], plek: str) -> None:
    """Each objection names two versions, the field, and a sentence for a person."""
    gevonden = bezwaren("in/x", _genummerd(keten))
    assert gevonden
    assert {b.plek for b in gevonden} == {plek}
    for bezwaar in gevonden:
        assert str(bezwaar).startswith(f"in/x: v{bezwaar.lezer} kan v{bezwaar.schrijver} niet lezen")
        assert len(bezwaar.zin) > 20


def test_ook_met_een_versie_ertussen() -> None:
    """Neighbours that read each other are not enough: every pair counts."""
    keten, _ = FOUT["goed per buur, fout met een versie ertussen"]
    paren = {(b.schrijver, b.lezer) for b in bezwaren("in/x", _genummerd(keten))}
    assert paren == {(1, 3), (3, 1)}


def _vastgelegd(naam: str) -> dict[int, Any]:
    return {
        int(pad.stem[1:]): json.loads(pad.read_text(encoding="utf-8"))
        for pad in (WORTEL / "schemas/avro" / naam).glob("v*.avsc")
    }


@pytest.mark.parametrize("naam", sorted(RECORDS))
def test_onze_eigen_versies(naam: str) -> None:
    """Everything that was ever released is read by everything else that was."""
    versies = _vastgelegd(naam)
    assert bezwaren(naam, versies) == []
    for schrijver, lezer in itertools.product(versies.values(), repeat=2):
        _reis(schrijver, lezer)


@pytest.mark.parametrize("naam", sorted(RECORDS))
def test_een_volgende_versie_leest_de_huidige_over_en_weer(naam: str) -> None:
    """A made-up next version of each record, with a field more, passes and is read both ways."""
    versies = _vastgelegd(naam)
    laatste = max(versies)
    nieuw = {
        **versies[laatste],
        "fields": [*versies[laatste]["fields"], veld("nieuw", ["null", "string"], default=None)],
    }
    keten = {**versies, laatste + 1: nieuw}
    assert bezwaren(naam, keten) == []
    oud = Schemas({(naam, v): s for v, s in versies.items()}, {v: (naam, v) for v in versies})
    beide = Schemas({(naam, v): s for v, s in keten.items()}, {v: (naam, v) for v in keten})
    waarde: Any = generate_one(fastavro.parse_schema(versies[laatste], named_schemas={}))
    gelezen = beide.decodeer(oud.codeer(naam, waarde))
    assert (gelezen.versie, gelezen.waarde["nieuw"]) == (laatste, None)
    _reis(nieuw, versies[laatste])


_SOORTEN: list[tuple[Any, Avro]] = [
    ("string", {"default": ""}),
    ("long", {"default": 0}),
    ("boolean", {"default": False}),
    (["null", "string"], {"default": None}),
    (MOMENT, {"default": 0}),
    (PERSOON, {}),
    (keuze("A"), {"default": "ONBEKEND"}),
    (keuze("A", "B"), {"default": "ONBEKEND"}),
]


@st.composite
def _versie(trek: st.DrawFn) -> Avro:
    """A record of some of four fields, each with or without a default."""
    velden = []
    for naam in trek(st.lists(st.sampled_from("abcd"), unique=True, max_size=4)):
        soort, standaard = trek(st.sampled_from(_SOORTEN))
        velden.append(veld(naam, soort, **(standaard if trek(st.booleans()) else {})))
    bekend: set[str] = set()
    for v in velden:  # a second definition of one name becomes a mention of the first
        if isinstance(v["type"], dict) and "name" in v["type"]:
            naam = v["type"]["name"]
            if naam in bekend:
                v["type"] = naam
            bekend.add(naam)
    return record(*velden)


@pytest.mark.timeout(60)
@settings(deadline=None)
@given(_versie(), _versie())
def test_zonder_bezwaar_leest_ook_een_ander(schrijver: Avro, lezer: Avro) -> None:
    """Whatever two versions look like: where we object to nothing, a library reads all that is written."""
    if not onleesbaar(schrijver, lezer):
        for _ in range(3):
            _reis(schrijver, lezer)
