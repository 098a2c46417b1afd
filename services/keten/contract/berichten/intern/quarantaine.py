"""Understands bytes of a partner that nobody could read, kept encrypted until somebody repairs them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.gedeeld import Foutcode
from keten.contract.berichten.model import Record
from keten.contract.velden import Geheim, Kluis, Moment, Partijcode, Regel, Stuur, Telling

_PLEK = Stuur("plek van het record")


class Quarantaine(Record):
    """`geheim`: the record's bytes under the vault key `sleutel_id` (one per partner and day)."""

    naam = "intern/quarantaine"
    betekenis = "Een record van een partner dat niet te lezen was, versleuteld bewaard."

    topic: Annotated[Regel, _PLEK] = Field(description="Topic van het record.", examples=["in.politie"])
    partitie: Annotated[Telling, _PLEK] = Field(description="Partitie van het record.", examples=[0])
    offset: Annotated[Telling, _PLEK] = Field(description="Offset van het record.", examples=[18])
    ontvangen_op: Annotated[Moment, Stuur("hoe lang het al wacht")] = Field(
        description="Aankomsttijd.", examples=["2026-11-13T09:00:00Z"]
    )
    code: Foutcode
    partner: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de partner.", examples=["politie"]
    )
    geheim: Annotated[Geheim, Kluis("versleuteld: er kan van alles in staan")] = Field(
        description="De versleutelde bytes van het record."
    )
    sleutel_id: Annotated[Regel, Stuur("wijst de sleutel aan")] = Field(
        description="Naam van de sleutel in de kluis.", examples=["quarantaine/politie/2026-11-13"]
    )
