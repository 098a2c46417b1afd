"""Understands how much may be remembered: two generations, so that the bound costs nothing per record.

A full young generation becomes the old one and the former old one is dropped. At most twice `grootte`
entries, plus one batch.
"""

from __future__ import annotations

from typing import Generic, TypeVar

E = TypeVar("E")


class TweeGeneraties(Generic[E]):
    """`jong` may be read and written directly: it is the hot path's dict until `begrens`."""

    __slots__ = ("_grootte", "_oud", "jong")

    def __init__(self, grootte: int) -> None:
        self._grootte = grootte
        self._oud: dict[bytes, E] = {}
        self.jong: dict[bytes, E] = {}

    def __contains__(self, sleutel: bytes) -> bool:
        return sleutel in self.jong or sleutel in self._oud

    def __len__(self) -> int:
        return len(self.jong) + len(self._oud)

    def haal(self, sleutel: bytes) -> E | None:
        """What is remembered; moves it to the young generation."""
        if sleutel in self.jong:
            return self.jong[sleutel]
        gevonden = self._oud.get(sleutel)
        if gevonden is not None:
            self.jong[sleutel] = gevonden
        return gevonden

    def begrens(self) -> None:
        if len(self.jong) > self._grootte:
            self._oud, self.jong = self.jong, {}
