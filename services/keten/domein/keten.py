"""Understands what one fact does to one verzoek. The one way in.

Pure: the same dossier, fact and inrichting give the same outcome, so the log of facts can be folded again
for ever. Callers may not assume that a fact has an effect: a refusal is a value, and an unchanged dossier is
the same object.
"""

from __future__ import annotations

from collections.abc import Sequence

from keten.domein.begrippen import WIJKKETEN, ZONDER_POSTVAK, Uitslag
from keten.domein.besluiten import Adres, Bericht, Besluit, Oordeel, WijsAf
from keten.domein.claim import meld_kandidaten
from keten.domein.dossier import Dossier
from keten.domein.escalatie import laat_wekker_gaan
from keten.domein.feiten import (
    BERICHTTYPEN,
    BerichtAfgekeurd,
    Feit,
    Kop,
    Opening,
    WekkerGegaan,
)
from keten.domein.gevolgen import pas_toe
from keten.domein.groep import richt
from keten.domein.herstel import laat_ongedaan
from keten.domein.herstelplicht import eis_herstel
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.ketenpad import verleg, volg_pad
from keten.domein.kopie import replace
from keten.domein.koppeling import vertel_verder
from keten.domein.onderzoek import kan_vanaf
from keten.domein.onthouden import merk_positie, onthoud
from keten.domein.opening import leg_aan, open_verzoek, toets_opening
from keten.domein.regie import eindig_waarneming, laat_volgen, vertel
from keten.domein.toegang import Herhaling, Toegelaten, beoordeel, beoordeel_nieuw
from keten.domein.voorbij import voorbije_dag
from keten.domein.wachtkamer import laat_wachten, moet_wachten, verlopen
from keten.domein.weigeringen import Weigering

Gevolg = tuple[Dossier, tuple[Besluit, ...]]


def verwerk(
    dossier: Dossier | None, feit: Feit, inrichting: Inrichting
) -> tuple[Dossier | None, tuple[Besluit, ...]]:
    """The new state and what must go out.

    A re-read (its `herkomst` was seen) gives nothing at all. Any other message of a partner gives one
    `Oordeel` about itself; what waited and now no longer does, one that says about which (`over`).
    `BerichtAfgekeurd` gives none: the intake judged that record. Facts of our own about a verzoek that is not
    there give no state.
    """
    if dossier is not None and dossier.las_al(feit.kop.herkomst):
        return dossier, ()
    if isinstance(feit, BerichtAfgekeurd):
        return _keur_af(dossier, feit, inrichting)
    if dossier is None:
        kan_beginnen = type(feit) in BERICHTTYPEN or isinstance(feit, Opening)
        if not kan_beginnen or feit.kop.afzender in ZONDER_POSTVAK:
            return None, ()
        dossier = leg_aan(feit.kop, feit.kop.afzender, None)
    return _beslis(dossier, richt(dossier, feit), inrichting)


def _beslis(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Gevolg:
    toegang = beoordeel(dossier, feit, inrichting)
    if isinstance(toegang, Herhaling):
        antwoord = _afwijzing(dossier, feit, toegang.weigering, inrichting)
        besluiten = _met_oordeel(feit.kop, antwoord, Oordeel(Uitslag.DUBBEL, toegang.weigering))
        return merk_positie(dossier, feit.kop), besluiten
    if isinstance(toegang, Weigering) and moet_wachten(dossier, feit, toegang):
        wachtend = laat_wachten(dossier, feit)
        if wachtend is not None:
            return onthoud(wachtend, feit.kop, None), _met_oordeel(feit.kop, (), Oordeel(Uitslag.WACHT))
        toegang = Weigering.TE_VEEL_VOORUIT
    if isinstance(toegang, Weigering):
        return _weiger(dossier, feit, toegang, inrichting)
    return _pas_toe(dossier, feit, toegang, inrichting)


def _pas_toe(
    dossier: Dossier, feit: Feit, toegang: Toegelaten, inrichting: Inrichting, *, wachtte: bool = False
) -> Gevolg:
    """`wachtte`: the fact came before, and its verdict goes by its own position."""
    if isinstance(feit, Opening):
        return _open(dossier, feit, inrichting)
    if isinstance(feit, WekkerGegaan):
        return _wek(dossier, feit, inrichting)
    nieuw, berichten = pas_toe(dossier, feit, toegang, inrichting)
    nieuw = laat_volgen(dossier, nieuw, inrichting)
    nieuw = volg_pad(verleg(dossier, nieuw, inrichting), feit, inrichting)
    nieuw, verteld = vertel_verder(dossier, nieuw, feit)
    besluiten = (*berichten, *vertel(dossier, nieuw, feit.kop, inrichting), *verteld)
    oordeel = Oordeel(Uitslag.TOEGEPAST, over=feit.kop if wachtte else None)
    return onthoud(nieuw, feit.kop, None), _met_oordeel(feit.kop, besluiten, oordeel)


def _open(concept: Dossier, opening: Opening, inrichting: Inrichting) -> Gevolg:
    """What waited for the opening is applied or refused now, in the order in which it came."""
    weigering = toets_opening(opening, inrichting)
    if weigering is not None:
        return _weiger(concept, opening, weigering, inrichting)
    dossier, berichten = open_verzoek(opening, concept, inrichting)
    berichten += (
        *meld_kandidaten(dossier, opening),
        *vertel(concept, dossier, opening.kop, inrichting),
    )
    dossier = onthoud(dossier, opening.kop, None)
    besluiten = list(_met_oordeel(opening.kop, berichten, Oordeel(Uitslag.TOEGEPAST)))
    for wachtend in concept.wachtend:
        dossier, meer = _haal_in(dossier, wachtend.feit, inrichting)
        besluiten += meer
    return dossier, tuple(besluiten)


def _haal_in(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Gevolg:
    feit = richt(dossier, feit)
    toegang = beoordeel_nieuw(dossier, feit, inrichting)
    if isinstance(toegang, Weigering):
        return _weiger(dossier, feit, toegang, inrichting, wachtte=True)
    return _pas_toe(dossier, feit, toegang, inrichting, wachtte=True)


def _wek(dossier: Dossier, wekker: WekkerGegaan, inrichting: Inrichting) -> Gevolg:
    """Ladders go one step up, and what waited too long is refused. A stale alarm does neither."""
    oordeel = Oordeel(Uitslag.TOEGEPAST)
    if dossier.wekkers.get(wekker.debiteur) != wekker.wek_op:
        return onthoud(dossier, wekker.kop, None), _met_oordeel(wekker.kop, (), oordeel)
    was = dossier
    dossier, te_laat = verlopen(dossier, wekker)
    dossier, berichten = laat_wekker_gaan(dossier, wekker, inrichting)
    dossier, gevraagd = eindig_waarneming(dossier, wekker, inrichting)
    dossier = verleg(was, laat_volgen(was, dossier, inrichting), inrichting)
    besluiten: list[Besluit] = [*berichten, *gevraagd, *vertel(was, dossier, wekker.kop, inrichting)]
    for feit in te_laat:
        dossier, meer = _weiger(dossier, feit, Weigering.OPENING_BLEEF_UIT, inrichting, wachtte=True)
        besluiten += meer
    return onthoud(dossier, wekker.kop, None), _met_oordeel(wekker.kop, besluiten, oordeel)


# -- what has no effect


def _weiger(
    dossier: Dossier, feit: Feit, weigering: Weigering, inrichting: Inrichting, *, wachtte: bool = False
) -> Gevolg:
    """A refusal is told, and what it leaves undone becomes a duty to repair."""
    kop = feit.kop
    berichten = _afwijzing(dossier, feit, weigering, inrichting, wachtte=wachtte)
    onderdeel = dossier.deel(kop.onderdeel)
    toestand = None if onderdeel is None else onderdeel.toestand
    if kop.afzender in inrichting.partijen and laat_ongedaan(dossier, feit, weigering, toestand):
        dossier, gevraagd = eis_herstel(
            replace(dossier, nu=max(dossier.nu, kop.nu)),
            partij=kop.afzender,
            code=weigering.code,
            soort=BERICHTTYPEN[type(feit)],
            plek=kop.herkomst,
            onderdeel=kop.onderdeel,
            oorzaak=kop.feit_id,
            inrichting=inrichting,
        )
        berichten += gevraagd
    oordeel = Oordeel(Uitslag.GEWEIGERD, weigering, kop if wachtte else None)
    return onthoud(dossier, kop, weigering), _met_oordeel(kop, berichten, oordeel)


def _keur_af(
    dossier: Dossier | None, feit: BerichtAfgekeurd, inrichting: Inrichting
) -> tuple[Dossier | None, tuple[Besluit, ...]]:
    """The intake refused a record for its form: it told the partner, here it becomes a duty to repair."""
    if feit.kop.afzender != WIJKKETEN:
        return dossier, ()
    kop = feit.kop
    begin = (
        leg_aan(kop, feit.partij, None) if dossier is None else replace(dossier, nu=max(dossier.nu, kop.nu))
    )
    nieuw, berichten = eis_herstel(
        begin,
        partij=feit.partij,
        code=feit.code,
        soort=feit.type if feit.hoort_bij else None,
        plek=kop.herkomst,
        onderdeel=kop.onderdeel,
        oorzaak=kop.feit_id,
        inrichting=inrichting,
    )
    return merk_positie(nieuw, kop), berichten


# -- what is answered


def _met_oordeel(kop: Kop, berichten: Sequence[Besluit], oordeel: Oordeel) -> tuple[Besluit, ...]:
    return (*berichten, oordeel) if kop.herkomst is not None else tuple(berichten)


def _afwijzing(
    dossier: Dossier,
    feit: Feit,
    weigering: Weigering | None,
    inrichting: Inrichting,
    *,
    wachtte: bool = False,
) -> tuple[Bericht, ...]:
    """To the sender; the platform does not write to itself. A message that comes twice is answered twice."""
    kop = feit.kop
    if weigering is None or kop.afzender in ZONDER_POSTVAK or kop.bericht_id is None:
        return ()
    adres = Adres(
        bericht_id=bericht_id(kop.feit_id, WijsAf.__name__, kop.afzender),
        ontvanger=kop.afzender,
        onderdeel=kop.onderdeel,
        oorzaak=kop.feit_id,
        kenmerk=dossier.kenmerk_van(kop.afzender, kop.onderdeel) or kop.kenmerk,
    )
    vanaf = kan_vanaf(dossier, weigering, inrichting)
    veld = voorbije_dag(feit) if weigering is Weigering.DATUM_VOORBIJ else None
    return (WijsAf(adres, weigering, kop.bericht_id, kop if wachtte else None, vanaf, veld),)
