"""Understands which alarm is next.

A heap beside a map of what the confirmed states say; the map is the truth, the heap may hold what is past. It
is emptied and filled again after each assignment. It writes nothing and reads no clock: the kernel asks it
what is due. An alarm waits for the watermark of its own debtor in a queue of that debtor, so a standing topic
costs the others one look per debtor, however many alarms are waiting there.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from keten.platform.motor.envelop import POSITIE, wekkers_van
from keten.platform.motor.poorten import Watermerken, Wek

Plek = tuple[int, int, bytes, bytes]
"""wek_op_ms, partition, key, debtor: this order makes two runs fire alike."""

_SPELING = 1024


class MetWekkers(Protocol):
    """A row, as far as the wheel looks."""

    @property
    def wekkers(self) -> tuple[Wek, ...]: ...


class WekkerWiel:
    """Alarms of the confirmed states of the partitions we own."""

    def __init__(self) -> None:
        self._geldig: dict[int, dict[bytes, tuple[Wek, ...]]] = {}
        self._hoop: list[Plek] = []
        self._wachtend: dict[bytes, list[Plek]] = {}
        self._gevuurd: set[Plek] = set()
        self._aangeraakt: dict[int, set[bytes]] = {}
        self._gezet = 0

    def begin(self, partities: Iterable[int]) -> None:
        """A new assignment: forget all. Until `bouw` is through, `zet_alle` goes before the store."""
        partities = list(partities)
        self._geldig = {p: {} for p in partities}
        self._aangeraakt = {p: set() for p in partities}
        self._hoop, self._wachtend, self._gevuurd, self._gezet = [], {}, set(), 0

    def bouw(self, partitie: int, rijen: Sequence[tuple[bytes, bytes]]) -> None:
        """One chunk of the store, as (key, envelope)."""
        aangeraakt = self._aangeraakt.get(partitie)
        for sleutel, rauw in rijen:
            if sleutel != POSITIE and (aangeraakt is None or sleutel not in aangeraakt):
                wekkers = wekkers_van(rauw)
                if wekkers:
                    self._vervang(partitie, sleutel, wekkers)

    def gebouwd(self, partitie: int) -> None:
        self._aangeraakt.pop(partitie, None)

    def bouwt(self) -> bool:
        return bool(self._aangeraakt)

    def zet_alle(self, partitie: int, rijen: Mapping[bytes, MetWekkers]) -> None:
        """The alarms that hold for these keys from now on, from confirmed states.

        Most keys have no alarm and had none, and cost one look.
        """
        if partitie in self._aangeraakt:
            self._aangeraakt[partitie].update(rijen)
        geldig = self._geldig[partitie]
        for sleutel, rij in rijen.items():
            if rij.wekkers or sleutel in geldig:
                self._vervang(partitie, sleutel, rij.wekkers)

    def _vervang(self, partitie: int, sleutel: bytes, wekkers: tuple[Wek, ...]) -> None:
        geldig = self._geldig[partitie]
        oud = geldig.get(sleutel, ())
        if oud == wekkers:
            return
        for wek in oud:
            if wek not in wekkers:
                self._gezet -= 1
                self._gevuurd.discard((wek.wek_op_ms, partitie, sleutel, wek.debiteur))
        if wekkers:
            geldig[sleutel] = wekkers
        else:
            del geldig[sleutel]
        for wek in wekkers:
            if wek not in oud:
                self._gezet += 1
                heapq.heappush(self._hoop, (wek.wek_op_ms, partitie, sleutel, wek.debiteur))
        if len(self._hoop) > 2 * self._gezet + _SPELING:
            self._ruim_op()

    def gemist(self, partitie: int, sleutel: bytes, wek: Wek) -> None:
        """This alarm was read back and dropped as stale. Where a later state set the same one again, it must
        ring.
        """
        plek = (wek.wek_op_ms, partitie, sleutel, wek.debiteur)
        if plek in self._gevuurd:
            self._gevuurd.discard(plek)
            if self._geldt(plek):
                heapq.heappush(self._hoop, plek)

    def _ruim_op(self) -> None:
        """A busy request replaces its alarm often, and the replaced ones may lie weeks ahead: drop them in
        one go.
        """
        self._hoop = [plek for plek in set(self._hoop) if self._geldt(plek)]
        heapq.heapify(self._hoop)

    def _geldt(self, plek: Plek) -> bool:
        moment, partitie, sleutel, debiteur = plek
        if plek in self._gevuurd:
            return False
        wekkers = self._geldig.get(partitie, {}).get(sleutel, ())
        return any(w.wek_op_ms == moment and w.debiteur == debiteur for w in wekkers)

    def neem(self, nu_ms: int, watermerken: Watermerken, hoogstens: int) -> list[tuple[int, bytes, Wek]]:
        """Due alarms as (partition, key, wek), in order of moment; each is given once until its state
        changes.
        """
        uit: list[Plek] = []
        for debiteur in list(self._wachtend):
            rij = self._wachtend[debiteur]
            while rij and len(uit) < hoogstens and watermerken.gepasseerd(debiteur, rij[0][0]):
                self._vuur(heapq.heappop(rij), uit)
            if not rij:
                del self._wachtend[debiteur]
        while self._hoop and self._hoop[0][0] <= nu_ms and len(uit) < hoogstens:
            plek = heapq.heappop(self._hoop)
            if not self._geldt(plek):
                continue
            debiteur = plek[3]
            if debiteur in self._wachtend or not watermerken.gepasseerd(debiteur, plek[0]):
                heapq.heappush(self._wachtend.setdefault(debiteur, []), plek)
            else:
                self._vuur(plek, uit)
        uit.sort()
        return [(partitie, sleutel, Wek(debiteur, moment)) for moment, partitie, sleutel, debiteur in uit]

    def _vuur(self, plek: Plek, uit: list[Plek]) -> None:
        if self._geldt(plek):
            self._gevuurd.add(plek)
            uit.append(plek)

    def volgende_ms(self) -> int | None:
        """Moment of the next alarm, due or not, waiting for a watermark or not. None: nothing will ring."""
        momenten = []
        for rij in (self._hoop, *self._wachtend.values()):
            while rij and not self._geldt(rij[0]):
                heapq.heappop(rij)
            if rij:
                momenten.append(rij[0][0])
        return min(momenten, default=None)

    def wachtend(self) -> int:
        """How many are due and wait for the watermark of their debtor."""
        return sum(map(len, self._wachtend.values()))

    def __len__(self) -> int:
        return self._gezet
