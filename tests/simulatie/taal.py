"""Understands how a partner fills in a message of any kind: from its model, by chance.

A kind of message that is new in the contract is filled in without a line here.
"""

from __future__ import annotations

import types
from collections.abc import Collection
from datetime import date, timedelta
from enum import Enum
from random import Random
from typing import Any, Final, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from keten.contract.berichten.in_.opening import InOpening
from keten.contract.berichten.register import IN
from keten.contract.klassen import klasse_van
from keten.contract.velden import Kluis
from keten.contract.voorbeelden import voorbeeld
from tests.simulatie.zending import MERK

CLIENT: Final = {
    "rol": "CLIENT",
    "naam": f"Jansje {MERK}",
    "geboortedatum": "1948-03-02",
    "bsn": "123456782",
}

STRAKS: Final = frozenset({"uiterlijk_datum", "nieuwe_datum", "afspraak_datum", "vanaf", "tot"})
"""Days that lie ahead; any other day that a message names is one that was."""


def vul(tak: Random, soort: str, partijen: Collection[str], vandaag: date) -> dict[str, Any]:
    """What a partner may say in a message of this short type. Its secrets are marked."""
    model = IN[soort]
    gegevens: dict[str, Any] = {}
    vast = voorbeeld(model)
    for naam, veld in model.model_fields.items():
        geheim = isinstance(klasse_van(model, naam), Kluis)
        if (
            naam == "kenmerk"
            or vast[naam] is None
            or (not veld.is_required() and not geheim and tak.random() < 0.5)
        ):
            continue
        dag = vandaag + timedelta(days=tak.randint(0, 30) if naam in STRAKS else -tak.randint(0, 3))
        gegevens[naam] = (
            _geheim(naam, vast[naam]) if geheim else _waarde(tak, veld, vast[naam], partijen, dag)
        )
    if issubclass(model, InOpening):
        return gegevens | {"kenmerk": f"{MERK}-{tak.getrandbits(40)}"}
    try:
        model.model_validate(gegevens)
    except ValidationError:  # fields that ask something of each other
        return {naam: waarde for naam, waarde in vast.items() if naam != "kenmerk"}
    return gegevens


def _geheim(naam: str, zoals: Any) -> Any:
    if naam == "betrokkenen":
        return [CLIENT]
    return f"Zag {MERK} weer." if naam == "toelichting" else zoals


def _waarde(tak: Random, veld: FieldInfo, zoals: Any, partijen: Collection[str], dag: date) -> Any:
    soort = _kaal(veld.annotation)
    if isinstance(soort, type) and issubclass(soort, Enum):
        return tak.choice(list(soort)).value
    if soort is bool:
        return tak.random() < 0.7
    if soort is date:
        return dag.isoformat()
    if isinstance(zoals, str) and zoals in partijen:
        return tak.choice(sorted(partijen))
    if isinstance(zoals, list) and zoals and all(isinstance(z, str) and z in partijen for z in zoals):
        return tak.sample(sorted(partijen), tak.randint(0, 3))
    return zoals


def _kaal(soort: Any) -> Any:
    """`Annotated[date, ...] | None` -> `date`."""
    while True:
        if hasattr(soort, "__metadata__"):
            soort = soort.__origin__
        elif get_origin(soort) in (Union, types.UnionType):
            soort = next(lid for lid in get_args(soort) if lid is not types.NoneType)
        else:
            return soort
