"""Understands how paths to products, office hours and after-care of a deployment look on a screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from rich.text import Text

from beheer import tijden, vertel
from beheer.inrichting_vorm import duur, of, tabel
from keten.domein.inrichting import Inrichting

if TYPE_CHECKING:
    from rich.console import Console

_DAGEN: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def toon_verloop(scherm: Console, inrichting: Inrichting, wie: Callable[[str], Text]) -> None:
    """What is expected next on the way to a product, who is reached when, and what comes after support."""
    paden = tabel(
        "De weg naar een product (tot en met de knip)", "product", "functie", "door", "mandaat", "binnen"
    )
    for pad in inrichting.ketenpaden.values():
        for nummer, stap in enumerate(pad.stappen):
            paden.add_row(
                pad.product if nummer == 0 else "",
                vertel.woord(stap.functie.value),
                of(stap.door) if stap.door else "",
                ", ".join(sorted(stap.mandaat)),
                duur(stap.regel.termijn, "geen datum"),
            )
    if inrichting.ketenpaden:
        scherm.print(paden)
    _toon_uren(scherm, inrichting, wie)
    nazorg = tabel("Wanneer er na de ondersteuning wordt gekeken hoe het gaat", "moment", "na", "respijt")
    for moment in inrichting.meetmomenten:
        nazorg.add_row(moment.id, duur(moment.termijn, "geen datum"), duur(moment.respijt, "gewoon"))
    scherm.print(nazorg)
    scherm.print(
        f"[dim]Of een ander plek heeft, horen:[/] "
        f"{of(inrichting.capaciteit_bekend_bij) if inrichting.capaciteit_bekend_bij else 'niemand'}; "
        f"zonder laatste dag geldt het {duur(inrichting.capaciteit_geldig, '')}"
    )


def _toon_uren(scherm: Console, inrichting: Inrichting, wie: Callable[[str], Text]) -> None:
    uren = inrichting.bereikbaarheid
    if uren is None:
        return
    kantoor = tabel("Wanneer er mensen werken", "dag", "van", "tot")
    for dag, (van, tot) in sorted(uren.uren.items()):
        kantoor.add_row(_DAGEN[dag], f"{van:%H:%M}", f"{tot:%H:%M}")
    scherm.print(kantoor)
    for dicht in sorted(uren.gesloten):
        scherm.print(f"[dim]Gesloten:[/] {tijden.kalenderdag(dicht)}")
    dienst = tabel(
        "Wie een crisis daarbuiten heeft (het eerste rooster dat past)",
        "rooster",
        "dienst",
        "van",
        "tot",
        "thema",
    )
    for rooster in uren.roosters:
        dienst.add_row(
            rooster.id,
            wie(rooster.dienst),
            "" if rooster.van is None else tijden.dag_en_uur(rooster.van),
            "" if rooster.tot is None else tijden.dag_en_uur(rooster.tot),
            of(rooster.themas),
        )
    dienst.add_row("crisisdienst", wie(uren.crisisdienst), "", "", "wat overblijft", style="dim")
    scherm.print(dienst)
