"""Understands how much may be remembered: two generations, so that the bound costs nothing per record.

A full young generation becomes the old one and the former old one is dropped. At most twice `grootte`
entries, plus one batch.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

E = TypeVar("E")


class TweeGeneraties(Generic[E]):
    """`jong` may be read and written directly: it is the hot path's dict until `begrens`."""

    __slots__ = ("_grootte", "_oud", "jong")

    def __init__(self, grootte: int) -> None:
        self._grootte = grootte
        self._oud: dict[bytes, E] = {}
        self.jong: dict[bytes, E] = {}

    def __len__(self) -> int:
        return len(self.jong) + len(self._oud)

    def vernieuw(self, sleutels: Iterable[bytes]) -> list[bytes]:
        """Moves what is remembered to the young generation; returns the keys that are not."""
        jong, oud = self.jong, self._oud
        mist = []
        for sleutel in sleutels:
            if sleutel not in jong:
                gevonden = oud.get(sleutel)
                if gevonden is None:
                    mist.append(sleutel)
                else:
                    jong[sleutel] = gevonden
        return mist

    def begrens(self) -> None:
        if len(self.jong) > self._grootte:
            self._oud, self.jong = self.jong, {}
