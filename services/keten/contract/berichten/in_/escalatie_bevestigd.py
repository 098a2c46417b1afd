"""Understands that a person took an escalation up."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import BIJ_ONTVANGER, InBericht
from keten.contract.velden import Rolcode, Stuur


class EscalatieBevestigd(InBericht):
    """A person confirms; the duty that was escalated stays open."""

    type = "escalatie.bevestigd"
    naam = "in/escalatie-bevestigd"
    betekenis = "Een persoon aan wie is geëscaleerd, bevestigt dat hij of zij ermee bezig is."
    voorbeelden = BIJ_ONTVANGER

    door: Annotated[Rolcode, Stuur("een mens bevestigt, geen systeem; een rol, geen naam")] = Field(
        description="Rol van wie bevestigt: kleine letters, cijfers en streepjes, hoogstens 40 tekens. Moet: "
        "een escalatie wordt door een mens bevestigd.",
        examples=["coordinator"],
    )
