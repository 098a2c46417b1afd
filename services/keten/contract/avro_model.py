"""Understands the Avro schema that a model stands for. Deterministic: the same model gives the same text.

Enums are closed and fall back on ONBEKEND, which no model accepts, so that a newer value is refused with a
code and never guessed. Every field carries its Dutch meaning and its class.
"""

from __future__ import annotations

import json
import types
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin
from uuid import UUID

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from keten.contract.berichten.model import Record
from keten.contract.klassen import klasse_van

ONBEKEND = "ONBEKEND"
_ENKEL: dict[type, Any] = {
    str: "string",
    bool: "boolean",
    int: "long",
    bytes: "bytes",
    datetime: {"type": "long", "logicalType": "timestamp-millis"},
    date: {"type": "int", "logicalType": "date"},
    UUID: {"type": "string", "logicalType": "uuid"},
}


def avro_schema(record: type[Record]) -> dict[str, Any]:
    """The schema of a record type, for the latest version."""
    return _record(record, f"nl.wijkketen.{record.naam.split('/')[0]}", record.betekenis, set())


def schema_tekst(schema: dict[str, Any]) -> str:
    """The schema as it is committed."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _record(model: type[BaseModel], ruimte: str | None, doc: str | None, bekend: set[str]) -> dict[str, Any]:
    bekend.add(model.__name__)
    schema: dict[str, Any] = {"type": "record", "name": model.__name__}
    if ruimte:
        schema["namespace"] = ruimte
    if doc:
        schema["doc"] = doc
    schema["fields"] = [_veld(model, naam, info, bekend) for naam, info in model.model_fields.items()]
    return schema


def _veld(model: type[BaseModel], naam: str, info: FieldInfo, bekend: set[str]) -> dict[str, Any]:
    veld: dict[str, Any] = {"name": naam, "type": _type(info.annotation, bekend)}
    if not info.is_required():
        veld["default"] = _standaard(info.default)
    veld["doc"] = info.description
    veld["klasse"] = type(klasse_van(model, naam)).__name__.lower()
    return veld


def _type(soort: Any, bekend: set[str]) -> Any:
    oorsprong = get_origin(soort)
    if oorsprong in (Union, types.UnionType):
        leden = [lid for lid in get_args(soort) if lid is not types.NoneType]
        if len(leden) != 1:
            raise TypeError(f"only 'something or nothing' is a union that travels, not {soort}")
        return ["null", _type(leden[0], bekend)]
    if oorsprong is tuple:
        return {"type": "array", "items": _type(get_args(soort)[0], bekend)}
    if hasattr(soort, "__metadata__"):
        return _type(soort.__origin__, bekend)
    if soort in _ENKEL:
        return _ENKEL[soort]
    if soort.__name__ in bekend:
        return soort.__name__
    if issubclass(soort, Enum):
        bekend.add(soort.__name__)
        symbolen = [ONBEKEND, *(lid.value for lid in soort)]
        return {"type": "enum", "name": soort.__name__, "symbols": symbolen, "default": ONBEKEND}
    if issubclass(soort, BaseModel):
        return _record(soort, None, None, bekend)
    raise TypeError(f"{soort} has no form in Avro")


def _standaard(waarde: object) -> object:
    if isinstance(waarde, Enum):
        return waarde.value
    if isinstance(waarde, tuple):
        return list(waarde)
    return waarde
