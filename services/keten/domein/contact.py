"""Understands how contact with the client goes: appointments, attempts, and when enough was tried."""

from __future__ import annotations

from keten.domein.begrippen import Afspraakstand, Contactwijze, Reden, Resultaat, Uitkomst
from keten.domein.dossier import MAX_POGINGEN, Afspraak, Onderdeel
from keten.domein.feiten import (
    AfspraakGemaakt,
    AfspraakNietVerschenen,
    BehandelingGestart,
    ContactGelegd,
    ContactpogingGedaan,
    Feit,
    FunctieVerricht,
    OndersteuningAfgerond,
    TerugkoppelingGegeven,
    VerzoekAfgewezen,
)
from keten.domein.functies import MET_CLIENT
from keten.domein.inrichting import Contactregel
from keten.domein.kopie import replace
from keten.domein.plichten import Einde
from keten.domein.termijnen import ZONE


def zegt_geen_contact(feit: Feit) -> bool:
    """Whether this answer or refusal says that the client could not be reached."""
    match feit:
        case TerugkoppelingGegeven() | OndersteuningAfgerond():
            return feit.resultaat is Resultaat.GEEN_CONTACT
        case VerzoekAfgewezen():
            return feit.reden is Reden.GEEN_CONTACT
    return False


def genoeg_geprobeerd(onderdeel: Onderdeel, regel: Contactregel) -> bool:
    """Often enough, in enough ways, of which one at least is none of those that are easily missed."""
    wijzen = set(onderdeel.pogingen)
    return (
        len(onderdeel.pogingen) >= regel.pogingen
        and len(wijzen) >= regel.wijzen
        and bool(wijzen - regel.ook_anders_dan)
    )


def volg_contact(onderdeel: Onderdeel, feit: Feit, einde: Einde | None) -> Onderdeel:
    """The part with what this fact says of contact with the client; only its receiver's word counts.

    `einde`: how the part leaves its receiver: what was planned then lapses, and the next one tries anew.
    """
    if einde is not None:
        return replace(onderdeel, afspraak=_wordt(onderdeel.afspraak, Afspraakstand.VERVALLEN), pogingen=())
    if feit.kop.afzender != onderdeel.ontvanger:
        return onderdeel
    match feit:
        case AfspraakGemaakt():
            return replace(onderdeel, afspraak=Afspraak(feit.afspraak_datum, Afspraakstand.GEPLAND))
        case AfspraakNietVerschenen():
            datum = feit.datum or (onderdeel.afspraak.datum if onderdeel.afspraak else None)
            if datum is None:
                return onderdeel
            return replace(onderdeel, afspraak=Afspraak(datum, Afspraakstand.NIET_VERSCHENEN))
        case ContactpogingGedaan() if feit.wijze is not Contactwijze.ADMINISTRATIEF:
            return replace(onderdeel, pogingen=_met_poging(onderdeel.pogingen, feit.wijze))
        case ContactGelegd():
            return replace(onderdeel, afspraak=_gehouden(onderdeel.afspraak, feit), pogingen=())
        case FunctieVerricht() if feit.functie in MET_CLIENT and feit.uitkomst is not Uitkomst.NIET_GELUKT:
            return replace(onderdeel, afspraak=_gehouden(onderdeel.afspraak, feit))
        case BehandelingGestart():
            return replace(onderdeel, afspraak=_gehouden(onderdeel.afspraak, feit))
    return onderdeel


def _met_poging(pogingen: tuple[Contactwijze, ...], wijze: Contactwijze) -> tuple[Contactwijze, ...]:
    """When there are too many to keep, the oldest goes whose way was tried again: no way is forgotten."""
    alle = (*pogingen, wijze)
    if len(alle) <= MAX_POGINGEN:
        return alle
    weg = next(n for n, w in enumerate(alle) if w in alle[n + 1 :])
    return (*alle[:weg], *alle[weg + 1 :])


def _gehouden(afspraak: Afspraak | None, feit: Feit) -> Afspraak | None:
    """Held on its day or later: who meets before that has the appointment still to come."""
    if afspraak is None or feit.kop.nu.astimezone(ZONE).date() < afspraak.datum:
        return afspraak
    return _wordt(afspraak, Afspraakstand.GEHOUDEN)


def _wordt(afspraak: Afspraak | None, stand: Afspraakstand) -> Afspraak | None:
    """Only what was planned."""
    if afspraak is None or afspraak.stand is not Afspraakstand.GEPLAND:
        return afspraak
    return replace(afspraak, stand=stand)
