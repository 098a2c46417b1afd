"""Understands how many reminders and escalations a receiver gets in an hour, and which of them go first.

Nobody but a record tells the time. A reminder waits until a *turn* comes: a record that this process writes
for itself when its alarm rings, stamped then. A turn lets go as many as the last hour leaves room for, in a
second record, and what is read back from that one is sent. What was sent counts from the first turn after it,
and that turn was written after it was sent: so however long a record lies unread, an hour never sees more.

Only a step of the ladder waits. A reminder that still waits when the next step of its duty comes is not sent
any more: that step says more than it does.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from keten.contract.berichten.intern.opdracht_escalatie_ingezet import OpdrachtEscalatieIngezet
from keten.contract.berichten.intern.opdracht_herinnering_verstuurd import OpdrachtHerinneringVerstuurd
from keten.contract.toestand import Aanmaanstand, Gegeven, WachtendeAanmaning
from keten.domein.begrippen import Urgentie

UUR_MS: Final = 3_600_000
MEESTE: Final = 1_000
"""So many may wait at one receiver. Beyond it the most urgent goes at once: late is better than lost."""

BUNDEL: Final = 500
"""So many go in one record, whatever a party allows."""

Aanmaning: TypeAlias = OpdrachtHerinneringVerstuurd | OpdrachtEscalatieIngezet
SOORTEN: Final = (OpdrachtHerinneringVerstuurd, OpdrachtEscalatieIngezet)

_RANG: Final[Mapping[Urgentie, int]] = {Urgentie.CRISIS: 0, Urgentie.SPOED: 1, Urgentie.ROUTINE: 2}

Losgelaten: TypeAlias = tuple[bytes, ...]
"""Orders, as they came, that go out now."""


def plichtsleutel(opdracht: Aanmaning) -> bytes:
    """Which duty it is about, as far as its receiver can tell two apart. 16 bytes."""
    g = opdracht.gegevens
    delen = (opdracht.verzoek_id, opdracht.onderdeel, g.plicht.value, g.debiteur, g.uiterlijk.isoformat())
    return hashlib.blake2b("\0".join(map(str, delen)).encode(), digest_size=16).digest()


def neem_aan(
    stand: Aanmaanstand, opdracht: Aanmaning, rauw: bytes, nu_ms: int
) -> tuple[Aanmaanstand, Losgelaten]:
    """One more waits, and a turn is asked for. What is let go had no more room to wait."""
    plicht = plichtsleutel(opdracht)
    nieuw = WachtendeAanmaning(
        urgentie=opdracht.gegevens.urgentie,
        escalatie=isinstance(opdracht, OpdrachtEscalatieIngezet),
        uiterlijk_ms=int(opdracht.gegevens.uiterlijk.timestamp() * 1000),
        volgorde=stand.aantal,
        plicht=plicht,
        opdracht=rauw,
    )
    wachtend = [w for w in stand.wachtend if w.escalatie or w.plicht != plicht]
    insort(wachtend, nieuw, key=_rang)
    stand = replace(stand, wachtend=tuple(wachtend), aantal=stand.aantal + 1)
    stand, losgelaten = _laat_los(stand, len(wachtend) - MEESTE)
    if stand.wekt_op_ms is None and not stand.onderweg:
        stand = _vraag_beurt(stand, nu_ms)
    return stand, losgelaten


def neem_beurt(stand: Aanmaanstand, nu_ms: int, per_uur: int) -> tuple[Aanmaanstand, Losgelaten]:
    """It is `nu_ms`. Counts what was sent before, and lets go what the hour leaves room for."""
    gegeven = tuple(g for g in stand.gegeven if g.op_ms > nu_ms - UUR_MS)
    if stand.ongeteld:
        gegeven = (*gegeven, Gegeven(nu_ms, stand.ongeteld))
    stand = replace(stand, gegeven=gegeven, ongeteld=0, wekt_op_ms=None)
    ruimte = per_uur - stand.onderweg - sum(g.aantal for g in gegeven)
    stand, losgelaten = _laat_los(stand, min(ruimte, BUNDEL))
    if stand.wachtend and not stand.onderweg:
        stand = _vraag_beurt(stand, min(g.op_ms for g in gegeven) + UUR_MS)
    return stand, losgelaten


def verstuurd(stand: Aanmaanstand, aantal: int, nu_ms: int) -> Aanmaanstand:
    """So many that were let go are sent now. A turn is asked for, that says by when that was."""
    stand = replace(stand, onderweg=stand.onderweg - aantal, ongeteld=stand.ongeteld + aantal)
    return _vraag_beurt(stand, nu_ms)


def _rang(aanmaning: WachtendeAanmaning) -> tuple[int, bool, int, int]:
    """Urgency, then an escalation before a reminder, then what was due first, then what came first."""
    rang = _RANG[aanmaning.urgentie]
    return rang, not aanmaning.escalatie, aanmaning.uiterlijk_ms, aanmaning.volgorde


def _laat_los(stand: Aanmaanstand, aantal: int) -> tuple[Aanmaanstand, Losgelaten]:
    if aantal <= 0 or not stand.wachtend:
        return stand, ()
    los: Sequence[WachtendeAanmaning] = stand.wachtend[:aantal]
    stand = replace(stand, wachtend=stand.wachtend[aantal:], onderweg=stand.onderweg + len(los))
    return stand, tuple(w.opdracht for w in los)


def _vraag_beurt(stand: Aanmaanstand, op_ms: int) -> Aanmaanstand:
    """A turn that was asked for before, and may lie written and unread, counts no more."""
    return replace(stand, beurt=stand.beurt + 1, wekt_op_ms=op_ms)
