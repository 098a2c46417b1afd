"""Understands how far `inname` has read one partner's topic."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import Record
from keten.contract.velden import Regel, Stuur, Telling


class Watermerk(Record):
    """Everything that arrived on `topic` up to and including `gelezen_tot_ms` is a fact by now."""

    naam = "intern/watermerk"
    betekenis = "Tot welk moment alles van een partner gelezen en vastgelegd is."

    topic: Annotated[Regel, Stuur("welke partner")] = Field(
        description="Topic van de partner.", examples=["in.politie"]
    )
    gelezen_tot_ms: Annotated[Telling, Stuur("een wekker wacht tot dit moment voorbij is")] = Field(
        description="Aankomsttijd in milliseconden sinds 1970 tot en met welke alles gelezen is.",
        examples=[1794560400000],
    )
