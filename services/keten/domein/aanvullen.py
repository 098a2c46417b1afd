"""Understands what an `aanvulling.gegeven` settles: what was asked for, what was called wrong, or neither."""

from __future__ import annotations

from typing import Final

from keten.domein.begrippen import Correctie, Plicht
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.feiten import AanvullingGegeven

MAX_CORRECTIES: Final = 5
"""So many may one party have open with one part: questions are for people, and a state has an end."""


def vult_aan(feit: AanvullingGegeven) -> bool:
    """Whether there is more now than there was: that it was right adds nothing, nor does a bare code."""
    if feit.correctie is Correctie.KLOPT:
        return False
    return feit.correctie is None or feit.kop.kluis is not None


def voldoet(feit: AanvullingGegeven, verplichting: Verplichting) -> bool:
    """Whether this answers what its sender owes here. A fault is settled only by who says so."""
    if verplichting.soort is not Plicht.CORRECTIE:
        return vult_aan(feit)
    return feit.correctie is not None and feit.onjuist in (None, verplichting.onjuist)


def is_duidelijk(dossier: Dossier, onderdeel: Onderdeel, feit: AanvullingGegeven, *, alleen: bool) -> bool:
    """Whether it is plain which faults it is about. One code for different faults says of none what it is.

    `alleen`: it may come only as such an answer, so it must be one.
    """
    open_ = [
        v
        for v in dossier.verplichtingen
        if v.soort is Plicht.CORRECTIE
        and v.onderdeel == onderdeel.nummer
        and v.debiteur == feit.kop.afzender
        and voldoet(feit, v)
    ]
    return len({v.onjuist for v in open_}) <= 1 and (bool(open_) or not alleen)
