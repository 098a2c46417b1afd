"""Understands how a person names a request: partner/reference, or its verzoek_id."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from beheer.fouten import BeheerError
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from keten.domein.inrichting import Inrichting


def verzoek_van(id_: str, inrichting: Inrichting) -> UUID:
    """Raises BeheerError for what is neither."""
    from keten.contract.identiteit import verzoek_id
    from keten.platform.yaml_oordeel import dichtstbij

    try:
        return UUID(id_)
    except ValueError:
        partner, _, kenmerk = id_.partition("/")
    if not kenmerk:
        raise BeheerError(
            f"{id_} is geen verzoek_id en geen partner/kenmerk.",
            raad="Schrijf bijvoorbeeld politie/POL-2027-0311.",
            uitgang=Uitgang.GEBRUIK,
        )
    if partner not in inrichting.partijen:
        raise BeheerError(
            f"De inrichting kent geen partner {partner}.",
            raad=dichtstbij(partner, inrichting.partijen).capitalize(),
            uitgang=Uitgang.ONBEKEND,
        )
    return verzoek_id(inrichting.partijen[partner].bron, kenmerk)
