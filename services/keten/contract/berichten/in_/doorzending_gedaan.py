"""Understands that a receiver passes a request on to whom it belongs with."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Partijcode, Stuur


class DoorzendingGedaan(InBericht):
    """The sender is always told."""

    type = "doorzending.gedaan"
    naam = "in/doorzending-gedaan"
    betekenis = "De ontvanger stuurt het verzoek door naar wie het hoort; de afzender krijgt bericht."
    voorbeelden = VAN_ONTVANGER

    ontvanger: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de nieuwe ontvanger.", examples=["schuldhulp"]
    )
