"""Understands the one way to write a value as JSON, so that equal content has equal bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

from pydantic import BaseModel


def canonieke_json(waarde: object) -> bytes:
    """UTF-8, keys sorted, no spaces, NULL members left out; instants in UTC with milliseconds and Z."""
    return json.dumps(
        _kaal(waarde), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def moment_tekst(moment: datetime) -> str:
    """RFC 3339 in UTC, with milliseconds and Z. `moment` must carry a zone."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _kaal(waarde: object) -> object:
    match waarde:
        case BaseModel():
            return {n: _kaal(v) for n, v in waarde if v is not None}
        case Mapping():
            return {str(n): _kaal(v) for n, v in waarde.items() if v is not None}
        case list() | tuple():
            return [_kaal(v) for v in waarde]
        case Enum():
            return waarde.value
        case datetime():
            return moment_tekst(waarde)
        case date():
            return waarde.isoformat()
        case UUID():
            return str(waarde)
        case _:
            return waarde
