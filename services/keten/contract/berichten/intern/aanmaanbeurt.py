"""Understands the turn in which a receiver may be reminded: a moment, or what goes out because of it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import Record
from keten.contract.velden import Geheim, Kluis, Moment, Partijcode, Stuur


class Aanmaanbeurt(Record):
    """`bezorging` writes it for itself. Without `opdrachten`: it is this late now. With: these go out."""

    naam = "intern/aanmaanbeurt"
    betekenis = "Het moment waarop een ontvanger weer aangemaand mag worden, of wat er dan uitgaat."

    ontvanger: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de ontvanger.", examples=["sociaal-wijkteam"]
    )
    nu: Annotated[Moment, Stuur("hieraan wordt het uur afgemeten")] = Field(
        description="Tijd waarop de beurt ging.", examples=["2026-11-13T09:00:00Z"]
    )
    opdrachten: Annotated[tuple[Geheim, ...], Kluis("opdrachten, met wat daarin versleuteld is")] = Field(
        (), description="De opdrachten die uitgaan, zoals zij op berichten kwamen."
    )
