"""Understands the folder with the versions of a deployment's rules, and says which one is in force.

Every mistake in every version is told at once, with file, line and what to do; nothing is served from a
folder that has one. All versions stay loaded, since a fact carries the number of the version it was made
under.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

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
from keten.domein.feestdagen import GEEN_EXTRA, ExtraDagen
from keten.domein.inrichting import Inrichting
from keten.platform.fouten import ConfiguratieError, TijdelijkError
from keten.platform.inrichting_toetsen import toets_versie, toets_versies
from keten.platform.inrichting_versie import Versie
from keten.platform.yaml_bestand import Bestandsfout, YamlBestand, lees_yaml
from keten.platform.yaml_oordeel import dichtstbij, keur

_VERSIEMAP = re.compile(r"v([1-9]\d*)")
BESTANDEN = (
    "inrichting.yaml",
    "partijen.yaml",
    "routering.yaml",
    "termijnen.yaml",
    "ladder.yaml",
    "vrije-dagen.yaml",
    "wet.yaml",
    "regie.yaml",
    "bereikbaarheid.yaml",
    "nazorg.yaml",
    "ketenpaden.yaml",
)


class InrichtingError(ConfiguratieError):
    """The folder has mistakes. `fouten`: all of them, by file and line."""

    code = "KTN-922"

    def __init__(self, fouten: tuple[Bestandsfout, ...]) -> None:
        super().__init__("\n".join(str(f) for f in fouten))
        self.fouten = fouten


class GeenVersieError(ConfiguratieError):
    """No version was in force yet at the time that was asked for."""

    code = "KTN-924"


class VersieNogNietHierError(TijdelijkError, LookupError):
    """A fact names a version that this process does not have yet: wait for the roll-out, never guess."""

    code = "KTN-912"

    def __init__(self, versie: int) -> None:
        super().__init__(f"versie {versie} van de inrichting is hier nog niet")
        self.versie = versie


@dataclass(frozen=True, slots=True)
class Inrichtingen:
    """All versions of one deployment, oldest first: number 1, 2, … without gaps. Never empty."""

    versies: tuple[Inrichting, ...]

    @property
    def nieuwste(self) -> Inrichting:
        """The version with the highest number, in force or not. Knows every party that ever took part."""
        return self.versies[-1]

    def op(self, nu: datetime) -> Inrichting:
        """The version in force at `nu` (with time zone). Raises GeenVersieError before the first."""
        nummer = bisect_right(self.versies, nu, key=lambda versie: versie.geldig_vanaf)
        if nummer == 0:
            raise GeenVersieError(f"op {nu.isoformat()} gold nog geen versie van de inrichting")
        return self.versies[nummer - 1]

    def versie(self, nummer: int) -> Inrichting:
        """Version `nummer`, in force or not. Raises VersieNogNietHierError."""
        if not 1 <= nummer <= len(self.versies):
            raise VersieNogNietHierError(nummer)
        return self.versies[nummer - 1]


def lees_inrichtingen(map: Path) -> Inrichtingen:
    """Read and check every version in `map` (folders v1, v2, …). Raises InrichtingError with all mistakes."""
    fouten: list[Bestandsfout] = []
    versies = [_lees_versie(submap, nummer, fouten) for nummer, submap in _versiemappen(map, fouten)]
    for versie in versies:
        toets_versie(versie)
    toets_versies(versies)
    for versie in versies:
        for bestand in versie.bestanden:
            fouten.extend(bestand.fouten)
    if fouten:
        raise InrichtingError(tuple(sorted(set(fouten))))
    return Inrichtingen(tuple(_bouw(versie) for versie in versies))


def _versiemappen(map: Path, fouten: list[Bestandsfout]) -> list[tuple[int, Path]]:
    if not map.is_dir():
        fouten.append(
            Bestandsfout(str(map), 1, "deze map ontbreekt", "geef de map van een inrichting, met daarin v1")
        )
        return []
    gevonden: list[tuple[int, Path]] = []
    for submap in sorted(map.iterdir()):
        treffer = _VERSIEMAP.fullmatch(submap.name)
        if treffer is not None and submap.is_dir():
            gevonden.append((int(treffer.group(1)), submap))
        elif submap.is_dir() and not submap.name.startswith("."):
            fout = Bestandsfout(
                str(submap), 1, "deze map is geen versie", "noem haar v1, v2, … of haal haar weg"
            )
            fouten.append(fout)
    gevonden.sort()
    if not gevonden:
        fouten.append(
            Bestandsfout(str(map), 1, "hier staat geen enkele versie", "maak een map v1 met de bestanden")
        )
    for verwacht, (nummer, submap) in enumerate(gevonden, 1):
        if nummer != verwacht:
            doe = "nummer zonder gaten; een versie die ooit gold, moet blijven staan"
            fouten.append(Bestandsfout(str(submap), 1, f"versie v{verwacht} ontbreekt", doe))
            break
    return gevonden


def _lees_versie(submap: Path, nummer: int, fouten: list[Bestandsfout]) -> Versie:
    for pad in sorted(submap.iterdir()):
        if pad.name not in BESTANDEN and not pad.name.startswith("."):
            doe = dichtstbij(pad.name, BESTANDEN)
            fouten.append(Bestandsfout(str(pad), 1, "dit bestand wordt niet gelezen", doe))
    gelezen: dict[str, YamlBestand] = {naam: lees_yaml(submap / naam) for naam in BESTANDEN}
    return Versie(
        nummer=nummer,
        kop=keur(gelezen["inrichting.yaml"], KopBestand),
        partijen=keur(gelezen["partijen.yaml"], PartijenBestand),
        routering=keur(gelezen["routering.yaml"], RouteringBestand),
        termijnen=keur(gelezen["termijnen.yaml"], TermijnenBestand),
        ladder=keur(gelezen["ladder.yaml"], LadderBestand),
        vrije_dagen=keur(gelezen["vrije-dagen.yaml"], VrijeDagenBestand),
        wet=keur(gelezen["wet.yaml"], WetBestand),
        regie=keur(gelezen["regie.yaml"], RegieBestand),
        bereikbaarheid=keur(gelezen["bereikbaarheid.yaml"], BereikbaarheidBestand),
        nazorg=keur(gelezen["nazorg.yaml"], NazorgBestand),
        ketenpaden=keur(gelezen["ketenpaden.yaml"], KetenpadenBestand),
    )


def _bouw(versie: Versie) -> Inrichting:
    """The value for the core. Only called when no file has a mistake."""
    kop, partijen, routering = versie.kop.waarde, versie.partijen.waarde, versie.routering.waarde
    termijnen, ladder, dagen = versie.termijnen.waarde, versie.ladder.waarde, versie.vrije_dagen.waarde
    regie, uren, wet = versie.regie.waarde, versie.bereikbaarheid.waarde, versie.wet.waarde
    nazorg, paden = versie.nazorg.waarde, versie.ketenpaden.waarde
    if not (kop and partijen and routering and termijnen and ladder and dagen):
        raise AssertionError("a file without a value has a mistake, so this is never reached")
    if not (regie and uren and wet and nazorg and paden):
        raise AssertionError("a file without a value has a mistake, so this is never reached")
    return Inrichting(
        naam=kop.naam,
        versie=kop.versie,
        geldig_vanaf=kop.geldig_vanaf.astimezone(UTC),
        gemeenten=dict(kop.gemeenten),
        partijen={p.code: p.naar_domein(ladder.aanmaningen_per_uur) for p in partijen.partijen},
        routering=tuple(r.naar_domein() for r in routering.regels),
        vangnet=routering.vangnet,
        capaciteit_bekend_bij=frozenset(routering.capaciteit_bekend_bij),
        capaciteit_geldig=routering.capaciteit_geldig,
        termijnen=tuple(t.naar_domein() for t in termijnen.termijnen),
        uitstel_hoogstens=termijnen.uitstel_hoogstens,
        contactregel=termijnen.contactregel.naar_domein(),
        rolvolgorde=tuple(ladder.rolvolgorde),
        niveaus=tuple(n.naar_domein() for n in ladder.niveaus),
        alternatieven=dict(ladder.alternatieven),
        vrije_dagen=_vrije_dagen(dagen, kop.gemeenten),
        wet={r.id: r.naar_domein() for r in wet.regels},
        regie_bekend_bij=frozenset(regie.bekend_bij),
        gezinscoaches=frozenset(regie.gezinscoaches),
        bereikbaarheid=uren.naar_domein(),
        escalatiemandaat=frozenset((m.partij, m.rol) for m in regie.escalatiemandaat),
        meetmomenten=tuple(m.naar_domein() for m in nazorg.meetmomenten),
        ketenpaden={p.product: p.naar_domein() for p in paden.paden},
        hogere_niveaus={n.partij: n.naar_domein() for n in regie.hogere_niveaus},
    )


def _vrije_dagen(bestand: VrijeDagenBestand, gemeenten: Iterable[str]) -> dict[str, ExtraDagen]:
    """Per gemeente that has any."""
    per_gemeente = {
        gemeente: ExtraDagen(
            frozenset(d.datum for d in bestand.vrije_dagen if not d.gemeenten or gemeente in d.gemeenten),
            frozenset(d.datum for d in bestand.vrije_dagen if gemeente in d.geen_werkdag_in),
        )
        for gemeente in gemeenten
    }
    return {gemeente: dagen for gemeente, dagen in per_gemeente.items() if dagen != GEEN_EXTRA}
