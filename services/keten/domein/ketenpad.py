"""Understands the way of a part to its product: what was performed, and which function is expected next.

Performing a function pays it and makes the next one owed; an order other than the path's is as good. A path
may end well without its product. What is configured stands in `Ketenpad`.
"""

from __future__ import annotations

from keten.domein.begrippen import CLIENT, Plicht, Uitkomst
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.feiten import Feit, FunctieVerricht
from keten.domein.functies import EINDIGT_PAD
from keten.domein.inrichting import Inrichting, Padstap
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.overgangen import ONDERWEG
from keten.domein.verplichtingen import ga_aan


def volg_pad(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Dossier:
    """`dossier`: as it is after the fact. Every part that is worked on and has a path owes its next step."""
    if isinstance(feit, FunctieVerricht):
        dossier = _onthoud(dossier, feit)
    if not inrichting.ketenpaden:
        return dossier
    schulden = []
    for onderdeel in dossier.onderdelen:
        stap = volgende_stap(onderdeel, inrichting)
        if stap is not None and onderdeel.toestand in ONDERWEG and not _verwacht_al(dossier, onderdeel):
            wie = wie_verricht(stap, onderdeel, dossier, inrichting)
            schulden.append(
                Schuld(Plicht.FUNCTIE, onderdeel.nummer, wie, CLIENT, regel=stap.regel, functie=stap.functie)
            )
    return ga_aan(dossier, schulden, inrichting)


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
    for code in (onderdeel.ontvanger, onderdeel.afzender, dossier.eigenaar):
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
    dossier = dossier.met(nieuw)
    if klaar:
        rest = tuple(v for v in dossier.verplichtingen if not _is_stap(v, onderdeel))
        dossier = replace(dossier, verplichtingen=rest)
    return dossier


def _verwacht_al(dossier: Dossier, onderdeel: Onderdeel) -> bool:
    return any(_is_stap(v, onderdeel) for v in dossier.verplichtingen)


def _is_stap(verplichting: Verplichting, onderdeel: Onderdeel) -> bool:
    return verplichting.soort is Plicht.FUNCTIE and verplichting.onderdeel == onderdeel.nummer
