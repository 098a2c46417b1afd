"""Understands the verb `demo`: the cases, played for real, and held against what `simuleer` says of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from beheer.spel.toneel import Uitslag


def demo(
    casussen: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[SCENARIO.yaml…]", help="Welke casussen; standaard alle in casussen/."),
    ] = None,
    klaar: Annotated[
        bool, typer.Option("--klaar", help="Stop na de laatste casus, met een uitgangscode.")
    ] = False,
    als_json: JsonOptie = False,
) -> int:
    """Speelt de casussen op een echte Kafka, met alle processen, en toont wat elke partner krijgt.

    De tijd springt van bericht naar bericht en van wekker naar wekker, dus weken duren seconden. Aan het eind
    wordt per ontvanger vergeleken met wat `simuleer` van dezelfde casus zegt. Zonder --klaar blijft alles
    daarna draaien tot Ctrl-C.
    """
    from beheer.spel.voorstelling import geef_voorstelling

    uitslagen: list[Uitslag] = geef_voorstelling(casussen or [], klaar=klaar, als_json=als_json)
    return Uitgang.ANDERS if any(u.verschillen for u in uitslagen) else Uitgang.GOED
