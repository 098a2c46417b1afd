"""Understands the monthly look at each action of a plan: who owes it, and that the next month still comes.

Counted from the day of the plan, so a late look moves no later one. Source: chapter 4.2.
"""

from __future__ import annotations

from keten.domein.begrippen import CLIENT, Plicht
from keten.domein.dossier import EINDTOESTANDEN, Dossier, Verplichting
from keten.domein.inrichting import Inrichting
from keten.domein.ladder import Schuld
from keten.domein.verplichtingen import ga_aan


def begin_te_volgen(dossier: Dossier, onderdeel: int, inrichting: Inrichting) -> Dossier:
    """The first look is owed, by the owner."""
    schuld = Schuld(Plicht.OPVOLGING, onderdeel, dossier.eigenaar, CLIENT, ronde=1)
    return ga_aan(dossier, [schuld], inrichting)


def volgende_ronde(dossier: Dossier, oud: Verplichting) -> Schuld | None:
    """The look after this one, unless it is owed already or the part is done."""
    if oud.ronde is None or dossier.vind(oud.onderdeel).toestand in EINDTOESTANDEN:
        return None
    ronde = oud.ronde + 1
    rondes = [v.ronde or 0 for v in dossier.verplichtingen if _volgt(v, oud.onderdeel)]
    if max(rondes, default=0) >= ronde:
        return None
    return Schuld(Plicht.OPVOLGING, oud.onderdeel, dossier.eigenaar, CLIENT, ronde=ronde)


def _volgt(verplichting: Verplichting, onderdeel: int) -> bool:
    return verplichting.soort is Plicht.OPVOLGING and verplichting.onderdeel == onderdeel
