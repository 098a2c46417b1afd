"""Understands the order to send `capaciteit.gewijzigd`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    Capaciteitcode,
    CapaciteitGemeente,
    CapaciteitProduct,
    Van,
    Wachttijd,
)
from keten.contract.berichten.intern.opdracht import Gegevens, Opdracht, OpdrachtGegevens
from keten.contract.berichten.uit.capaciteit_gewijzigd import GeldigTot, Vanaf


class CapaciteitGewijzigdGegevens(Gegevens):
    """What the order says; the name is added when it is carried out."""

    van: Van
    capaciteit: Capaciteitcode
    product: CapaciteitProduct = None
    gemeente: CapaciteitGemeente = None
    vanaf: Vanaf
    geldig_tot: GeldigTot
    wachttijd_weken: Wachttijd = None


class OpdrachtCapaciteitGewijzigd(Opdracht):
    """The order, with to whom and why."""

    type = "capaciteit.gewijzigd"
    naam = "intern/opdracht-capaciteit-gewijzigd"
    betekenis = "Opdracht om capaciteit.gewijzigd te versturen."

    gegevens: OpdrachtGegevens[CapaciteitGewijzigdGegevens]
