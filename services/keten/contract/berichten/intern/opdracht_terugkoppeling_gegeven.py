"""Understands the order to send `terugkoppeling.gegeven`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import Eind, Resultaatcode, Van
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens
from keten.contract.berichten.zelfredzaamheid import ParticipatieOfNiet, ZelfredzaamheidOfNiet


class TerugkoppelingGegevenGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    van: Van
    resultaat: Resultaatcode
    eind: Eind
    zelfredzaamheid: ZelfredzaamheidOfNiet = None
    participatie: ParticipatieOfNiet = None


class OpdrachtTerugkoppelingGegeven(Opdracht):
    """The order, with to whom and why."""

    type = "terugkoppeling.gegeven"
    naam = "intern/opdracht-terugkoppeling-gegeven"
    betekenis = "Opdracht om terugkoppeling.gegeven te versturen."

    gegevens: OpdrachtGegevens[TerugkoppelingGegevenGegevens]
