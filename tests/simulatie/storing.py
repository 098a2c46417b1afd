"""Understands which faults happen: drawn from chance, counted, and stopped when the run says so."""

from __future__ import annotations

from collections import Counter

from tests.simulatie.recept import Recept
from tests.simulatie.toeval import Toeval


class Storing:
    """Faults of one run. After `genees` none happens any more."""

    def __init__(self, recept: Recept, toeval: Toeval) -> None:
        self._recept = recept
        self._toeval = {soort: toeval.tak("storing", soort) for soort in sorted(recept.storingen)}
        self._genezen = False
        self.geteld: Counter[str] = Counter()

    def slaat_toe(self, soort: str, kans: float) -> bool:
        """Whether this fault happens here. Chance is drawn also when the fault is stopped."""
        if soort not in self._toeval or self._toeval[soort].random() >= kans:
            return False
        hoogstens = self._recept.hoogstens
        if self._genezen or (hoogstens is not None and self.geteld.total() >= hoogstens):
            return False
        self.geteld[soort] += 1
        return True

    def genees(self) -> None:
        self._genezen = True
