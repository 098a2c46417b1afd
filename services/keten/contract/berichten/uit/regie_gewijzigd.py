"""Understands that a request has another owner, as far as the receiver may know who."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import EigenKenmerk, HouderOfNiet, NaamOfNiet, Verantwoordelijk
from keten.contract.berichten.meegegeven import BetrokkenenOfNiet, Toelichting
from keten.contract.berichten.model import UitBericht


class RegieGewijzigd(UitBericht):
    """Who owns it from now on. Warm to an owner who is new in it."""

    type = "regie.gewijzigd"
    naam = "uit/regie-gewijzigd"
    betekenis = "De zaak heeft voortaan een andere eigenaar: wie en als wat."

    kenmerk: EigenKenmerk = None
    verantwoordelijkheid: Verantwoordelijk
    houder: HouderOfNiet = None
    houder_naam: NaamOfNiet = None
    betrokkenen: BetrokkenenOfNiet = None
    toelichting: Toelichting = None
