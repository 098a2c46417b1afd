"""Understands how a part stands, who acts and until when."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Bij,
    CorrectieverloopOfNiet,
    EigenKenmerk,
    KwijtgescholdenOfNiet,
    Naam,
    RedenOfNiet,
    Toestandcode,
    UiterlijkOfOpen,
    VoortgangOfNiet,
)
from keten.contract.berichten.meegegeven import BetrokkenenOfNiet, Toelichting
from keten.contract.berichten.model import UitBericht


class StatusGewijzigd(UitBericht):
    """State of a part, as far as the receiver may know it."""

    type = "status.gewijzigd"
    naam = "uit/status-gewijzigd"
    betekenis = "Een onderdeel van de zaak heeft een nieuwe toestand."

    kenmerk: EigenKenmerk = None
    toestand: Toestandcode
    bij: Bij
    bij_naam: Naam
    uiterlijk: UiterlijkOfOpen = None
    reden: RedenOfNiet = None
    voortgang: VoortgangOfNiet = None
    kwijtgescholden: KwijtgescholdenOfNiet = None
    correctie: CorrectieverloopOfNiet = None
    toelichting: Toelichting = None
    aanvulling: Toelichting = None
    betrokkenen: BetrokkenenOfNiet = None
