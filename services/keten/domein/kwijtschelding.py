"""Understands who may let a debtor off which duty: its creditor, or beheer under a mandate.

What would leave an open part without any clock is not let off: whoever wants nothing any more gives it up.
"""

from __future__ import annotations

from typing import Final

from keten.domein.begrippen import Plicht
from keten.domein.dossier import EINDTOESTANDEN, Dossier, Onderdeel, Verplichting
from keten.domein.feiten import Feit, PlichtKwijtgescholden, VerplichtingKwijtgescholden
from keten.domein.weigeringen import Weigering

NOOIT: Final = frozenset(
    {
        Plicht.HERSTEL,
        Plicht.BEZORGING,
        Plicht.ESCALATIE,
        Plicht.INTREKKING,
        Plicht.AANVULLING,
        Plicht.REGIEOVERNAME,
    }
)
"""What a state hangs on, what is ours, and what has an end of its own (`herstel.afgedaan`)."""

BEWAAKT: Final = frozenset(
    {Plicht.BESLUIT, Plicht.STAND, Plicht.OPVOLGING, Plicht.HERROUTEREN, Plicht.DOORZENDING, Plicht.METING}
)
"""Whatever else is paid, one of these is owed until the part moves on: so nobody forgets an open part."""


def bewaakt(verplichting: Verplichting) -> bool:
    """Whether this duty alone keeps its part from being forgotten: a last answer only where it has a date."""
    met_datum = verplichting.soort is Plicht.EINDTERUGKOPPELING and verplichting.uiterlijk_op is not None
    return met_datum or verplichting.soort in BEWAAKT


def scheldt_kwijt(feit: Feit, verplichting: Verplichting) -> bool:
    """Whether this fact lets its debtor off this duty."""
    if verplichting.soort in NOOIT:
        return False
    if isinstance(feit, PlichtKwijtgescholden):
        return feit.nummer == verplichting.nummer
    return (
        isinstance(feit, VerplichtingKwijtgescholden)
        and verplichting.soort is feit.plicht
        and verplichting.onderdeel == feit.kop.onderdeel
        and verplichting.crediteur == feit.kop.afzender
    )


def toets_kwijtschelding(
    dossier: Dossier, onderdeel: Onderdeel, feit: VerplichtingKwijtgescholden | PlichtKwijtgescholden
) -> Weigering | None:
    """There is such a duty, and the part keeps a clock."""
    hier = [v for v in dossier.verplichtingen if v.onderdeel == onderdeel.nummer]
    over = [v for v in hier if not scheldt_kwijt(feit, v)]
    if len(over) == len(hier):
        return Weigering.GEEN_VERPLICHTING
    loopt = any(bewaakt(v) for v in over)
    return None if loopt or onderdeel.toestand in EINDTOESTANDEN else Weigering.LAATSTE_KLOK
