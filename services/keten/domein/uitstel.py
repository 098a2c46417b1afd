"""Understands that a receiver may ask for more time once, with a reason; a second time people decide.

Nothing is put off past a day that the world set, nor after its term has passed.
"""

from __future__ import annotations

from keten.domein.antwoorden import status
from keten.domein.besluiten import Bericht
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.escalatie import escaleer
from keten.domein.feiten import UitstelGevraagd
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.ladder import klim_eerder, volgende_hogerop
from keten.domein.plichten import PLICHTEN
from keten.domein.termijnen import einde_van_dag, hele_ms, telt_door
from keten.domein.verplichtingen import herplan, vervang
from keten.domein.weigeringen import Weigering


def toets_uitstel(
    dossier: Dossier, onderdeel: Onderdeel, feit: UitstelGevraagd, inrichting: Inrichting
) -> Weigering | None:
    """There is a duty that can be put off, and the day is later, yet not too late."""
    plicht = _waarvoor(dossier, onderdeel, feit)
    if plicht is None or plicht.uiterlijk_op is None:
        return Weigering.UITSTEL_KAN_NIET
    if onderdeel.uitstel_gehad:
        return None if volgende_hogerop(plicht) else Weigering.UITSTEL_KAN_NIET
    nieuw = einde_van_dag(feit.nieuwe_datum)
    hoogstens = telt_door(
        plicht.uiterlijk_op, inrichting.uitstel_hoogstens, inrichting.extra_dagen(dossier.gemeente)
    )
    wereld = onderdeel.uiterlijk_datum(dossier.nu)
    if not plicht.uiterlijk_op < nieuw <= hoogstens or (wereld is not None and feit.nieuwe_datum > wereld):
        return Weigering.UITSTEL_DATUM_ONJUIST
    return None


def geef_uitstel(
    dossier: Dossier, onderdeel: Onderdeel, feit: UitstelGevraagd, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """The first time the day moves and the sender hears it; then the day stays, and a person is told.

    Only for what `toets_uitstel` let through. The receiver hears that its day stayed.
    """
    plicht = _waarvoor(dossier, onderdeel, feit)
    if plicht is None or plicht.uiterlijk_op is None:
        return dossier, ()
    if not onderdeel.uitstel_gehad:
        eerst = plicht.eerst_uiterlijk_op or plicht.uiterlijk_op
        later = herplan(
            dossier,
            replace(plicht, eerst_uiterlijk_op=eerst),
            hele_ms(einde_van_dag(feit.nieuwe_datum)),
            inrichting,
            begin=dossier.nu,
        )
        deel = replace(onderdeel, uitstel_gehad=True)
        dossier = vervang(dossier, later).met(deel)
        if onderdeel.afzender == feit.kop.afzender:
            return dossier, ()
        nieuws = status(dossier, feit, deel, onderdeel.afzender)
        nieuws = replace(nieuws, uiterlijk=later.uiterlijk_op, reden=feit.reden, kluis=feit.kop.kluis)
        return dossier, (nieuws,)
    sport = volgende_hogerop(plicht)
    if sport is None:
        return dossier, ()
    hoger = klim_eerder(plicht, sport, dossier.nu)
    dossier, berichten = escaleer(vervang(dossier, hoger), hoger, sport, feit.kop.feit_id, inrichting)
    blijft = status(dossier, feit, onderdeel, onderdeel.ontvanger)
    return dossier, (*berichten, replace(blijft, uiterlijk=plicht.uiterlijk_op))


def _waarvoor(dossier: Dossier, onderdeel: Onderdeel, feit: UitstelGevraagd) -> Verplichting | None:
    """The duty that was named, else the first to be due; only what is not late yet and has a date."""
    kan = [
        v
        for v in dossier.verplichtingen
        if v.onderdeel == onderdeel.nummer
        and v.debiteur == feit.kop.afzender
        and PLICHTEN[v.soort].uitstelbaar
        and feit.plicht in (None, v.soort)
        and not v.te_laat
        and v.stil_sinds is None
        and v.uiterlijk_op is not None
        and v.uiterlijk_op > max(dossier.nu, feit.kop.nu)
    ]
    return min(kan, key=lambda v: (v.uiterlijk_op or dossier.nu, v.nummer), default=None)
