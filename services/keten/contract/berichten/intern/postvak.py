"""Understands the state that `bezorging` keeps per receiver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import Model, Record
from keten.contract.velden import Regel, Stuur, Telling

_PLEK = Stuur("maakt een herhaling herkenbaar")


class GezienePlek(Model):
    """The last order seen from one partition of a partner's topic."""

    topic: Annotated[Regel, _PLEK] = Field(description="Topic van een partner.", examples=["in.politie"])
    partitie: Annotated[Telling, _PLEK] = Field(description="Partitie.", examples=[0])
    offset: Annotated[Telling, _PLEK] = Field(description="Laatste offset.", examples=[17])
    nummer: Annotated[Telling, _PLEK] = Field(description="Laatste opdracht uit dat record.", examples=[0])


class PostvakRecord(Record):
    """See `Postvak` in `keten.contract.toestand`."""

    naam = "intern/postvak"
    betekenis = "Stand van de uitgaande post aan een ontvanger."

    volgnummer: Annotated[Telling, Stuur("een ontvanger ziet zo of er iets ontbreekt")] = Field(
        description="Laatste volgnummer dat gegeven is; 0 als er nog niets uitging.", examples=[41]
    )
    gezien: Annotated[tuple[GezienePlek, ...], _PLEK] = Field(
        description="Per partitie van een randproces de laatste opdracht."
    )
