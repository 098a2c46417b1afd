"""Understands the order to send `verwijzing.aangeboden`."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import GrondslagOfNiet, ProductOfNiet
from keten.contract.berichten.intern.doorzetting import Doorzetopdracht, DoorzettingGegevens
from keten.contract.berichten.intern.opdracht import OpdrachtGegevens


class VerwijzingAangebodenGegevens(DoorzettingGegevens):
    """What the order says; names and `kluis` are added when it is carried out."""

    grondslag: GrondslagOfNiet = None
    product: ProductOfNiet = None


class OpdrachtVerwijzingAangeboden(Doorzetopdracht):
    """The order, with to whom and why."""

    type = "verwijzing.aangeboden"
    naam = "intern/opdracht-verwijzing-aangeboden"
    betekenis = "Opdracht om verwijzing.aangeboden te versturen."

    gegevens: OpdrachtGegevens[VerwijzingAangebodenGegevens]
