"""Understands how a model becomes the bytes of a record, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel

from keten.contract.berichten.model import Record
from keten.contract.codec import Schemas

R = TypeVar("R", bound=Record)


def record_naar_bytes(record: Record, schemas: Schemas) -> bytes:
    """Framed Avro in the latest version of the record's schema; deterministic."""
    return schemas.codeer(record.naam, avro_waarden(record))


def record_van_bytes(soort: type[R], rauw: bytes, schemas: Schemas) -> R:
    """The record again. Raises VormError for unreadable bytes, ValueError for another kind of record."""
    gelezen = schemas.decodeer(rauw)
    if gelezen.naam != soort.naam:
        raise ValueError(f"{gelezen.naam} where {soort.naam} was expected")
    return soort.model_validate(gelezen.waarde)


def avro_waarden(record: BaseModel) -> dict[str, Any]:
    """The fields as Avro takes them: enums by value, tuples as lists, nested records as dicts."""
    return {naam: avro_waarde(waarde) for naam, waarde in record}


def avro_waarde(waarde: object) -> Any:
    """One value as Avro takes it. Also for dataclasses of the core."""
    match waarde:
        case None | str() | int() | bytes():
            return waarde
        case Enum():
            return waarde.value
        case tuple() | list():
            return [avro_waarde(v) for v in waarde]
        case BaseModel():
            return avro_waarden(waarde)
        case Mapping():
            return {n: avro_waarde(v) for n, v in waarde.items()}
        case _ if is_dataclass(waarde):
            return {f.name: avro_waarde(getattr(waarde, f.name)) for f in fields(waarde)}
        case _:
            return waarde
