"""Understands how the demo tells its story: day, hour, who sends or gets what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from beheer import tijden, tijdlijn, vertel
from beheer.afloop import WIJKKETEN, Regel
from beheer.fouten import meervoud
from beheer.scherm import is_smal, kleur_van, schrijf_json

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Uitslag:
    """How one case went. `verschillen`: with `simuleer` and with its own `verwacht:`, in Dutch."""

    titel: str
    bestand: str
    berichten: int
    ontvangers: int
    van: datetime
    tot: datetime
    duur_s: float
    verschillen: Sequence[str]


@dataclass(slots=True)
class Toneel:
    """Prints for people, or with `als_json` one object per line for machines."""

    scherm: Console
    namen: Mapping[str, str]
    als_json: bool
    _dag: str = field(default="", init=False)

    def casus(self, titel: str, verhaal: str | None) -> None:
        self._dag = ""
        if not self.als_json:
            tijdlijn.kop(self.scherm, titel, verhaal)

    def regel(self, casus: str, regel: Regel) -> None:
        """A message, at the moment it was sent or arrived."""
        if self.als_json:
            schrijf_json({"casus": casus, **regel.als_json()})
            return
        self._toon_dag(regel.op)
        gestuurd = regel.van != WIJKKETEN
        partner = regel.van if gestuurd else regel.naar
        kleur = kleur_van(list(self.namen), partner)
        stijl = vertel.stijl(regel)
        if is_smal(self.scherm):
            self._regel_smal(regel, partner, kleur, "▸" if gestuurd else "◂")
            return
        rij = Table.grid(padding=(0, 1))
        for breed in (6, 25, 1, 25):
            rij.add_column(width=breed, no_wrap=True)
        rij.add_column(overflow="fold", ratio=1)
        rij.add_row(
            Text(tijden.uur(regel.op), justify="right", style="dim"),
            Text(self.namen.get(partner, partner), style=f"bold {kleur}", overflow="ellipsis"),
            Text("▸" if gestuurd else "◂", style=kleur),
            Text(regel.type, style=stijl, overflow="ellipsis"),
            Text(vertel.zin(regel), style=stijl),
        )
        self.scherm.print(rij)

    def _regel_smal(self, regel: Regel, partner: str, kleur: str, teken: str) -> None:
        stijl = vertel.stijl(regel)
        self.scherm.print(
            Text.assemble(
                (f"{tijden.uur(regel.op):>6} ", "dim"),
                (self.namen.get(partner, partner), f"bold {kleur}"),
                (f" {teken} ", kleur),
                (regel.type, stijl),
            )
        )
        self.scherm.print(Padding(Text(vertel.zin(regel), style=stijl), (0, 0, 0, 8)))

    def leeswijzer(self) -> None:
        """What the signs mean, once."""
        if not self.als_json:
            self.scherm.print(
                "[dim]▸ stuurt op in.<partner>   ◂ leest van uit.<partner>   tijden in Nederland[/]"
            )

    def lezen(self, op: datetime, partner: str, leest: bool) -> None:
        """A partner stops or starts reading."""
        if not self.als_json:
            self._toon_dag(op)
            wat = "leest weer" if leest else "leest even niets"
            self.scherm.print(
                f"  [dim]{tijden.uur(op):>6}  {escape(self.namen.get(partner, partner))} {wat}[/]"
            )

    def _toon_dag(self, op: datetime) -> None:
        dag = tijden.dag(op)
        if dag != self._dag:
            self._dag = dag
            self.scherm.print(f"[bold]{dag}[/]")

    def slot(self, uitslagen: Sequence[Uitslag]) -> None:
        """The table of all cases, then each difference."""
        if self.als_json:
            for u in uitslagen:
                schrijf_json(
                    {
                        "casus": u.bestand,
                        "zoals_verwacht": not u.verschillen,
                        "berichten": u.berichten,
                        "verschillen": list(u.verschillen),
                    }
                )
            return
        tabel = Table(
            box=box.SIMPLE_HEAD, pad_edge=False, title="Afgespeeld", title_justify="left", title_style="bold"
        )
        tabel.add_column("Casus")
        tabel.add_column("van – tot")
        tabel.add_column("berichten", justify="right")
        tabel.add_column("ontvangers", justify="right")
        tabel.add_column("in", justify="right")
        tabel.add_column("uitkomst")
        for u in uitslagen:
            goed = (
                Text("zoals verwacht", style="green")
                if not u.verschillen
                else Text("anders", style="bold red")
            )
            tabel.add_row(
                Text(u.titel),
                f"{tijden.dag(u.van, jaar=False)} – {tijden.dag(u.tot)}",
                str(u.berichten),
                str(u.ontvangers),
                f"{u.duur_s:.1f} s",
                goed,
            )
        self.scherm.print()
        self.scherm.print(tabel)
        self.scherm.print(_slotzin(uitslagen))
        for u in uitslagen:
            for verschil in u.verschillen:
                self.scherm.print(f"[red]•[/] {escape(u.titel)}: {escape(verschil)}", soft_wrap=True)


def _slotzin(uitslagen: Sequence[Uitslag]) -> str:
    """How much time went by, and how it went."""
    dagen = sum((u.tot - u.van).total_seconds() for u in uitslagen) / 86_400
    tijd = f"{dagen / 7:.0f} weken" if dagen >= 14 else meervoud(max(1, round(dagen)), "dag", "dagen")
    seconden = sum(u.duur_s for u in uitslagen)
    berichten = meervoud(sum(u.berichten for u in uitslagen), "bericht", "berichten")
    gedaan = f"{berichten} in {tijd}, gespeeld in {seconden:.0f} s op een echte Kafka"
    anders = sum(1 for u in uitslagen if u.verschillen)
    if anders:
        return (
            f"[bold red]{meervoud(anders, 'casus ging', 'casussen gingen')} anders dan verwacht[/]: {gedaan}."
        )
    return f"[bold green]Elke ontvanger kreeg precies wat simuleer zegt[/]: {gedaan}."
