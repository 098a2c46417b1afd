"""Understands one version's judged files as a whole, for the checks of what they say of one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from keten.contract.inrichting_model import (
    BereikbaarheidBestand,
    KetenpadenBestand,
    KopBestand,
    LadderBestand,
    NazorgBestand,
    PartijenBestand,
    RegieBestand,
    RouteringBestand,
    TermijnenBestand,
    VrijeDagenBestand,
)
from keten.contract.wet_model import WetBestand
from keten.platform.yaml_bestand import Pad, YamlBestand
from keten.platform.yaml_oordeel import Gekeurd, dichtstbij


@dataclass(frozen=True, slots=True, kw_only=True)
class Versie:
    """The judged files of one version folder. `nummer` is from the folder's name."""

    nummer: int
    kop: Gekeurd[KopBestand]
    partijen: Gekeurd[PartijenBestand]
    routering: Gekeurd[RouteringBestand]
    termijnen: Gekeurd[TermijnenBestand]
    ladder: Gekeurd[LadderBestand]
    vrije_dagen: Gekeurd[VrijeDagenBestand]
    regie: Gekeurd[RegieBestand]
    bereikbaarheid: Gekeurd[BereikbaarheidBestand]
    wet: Gekeurd[WetBestand]
    nazorg: Gekeurd[NazorgBestand]
    ketenpaden: Gekeurd[KetenpadenBestand]

    @property
    def bestanden(self) -> tuple[YamlBestand, ...]:
        delen = (
            self.kop,
            self.partijen,
            self.routering,
            self.termijnen,
            self.ladder,
            self.vrije_dagen,
            self.regie,
            self.bereikbaarheid,
            self.wet,
            self.nazorg,
            self.ketenpaden,
        )
        return tuple(deel.bestand for deel in delen)

    @property
    def codes(self) -> frozenset[str] | None:
        """Codes of all parties, faulty ones included; None when the file is of no use."""
        if self.partijen.waarde is None:
            return None
        ruw = self.partijen.bestand.waarde
        lijst = ruw.get("partijen") if isinstance(ruw, dict) else None
        genoemd = (
            {d["code"] for d in lijst if isinstance(d, dict) and "code" in d}
            if isinstance(lijst, list)
            else ()
        )
        return frozenset(str(code) for code in genoemd)


def toets_partij(versie: Versie, bestand: YamlBestand, pad: Pad, code: str) -> None:
    """Note that `code` is nobody's."""
    codes = versie.codes
    if codes is not None and code not in codes:
        bestand.fout(pad, f"partij '{code}' staat niet in partijen.yaml", dichtstbij(code, codes))


def toets_uniek(deel: Gekeurd[Any], lijst: str, veld: str, waarden: Sequence[str], doe: str) -> None:
    """Note each value that another item of the list already has."""
    eerste: dict[str, int] = {}
    for i, waarde in enumerate(waarden):
        hier = (*deel.plaats(lijst, i), veld)
        if waarde in eerste:
            wat = f"{veld} '{waarde}' staat er twee keer, ook op regel {eerste[waarde]}"
            deel.bestand.fout(hier, wat, doe)
        else:
            eerste[waarde] = deel.bestand.regel(hier)
