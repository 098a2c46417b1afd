"""Understands the Plan van Aanpak: what it says in words, and the actions that become parts."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from keten.contract.berichten.model import VAN_ONTVANGER, InBericht, Model
from keten.contract.velden import Kluis, Productcode, Stuur, Verhaal
from keten.domein.begrippen import Oplossingskader, Thema

_VERHAAL = Kluis("vrije tekst over personen")


class Planactie(Model):
    """What steering needs of one action."""

    thema: Annotated[Thema | None, Stuur("bepaalt termijnen")] = Field(
        None, description="Waar de actie over gaat; leeg: over hetzelfde als het plan.", examples=["MEEDOEN"]
    )
    product: Annotated[Productcode | None, Stuur("het pad in de keten hangt ervan af")] = Field(
        None, description="Code van wat gevraagd wordt, als dat een product is.", examples=["taalles"]
    )


class PlanVastgesteld(InBericht):
    """Problems, goals, results, solutions and actions. Source: chapter 4.2."""

    type = "plan.vastgesteld"
    naam = "in/plan-vastgesteld"
    betekenis = (
        "Het Plan van Aanpak. Elke actie wordt een onderdeel dat bij u begint; naar een ander gaat zij met "
        "verwijzing.aangeboden en het subject van die actie. De eigenaar kijkt elke maand naar elke actie "
        "(functie.verricht VRAAGOPVOLGING), geteld vanaf de dag van het plan."
    )
    voorbeelden = VAN_ONTVANGER

    problemen: Annotated[tuple[Verhaal, ...], _VERHAAL] = Field(
        min_length=1,
        max_length=20,
        description="De problemen.",
        examples=[["Het lukt niet de post bij te houden."]],
    )
    doelen: Annotated[tuple[Verhaal, ...], _VERHAAL] = Field(
        (), max_length=20, description="De doelen.", examples=[["Het zelf kunnen."]]
    )
    resultaten: Annotated[tuple[Verhaal, ...], _VERHAAL] = Field(
        (),
        max_length=20,
        description="De resultaten die gehaald moeten worden.",
        examples=[["De post is op orde."]],
    )
    oplossingen: Annotated[tuple[Oplossingskader, ...], Stuur("een code, zonder verhaal")] = Field(
        (),
        max_length=20,
        description="Uit welk kader de oplossingen komen, in de volgorde van de teksten.",
        examples=[["ALGEMEEN_VOORLIGGEND_COLLECTIEF"]],
    )
    oplossingsteksten: Annotated[tuple[Verhaal, ...], _VERHAAL] = Field(
        (), max_length=20, description="De oplossingen.", examples=[["Beter Nederlands leren."]]
    )
    acties: Annotated[tuple[Planactie, ...], Stuur("elke actie wordt gevolgd")] = Field(
        min_length=1,
        max_length=20,
        description="De acties: 1 tot 20. U krijgt per actie een status.gewijzigd, in deze volgorde.",
    )
    actieteksten: Annotated[tuple[Verhaal, ...], _VERHAAL] = Field(
        (),
        max_length=20,
        description="De acties in woorden, in dezelfde volgorde.",
        examples=[["Taalles volgen."]],
    )

    @model_validator(mode="after")
    def _bij_elkaar(self) -> Self:
        """A text for each, or none: which belongs to which is told by the order alone."""
        for wat, teksten, veld in (
            (self.oplossingen, self.oplossingsteksten, "oplossingsteksten"),
            (self.acties, self.actieteksten, "actieteksten"),
        ):
            if wat and teksten and len(wat) != len(teksten):
                raise PydanticCustomError("aantallen_verschillen", veld)
        return self
