"""Understands which keys are isolated now: people must see how many there are, also after a restart.

Filled like the alarm wheel: from the stores after each assignment, beside the processing, and from then on by
what was confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from keten.platform.motor.envelop import POSITIE, Rij, is_geisoleerd


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

    def zet_alle(self, partitie: int, rijen: Mapping[bytes, Rij[Any]]) -> None:
        """From confirmed states. Most keys are not isolated and never were, and cost one look."""
        if partitie in self._aangeraakt:
            self._aangeraakt[partitie].update(rijen)
        geisoleerd = self._sleutels[partitie]
        for sleutel, rij in rijen.items():
            if rij.geisoleerd_vanaf >= 0:
                geisoleerd.add(sleutel)
            elif geisoleerd:
                geisoleerd.discard(sleutel)

    def aantal(self) -> int:
        """How many."""
        return sum(map(len, self._sleutels.values()))
