"""Understands that too early is not unknown: a message waits for its opening, bounded in number and time."""

from __future__ import annotations

from keten.domein.begrippen import ZONDER_POSTVAK
from keten.domein.dossier import MAX_WACHTEND, MAX_WACHTEND_BYTES, WACHTTIJD, Dossier, Wachtend
from keten.domein.feiten import BERICHTTYPEN, Feit, Opening, WekkerGegaan
from keten.domein.kopie import replace
from keten.domein.termijnen import hele_ms
from keten.domein.weigeringen import Weigering

_TE_VROEG = frozenset(
    {
        Weigering.GEEN_PARTIJ,
        Weigering.NIET_AAN_U,
        Weigering.ONDERDEEL_ONBEKEND,
        Weigering.OVERGANG_NIET_TOEGESTAAN,
    }
)
"""What a concept would refuse only because it was not opened yet."""


def moet_wachten(dossier: Dossier, feit: Feit, weigering: Weigering) -> bool:
    """Whether this refusal says no more than that the opening has not come."""
    return (
        dossier.concept
        and weigering in _TE_VROEG
        and type(feit) in BERICHTTYPEN
        and feit.kop.afzender not in ZONDER_POSTVAK
        and not isinstance(feit, Opening)
    )


def laat_wachten(dossier: Dossier, feit: Feit) -> Dossier | None:
    """The dossier with this fact waiting; None where no more may wait."""
    bytes_ = sum(len(w.feit.kop.kluis or b"") for w in dossier.wachtend) + len(feit.kop.kluis or b"")
    if len(dossier.wachtend) >= MAX_WACHTEND or bytes_ > MAX_WACHTEND_BYTES:
        return None
    nu = max(dossier.nu, feit.kop.nu)
    return replace(dossier, nu=nu, wachtend=(*dossier.wachtend, Wachtend(feit, hele_ms(nu + WACHTTIJD))))


def verlopen(dossier: Dossier, wekker: WekkerGegaan) -> tuple[Dossier, tuple[Feit, ...]]:
    """What this alarm ends the waiting of: the opening did not come while all its sender wrote was known."""
    klaar = [w for w in dossier.wachtend if w.feit.kop.afzender == wekker.debiteur and w.tot <= wekker.wek_op]
    if not klaar:
        return dossier, ()
    rest = tuple(w for w in dossier.wachtend if w not in klaar)
    nu = max(dossier.nu, wekker.kop.nu, wekker.wek_op)  # what is owed because of it, is owed from now on
    return replace(dossier, nu=nu, wachtend=rest), tuple(w.feit for w in klaar)
