"""Understands what is asked of a party because of what another said, or of what we refused."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    AanvullingOfNiet,
    Actiecode,
    EigenKenmerk,
    GelezenBericht,
    OnjuistOfNiet,
    Plichtcode,
    RedenOfNiet,
    Uiterlijk,
)
from keten.contract.berichten.meegegeven import Toelichting
from keten.contract.berichten.model import UitBericht


class ActieGevraagd(UitBericht):
    """What to do, for which duty, until when."""

    type = "actie.gevraagd"
    naam = "uit/actie-gevraagd"
    betekenis = "U bent aan zet: dit wordt van u gevraagd, en tot wanneer."

    kenmerk: EigenKenmerk = None
    actie: Actiecode
    plicht: Plichtcode
    uiterlijk: Uiterlijk
    reden: RedenOfNiet = None
    gevraagd: AanvullingOfNiet = None
    onjuist: OnjuistOfNiet = None
    bericht: GelezenBericht = None
    toelichting: Toelichting = None
