"""Understands what the four openings share: under which reference, about what, and about whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import InBericht
from keten.contract.berichten.persoon import Betrokkene
from keten.contract.velden import Datum, Gemeentecode, JaNee, Kenmerktekst, Kluis, Moment, Stuur
from keten.domein.begrippen import Aanleiding, Thema, Urgentie


class InOpening(InBericht):
    """Opens a request under the sender's own reference."""

    opent = True

    kenmerk: Annotated[Kenmerktekst, Kluis("een kenmerk van een ander kan een naam of nummer bevatten")] = (
        Field(
            description="Uw eigen, unieke kenmerk hiervoor: 1 tot 100 tekens, geen witruimte aan de randen.",
            examples=["POL-2026-0113"],
        )
    )
    gemeente: Annotated[Gemeentecode, Stuur("kiest de regels die gelden")] = Field(
        description="CBS-code van de gemeente, vier cijfers.", examples=["0505"]
    )
    thema: Annotated[Thema, Stuur("bepaalt wie de melding krijgt en binnen welke termijn")] = Field(
        description="Waar de melding over gaat.", examples=["ZORG_EN_OVERLAST"]
    )
    urgentie: Annotated[Urgentie, Stuur("bepaalt termijnen")] = Field(
        Urgentie.ROUTINE, description="Hoe dringend het is.", examples=["ROUTINE"]
    )
    terugkoppeling_gewenst: Annotated[JaNee, Stuur("bepaalt wie een antwoord te goed heeft")] = Field(
        True, description="Of u wilt horen hoe het afloopt. Ja, tenzij u iets anders zegt.", examples=[True]
    )
    betrokkenen: Annotated[tuple[Betrokkene, ...], Kluis("identiteit van personen")] = Field(
        min_length=1, max_length=20, description="Om wie het gaat: 1 tot 20 personen."
    )
    waargenomen_op: Annotated[
        Moment | None, Kluis("hoort bij het verhaal; sturen gaat op de aankomsttijd")
    ] = Field(None, description="Wanneer het is gezien of gehoord.", examples=["2026-11-13T08:40:00Z"])
    aanleiding: Annotated[Aanleiding | None, Stuur("maakt het dringend en kiest zo de termijnen")] = Field(
        None,
        description="Wat er dreigt, als dat zo is; het is dan ten minste SPOED.",
        examples=["DREIGENDE_ONTRUIMING"],
    )
    uiterlijk_datum: Annotated[Datum | None, Stuur("een termijn die de wereld stelt, geen regel")] = Field(
        None,
        description="De laatste dag waarop een antwoord nog helpt. Hij schuift niet op voor een weekend of "
        "feestdag.",
        examples=["2026-11-17"],
    )
