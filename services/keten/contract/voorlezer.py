"""Understands how to read only the first fields of a record, for whoever must count millions of them.

Avro writes the fields of a record one after the other, so the first of them are a record by themselves, and
reading may stop there. What is returned is as Avro has it: ids as text, times as milliseconds, enums by
value. Whoever acts on a record reads it whole, through the codec; this is for proofs that look on.
"""

from __future__ import annotations

import copy
import io
from collections.abc import Mapping
from typing import Any, Final

import fastavro

from keten.contract.codec import AANLOOP_BYTES, MAGISCH

_WEG: Final = frozenset({"doc", "klasse", "default", "logicalType"})


class Voorlezer:
    """`avsc`: schemas by name and version; `ids`: under which they travel.

    `tot`: per start of a name (`intern/feit-`) the last field that is wanted, as a path (`("kop",
    "herkomst")`). A name without an entry is not read.
    """

    def __init__(
        self,
        avsc: Mapping[tuple[str, int], Mapping[str, Any]],
        ids: Mapping[int, tuple[str, int]],
        tot: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._lezers: dict[bytes, tuple[str, Any]] = {}
        for nummer, plek in ids.items():
            pad = next((pad for begin, pad in tot.items() if plek[0].startswith(begin)), None)
            if pad is not None:
                kaal = _kaal(copy.deepcopy(dict(avsc[plek])))
                aanloop = MAGISCH + nummer.to_bytes(4, "big")
                schema = fastavro.parse_schema(_knip(kaal, pad), named_schemas={})
                self._lezers[aanloop] = (plek[0], schema)

    def lees(self, rauw: bytes) -> tuple[str, dict[str, Any]] | None:
        """Name and first fields; None for what is none of these. Raises for bytes that end too early."""
        lezer = self._lezers.get(rauw[:AANLOOP_BYTES])
        if lezer is None:
            return None
        bak = io.BytesIO(rauw)
        bak.seek(AANLOOP_BYTES)
        waarde: Any = fastavro.schemaless_reader(bak, lezer[1], None)
        return lezer[0], waarde


def _kaal(schema: Any) -> Any:
    """Without what costs time or says nothing about bytes."""
    if isinstance(schema, dict):
        return {naam: _kaal(deel) for naam, deel in schema.items() if naam not in _WEG}
    if isinstance(schema, list):
        return [_kaal(deel) for deel in schema]
    return schema


def _knip(schema: dict[str, Any], pad: tuple[str, ...]) -> dict[str, Any]:
    """The record up to and including the field at the end of `pad`. Raises ValueError where it has none."""
    namen = [veld["name"] for veld in schema["fields"]]
    if pad[0] not in namen:
        raise ValueError(f"{schema['name']} has no field {pad[0]}")
    velden = schema["fields"][: namen.index(pad[0]) + 1]
    if len(pad) > 1:
        laatste = dict(velden[-1])
        laatste["type"] = _knip(laatste["type"], pad[1:])
        velden[-1] = laatste
    return {**schema, "fields": velden}
