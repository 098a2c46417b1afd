"""Understands how to read only the first fields of a record, for whoever must count millions of them.

Avro writes the fields of a record one after the other, so the first of them are a record by themselves, and
reading may stop there. What is returned is as Avro has it: ids as text, times as milliseconds, enums by
value. Whoever acts on a record reads it whole, through the codec; this is for proofs that look on.

A library spends more on the start of a record than such a beginning costs, so it is read here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from keten.contract.codec import AANLOOP_BYTES, MAGISCH

Lees: TypeAlias = Callable[[bytes, int], tuple[Any, int]]
"""One value at a place, and the place after it."""


class Voorlezer:
    """`avsc`: schemas by name and version; `ids`: under which they travel.

    `tot`: per start of a name (`intern/feit-`) the last field that is wanted, as a path (`("kop",
    "herkomst")`); the first that fits counts. A name without an entry is not read.
    """

    def __init__(
        self,
        avsc: Mapping[tuple[str, int], Mapping[str, Any]],
        ids: Mapping[int, tuple[str, int]],
        tot: Mapping[str, tuple[str, ...]],
    ) -> None:
        self._lezers: dict[bytes, tuple[str, Lees]] = {}
        for nummer, plek in ids.items():
            pad = next((pad for begin, pad in tot.items() if plek[0].startswith(begin)), None)
            if pad is not None:
                lees = _lezer(_knip(dict(avsc[plek]), pad), {})
                self._lezers[MAGISCH + nummer.to_bytes(4, "big")] = (plek[0], lees)

    def lees(self, rauw: bytes) -> tuple[str, dict[str, Any]] | None:
        """Name and first fields; None for what is none of these.

        Raises EOFError, ValueError or IndexError for bytes that end too early or mean nothing.
        """
        lezer = self._lezers.get(rauw[:AANLOOP_BYTES])
        if lezer is None:
            return None
        waarde, plek = lezer[1](rauw, AANLOOP_BYTES)
        if plek > len(rauw):
            raise EOFError
        return lezer[0], waarde


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


# -- one reader per kind of value


def _lezer(schema: Any, bekend: dict[str, Lees]) -> Lees:
    """Raises TypeError for a kind of value that none of our records has."""
    if isinstance(schema, list):
        eerste, tweede = schema
        return _keuze(_lezer(eerste, bekend), _lezer(tweede, bekend))
    if isinstance(schema, str):
        return _ENKEL[schema] if schema in _ENKEL else bekend[schema]
    soort = schema["type"]
    if soort == "record":
        lees = _record([(veld["name"], _lezer(veld["type"], bekend)) for veld in schema["fields"]])
    elif soort == "enum":
        lees = _symbool(tuple(schema["symbols"]))
    elif soort == "array":
        return _rij(_lezer(schema["items"], bekend))
    elif soort in _ENKEL:
        return _ENKEL[soort]
    else:
        raise TypeError(f"no reader for {soort}")
    bekend[schema["name"]] = lees
    return lees


def _getal(rauw: bytes, plek: int) -> tuple[int, int]:
    """A long: zigzag, seven bits a byte."""
    byte = rauw[plek]
    if byte < 0x80:
        return (byte >> 1) ^ -(byte & 1), plek + 1
    n, schuif = byte & 0x7F, 7
    while True:
        plek += 1
        byte = rauw[plek]
        n |= (byte & 0x7F) << schuif
        if byte < 0x80:
            return (n >> 1) ^ -(n & 1), plek + 1
        schuif += 7


def _bytes(rauw: bytes, plek: int) -> tuple[bytes, int]:
    lengte, begin = _getal(rauw, plek)
    if lengte < 0:
        raise ValueError("a length below zero")
    plek = begin + lengte
    if plek > len(rauw):
        raise EOFError
    return rauw[begin:plek], plek


def _tekst(rauw: bytes, plek: int) -> tuple[str, int]:
    dubbel = rauw[plek]
    if dubbel < 0x80 and not dubbel & 1:  # up to 63 bytes: nearly all of them
        begin = plek + 1
        plek = begin + (dubbel >> 1)
        return rauw[begin:plek].decode(), plek
    inhoud, plek = _bytes(rauw, plek)
    return inhoud.decode(), plek


def _ja_nee(rauw: bytes, plek: int) -> tuple[bool, int]:
    return rauw[plek] != 0, plek + 1


def _niets(rauw: bytes, plek: int) -> tuple[None, int]:
    del rauw
    return None, plek


_ENKEL: Final[Mapping[str, Lees]] = {
    "null": _niets,
    "boolean": _ja_nee,
    "int": _getal,
    "long": _getal,
    "bytes": _bytes,
    "string": _tekst,
}


def _keuze(eerste: Lees, tweede: Lees) -> Lees:
    def lees(rauw: bytes, plek: int) -> tuple[Any, int]:
        byte = rauw[plek]
        if byte == 2:
            return tweede(rauw, plek + 1)
        if byte == 0:
            return eerste(rauw, plek + 1)
        raise ValueError("something or nothing has two branches")

    return lees


def _symbool(symbolen: tuple[str, ...]) -> Lees:
    def lees(rauw: bytes, plek: int) -> tuple[str, int]:
        nummer, plek = _getal(rauw, plek)
        if nummer < 0:
            raise ValueError("a symbol below zero")
        return symbolen[nummer], plek

    return lees


def _rij(een: Lees) -> Lees:
    def lees(rauw: bytes, plek: int) -> tuple[list[Any], int]:
        uit: list[Any] = []
        while True:
            aantal, plek = _getal(rauw, plek)
            if aantal == 0:
                return uit, plek
            if aantal < 0:  # a block that says how many bytes it has
                aantal = -aantal
                _, plek = _getal(rauw, plek)
            if plek + aantal > len(rauw):
                raise EOFError
            for _ in range(aantal):
                waarde, plek = een(rauw, plek)
                uit.append(waarde)

    return lees


def _record(velden: list[tuple[str, Lees]]) -> Lees:
    def lees(rauw: bytes, plek: int) -> tuple[dict[str, Any], int]:
        uit = {}
        for naam, een in velden:
            uit[naam], plek = een(rauw, plek)
        return uit, plek

    return lees
