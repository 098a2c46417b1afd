"""Understands the state of one receiver's mail: the next number, and which orders were seen before.

An edge process may write an order twice. Its orders for one receiver come in the order of the partner's
records, so the last position per stream tells a repeat, however long ago the first was; no ids are
remembered.
"""

from __future__ import annotations

from dataclasses import replace

from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.toestand import Postvak


def is_herhaling(postvak: Postvak, opdracht: Opdracht) -> bool:
    """True for an order that was seen; an order that is written in a transaction is never a repeat."""
    plek = opdracht.herkomst
    if plek is None:
        return False
    laatste = postvak.gezien.get((plek.topic, plek.partitie))
    return laatste is not None and (plek.offset, opdracht.nummer) <= laatste


def neem_op(postvak: Postvak, opdracht: Opdracht) -> Postvak:
    """The state after this order: one number further."""
    plek, gezien = opdracht.herkomst, postvak.gezien
    if plek is not None:
        gezien = {**gezien, (plek.topic, plek.partitie): (plek.offset, opdracht.nummer)}
    return replace(postvak, volgnummer=postvak.volgnummer + 1, gezien=gezien)
