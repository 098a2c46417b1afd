"""Understands whether a fact may have its effect on a verzoek. It has no effect itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from keten.domein.begrippen import WIJKKETEN, Hoedanigheid, Plicht, Toestand
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.feiten import EscalatieBevestigd, Feit, Kop, MeldingGedaan
from keten.domein.inrichting import Inrichting
from keten.domein.overgangen import OOIT, OVERGANGEN, nieuwe_toestand, trieert
from keten.domein.verplichtingen import betaalt
from keten.domein.weigeringen import Weigering


@dataclass(frozen=True, slots=True)
class Toegelaten:
    """It may, and brings `onderdeel` into state `wordt`."""

    onderdeel: Onderdeel
    wordt: Toestand


@dataclass(frozen=True, slots=True)
class Herhaling:
    """The same message was judged before. `weigering`: the answer it then got; None: it was applied."""

    weigering: Weigering | None


Toegang: TypeAlias = Toegelaten | Herhaling | Weigering


def beoordeel(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Toegang:
    """Total: every fact in every state is admitted, known, or refused with a code."""
    kop = feit.kop
    sleutel = bericht_sleutel(kop)
    if sleutel is not None and sleutel in dossier.gezien:
        if dossier.gezien[sleutel] != (kop.bericht_hash or b""):
            return Weigering.ZELFDE_ID_ANDERE_INHOUD
        return Herhaling(dossier.geweigerd.get(sleutel))
    if kop.afzender != WIJKKETEN and dossier.vol:
        return Weigering.VERZOEK_VOL
    return _beoordeel_nieuw(dossier, feit, inrichting)


def bericht_sleutel(kop: Kop) -> tuple[str, str] | None:
    """Under which a message is remembered; None for facts of our own."""
    return None if kop.bericht_id is None else (kop.afzender, kop.bericht_id)


def _beoordeel_nieuw(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Toegang:
    afzender = feit.kop.afzender
    is_nu = dossier.hoedanigheden(afzender)
    if not is_nu:
        return Weigering.GEEN_PARTIJ
    if not is_nu & OOIT[type(feit)]:
        return Weigering.NIET_AAN_U
    if isinstance(feit, MeldingGedaan):
        return Weigering.VERZOEK_BESTAAT_AL
    onderdeel = dossier.deel(feit.kop.onderdeel)
    if onderdeel is None:
        return Weigering.ONDERDEEL_ONBEKEND
    overgang = OVERGANGEN.get((onderdeel.toestand, type(feit)))
    if overgang is None:
        return Weigering.OVERGANG_NIET_TOEGESTAAN
    if overgang.door not in is_nu or (
        overgang.door is Hoedanigheid.ONTVANGER and onderdeel.ontvanger != afzender
    ):
        return Weigering.NIET_AAN_U
    if isinstance(feit, EscalatieBevestigd) and not _te_bevestigen(dossier, feit):
        return Weigering.NIETS_TE_BEVESTIGEN
    bij_triage = trieert(onderdeel.ontvanger, inrichting)
    return Toegelaten(onderdeel, nieuwe_toestand(overgang, onderdeel.toestand, feit, bij_triage))


def _te_bevestigen(dossier: Dossier, feit: EscalatieBevestigd) -> bool:
    return any(
        v.soort is Plicht.ESCALATIE and v.onderdeel == feit.kop.onderdeel and betaalt(feit, v)
        for v in dossier.verplichtingen
    )
