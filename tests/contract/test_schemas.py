"""Understands that schemas, ids, examples and pages are what the models say, and nothing else."""

from __future__ import annotations

import io
import itertools
import json
from typing import Any

import fastavro
import pytest
from fastavro.utils import generate_one

from keten.contract.berichten.model import Bericht
from keten.contract.berichten.register import IN, RECORDS, UIT
from keten.contract.codec import Schemas
from keten.contract.klassen import klasse_van
from keten.contract.records import record_naar_bytes, record_van_bytes
from keten.contract.uitgave import bladen, idbestand, laatste_versie, schemabestanden, voorbeeldbestanden
from keten.contract.velden import is_bsn
from tests.contract.maak import SCHEMAS, WORTEL

GEMAAKT = {**schemabestanden(), **voorbeeldbestanden(), **bladen()}


@pytest.mark.parametrize("pad", sorted(GEMAAKT))
def test_gemaakt_is_wat_er_staat(pad: str) -> None:
    """A generated file equals what the code makes now; after a change: `python -m keten.contract`."""
    assert (WORTEL / pad).read_text(encoding="utf-8") == GEMAAKT[pad]


def test_geen_wezen() -> None:
    """Every schema file belongs to a record, every example to a message; versions run from 1."""
    versies: dict[str, list[int]] = {}
    for bestand in (WORTEL / "schemas/avro").rglob("*"):
        if bestand.is_file():
            assert bestand.suffix == ".avsc", bestand
            naam = f"{bestand.parent.parent.name}/{bestand.parent.name}"
            versies.setdefault(naam, []).append(int(bestand.stem.removeprefix("v")))
    assert versies.keys() == RECORDS.keys()
    for naam, gevonden in versies.items():
        assert sorted(gevonden) == list(range(1, laatste_versie(naam) + 1))
    voorbeelden = {str(b.relative_to(WORTEL)) for b in (WORTEL / "schemas/voorbeelden").rglob("*.json")}
    assert voorbeelden == voorbeeldbestanden().keys()


def test_ids_zijn_vastgepend() -> None:
    """Every version has exactly one id, and making the file again changes none that was given."""
    tekst = (WORTEL / "schemas/ids.json").read_text(encoding="utf-8")
    assert idbestand(tekst) == tekst
    assert sorted(SCHEMAS.ids.values()) == sorted(
        (naam, versie) for naam in RECORDS for versie in range(1, laatste_versie(naam) + 1)
    )


def test_een_gegeven_id_blijft() -> None:
    """An id that was given in any order stays with its schema; a new schema counts on from the highest."""
    oud = json.dumps({"500": {"naam": "in/melding-gedaan", "versie": 1}})
    nieuw = json.loads(idbestand(oud))
    assert nieuw["500"] == {"naam": "in/melding-gedaan", "versie": 1}
    assert min(int(n) for n in nieuw) == 500
    assert len(nieuw) == sum(laatste_versie(naam) for naam in RECORDS)


def test_schemas_zonder_sluitende_ids_laden_niet() -> None:
    """A schema without an id, or an id without a schema, stops the start."""
    avsc = {("in/x", 1): {"type": "record", "name": "X", "fields": []}}
    with pytest.raises(ValueError, match="exactly one id"):
        Schemas(avsc, {})
    with pytest.raises(ValueError, match="exactly one id"):
        Schemas(avsc, {1: ("in/x", 1), 2: ("in/y", 1)})


def _velden(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, dict):
        eigen = schema.get("fields", [])
        dieper = [_velden(f["type"]) for f in eigen] + [
            _velden(schema.get("items")),
            _velden(schema.get("type")),
        ]
        return [*eigen, *itertools.chain.from_iterable(dieper)]
    if isinstance(schema, list):
        return list(itertools.chain.from_iterable(_velden(lid) for lid in schema))
    return []


def _enums(schema: Any) -> list[dict[str, Any]]:
    if isinstance(schema, dict):
        hier = [schema] if schema.get("type") == "enum" else []
        return hier + list(itertools.chain.from_iterable(_enums(w) for w in schema.values()))
    if isinstance(schema, list):
        return list(itertools.chain.from_iterable(_enums(lid) for lid in schema))
    return []


@pytest.mark.parametrize("naam", sorted(RECORDS))
def test_schema_legt_zich_uit(naam: str) -> None:
    """Each field has a Dutch doc and a class, each enum falls back on ONBEKEND."""
    pad = WORTEL / f"schemas/avro/{naam}/v{laatste_versie(naam)}.avsc"
    schema = json.loads(pad.read_text(encoding="utf-8"))
    assert schema["doc"].endswith(".")
    for veld in _velden(schema):
        assert veld["doc"].endswith("."), veld["name"]
        assert veld["klasse"] in {"kluis", "stuur"}
    for enum in _enums(schema):
        assert enum["symbols"][0] == enum["default"] == "ONBEKEND"
    fastavro.parse_schema(schema, named_schemas={})


@pytest.mark.parametrize("naam", sorted(RECORDS))
def test_elk_veld_heeft_een_klasse_met_reden(naam: str) -> None:
    """No field travels without a class and the reason for it."""
    for veld in RECORDS[naam].model_fields:
        assert len(klasse_van(RECORDS[naam], veld).reden) > 5


@pytest.mark.parametrize("bericht", [*IN.values(), *UIT.values()], ids=lambda m: m.naam)
def test_voorbeeld_klopt(bericht: type[Bericht]) -> None:
    """The example of each message is valid, fills in every field, and travels in Avro."""
    tekst = (WORTEL / f"schemas/voorbeelden/{bericht.naam}.json").read_text(encoding="utf-8")
    gelezen = bericht.model_validate_json(tekst)
    assert gelezen.model_fields_set == set(bericht.model_fields)
    assert record_van_bytes(bericht, record_naar_bytes(gelezen, SCHEMAS), SCHEMAS) == gelezen


def test_voorbeelden_noemen_niemand_die_bestaat() -> None:
    """A BSN in an example comes from the range for tests; no other nine digits that could be one occur."""
    for pad, tekst in voorbeeldbestanden().items():
        woorden = "".join(c if c.isdigit() else " " for c in tekst).split()
        assert all(w.startswith("99999") for w in woorden if is_bsn(w)), pad


@pytest.mark.parametrize("bericht", list(IN.values()), ids=lambda m: m.naam)
def test_elk_inkomend_bericht_noemt_zijn_soort(bericht: type[Bericht]) -> None:
    """The folder and the short type of a message are the same words."""
    assert bericht.naam == f"in/{bericht.type.replace('.', '-')}"
    assert IN[bericht.type] is bericht


def leesbaar_over_en_weer(oud: dict[str, Any], nieuw: dict[str, Any]) -> bool:
    """True when each of two versions reads what the other writes."""
    for schrijver, lezer in ((oud, nieuw), (nieuw, oud)):
        s = fastavro.parse_schema(schrijver, named_schemas={})
        bak = io.BytesIO()
        fastavro.schemaless_writer(bak, s, generate_one(s))
        bak.seek(0)
        try:
            fastavro.schemaless_reader(bak, s, fastavro.parse_schema(lezer, named_schemas={}))
        except fastavro.read.SchemaResolutionError:
            return False
    return True


@pytest.mark.parametrize("naam", sorted(RECORDS))
def test_versies_lezen_elkaar(naam: str) -> None:
    """FULL_TRANSITIVE: any version reads any other, in both directions."""
    teksten = [
        p.read_text(encoding="utf-8") for p in sorted((WORTEL / f"schemas/avro/{naam}").glob("v*.avsc"))
    ]
    for a, b in itertools.product(teksten, repeat=2):
        assert leesbaar_over_en_weer(json.loads(a), json.loads(b))


def test_een_veld_zonder_standaard_valt_op() -> None:
    """The check itself sees what must not happen: a new field without a default."""
    oud = {"type": "record", "name": "X", "fields": [{"name": "a", "type": "string"}]}
    nieuw = {**oud, "fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]}
    beter = {
        **oud,
        "fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string", "default": ""}],
    }
    assert not leesbaar_over_en_weer(oud, nieuw)
    assert leesbaar_over_en_weer(oud, beter)


def test_oude_versie_blijft_leesbaar() -> None:
    """Bytes of an older version get the fields of the latest; a symbol it lacks becomes ONBEKEND."""
    v1: dict[str, Any] = {
        "type": "record",
        "name": "X",
        "fields": [
            {
                "name": "a",
                "type": {
                    "type": "enum",
                    "name": "E",
                    "symbols": ["ONBEKEND", "P", "Q"],
                    "default": "ONBEKEND",
                },
            }
        ],
    }
    v2: dict[str, Any] = {
        "type": "record",
        "name": "X",
        "fields": [
            {
                "name": "a",
                "type": {"type": "enum", "name": "E", "symbols": ["ONBEKEND", "P"], "default": "ONBEKEND"},
            },
            {"name": "b", "type": "boolean", "default": True},
        ],
    }
    oud = Schemas({("in/x", 1): v1}, {7: ("in/x", 1)})
    nieuw = Schemas({("in/x", 1): v1, ("in/x", 2): v2}, {7: ("in/x", 1), 9: ("in/x", 2)})
    gelezen = nieuw.decodeer(oud.codeer("in/x", {"a": "Q"}))
    assert (gelezen.versie, gelezen.waarde) == (1, {"a": "ONBEKEND", "b": True})
    assert nieuw.codeer("in/x", {"a": "P", "b": False})[:5] == b"\x00\x00\x00\x00\x09"
