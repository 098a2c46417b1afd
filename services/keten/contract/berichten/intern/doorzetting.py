"""Understands what the orders for a warm hand-over share."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.gedeeld import (
    AanleidingOfNiet,
    Afzender,
    BesluitUiterlijk,
    Gemeente,
    OntvangstUiterlijk,
    RegelId,
    Themacode,
    UiterlijkDatumOfNiet,
    Urgentiecode,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht
from keten.contract.berichten.kandidaten import OokAanAnderen
from keten.contract.velden import Geheim, Kluis


class Doorzetopdracht(Opdracht):
    """`kluis_erbij`: ciphertext of what the sender said when it offered the verzoek again."""

    kluis_erbij: Annotated[Geheim | None, Kluis("versleuteld: verhaal")] = Field(
        None, description="Versleutelde velden uit het bericht waarmee het opnieuw is aangeboden."
    )


class DoorzettingGegevens(Gegevens):
    """What such an order says; names and `kluis` are added when it is carried out."""

    afzender: Afzender
    gemeente: Gemeente
    thema: Themacode
    urgentie: Urgentiecode
    regel: RegelId
    ontvangst_uiterlijk: OntvangstUiterlijk
    besluit_uiterlijk: BesluitUiterlijk
    aanleiding: AanleidingOfNiet = None
    uiterlijk_datum: UiterlijkDatumOfNiet = None
    ook_aan_anderen: OokAanAnderen = False
