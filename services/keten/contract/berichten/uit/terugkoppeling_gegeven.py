"""Understands the answer to a reporter."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import EigenKenmerk, Eind, Naam, Resultaatcode, Van
from keten.contract.berichten.meegegeven import Toelichting
from keten.contract.berichten.model import UitBericht
from keten.contract.berichten.zelfredzaamheid import ParticipatieOfNiet, ZelfredzaamheidOfNiet


class TerugkoppelingGegeven(UitBericht):
    """The result, with the story only for who may read it."""

    type = "terugkoppeling.gegeven"
    naam = "uit/terugkoppeling-gegeven"
    betekenis = "Terugkoppeling op uw melding: wat ermee is gebeurd."

    kenmerk: EigenKenmerk = None
    van: Van
    van_naam: Naam
    resultaat: Resultaatcode
    eind: Eind
    toelichting: Toelichting = None
    zelfredzaamheid: ZelfredzaamheidOfNiet = None
    participatie: ParticipatieOfNiet = None
