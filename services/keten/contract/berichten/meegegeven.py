"""Understands the `kluis` fields that a receiver may get from another party's message."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.persoon import Betrokkene
from keten.contract.velden import Kenmerktekst, Kluis, Moment, Verhaal

KenmerkAfzender = Annotated[
    Kenmerktekst | None,
    Kluis("een kenmerk van een ander kan een naam of nummer bevatten"),
    Field(description="Het kenmerk van de melder, voor als u elkaar spreekt.", examples=["POL-2026-0113"]),
]
BetrokkenenOfNiet = Annotated[
    tuple[Betrokkene, ...] | None,
    Kluis("identiteit van personen"),
    Field(max_length=20, description="Om wie het gaat."),
]
Toelichting = Annotated[
    Verhaal | None,
    Kluis("vrije tekst over personen"),
    Field(
        description="Toelichting in gewone taal.",
        examples=["Er is met mevrouw gesproken; haar zus helpt nu."],
    ),
]
Aanvulling = Annotated[
    Verhaal | None,
    Kluis("vrije tekst over personen"),
    Field(
        description="Wat de afzender erbij zei toen hij het opnieuw aanbood.",
        examples=["Haar zus kan volgende week niet meer helpen."],
    ),
]
WaargenomenOp = Annotated[
    Moment | None,
    Kluis("hoort bij het verhaal"),
    Field(description="Wanneer het is gezien of gehoord.", examples=["2026-11-13T08:40:00Z"]),
]
