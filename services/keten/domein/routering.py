"""Understands who gets what is opened. Rules only choose a desk; people refer clients."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from keten.domein.dossier import MAX_KANDIDATEN
from keten.domein.feiten import Opening, SignaleringGekoppeld, VerwijzingAangeboden, VraagGesteld
from keten.domein.inrichting import Inrichting, Routeringsregel

VANGNET: Final = "vangnet"
"""Rule id of a melding that no rule decides: people triage it, with a clock."""


VERWIJZER: Final = "verwijzer"
"""Rule id where the sender chose the receiver."""

INGENOMEN: Final = "ingenomen"
"""Rule id of a vraag: it stays with whoever took it in."""

GEKOPPELD: Final = "gekoppeld"
"""Rule id of a report that goes to whoever leads what it is about."""

DOORGEZONDEN: Final = "doorgezonden"
"""Rule id where the receiver before chose this one."""


@dataclass(frozen=True, slots=True)
class Route:
    """`regel`: id of the rule that decided."""

    ontvanger: str
    regel: str


def routeer(opening: Opening, inrichting: Inrichting) -> Route:
    """Whom the sender chose; else the first rule that fits and does not lead back to it; else the vangnet."""
    afzender = opening.kop.afzender
    if isinstance(opening, VerwijzingAangeboden):
        return Route(opening.ontvanger, VERWIJZER)
    if isinstance(opening, SignaleringGekoppeld):
        return Route(opening.ontvanger, GEKOPPELD)
    if isinstance(opening, VraagGesteld):
        return Route(afzender, INGENOMEN)
    for regel in inrichting.routering:
        if regel.ontvanger != afzender and _past(regel, opening, inrichting):
            return Route(regel.ontvanger, regel.id)
    return Route(_vangnet(opening, inrichting), VANGNET)


def _past(regel: Routeringsregel, opening: Opening, inrichting: Inrichting) -> bool:
    if regel.themas and opening.thema not in regel.themas:
        return False
    if regel.urgenties and opening.geldende_urgentie not in regel.urgenties:
        return False
    if regel.gemeenten and opening.gemeente not in regel.gemeenten:
        return False
    if not regel.afzender_rollen:
        return True
    afzender = inrichting.partijen.get(opening.kop.afzender)
    return afzender is not None and afzender.rol in regel.afzender_rollen


def _vangnet(opening: Opening, inrichting: Inrichting) -> str:
    """A vangnet that reports itself wants another's help: an alternative, then whoever is told of silence.

    Only where nobody else is left do its own people triage it.
    """
    niveaus = (niveau.partij for niveau in inrichting.niveaus)
    kandidaten = (inrichting.vangnet, *inrichting.alternatieven.get(opening.thema, ()), *niveaus)
    return next((k for k in kandidaten if k != opening.kop.afzender), inrichting.vangnet)


def kunnen_naar(aan: Sequence[str], vanaf: str, afzender: str, inrichting: Inrichting) -> bool:
    """The same of each of several; none twice, and no more than may be offered it at a time."""
    if len(set(aan)) < len(aan) or len(aan) > MAX_KANDIDATEN:
        return False
    return all(kan_naar(ontvanger, vanaf, afzender, inrichting) for ontvanger in aan)


def kan_naar(ontvanger: str, vanaf: str, afzender: str, inrichting: Inrichting) -> bool:
    """Whether people may choose this receiver: it takes part, and is neither who has it nor who sent it."""
    return ontvanger in inrichting.partijen and ontvanger not in (vanaf, afzender)
