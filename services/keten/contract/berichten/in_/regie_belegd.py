"""Understands that regie over a request is taken, offered to another, or laid down."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.model import InBericht
from keten.contract.velden import Partijcode, Stuur
from keten.domein.begrippen import Regiedaad, Regierol


class RegieBelegd(InBericht):
    """A hand-over counts only once the taker takes it."""

    type = "regie.belegd"
    naam = "in/regie-belegd"
    betekenis = (
        "De regie over het verzoek wordt genomen, aan een ander aangeboden, neergelegd of niet overgenomen. "
        "Aangeboden regie gaat pas over als de ander haar neemt."
    )

    daad: Annotated[Regiedaad, Stuur("wie eigenaar is, hangt ervan af")] = Field(
        description="NEMEN: u hebt de regie voortaan. OVERDRAGEN: u biedt haar aan `naar` aan. NEERLEGGEN: u "
        "hebt haar niet langer, of neemt niet over wat u is aangeboden.",
        examples=["OVERDRAGEN"],
    )
    soort: Annotated[Regierol, Stuur("een gezinscoach gaat voor")] = Field(
        Regierol.REGIEHOUDER, description="Als wat u de regie neemt.", examples=["REGIEHOUDER"]
    )
    naar: Annotated[Partijcode | None, Stuur("code van een organisatie, geen persoon")] = Field(
        None, description="Bij OVERDRAGEN verplicht: aan welke organisatie.", examples=["sociaal-wijkteam"]
    )

    @model_validator(mode="after")
    def _met_ontvanger(self) -> Self:
        if self.daad is Regiedaad.OVERDRAGEN and self.naar is None:
            raise PydanticCustomError("naar_ontbreekt", "a hand-over needs somebody to go to")
        return self
