"""Understands that an envelope is read or refused with a code, and that others can read what we send."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.contract.cloudevents import MAX_BYTES, Gebeurtenis, Koppen, koppen_voor, lees_gebeurtenis
from keten.contract.fouten import Vormcode, VormError

pytestmark = pytest.mark.timeout(60)  # many examples, on a machine that others use as well

AVRO_KOPPEN: dict[str, bytes] = {
    "content-type": b"application/avro",
    "ce_specversion": b"1.0",
    "ce_id": b"3f2c6a1e",
    "ce_source": b"urn:nld:oin:00000000000000000101",
    "ce_type": b"nl.wijkketen.melding.gedaan.v1",
    "ce_time": b"2026-11-13T09:59:00+01:00",
    "ce_subject": b"1.abc",
    "ce_traceparent": b"00-abc",
}
JSON_EVENT: dict[str, Any] = {
    "specversion": "1.0",
    "id": "3f2c6a1e",
    "source": "urn:nld:oin:00000000000000000101",
    "type": "nl.wijkketen.melding.gedaan.v1",
    "time": "2026-11-13T08:59:00Z",
    "datacontenttype": "application/json",
    "subject": None,
    "data": {"kenmerk": "POL-1"},
}
JSON_KOPPEN: Koppen = (("Content-Type", b"application/cloudevents+json; charset=UTF-8"),)


def binair(**anders: bytes | None) -> Koppen:
    """The headers of a good event; `anders` replaces a header or, with None, takes it away."""
    koppen: dict[str, bytes | None] = {
        **AVRO_KOPPEN,
        **{n.replace("content_", "content-"): w for n, w in anders.items()},
    }
    return tuple((n, w) for n, w in koppen.items() if w is not None)


def json_bytes(**anders: Any) -> bytes:
    """A good structured event; `anders` replaces members."""
    return json.dumps({**JSON_EVENT, **anders}).encode()


def fout_van(koppen: Koppen, waarde: bytes | None) -> VormError:
    with pytest.raises(VormError) as gevangen:
        lees_gebeurtenis(koppen, waarde)
    return gevangen.value


def test_binair_wordt_gelezen() -> None:
    """Binary mode: attributes from ce_ headers, extensions apart, the body untouched."""
    assert lees_gebeurtenis(binair(), b"\x00body") == Gebeurtenis(
        id="3f2c6a1e",
        source="urn:nld:oin:00000000000000000101",
        type="nl.wijkketen.melding.gedaan.v1",
        subject="1.abc",
        time=datetime(2026, 11, 13, 8, 59, tzinfo=UTC),
        uitbreidingen={"traceparent": "00-abc"},
        data=b"\x00body",
    )


def test_gestructureerd_wordt_gelezen() -> None:
    """Structured mode: everything in one JSON object; a null attribute is an absent one."""
    gelezen = lees_gebeurtenis(JSON_KOPPEN, json_bytes())
    assert (gelezen.id, gelezen.subject, gelezen.data) == ("3f2c6a1e", None, {"kenmerk": "POL-1"})
    assert gelezen.time == datetime(2026, 11, 13, 8, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("koppen", "waarde", "code", "veld"),
    [
        (binair(), None, Vormcode.RECORD_LEEG, None),
        (binair(), b"", Vormcode.RECORD_LEEG, None),
        ((), b"\x00\x01", Vormcode.GEEN_CLOUDEVENT, None),
        (binair(), b"x" * MAX_BYTES, Vormcode.TE_GROOT, None),
        ((("x", b"x" * MAX_BYTES),), None, Vormcode.TE_GROOT, None),
        ((("", b""),) * MAX_BYTES, b"x", Vormcode.TE_GROOT, None),
        (JSON_KOPPEN, b"x" * (MAX_BYTES + 1), Vormcode.TE_GROOT, None),
        (binair(content_type=b"application/json"), b"{}", Vormcode.INHOUDSVORM_ONBEKEND, "/datacontenttype"),
        (binair(ce_id=None), b"x", Vormcode.ATTRIBUUT_ONTBREEKT, "/id"),
        (binair(ce_source=None), b"x", Vormcode.ATTRIBUUT_ONTBREEKT, "/source"),
        (binair(ce_type=None), b"x", Vormcode.ATTRIBUUT_ONTBREEKT, "/type"),
        (binair(ce_specversion=None), b"x", Vormcode.ATTRIBUUT_ONTBREEKT, "/specversion"),
        (binair(ce_specversion=b"0.3"), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/specversion"),
        (binair(ce_source=b"\xff"), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/source"),
        (binair(ce_subject=b""), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/subject"),
        (binair(ce_time=b"gisteren"), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/time"),
        (binair(ce_time=b"2026-11-13T09:59:00"), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/time"),
        (binair(ce_time=b"2026-13-13T09:59:00Z"), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/time"),
        ((*binair(), ("ce_type", b"x")), b"x", Vormcode.ATTRIBUUT_ONJUIST, "/type"),
        ((*binair(), ("ce_id", b"x")), b"x", Vormcode.ID_ONJUIST, "/id"),
        (binair(ce_id=b"met spatie"), b"x", Vormcode.ID_ONJUIST, "/id"),
        (binair(ce_id=b"jan@voorbeeld.example"), b"x", Vormcode.ID_ONJUIST, "/id"),
        (binair(ce_id=b"999990019"), b"x", Vormcode.ID_LIJKT_BSN, "/id"),
        (binair(ce_id=b"9999.90.019"), b"x", Vormcode.ID_LIJKT_BSN, "/id"),
        *[
            (binair(ce_id=f"9999{teken}90019".encode()), b"x", Vormcode.ID_LIJKT_BSN, "/id")
            for teken in "._:~/+=-"
        ],
        (JSON_KOPPEN, b"{", Vormcode.ONLEESBAAR, None),
        (JSON_KOPPEN, b"[1]", Vormcode.ONLEESBAAR, None),
        (JSON_KOPPEN, b"\xff\xfe", Vormcode.CODERING_ONJUIST, None),
        (JSON_KOPPEN, b"[" * 60_000, Vormcode.TE_DIEP, None),
        (JSON_KOPPEN, b'{"id": "\\ud800"}', Vormcode.ONLEESBAAR, None),
        (JSON_KOPPEN, json_bytes(id=None), Vormcode.ATTRIBUUT_ONTBREEKT, "/id"),
        (JSON_KOPPEN, json_bytes(id=999990019), Vormcode.ID_ONJUIST, "/id"),
        (JSON_KOPPEN, json_bytes(type={"a": 1}), Vormcode.ATTRIBUUT_ONJUIST, "/type"),
        (
            JSON_KOPPEN,
            json_bytes(datacontenttype="text/xml"),
            Vormcode.INHOUDSVORM_ONBEKEND,
            "/datacontenttype",
        ),
        (JSON_KOPPEN, json_bytes(data_base64="AA=="), Vormcode.INHOUDSVORM_ONBEKEND, "/datacontenttype"),
        (JSON_KOPPEN, json_bytes(data="tekst"), Vormcode.SOORT_ONJUIST, "/data"),
        (JSON_KOPPEN, json_bytes(data=None), Vormcode.SOORT_ONJUIST, "/data"),
    ],
)
def test_kromme_envelop(koppen: Koppen, waarde: bytes | None, code: Vormcode, veld: str | None) -> None:
    """Each fault of the envelope has its own code and points at the attribute."""
    fout = fout_van(koppen, waarde).fout
    assert (fout.vormcode, fout.veld) == (code, veld)


def test_de_sleutel_telt_mee_in_de_grootte() -> None:
    """A key counts as well as a value; for nothing else is it looked at."""
    with pytest.raises(VormError) as gevangen:
        lees_gebeurtenis(binair(), b"x", b"s" * MAX_BYTES)
    assert gevangen.value.fout.vormcode is Vormcode.TE_GROOT
    assert lees_gebeurtenis(binair(), b"x", b"999990019") == lees_gebeurtenis(binair(), b"x")


def test_zonder_data_ontbreekt_een_veld() -> None:
    """A structured event without `data` says which member is missing."""
    zonder = json.dumps({n: w for n, w in JSON_EVENT.items() if n != "data"}).encode()
    fout = fout_van(JSON_KOPPEN, zonder)
    assert (fout.fout.vormcode, fout.fout.veld, fout.bericht_id) == (
        Vormcode.VELD_ONTBREEKT,
        "/data",
        "3f2c6a1e",
    )


def test_het_id_gaat_mee_als_het_mag() -> None:
    """A rejection can name the sender's id, also of an empty record, unless it may not be repeated."""
    assert fout_van(binair(), None).bericht_id == "3f2c6a1e"
    assert fout_van(binair(ce_source=None), b"x").bericht_id == "3f2c6a1e"
    assert fout_van(binair(ce_id=b"999990019"), None).bericht_id is None
    assert fout_van(binair(ce_id=b"999990019"), b"x").bericht_id is None


def test_negen_cijfers_die_geen_bsn_zijn_mogen() -> None:
    """Nine digits that fail the 11-proef are an id like any other."""
    assert lees_gebeurtenis(binair(ce_id=b"999990018"), b"x").id == "999990018"


def test_vreemde_uitbreidingen_deren_niet() -> None:
    """An ill-formed extension costs nobody a melding: it is left out."""
    koppen = (*binair(), ("ce_trace-id", b"1"), ("ce_raar", b"\xff"), ("x-anders", b"\xff"))
    assert lees_gebeurtenis(koppen, b"x").uitbreidingen == {"traceparent": "00-abc"}
    assert lees_gebeurtenis(JSON_KOPPEN, json_bytes(uitbreiding={"a": 1}, Goed=1)).uitbreidingen == {}


@settings(max_examples=150, deadline=None)
@given(
    koppen=st.lists(
        st.tuples(
            st.sampled_from([*AVRO_KOPPEN, "ce_", "ce_x"]),
            st.binary(max_size=30) | st.sampled_from([*AVRO_KOPPEN.values()]),
        ),
        max_size=8,
    ),
    waarde=st.none() | st.binary(max_size=50),
)
def test_willekeurige_records_breken_niets(koppen: list[tuple[str, bytes]], waarde: bytes | None) -> None:
    """Any headers and bytes are read or refused; no other exception leaves."""
    with suppress(VormError):
        lees_gebeurtenis(koppen, waarde)


@settings(max_examples=150, deadline=None)
@given(
    alles=st.dictionaries(
        st.sampled_from([*JSON_EVENT, "anders"]) | st.text(max_size=5),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=20),
            lambda s: st.lists(s, max_size=2),
        ),
    )
)
def test_willekeurige_json_breekt_niets(alles: dict[str, Any]) -> None:
    """Any JSON object is read or refused; no other exception leaves."""
    with suppress(VormError):
        lees_gebeurtenis(JSON_KOPPEN, json.dumps({**JSON_EVENT, **alles}).encode())


UITGAAND = Gebeurtenis(
    id="5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d",
    source="urn:nld:oin:00000000000000000100",
    type="nl.wijkketen.melding.doorgezet.v1",
    subject="1.abc",
    time=datetime(2026, 11, 13, 9, tzinfo=UTC),
    dataschema="urn:wijkketen:schema:uit:melding-doorgezet:v1",
    uitbreidingen={"sequence": "7", "sequencetype": "Integer"},
    data=b"\x00\x00\x00\x00\x07x",
)


def test_wat_wij_sturen_lezen_wij() -> None:
    """An outgoing event read back is the same event."""
    assert isinstance(UITGAAND.data, bytes)
    assert lees_gebeurtenis(koppen_voor(UITGAAND), UITGAAND.data) == UITGAAND


def test_wat_wij_sturen_leest_een_ander() -> None:
    """The CloudEvents SDK reads our headers and finds in them what we put there."""
    assert isinstance(UITGAAND.data, bytes)
    bericht = KafkaMessage(headers=dict(koppen_voor(UITGAAND)), key=None, value=UITGAAND.data)
    gelezen = from_binary(bericht, _Rauw(), CloudEvent)
    assert gelezen.get_id() == UITGAAND.id
    assert gelezen.get_source() == UITGAAND.source
    assert gelezen.get_type() == UITGAAND.type
    assert gelezen.get_subject() == UITGAAND.subject
    assert gelezen.get_time() == UITGAAND.time
    assert gelezen.get_dataschema() == UITGAAND.dataschema
    assert gelezen.get_datacontenttype() == "application/avro"
    assert gelezen.get_extension("sequence") == "7"
    assert gelezen.get_data() == UITGAAND.data


class _Rauw(JSONFormat):
    """The SDK knows no Avro: the body stays bytes."""

    def read_data(self, body: bytes, datacontenttype: str | None) -> bytes:
        return body
