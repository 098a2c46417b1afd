"""Understands what is owed after support: measuring at a rhythm, asking how it was, going on if need be.

A moment that was missed is late and alerts the team; it never counts as *no relapse*. Source: chapter 4.4,
4.5 and II.24-25; the rhythm is an assumption.
"""

from __future__ import annotations

from keten.domein.begrippen import CLIENT, ZONDER_POSTVAK, Meetmoment, Plicht, Toestand, Uitkomst
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.feiten import (
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    MonitoringWaargenomen,
    OndersteuningAfgerond,
    ZelfredzaamheidGemeten,
)
from keten.domein.functies import Functie
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.meten import meet


def heropent(feit: Feit) -> bool:
    """Whether what was told means that it must go on: a relapse, or that it did not help."""
    if isinstance(feit, MonitoringWaargenomen):
        return feit.terugval
    return isinstance(feit, EvaluatieGegeven) and feit.ontevreden


def begint_monitoring(feit: Feit) -> bool:
    """Whether this performed function is the first look after support."""
    return (
        isinstance(feit, FunctieVerricht)
        and feit.functie is Functie.MONITORING
        and feit.uitkomst is not Uitkomst.NIET_GELUKT
    )


def eindigt_monitoring(feit: Feit) -> bool:
    """Whether this performed function ends it: it was done, and not only in part."""
    return (
        isinstance(feit, FunctieVerricht)
        and feit.functie is Functie.MONITORING
        and feit.uitkomst is Uitkomst.GEDAAN
    )


def vraagt_ervaring(feit: Feit) -> bool:
    """Whether the client was asked how it was, and the answer is still to come."""
    return (
        isinstance(feit, FunctieVerricht)
        and feit.functie is Functie.EVALUATIE
        and feit.uitkomst is Uitkomst.DEELS_GEDAAN
    )


def schulden_na(
    dossier: Dossier, feit: Feit, was: Onderdeel, wordt: Onderdeel, inrichting: Inrichting
) -> list[Schuld]:
    """What the end of support makes arise: one evaluation, and a measurement for each moment of the rhythm.

    Owed by the owner of that moment, to the client, each counted from the end of support. Where monitoring
    begins and no moment is still to come, the rhythm is counted from then: it never has no clock.
    """
    if dossier.eigenaar in ZONDER_POSTVAK:
        return []
    if isinstance(feit, OndersteuningAfgerond):
        evaluatie = Schuld(Plicht.EVALUATIE, wordt.nummer, dossier.eigenaar, CLIENT)
        return [evaluatie, *_metingen(dossier, wordt, inrichting)] if feit.nazorg else [evaluatie]
    if vraagt_ervaring(feit) and wordt.toestand in (Toestand.AFGEROND, Toestand.MONITORING):
        al = any(v.soort is Plicht.ERVARING and v.onderdeel == wordt.nummer for v in dossier.verplichtingen)
        return [] if al else [Schuld(Plicht.ERVARING, wordt.nummer, dossier.eigenaar, CLIENT)]
    if wordt.toestand is not Toestand.MONITORING or was.toestand is Toestand.MONITORING:
        return []
    te_meten = any(
        v.soort is Plicht.METING and v.onderdeel == wordt.nummer and not v.te_laat
        for v in dossier.verplichtingen
    )
    return [] if te_meten else _metingen(dossier, wordt, inrichting)


def _metingen(dossier: Dossier, onderdeel: Onderdeel, inrichting: Inrichting) -> list[Schuld]:
    return [
        Schuld(Plicht.METING, onderdeel.nummer, dossier.eigenaar, CLIENT, regel=r)
        for r in inrichting.meetmomenten
    ]


def met_meting(dossier: Dossier, feit: Feit) -> Dossier:
    """With what was measured, at its moment."""
    if not isinstance(feit, ZelfredzaamheidGemeten):
        return dossier
    if feit.moment is Meetmoment.VOOR:
        return replace(dossier, meting_voor=meet(dossier.meting_voor, feit))
    return replace(dossier, meting_na=meet(dossier.meting_na, feit))


def staak_monitoring(dossier: Dossier, was: Onderdeel, wordt: Onderdeel) -> Dossier:
    """Ended on purpose, what was still to be measured is owed no more; what was missed stays owed."""
    if was.toestand is not Toestand.MONITORING or wordt.toestand is not Toestand.AFGEROND:
        return dossier
    return replace(
        dossier,
        verplichtingen=tuple(
            v
            for v in dossier.verplichtingen
            if v.soort is not Plicht.METING
            or v.onderdeel != wordt.nummer
            or (v.uiterlijk_op is not None and v.uiterlijk_op <= dossier.nu)
        ),
    )
