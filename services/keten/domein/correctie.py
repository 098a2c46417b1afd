"""Understands that what a party said may be wrong: who said it, that it is asked to put that right, and that
whoever asked hears what came of it.

A state holds no trail, so what was said is not looked up: each side of a part hears the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from keten.domein.aanvullen import MAX_CORRECTIES
from keten.domein.antwoorden import ACTIES, aan_ander, adres_voor, status
from keten.domein.begrippen import ZONDER_POSTVAK, Correctieverloop, Plicht, Stand, Toestand
from keten.domein.besluiten import Bericht, MeldStatus, VraagActie
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.feiten import AanvullingGegeven, CorrectieGevraagd, Feit
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.overgangen import OPEN
from keten.domein.weigeringen import Weigering

HEEFT_HET: Final = frozenset({*OPEN, Toestand.HEROPEND, Toestand.MONITORING})
"""The receiver has the part, and is handed what belongs to it whole."""


def bron_voor(onderdeel: Onderdeel, wie: str) -> str:
    """Whose words a party heard: those of the other side; who only leads has the sender's question."""
    return onderdeel.ontvanger if wie == onderdeel.afzender else onderdeel.afzender


def toets_correctie(dossier: Dossier, onderdeel: Onderdeel, feit: CorrectieGevraagd) -> Weigering | None:
    """There is another who said it, it was not asked the same before it answered, nor too much already."""
    wie = feit.kop.afzender
    bron = bron_voor(onderdeel, wie)
    if bron == wie or bron in ZONDER_POSTVAK:
        return Weigering.GEEN_BRON
    zelfde = schuld_van(onderdeel, feit)
    if any(_vraagt(v, zelfde) for v in dossier.verplichtingen):
        return Weigering.CORRECTIE_LOOPT
    open_ = [v for v in _op(dossier, onderdeel) if v.crediteur == wie]
    return Weigering.TE_VEEL_CORRECTIES if len(open_) >= MAX_CORRECTIES else None


def _op(dossier: Dossier, onderdeel: Onderdeel) -> list[Verplichting]:
    return [
        v for v in dossier.verplichtingen if v.soort is Plicht.CORRECTIE and v.onderdeel == onderdeel.nummer
    ]


def _vraagt(v: Verplichting, schuld: Schuld) -> bool:
    return (v.soort, v.onderdeel, v.debiteur, v.crediteur, v.onjuist, v.betreft_bericht) == (
        schuld.soort,
        schuld.onderdeel,
        schuld.debiteur,
        schuld.crediteur,
        schuld.onjuist,
        schuld.betreft_bericht,
    )


def schuld_van(onderdeel: Onderdeel, feit: CorrectieGevraagd) -> Schuld:
    """What the source comes to owe."""
    wie = feit.kop.afzender
    return Schuld(
        Plicht.CORRECTIE,
        onderdeel.nummer,
        bron_voor(onderdeel, wie),
        wie,
        betreft_bericht=feit.bericht,
        onjuist=feit.onjuist,
    )


def moet_rechtzetten(dossier: Dossier, onderdeel: Onderdeel, wie: str) -> bool:
    """Whether this party was asked to put something right on this part and did not answer yet."""
    return any(v.debiteur == wie for v in _op(dossier, onderdeel))


def vraag_correctie(dossier: Dossier, feit: CorrectieGevraagd, onderdeel: Onderdeel) -> tuple[Bericht, ...]:
    """To the source: what is wrong, in which message, and until when. `dossier`: with the duty, the last."""
    plicht = dossier.verplichtingen[-1]
    vraag = VraagActie(
        adres_voor(dossier, feit, onderdeel, VraagActie, plicht.debiteur),
        actie=ACTIES[Plicht.CORRECTIE],
        plicht=Plicht.CORRECTIE,
        uiterlijk=plicht.uiterlijk_op or dossier.nu,
        kluis=feit.kop.kluis,
        onjuist=feit.onjuist,
        bericht=feit.bericht,
    )
    return (vraag,)


def meld_aanvulling(
    dossier: Dossier,
    feit: AanvullingGegeven,
    onderdeel: Onderdeel,
    afgewikkeld: Sequence[tuple[Verplichting, Stand]],
) -> tuple[Bericht, ...]:
    """Whole from the sender to whoever has the part, as the hand-over was; to whoever else asked what its
    role may read.
    """
    vragers = [
        v.crediteur for v, stand in afgewikkeld if v.soort is Plicht.CORRECTIE and stand is Stand.VOLDAAN
    ]
    van_afzender = feit.kop.afzender == onderdeel.afzender
    heeft_het = van_afzender and onderdeel.toestand in HEEFT_HET
    ontvangers = [onderdeel.ontvanger] if van_afzender and onderdeel.toestand in OPEN else []
    verloop = None if feit.correctie is None else Correctieverloop[feit.correctie.name]
    return aan_ander(
        feit,
        *(
            replace(
                status(dossier, feit, onderdeel, code),
                kluis=feit.kop.kluis,
                warm=heeft_het and code == onderdeel.ontvanger,
                correctie=verloop if code in vragers else None,
            )
            for code in dict.fromkeys((*ontvangers, *vragers))
        ),
    )


def met_vervallen(
    dossier: Dossier,
    feit: Feit,
    onderdeel: Onderdeel,
    afgewikkeld: Sequence[tuple[Verplichting, Stand]],
    berichten: tuple[Bericht, ...],
) -> tuple[Bericht, ...]:
    """These, and to whoever asked that nobody answers any more: in news it gets anyhow, else by itself."""
    vragers = dict.fromkeys(
        v.crediteur
        for v, stand in afgewikkeld
        if v.soort is Plicht.CORRECTIE and stand is Stand.VERVALLEN and v.crediteur != feit.kop.afzender
    )
    if not vragers:
        return berichten
    uit: list[Bericht] = []
    for b in berichten:
        if isinstance(b, MeldStatus) and b.adres.ontvanger in vragers:
            del vragers[b.adres.ontvanger]
            b = replace(b, correctie=Correctieverloop.VERVALLEN)
        uit.append(b)
    uit += [
        replace(status(dossier, feit, onderdeel, code), correctie=Correctieverloop.VERVALLEN)
        for code in vragers
    ]
    return tuple(uit)
