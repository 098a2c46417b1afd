"""Understands the order to send `beantwoording.uitgebleven`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import Alternatiefcodes, Debiteur, Plichtcode, Uiterlijk
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens


class BeantwoordingUitgeblevenGegevens(Gegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    plicht: Plichtcode
    debiteur: Debiteur
    uiterlijk: Uiterlijk
    alternatieven: Alternatiefcodes


class OpdrachtBeantwoordingUitgebleven(Opdracht):
    """The order, with to whom and why."""

    type = "beantwoording.uitgebleven"
    naam = "intern/opdracht-beantwoording-uitgebleven"
    betekenis = "Opdracht om beantwoording.uitgebleven te versturen."

    gegevens: OpdrachtGegevens[BeantwoordingUitgeblevenGegevens]
