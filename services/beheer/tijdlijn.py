"""Understands how what came of a scenario looks on a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich import box
from rich.markup import escape
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from beheer import tijden, vertel
from beheer.afloop import WIJKKETEN, Afloop, Eindstand, Regel
from beheer.fouten import meervoud
from beheer.scherm import is_smal, kleur_van

if TYPE_CHECKING:
    from rich.console import Console


def kop(scherm: Console, titel: str, verhaal: str | None) -> None:
    """Title of a case, and its story."""
    scherm.print()
    scherm.print(Rule(Text(titel, style="bold"), align="left", style="dim"))
    if verhaal:
        scherm.print(Padding(Text(" ".join(verhaal.split()), style="italic"), (0, 2)))


def per_partner(scherm: Console, afloop: Afloop, namen: Mapping[str, str]) -> None:
    """One time line per partner that sent or got something, in order of first appearance."""
    codes = list(namen)
    partners = list(dict.fromkeys(r.naar if r.van == WIJKKETEN else r.van for r in afloop.regels))
    for partner in partners:
        kleur = kleur_van(codes, partner)
        eigen = [regel for regel in afloop.regels if partner in (regel.van, regel.naar)]
        scherm.print()
        scherm.print(Text(namen.get(partner, partner), style=f"bold {kleur}"))
        if is_smal(scherm):
            _onder_elkaar(scherm, eigen)
            continue
        tabel = Table(box=None, show_header=False, padding=(0, 1), pad_edge=False)
        tabel.add_column(no_wrap=True)
        tabel.add_column(no_wrap=True, justify="right")
        tabel.add_column(no_wrap=True)
        tabel.add_column(no_wrap=True)
        tabel.add_column(overflow="fold", ratio=1)
        vorige = ""
        for regel in eigen:
            dag = tijden.dag(regel.op)
            tabel.add_row(*_rij(regel, dag if dag != vorige else ""))
            vorige = dag
        scherm.print(Padding(tabel, (0, 0, 0, 2)))


def _onder_elkaar(scherm: Console, regels: Sequence[Regel]) -> None:
    """For a narrow screen: the sentence under its message instead of in a column of a few letters."""
    vorige = ""
    for regel in regels:
        _, uur, wat, soort, zin = _rij(regel, "")
        dag = tijden.dag(regel.op)
        if dag != vorige:
            scherm.print(Text(f"  {dag}", style="bold"))
            vorige = dag
        scherm.print(Text.assemble("  ", uur, " ", wat, " ", soort))
        if zin.plain:
            scherm.print(Padding(zin, (0, 0, 0, 4)))


def _rij(regel: Regel, dag: str) -> tuple[Text, Text, Text, Text, Text]:
    gestuurd = regel.van != WIJKKETEN
    stijl = vertel.stijl(regel)
    return (
        Text(dag, style="bold"),
        Text(tijden.uur(regel.op)),
        Text("stuurt" if gestuurd else "krijgt", style=stijl),
        Text(regel.type, style=stijl),
        Text(vertel.zin(regel), style=stijl),
    )


def eindstanden(scherm: Console, standen: Sequence[Eindstand], namen: Mapping[str, str]) -> None:
    """Each request with its owner and its open duties, dates in words."""
    for stand in standen:
        gesloten = "" if stand.toestand != "GESLOTEN" else " [green]✓[/]"
        scherm.print()
        scherm.print(
            f"[bold]Verzoek {escape(stand.verzoek)}[/] is "
            f"[bold]{vertel.toestand(stand.toestand)}[/]{gesloten}, "
            f"eigenaar {escape(namen.get(stand.eigenaar, stand.eigenaar))}"
        )
        for deel in stand.onderdelen if len(stand.onderdelen) > 1 else ():
            scherm.print(f"  {_onderdeel(deel, namen)}")
        if stand.open_verplichtingen:
            scherm.print(Padding(_verplichtingen(stand, namen), (0, 0, 0, 2)))
        else:
            scherm.print("  [dim]niemand is nog iets verschuldigd[/]")


def _onderdeel(deel: Mapping[str, Any], namen: Mapping[str, str]) -> str:
    wie = escape(namen.get(str(deel["ontvanger"]), str(deel["ontvanger"])))
    product = "" if deel.get("product") is None else f" ({escape(str(deel['product']))})"
    return f"onderdeel {deel['onderdeel']}{product}: [bold]{vertel.toestand(deel['toestand'])}[/], {wie}"


def _verplichtingen(stand: Eindstand, namen: Mapping[str, str]) -> Table:
    tabel = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    delen = len(stand.onderdelen) > 1
    for kolom in (*(("Deel",) if delen else ()), "Wie", "moet", "aan", "wanneer"):
        tabel.add_column(kolom)
    for plicht in sorted(stand.open_verplichtingen, key=_haast):
        laat = bool(plicht.get("te_laat"))
        wanneer = vertel.wanneer(plicht.get("uiterlijk_op")) or "zonder eigen datum"
        tabel.add_row(
            *((Text(str(plicht["onderdeel"])),) if delen else ()),
            Text(namen.get(str(plicht["debiteur"]), str(plicht["debiteur"]))),
            Text(vertel.plicht(plicht["plicht"])),
            Text(namen.get(str(plicht["crediteur"]), str(plicht["crediteur"]))),
            Text(f"{wanneer}{' TE LAAT' if laat else ''}", style="red" if laat else ""),
        )
    return tabel


def _haast(plicht: Mapping[str, Any]) -> tuple[bool, str, int]:
    """The least time left first, also where that is less than none; without a date last."""
    uiterlijk = plicht.get("uiterlijk_op")
    return (uiterlijk is None, str(uiterlijk), int(plicht["nummer"]))


def oordeel(scherm: Console, verschillen: Sequence[str] | None) -> None:
    """Whether it went as the scenario expects; None: the scenario expects nothing."""
    scherm.print()
    if verschillen is None:
        scherm.print("[dim]Dit scenario heeft geen `verwacht:`, dus er is niets om aan te toetsen.[/]")
    elif not verschillen:
        scherm.print("[bold green]Zoals verwacht.[/]")
    else:
        scherm.print(
            f"[bold red]Niet zoals verwacht:[/] {meervoud(len(verschillen), 'verschil', 'verschillen')}"
        )
        for verschil in verschillen:
            scherm.print(f"  [red]•[/] {escape(verschil)}", soft_wrap=True)
