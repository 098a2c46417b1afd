"""Understands a bug in the core that hits a few requests: how it shows, and how each is repaired."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from keten.domein.dossier import Dossier
from keten.platform.motor.envelop import POSITIE
from keten.platform.motor.herspel import isolement_van, maak_herstel
from keten.platform.motor.poorten import KernError, Record, Uitkomst
from keten.platform.uitvoer import FEITEN
from tests.simulatie.simlog import SimLog
from tests.simulatie.storing import Storing
from vraagopvolging.stap import OpvolgStap

EEN_VERZOEK_OP = 12
"""One in so many requests can be hit."""

EEN_FEIT_OP = 3
"""One in so many of its facts brings the core down."""

STUK_BYTES = 4_000
"""So little that a repair is sometimes written in parts."""


@dataclass(slots=True)
class Kernfout:
    """Which requests and which facts it hits follows from `zaad`. `hersteld`: the core has it no more."""

    zaad: int
    storing: Storing
    hersteld: bool = False

    def treft(self, record: Record) -> bool:
        """A property of the fact, so the same core fails on it again."""
        if self.hersteld or not self.kan_treffen(record.sleutel or b""):
            return False
        return _een_op(EEN_FEIT_OP, record.waarde or b"") and self.storing.slaat_toe("kernfout", 1.0)

    def kan_treffen(self, sleutel: bytes) -> bool:
        return _een_op(EEN_VERZOEK_OP, b"%d/%b" % (self.zaad, sleutel))


def _een_op(aantal: int, wat: bytes) -> bool:
    return hashlib.sha256(wat).digest()[0] % aantal == 0


class FouteStap(OpvolgStap):
    """The real step over a core with that bug."""

    kernfout: Kernfout

    def stap(self, toestand: Dossier | None, record: Record, voorraad: Any) -> Uitkomst[Dossier]:
        if self.kernfout.treft(record):
            raise KernError("planted")
        return super().stap(toestand, record, voorraad)


def herstel(log: SimLog, changelog: str) -> bool:
    """Writes a repair for each isolated request, as `wijkketen herstel` does; False when there is none."""
    iets = False
    for p in range(log.partities_van(changelog)):
        rijen = {r.sleutel: r.waarde for r in log.lees(changelog, p) if r.sleutel != POSITIE}
        for sleutel, rij in rijen.items():
            if sleutel is not None and rij is not None and isolement_van(rij)[0] >= 0:
                log.voeg_toe(maak_herstel(FEITEN, sleutel, rij, log.lees(FEITEN, p), max_bytes=STUK_BYTES))
                iets = True
    return iets
