"""Understands the ledger of a verzoek: every duty that ever arose, which steps were taken, how it ended.

The state holds only what is open. Whoever wants the whole folds the facts again and writes each change down.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from keten.domein.begrippen import Stand, Toestand
from keten.domein.dossier import Dossier, Sport, Verplichting
from keten.domein.feiten import Feit, Opening
from keten.domein.inrichting import Inrichting
from keten.domein.keten import verwerk
from keten.domein.kopie import replace
from keten.domein.plichten import einde_van
from keten.domein.verplichtingen import wikkel_af


@dataclass(frozen=True, slots=True)
class Post:
    """One duty. `verplichting`: as it last stood. `gemeente`: whose days count.

    `eerst_op`: by when it was due at first, where that was changed. `gezet`: the steps taken, each at its own
    moment. `stand`, `op`, `door`: how it stands, since when, and which fact settled it.
    """

    verplichting: Verplichting
    gemeente: str
    eerst_op: datetime | None
    gezet: tuple[Sport, ...] = ()
    stand: Stand = Stand.VERSCHULDIGD
    op: datetime | None = None
    door: Feit | None = None


@dataclass(slots=True)
class Grootboek:
    """The duties of one verzoek in order of number, and the state after the last fact that was written in."""

    posten: dict[int, Post]
    dossier: Dossier | None = None

    @classmethod
    def leeg(cls) -> Grootboek:
        return cls({})

    def schrijf(self, feit: Feit, inrichting: Inrichting) -> None:
        """Apply the next fact and write down what it did. `inrichting`: of the fact's own version."""
        for deelfeit, voor, na in _stappen(self.dossier, feit, inrichting):
            self._vergelijk(deelfeit, voor, na)
        self.dossier, _ = verwerk(self.dossier, feit, inrichting)

    def _vergelijk(self, feit: Feit, voor: Dossier | None, na: Dossier) -> None:
        was = {} if voor is None else {v.nummer: v for v in voor.verplichtingen}
        wordt = {v.nummer: v for v in na.verplichtingen}
        for nummer, v in wordt.items():
            oud = was.get(nummer)
            if oud is None:
                self.posten[nummer] = Post(v, na.gemeente, v.uiterlijk_op)
            elif oud != v:
                post = self.posten[nummer]
                self.posten[nummer] = replace(
                    post, verplichting=v, gezet=(*post.gezet, *_gezet(oud, v, na.nu))
                )
        for nummer, v in was.items():
            if nummer not in wordt:
                stand = _stand(v, feit, voor, na)
                self.posten[nummer] = replace(self.posten[nummer], stand=stand, op=na.nu, door=feit)


def _gezet(was: Verplichting, wordt: Verplichting, op: datetime) -> tuple[Sport, ...]:
    """The step that was taken, if one was: a person may have taken one out of its turn."""
    if wordt.gezet == was.gezet:
        return ()
    over = {s.trede for s in wordt.sporten}
    return tuple(replace(s, op=op) for s in was.sporten if s.trede not in over)


def _stand(verplichting: Verplichting, feit: Feit, voor: Dossier | None, na: Dossier) -> Stand:
    """How it was settled; what no row of the table settles lapsed, for its reason had gone."""
    nummer = verplichting.onderdeel
    was = None if voor is None else voor.deel(nummer)
    wordt = na.deel(nummer)
    einde, toestand = None, Toestand.CONCEPT if wordt is None else wordt.toestand
    if was is not None and wordt is not None:
        # What is said of one candidate of several may be about another's part too.
        if was.toestand is not wordt.toestand:
            feit = replace(feit, kop=replace(feit.kop, onderdeel=nummer))
        if feit.kop.onderdeel == nummer:
            einde = einde_van(feit, was.toestand, wordt.toestand)
    deel = was or wordt
    if deel is None:
        return Stand.VERVALLEN
    _, afgewikkeld = wikkel_af((verplichting,), feit, deel, einde, toestand)
    return afgewikkeld[0][1] if afgewikkeld else Stand.VERVALLEN


def _stappen(
    dossier: Dossier | None, feit: Feit, inrichting: Inrichting
) -> Iterator[tuple[Feit, Dossier | None, Dossier]]:
    """What one fact does, a step at a time: an opening lets in what waited for it, in order.

    What came early was seen already, so each step forgets that: it is the same fact, applied now.
    """
    wachtend = dossier.wachtend if dossier is not None and isinstance(feit, Opening) else ()
    if not wachtend:
        na, _ = verwerk(dossier, feit, inrichting)
        if na is not None and na is not dossier:
            yield feit, dossier, na
        return
    for deelfeit in (feit, *(w.feit for w in wachtend)):
        begin = None if dossier is None else _vergeet(dossier)
        na, _ = verwerk(begin, deelfeit, inrichting)
        if na is not None:
            yield deelfeit, begin, na
        dossier = na


def _vergeet(dossier: Dossier) -> Dossier:
    return replace(dossier, wachtend=(), gezien={}, geweigerd={}, bronnen={})
