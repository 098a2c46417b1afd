"""Understands whether what was written in one Avro schema can be read with another.

The rules of Avro's schema resolution, and three that are ours and stricter, since a reader that gets
something back must also get what was meant: names stay (no aliases), a logical type stays, and a number
keeps its kind. Every pair of versions is held to them in both directions (FULL_TRANSITIVE), also when a
version was skipped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from typing import Any

Schema = Mapping[str, Any] | list[Any] | str
"""Avro as JSON."""

_BENOEMD = ("record", "enum", "fixed")


@dataclass(frozen=True, slots=True)
class Bezwaar:
    """Why one version cannot read another. `plek`: path of fields, empty for the record; `zin`: Dutch."""

    naam: str
    schrijver: int
    lezer: int
    plek: str
    zin: str

    def __str__(self) -> str:
        waar = f" bij {self.plek}" if self.plek else ""
        return f"{self.naam}: v{self.lezer} kan v{self.schrijver} niet lezen{waar}: {self.zin}"


def per_naam(avsc: Mapping[tuple[str, int], Schema]) -> dict[str, dict[int, Schema]]:
    """The versions of each record together."""
    uit: dict[str, dict[int, Schema]] = {}
    for (naam, versie), schema in avsc.items():
        uit.setdefault(naam, {})[versie] = schema
    return uit


def bezwaren(naam: str, versies: Mapping[int, Schema]) -> list[Bezwaar]:
    """All that is wrong with the versions of one record, every pair in both directions, in a fixed order."""
    return [
        Bezwaar(naam, schrijver, lezer, plek, zin)
        for schrijver, lezer in sorted(permutations(versies, 2))
        for plek, zin in onleesbaar(versies[schrijver], versies[lezer])
    ]


def onleesbaar(schrijver: Schema, lezer: Schema) -> list[tuple[str, str]]:
    """(path, Dutch sentence) for each thing over which a reader with `lezer` would stumble."""
    return list(_Vergelijking(_namen(schrijver), _namen(lezer)).verschillen(schrijver, lezer, ""))


class _Vergelijking:
    """One pair of schemas, with the named types that each defines."""

    def __init__(self, schrijver: Mapping[str, Schema], lezer: Mapping[str, Schema]) -> None:
        self._schrijver = schrijver
        self._lezer = lezer
        self._bezocht: set[tuple[str, str]] = set()

    def verschillen(self, s: Schema, r: Schema, plek: str) -> Iterator[tuple[str, str]]:
        s, r = _uitgeschreven(s, self._schrijver), _uitgeschreven(r, self._lezer)
        if isinstance(s, list):
            for tak in s:
                yield from self.verschillen(tak, r, plek)
        elif isinstance(r, list):
            yield from self._past_in_een(s, r, plek)
        else:
            yield from self._enkel(s, r, plek)

    def _past_in_een(self, s: Schema, takken: list[Any], plek: str) -> Iterator[tuple[str, str]]:
        """One branch of the reader's union must take it; the nearest one says why not."""
        pogingen = []
        for tak in takken:
            fouten = list(self.verschillen(s, tak, plek))
            if not fouten:
                return
            if _soort(_uitgeschreven(tak, self._lezer)) == _soort(s):
                pogingen.append(fouten)
        yield from pogingen[0] if pogingen else [(plek, f"{_woord(s)} is er geen mogelijkheid meer")]

    def _enkel(self, s: Schema, r: Schema, plek: str) -> Iterator[tuple[str, str]]:
        if _soort(s) != _soort(r):
            yield plek, f"van {_woord(s)} is {_woord(r)} gemaakt"
            return
        if _logisch(s) != _logisch(r):
            yield plek, f"de betekenis ging van {_logisch(s) or 'kaal'} naar {_logisch(r) or 'kaal'}"
            return
        if not (isinstance(s, Mapping) and isinstance(r, Mapping)):
            return
        match _soort(s):
            case "record":
                yield from self._record(s, r, plek)
            case "enum":
                yield from _opsomming(s, r, plek)
            case "fixed":
                if (s["name"], s["size"]) != (r["name"], r["size"]):
                    yield plek, "naam of lengte is een andere"
            case "array":
                yield from self.verschillen(s["items"], r["items"], f"{plek}[]")
            case "map":
                yield from self.verschillen(s["values"], r["values"], f"{plek}{{}}")

    def _record(self, s: Mapping[str, Any], r: Mapping[str, Any], plek: str) -> Iterator[tuple[str, str]]:
        if s["name"] != r["name"]:
            yield plek, f"het record heet {r['name']} in plaats van {s['name']}"
            return
        if (s["name"], r["name"]) in self._bezocht:
            return
        self._bezocht.add((s["name"], r["name"]))
        geschreven = {veld["name"]: veld for veld in s["fields"]}
        for veld in r["fields"]:
            waar = f"{plek}.{veld['name']}".lstrip(".")
            if veld["name"] in geschreven:
                yield from self.verschillen(geschreven[veld["name"]]["type"], veld["type"], waar)
            elif "default" not in veld:
                yield waar, "dit veld ontbreekt daar en heeft geen standaardwaarde"


def _opsomming(s: Mapping[str, Any], r: Mapping[str, Any], plek: str) -> Iterator[tuple[str, str]]:
    if s["name"] != r["name"]:
        yield plek, f"de lijst heet {r['name']} in plaats van {s['name']}"
    elif "default" not in r and (weg := [w for w in s["symbols"] if w not in r["symbols"]]):
        yield plek, f"{', '.join(weg)} staat niet in de lijst, en er is geen waarde voor wat onbekend is"


def _uitgeschreven(schema: Schema, namen: Mapping[str, Schema]) -> Schema:
    """A name as what it stands for, and `{"type": "string"}` as `"string"`."""
    if isinstance(schema, str):
        return namen.get(schema, schema)
    if isinstance(schema, Mapping) and isinstance(schema["type"], Mapping | list):
        return _uitgeschreven(schema["type"], namen)
    return schema


def _soort(schema: Schema) -> str:
    if isinstance(schema, Mapping):
        return str(schema["type"])
    return schema if isinstance(schema, str) else "union"


def _logisch(schema: Schema) -> str | None:
    return schema.get("logicalType") if isinstance(schema, Mapping) else None


def _woord(schema: Schema) -> str:
    return _logisch(schema) or _soort(schema)


def _namen(schema: Schema) -> dict[str, Schema]:
    """Every named type that is defined somewhere in a schema, by its short name."""
    gevonden: dict[str, Schema] = {}
    te_doen: list[Any] = [schema]
    while te_doen:
        deel = te_doen.pop()
        if isinstance(deel, list):
            te_doen += deel
        elif isinstance(deel, Mapping):
            if deel["type"] in _BENOEMD:
                gevonden[deel["name"]] = deel
            te_doen += [v["type"] for v in deel.get("fields", ())]
            te_doen += [deel[n] for n in ("items", "values") if n in deel]
            if not isinstance(deel["type"], str):
                te_doen.append(deel["type"])
    return gevonden
