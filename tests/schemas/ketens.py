"""Understands chains of schema versions for tests: what may follow a version, and what may not."""

from __future__ import annotations

from typing import Any

Avro = dict[str, Any]


def veld(naam: str, soort: Any, **standaard: Any) -> Avro:
    return {"name": naam, "type": soort, **standaard}


def record(*velden: Avro, naam: str = "X") -> Avro:
    return {"type": "record", "name": naam, "namespace": "nl.wijkketen.in", "fields": list(velden)}


def keuze(*symbolen: str, naam: str = "Thema", vangnet: bool = True) -> Avro:
    lijst: Avro = {"type": "enum", "name": naam, "symbols": ["ONBEKEND", *symbolen]}
    return {**lijst, "default": "ONBEKEND"} if vangnet else lijst


MOMENT = {"type": "long", "logicalType": "timestamp-millis"}
DATUM = {"type": "int", "logicalType": "date"}
PERSOON = record(veld("rol", "string"), veld("naam", ["null", "string"], default=None), naam="Persoon")
RUIMER = record(*PERSOON["fields"], veld("bsn", ["null", "string"], default=None), naam="Persoon")
V1 = record(veld("kenmerk", "string"), veld("thema", keuze("ZORG", "OVERLAST")), veld("op", MOMENT))

GOED: dict[str, list[Avro]] = {
    "een enkele versie": [V1],
    "een veld erbij met standaardwaarde": [V1, record(*V1["fields"], veld("n", "long", default=1))],
    "een veld erbij en weer weg": [V1, record(*V1["fields"], veld("n", "long", default=1)), V1],
    "drie versies, elk iets erbij": [
        V1,
        record(*V1["fields"], veld("door", ["null", "string"], default=None)),
        record(
            *V1["fields"],
            veld("door", ["null", "string"], default=None),
            veld("wie", {"type": "array", "items": PERSOON}, default=[]),
        ),
    ],
    "een symbool erbij": [
        V1,
        record(V1["fields"][0], veld("thema", keuze("ZORG", "OVERLAST", "GELD")), V1["fields"][2]),
    ],
    "een symbool weg": [V1, record(V1["fields"][0], veld("thema", keuze("ZORG")), V1["fields"][2])],
    "velden in een andere volgorde": [V1, record(*reversed(V1["fields"]))],
    "uitleg erbij": [V1, {**V1, "doc": "Een melding."}],
    "een veld in een genest record": [
        record(veld("wie", {"type": "array", "items": PERSOON})),
        record(veld("wie", {"type": "array", "items": RUIMER})),
    ],
    "een type dat bij naam wordt genoemd": [
        record(veld("a", PERSOON), veld("b", "Persoon")),
        record(veld("a", RUIMER), veld("b", "Persoon")),
    ],
}
"""Chains in which every version reads every other."""

FOUT: dict[str, tuple[list[Avro], str]] = {
    "een verplicht veld erbij": ([V1, record(*V1["fields"], veld("n", "long"))], "n"),
    "een verplicht veld weg": ([V1, record(*V1["fields"][:2])], "op"),
    "een ander soort": ([V1, record(veld("kenmerk", "long"), *V1["fields"][1:])], "kenmerk"),
    "een ruimer getal": ([record(veld("n", "int")), record(veld("n", "long"))], "n"),
    "mag opeens leeg zijn": ([V1, record(veld("kenmerk", ["null", "string"]), *V1["fields"][1:])], "kenmerk"),
    "een andere mogelijkheid": (
        [record(veld("n", ["null", "string"])), record(veld("n", ["null", "long"]))],
        "n",
    ),
    "een andere betekenis": ([V1, record(*V1["fields"][:2], veld("op", "long"))], "op"),
    "moment wordt datum": ([V1, record(*V1["fields"][:2], veld("op", DATUM))], "op"),
    "een lijst zonder vangnet": (
        [
            record(veld("t", keuze("A", vangnet=False))),
            record(veld("t", keuze("A", "B", vangnet=False))),
        ],
        "t",
    ),
    "een lijst met een andere naam": (
        [record(veld("t", keuze("A"))), record(veld("t", keuze("A", naam="Onderwerp")))],
        "t",
    ),
    "een record met een andere naam": ([V1, {**V1, "name": "Y"}], ""),
    "in een genest record": (
        [
            record(veld("wie", {"type": "array", "items": PERSOON})),
            record(
                veld(
                    "wie",
                    {
                        "type": "array",
                        "items": record(*PERSOON["fields"], veld("leeftijd", "int"), naam="Persoon"),
                    },
                )
            ),
        ],
        "wie[].leeftijd",
    ),
    "pas in een derde versie, tegen de eerste": (
        [
            record(veld("a", "string")),
            record(veld("a", "string"), veld("b", "string", default="")),
            record(veld("a", "string"), veld("b", "long", default=0)),
        ],
        "b",
    ),
    "goed per buur, fout met een versie ertussen": (
        [
            record(veld("a", "string"), veld("b", "string", default="")),
            record(veld("a", "string")),
            record(veld("a", "string"), veld("b", "long", default=0)),
        ],
        "b",
    ),
}
"""Chains that may not be released, with the field where it goes wrong."""
