"""Understands chance: one seed, and for each concern a stream of its own.

A stream is named, not numbered: leaving out one request or one kind of fault changes no other's luck. The
names go through a hash of their text, so the hash seed of the interpreter plays no part.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Toeval:
    """The root of all chance in one run."""

    zaad: int

    def tak(self, *delen: str | int) -> Random:
        """A stream of its own; the same name gives the same stream from its beginning."""
        return Random("/".join([str(self.zaad), *map(str, delen)]))
