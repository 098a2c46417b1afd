"""Understands that the sender gives more information, asked or not."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.meegegeven import BetrokkenenOfNiet
from keten.contract.berichten.model import InBericht


class AanvullingGegeven(InBericht):
    """More about the matter; it goes whole to whoever has it."""

    type = "aanvulling.gegeven"
    naam = "in/aanvulling-gegeven"
    betekenis = "De afzender vult het verzoek aan; de ontvanger krijgt alles wat hierin staat."

    betrokkenen: BetrokkenenOfNiet = None

    @model_validator(mode="after")
    def _zegt_iets(self) -> Self:
        if not self.toelichting and not self.betrokkenen:
            raise PydanticCustomError("toelichting_ontbreekt", "this adds nothing")
        return self
