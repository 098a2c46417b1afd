"""Understands who owes what to whom by when: how a duty arises under the rules, and what settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from keten.domein.begrippen import WIJKKETEN, Plicht, Stand, Toestand
from keten.domein.dossier import Dossier, Sport, Verplichting
from keten.domein.feiten import BezorgingBevestigd, Feit
from keten.domein.inrichting import Inrichting, Termijnregel
from keten.domein.ladder import Schuld, stippel_uit
from keten.domein.plichten import PLICHTEN
from keten.domein.termijnen import hele_ms, verloopt_op

STANDAARD: Final = "standaard"
"""Rule id where no rule of the inrichting fits: a duty never fails to arise for lack of one."""


def termijnregel(soort: Plicht, dossier: Dossier, inrichting: Inrichting) -> Termijnregel:
    """The first rule that fits; one without a term only where such a duty may do without a date."""
    standaard = PLICHTEN[soort].standaard
    mag_zonder = standaard is None or soort is Plicht.STAND
    for regel in inrichting.termijnen:
        if regel.plicht is not soort or (regel.termijn is None and not mag_zonder):
            continue
        if regel.themas and dossier.thema not in regel.themas:
            continue
        if regel.urgenties and dossier.urgentie not in regel.urgenties:
            continue
        return regel
    return Termijnregel(STANDAARD, soort, standaard)


def ga_aan(dossier: Dossier, schulden: Sequence[Schuld], inrichting: Inrichting) -> Dossier:
    """These duties arise, at the dossier's `nu`, in this order, each with its whole ladder."""
    if not schulden:
        return dossier
    nieuw = tuple(
        _verplichting(dossier, nummer, schuld, inrichting)
        for nummer, schuld in enumerate(schulden, start=dossier.volgend_nummer)
    )
    return replace(
        dossier,
        verplichtingen=dossier.verplichtingen + nieuw,
        volgend_nummer=dossier.volgend_nummer + len(nieuw),
    )


def _verplichting(dossier: Dossier, nummer: int, schuld: Schuld, inrichting: Inrichting) -> Verplichting:
    regel = termijnregel(schuld.soort, dossier, inrichting)
    uiterlijk_op, sporten = None, tuple[Sport, ...]()
    if regel.termijn is not None:
        uiterlijk_op = hele_ms(verloopt_op(dossier.nu, regel.termijn, inrichting.vrije_dagen))
        sporten = stippel_uit(schuld, dossier.nu, uiterlijk_op, regel, inrichting)
    return Verplichting(
        nummer=nummer,
        soort=schuld.soort,
        debiteur=schuld.debiteur,
        crediteur=schuld.crediteur,
        onderdeel=schuld.onderdeel,
        ontstaan_op=dossier.nu,
        uiterlijk_op=uiterlijk_op,
        regel=regel.id,
        inrichting=inrichting.versie,
        sporten=sporten,
        volgende_op=sporten[0].op if sporten else None,
        betreft_bericht=schuld.betreft_bericht,
        betreft_plicht=schuld.betreft_plicht,
    )


def wikkel_af(
    verplichtingen: Sequence[Verplichting], feit: Feit, onderdeel: int, was: Toestand, wordt: Toestand
) -> tuple[tuple[Verplichting, ...], tuple[tuple[Verplichting, Stand], ...]]:
    """What stays owed, and what is settled and how, when `feit` brings `onderdeel` from `was` to `wordt`."""
    klaar = wordt is Toestand.AFGEROND and was is not Toestand.AFGEROND
    blijft: list[Verplichting] = []
    afgewikkeld: list[tuple[Verplichting, Stand]] = []
    for verplichting in verplichtingen:
        stand = Stand.VERSCHULDIGD
        if verplichting.onderdeel == onderdeel:
            if klaar:
                stand = PLICHTEN[verplichting.soort].bij_afronding
            elif betaalt(feit, verplichting):
                stand = Stand.VOLDAAN
        if stand is Stand.VERSCHULDIGD:
            blijft.append(verplichting)
        else:
            afgewikkeld.append((verplichting, stand))
    return tuple(blijft), tuple(afgewikkeld)


def betaalt(feit: Feit, verplichting: Verplichting) -> bool:
    """True when this fact pays this duty: the right fact, from whoever owes it, about what is owed."""
    if type(feit) not in PLICHTEN[verplichting.soort].voldaan_door:
        return False
    if isinstance(feit, BezorgingBevestigd):
        return verplichting.betreft_bericht == feit.uitgaand_id and verplichting.crediteur == feit.ontvanger
    return verplichting.debiteur == feit.kop.afzender != WIJKKETEN
