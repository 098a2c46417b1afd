"""Understands the verb `test`: the test suite, with nothing but Python."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer


class Ring(StrEnum):
    """Which part of the suite, where not all of it is wanted."""

    KORT = "kort"


def toets(
    argumenten: Annotated[
        list[str] | None, typer.Argument(metavar="[PYTEST…]", help="Extra voor pytest, na --.")
    ] = None,
    lang: Annotated[bool, typer.Option("--lang", help="Ook de lange vormen, en die van --zoek.")] = False,
    zoek: Annotated[
        bool,
        typer.Option(
            "--zoek", help="Ook zoeken met de simulatie: vijf minuten nieuwe zaden, en geplante fouten."
        ),
    ] = False,
    getuigen: Annotated[
        bool,
        typer.Option(
            "--getuigen", help="Ook de getuigen van buiten; een ontbrekend gereedschap is dan een fout."
        ),
    ] = False,
    ring: Annotated[
        Ring | None,
        typer.Option("--ring", help="kort: regels en contract, binnen een minuut."),
    ] = None,
) -> int:
    """Draait de toetsen van Wijkketen, ook die op een echte Kafka."""
    from beheer import toetsen

    return toetsen.voer_toetsen_uit(
        lang=lang, zoek=zoek, getuigen=getuigen, ring=ring.value if ring else None, extra=argumenten or []
    )
