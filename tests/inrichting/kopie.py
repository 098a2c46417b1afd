"""Understands a copy of the example that a test may spoil, and what is then said about it."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from keten.platform.inrichting_lezer import InrichtingError, lees_inrichtingen
from keten.platform.yaml_bestand import Bestandsfout

VOORBEELD = Path(__file__).parents[2] / "inrichting" / "drechtsteden"


@dataclass(frozen=True, slots=True)
class Kopie:
    """A folder with the example's versions."""

    map: Path

    @classmethod
    def maak(cls, tmp_path: Path) -> Kopie:
        shutil.copytree(VOORBEELD, tmp_path / "drechtsteden")
        return cls(tmp_path / "drechtsteden")

    def vervang(self, bestand: str, oud: str, nieuw: str) -> None:
        """Replace the first `oud`; it must be there, or the test plants nothing."""
        pad = self.map / bestand
        tekst = pad.read_text(encoding="utf-8")
        assert oud in tekst, f"{oud!r} is not in {bestand}"
        pad.write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")

    def vul_aan(self, bestand: str, tekst: str) -> None:
        pad = self.map / bestand
        pad.write_text(pad.read_text(encoding="utf-8") + tekst, encoding="utf-8")

    def kopieer_versie(self, nummer: int, geldig_vanaf: str) -> None:
        """A next version that differs in number and moment only."""
        shutil.copytree(self.map / "v1", self.map / f"v{nummer}")
        self.vervang(f"v{nummer}/inrichting.yaml", "versie: 1", f"versie: {nummer}")
        self.vervang(f"v{nummer}/inrichting.yaml", "2020-01-01T00:00:00+01:00", geldig_vanaf)

    def fouten(self) -> tuple[Bestandsfout, ...]:
        """What a reader says; nothing if all is well."""
        try:
            lees_inrichtingen(self.map)
        except InrichtingError as fout:
            return fout.fouten
        return ()

    def regel_met(self, bestand: str, tekst: str) -> int:
        """Line number of the last line that holds `tekst`; 1 for an empty text."""
        regels = (self.map / bestand).read_text(encoding="utf-8").splitlines()
        return max(i for i, regel in enumerate(regels, 1) if tekst in regel) if tekst else 1
