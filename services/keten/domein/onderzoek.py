"""Understands the investigation of a client's question: its outcome in writing, and what may not come before.

Which questions a gemeente investigates so is configuration: where a rule for UITKOMST has a term. Source: Wmo
2015, 2.3.2; the prohibition itself is a rule of `wet.yaml`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from keten.domein.begrippen import CLIENT, ZONDER_POSTVAK, Plicht, Uitkomst
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.feiten import (
    Feit,
    FunctieVerricht,
    OndersteuningAfgerond,
    Opening,
    SignaleringGekoppeld,
    TerugkoppelingGegeven,
)
from keten.domein.functies import Functieresultaat
from keten.domein.groep import verwanten
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import Schuld
from keten.domein.verplichtingen import ga_aan, geeft_verslag, termijnregel
from keten.domein.weigeringen import Weigering
from keten.domein.wet import Gebeurtenis, is_verboden, uiterlijk

GEEN_AANVRAAG: Final = frozenset({Functieresultaat.AANGEMELD, Functieresultaat.CLIENT_ZIET_AF})
"""How that function ends without a request for a decision: a food bank takes people in."""


def begin_onderzoek(dossier: Dossier, opening: Opening, inrichting: Inrichting) -> Dossier:
    """The client is owed a confirmation and the outcome in writing, where a rule says so."""
    deel = dossier.eerste
    if isinstance(opening, SignaleringGekoppeld) or dossier.eigenaar in ZONDER_POSTVAK:
        return dossier
    if termijnregel(Plicht.UITKOMST, deel, inrichting).termijn is None:
        return dossier
    schulden = [Schuld(Plicht.UITKOMST, deel.nummer, dossier.eigenaar, CLIENT)]
    if all(v.soort is not Plicht.ONTVANGST for v in dossier.verplichtingen):
        schulden.append(Schuld(Plicht.ONTVANGST, deel.nummer, deel.ontvanger, CLIENT))
    return ga_aan(dossier.met(replace(deel, onderzoek_sinds=dossier.nu)), schulden, inrichting)


def toets_onderzoek(
    dossier: Dossier, onderdeel: Onderdeel, feit: Feit, inrichting: Inrichting
) -> Weigering | None:
    """No request for a decision before its time, in no part; and no end without the outcome in writing."""
    eindigt = isinstance(feit, OndersteuningAfgerond) or (
        isinstance(feit, TerugkoppelingGegeven) and feit.resultaat.eind
    )
    if not eindigt and not isinstance(feit, FunctieVerricht):
        return None
    open_ = [v.onderdeel for v in dossier.verplichtingen if v.soort is Plicht.UITKOMST]
    if not open_:
        return None
    hier = {onderdeel.nummer, *(o.nummer for o in verwanten(dossier, onderdeel))}
    if eindigt and hier & set(open_):
        return Weigering.UITKOMST_ONTBREEKT
    if not isinstance(feit, FunctieVerricht) or feit.uitkomst is Uitkomst.NIET_GELUKT:
        return None
    wacht_op = [n for n in open_ if not (n == onderdeel.nummer and geeft_verslag(feit))]
    if feit.resultaat in GEEN_AANVRAAG:
        return None
    extra = inrichting.extra_dagen(dossier.gemeente)
    for regel in inrichting.wet.values():
        if regel.verbod is None or regel.verbod.tot is not Gebeurtenis.UITKOMST:
            continue
        for nummer in wacht_op:
            begin = dossier.vind(nummer).onderzoek_sinds
            if is_verboden(regel, feit.functie, begin, None, feit.kop.nu, extra):
                return Weigering.AANVRAAG_TE_VROEG
    return None


def kan_vanaf(dossier: Dossier, weigering: Weigering, inrichting: Inrichting) -> datetime | None:
    """From when on it can be, where a refusal waits for a day; the same as long as the rules are."""
    if weigering is not Weigering.AANVRAAG_TE_VROEG:
        return None
    extra = inrichting.extra_dagen(dossier.gemeente)
    einden = (
        uiterlijk(regel, deel.onderzoek_sinds, extra)
        for regel in inrichting.wet.values()
        if regel.verbod is not None and regel.verbod.tot is Gebeurtenis.UITKOMST
        for deel in dossier.onderdelen
        if deel.onderzoek_sinds is not None
    )
    return max((e for e in einden if e is not None), default=None)


def mag_verslag_geven(dossier: Dossier, onderdeel: Onderdeel, feit: FunctieVerricht) -> bool:
    """Whether the owner gives what is owed to the client of this part, though another has the part."""
    return (
        geeft_verslag(feit)
        and feit.kop.afzender == dossier.eigenaar
        and any(
            v.soort is Plicht.UITKOMST and v.onderdeel == onderdeel.nummer for v in dossier.verplichtingen
        )
    )
