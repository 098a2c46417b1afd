"""Understands what became of one record of a partner."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.model import Record
from keten.contract.velden import Moment, Regel, Stuur, Telling
from keten.domein.begrippen import Uitslag

_PLEK = Stuur("plek van het record dat beoordeeld is")


class Verdict(Record):
    """A later verdict on the same position replaces WACHT or GEISOLEERD."""

    naam = "intern/verdict"
    betekenis = "Oordeel over een record van een partner: wat ermee is gebeurd."

    topic: Annotated[Regel, _PLEK] = Field(description="Topic van het record.", examples=["in.politie"])
    partitie: Annotated[Telling, _PLEK] = Field(description="Partitie van het record.", examples=[0])
    offset: Annotated[Telling, _PLEK] = Field(description="Offset van het record.", examples=[17])
    uitslag: Annotated[Uitslag, Stuur("de som van alle uitslagen moet kloppen")] = Field(
        description="Wat er met het record is gebeurd.", examples=["TOEGEPAST"]
    )
    code: Annotated[str | None, Stuur("een vaste code, zonder inhoud")] = Field(
        None, pattern=r"^KTN-[0-9]{3}$", description="Code van de fout of weigering.", examples=["KTN-206"]
    )
    kernversie: Annotated[Regel, Stuur("maakt een oordeel navolgbaar")] = Field(
        description="Versie van de kern die oordeelde.", examples=["0.1.0"]
    )
    verzoek_id: Annotated[UUID | None, Stuur("wijst de zaak aan; blijft binnen")] = Field(
        None, description="De zaak, als die bekend is.", examples=["0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"]
    )
    nu: Annotated[Moment, Stuur("tijd van het record")] = Field(
        description="Aankomsttijd van het record.", examples=["2026-11-13T09:00:00Z"]
    )
