"""Understands what is counted of each judgement, for people and to hold back who sends only rubbish."""

from __future__ import annotations

from inname.oordeel import Aanvaard, Oordeel
from inname.stap import Toehoorder
from keten.contract.fouten import Vormcode
from keten.platform.motor.poorten import Record
from keten.platform.motor.telling import Telling
from keten.platform.ophouden import Ophouder

AANVAARD = "aanvaard"
"""Taken in: what became of it is the core's to say, and is counted there."""


def toehoorder(telling: Telling, ophouder: Ophouder) -> Toehoorder:
    """Counts per partner and code, and weighs whether its topic must wait."""

    def hoor(record: Record, oordeel: Oordeel) -> None:
        code = AANVAARD if isinstance(oordeel, Aanvaard) else oordeel.fout.code
        telling.tel(oordeel.aankomst.partner.code, code)
        ophouder.tel(record, onbruikbaar=is_onbruikbaar(oordeel))

    return hoor


def is_onbruikbaar(oordeel: Oordeel) -> bool:
    """Nobody can read it, or nobody will: no message of a person is in sight.

    What can be read and is refused does not count: its sender gets an answer that helps.
    """
    if isinstance(oordeel, Aanvaard):
        return False
    return oordeel.fout.quarantaine or oordeel.fout.vormcode is Vormcode.TE_GROOT
