"""Understands that the sender gives more information, asked or not, or a party puts right what it said."""

from __future__ import annotations

from typing import Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.gedeeld import BeantwoordOnjuist, CorrectieOfNiet
from keten.contract.berichten.meegegeven import BetrokkenenOfNiet
from keten.contract.berichten.model import InBericht, eis_toelichting


class AanvullingGegeven(InBericht):
    """More about the matter; it goes whole to whoever has it."""

    type = "aanvulling.gegeven"
    naam = "in/aanvulling-gegeven"
    betekenis = (
        "De afzender vult het verzoek aan, met toelichting, betrokkenen of beide; de ontvanger krijgt alles "
        "wat hierin staat. Wie om een correctie is gevraagd, afzender of ontvanger, antwoordt hier ook mee; "
        "alleen met correctie telt het als dat antwoord."
    )

    betrokkenen: BetrokkenenOfNiet = None
    correctie: CorrectieOfNiet = None
    onjuist: BeantwoordOnjuist = None

    @model_validator(mode="after")
    def _zegt_iets(self) -> Self:
        if self.correctie is not None:
            return eis_toelichting(self, self.correctie)
        if self.onjuist is not None:
            raise PydanticCustomError("correctie_ontbreekt", "it answers a question, and not how")
        if not self.toelichting and not self.betrokkenen:
            raise PydanticCustomError("aanvulling_leeg", "this adds nothing")
        return self
