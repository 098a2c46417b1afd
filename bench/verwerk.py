"""Understands how long the pure core takes for one fact: of a verzoek with five parts and twenty open duties.

The verzoek is built by facts, under the rules of the Drechtsteden. Then each kind of fact is given to that
one state again and again, each time a second later (the core is pure, so nothing changes), in rounds that
take turns: what else the machine does falls on all kinds alike. Per kind the median of all calls; the figure
is the median over the kinds.

    python -m bench.verwerk --rondes 40 --json bench.json
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from beheer.omgeving import PROJECT
from keten.domein.begrippen import (
    WIJKKETEN,
    Contactwijze,
    Grondslag,
    Reden,
    Resultaat,
    Thema,
    Uitslag,
    Urgentie,
    Voortgang,
)
from keten.domein.besluiten import Oordeel
from keten.domein.dossier import Dossier
from keten.domein.feiten import (
    ContactpogingGedaan,
    Feit,
    Herkomst,
    Kop,
    OnderdeelAangeboden,
    OntvangstBevestigd,
    TerugkoppelingGegeven,
    VerwijzingAangeboden,
    VerzoekAfgewezen,
    VerzoekGeaccepteerd,
    VoortgangGemeld,
    WekkerGegaan,
)
from keten.domein.inrichting import Inrichting
from keten.domein.keten import verwerk
from keten.platform.inrichting_lezer import lees_inrichtingen

DELEN = 5
PLICHTEN = 20
PER_RONDE = 50
_VERZOEK = uuid5(NAMESPACE_URL, "verzoek van een meting")
_T0 = datetime(2027, 2, 1, 9, tzinfo=UTC)  # a Monday
_HULP = ("mee", "schuldhulp", "cjg", "woningcorporatie", "huisarts")


@dataclass
class Verzoek:
    """One that grows by facts, each a minute after the one before."""

    inrichting: Inrichting
    dossier: Dossier | None = None
    aantal: int = 0

    def kop(self, afzender: str, onderdeel: int = 1) -> Kop:
        """Of the next fact, as `inname` or the engine would make it."""
        nummer = self.aantal
        wij = afzender == WIJKKETEN
        return Kop(
            feit_id=uuid5(_VERZOEK, f"feit {nummer}"),
            verzoek_id=_VERZOEK,
            nu=_T0 + timedelta(minutes=nummer),
            inrichting=self.inrichting.versie,
            afzender=afzender,
            bericht_id=None if wij else f"bericht-{nummer}",
            bericht_hash=None if wij else uuid5(_VERZOEK, f"inhoud {nummer}").bytes,
            herkomst=None if wij else Herkomst(f"in.{afzender}", 0, nummer),
            onderdeel=onderdeel,
            kluis=None if wij else b"x" * 300,
        )

    def stuur(self, feit: Feit) -> None:
        """Raises ValueError for a fact that was refused: the measurement would then be of something else."""
        self.dossier, besluiten = verwerk(self.dossier, feit, self.inrichting)
        self.aantal += 1
        for besluit in besluiten:
            if isinstance(besluit, Oordeel) and besluit.uitslag is not Uitslag.TOEGEPAST:
                raise ValueError(f"{type(feit).__name__}: {besluit.weigering}")

    @property
    def staat(self) -> Dossier:
        if self.dossier is None:
            raise ValueError("nothing happened yet")
        return self.dossier


def bouw(inrichting: Inrichting) -> Verzoek:
    """Five parts, each accepted by its receiver, with twenty open duties or a few more."""
    v = Verzoek(inrichting)
    gemeente = next(iter(inrichting.gemeenten))
    for nummer, hulp in enumerate(_HULP[:DELEN], 1):
        soort = VerwijzingAangeboden if nummer == 1 else OnderdeelAangeboden
        v.stuur(
            soort(
                v.kop("sociaal-wijkteam"),
                gemeente,
                Thema.SCHULDEN,
                Urgentie.ROUTINE,
                ontvanger=hulp,
                grondslag=Grondslag.TOESTEMMING,
            )
        )
        v.stuur(VerzoekGeaccepteerd(v.kop(hulp, nummer)))
    while len(v.staat.verplichtingen) < PLICHTEN:
        v.stuur(TerugkoppelingGegeven(v.kop(_HULP[0], 1), Resultaat.IN_BEHANDELING))
    return v


def gevallen(v: Verzoek) -> Mapping[str, Feit]:
    """One of each kind: small and large effects, an alarm, a stale one, and a refusal."""
    hulp, deel = _HULP[1], 2
    debiteur, wek_op = min(v.staat.wekkers.items(), key=lambda w: (w[1], w[0]))
    wekker = v.kop(WIJKKETEN)
    return {
        "ontvangst.bevestigd": OntvangstBevestigd(v.kop(hulp, deel)),
        "contactpoging.gedaan": ContactpogingGedaan(v.kop(hulp, deel), Contactwijze.TELEFOON),
        "voortgang.gemeld": VoortgangGemeld(v.kop(hulp, deel), Voortgang.LOOPT),
        "terugkoppeling.gegeven": TerugkoppelingGegeven(v.kop(hulp, deel), Resultaat.WORDT_GEVOLGD),
        "terugkoppeling.gegeven (eind)": TerugkoppelingGegeven(v.kop(hulp, deel), Resultaat.OPGELOST),
        "verzoek.afgewezen": VerzoekAfgewezen(v.kop(hulp, deel), Reden.GEEN_CAPACITEIT),
        "verzoek.geaccepteerd (geweigerd)": VerzoekGeaccepteerd(v.kop(hulp, deel)),
        "wekker": WekkerGegaan(wekker, debiteur, wek_op),
        "wekker (verlopen)": WekkerGegaan(wekker, debiteur, wek_op - timedelta(minutes=1)),
    }


def _later(feit: Feit, seconden: int) -> Feit:
    """The same fact at a moment of its own: what is remembered of a moment helps no other."""
    return replace(feit, kop=replace(feit.kop, nu=feit.kop.nu + timedelta(seconds=seconden)))


def meet(v: Verzoek, rondes: int, klok: Callable[[], int] = time.perf_counter_ns) -> dict[str, float]:
    """Microseconds per call, per kind of fact: the median."""
    staat, inrichting = v.staat, v.inrichting
    tijden: dict[str, list[int]] = {}
    paren = list(gevallen(v).items())
    gc.collect()
    gc.disable()
    try:
        for ronde in range(rondes):
            for naam, soort in paren:
                rij = tijden.setdefault(naam, [])
                for feit in [_later(soort, ronde * PER_RONDE + n) for n in range(PER_RONDE)]:
                    begin = klok()
                    verwerk(staat, feit, inrichting)
                    rij.append(klok() - begin)
    finally:
        gc.enable()
    return {naam: statistics.median(rij) / 1000 for naam, rij in tijden.items()}


def hoofd(*, json_bestand: Path | None = None, rondes: int = 40) -> int:
    """The benchmark as a verb."""
    [*_, inrichting] = lees_inrichtingen(PROJECT / "inrichting/drechtsteden").versies
    v = bouw(inrichting)
    metingen = meet(v, rondes)
    mediaan = statistics.median(metingen.values())
    d = v.staat
    print(f"{len(d.onderdelen)} onderdelen, {len(d.verplichtingen)} open verplichtingen")
    for naam, us in metingen.items():
        print(f"{naam:<34}{us:>8.1f} us")
    print(f"{'mediaan over de soorten':<34}{mediaan:>8.1f} us")
    if json_bestand is not None:
        uit = {"onderdelen": len(d.onderdelen), "verplichtingen": len(d.verplichtingen), "us": metingen}
        json_bestand.write_text(json.dumps({**uit, "mediaan_us": mediaan}, indent=1) + "\n", encoding="utf-8")
    return 0


def _opdrachtregel() -> int:
    ontleder = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    ontleder.add_argument("--rondes", type=int, default=40)
    ontleder.add_argument("--json", type=Path, default=None, help="file for the figures")
    keuze = ontleder.parse_args()
    return hoofd(json_bestand=keuze.json, rondes=keuze.rondes)


if __name__ == "__main__":
    sys.exit(_opdrachtregel())
