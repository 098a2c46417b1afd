"""Understands who is told when a part is held up: the sender asks to stop, and what came of that."""

from __future__ import annotations

from keten.domein.antwoorden import aan_ander, aan_geescaleerden, status, vraag
from keten.domein.begrippen import Plicht
from keten.domein.besluiten import Bericht
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.feiten import Feit, IntrekkingBevestigd, IntrekkingGevraagd, IntrekkingGeweigerd
from keten.domein.kopie import replace


def meld_onderbreking(dossier: Dossier, feit: Feit, wordt: Onderdeel) -> tuple[Bericht, ...]:
    """`dossier`: as it now is. Nothing for a fact that holds nothing up."""
    match feit:
        case IntrekkingGevraagd():
            return aan_ander(feit, *vraag(dossier, feit, wordt, Plicht.INTREKKING, feit.reden))
        case IntrekkingBevestigd():
            nieuws = status(dossier, feit, wordt, wordt.afzender)
            return (*aan_ander(feit, nieuws), *aan_geescaleerden(dossier, feit, wordt))
        case IntrekkingGeweigerd():
            nieuws = status(dossier, feit, wordt, wordt.afzender)
            return aan_ander(feit, replace(nieuws, reden=feit.reden, kluis=feit.kop.kluis))
        case _:
            return ()
