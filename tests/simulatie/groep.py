"""Understands who owns what: the workers of one engine, and how its partitions or topics move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from keten.platform.motor.geheugenlog import GeheugenOpslag
from tests.simulatie.werker import Loop, Motor, Schuifklok


@dataclass(slots=True)
class Werker:
    """`loop`: what it is in the middle of. `nieuw`: an assignment it has yet to take on.

    `weg`: fell. `stil_tot_ms`: stands still until then (frozen, or only slow).
    """

    naam: str
    klok: Schuifklok
    toeval: Random
    schijf: dict[int, GeheugenOpslag] = field(default_factory=dict)
    motor: Motor | None = None
    loop: Loop | None = None
    nieuw: Sequence[str | int] | None = None
    weg: bool = True
    stil_tot_ms: int = 0
    uit_groep: bool = False
    slaapt: bool = False


@dataclass(slots=True)
class Groep:
    """One owner per part, as the group says; a worker that was left out may not know it yet."""

    naam: str
    delen: tuple[str | int, ...]
    werkers: list[Werker]
    toeval: Random
    eigenaar: dict[str | int, Werker] = field(default_factory=dict)

    def is_van(self, deel: str | int, werker: Werker) -> bool:
        return self.eigenaar.get(deel) is werker

    def verdeel(self) -> None:
        """Over all workers that take part, by chance; each begins anew, also with what it had."""
        leden = [w for w in self.werkers if not w.weg and not w.uit_groep]
        self.eigenaar = {deel: self.toeval.choice(leden) for deel in self.delen} if leden else {}
        for lid in leden:
            lid.nieuw = [deel for deel in self.delen if self.eigenaar[deel] is lid]
            lid.slaapt = False
