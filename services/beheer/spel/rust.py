"""Understands when nothing more happens at this moment: every topic read to its end, and no alarm due.

Sound because positions are taken before ends. A process confirms its position only when what it made of the
input was written, and the ends count everything that was written, committed or not. So when all positions
have reached ends that were seen later, nothing is on its way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from beheer.spel.meter import Stand

Plek = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Blik:
    """One look: the engines first, then the ends of the topics.

    `gelezen`: partner -> first offset of `uit.<partner>` that it has not read. `zwijgers`: who reads nothing
    now.
    """

    standen: Sequence[Stand] | None
    gelezen: Mapping[str, int]
    einden: Mapping[Plek, int]
    zwijgers: frozenset[str] = frozenset()

    def wacht_op(self, nu_ms: int) -> list[str]:
        """What is still to be done at `nu_ms`, in Dutch; empty when nothing is."""
        if self.standen is None:
            return ["een proces dat nog opstart"]
        return [
            *self._van_partners(),
            *self._van_processen(),
            *self._zonder_lezer(),
            *self._van_wekkers(nu_ms),
        ]

    def volgende_wekker_ms(self) -> int | None:
        return min(
            (s.volgende_wekker_ms for s in self.standen or () if s.volgende_wekker_ms is not None),
            default=None,
        )

    def _van_partners(self) -> Iterable[str]:
        for partner, positie in self.gelezen.items():
            einde = self.einden[f"uit.{partner}", 0]
            if partner not in self.zwijgers and positie < einde:
                yield f"{partner} leest nog ({positie} van {einde})"

    def _van_processen(self) -> Iterable[str]:
        for stand in self.standen or ():
            if not stand.gereed:
                yield f"{stand.naam} is nog niet gereed"
            if stand.onderweg:
                yield f"{stand.naam} heeft {stand.onderweg} berichten onderhanden"
            for plek, positie in stand.posities.items():
                grens = self._grens(plek)
                if positie < grens:
                    yield f"{stand.naam} leest {plek[0]}[{plek[1]}] nog ({positie} van {grens})"

    def _grens(self, plek: Plek) -> int:
        """How far a process can come: what a partner has not read, is not ripe."""
        einde = self.einden.get(plek, 0)
        partner = plek[0].removeprefix("uit.")
        return min(einde, self.gelezen[partner]) if plek[0] != partner and partner in self.gelezen else einde

    def _zonder_lezer(self) -> Iterable[str]:
        gelezen = {plek for stand in self.standen or () for plek in stand.posities}
        for plek, einde in self.einden.items():
            if plek not in gelezen and einde > 0:
                yield f"nog niemand leest {plek[0]}[{plek[1]}]"

    def _van_wekkers(self, nu_ms: int) -> Iterable[str]:
        wekker = self.volgende_wekker_ms()
        if wekker is not None and wekker <= nu_ms:
            yield "een wekker die moet gaan"
