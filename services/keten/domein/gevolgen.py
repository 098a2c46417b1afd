"""Understands what an admitted fact of a party, or a delivery, does to a verzoek, and who is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from keten.domein.begrippen import WIJKKETEN, Hoedanigheid, Plicht, Stand, Toestand
from keten.domein.besluiten import Adres, Bericht, BevestigOntvangst, GeefTerugkoppeling, MeldStatus
from keten.domein.dossier import Betrokkene, Dossier, Onderdeel, Verplichting
from keten.domein.feiten import (
    BezorgingBevestigd,
    Feit,
    FunctieVerricht,
    OntvangstBevestigd,
    TerugkoppelingGegeven,
    VerzoekGeaccepteerd,
)
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.ladder import Schuld
from keten.domein.plichten import PLICHTEN
from keten.domein.toegang import Toegelaten
from keten.domein.verplichtingen import ga_aan, wikkel_af


def pas_toe(
    dossier: Dossier, feit: Feit, toegang: Toegelaten, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """State first, then what it settles, then what it makes arise, then who is told."""
    was = toegang.onderdeel
    wordt = replace(was, toestand=toegang.wordt) if toegang.wordt is not was.toestand else was
    blijft, afgewikkeld = wikkel_af(dossier.verplichtingen, feit, was.nummer, was.toestand, wordt.toestand)
    if isinstance(feit, BezorgingBevestigd) and not afgewikkeld:
        return dossier, ()  # told before, or about a message that nobody owes any more
    dossier = replace(
        dossier,
        nu=max(dossier.nu, feit.kop.nu),
        betrokkenen=_met_kenmerk(dossier.betrokkenen, feit.kop.afzender, feit.kop.kenmerk),
        onderdelen=tuple(wordt if o.nummer == wordt.nummer else o for o in dossier.onderdelen),
        verplichtingen=blijft,
    )
    dossier = ga_aan(dossier, _schulden(dossier, feit, wordt, afgewikkeld), inrichting)
    return dossier, _berichten(dossier, feit, was, wordt, afgewikkeld)


def _met_kenmerk(
    betrokkenen: tuple[Betrokkene, ...], code: str, kenmerk: bytes | None
) -> tuple[Betrokkene, ...]:
    """The reference a party now gives this matter, wherever that party stands."""
    if kenmerk is None:
        return betrokkenen
    return tuple(replace(b, kenmerk=kenmerk) if b.code == code else b for b in betrokkenen)


def _schulden(
    dossier: Dossier, feit: Feit, onderdeel: Onderdeel, afgewikkeld: Sequence[tuple[Verplichting, Stand]]
) -> list[Schuld]:
    """What this fact makes arise, and what was paid but is owed again."""
    nieuw = [
        Schuld(oud.soort, oud.onderdeel, oud.debiteur, oud.crediteur)
        for oud, stand in afgewikkeld
        if stand is Stand.VOLDAAN and PLICHTEN[oud.soort].herhaalt
    ]
    for soort, regel in PLICHTEN.items():
        if regel.ontstaat_bij is not type(feit):
            continue
        if regel.alleen_gewenst and not dossier.terugkoppeling_gewenst:
            continue
        if regel.debiteur is Hoedanigheid.PLATFORM:
            bericht = _terugkoppeling_id(dossier, feit)
            nieuw.append(
                Schuld(soort, onderdeel.nummer, WIJKKETEN, dossier.afzender, betreft_bericht=bericht)
            )
        else:
            nieuw.append(Schuld(soort, onderdeel.nummer, onderdeel.ontvanger, dossier.afzender))
    return nieuw


def _terugkoppeling_id(dossier: Dossier, feit: Feit) -> UUID:
    return bericht_id(feit.kop.feit_id, GeefTerugkoppeling.__name__, dossier.afzender)


def _adres(
    dossier: Dossier, feit: Feit, onderdeel: Onderdeel, besluit: type[Bericht], ontvanger: str
) -> Adres:
    return Adres(
        bericht_id=bericht_id(feit.kop.feit_id, besluit.__name__, ontvanger),
        ontvanger=ontvanger,
        onderdeel=onderdeel.nummer,
        oorzaak=feit.kop.feit_id,
        kenmerk=dossier.kenmerk_van(ontvanger),
    )


def _berichten(
    dossier: Dossier,
    feit: Feit,
    was: Onderdeel,
    wordt: Onderdeel,
    afgewikkeld: Sequence[tuple[Verplichting, Stand]],
) -> tuple[Bericht, ...]:
    match feit:
        case OntvangstBevestigd():
            # A second confirmation, or one after a decision, is no news.
            if any(v.soort is Plicht.ONTVANGST for v, _ in afgewikkeld):
                adres = _adres(dossier, feit, wordt, BevestigOntvangst, dossier.afzender)
                return (BevestigOntvangst(adres, wordt.ontvanger),)
            return ()
        case VerzoekGeaccepteerd() | FunctieVerricht():
            # Which function was performed is not the sender's business; that the state changed is.
            if wordt.toestand is was.toestand:
                return ()
            return (_status(dossier, feit, wordt, dossier.afzender),)
        case TerugkoppelingGegeven():
            return _terugkoppeling(dossier, feit, wordt)
        case _:
            return ()


def _status(dossier: Dossier, feit: Feit, onderdeel: Onderdeel, aan: str) -> MeldStatus:
    """`uiterlijk`: the first date by which the receiver of the part owes something to the sender."""
    data = [
        v.uiterlijk_op
        for v in dossier.verplichtingen
        if v.onderdeel == onderdeel.nummer
        and v.debiteur == onderdeel.ontvanger
        and v.uiterlijk_op is not None
    ]
    adres = _adres(dossier, feit, onderdeel, MeldStatus, aan)
    return MeldStatus(adres, onderdeel.toestand, onderdeel.ontvanger, min(data, default=None))


def _terugkoppeling(
    dossier: Dossier, feit: TerugkoppelingGegeven, onderdeel: Onderdeel
) -> tuple[Bericht, ...]:
    """To the sender what it asked for; at the end also to those whom silence was put before."""
    afzender = dossier.afzender
    aan_afzender: Bericht
    if dossier.terugkoppeling_gewenst:
        aan_afzender = GeefTerugkoppeling(
            _adres(dossier, feit, onderdeel, GeefTerugkoppeling, afzender),
            van=onderdeel.ontvanger,
            resultaat=feit.resultaat,
            eind=feit.resultaat.eind,
            kluis=feit.kop.kluis,
        )
    else:
        aan_afzender = _status(dossier, feit, onderdeel, afzender)
    if onderdeel.toestand is not Toestand.AFGEROND:
        return (aan_afzender,)
    ook = (
        b.code
        for b in dossier.betrokkenen
        if b.hoedanigheid is Hoedanigheid.GEESCALEERDE and b.code not in (afzender, onderdeel.ontvanger)
    )
    return (aan_afzender, *(_status(dossier, feit, onderdeel, code) for code in ook))
