"""Understands which fact may come when, from whom, and what state follows: THE transition table.

Data. What is not in the table is refused. Nothing here has an effect; `docs/toestanden.md` is drawn from it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from keten.domein.begrippen import Hoedanigheid, Rol, Toestand
from keten.domein.feiten import (
    BezorgingBevestigd,
    EscalatieBevestigd,
    Feit,
    FunctieVerricht,
    MeldingGedaan,
    OntvangstBevestigd,
    TerugkoppelingGegeven,
    VerzoekGeaccepteerd,
    WekkerGegaan,
)
from keten.domein.inrichting import Inrichting


class Wanneer(Enum):
    """When the new state is entered; otherwise the part stays in its state."""

    ALTIJD = "altijd"
    BIJ_TRIAGE = "als de ontvanger trieert"
    BIJ_EINDRESULTAAT = "met een eindresultaat"


@dataclass(frozen=True, slots=True)
class Overgang:
    """`door`: what a party must be in this verzoek. `naar` None: the state stays."""

    door: Hoedanigheid
    naar: Toestand | None = None
    wanneer: Wanneer = Wanneer.ALTIJD


TRIEERT: Final = frozenset({Rol.MELDPUNT, Rol.ZORGNETWERK, Rol.WIJKLIJN, Rol.WIP})
"""The meldpunten and the WIP. They triage: their confirmation of receipt means that people began to look."""

_AFZENDER, _ONTVANGER = Hoedanigheid.AFZENDER, Hoedanigheid.ONTVANGER
_AFGEROND = Toestand.AFGEROND

OVERGANGEN: Final[Mapping[tuple[Toestand | None, type[Feit]], Overgang]] = {
    (None, MeldingGedaan): Overgang(_AFZENDER, Toestand.AANGEBODEN),
    #
    (Toestand.AANGEBODEN, OntvangstBevestigd): Overgang(_ONTVANGER, Toestand.IN_TRIAGE, Wanneer.BIJ_TRIAGE),
    (Toestand.IN_TRIAGE, OntvangstBevestigd): Overgang(_ONTVANGER),
    (Toestand.GEACCEPTEERD, OntvangstBevestigd): Overgang(_ONTVANGER),
    (Toestand.IN_BEHANDELING, OntvangstBevestigd): Overgang(_ONTVANGER),
    #
    (Toestand.AANGEBODEN, VerzoekGeaccepteerd): Overgang(_ONTVANGER, Toestand.GEACCEPTEERD),
    (Toestand.IN_TRIAGE, VerzoekGeaccepteerd): Overgang(_ONTVANGER, Toestand.GEACCEPTEERD),
    #
    (Toestand.IN_TRIAGE, FunctieVerricht): Overgang(_ONTVANGER),
    (Toestand.GEACCEPTEERD, FunctieVerricht): Overgang(_ONTVANGER, Toestand.IN_BEHANDELING),
    (Toestand.IN_BEHANDELING, FunctieVerricht): Overgang(_ONTVANGER),
    #
    **{
        (toestand, TerugkoppelingGegeven): Overgang(_ONTVANGER, _AFGEROND, Wanneer.BIJ_EINDRESULTAAT)
        for toestand in Toestand
        if toestand is not _AFGEROND
    },
    #
    **{(toestand, EscalatieBevestigd): Overgang(Hoedanigheid.GEESCALEERDE) for toestand in Toestand},
    **{(toestand, WekkerGegaan): Overgang(Hoedanigheid.PLATFORM) for toestand in Toestand},
    **{(toestand, BezorgingBevestigd): Overgang(Hoedanigheid.PLATFORM) for toestand in Toestand},
}

OOIT: Final[Mapping[type[Feit], frozenset[Hoedanigheid]]] = {
    soort: frozenset(o.door for (_, s), o in OVERGANGEN.items() if s is soort) for _, soort in OVERGANGEN
}
"""Per fact who may ever send it: tells "not you" from "not now"."""


def nieuwe_toestand(overgang: Overgang, huidig: Toestand, feit: Feit, trieert: bool) -> Toestand:
    """The state that follows on `huidig`. `trieert`: the part's receiver is one that triages."""
    if overgang.naar is None:
        return huidig
    if overgang.wanneer is Wanneer.BIJ_TRIAGE and not trieert:
        return huidig
    if overgang.wanneer is Wanneer.BIJ_EINDRESULTAAT and not (
        isinstance(feit, TerugkoppelingGegeven) and feit.resultaat.eind
    ):
        return huidig
    return overgang.naar


def trieert(partij: str, inrichting: Inrichting) -> bool:
    """True for a party that triages; False also for one that no longer takes part."""
    bekend = inrichting.partijen.get(partij)
    return bekend is not None and bekend.rol in TRIEERT
