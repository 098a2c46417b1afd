"""Understands that a promise was broken: which one, and how that shows."""

from __future__ import annotations


class Overtreding(Exception):
    """`belofte`: name of the promise, by which shrinking knows that a smaller run fails alike."""

    def __init__(self, belofte: str, uitleg: str) -> None:
        super().__init__(belofte, uitleg)
        self.belofte = belofte
        self.uitleg = uitleg

    def __str__(self) -> str:
        return f"{self.belofte}: {self.uitleg}"


class Gevallen(Exception):
    """A worker that was told to fall did."""


class SchrijfMislukt(Exception):
    """The broker did not confirm a batch."""
