"""Understands whether a fact may have its effect on a verzoek. It has no effect itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from keten.domein.aanvullen import is_duidelijk
from keten.domein.begrippen import (
    WIJKKETEN,
    ZONDER_POSTVAK,
    Hoedanigheid,
    Plicht,
    Toestand,
    Verzoeksoort,
)
from keten.domein.contact import genoeg_geprobeerd, zegt_geen_contact
from keten.domein.correctie import moet_rechtzetten, toets_correctie
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.escalatie import mag_escaleren
from keten.domein.feiten import (
    AanvullingGegeven,
    AanvullingGevraagd,
    AndereOntvanger,
    CorrectieGevraagd,
    EscalatieBevestigd,
    EscalatieIngezet,
    Feit,
    FunctieVerricht,
    HerstelAfgedaan,
    Kop,
    Kwijtschelding,
    Opening,
    RegieBelegd,
    Uitbreiding,
    UitstelGevraagd,
    VerzoekGeaccepteerd,
)
from keten.domein.functies import Functie
from keten.domein.groep import verloor
from keten.domein.inrichting import Inrichting
from keten.domein.kwijtschelding import toets_kwijtschelding
from keten.domein.onderdelen import mag_naar_een_ander, mag_toevoegen
from keten.domein.onderzoek import mag_verslag_geven, toets_onderzoek
from keten.domein.overgangen import KAN, OOIT, OVERGANGEN, VOLGORDE, Mits, Overgang, nieuwe_toestand, trieert
from keten.domein.pauze import wet_wacht
from keten.domein.regie import mag_beleggen
from keten.domein.uitstel import toets_uitstel
from keten.domein.verplichtingen import betaalt
from keten.domein.voorbij import voorbije_dag
from keten.domein.weigeringen import Weigering


@dataclass(frozen=True, slots=True)
class Toegelaten:
    """It may, by the row `overgang`, and brings `onderdeel` into state `wordt`."""

    onderdeel: Onderdeel
    wordt: Toestand
    overgang: Overgang


@dataclass(frozen=True, slots=True)
class Herhaling:
    """The same message was judged before. `weigering`: the answer it then got; None: it was applied."""

    weigering: Weigering | None


_NIET_AAN_AFZENDER: Final = frozenset(
    {
        Plicht.HERSTEL,
        Plicht.REGIEOVERNAME,
        Plicht.OPVOLGING,
        Plicht.FUNCTIE,
        Plicht.UITKOMST,
        Plicht.CORRECTIE,
    }
)
"""What the sender waits for in vain is none of these."""

Toegang: TypeAlias = Toegelaten | Herhaling | Weigering


def beoordeel(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Toegang:
    """Total: every fact in every state is admitted, known, or refused with a code."""
    kop = feit.kop
    sleutel = bericht_sleutel(kop)
    if sleutel is not None and sleutel in dossier.gezien:
        if dossier.gezien[sleutel] != (kop.bericht_hash or b""):
            return Weigering.ZELFDE_ID_ANDERE_INHOUD
        return Herhaling(dossier.geweigerd.get(sleutel))
    if kop.afzender != WIJKKETEN and dossier.vol:
        return Weigering.VERZOEK_VOL
    return beoordeel_nieuw(dossier, feit, inrichting)


def bericht_sleutel(kop: Kop) -> tuple[str, str] | None:
    """Under which a message is remembered; None for facts of our own."""
    return None if kop.bericht_id is None else (kop.afzender, kop.bericht_id)


def beoordeel_nieuw(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Toegelaten | Weigering:
    """The same, of a message that was not judged before, though it may have waited."""
    toegang = _beoordeel_nieuw(dossier, feit, inrichting)
    if isinstance(toegang, Weigering) and verloor(dossier, feit.kop.afzender, feit.kop.onderdeel):
        neemt = isinstance(feit, VerzoekGeaccepteerd)
        return Weigering.AL_AANGENOMEN if neemt else Weigering.NIET_MEER_VAN_U
    return toegang


def _beoordeel_nieuw(dossier: Dossier, feit: Feit, inrichting: Inrichting) -> Toegelaten | Weigering:
    afzender = feit.kop.afzender
    is_nu = _is(dossier, feit)
    if not is_nu:
        return Weigering.GEEN_PARTIJ
    if afzender != dossier.eigenaar and not isinstance(feit, RegieBelegd):
        is_nu -= {Hoedanigheid.REGIEHOUDER}  # asked to take it, and nothing more
    if not is_nu & OOIT[type(feit)]:
        return Weigering.NIET_AAN_U
    if isinstance(feit, Opening) and not dossier.concept:
        return Weigering.VERZOEK_BESTAAT_AL
    onderdeel = dossier.deel(feit.kop.onderdeel)
    if onderdeel is None:
        return Weigering.ONDERDEEL_ONBEKEND
    is_nu = _is(dossier, feit, onderdeel.nummer)
    if not is_nu and afzender == dossier.eigenaar:
        is_nu = frozenset({Hoedanigheid.REGIEHOUDER})  # whoever owns the whole leads in each part
    if not is_nu:
        return Weigering.GEEN_PARTIJ
    overgang = _overgang(dossier, onderdeel, feit, is_nu)
    if overgang is None:
        kan = (onderdeel.toestand, type(feit)) in KAN
        return Weigering.NIET_AAN_U if kan else Weigering.OVERGANG_NIET_TOEGESTAAN
    weigering = _houdt_tegen(dossier, onderdeel, feit, overgang, inrichting)
    if weigering is not None:
        return weigering
    bij_triage = trieert(onderdeel.ontvanger, inrichting)
    eigen_actie = onderdeel.soort is Verzoeksoort.ACTIE
    wordt = nieuwe_toestand(overgang, onderdeel.toestand, feit, bij_triage, onderdeel.vorige, eigen_actie)
    return Toegelaten(onderdeel, wordt, overgang)


def _is(dossier: Dossier, feit: Feit, onderdeel: int | None = None) -> frozenset[Hoedanigheid]:
    """What the sender is, as far as it counts.

    The id of a verzoek is made of its opener's source and reference. So whoever opens a concept is its
    sender, though another wrote about it before, by a token, and made the concept.
    """
    if isinstance(feit, Opening) and dossier.concept and feit.kop.afzender not in ZONDER_POSTVAK:
        return frozenset({Hoedanigheid.AFZENDER})
    return dossier.hoedanigheden(feit.kop.afzender, onderdeel)


def _overgang(
    dossier: Dossier, onderdeel: Onderdeel, feit: Feit, is_nu: frozenset[Hoedanigheid]
) -> Overgang | None:
    """The row for the first of the party's roles that has one. A receiver is one of this part only.

    What it said while it was, it can still put right.
    """
    for rol in VOLGORDE:
        if rol not in is_nu:
            continue
        overgang = OVERGANGEN.get((onderdeel.toestand, type(feit), rol))
        if overgang is None:
            continue
        if overgang.mits is Mits.CORRECTIE_OPEN:
            if moet_rechtzetten(dossier, onderdeel, feit.kop.afzender):
                return overgang
        elif rol is not Hoedanigheid.ONTVANGER or onderdeel.ontvanger == feit.kop.afzender:
            return overgang
    return None


def _houdt_tegen(
    dossier: Dossier, onderdeel: Onderdeel, feit: Feit, overgang: Overgang, inrichting: Inrichting
) -> Weigering | None:
    """What is not in the table's key: whether there is something to confirm, somebody to go to, and so on."""
    if overgang.mits is not Mits.ALTIJD:
        weigering = _voldoet_niet(dossier, onderdeel, feit, overgang, inrichting)
        if weigering is not None:
            return weigering
    if voorbije_dag(feit) is not None:
        return Weigering.DATUM_VOORBIJ
    if isinstance(feit, AndereOntvanger):
        return mag_naar_een_ander(dossier, onderdeel, feit, inrichting)
    if isinstance(feit, AanvullingGegeven):
        alleen = overgang.mits is Mits.CORRECTIE_OPEN
        duidelijk = is_duidelijk(dossier, onderdeel, feit, alleen=alleen)
        return None if duidelijk else Weigering.CORRECTIE_ONDUIDELIJK
    if isinstance(feit, Uitbreiding):
        return mag_toevoegen(dossier, feit, inrichting)
    if isinstance(feit, RegieBelegd):
        return mag_beleggen(dossier, feit, inrichting)
    if isinstance(feit, EscalatieIngezet):
        return mag_escaleren(dossier, feit, inrichting)
    return _past_niet(dossier, onderdeel, feit, inrichting)


def _past_niet(
    dossier: Dossier, onderdeel: Onderdeel, feit: Feit, inrichting: Inrichting
) -> Weigering | None:
    """Whether what it is about is there: something to confirm, to repair, to put off, to let off."""
    if isinstance(feit, EscalatieBevestigd):
        return _toets_bevestiging(dossier, feit)
    if zegt_geen_contact(feit) and not genoeg_geprobeerd(onderdeel, inrichting.contactregel):
        return Weigering.TE_WEINIG_POGINGEN
    if isinstance(feit, Kwijtschelding):
        return toets_kwijtschelding(dossier, onderdeel, feit)
    if isinstance(feit, AanvullingGevraagd) and onderdeel.afzender == feit.kop.afzender:
        return Weigering.GEEN_BRON
    if isinstance(feit, CorrectieGevraagd):
        return toets_correctie(dossier, onderdeel, feit)
    if isinstance(feit, UitstelGevraagd):
        return toets_uitstel(dossier, onderdeel, feit, inrichting)
    if isinstance(feit, HerstelAfgedaan) and not any(
        v.nummer == feit.nummer and v.herstel is not None and v.onderdeel == onderdeel.nummer
        for v in dossier.verplichtingen
    ):
        return Weigering.GEEN_HERSTEL
    return toets_onderzoek(dossier, onderdeel, feit, inrichting)


def _voldoet_niet(
    dossier: Dossier, onderdeel: Onderdeel, feit: Feit, overgang: Overgang, inrichting: Inrichting
) -> Weigering | None:
    """What the row asks besides."""
    eigenaar = feit.kop.afzender == dossier.eigenaar
    match overgang.mits:
        case Mits.ALS_EIGENAAR:
            return None if eigenaar else Weigering.NIET_AAN_U
        case Mits.EIGENAAR:
            return None if eigenaar and not dossier.gesloten else Weigering.NIET_AAN_U
        case Mits.AAN_DE_BEURT:
            return None if _aan_de_beurt(dossier, onderdeel, feit) else Weigering.NIET_AAN_U
        case Mits.NIET_BEANTWOORD:
            heeft_tijd = not niet_beantwoord(dossier, onderdeel)
            return Weigering.ONTVANGER_HEEFT_NOG_TIJD if heeft_tijd else None
        case Mits.DOORZENDING_OPEN:
            open_ = _staat_open(dossier, Plicht.DOORZENDING, onderdeel)
            return None if open_ else Weigering.OVERGANG_NIET_TOEGESTAAN
        case Mits.WET_WACHT:
            wacht = wet_wacht(dossier, onderdeel, inrichting)
            return None if wacht else Weigering.OVERGANG_NIET_TOEGESTAAN
        case _:
            return None


def _aan_de_beurt(dossier: Dossier, onderdeel: Onderdeel, feit: Feit) -> bool:
    """Whoever is not the receiver performs what it owes, and the owner looks at what others do."""
    if not isinstance(feit, FunctieVerricht):
        return False
    if feit.functie is Functie.VRAAGOPVOLGING and feit.kop.afzender == dossier.eigenaar:
        return True
    if mag_verslag_geven(dossier, onderdeel, feit):
        return True
    return any(
        v.functie is feit.functie and v.onderdeel == onderdeel.nummer and v.debiteur == feit.kop.afzender
        for v in dossier.verplichtingen
    )


def niet_beantwoord(dossier: Dossier, onderdeel: Onderdeel) -> bool:
    """Whether the receiver let the whole ladder of a duty go by: the sender may then turn elsewhere."""
    return any(
        v.onderdeel == onderdeel.nummer and v.debiteur == onderdeel.ontvanger and v.gezet and not v.sporten
        for v in dossier.verplichtingen
        if v.soort not in _NIET_AAN_AFZENDER
    )


def _staat_open(dossier: Dossier, soort: Plicht, onderdeel: Onderdeel) -> bool:
    return any(v.soort is soort and v.onderdeel == onderdeel.nummer for v in dossier.verplichtingen)


def _toets_bevestiging(dossier: Dossier, feit: EscalatieBevestigd) -> Weigering | None:
    """Something was put before this party on this part, before a role that this person may stand for."""
    open_ = [
        v
        for v in dossier.verplichtingen
        if v.soort is Plicht.ESCALATIE
        and v.onderdeel == feit.kop.onderdeel
        and v.debiteur == feit.kop.afzender
    ]
    if not open_:
        return Weigering.NIETS_TE_BEVESTIGEN
    return None if any(betaalt(feit, v) for v in open_) else Weigering.ROL_BEVESTIGT_NIET
