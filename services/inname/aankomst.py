"""Understands whose record it is, when it came, and which rules then held.

The topic says who it is; the broker says when. Nothing in the record itself is believed for either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from keten.domein.feiten import Herkomst
from keten.domein.inrichting import Inrichting, Partij
from keten.platform.deelnemers import partij_van
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import Record

_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Aankomst:
    """A record with its circumstances. `doet_mee`: the rules in force at `nu` know this partner."""

    record: Record
    herkomst: Herkomst
    nu: datetime
    inrichting: Inrichting
    partner: Partij
    doet_mee: bool


def kom_aan(record: Record, inrichtingen: Inrichtingen) -> Aankomst:
    """The circumstances, the same at every reading."""
    nu = _BEGIN + timedelta(milliseconds=record.tijd_ms)
    inrichting = inrichtingen.op(nu)
    code = partij_van(record.topic)
    partner = inrichting.partijen.get(code) or _ooit(inrichtingen, code)
    herkomst = Herkomst(record.topic, record.partitie, record.offset)
    return Aankomst(record, herkomst, nu, inrichting, partner, doet_mee=code in inrichting.partijen)


def _ooit(inrichtingen: Inrichtingen, code: str) -> Partij:
    for versie in reversed(inrichtingen.versies):
        if code in versie.partijen:
            return versie.partijen[code]
    raise OnmogelijkeToestandError(
        f"we read a topic of a party that no version of the inrichting knows: {code}"
    )
