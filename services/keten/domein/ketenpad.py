"""Understands the way of a part to its product: what was performed, and which function is expected next.

Performing a function pays it and makes the next one owed; an order other than the path's is as good. A path
may end well without its product. What is configured stands in `Ketenpad`.
"""

from __future__ import annotations

from datetime import datetime

from keten.domein.begrippen import CLIENT, ZONDER_POSTVAK, Plicht, Uitkomst
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.feiten import Feit, FunctieVerricht
from keten.domein.functies import EINDIGT_PAD, Functie
from keten.domein.inrichting import Inrichting, Padstap
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.overgangen import ONDERWEG
from keten.domein.verplichtingen import ga_aan, herplan, vervang
from keten.domein.wet import Gebeurtenis


def volg_pad(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Dossier:
    """`dossier`: as it is after the fact. Every part that is worked on and has a path owes its next step."""
    if isinstance(feit, FunctieVerricht):
        dossier = _onthoud(dossier, feit)
    if not inrichting.ketenpaden:
        return dossier
    schulden = []
    for onderdeel in dossier.onderdelen:
        stap = volgende_stap(onderdeel, inrichting)
        if stap is None or onderdeel.toestand not in ONDERWEG or _verwacht_al(dossier, onderdeel):
            continue
        if onderdeel.aanvraag_op is None:
            onderdeel = replace(onderdeel, aanvraag_op=dossier.nu)
            dossier = dossier.met(onderdeel)
        schulden.append(
            Schuld(
                Plicht.FUNCTIE,
                onderdeel.nummer,
                wie_verricht(stap, onderdeel, dossier, inrichting),
                CLIENT,
                regel=stap.regel,
                functie=stap.functie,
                telt_vanaf=_telt_vanaf(stap, onderdeel, inrichting),
            )
        )
    return ga_aan(dossier, schulden, inrichting)


def verleg(was: Dossier, wordt: Dossier, inrichting: Inrichting) -> Dossier:
    """With another owner a step is owed by who now has its role, by the same date."""
    if was.eigenaar == wordt.eigenaar or not inrichting.ketenpaden:
        return wordt
    for v in wordt.verplichtingen:
        stap = None if v.functie is None else _stap_van(v, wordt.vind(v.onderdeel), inrichting)
        if stap is None:
            continue
        wie = wie_verricht(stap, wordt.vind(v.onderdeel), wordt, inrichting)
        if wie != v.debiteur and wie not in ZONDER_POSTVAK:
            anders = replace(v, debiteur=wie)
            if v.uiterlijk_op is not None:
                anders = herplan(wordt, anders, v.uiterlijk_op, inrichting)
            wordt = vervang(wordt, anders)
    return wordt


def _stap_van(v: Verplichting, onderdeel: Onderdeel, inrichting: Inrichting) -> Padstap | None:
    pad = inrichting.ketenpaden.get(onderdeel.product or "")
    return None if pad is None else next((s for s in pad.stappen if s.functie is v.functie), None)


def _telt_vanaf(stap: Padstap, onderdeel: Onderdeel, inrichting: Inrichting) -> datetime | None:
    """From when the law counts for this step: a decision from the aanvraag, however long the steps took."""
    wet = inrichting.wet.get(stap.regel.wet or "")
    return onderdeel.aanvraag_op if wet is not None and wet.vanaf is Gebeurtenis.AANVRAAG else None


def volgende_stap(onderdeel: Onderdeel, inrichting: Inrichting) -> Padstap | None:
    """The first step of the path that was not performed; None without a path, or when it is at its end."""
    if onderdeel.product is None or onderdeel.pad_ten_einde:
        return None
    pad = inrichting.ketenpaden.get(onderdeel.product)
    if pad is None:
        return None
    return next((s for s in pad.stappen if s.functie not in onderdeel.verricht), None)


def wie_verricht(stap: Padstap, onderdeel: Onderdeel, dossier: Dossier, inrichting: Inrichting) -> str:
    """Of those who can speak on the part the first with the role or the mandate; else the owner."""
    for code in (onderdeel.ontvanger, dossier.eigenaar, onderdeel.afzender):
        partij = inrichting.partijen.get(code)
        if code in stap.mandaat or (partij is not None and partij.rol in stap.door):
            return code
    return dossier.eigenaar


def _onthoud(dossier: Dossier, feit: FunctieVerricht) -> Dossier:
    """What was performed; when that ended the path, nothing is expected on it any more."""
    onderdeel = dossier.vind(feit.kop.onderdeel)
    klaar = feit.resultaat in EINDIGT_PAD
    verricht = onderdeel.verricht
    if feit.uitkomst is not Uitkomst.NIET_GELUKT and feit.functie not in verricht:
        verricht = (*verricht, feit.functie)
    if verricht is onderdeel.verricht and not klaar:
        return dossier
    nieuw = replace(onderdeel, verricht=verricht, pad_ten_einde=onderdeel.pad_ten_einde or klaar)
    if feit.functie is Functie.AANVRAAG_AANMELDING and verricht is not onderdeel.verricht:
        nieuw = replace(nieuw, aanvraag_op=dossier.nu)
    dossier = dossier.met(nieuw)
    if klaar:
        rest = tuple(v for v in dossier.verplichtingen if not _is_stap(v, onderdeel))
        dossier = replace(dossier, verplichtingen=rest)
    return dossier


def _verwacht_al(dossier: Dossier, onderdeel: Onderdeel) -> bool:
    return any(_is_stap(v, onderdeel) for v in dossier.verplichtingen)


def _is_stap(verplichting: Verplichting, onderdeel: Onderdeel) -> bool:
    return verplichting.soort is Plicht.FUNCTIE and verplichting.onderdeel == onderdeel.nummer
