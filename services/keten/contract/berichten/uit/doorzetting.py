"""Understands what every warm hand-over shares: question and client data go along."""

from __future__ import annotations

from types import MappingProxyType

from keten.contract.berichten.gedeeld import (
    AanleidingOfNiet,
    Afzender,
    BesluitUiterlijk,
    EigenKenmerk,
    Gemeente,
    Naam,
    OntvangstUiterlijk,
    RegelId,
    Themacode,
    UiterlijkDatumOfNiet,
    Urgentiecode,
)
from keten.contract.berichten.kandidaten import OokAanAnderen
from keten.contract.berichten.meegegeven import (
    Aanvulling,
    BetrokkenenOfNiet,
    KenmerkAfzender,
    Toelichting,
    WaargenomenOp,
)
from keten.contract.berichten.model import BIJ_ONTVANGER, UitBericht


class UitDoorzetting(UitBericht):
    """The receiver is the next to act."""

    voorbeelden = MappingProxyType(
        {
            **BIJ_ONTVANGER,
            "afzender_naam": "Politie",
            "toelichting": "Mevrouw was in de war en wist niet waar zij woonde.",
        }
    )

    kenmerk: EigenKenmerk = None
    afzender: Afzender
    afzender_naam: Naam
    kenmerk_afzender: KenmerkAfzender = None
    gemeente: Gemeente
    thema: Themacode
    urgentie: Urgentiecode
    regel: RegelId
    ontvangst_uiterlijk: OntvangstUiterlijk
    besluit_uiterlijk: BesluitUiterlijk
    betrokkenen: BetrokkenenOfNiet = None
    toelichting: Toelichting = None
    waargenomen_op: WaargenomenOp = None
    aanleiding: AanleidingOfNiet = None
    uiterlijk_datum: UiterlijkDatumOfNiet = None
    aanvulling: Aanvulling = None
    ook_aan_anderen: OokAanAnderen = False
