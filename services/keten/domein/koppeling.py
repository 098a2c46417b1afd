"""Understands that requests talk by facts: a report about a verzoek is one of its own, and hears its news.

The reporter is owed an answer, like every reporter. Told is only what it may know as such: that it was taken
on, how it goes, and how it ended.
"""

from __future__ import annotations

from typing import Final, TypeAlias

from keten.domein.begrippen import ZONDER_POSTVAK, Resultaat, Toestand
from keten.domein.besluiten import VertelFeit
from keten.domein.dossier import MAX_KOPPELINGEN, Dossier, Koppeling, Onderdeel
from keten.domein.feiten import (
    Feit,
    Kop,
    MonitoringWaargenomen,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    SignaleringGekoppeld,
    TerugkoppelingGegeven,
    VerzoekGeaccepteerd,
    VoortgangGemeld,
)
from keten.domein.identiteit import koppeling_id, verteld_id
from keten.domein.kopie import replace

_AANGENOMEN: Final = frozenset({Toestand.GEACCEPTEERD, Toestand.IN_BEHANDELING, Toestand.WACHT_OP_CLIENT})

Verteld: TypeAlias = tuple[Dossier, tuple[VertelFeit, ...]]


def vertel_verder(was: Dossier, wordt: Dossier, feit: Feit) -> Verteld:
    """Every report hears what is new here; a relapse that another told of becomes a report."""
    nieuws: list[VertelFeit] = []
    blijft: list[Koppeling] = []
    for koppeling in wordt.koppelingen:
        eerst, nu = was.deel(koppeling.onderdeel), wordt.deel(koppeling.onderdeel)
        verteld = None if eerst is None or nu is None else _nieuws(koppeling, eerst, nu, feit)
        if verteld is not None:
            nieuws.append(VertelFeit(verteld))
        if not isinstance(verteld, TerugkoppelingGegeven):
            blijft.append(koppeling)
    if len(blijft) < len(wordt.koppelingen):
        wordt = replace(wordt, koppelingen=tuple(blijft))
    wordt, gekoppeld = _koppel(wordt, feit)
    return wordt, (*nieuws, *gekoppeld)


def _koppel(dossier: Dossier, feit: Feit) -> Verteld:
    """Whoever leads it itself has nobody to answer: its own look is the report."""
    if not isinstance(feit, MonitoringWaargenomen) or not feit.terugval:
        return dossier, ()
    melder, leider = feit.kop.afzender, dossier.eigenaar
    if melder == leider or leider in ZONDER_POSTVAK or len(dossier.koppelingen) >= MAX_KOPPELINGEN:
        return dossier, ()
    deel = dossier.vind(feit.kop.onderdeel)
    zaak = koppeling_id(dossier.verzoek_id, feit.kop.feit_id)
    koppeling = Koppeling(zaak, leider, deel.nummer)
    opening = SignaleringGekoppeld(
        _kop(koppeling, feit, melder, SignaleringGekoppeld),
        dossier.gemeente,
        deel.thema,
        deel.urgentie,
        ontvanger=leider,
        hoofdzaak=dossier.verzoek_id,
    )
    ontvangen = OntvangstBevestigd(_kop(koppeling, feit, leider, OntvangstBevestigd))
    gekoppeld = replace(dossier, koppelingen=(*dossier.koppelingen, koppeling))
    return gekoppeld, (VertelFeit(opening), VertelFeit(ontvangen))


def _nieuws(koppeling: Koppeling, was: Onderdeel, wordt: Onderdeel, feit: Feit) -> Feit | None:
    """What this report hears of the fact, in the name of who has it; None: nothing it may know."""
    wie = koppeling.ontvanger
    if wordt.toestand is Toestand.INGETROKKEN:
        return TerugkoppelingGegeven(_kop(koppeling, feit, wie, TerugkoppelingGegeven), Resultaat.MISLUKT)
    afgerond = wordt.toestand is Toestand.AFGEROND
    if afgerond and isinstance(feit, TerugkoppelingGegeven | OndersteuningAfgerond):
        return TerugkoppelingGegeven(_kop(koppeling, feit, wie, TerugkoppelingGegeven), feit.resultaat)
    if wordt.toestand in _AANGENOMEN and was.toestand not in _AANGENOMEN:
        return VerzoekGeaccepteerd(_kop(koppeling, feit, wie, VerzoekGeaccepteerd))
    if isinstance(feit, VoortgangGemeld) and feit.kop.onderdeel == wordt.nummer:
        return VoortgangGemeld(_kop(koppeling, feit, wie, VoortgangGemeld), feit.voortgang)
    return None


def _kop(koppeling: Koppeling, feit: Feit, wie: str, soort: type[Feit]) -> Kop:
    """Of a fact of the report: at the time and by the rules of what it tells. It has no words of anybody."""
    return Kop(
        feit_id=verteld_id(feit.kop.feit_id, koppeling.verzoek_id, soort.__name__),
        verzoek_id=koppeling.verzoek_id,
        nu=feit.kop.nu,
        inrichting=feit.kop.inrichting,
        afzender=wie,
    )
