"""Understands the warm hand-over of a melding: question and client data go along."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Afzender,
    BesluitUiterlijk,
    EigenKenmerk,
    Gemeente,
    Naam,
    OntvangstUiterlijk,
    RegelId,
    Themacode,
    Urgentiecode,
)
from keten.contract.berichten.meegegeven import BetrokkenenOfNiet, KenmerkAfzender, Toelichting, WaargenomenOp
from keten.contract.berichten.model import UitBericht


class MeldingDoorgezet(UitBericht):
    """The receiver is the next to act."""

    type = "melding.doorgezet"
    naam = "uit/melding-doorgezet"
    betekenis = "Een melding voor u, met de vraag en de gegevens van de client."

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
