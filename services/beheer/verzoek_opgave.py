"""Understands how a person names a request: partner/reference, or its verzoek_id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from beheer.fouten import BeheerError
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.domein.inrichting import Inrichting


def verzoeken_van(id_: str, versies: Sequence[Inrichting]) -> list[UUID]:
    """Every request that may be meant, newest first: a partner's urn may differ between versions, and the one
    of then made the id. Raises BeheerError for what is neither.
    """
    from keten.contract.identiteit import verzoek_id
    from keten.platform.yaml_oordeel import dichtstbij

    try:
        return [UUID(id_)]
    except ValueError:
        partner, _, kenmerk = id_.partition("/")
    if not kenmerk:
        raise BeheerError(
            f"{id_} is geen verzoek_id en geen partner/kenmerk.",
            raad="Schrijf bijvoorbeeld politie/POL-2027-0311.",
            uitgang=Uitgang.GEBRUIK,
        )
    partijen = [v.partijen[partner] for v in reversed(versies) if partner in v.partijen]
    if not partijen:
        raise BeheerError(
            f"De inrichting kent geen partner {partner}.",
            raad=dichtstbij(partner, {code for v in versies for code in v.partijen}).capitalize(),
            uitgang=Uitgang.ONBEKEND,
        )
    return [verzoek_id(bron, kenmerk) for bron in dict.fromkeys(partij.bron for partij in partijen)]
