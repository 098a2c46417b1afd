"""Understands how a professional and a client look back on support."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import InBericht
from keten.contract.velden import Stuur
from keten.domein.begrippen import Antwoord, Ervaring, Verloop


class EvaluatieGegeven(InBericht):
    """The four questions, and the client's experience beside them."""

    type = "evaluatie.gegeven"
    naam = "in/evaluatie-gegeven"
    betekenis = (
        "De evaluatie: wat de professional van vraag, proces, zelfredzaamheid en participatie vindt, en wat "
        "de client ervan vond. Wie ontevreden is, heropent het verzoek."
    )

    vraag_beantwoord: Annotated[Antwoord, Stuur("een onbeantwoorde vraag heropent het verzoek")] = Field(
        description="Of de vraag is beantwoord, volgens de professional.", examples=["JA"]
    )
    proces_goed: Annotated[Antwoord, Stuur("een code, zonder verhaal")] = Field(
        description="Of het goed is verlopen, volgens de professional.", examples=["DEELS"]
    )
    zelfredzaamheid: Annotated[Verloop, Stuur("een code, zonder verhaal")] = Field(
        description="Hoe de zelfredzaamheid zich ontwikkelde.", examples=["GESTEGEN"]
    )
    participatie: Annotated[Verloop, Stuur("een code, zonder verhaal")] = Field(
        description="Hoe het meedoen zich ontwikkelde.", examples=["NIET_GEMETEN"]
    )
    ervaring: Annotated[Ervaring, Stuur("een ontevreden client heropent het verzoek")] = Field(
        description="Wat de client ervan vond, of dat daar niets over bekend is.", examples=["TEVREDEN"]
    )
