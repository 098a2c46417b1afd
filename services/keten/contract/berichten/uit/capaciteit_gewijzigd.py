"""Understands how much room another party has."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from keten.contract.berichten.gedeeld import (
    Capaciteitcode,
    CapaciteitGemeente,
    CapaciteitProduct,
    Naam,
    Van,
    Wachttijd,
)
from keten.contract.berichten.model import UitBericht
from keten.contract.velden import Datum, Stuur

_DAG = Stuur("een dag over een organisatie, zonder personen")
Vanaf = Annotated[Datum, _DAG, Field(description="Eerste dag waarop dit zo is.", examples=["2026-11-16"])]
GeldigTot = Annotated[
    Datum,
    _DAG,
    Field(description="Laatste dag waarop dit zo is; daarna is het onbekend.", examples=["2026-12-31"]),
]


class CapaciteitGewijzigd(UitBericht):
    """For whoever refers; it has no subject, for it is about no matter."""

    type = "capaciteit.gewijzigd"
    naam = "uit/capaciteit-gewijzigd"
    betekenis = (
        "Een organisatie laat weten of zij plek heeft. U beslist zelf of u verwijst; er is geen subject. Het "
        "laatste bericht van een organisatie over een product en gemeente telt."
    )
    voorbeelden = MappingProxyType({"van": "mee", "van_naam": "MEE"})

    van: Van
    van_naam: Naam
    capaciteit: Capaciteitcode
    product: CapaciteitProduct = None
    gemeente: CapaciteitGemeente = None
    vanaf: Vanaf
    geldig_tot: GeldigTot
    wachttijd_weken: Wachttijd = None
