"""Understands how a person names a record in quarantine: partner/offset, as `quarantaine lijst` prints it."""

from __future__ import annotations

from beheer.fouten import BeheerError
from beheer.uitgangscodes import Uitgang
from keten.domein.feiten import Herkomst
from keten.platform.deelnemers import in_topic, partij_van


def plek_van(tekst: str) -> Herkomst:
    """`politie/17`, or with the topic: `in.politie@17`. Raises BeheerError for anything else."""
    partner, _, offset = tekst.replace("@", "/").removeprefix("in.").rpartition("/")
    if not partner or not (offset.isascii() and offset.isdecimal()):
        raise BeheerError(
            f"{tekst} is geen positie.",
            raad="Schrijf bijvoorbeeld politie/17, zoals wijkketen quarantaine lijst het toont.",
            uitgang=Uitgang.GEBRUIK,
        )
    return Herkomst(in_topic(partner), 0, int(offset))


def tekst_van(plek: Herkomst) -> str:
    """The other way round."""
    return f"{partij_van(plek.topic)}/{plek.offset}"
