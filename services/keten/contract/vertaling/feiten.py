"""Understands how a partner's message becomes a fact, and how a fact travels on `feiten`."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from keten.contract.berichten.in_.escalatie_bevestigd import EscalatieBevestigd
from keten.contract.berichten.in_.functie_verricht import FunctieVerricht
from keten.contract.berichten.in_.melding_gedaan import MeldingGedaan
from keten.contract.berichten.in_.ontvangst_bevestigd import OntvangstBevestigd
from keten.contract.berichten.in_.terugkoppeling_gegeven import TerugkoppelingGegeven
from keten.contract.berichten.in_.verzoek_geaccepteerd import VerzoekGeaccepteerd
from keten.contract.berichten.intern.feiten import FEITEN
from keten.contract.berichten.model import InBericht
from keten.contract.codec import Schemas
from keten.contract.records import avro_waarde
from keten.domein import feiten
from keten.domein.feiten import Feit, Kop

_LEZERS: dict[str, TypeAdapter[Feit]] = {record.naam: TypeAdapter(soort) for soort, record in FEITEN.items()}


def feit_van_bericht(bericht: InBericht, kop: Kop) -> Feit:
    """The fact that a partner's message reports. Of `kluis` only the ciphertext in `kop` goes along."""
    match bericht:
        case MeldingGedaan():
            return feiten.MeldingGedaan(
                kop, bericht.gemeente, bericht.thema, bericht.urgentie, bericht.terugkoppeling_gewenst
            )
        case OntvangstBevestigd():
            return feiten.OntvangstBevestigd(kop)
        case VerzoekGeaccepteerd():
            return feiten.VerzoekGeaccepteerd(kop)
        case FunctieVerricht():
            return feiten.FunctieVerricht(kop, bericht.functie, bericht.uitkomst)
        case TerugkoppelingGegeven():
            return feiten.TerugkoppelingGegeven(kop, bericht.resultaat)
        case EscalatieBevestigd():
            return feiten.EscalatieBevestigd(kop)
        case _:
            raise ValueError(f"no fact is made of {bericht.type}")


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
