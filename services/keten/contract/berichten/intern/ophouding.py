"""Understands whether a partner's topic is held back, since when, and until when."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import Record
from keten.contract.velden import JaNee, Moment, Regel, Stuur, Telling


class Ophoudreden(Enum):
    """Which limit was passed."""

    REEKS = "REEKS"
    AANDEEL = "AANDEEL"


class Ophouding(Record):
    """The latest word on one topic: held back, or let go again. It holds no content and no id of a record."""

    naam = "intern/ophouding"
    betekenis = "Of het topic van een partner wordt opgehouden om wat erop staat."

    topic: Annotated[Regel, Stuur("welke partner")] = Field(
        description="Topic van de partner.", examples=["in.politie"]
    )
    opgehouden: Annotated[JaNee, Stuur("of er van dit topic gelezen wordt")] = Field(
        description="Of het wordt opgehouden; anders is het vrijgegeven.", examples=[True]
    )
    sinds: Annotated[Moment, Stuur("het laatste woord telt")] = Field(
        description="Sinds wanneer dit zo is.", examples=["2026-11-13T09:00:00Z"]
    )
    vrij_op: Annotated[Moment | None, Stuur("wanneer het vanzelf weer vrij is")] = Field(
        None, description="Wanneer het vanzelf vrijkomt, als niemand dat eerder doet."
    )
    reden: Annotated[Ophoudreden | None, Stuur("welke grens het was")] = Field(
        None, description="Welke grens werd overschreden: een reeks achter elkaar, of het aandeel."
    )
    onbruikbaar: Annotated[Telling, Stuur("hoe erg het was")] = Field(
        0, description="Hoeveel records in het venster onbruikbaar waren.", examples=[50]
    )
    van: Annotated[Telling, Stuur("hoe erg het was")] = Field(
        0, description="Hoeveel records er in dat venster waren.", examples=[60]
    )
