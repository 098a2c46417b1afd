"""Understands how a worker gives way: at each point between two effects others may go first, or it may fall.

A worker is a coroutine that the world drives by hand; there is no event loop. What it awaits is a point, with
a name.
"""

from __future__ import annotations

import types
from collections.abc import Coroutine, Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from keten.platform.motor.poorten import Klok


@types.coroutine
def punt(naam: str) -> Generator[str, None, None]:
    """Between two effects."""
    yield naam


Loop = Coroutine[Any, None, bool]


class Motor(Protocol):
    """One engine of one worker. `beurt` returns False when there was nothing to do."""

    def wijs_toe(self, delen: Sequence[str | int]) -> Loop: ...

    def beurt(self) -> Loop: ...

    def topics(self) -> Iterable[str]:
        """Where something new may wake it."""
        ...

    def wekt_op_ms(self) -> int | None:
        """When it has something to do by itself, by its own clock."""
        ...


@dataclass(slots=True)
class Schuifklok:
    """A worker's own clock: off by so many ms from that of the world."""

    wereld: Klok
    afwijking_ms: int = 0

    def nu_ms(self) -> int:
        return self.wereld.nu_ms() + self.afwijking_ms
