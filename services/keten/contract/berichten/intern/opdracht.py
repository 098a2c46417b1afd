"""Understands the order to send one message to one receiver: what stands on the topic `berichten`."""

from __future__ import annotations

from typing import Annotated, ClassVar, TypeAlias, TypeVar
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.gedeeld import Positie
from keten.contract.berichten.model import Model, Record
from keten.contract.velden import Geheim, Kluis, Moment, Partijcode, Stuur, Telling


class Gegevens(Model):
    """The fields of one kind of order."""


G = TypeVar("G", bound=Gegevens)
OpdrachtGegevens: TypeAlias = Annotated[
    G, Stuur("wat het bericht zegt, zonder persoonsgegevens"), Field(description="Wat het bericht zegt.")
]


class Opdracht(Record):
    """One order. `type`: short type of the message that will go out.

    `herkomst` is set only by an edge process: by it, with `nummer`, `bezorging` knows the repeats of a
    re-read record. `kluis`, `kenmerk`: ciphertext under the key of `verzoek_id`.
    """

    type: ClassVar[str]

    bericht_id: Annotated[UUID, Stuur("maakt een herhaling herkenbaar")] = Field(
        description="Id van het uitgaande bericht.", examples=["5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d"]
    )
    ontvanger: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de ontvanger.", examples=["politie"]
    )
    verzoek_id: Annotated[UUID | None, Stuur("wijst de zaak en haar sleutel aan; blijft binnen")] = Field(
        None, description="De zaak, als die bekend is.", examples=["0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"]
    )
    onderdeel: Annotated[Telling, Stuur("welk deel van de vraag")] = Field(
        1, description="Onderdeel van de zaak.", examples=[1]
    )
    nu: Annotated[Moment, Stuur("tijd van de oorzaak")] = Field(
        description="Tijd waarop de oorzaak gebeurde.", examples=["2026-11-13T09:00:00Z"]
    )
    oorzaak: Annotated[UUID, Stuur("maakt navolgbaar waarom dit uitgaat; blijft binnen")] = Field(
        description="Id van het feit dat hiertoe leidde.", examples=["7c9e6679-7425-50de-944b-e07fc1f90ae7"]
    )
    herkomst: Annotated[Positie | None, Stuur("maakt een herhaling herkenbaar")] = Field(
        None, description="Het record van een partner waar een randproces dit uit maakte."
    )
    nummer: Annotated[Telling, Stuur("maakt een herhaling herkenbaar")] = Field(
        0, description="De hoeveelste opdracht uit dat record, vanaf 0.", examples=[0]
    )
    kluis: Annotated[Geheim | None, Kluis("versleuteld: persoonsgegevens en verhaal")] = Field(
        None, description="Versleutelde velden uit het bericht van de andere partij."
    )
    kenmerk: Annotated[Geheim | None, Kluis("versleuteld: het kenmerk van de ontvanger")] = Field(
        None, description="Versleuteld eigen kenmerk van de ontvanger."
    )
    gegevens: OpdrachtGegevens[Gegevens]
