"""Understands that what is reopened goes on where it was led last: no new client, never without an owner."""

from __future__ import annotations

from keten.domein.begrippen import ZONDER_POSTVAK, Hoedanigheid, Regierol, Toestand
from keten.domein.dossier import Betrokkene, Dossier, Onderdeel, Regie
from keten.domein.kopie import replace
from keten.domein.regie import draag


def heropen(dossier: Dossier, was: Onderdeel, wordt: Onderdeel) -> Dossier:
    """It goes on where it was led last: whoever owned it holds regie from now on, and has the part.

    `wordt`: the part as it now is, with the owner as its receiver.
    """
    if wordt.toestand is not Toestand.HEROPEND or was.toestand is Toestand.HEROPEND:
        return dossier
    if Hoedanigheid.ONTVANGER not in dossier.hoedanigheden(wordt.ontvanger, wordt.nummer):
        kenmerk = dossier.kenmerk_van(wordt.ontvanger, wordt.nummer)
        nieuw = Betrokkene(wordt.ontvanger, Hoedanigheid.ONTVANGER, kenmerk, wordt.nummer)
        dossier = replace(dossier, betrokkenen=(*dossier.betrokkenen, nieuw))
    if dossier.regie is not None or dossier.waarneming_tot is not None:
        return dossier
    return draag(dossier, dossier.eigenaar, Regie(dossier.eigenaar, Regierol.REGIEHOUDER))


def nieuwe_ontvanger_na(dossier: Dossier, was: Onderdeel, wordt: Onderdeel) -> Onderdeel:
    """Reopened, a part is its owner's; where that is nobody with a topic, it stays with its receiver."""
    if wordt.toestand is not Toestand.HEROPEND or was.toestand is Toestand.HEROPEND:
        return wordt
    return wordt if dossier.eigenaar in ZONDER_POSTVAK else replace(wordt, ontvanger=dossier.eigenaar)
