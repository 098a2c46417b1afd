"""Understands which step follows on silence, and when: the plan of a duty's ladder, and one step up it.

The plan is made once, when the duty arises, by the rules then in force. What a step tells whom stands in
`escalatie`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple
from uuid import UUID

from keten.domein.begrippen import Onjuistheid, Plicht, Trede
from keten.domein.dossier import Herstel, Sport, Verplichting
from keten.domein.feestdagen import ExtraDagen
from keten.domein.functies import Functie
from keten.domein.inrichting import Escalatieniveau, Inrichting, Termijnregel
from keten.domein.kopie import replace
from keten.domein.plichten import PLICHTEN
from keten.domein.termijnen import Eenheid, Termijn, halverwege, hele_ms, telt_door

HOOGSTE_RESPIJT: Final = Termijn(2, Eenheid.WERKDAGEN)
"""Grace is as long as the term, but never longer than this, unless a rule says so."""

KLEINSTE_AFSTAND: Final = timedelta(minutes=5)

HOGEROP: Final = (Trede.ESCALATIE, Trede.HOGER_NIVEAU)
"""The steps that tell the first and the second level."""


class Schuld(NamedTuple):
    """A duty that is about to arise: who owes what to whom. Everything else follows from the rules.

    `betreft_bericht`, `betreft_plicht`, `herstel`, `ronde`, `functie`, `onjuist`: as in `Verplichting`.
    `regel`: the moment of a rhythm or the step of a path; None: the first rule for its kind that fits.
    `telt_vanaf`, `rollen`: as in `Verplichting`.
    """

    soort: Plicht
    onderdeel: int
    debiteur: str
    crediteur: str
    betreft_bericht: UUID | None = None
    betreft_plicht: int | None = None
    herstel: Herstel | None = None
    regel: Termijnregel | None = None
    ronde: int | None = None
    functie: Functie | None = None
    onjuist: Onjuistheid | None = None
    telt_vanaf: datetime | None = None
    rollen: tuple[str, ...] = ()


def afstand(ontstaan_op: datetime, uiterlijk_op: datetime) -> timedelta:
    """How far two steps of one duty are apart at least: a quarter of its term, and five minutes."""
    return max((uiterlijk_op - ontstaan_op) / 4, KLEINSTE_AFSTAND)


def stippel_uit(
    schuld: Schuld,
    ontstaan_op: datetime,
    uiterlijk_op: datetime,
    regel: Termijnregel,
    inrichting: Inrichting,
    gemeente: str,
    buiten: frozenset[str] = frozenset(),
) -> tuple[Sport, ...]:
    """The steps of a duty's kind. Moments are whole milliseconds, in order, at least `afstand` apart.

    `buiten`: parties that must not be told.
    """
    treden = PLICHTEN[schuld.soort].treden
    if not treden:
        return ()
    tussen = afstand(ontstaan_op, uiterlijk_op)
    herinnering = Sport(Trede.HERINNERING, halverwege(ontstaan_op, uiterlijk_op))
    hogerop = niveaus(schuld, inrichting, buiten)
    later = _vanaf_de_termijn(uiterlijk_op, _respijt(regel), inrichting.extra_dagen(gemeente), hogerop)
    sporten: list[Sport] = []
    vroegst = herinnering.op
    for sport in (herinnering, *later):
        if sport.trede in treden:
            if sport.op < vroegst:
                sport = Sport(sport.trede, hele_ms(vroegst), sport.partij, sport.rol)
            vroegst = sport.op + tussen
            sporten.append(sport)
    return tuple(sporten)


@lru_cache(maxsize=4_096)
def _vanaf_de_termijn(
    uiterlijk_op: datetime,
    respijt: tuple[Termijn, ...],
    vrij: ExtraDagen,
    hogerop: tuple[Escalatieniveau, ...],
) -> tuple[Sport, ...]:
    """Term, then one grace for each next step. A level that is not there takes no time.

    Kept: most of what is due on a day is due at one instant, by the same few rules.
    """
    op = uiterlijk_op
    sporten = [Sport(Trede.TE_LAAT, op)]
    for trede, niveau in zip(HOGEROP, hogerop, strict=False):
        op = _na(op, respijt, vrij)
        sporten.append(Sport(trede, hele_ms(op), niveau.partij, niveau.rol))
    sporten.append(Sport(Trede.NIET_BEANTWOORD, hele_ms(_na(op, respijt, vrij))))
    return tuple(sporten)


def _na(op: datetime, respijt: tuple[Termijn, ...], vrij: ExtraDagen) -> datetime:
    return min(telt_door(op, termijn, vrij) for termijn in respijt)


def _respijt(regel: Termijnregel) -> tuple[Termijn, ...]:
    """The grace: whichever of these ends first."""
    if regel.respijt is not None:
        return (regel.respijt,)
    if regel.termijn is None:
        return (HOOGSTE_RESPIJT,)
    if regel.termijn.eenheid is HOOGSTE_RESPIJT.eenheid:
        return (min(regel.termijn, HOOGSTE_RESPIJT, key=lambda t: t.aantal),)
    return (regel.termijn, HOOGSTE_RESPIJT)


def niveaus(
    schuld: Schuld, inrichting: Inrichting, buiten: frozenset[str] = frozenset()
) -> tuple[Escalatieniveau, ...]:
    """Whom to tell, in order: not the debtor itself, not a reader that cannot be reached, nobody `buiten`.

    Of a look that an owner owes its client its own coordinator is told.
    """
    if schuld.soort is Plicht.OPVOLGING:
        return inrichting.niveaus
    onbereikbaar = schuld.crediteur if schuld.soort is Plicht.BEZORGING else None
    niet = (schuld.debiteur, onbereikbaar, *buiten)
    return tuple([n for n in inrichting.niveaus if n.partij not in niet])


def aan_de_beurt(verplichting: Verplichting, debiteur: str, wek_op: datetime) -> bool:
    """True when a step was due at `wek_op`, up to which all of the debtor's messages are known."""
    volgende = verplichting.volgende_op
    return verplichting.debiteur == debiteur and volgende is not None and volgende <= wek_op


def klim(verplichting: Verplichting, nu: datetime) -> tuple[Verplichting, Sport]:
    """One step up, taken at `nu`. The duty stays owed; after the last step it has no alarm any more.

    A step that is taken late pushes the next one: people keep the time between two steps that they are
    promised. Only for a duty of which `aan_de_beurt` is true.
    """
    gezet, *rest = verplichting.sporten
    volgende: datetime | None = None
    if rest and verplichting.uiterlijk_op is not None:
        tussen = afstand(verplichting.ontstaan_op, verplichting.uiterlijk_op)
        volgende = max(rest[0].op, hele_ms(nu + tussen))
    voorbij = verplichting.uiterlijk_op is not None and verplichting.uiterlijk_op <= nu
    hoger = replace(
        verplichting,
        sporten=tuple(rest),
        volgende_op=volgende,
        gezet=verplichting.gezet + 1,
        te_laat=verplichting.te_laat or voorbij or gezet.trede is not Trede.HERINNERING,
    )
    return hoger, gezet


def volgende_hogerop(verplichting: Verplichting) -> Sport | None:
    """The first step not yet taken that tells a person; None where all such steps are taken, or none was."""
    return next((s for s in verplichting.sporten if s.trede in HOGEROP), None)


def klim_eerder(verplichting: Verplichting, gezet: Sport, nu: datetime) -> Verplichting:
    """With this step taken out of its turn, so that it is never taken again; the others keep their order.

    Those before it still come: the debtor is reminded, and late is late. A clock that stands still goes on
    standing still.
    """
    rest = tuple(s for s in verplichting.sporten if s is not gezet)
    volgende = rest[0].op if rest else None
    if volgende is not None and verplichting.uiterlijk_op is not None:
        tussen = afstand(verplichting.ontstaan_op, verplichting.uiterlijk_op)
        volgende = max(volgende, hele_ms(nu + tussen))
    if verplichting.stil_sinds is not None:
        volgende = None
    return replace(verplichting, sporten=rest, volgende_op=volgende, gezet=verplichting.gezet + 1)
