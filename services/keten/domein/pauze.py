"""Understands that a question for more information stops the receiver's clocks, once, and how they go on.

Who is asked has a clock of its own meanwhile. What is bound by a day that the world set is never stopped.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from keten.domein.begrippen import CLIENT, Plicht, Toestand
from keten.domein.besluiten import Adres, Bericht, MeldStatus
from keten.domein.dossier import Dossier, Onderdeel, Verplichting
from keten.domein.feestdagen import ExtraDagen, is_vrij
from keten.domein.identiteit import bericht_id
from keten.domein.inrichting import Inrichting
from keten.domein.kopie import replace
from keten.domein.plichten import PLICHTEN
from keten.domein.termijnen import ZONE, Eenheid, Termijn, einde_van_dag, hele_ms, laatste_dag, volgt_de_wet
from keten.domein.verplichtingen import herplan, regel_van, vroegste
from keten.domein.verwachting import volgende_datum
from keten.domein.wet import Pauze, Wetsregel
from keten.domein.wet import uiterlijk as wettelijk_uiterlijk

_NET_ERVOOR = timedelta(microseconds=1)
_DAG = timedelta(days=1)


def zet_stil(dossier: Dossier, onderdeel: Onderdeel, inrichting: Inrichting) -> Dossier:
    """The receiver's clocks on this part stop, unless they did before: a second question stops nothing.

    A clock of the law stops only where the law says so (Awb 4:15), whoever it is owed to. Another stops while
    the part waits for the answer, unless it is owed to the client, who does not wait for what others know.
    """
    if onderdeel.pauze_gehad:
        return dossier
    dossier = dossier.met(replace(onderdeel, pauze_gehad=True))
    return replace(
        dossier,
        verplichtingen=tuple(
            replace(v, stil_sinds=dossier.nu, volgende_op=None)
            if _gaat_stil(dossier, onderdeel, v, inrichting)
            else v
            for v in dossier.verplichtingen
        ),
    )


def _gaat_stil(dossier: Dossier, onderdeel: Onderdeel, v: Verplichting, inrichting: Inrichting) -> bool:
    regel = PLICHTEN[v.soort]
    wet = inrichting.wet.get(v.wet or "")
    wacht = onderdeel.toestand is Toestand.AANVULLING_GEVRAAGD and v.crediteur != CLIENT
    pauzeert = (regel.pauzeert and wacht) if wet is None else Pauze.AANVULLING in wet.pauze
    if v.onderdeel != onderdeel.nummer or v.debiteur != onderdeel.ontvanger or not pauzeert:
        return False
    if regel.begrensd and onderdeel.uiterlijk_datum(dossier.nu) is not None:
        return False
    return v.uiterlijk_op is not None and v.uiterlijk_op > dossier.nu and not v.te_laat


def wet_wacht(dossier: Dossier, onderdeel: Onderdeel, inrichting: Inrichting) -> bool:
    """Whether the receiver owes something by a legal term that stands still while information is missing."""
    return any(
        v.onderdeel == onderdeel.nummer
        and v.debiteur == onderdeel.ontvanger
        and (wet := inrichting.wet.get(v.wet or "")) is not None
        and Pauze.AANVULLING in wet.pauze
        for v in dossier.verplichtingen
    )


def hervat(dossier: Dossier, nummer: int, inrichting: Inrichting) -> Dossier:
    """What stood still on this part goes on at the dossier's `nu`, with as much left as there was.

    The rest of its ladder is planned anew; steps that were taken stay taken.
    """
    nieuw = []
    for v in dossier.verplichtingen:
        if v.onderdeel == nummer and v.stil_sinds is not None and v.uiterlijk_op is not None:
            termijn = regel_van(v, dossier.vind(nummer), inrichting).termijn
            uiterlijk_op = hele_ms(
                loopt_door(
                    v.uiterlijk_op,
                    v.stil_sinds,
                    dossier.nu,
                    termijn,
                    inrichting.extra_dagen(dossier.gemeente),
                )
            )
            if PLICHTEN[v.soort].begrensd:
                uiterlijk_op = max(vroegste(dossier, nummer, uiterlijk_op), dossier.nu)
            uiterlijk_op = _niet_na_de_wet(uiterlijk_op, v, v.stil_sinds, dossier, inrichting)
            begin = v.ontstaan_op + (dossier.nu - v.stil_sinds)
            anders = replace(
                v,
                stil_sinds=None,
                stond_stil_van=v.stil_sinds,
                stond_stil_tot=dossier.nu,
                eerst_uiterlijk_op=v.eerst_uiterlijk_op or v.uiterlijk_op,
            )
            v = herplan(dossier, anders, uiterlijk_op, inrichting, begin=begin)
        nieuw.append(v)
    return replace(dossier, verplichtingen=tuple(nieuw))


def _niet_na_de_wet(
    uiterlijk_op: datetime, v: Verplichting, sinds: datetime, dossier: Dossier, inrichting: Inrichting
) -> datetime:
    """Not later than the law, which stops after the day of the question, until that of the answer (Awb 4:15).

    Neither of those two days is given; what is over by then is due today.
    """
    wet = inrichting.wet.get(v.wet or "")
    if wet is None:
        return uiterlijk_op
    gevraagd, verder = (m.astimezone(ZONE).date() for m in (sinds, dossier.nu))
    stil = max((verder - gevraagd).days - 1, 0)
    extra = inrichting.extra_dagen(dossier.gemeente)
    begin = v.telt_vanaf or v.ontstaan_op
    gewoon = wettelijk_uiterlijk(wet, begin, extra)
    grens = wettelijk_uiterlijk(wet, begin, extra, stil=stil)
    if gewoon is not None and grens is not None and v.uiterlijk_op is not None and v.uiterlijk_op > gewoon:
        # More time was given before it stopped.
        grens = max(grens, _schuift(v.uiterlijk_op, stil, wet, extra))
    if grens is None or grens >= uiterlijk_op:
        return uiterlijk_op
    return hele_ms(max(grens, einde_van_dag(verder)))


def _schuift(uiterlijk_op: datetime, dagen: int, wet: Wetsregel, extra: ExtraDagen) -> datetime:
    """So many days later, and on to the next day that is not free where the law's term ends on none."""
    later = uiterlijk_op.astimezone(ZONE) + dagen * _DAG
    while (
        wet.termijn is not None
        and volgt_de_wet(wet.termijn)
        and is_vrij((later - _NET_ERVOOR).date(), extra.wettelijk)
    ):
        later += _DAG
    return later


def loopt_door(
    uiterlijk_op: datetime,
    stil_sinds: datetime,
    nu: datetime,
    termijn: Termijn | None,
    extra: ExtraDagen,
) -> datetime:
    """When a term ends that stood still from `stil_sinds` to `nu` (both before and after it: aware instants).

    Minutes and hours go on with the time that was left. Of days and working days those that were left after
    the day of the stop are counted from the day of going on, at least one; of a term that follows the
    Algemene termijnenwet the last is no free day (art. 1). A stop that ends on its own day moves nothing.
    """
    if termijn is None or termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
        return uiterlijk_op + (nu - stil_sinds)
    stil, verder = (m.astimezone(ZONE).date() for m in (stil_sinds, nu))
    if stil == verder:
        return uiterlijk_op
    laatste = (uiterlijk_op - _NET_ERVOOR).astimezone(ZONE).date()
    if termijn.eenheid is Eenheid.WERKDAGEN:
        over = sum(
            not is_vrij(stil + n * _DAG, extra.geen_werkdag) for n in range(1, (laatste - stil).days + 1)
        )
        return einde_van_dag(laatste_dag(verder, Termijn(max(over, 1), Eenheid.WERKDAGEN), extra))
    dag = verder + max((laatste - stil).days, 1) * _DAG
    while volgt_de_wet(termijn) and is_vrij(dag, extra.wettelijk):
        dag += _DAG
    return einde_van_dag(dag)


def zonder_vraag(dossier: Dossier, nummer: int, inrichting: Inrichting) -> Dossier:
    """The question for more information was answered or had its time: the part goes on where it was."""
    deel = dossier.vind(nummer)
    gevraagd = Toestand.AANVULLING_GEVRAAGD
    if deel.toestand is gevraagd and deel.vorige:
        deel = replace(deel, toestand=deel.vorige[-1], vorige=deel.vorige[:-1])
    else:
        deel = replace(deel, vorige=tuple(t for t in deel.vorige if t is not gevraagd))
    return hervat(dossier.met(deel), nummer, inrichting)


def laat_vraag_verlopen(
    dossier: Dossier, verplichting: Verplichting, oorzaak: Adres, inrichting: Inrichting
) -> tuple[Dossier, tuple[Bericht, ...]]:
    """Who was asked did not answer in time: the receiver must go on with what it has, and hears until when.

    `oorzaak`: an address of the same alarm and part.
    """
    rest = tuple(v for v in dossier.verplichtingen if v.nummer != verplichting.nummer)
    dossier = zonder_vraag(replace(dossier, verplichtingen=rest), verplichting.onderdeel, inrichting)
    deel = dossier.vind(verplichting.onderdeel)
    soort = f"{MeldStatus.__name__}/{Plicht.AANVULLING.value}/{verplichting.nummer}"
    straks = volgende_datum(dossier, deel, deel.ontvanger)
    adres = replace(
        oorzaak,
        bericht_id=bericht_id(oorzaak.oorzaak, soort, deel.ontvanger),
        ontvanger=deel.ontvanger,
        kenmerk=dossier.kenmerk_van(deel.ontvanger, deel.nummer),
    )
    return dossier, (MeldStatus(adres, deel.toestand, deel.ontvanger, straks),)
