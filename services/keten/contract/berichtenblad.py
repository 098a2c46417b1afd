"""Understands docs/berichten.md: every message with direction, fields, classes and an example."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo

from keten.contract.berichten.model import Bericht, ce_type
from keten.contract.berichten.register import IN, UIT
from keten.contract.klassen import klasse_van
from keten.contract.redactie import PROFIELEN, toegestaan
from keten.contract.voorbeelden import voorbeeld

_INLEIDING = """<!-- Gemaakt uit de code (python -m keten.contract). Niet met de hand wijzigen. -->
# Berichten

Elk bericht is een CloudEvent 1.0 volgens het NL GOV-profiel, binair (Avro) of gestructureerd (JSON).
`data` heeft de velden hieronder. *Klasse* zegt hoe wij een veld behandelen: **kluis** is van aankomst
tot bezorging versleuteld, **stuur** is het weinige dat nodig is om te sturen. Een tijdstip heeft een
zone en telt tot op de milliseconde. Een termijn is steeds het eerste moment dat te laat is.
Verwijzingen naar een veld beginnen in beide vormen met `/data`, zoals `/data/betrokkenen/0/bsn`.

## De envelop

Een record is hoogstens 64 KiB, met koppen en sleutel. Binair: koppen `ce_…`, `content-type:
application/avro` en de inhoud met de aanloop 0x00 en vier bytes schemanummer (`schemas/ids.json`).
Gestructureerd: `content-type: application/cloudevents+json`, met de gegevens als object in `data`.

| attribuut | van u | van ons |
|---|---|---|
| `id` | verplicht, eigen en uniek; 1–100 tekens, nooit een BSN | bij een herhaling hetzelfde; zegt niets |
| `source` | verplicht: de urn die met u is afgesproken | de urn van deze keten |
| `type`, `specversion` | verplicht | `nl.wijkketen.….v1`, `1.0` |
| `subject` | het onderwerp uit ons bericht; niet bij een opening | uw naam voor dit onderdeel van de zaak |
| `time`, `dataschema` | mag | de tijd van de oorzaak, het schema |
| `correlationid` | – | uw naam voor de hele zaak |
| `causationid` | – | uw naam voor de oorzaak |
| `sequence`, `sequencetype` | – | volgnummer op uw kanaal, vanaf 1 en zonder gaten |
| `recordedtime` | – | wanneer de oorzaak bij ons aankwam |
""".splitlines()
_WIE_ZIET_WAT = """
## Wie ziet welk veld

Welke rol uw organisatie heeft, staat in `partijen.yaml` van de inrichting. Wat een rol niet mag zien,
laten wij weg: het veld is dan leeg, en het bericht zegt niet dat er iets was. De voorbeelden hieronder
vullen elk veld, ook wat niet elke rol krijgt.

| bericht aan u | rol | velden die deze rol nooit krijgt |
|---|---|---|
""".splitlines()
_WOORD: dict[type, str] = {str: "tekst", bool: "ja of nee", int: "getal", datetime: "tijdstip", date: "datum"}


def berichtenblad() -> str:
    """Markdown, Dutch."""
    regels = [
        *_INLEIDING,
        *_WIE_ZIET_WAT,
        *_weggelaten(),
        "",
        "Elk ander bericht krijgt elke rol met alle velden.",
    ]
    for kop, berichten in (("Van partner naar Wijkketen", IN), ("Van Wijkketen naar partner", UIT)):
        regels += ["", f"## {kop}"]
        for bericht in berichten.values():
            regels += list(_bericht(bericht))
    return "\n".join(regels) + "\n"


def _weggelaten() -> Iterator[str]:
    """Per message and role what is withheld; roles that miss the same stand together."""
    for type_, bericht in UIT.items():
        rollen: dict[tuple[str, ...], list[str]] = {}
        for rol in sorted(PROFIELEN[type_], key=lambda rol: rol.value):
            mist = tuple(naam for naam in bericht.model_fields if naam not in toegestaan(type_, rol))
            rollen.setdefault(mist, []).append(rol.value)
        for mist, wie in rollen.items():
            if mist:
                yield f"| `{type_}` | {', '.join(wie)} | {', '.join(f'`{naam}`' for naam in mist)} |"


def _niet_voor(model: type[BaseModel], naam: str) -> str:
    """Which roles miss a field of an outgoing message, as words behind its meaning."""
    type_ = next((type_ for type_, bericht in UIT.items() if bericht is model), None)
    if type_ is None:
        return ""
    wie = sorted(rol.value for rol in PROFIELEN[type_] if naam not in toegestaan(type_, rol))
    return f" *Niet voor {', '.join(wie)}.*" if wie else ""


def _bericht(bericht: type[Bericht]) -> Iterator[str]:
    yield from ("", f"### {bericht.type}", "", bericht.betekenis, "")
    yield f"`type` = `{ce_type(bericht.type)}`, schema `schemas/avro/{bericht.naam}`."
    yield ""
    yield from _tabel(bericht)
    for deel in _delen(bericht):
        yield from ("", f"**{deel.__name__}**", "")
        yield from _tabel(deel)
    yield from ("", "```json", json.dumps(voorbeeld(bericht), ensure_ascii=False, indent=2), "```")


def _tabel(model: type[BaseModel]) -> Iterator[str]:
    yield "| veld | soort | verplicht | klasse | betekenis | waarom deze klasse |"
    yield "|---|---|---|---|---|---|"
    for naam, info in model.model_fields.items():
        klasse = klasse_van(model, naam)
        cellen = (
            f"`{naam}`",
            _soort(info.annotation) + _grenzen(info),
            _verplicht(info),
            type(klasse).__name__.lower(),
            (info.description or "") + _niet_voor(model, naam),
            klasse.reden,
        )
        yield "| " + " | ".join(c.replace("|", "\\|") for c in cellen) + " |"


def _verplicht(info: FieldInfo) -> str:
    if info.is_required():
        return "ja"
    if isinstance(info.default, Enum):
        return f"nee: {info.default.value}"
    return "nee: ja" if info.default is True else "nee"


def _soort(soort: Any) -> str:
    kern = _kern(soort)
    if get_origin(kern) is tuple:
        return f"lijst van {_soort(get_args(kern)[0])}"
    if kern in _WOORD:
        return _WOORD[kern]
    if issubclass(kern, Enum):
        return ", ".join(f"`{lid.value}`" for lid in kern)
    return str(kern.__name__)


def _grenzen(info: FieldInfo) -> str:
    """Length and form of a text, as its field says them."""
    delen: list[Any] = [*info.metadata]
    for lid in get_args(info.annotation):
        delen += getattr(lid, "__metadata__", ())
    grenzen = [d for d in delen if isinstance(d, StringConstraints)]
    tekst = ""
    for g in grenzen:
        if g.max_length is not None:
            tekst += f", {g.min_length}–{g.max_length} tekens"
        if g.pattern is not None:
            tekst += f", vorm `{g.pattern}`"
    return tekst


def _kern(soort: Any) -> Any:
    """The type without 'or nothing' and without annotations."""
    if get_origin(soort) in (Union, types.UnionType):
        return _kern(next(lid for lid in get_args(soort) if lid is not types.NoneType))
    return _kern(soort.__origin__) if hasattr(soort, "__metadata__") else soort


def _delen(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for info in model.model_fields.values():
        kern = _kern(info.annotation)
        if get_origin(kern) is tuple:
            kern = _kern(get_args(kern)[0])
        if issubclass(kern, BaseModel):
            yield kern
            yield from _delen(kern)
