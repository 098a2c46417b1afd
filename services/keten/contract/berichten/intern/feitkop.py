"""Understands what every fact says about itself, as it stands on `feiten`."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.gedeeld import Positie
from keten.contract.berichten.model import Model
from keten.contract.velden import Geheim, Kluis, Moment, Partijcode, Regel, Rolcode, Stuur, Telling


class FeitKop(Model):
    """Mirrors `Kop` of the core, field by field."""

    feit_id: Annotated[UUID, Stuur("maakt een herhaling herkenbaar")] = Field(
        description="Id van dit feit.", examples=["7c9e6679-7425-50de-944b-e07fc1f90ae7"]
    )
    verzoek_id: Annotated[UUID, Stuur("wijst de zaak aan; blijft binnen")] = Field(
        description="De zaak.", examples=["0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"]
    )
    nu: Annotated[Moment, Stuur("de enige tijd die de kern kent")] = Field(
        description="Wanneer dit gebeurde: de aankomsttijd, of de tijd van de schrijver.",
        examples=["2026-11-13T09:00:00Z"],
    )
    inrichting: Annotated[Telling, Stuur("welke regels toen golden")] = Field(
        description="Versie van de inrichting die toen gold.", examples=[1]
    )
    afzender: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de organisatie, of wijkketen.", examples=["politie"]
    )
    door: Annotated[Rolcode | None, Stuur("een rol, geen naam")] = Field(
        None, description="Rol van de persoon.", examples=["wijkagent"]
    )
    bericht_id: Annotated[
        Regel | None, Stuur("herkent dubbele berichten; een id met een BSN wordt geweigerd")
    ] = Field(
        None,
        description="Id dat de afzender aan zijn bericht gaf.",
        examples=["3f2c6a1e-0000-4000-8000-000000000001"],
    )
    bericht_hash: Annotated[
        bytes | None, Stuur("herkent andere inhoud onder hetzelfde id; zonder sleutel niets waard")
    ] = Field(
        None,
        min_length=16,
        max_length=16,
        description="Vingerafdruk van de inhoud, met de sleutel van de zaak.",
    )
    herkomst: Annotated[Positie | None, Stuur("maakt een herlezing herkenbaar")] = Field(
        None, description="Het record van de partner waar dit feit uit kwam."
    )
    onderdeel: Annotated[Telling, Stuur("welk deel van de vraag")] = Field(
        1, description="Onderdeel van de zaak.", examples=[1]
    )
    kenmerk: Annotated[Geheim | None, Kluis("versleuteld: het kenmerk van de afzender")] = Field(
        None, description="Versleuteld eigen kenmerk van de afzender."
    )
    kluis: Annotated[Geheim | None, Kluis("versleuteld: persoonsgegevens en verhaal")] = Field(
        None, description="Versleutelde velden van het bericht."
    )
