"""Understands whether the values of a YAML file have the form of a model, and says in Dutch what is wrong.

A faulty item of a list does not hide the others: what is sound comes back, with the place it had, so
that later checks still find their own mistakes in the same run.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from keten.platform.yaml_bestand import YamlBestand

M = TypeVar("M", bound=BaseModel)

_SOORTEN = {
    "string_type": "een tekst",
    "int_type": "een geheel getal",
    "int_parsing": "een geheel getal",
    "int_from_float": "een geheel getal",
    "bool_type": "true of false",
    "bool_parsing": "true of false",
    "tuple_type": "een lijst",
    "list_type": "een lijst",
    "dict_type": "een tabel van namen en waarden",
    "model_type": "een tabel van namen en waarden",
    "timezone_aware": "een tijd met tijdzone",
}


@dataclass(frozen=True, slots=True)
class Gekeurd(Generic[M]):
    """What of a file is sound. `heel`: nothing was left out. `waarde` is None when too little remained."""

    bestand: YamlBestand
    waarde: M | None
    heel: bool
    plaatsen: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def plaats(self, lijst: str, nummer: int) -> tuple[str, int]:
        """Path of item `nummer` of what remained of `lijst`, as it stands in the file."""
        return (lijst, self.plaatsen[lijst][nummer] if lijst in self.plaatsen else nummer)


def keur(bestand: YamlBestand, model: type[M]) -> Gekeurd[M]:
    """Judge one file; mistakes are added to `bestand.fouten`."""
    if not bestand.leesbaar:
        return Gekeurd(bestand, None, False)
    if bestand.waarde is None:
        nodig = ", ".join(n for n, f in model.model_fields.items() if f.is_required())
        bestand.fout((), "dit bestand is leeg", f"vul in: {nodig}")
        return Gekeurd(bestand, None, False)
    heel = not bestand.fouten
    try:
        return Gekeurd(bestand, model.model_validate(bestand.waarde), heel)
    except ValidationError as fouten:
        gevonden = fouten.errors(include_url=False)
    for fout in gevonden:
        _meld(bestand, model, fout)
    rest, plaatsen = _zonder(bestand.waarde, gevonden)
    try:
        return Gekeurd(bestand, model.model_validate(rest), False, plaatsen)
    except ValidationError:
        return Gekeurd(bestand, None, False)


def dichtstbij(woord: str, bekend: Iterable[str]) -> str:
    """What to do about an unknown word: the nearest known one, or all there are."""
    keuze = sorted(bekend)
    lijkt = difflib.get_close_matches(woord.lower(), {k.lower(): k for k in keuze}, 1, 0.6)
    if lijkt:
        echt = next(k for k in keuze if k.lower() == lijkt[0])
        return f"bedoelt u '{echt}'?"
    return f"kies uit: {', '.join(keuze)}" if keuze else "haal dit weg"


def _meld(bestand: YamlBestand, model: type[BaseModel], fout: ErrorDetails) -> None:
    pad = tuple(deel for deel in fout["loc"] if deel != "[key]")
    soort = fout["type"]
    aan_sleutel = soort == "extra_forbidden" or len(pad) < len(fout["loc"])
    wat, doe = _zinnen(model, pad, fout)
    bestand.fout(pad, wat, doe, sleutel=aan_sleutel)


def _zinnen(model: type[BaseModel], pad: tuple[str | int, ...], fout: ErrorDetails) -> tuple[str, str]:
    soort, veld = fout["type"], _naam(pad)
    vorm, info = _zoek(model, pad if fout["type"] != "extra_forbidden" else pad[:-1])
    uitleg = (info.description if info is not None else None) or "kijk in een bestaand bestand hoe het hoort"
    invoer = str(fout["input"])[:60]
    if soort == "extra_forbidden":
        return f"'{veld}' is hier onbekend", dichtstbij(veld, vorm.model_fields if vorm is not None else ())
    if soort == "missing":
        return f"'{veld}' ontbreekt", uitleg
    if soort in ("enum", "literal_error"):
        return f"'{invoer}' bestaat niet als waarde van '{veld}'", dichtstbij(invoer, _waarden(info))
    if soort == "value_error":
        return f"'{veld}': {fout['ctx']['error']}", uitleg
    if soort in ("too_short", "string_too_short"):
        return f"'{veld}' is leeg", uitleg
    if soort in ("model_type", "model_attributes_type"):
        namen = ", ".join(vorm.model_fields) if vorm is not None else ""
        return f"'{veld}' moet {_SOORTEN['model_type']} zijn", f"gebruik de namen {namen}"
    if soort in _SOORTEN:
        return f"'{veld}' moet {_SOORTEN[soort]} zijn", uitleg
    return f"'{invoer}' past niet bij '{veld}'", uitleg


def _naam(pad: tuple[str | int, ...]) -> str:
    return next((deel for deel in reversed(pad) if isinstance(deel, str)), "dit bestand")


def _zoek(
    model: type[BaseModel], pad: tuple[str | int, ...]
) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The model at `pad`, if a model stands there, and the last field on the way to it."""
    vorm: type[BaseModel] | None = model
    info: FieldInfo | None = None
    for deel in pad:
        if isinstance(deel, str) and vorm is not None:
            info = vorm.model_fields.get(deel)
            vorm = None
            if info is None:
                return None, None
        if vorm is None and info is not None:
            vorm = next((t for t in _types(info.annotation) if issubclass(t, BaseModel)), None)
    return vorm, info


def _types(annotatie: Any) -> Iterable[type]:
    """All classes named in an annotation."""
    delen = get_args(annotatie)
    if not delen and isinstance(annotatie, type):
        yield annotatie
    for deel in delen:
        yield from _types(deel)


def _waarden(info: FieldInfo | None) -> list[str]:
    """The values that a field of an enum or a literal may have."""
    if info is None:
        return []
    enums = [t for t in _types(info.annotation) if issubclass(t, Enum)]
    if enums:
        return [str(lid.value) for lid in enums[0]]
    return [deel for deel in _losse_waarden(info.annotation) if isinstance(deel, str)]


def _losse_waarden(annotatie: Any) -> Iterable[Any]:
    delen = get_args(annotatie)
    if not delen:
        yield annotatie
    for deel in delen:
        yield from _losse_waarden(deel)


def _zonder(waarde: Any, fouten: Iterable[ErrorDetails]) -> tuple[Any, dict[str, tuple[int, ...]]]:
    """The value without its faulty items and unknown names, and where the items that remain stood."""
    if not isinstance(waarde, dict):
        return waarde, {}
    weg: dict[str, set[str | int]] = {}
    onbekend: set[str | int] = set()
    for fout in fouten:
        eerste, *verder = fout["loc"]
        if verder:
            weg.setdefault(str(eerste), set()).add(verder[0])
        elif fout["type"] == "extra_forbidden":
            onbekend.add(eerste)
    rest: dict[str, Any] = {}
    plaatsen: dict[str, tuple[int, ...]] = {}
    for naam, deel in waarde.items():
        if naam in onbekend:
            continue
        if isinstance(deel, list):
            plaatsen[naam] = tuple(i for i in range(len(deel)) if i not in weg.get(naam, ()))
            rest[naam] = [deel[i] for i in plaatsen[naam]]
        elif isinstance(deel, dict):
            rest[naam] = {k: v for k, v in deel.items() if k not in weg.get(naam, ())}
        else:
            rest[naam] = deel
    return rest, plaatsen
