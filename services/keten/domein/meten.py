"""Understands what was measured before and after support, and how each measure went.

Higher is better. A measurement that is missing is not 0, and no outcome is guessed from it. Source: ZRM 2013
(11 domains, 5 levels), participatieladder (6 steps); chapter 4.1 and 4.4.
"""

from __future__ import annotations

from dataclasses import dataclass

from keten.domein.begrippen import Verloop, Zrmdomein
from keten.domein.feiten import ZelfredzaamheidGemeten


@dataclass(frozen=True, slots=True)
class Domeinniveau:
    """Level 1 to 5 of one domain."""

    domein: Zrmdomein
    niveau: int


@dataclass(frozen=True, slots=True)
class Meting:
    """What is known at one moment: the domains that were measured, in the order of the matrix."""

    domeinen: tuple[Domeinniveau, ...] = ()
    participatie: int | None = None

    def niveau(self, domein: Zrmdomein) -> int | None:
        return next((d.niveau for d in self.domeinen if d.domein is domein), None)


@dataclass(frozen=True, slots=True)
class Domeinverloop:
    """How one domain went."""

    domein: Zrmdomein
    verloop: Verloop


@dataclass(frozen=True, slots=True)
class Meetuitkomst:
    """How every domain went, measured or not, and the participatieladder."""

    domeinen: tuple[Domeinverloop, ...]
    participatie: Verloop


def meet(eerder: Meting | None, feit: ZelfredzaamheidGemeten) -> Meting:
    """What is known now: what this measurement says, and of the rest what was known before."""
    was = eerder or Meting()
    niveaus = []
    for domein in Zrmdomein:
        gemeten: int | None = getattr(feit, domein.value.lower())
        niveau = was.niveau(domein) if gemeten is None else gemeten
        if niveau is not None:
            niveaus.append(Domeinniveau(domein, niveau))
    ladder = was.participatie if feit.participatieladder is None else feit.participatieladder
    return Meting(tuple(niveaus), ladder)


def uitkomst(voor: Meting | None, na: Meting | None) -> Meetuitkomst | None:
    """Of each domain and of the ladder; None where nothing was measured at all."""
    if voor is None and na is None:
        return None
    eerst, laatst = voor or Meting(), na or Meting()
    return Meetuitkomst(
        tuple(Domeinverloop(d, verloop(eerst.niveau(d), laatst.niveau(d))) for d in Zrmdomein),
        verloop(eerst.participatie, laatst.participatie),
    )


def verloop(voor: int | None, na: int | None) -> Verloop:
    """After against before."""
    if voor is None or na is None:
        return Verloop.NIET_GEMETEN
    if na == voor:
        return Verloop.GELIJK
    return Verloop.GESTEGEN if na > voor else Verloop.GEDAALD
