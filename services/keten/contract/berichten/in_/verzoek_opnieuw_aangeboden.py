"""Understands that a sender offers a request to another receiver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.kandidaten import OokAan
from keten.contract.berichten.model import InBericht
from keten.contract.velden import Partijcode, Stuur


class VerzoekOpnieuwAangeboden(InBericht):
    """Warm again: what the opening said goes along, and what the sender says now."""

    type = "verzoek.opnieuw-aangeboden"
    naam = "in/verzoek-opnieuw-aangeboden"
    betekenis = (
        "De afzender biedt het verzoek een ander aan, of met `ook_aan` meer anderen; wie het eerst "
        "accepteert, krijgt het. Opening en toelichting gaan mee."
    )

    ontvanger: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de nieuwe ontvanger.", examples=["schuldhulp"]
    )
    ook_aan: OokAan = ()
