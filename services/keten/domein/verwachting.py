"""Understands by when the next thing on a part may be expected of whoever acts: the date of a status."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from keten.domein.begrippen import Plicht
from keten.domein.dossier import EINDTOESTANDEN, Dossier, Onderdeel

NIET_VAN_HET_WERK: Final = frozenset(
    {
        Plicht.ESCALATIE,
        Plicht.HERSTEL,
        Plicht.REGIEOVERNAME,
        Plicht.BEZORGING,
        Plicht.CORRECTIE,
        Plicht.METING,
        Plicht.EVALUATIE,
        Plicht.ERVARING,
    }
)
"""What a party also owes on a part, of which the other side hears nothing: it is no date to wait for."""


def volgende_datum(dossier: Dossier, onderdeel: Onderdeel, bij: str) -> datetime | None:
    """The first date by which `bij` owes something of the work; None where that is done, or has no date."""
    if onderdeel.toestand in EINDTOESTANDEN:
        return None
    nummer = onderdeel.nummer
    data = [
        v.uiterlijk_op
        for v in dossier.verplichtingen
        if v.onderdeel == nummer and v.debiteur == bij and v.soort not in NIET_VAN_HET_WERK
    ]
    return min([op for op in data if op is not None], default=None)
