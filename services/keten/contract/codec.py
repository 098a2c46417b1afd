"""Understands how a record is written: 0x00, four bytes of schema id, the body in Avro (Confluent framing).

Bytes that cannot be read are the sender's fault and become a VormError; a value of ours that cannot be
written is a bug and raises ValueError.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import fastavro
from fastavro.types import Schema

from keten.contract.fouten import Vormcode, VormError

MAGISCH = b"\x00"
AANLOOP_BYTES = 5
_LEESFOUTEN = (
    EOFError,
    ValueError,
    LookupError,
    OverflowError,
    TypeError,
    ArithmeticError,
    AttributeError,
)


@dataclass(frozen=True, slots=True)
class Gelezen:
    """One record. `versie`: the version it was written in; `waarde` has the fields of the latest."""

    naam: str
    versie: int
    waarde: dict[str, Any]


Versie = tuple[str, int]
"""A name such as `in/melding-gedaan`, and a version."""


def lees_avsc(map: Path) -> dict[Versie, dict[str, Any]]:
    """Every version of every schema in a folder with `avro/{in,uit,intern}/<naam>/v<n>.avsc`."""
    avsc = {}
    for bestand in sorted((map / "avro").glob("*/*/v*.avsc")):
        naam = f"{bestand.parent.parent.name}/{bestand.parent.name}"
        avsc[naam, int(bestand.stem[1:])] = json.loads(bestand.read_text(encoding="utf-8"))
    return avsc


def lees_pennen(map: Path) -> dict[int, Versie]:
    """The ids that `ids.json` gives, for where there is no registry."""
    pennen = json.loads((map / "ids.json").read_text(encoding="utf-8"))
    return {int(nummer): (plek["naam"], plek["versie"]) for nummer, plek in pennen.items()}


class Schemas:
    """Every schema by name and version, and the ids under which they travel.

    `ids`: id -> (name such as `in/melding-gedaan`, version). Every (name, version) must have exactly one id.
    """

    def __init__(
        self, avsc: Mapping[tuple[str, int], Mapping[str, Any]], ids: Mapping[int, tuple[str, int]]
    ) -> None:
        if sorted(ids.values()) != sorted(avsc):
            raise ValueError("every schema version needs exactly one id, and every id a schema version")
        self._schemas: dict[tuple[str, int], Schema] = {
            plek: fastavro.parse_schema(dict(s), named_schemas={}) for plek, s in avsc.items()
        }
        self._ids = dict(ids)
        self._laatste: dict[str, int] = {}
        for naam, versie in avsc:
            self._laatste[naam] = max(versie, self._laatste.get(naam, 0))
        self._aanloop = {plek: MAGISCH + nummer.to_bytes(4, "big") for nummer, plek in ids.items()}

    @classmethod
    def lees(cls, map: Path) -> Schemas:
        """From a folder with `avro/{in,uit,intern}/<naam>/v<n>.avsc` and `ids.json`."""
        return cls(lees_avsc(map), lees_pennen(map))

    @property
    def namen(self) -> frozenset[str]:
        return frozenset(self._laatste)

    @property
    def ids(self) -> Mapping[int, tuple[str, int]]:
        return dict(self._ids)

    def laatste(self, naam: str) -> int:
        """The version in which records of this name are written."""
        return self._laatste[naam]

    def decodeer(self, rauw: bytes) -> Gelezen:
        """Raises VormError RECORD_LEEG, ONLEESBAAR (bytes after the record too) or SCHEMA_ONBEKEND."""
        if not rauw:
            raise VormError(Vormcode.RECORD_LEEG)
        if rauw[:1] != MAGISCH or len(rauw) < AANLOOP_BYTES:
            raise VormError(Vormcode.ONLEESBAAR)
        plek = self._ids.get(int.from_bytes(rauw[1:AANLOOP_BYTES], "big"))
        if plek is None:
            raise VormError(Vormcode.SCHEMA_ONBEKEND)
        return Gelezen(*plek, self.decodeer_kaal(*plek, rauw[AANLOOP_BYTES:]))

    def codeer(self, naam: str, waarde: Mapping[str, Any]) -> bytes:
        """Framed bytes in the latest version. Equal values give equal bytes."""
        return self._aanloop[naam, self._laatste[naam]] + self.codeer_kaal(naam, waarde)

    def decodeer_kaal(self, naam: str, versie: int, romp: bytes) -> dict[str, Any]:
        """A body without framing, written in `versie`, as the latest version. Raises VormError ONLEESBAAR."""
        schrijver = self._schemas[naam, versie]
        lezer = self._schemas[naam, self._laatste[naam]]
        bak = io.BytesIO(romp)
        try:
            waarde = fastavro.schemaless_reader(bak, schrijver, None if lezer is schrijver else lezer)
        except (*_LEESFOUTEN, fastavro.schema.SchemaParseException):
            raise VormError(Vormcode.ONLEESBAAR) from None
        if bak.tell() != len(romp) or not isinstance(waarde, dict):
            raise VormError(Vormcode.ONLEESBAAR)
        return cast("dict[str, Any]", waarde)

    def codeer_kaal(self, naam: str, waarde: Mapping[str, Any]) -> bytes:
        """A body without framing, in the latest version. Raises ValueError when the value does not fit."""
        bak = io.BytesIO()
        try:
            fastavro.schemaless_writer(bak, self._schemas[naam, self._laatste[naam]], waarde, strict=True)
        except (TypeError, LookupError, AttributeError, OverflowError) as fout:
            raise ValueError(f"this value does not fit {naam}") from fout
        return bak.getvalue()
