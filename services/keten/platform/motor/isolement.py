"""Understands which keys are isolated now: people must see how many there are, also after a restart.

Filled like the alarm wheel: from the stores after each assignment, beside the processing, and from then on by
what was confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from keten.platform.motor.envelop import POSITIE, is_geisoleerd


class Isolement:
    """Of the partitions we own. `aantal` may be asked from another thread."""

    def __init__(self) -> None:
        self._sleutels: dict[int, set[bytes]] = {}
        self._aangeraakt: dict[int, set[bytes]] = {}

    def begin(self, partities: Iterable[int]) -> None:
        """A new assignment: forget all."""
        partities = list(partities)
        self._sleutels = {p: set() for p in partities}
        self._aangeraakt = {p: set() for p in partities}

    def bouw(self, partitie: int, rijen: Sequence[tuple[bytes, bytes]]) -> None:
        """One chunk of the store, as (key, envelope). What was confirmed meanwhile goes before it."""
        aangeraakt = self._aangeraakt.get(partitie, ())
        for sleutel, rauw in rijen:
            if sleutel != POSITIE and is_geisoleerd(rauw) and sleutel not in aangeraakt:
                self._sleutels[partitie].add(sleutel)

    def gebouwd(self, partitie: int) -> None:
        """The whole store was looked through."""
        self._aangeraakt.pop(partitie, None)

    def zet(self, partitie: int, sleutel: bytes, geisoleerd: bool) -> None:
        """From a confirmed state."""
        aangeraakt = self._aangeraakt.get(partitie)
        if aangeraakt is not None:
            aangeraakt.add(sleutel)
        if geisoleerd:
            self._sleutels[partitie].add(sleutel)
        elif sleutel in self._sleutels[partitie]:
            self._sleutels[partitie].discard(sleutel)

    def aantal(self) -> int:
        """How many."""
        return sum(map(len, self._sleutels.values()))
