"""Understands that the client did not come to an appointment."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Datum, Stuur


class AfspraakNietVerschenen(InBericht):
    """A no-show; the next attempt at contact has a clock."""

    type = "afspraak.niet-verschenen"
    naam = "in/afspraak-niet-verschenen"
    betekenis = "De client kwam niet op de afspraak; er wordt opnieuw contact gezocht."
    voorbeelden = VAN_ONTVANGER

    datum: Annotated[Datum | None, Stuur("of de afspraak is nagekomen, telt")] = Field(
        None, description="Van welke dag; leeg: van de laatste afspraak.", examples=["2026-11-20"]
    )
