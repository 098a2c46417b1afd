"""Understands an action that somebody adds to a request and keeps in its own hands."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht
from keten.contract.velden import Datum, Productcode, Stuur
from keten.domein.begrippen import Thema


class OnderdeelToegevoegd(InBericht):
    """A part that stays with whoever adds it."""

    type = "onderdeel.toegevoegd"
    naam = "in/onderdeel-toegevoegd"
    betekenis = (
        "Een actie die bij uzelf blijft, als onderdeel van de zaak. Het subject is dat van het onderdeel "
        "waar de actie uit voortkomt; uw naam voor de actie krijgt u in status.gewijzigd."
    )
    voorbeelden = VAN_ONTVANGER

    thema: Annotated[Thema | None, Stuur("bepaalt termijnen")] = Field(
        None, description="Waar de actie over gaat; leeg: over hetzelfde.", examples=["MEEDOEN"]
    )
    product: Annotated[Productcode | None, Stuur("het pad in de keten hangt ervan af")] = Field(
        None, description="Code van wat gevraagd wordt, als dat een product is.", examples=["taalles"]
    )
    uiterlijk_datum: Annotated[Datum | None, Stuur("een termijn die de wereld stelt, geen regel")] = Field(
        None,
        description="De laatste dag waarop het nog helpt. Hij schuift niet op voor een weekend of feestdag.",
        examples=["2026-11-17"],
    )
