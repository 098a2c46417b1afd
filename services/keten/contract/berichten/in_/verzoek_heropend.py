"""Understands that what was ended goes on, and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Reden


class VerzoekHeropend(InBericht):
    """With a reason."""

    type = "verzoek.heropend"
    naam = "in/verzoek-heropend"
    betekenis = "Het afgeronde verzoek gaat verder, bij wie het het laatst leidde."

    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["ANDERS"]
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
