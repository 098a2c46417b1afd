"""Understands when silence is followed by a step, and which: the plan of one duty's ladder, and one step up it.

The plan is made once, when the duty arises, by the rules then in force. What a step tells whom stands in `escalatie`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from keten.domein.begrippen import Plicht, Trede
from keten.domein.dossier import Sport, Verplichting
from keten.domein.inrichting import Escalatieniveau, Inrichting
from keten.domein.plichten import PLICHTEN
from keten.domein.termijnen import Eenheid, Termijn, halverwege, hele_ms, telt_door

HOOGSTE_RESPIJT: Final = Termijn(2, Eenheid.WERKDAGEN)
"""Grace is as long as the term, but never longer than this, unless a rule says so."""

KLEINSTE_AFSTAND: Final = timedelta(minutes=5)


def afstand(ontstaan_op: datetime, uiterlijk_op: datetime) -> timedelta:
    """How far two steps of one duty are apart at least: a quarter of its term, and five minutes."""
    return max((uiterlijk_op - ontstaan_op) / 4, KLEINSTE_AFSTAND)


def stippel_uit(
    verplichting: Verplichting, termijn: Termijn, respijt: Termijn | None, inrichting: Inrichting
) -> Verplichting:
    """The duty with its ladder. Moments are whole milliseconds, in order, and at least `afstand` apart.

    A duty without a date, or of a kind without steps, is returned as it is.
    """
    uiterlijk = verplichting.uiterlijk_op
    treden = PLICHTEN[verplichting.soort].treden
    if uiterlijk is None or not treden:
        return verplichting
    tussen = afstand(verplichting.ontstaan_op, uiterlijk)
    sporten: list[Sport] = []
    for sport in _plan(verplichting, uiterlijk, termijn, respijt, inrichting):
        if sport.trede not in treden:
            continue
        if sporten:
            sport = replace(sport, op=max(sport.op, hele_ms(sporten[-1].op + tussen)))
        sporten.append(sport)
    return replace(verplichting, sporten=tuple(sporten), volgende_op=sporten[0].op if sporten else None)


def _plan(
    verplichting: Verplichting,
    uiterlijk: datetime,
    termijn: Termijn,
    respijt: Termijn | None,
    inrichting: Inrichting,
) -> Iterator[Sport]:
    """Reminder, term, then one grace for each next step. A level that is not there takes no time."""
    yield Sport(Trede.HERINNERING, halverwege(verplichting.ontstaan_op, uiterlijk))
    yield Sport(Trede.TE_LAAT, hele_ms(uiterlijk))
    op = uiterlijk
    for trede, niveau in zip(
        (Trede.ESCALATIE, Trede.HOGER_NIVEAU), niveaus(verplichting, inrichting), strict=False
    ):
        op = _na_respijt(op, termijn, respijt, inrichting)
        yield Sport(trede, hele_ms(op), niveau.partij, niveau.rol)
    yield Sport(Trede.NIET_BEANTWOORD, hele_ms(_na_respijt(op, termijn, respijt, inrichting)))


def _na_respijt(op: datetime, termijn: Termijn, respijt: Termijn | None, inrichting: Inrichting) -> datetime:
    vrij = inrichting.vrije_dagen
    if respijt is not None:
        return telt_door(op, respijt, vrij)
    return min(telt_door(op, termijn, vrij), telt_door(op, HOOGSTE_RESPIJT, vrij))


def niveaus(verplichting: Verplichting, inrichting: Inrichting) -> tuple[Escalatieniveau, ...]:
    """Whom to tell, in order: not the debtor itself, and not a reader that cannot be reached."""
    onbereikbaar = verplichting.crediteur if verplichting.soort is Plicht.BEZORGING else None
    return tuple(n for n in inrichting.niveaus if n.partij not in (verplichting.debiteur, onbereikbaar))


def aan_de_beurt(verplichting: Verplichting, debiteur: str, wek_op: datetime) -> bool:
    """True when a step of this duty was due at `wek_op`, up to which all of the debtor's messages are known."""
    volgende = verplichting.volgende_op
    return verplichting.debiteur == debiteur and volgende is not None and volgende <= wek_op


def klim(verplichting: Verplichting, nu: datetime) -> tuple[Verplichting, Sport]:
    """One step up, taken at `nu`. The duty stays owed; after the last step it has no alarm any more.

    A step that is taken late pushes the next one: people keep the time between two steps that they are promised.
    Only for a duty of which `aan_de_beurt` is true.
    """
    gezet, *rest = verplichting.sporten
    volgende: datetime | None = None
    if rest and verplichting.uiterlijk_op is not None:
        tussen = afstand(verplichting.ontstaan_op, verplichting.uiterlijk_op)
        volgende = max(rest[0].op, hele_ms(nu + tussen))
    hoger = replace(
        verplichting,
        sporten=tuple(rest),
        volgende_op=volgende,
        gezet=verplichting.gezet + 1,
        te_laat=verplichting.te_laat or gezet.trede is not Trede.HERINNERING,
    )
    return hoger, gezet
