"""Understands who gets a melding. A rule suggests nothing about a client: it only chooses a desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from keten.domein.feiten import MeldingGedaan
from keten.domein.inrichting import Inrichting, Routeringsregel

VANGNET: Final = "vangnet"
"""Rule id of a melding that no rule decides: people triage it, with a clock."""


@dataclass(frozen=True, slots=True)
class Route:
    """`regel`: id of the rule that decided."""

    ontvanger: str
    regel: str


def routeer(melding: MeldingGedaan, inrichting: Inrichting) -> Route:
    """The first rule that fits and does not lead back to the sender, else the vangnet. Always an answer."""
    afzender = melding.kop.afzender
    for regel in inrichting.routering:
        if regel.ontvanger != afzender and _past(regel, melding, inrichting):
            return Route(regel.ontvanger, regel.id)
    return Route(_vangnet(melding, inrichting), VANGNET)


def _past(regel: Routeringsregel, melding: MeldingGedaan, inrichting: Inrichting) -> bool:
    if regel.themas and melding.thema not in regel.themas:
        return False
    if regel.urgenties and melding.urgentie not in regel.urgenties:
        return False
    if regel.gemeenten and melding.gemeente not in regel.gemeenten:
        return False
    if not regel.afzender_rollen:
        return True
    afzender = inrichting.partijen.get(melding.kop.afzender)
    return afzender is not None and afzender.rol in regel.afzender_rollen


def _vangnet(melding: MeldingGedaan, inrichting: Inrichting) -> str:
    """A vangnet that reports itself wants another's help: an alternative, then whoever is told of silence.

    Only where nobody else is left do its own people triage it.
    """
    niveaus = (niveau.partij for niveau in inrichting.niveaus)
    kandidaten = (inrichting.vangnet, *inrichting.alternatieven.get(melding.thema, ()), *niveaus)
    return next((k for k in kandidaten if k != melding.kop.afzender), inrichting.vangnet)
