"""Understands a second version of the rules, in force from somewhere in the run: other desks and terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from keten.domein.inrichting import Inrichting
from keten.platform.inrichting_lezer import Inrichtingen

PER_UUR: Final = 5
"""Reminders and escalations; so few that an outage of ours makes them wait."""


def met_krappe_uren(inrichtingen: Inrichtingen) -> Inrichtingen:
    """The same rules, with so small a cap for everybody."""
    versies = (
        replace(
            versie,
            partijen={c: replace(p, aanmaningen_per_uur=PER_UUR) for c, p in versie.partijen.items()},
        )
        for versie in inrichtingen.versies
    )
    return Inrichtingen(tuple(versies))


def met_nieuwe_versie(inrichtingen: Inrichtingen, vanaf: datetime) -> Inrichtingen:
    """The same parties, and everything else another way."""
    oud = inrichtingen.nieuwste
    return Inrichtingen((*inrichtingen.versies, _anders(oud, vanaf)))


def _anders(oud: Inrichting, vanaf: datetime) -> Inrichting:
    balies = [regel.ontvanger for regel in oud.routering]
    return replace(
        oud,
        versie=oud.versie + 1,
        geldig_vanaf=vanaf,
        routering=tuple(
            replace(regel, ontvanger=balie)
            for regel, balie in zip(oud.routering, [*balies[1:], balies[0]], strict=True)
        ),
        vangnet=oud.niveaus[0].partij,
        termijnen=tuple(
            r if r.termijn is None else replace(r, termijn=replace(r.termijn, aantal=r.termijn.aantal + 1))
            for r in oud.termijnen
        ),
        niveaus=tuple(reversed(oud.niveaus)),
    )
