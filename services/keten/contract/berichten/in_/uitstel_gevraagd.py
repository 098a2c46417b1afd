"""Understands that the receiver needs more time, until when and why."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, eis_toelichting
from keten.contract.velden import Datum, Stuur
from keten.domein.begrippen import Plicht, Reden


class UitstelGevraagd(InBericht):
    """More time: given once; a second time a person is told."""

    type = "uitstel.gevraagd"
    naam = "in/uitstel-gevraagd"
    betekenis = (
        "De ontvanger heeft meer tijd nodig. Dat kan één keer, vóór de termijn voorbij is; een tweede keer "
        "blijft de termijn staan en gaat het naar een mens."
    )
    voorbeelden = VAN_ONTVANGER

    reden: Annotated[Reden, Stuur("de volgende stap hangt ervan af")] = Field(
        description="Waarom; bij ANDERS is toelichting verplicht.", examples=["GEEN_CAPACITEIT"]
    )
    nieuwe_datum: Annotated[Datum, Stuur("termijnen moeten te bewaken zijn")] = Field(
        description="De nieuwe laatste dag, na de termijn die nu geldt.", examples=["2026-11-27"]
    )
    plicht: Annotated[Plicht | None, Stuur("wijst de termijn aan")] = Field(
        None,
        description="Waarvoor: BESLUIT, EERSTE_CONTACT, STAND of EINDTERUGKOPPELING. Leeg: wat het eerst "
        "verloopt.",
        examples=["BESLUIT"],
    )

    @model_validator(mode="after")
    def _met_toelichting(self) -> Self:
        return eis_toelichting(self, self.reden)
