"""Understands that a creditor lets its debtor off a duty, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Plicht, Reden


class VerplichtingKwijtgescholden(InBericht):
    """With a reason."""

    type = "verplichting.kwijtgescholden"
    naam = "in/verplichting-kwijtgescholden"
    betekenis = "Wie iets te goed heeft, scheldt het kwijt: die verplichting hoeft niet meer."

    plicht: Annotated[Plicht, Stuur("wijst de verplichting aan")] = Field(
        description="Wat niet meer hoeft; alleen wat op dit onderdeel aan u verschuldigd is.",
        examples=["STAND"],
    )
    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["ANDERS"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
