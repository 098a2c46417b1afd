"""Understands what one run is made of: a seed, which requests, how long, which faults, how many of them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from tests.simulatie.toeval import Toeval

STORINGEN: Final = (
    "crash",
    "zombie",
    "schijf",
    "schrijf",
    "herverdeling",
    "vertraging",
    "uitval",
    "klok",
    "dubbel",
    "rommel",
    "lezer",
    "vroeg",
    "gril",
    "kluis",
    "register",
    "inrichting",
    "kernfout",
)
"""Kinds of fault. `schrijf`: a batch that the broker does not confirm. `lezer`: a partner loses its place.
`vroeg`: it speaks before its opening. `gril`: it says what nobody expects. `kluis`, `register`: away for a
while. `inrichting`: new rules come into force. `kernfout`: a bug in the core hits a few requests.
"""

VAN_DE_STAD: Final = frozenset({"dubbel", "rommel", "vroeg", "gril"})
"""Those of them that are the town's own doing; they are not counted."""

VERZOEKEN: Final = 50


@dataclass(frozen=True, slots=True)
class Recept:
    """`verzoeken`: numbers of the requests that are opened. `dagen`: length in virtual days.

    `hoogstens`: faults after the first so many do not happen; None: all do.
    """

    zaad: int
    verzoeken: tuple[int, ...]
    dagen: int
    storingen: frozenset[str]
    hoogstens: int | None = None

    @classmethod
    def van_zaad(cls, zaad: int) -> Recept:
        """The run of a seed. Each leaves some faults out: what many faults hide, few may show."""
        toeval = Toeval(zaad).tak("recept")
        storingen = frozenset(s for s in STORINGEN if toeval.random() < 0.75)
        dagen = toeval.choice((3, 6, 10, 10, 16, 40))
        return cls(zaad, tuple(range(VERZOEKEN)), dagen, storingen)

    @classmethod
    def klein(cls, zaad: int) -> Recept:
        """A short run with every fault: for a test that has little time."""
        return cls(zaad, tuple(range(10)), 3, frozenset(STORINGEN))

    def opdracht(self) -> str:
        """The command that plays this run again."""
        delen = [f"python -m tests.simulatie --zaad {self.zaad}"]
        gewoon = Recept.van_zaad(self.zaad)
        if self.verzoeken != gewoon.verzoeken:
            delen.append("--verzoeken " + ",".join(map(str, self.verzoeken)))
        if self.dagen != gewoon.dagen:
            delen.append(f"--dagen {self.dagen}")
        if self.storingen != gewoon.storingen:
            delen.append("--storingen " + (",".join(sorted(self.storingen)) or "geen"))
        if self.hoogstens is not None:
            delen.append(f"--hoogstens {self.hoogstens}")
        return " ".join(delen)

    @classmethod
    def lees(cls, argumenten: Sequence[str]) -> Recept:
        """The other way round, from what stands behind the command."""
        ontleder = argparse.ArgumentParser("simulatie")
        voeg_opties_toe(ontleder)
        return cls.van_opties(ontleder.parse_args(argumenten))

    @classmethod
    def van_opties(cls, opties: argparse.Namespace) -> Recept:
        recept = cls.van_zaad(opties.zaad)
        if opties.verzoeken is not None:
            recept = replace(recept, verzoeken=tuple(int(v) for v in opties.verzoeken.split(",") if v))
        if opties.dagen is not None:
            recept = replace(recept, dagen=opties.dagen)
        if opties.storingen is not None:
            gekozen = frozenset(opties.storingen.split(",")) - {"geen"}
            recept = replace(recept, storingen=gekozen)
        return replace(recept, hoogstens=opties.hoogstens)


def voeg_opties_toe(ontleder: argparse.ArgumentParser) -> None:
    ontleder.add_argument("--zaad", type=int)
    ontleder.add_argument("--verzoeken")
    ontleder.add_argument("--dagen", type=int)
    ontleder.add_argument("--storingen")
    ontleder.add_argument("--hoogstens", type=int)
