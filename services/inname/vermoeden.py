"""Understands which matter a refused message was about, as far as it says so in a way that can be believed.

A refused message leaves something undone, and that belongs with its request: the one that it names by a token
of its sender's own, or opens or means by its sender's own reference. What names none belongs with its sender
and the hour at which it came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import TypeAdapter, ValidationError

from inname.aankomst import Aankomst
from inname.toetsen import Zaak, zaak_van_de_maand
from keten.contract.berichten.model import InBericht, kort_type
from keten.contract.berichten.register import IN
from keten.contract.cloudevents import Gebeurtenis
from keten.contract.codec import Schemas
from keten.contract.fouten import VormError
from keten.contract.identiteit import herstel_id, verzoek_id
from keten.contract.tokens import Tokens
from keten.contract.velden import Kenmerktekst

_KENMERK: Final[TypeAdapter[str]] = TypeAdapter(Kenmerktekst)


@dataclass(frozen=True, slots=True)
class Vermoeden:
    """`zaak` None: it fits none. `type`: short type, where it is one of ours."""

    zaak: Zaak | None = None
    type: str | None = None


NIETS: Final = Vermoeden()


def vermoed(gebeurtenis: Gebeurtenis, aankomst: Aankomst, schemas: Schemas, tokens: Tokens) -> Vermoeden:
    """Never raises. A message in the name of another is about nothing of ours."""
    kort = kort_type(gebeurtenis.type)
    soort = IN.get(kort or "")
    if gebeurtenis.source != aankomst.partner.bron:
        return NIETS
    if soort is None:
        return Vermoeden(_van_token(gebeurtenis, aankomst, tokens))
    if soort.zonder_zaak:
        return Vermoeden(zaak_van_de_maand(aankomst), kort)
    zaak = None if soort.opent and not soort.vult_aan else _van_token(gebeurtenis, aankomst, tokens)
    if zaak is None and (soort.opent or gebeurtenis.subject is None):
        zaak = _van_kenmerk(gebeurtenis, soort, aankomst, schemas)
    return Vermoeden(zaak, kort)


def zaak_van_het_uur(aankomst: Aankomst) -> Zaak:
    """Where a sender's unusable messages of one hour are kept together."""
    uur = aankomst.nu.replace(minute=0, second=0, microsecond=0)
    return Zaak(herstel_id(aankomst.partner.code, uur), 1)


def _van_token(gebeurtenis: Gebeurtenis, aankomst: Aankomst, tokens: Tokens) -> Zaak | None:
    if gebeurtenis.subject is None:
        return None
    try:
        return Zaak(*tokens.lees(gebeurtenis.subject, aankomst.partner.code))
    except VormError:
        return None


def _van_kenmerk(
    gebeurtenis: Gebeurtenis, soort: type[InBericht], aankomst: Aankomst, schemas: Schemas
) -> Zaak | None:
    try:
        kenmerk = _KENMERK.validate_python(_gegevens(gebeurtenis, soort, schemas).get("kenmerk"))
    except (VormError, ValidationError):
        return None
    return Zaak(verzoek_id(aankomst.partner.bron, kenmerk), 1)


def _gegevens(gebeurtenis: Gebeurtenis, soort: type[InBericht], schemas: Schemas) -> Mapping[str, object]:
    if not isinstance(gebeurtenis.data, bytes):
        return gebeurtenis.data
    gelezen = schemas.decodeer(gebeurtenis.data)
    return gelezen.waarde if gelezen.naam == soort.naam else {}
