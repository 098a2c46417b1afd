"""Understands that a party says how much room it has, for a product or for all it does."""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.gedeeld import Capaciteitcode, CapaciteitGemeente, CapaciteitProduct, Wachttijd
from keten.contract.berichten.model import InBericht
from keten.contract.velden import Datum, Kluis, Stuur, Verhaal

_DAG = Stuur("een dag over een organisatie, zonder personen")


class CapaciteitGewijzigd(InBericht):
    """About the party itself, and never about a client."""

    type = "capaciteit.gewijzigd"
    naam = "in/capaciteit-gewijzigd"
    betekenis = (
        "U laat weten of u plek hebt. Het gaat over geen enkel verzoek: zonder subject, zonder toelichting. "
        "Wie verwijst, krijgt het te lezen en beslist zelf; wij weigeren er niets om en sturen niets om."
    )
    zonder_zaak = True
    voorbeelden = MappingProxyType({"toelichting": None, "kenmerk": None, "door": "planner"})

    toelichting: Annotated[Verhaal | None, Kluis("vrije tekst kan over personen gaan")] = Field(
        None, description="Laat dit leeg: wat u schrijft, zou velen bereiken en kan over personen gaan."
    )
    capaciteit: Capaciteitcode
    product: CapaciteitProduct = None
    gemeente: CapaciteitGemeente = None
    vanaf: Annotated[Datum | None, _DAG] = Field(
        None, description="Eerste dag waarop dit zo is; leeg: vanaf nu.", examples=["2026-11-16"]
    )
    tot: Annotated[Datum | None, _DAG] = Field(
        None,
        description="Laatste dag waarop dit zo is. Leeg: tot u iets anders zegt, en hoogstens zo lang als de "
        "inrichting het gelooft; daarna is het onbekend.",
        examples=["2026-12-31"],
    )
    wachttijd_weken: Wachttijd = None

    @model_validator(mode="after")
    def _zonder_verhaal(self) -> Self:
        if self.toelichting is not None:
            raise PydanticCustomError("verhaal_past_niet", "what many read holds no free text")
        if self.vanaf is not None and self.tot is not None and self.tot < self.vanaf:
            raise PydanticCustomError("tot_voor_vanaf", "it ends before it begins")
        return self
