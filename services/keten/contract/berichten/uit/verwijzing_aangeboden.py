"""Understands the warm offer of a client to a receiver."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import GrondslagOfNiet, ProductOfNiet
from keten.contract.berichten.uit.doorzetting import UitDoorzetting


class VerwijzingAangeboden(UitDoorzetting):
    """The receiver is the next to act."""

    type = "verwijzing.aangeboden"
    naam = "uit/verwijzing-aangeboden"
    betekenis = "Een client wordt warm naar u verwezen, met de vraag en de gegevens."

    grondslag: GrondslagOfNiet = None
    product: ProductOfNiet = None
