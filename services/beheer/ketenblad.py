"""Understands which functions of the chain were performed on each part, by whom and when.

A function may be said in so many words (functie.verricht) or by a message of its own (melding.gedaan is
MELDING). What was refused or sent twice is not here. Order is that of occurrence where the sender said when,
else that of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.markup import escape
from rich.table import Table

from beheer import tijden, vertel
from beheer.spoor import feitnaam
from keten.domein.begrippen import Oplossingskader, Uitkomst, Uitslag
from keten.domein.besluiten import Oordeel
from keten.domein.dossier import Dossier
from keten.domein.feiten import Feit, FunctieVerricht
from keten.domein.functies import Functie, Functieresultaat
from keten.domein.keten import verwerk

if TYPE_CHECKING:
    from rich.console import Console

    from keten.domein.inrichting import Inrichting
    from keten.platform.inrichting_lezer import Inrichtingen

ALS_FUNCTIE: Final[Mapping[str, Functie]] = {
    "signalering.gedaan": Functie.SIGNALERING,
    "melding.gedaan": Functie.MELDING,
    "verwijzing.aangeboden": Functie.VERWIJZING,
    "regie.belegd": Functie.REGIE_COORDINATIE,
    "monitoring.waargenomen": Functie.MONITORING,
    "evaluatie.gegeven": Functie.EVALUATIE,
}
"""Messages that say by themselves which function was performed."""

Gezegd = Mapping[tuple[str, str], datetime]
"""Per (partner, its message id) when its sender says that it happened."""


@dataclass(frozen=True, slots=True)
class Schakel:
    """One function on one part. `op`: when it happened; `met`: the message that said so.

    The rest: as in `FunctieVerricht`, where it was said in so many words.
    """

    zaak: str
    onderdeel: int
    functie: Functie
    op: datetime
    van: str
    door: str | None
    uitkomst: Uitkomst
    met: str
    resultaat: Functieresultaat | None = None
    product: str | None = None
    geprobeerd: tuple[Oplossingskader, ...] = ()
    gekozen: Oplossingskader | None = None

    def als_json(self) -> dict[str, object]:
        """One object; time in UTC."""
        return {
            "keten": self.zaak,
            "onderdeel": self.onderdeel,
            "functie": self.functie.value,
            "op": tijden.iso(self.op),
            "van": self.van,
            "door": self.door,
            "uitkomst": self.uitkomst.value,
            "met": self.met,
            "resultaat": None if self.resultaat is None else self.resultaat.value,
            "product": self.product,
            "geprobeerd": [kader.value for kader in self.geprobeerd],
            "gekozen": None if self.gekozen is None else self.gekozen.value,
        }


def schakels_van(
    zaak: str, feiten: Iterable[Feit], inrichtingen: Inrichtingen, gezegd: Gezegd
) -> list[Schakel]:
    """Per part in order of occurrence."""
    rij = list(feiten)
    toegepast = _toegepast(rij, inrichtingen)
    uit = []
    for feit in rij:
        kop = feit.kop
        functie, uitkomst = _functie(feit)
        if functie is None or kop.feit_id not in toegepast:
            continue
        op = gezegd.get((kop.afzender, kop.bericht_id or ""), kop.nu)
        schakel = Schakel(zaak, kop.onderdeel, functie, op, kop.afzender, kop.door, uitkomst, feitnaam(feit))
        if isinstance(feit, FunctieVerricht):
            schakel = replace(
                schakel,
                resultaat=feit.resultaat,
                product=feit.product,
                geprobeerd=feit.geprobeerd,
                gekozen=feit.gekozen,
            )
        uit.append(schakel)
    return sorted(uit, key=lambda s: (s.onderdeel, s.op))


def _functie(feit: Feit) -> tuple[Functie | None, Uitkomst]:
    if isinstance(feit, FunctieVerricht):
        return feit.functie, feit.uitkomst
    return ALS_FUNCTIE.get(feitnaam(feit)), Uitkomst.GEDAAN


def _toegepast(feiten: Sequence[Feit], inrichtingen: Inrichtingen) -> frozenset[Any]:
    """Ids of the facts that had an effect, of those that waited too."""
    dossier: Dossier | None = None
    ids = set()
    for feit in feiten:
        dossier, besluiten = verwerk(dossier, feit, inrichtingen.versie(feit.kop.inrichting))
        for oordeel in besluiten:
            if isinstance(oordeel, Oordeel) and oordeel.uitslag is Uitslag.TOEGEPAST:
                ids.add((oordeel.over or feit.kop).feit_id)
    return frozenset(ids)


def toon_keten(scherm: Console, schakels: Sequence[Schakel], inrichting: Inrichting) -> None:
    """Per request and part a line per function."""

    def naam(code: str) -> str:
        return inrichting.partijen[code].naam if code in inrichting.partijen else code.capitalize()

    for zaak, onderdeel in dict.fromkeys((s.zaak, s.onderdeel) for s in schakels):
        deel = f", onderdeel {onderdeel}" if onderdeel != 1 else ""
        scherm.print()
        scherm.print(f"[bold]Keten van {escape(zaak)}{deel}[/]")
        tabel = Table(box=box.SIMPLE, show_header=False, padding=(0, 1), pad_edge=False)
        for _ in range(5):
            tabel.add_column(overflow="fold")
        for s in schakels:
            if (s.zaak, s.onderdeel) == (zaak, onderdeel):
                wie = naam(s.van) + (f" ({s.door})" if s.door else "")
                gedaan = s.uitkomst is Uitkomst.GEDAAN
                merk = "[green]✓[/]" if gedaan else f"[yellow]{vertel.woord(s.uitkomst.value)}[/]"
                tabel.add_row(
                    tijden.dag_en_uur(s.op), vertel.woord(s.functie.value), escape(wie), merk, _waarop(s)
                )
        scherm.print(tabel)


def _waarop(schakel: Schakel) -> str:
    """What it came to: the function's own result, the product asked for, and where the solution was found."""
    delen = [] if schakel.resultaat is None else [vertel.woord(schakel.resultaat.value)]
    if schakel.product is not None:
        delen.append(f"gevraagd: {schakel.product}")
    if schakel.gekozen is not None:
        delen.append(f"gevonden in: {vertel.woord(schakel.gekozen.value)}")
    return "; ".join(delen)
