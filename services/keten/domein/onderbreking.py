"""Understands who is told when a part is held up: by a withdrawal, a question, a client who stays away,
by what was said wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

from keten.domein.antwoorden import aan_ander, aan_geescaleerden, status, vraag
from keten.domein.begrippen import ZONDER_POSTVAK, Plicht, Stand, Voortgang
from keten.domein.besluiten import Bericht
from keten.domein.correctie import meld_aanvulling, vraag_correctie
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.feiten import (
    AanvullingGegeven,
    AanvullingGevraagd,
    AfspraakGemaakt,
    AfspraakNietVerschenen,
    CorrectieGevraagd,
    DoorzendingGedaan,
    Feit,
    IntrekkingBevestigd,
    IntrekkingGevraagd,
    IntrekkingGeweigerd,
    PlichtKwijtgescholden,
    VerplichtingKwijtgescholden,
    VerzoekOpnieuwAangeboden,
    WachtlijstGeplaatst,
)
from keten.domein.kopie import replace


def meld_onderbreking(
    dossier: Dossier, feit: Feit, wordt: Onderdeel, afgewikkeld: Sequence[tuple[Verplichting, Stand]]
) -> tuple[Bericht, ...]:
    """`dossier`: as it now is. Nothing for a fact that holds nothing up."""
    match feit:
        case IntrekkingGevraagd():
            return aan_ander(feit, *vraag(dossier, feit, wordt, Plicht.INTREKKING, feit.reden))
        case IntrekkingBevestigd():
            nieuws = status(dossier, feit, wordt, wordt.afzender)
            return (*aan_ander(feit, nieuws), *aan_geescaleerden(dossier, feit, wordt))
        case IntrekkingGeweigerd() | WachtlijstGeplaatst():
            nieuws = status(dossier, feit, wordt, wordt.afzender, reden=feit.reden, kluis=feit.kop.kluis)
            return aan_ander(feit, nieuws)
        case AfspraakGemaakt() | AfspraakNietVerschenen():
            gemaakt = isinstance(feit, AfspraakGemaakt)
            hoe = Voortgang.AFSPRAAK_GEMAAKT if gemaakt else Voortgang.AFSPRAAK_NIET_NAGEKOMEN
            return aan_ander(feit, status(dossier, feit, wordt, wordt.afzender, voortgang=hoe))
        case VerplichtingKwijtgescholden() | PlichtKwijtgescholden():
            wie = {v.debiteur: v.soort for v, stand in afgewikkeld if stand is Stand.KWIJTGESCHOLDEN}
            return tuple(
                replace(status(dossier, feit, wordt, code, reden=feit.reden), kwijtgescholden=soort)
                for code, soort in wie.items()
                if code not in (*ZONDER_POSTVAK, feit.kop.afzender)
            )
        case AanvullingGevraagd():
            vragen = vraag(dossier, feit, wordt, Plicht.AANVULLING)
            return aan_ander(
                feit, *(replace(v, gevraagd=feit.gevraagd, kluis=feit.kop.kluis) for v in vragen)
            )
        case AanvullingGegeven():
            return meld_aanvulling(dossier, feit, wordt, afgewikkeld)
        case CorrectieGevraagd():
            return vraag_correctie(dossier, feit, wordt)
        case DoorzendingGedaan() | VerzoekOpnieuwAangeboden() if wordt.aanvulling is not None:
            # As warm as the first: also what was added since the opening.
            nieuws = status(dossier, feit, wordt, wordt.ontvanger)
            return (replace(nieuws, kluis=wordt.aanvulling, warm=True),)
        case _:
            return ()
