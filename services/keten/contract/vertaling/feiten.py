"""Understands how a partner's message becomes a fact, and how a fact travels on `feiten`."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from keten.contract.berichten.intern.feiten import FEITEN
from keten.contract.berichten.model import InBericht
from keten.contract.codec import Schemas
from keten.contract.records import avro_waarde
from keten.domein import feiten
from keten.domein.feiten import Feit, Kop

_LEZERS: dict[str, TypeAdapter[Feit]] = {record.naam: TypeAdapter(soort) for soort, record in FEITEN.items()}


_AANVULLEND: dict[str, type[Feit]] = {"verwijzing.aangeboden": feiten.OnderdeelAangeboden}
"""What an opening says that is about a verzoek that is there: it adds a part to it."""

_SOORTEN: dict[str, type[Feit]] = {
    type_: soort for soort, type_ in feiten.BERICHTTYPEN.items() if soort not in _AANVULLEND.values()
}
_VELDEN: dict[type[Feit], tuple[str, ...]] = {
    soort: tuple(f.name for f in fields(soort) if f.name != "kop") for soort in feiten.BERICHTTYPEN
}


def feit_van_bericht(bericht: InBericht, kop: Kop, *, vult_aan: bool = False) -> Feit:
    """The fact that a partner's message reports: the fields that the fact has are those of the message.

    `vult_aan`: it is about a verzoek that is there, though it may open one.
    Of `kluis` only the ciphertext in `kop` goes along. Raises ValueError for a message without a fact.
    """
    soort = (_AANVULLEND if vult_aan else _SOORTEN).get(bericht.type)
    if soort is None:
        raise ValueError(f"no fact is made of {bericht.type}")
    return soort(kop=kop, **{veld: getattr(bericht, veld) for veld in _VELDEN[soort]})


def feit_naar_bytes(feit: Feit, schemas: Schemas) -> bytes:
    """Framed Avro; equal facts have equal bytes. Instants are kept in whole milliseconds."""
    waarde: dict[str, Any] = avro_waarde(feit)
    return schemas.codeer(FEITEN[type(feit)].naam, waarde)


def feit_van_bytes(rauw: bytes, schemas: Schemas) -> Feit:
    """The fact again. Raises VormError for unreadable bytes, ValueError for what is no fact."""
    gelezen = schemas.decodeer(rauw)
    lezer = _LEZERS.get(gelezen.naam)
    if lezer is None:
        raise ValueError(f"{gelezen.naam} is no fact")
    return lezer.validate_python(gelezen.waarde)


def feit_naar_kaal(feit: Feit, schemas: Schemas) -> tuple[str, int, bytes]:
    """Name, version and body, for a fact that is kept in a state."""
    naam = FEITEN[type(feit)].naam
    return naam, schemas.laatste(naam), schemas.codeer_kaal(naam, avro_waarde(feit))


def feit_van_kaal(naam: str, versie: int, romp: bytes, schemas: Schemas) -> Feit:
    """The other way round. Raises VormError or ValueError for what is not ours."""
    lezer = _LEZERS.get(naam)
    if lezer is None:
        raise ValueError(f"{naam} is no fact")
    return lezer.validate_python(schemas.decodeer_kaal(naam, versie, romp))
