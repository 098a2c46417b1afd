"""Understands what is worth telling a sender about a message that is taken in all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from keten.contract.berichten.gedeeld import Opmerking
from keten.contract.berichten.in_.onderdeel_toegevoegd import OnderdeelToegevoegd
from keten.contract.berichten.in_.opening import InOpening
from keten.contract.berichten.in_.plan_vastgesteld import PlanVastgesteld
from keten.contract.berichten.in_.verwijzing_aangeboden import VerwijzingAangeboden
from keten.contract.berichten.model import InBericht
from keten.domein.inrichting import Inrichting
from keten.domein.termijnen import ZONE


def merk_op(bericht: InBericht, inrichting: Inrichting, nu: datetime) -> tuple[Opmerking, ...]:
    """Each once. Where no path at all is followed, a product without one is nothing to wonder at.

    `nu`: when it came.
    """
    zonder_pad = any(product not in inrichting.ketenpaden for product in _producten(bericht))
    opmerkingen = [Opmerking.PRODUCT_ZONDER_PAD] if inrichting.ketenpaden and zonder_pad else []
    if isinstance(bericht, InOpening):
        dag = bericht.uiterlijk_datum
        if dag is not None and dag < nu.astimezone(ZONE).date():
            opmerkingen.append(Opmerking.DATUM_VOORBIJ)
    return tuple(opmerkingen)


def _producten(bericht: InBericht) -> Iterator[str]:
    """What it asks for. What is only talked of, or had room for, starts no path."""
    match bericht:
        case VerwijzingAangeboden() | OnderdeelToegevoegd():
            genoemd: tuple[str | None, ...] = (bericht.product,)
        case PlanVastgesteld():
            genoemd = tuple(actie.product for actie in bericht.acties)
        case _:
            genoemd = ()
    yield from (product for product in genoemd if product is not None)
