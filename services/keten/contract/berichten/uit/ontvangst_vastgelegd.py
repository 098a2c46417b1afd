"""Understands the technical acknowledgement of a partner's message."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import BerichtId, EigenKenmerk, OntvangenOp, Opmerkingen
from keten.contract.berichten.model import UitBericht


class OntvangstVastgelegd(UitBericht):
    """Technical receipt; a message delivered twice is acknowledged twice."""

    type = "ontvangst.vastgelegd"
    naam = "uit/ontvangst-vastgelegd"
    betekenis = "Wijkketen heeft uw bericht ontvangen en vastgelegd. Dit zegt nog niets over de inhoud."

    bericht_id: BerichtId
    kenmerk: EigenKenmerk = None
    ontvangen_op: OntvangenOp
    opmerkingen: Opmerkingen = ()
