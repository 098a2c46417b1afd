"""Understands why a partner's message had no effect."""

from __future__ import annotations

from keten.contract.berichten.gedeeld import (
    BerichtIdOfNiet,
    Foutcode,
    KanVanafOfNiet,
    OntvangenOp,
    PositieOfNiet,
    Uitleg,
    Veldwijzer,
)
from keten.contract.berichten.model import UitBericht


class BerichtAfgekeurd(UitBericht):
    """A rejection, of form (KTN-1xx) or content (KTN-2xx)."""

    type = "bericht.afgekeurd"
    naam = "uit/bericht-afgekeurd"
    betekenis = "Uw bericht heeft geen gevolg gehad: de vorm klopt niet, of het kan nu niet."

    bericht_id: BerichtIdOfNiet = None
    code: Foutcode
    veld: Veldwijzer = None
    uitleg: Uitleg
    ontvangen_op: OntvangenOp
    positie: PositieOfNiet = None
    kan_vanaf: KanVanafOfNiet = None
