"""Understands who owes what to whom by when: how a duty arises under the rules in force, and what settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final
from uuid import UUID

from keten.domein.begrippen import WIJKKETEN, Plicht, Stand, Toestand
from keten.domein.dossier import Dossier, Verplichting
from keten.domein.feiten import BezorgingBevestigd, Feit
from keten.domein.inrichting import Inrichting, Termijnregel
from keten.domein.ladder import stippel_uit
from keten.domein.plichten import PLICHTEN
from keten.domein.termijnen import hele_ms, verloopt_op

STANDAARD: Final = "standaard"
"""Rule id of a duty for which no rule of the inrichting fits: a duty never fails to arise for lack of a rule."""


def termijnregel(soort: Plicht, dossier: Dossier, inrichting: Inrichting) -> Termijnregel:
    """The first rule that fits. One without a term fits only where a duty of this kind may do without a date."""
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


def ga_aan(
    dossier: Dossier,
    soort: Plicht,
    inrichting: Inrichting,
    *,
    onderdeel: int,
    debiteur: str,
    crediteur: str,
    betreft_bericht: UUID | None = None,
    betreft_plicht: int | None = None,
) -> tuple[Dossier, Verplichting]:
    """A new duty, arisen at the dossier's `nu`, with its whole ladder. Other duties stay as they are."""
    regel = termijnregel(soort, dossier, inrichting)
    uiterlijk = None
    if regel.termijn is not None:
        uiterlijk = hele_ms(verloopt_op(dossier.nu, regel.termijn, inrichting.vrije_dagen))
    verplichting = Verplichting(
        nummer=dossier.volgend_nummer,
        soort=soort,
        debiteur=debiteur,
        crediteur=crediteur,
        onderdeel=onderdeel,
        ontstaan_op=dossier.nu,
        uiterlijk_op=uiterlijk,
        regel=regel.id,
        inrichting=inrichting.versie,
        betreft_bericht=betreft_bericht,
        betreft_plicht=betreft_plicht,
    )
    if regel.termijn is not None:
        verplichting = stippel_uit(verplichting, regel.termijn, regel.respijt, inrichting)
    return (
        replace(
            dossier,
            verplichtingen=(*dossier.verplichtingen, verplichting),
            volgend_nummer=dossier.volgend_nummer + 1,
        ),
        verplichting,
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
