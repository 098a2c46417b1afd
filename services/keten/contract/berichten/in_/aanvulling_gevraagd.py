"""Understands that the receiver cannot decide without more information, and what it asks for."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, eis_toelichting
from keten.contract.velden import Stuur
from keten.domein.begrippen import Aanvulling


class AanvullingGevraagd(InBericht):
    """A question to the sender; the receiver's clocks stand still meanwhile, once per request."""

    type = "aanvulling.gevraagd"
    naam = "in/aanvulling-gevraagd"
    betekenis = (
        "De ontvanger kan niet besluiten zonder meer informatie en vraagt de afzender erom. De eerste keer "
        "staan zijn termijnen stil tot het antwoord er is, of tot de afzender zijn tijd heeft gehad."
    )
    voorbeelden = VAN_ONTVANGER

    gevraagd: Annotated[Aanvulling, Stuur("een code, zonder verhaal")] = Field(
        description="Wat er ontbreekt; bij ANDERS is toelichting verplicht. Niet elke afzender krijgt uw "
        "toelichting te lezen, de code wel.",
        examples=["CONTACTGEGEVENS"],
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.gevraagd)
