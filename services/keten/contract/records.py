"""Understands how a model becomes the bytes of a record, and back."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel

from keten.contract.berichten.model import Record
from keten.contract.codec import Schemas

R = TypeVar("R", bound=Record)
_ZOALS_HET_IS = frozenset({NoneType, str, int, bool, bytes, datetime, date, UUID})


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
    soort: Any = type(waarde)
    if soort in _ZOALS_HET_IS:
        return waarde
    if isinstance(waarde, Enum):
        return waarde.value
    if isinstance(waarde, tuple | list):
        return [avro_waarde(v) for v in waarde]
    if isinstance(waarde, BaseModel):
        return avro_waarden(waarde)
    return {naam: avro_waarde(getattr(waarde, naam)) for naam in _veldnamen(soort)}


@cache
def _veldnamen(soort: Any) -> tuple[str, ...]:
    """Raises TypeError for what is no dataclass."""
    return tuple(f.name for f in fields(soort))
