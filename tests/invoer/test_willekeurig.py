"""Understands that whatever bytes and headers come, each record gets one judgement, and the same again."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beheer.keten_in_geheugen import KetenDriver
from inname.stap import InnameStap
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.berichten.register import IN
from keten.contract.codec import Schemas
from keten.contract.records import record_van_bytes
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kluis import GeheugenKluis
from keten.platform.motor.omzetkern import zet_batch_om
from keten.platform.motor.poorten import Record, Uitvoer
from keten.platform.ophouden import Grens
from keten.platform.uitvoer import BERICHTEN, FEITEN, VERDICTEN
from tests.invoer.conftest import VRIJDAG
from tests.processen.partner import BRONNEN, als_json, melding

pytestmark = pytest.mark.timeout(180)  # hundreds of examples on a busy machine

Koppen = tuple[tuple[str, bytes], ...]
Bytes = tuple[Koppen, bytes | None]

_SOORTEN = ["", "application/json", "application/cloudevents+json", "application/avro", "text/plain; x=\xff"]
_NAMEN = st.sampled_from(
    [
        *("content-type", "CE_ID", "ce_id", "ce_source", "ce_type", "ce_specversion", "ce_subject"),
        *("ce_time", "ce_dataschema", "ce_", "ce_x", "wijkketen-nu", "wekker", ""),
    ]
)
_WAARDEN = st.sampled_from(
    [b"", b"1.0", b"m1", b"123456782", BRONNEN["politie"].encode(), b"2026-11-13T09:00:00Z", b"\xff\xfe"]
    + [b"0001-01-01T00:00:00+23:59", *(s.encode("latin-1") for s in _SOORTEN)]
    + [f"nl.wijkketen.{soort}.v1".encode() for soort in IN]
)
_KOPPEN = st.lists(st.tuples(_NAMEN | st.text(max_size=8), _WAARDEN | st.binary(max_size=40)), max_size=9)
_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda dieper: st.lists(dieper, max_size=4) | st.dictionaries(st.text(max_size=8), dieper, max_size=4),
    max_leaves=12,
)


def _vel_om(waarde: bytes, plekken: list[tuple[int, int]]) -> bytes:
    """Some bytes of a good message, replaced."""
    uit = bytearray(waarde)
    for plek, nieuw in plekken:
        uit[plek % len(uit)] = nieuw
    return bytes(uit)


_PLEKKEN = st.lists(st.tuples(st.integers(0, 4000), st.integers(0, 255)), min_size=1, max_size=6)


@st.composite
def _bijna_goed(trek: st.DrawFn) -> Bytes:
    """A good message of any kind with one thing in it replaced by something that nobody foresaw."""
    soort = trek(st.sampled_from(sorted(IN)))
    gegevens = trek(st.dictionaries(st.sampled_from(sorted(IN[soort].model_fields)), _JSON, max_size=4))
    basis = melding("POL-1") if soort == "melding.gedaan" else {}
    koppen, waarde = als_json("politie", soort, {**basis, **gegevens}, id="m1")
    alles = {**json.loads(waarde), **trek(st.dictionaries(st.sampled_from(["subject", "time", "id"]), _JSON))}
    waarde = json.dumps(alles).encode()
    return koppen, trek(st.just(waarde) | _PLEKKEN.map(lambda p: _vel_om(waarde, p)))


@st.composite
def _bijna_avro(trek: st.DrawFn, schemas: Schemas) -> Bytes:
    """Framed bytes under an id that is, or is not, one of ours, with good headers."""
    nummer = trek(st.sampled_from(sorted(schemas.ids)) | st.integers(0, 2**32 - 1))
    soort = trek(st.sampled_from(sorted(IN)))
    koppen = (
        ("content-type", b"application/avro"),
        ("ce_specversion", b"1.0"),
        ("ce_id", b"m1"),
        ("ce_source", BRONNEN["politie"].encode()),
        ("ce_type", f"nl.wijkketen.{soort}.v1".encode()),
    )
    return koppen, b"\x00" + nummer.to_bytes(4, "big") + trek(st.binary(max_size=60))


def _alles(schemas: Schemas) -> st.SearchStrategy[Bytes]:
    vrij = st.tuples(_KOPPEN.map(tuple), st.none() | st.binary(max_size=200) | _JSON.map(_als_bytes))
    return vrij | _bijna_goed() | _bijna_avro(schemas)


def _als_bytes(waarde: Any) -> bytes:
    return json.dumps(waarde).encode()


async def _zet_om(stap: InnameStap, record: Record) -> list[Uitvoer]:
    return await zet_batch_om(stap, [record])


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_precies_een_oordeel(
    inrichtingen: Inrichtingen, schemas: Schemas, keten: KetenDriver, data: st.DataObject
) -> None:
    """Never an exception; one fact and one answer, a verdict where it is refused; the same bytes again."""
    koppen, waarde = data.draw(_alles(schemas))
    tijd = int(VRIJDAG.timestamp() * 1000)
    record = Record("in.politie", 0, 7, None, waarde, koppen, tijd)
    eens, weer = [
        await _zet_om(InnameStap(inrichtingen, schemas, keten.tokens, GeheugenKluis()), record)
        for _ in range(2)
    ]
    assert eens == weer
    topics = [u.topic for u in eens]
    assert topics.count(FEITEN) == topics.count(BERICHTEN) == 1
    verdicten = [record_van_bytes(Verdict, u.waarde or b"", schemas) for u in eens if u.topic == VERDICTEN]
    assert len(verdicten) <= 1
    for verdict in verdicten:
        assert verdict.code is not None
        assert (verdict.topic, verdict.offset) == ("in.politie", 7)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_een_stroom_rommel_door_de_hele_keten(
    inrichtingen: Inrichtingen, schemas: Schemas, data: st.DataObject
) -> None:
    """Any run of records ends with one last verdict each, an answer each, and numbers without a gap."""
    ruim = Grens(reeks=10**6, minstens=10**6)
    keten = KetenDriver(inrichtingen, schemas, begin=VRIJDAG, grens=ruim)
    stroom = data.draw(st.lists(_alles(schemas), min_size=1, max_size=6))
    for koppen, waarde in stroom:
        await keten.breng("politie", koppen, waarde)
    assert {v.offset for v in keten.verdicten()} == set(range(len(stroom)))
    nummers = [u.gebeurtenis.uitbreidingen["sequence"] for u in keten.lees("politie")]
    assert nummers == [str(n) for n in range(1, len(nummers) + 1)]
    antwoorden = ("nl.wijkketen.ontvangst.vastgelegd.v1", "nl.wijkketen.bericht.afgekeurd.v1")
    assert sum(u.gebeurtenis.type in antwoorden for u in keten.lees("politie")) >= len(stroom)
