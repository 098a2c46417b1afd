"""Understands how the transition table is drawn for people: `docs/toestanden.md`, in Dutch, for partners too.

`python -m tests.domein.toestanden` writes it; a test compares.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from keten.domein.begrippen import Hoedanigheid, Toestand
from keten.domein.feiten import Feit, WekkerGegaan
from keten.domein.overgangen import OVERGANGEN, TRIEERT, Overgang, Wanneer

BESTAND: Final = Path(__file__).parents[2] / "docs" / "toestanden.md"

_KOP: Final = """\
# Toestanden van een verzoek

Gemaakt uit de tabel in `services/keten/domein/overgangen.py`; niet met de hand wijzigen.
Wat hier niet staat, wordt geweigerd met een code, en de toestand blijft dan zoals zij was.
*Te laat* is geen toestand maar een kenmerk van een verplichting, en niets sluit vanzelf door tijd.
Een toestand hoort bij een onderdeel van het verzoek.

"""


def document() -> str:
    """The whole page: a state diagram, and the same as a table."""
    triage = ", ".join(sorted(rol.value for rol in TRIEERT))
    return "\n".join(
        [
            _KOP + "```mermaid",
            "stateDiagram-v2",
            *_tekening(),
            "```",
            "",
            f"Een ontvanger die trieert is: {triage}.",
            "",
            "| In toestand | Bericht | Van | Wordt |",
            "|---|---|---|---|",
            *_tabel(),
            "",
        ]
    )


def _tekening() -> list[str]:
    """Only what moves; what leaves a state as it is stands in the table."""
    lijnen: dict[str, None] = {}
    for (vanuit, soort), overgang in OVERGANGEN.items():
        if overgang.naar is None:
            continue
        begin = "[*]" if vanuit is None else vanuit.value
        voorwaarde = "" if overgang.wanneer is Wanneer.ALTIJD else f" ({overgang.wanneer.value})"
        lijnen[f"    {begin} --> {overgang.naar.value}: {bericht(soort)}{voorwaarde}"] = None
    lijnen[f"    {Toestand.AFGEROND.value} --> [*]"] = None
    return list(lijnen)


def _tabel() -> list[str]:
    """Facts of the clock and of delivery stand once: they come in every state and leave it."""
    rijen = []
    for (vanuit, soort), overgang in OVERGANGEN.items():
        if overgang.door is Hoedanigheid.PLATFORM:
            continue
        toestand = "nieuw" if vanuit is None else vanuit.value
        rijen.append(
            f"| {toestand} | {bericht(soort)} | {overgang.door.value.lower()} | {_wordt(overgang)} |"
        )
    eigen = sorted({bericht(s) for (_, s), o in OVERGANGEN.items() if o.door is Hoedanigheid.PLATFORM})
    rijen.append(f"| elke | {', '.join(eigen)} | wijkketen zelf | blijft |")
    return rijen


def _wordt(overgang: Overgang) -> str:
    if overgang.naar is None:
        return "blijft"
    if overgang.wanneer is Wanneer.ALTIJD:
        return overgang.naar.value
    return f"{overgang.naar.value} {overgang.wanneer.value}, anders blijft"


def bericht(soort: type[Feit]) -> str:
    """`VerzoekGeaccepteerd` as `verzoek.geaccepteerd`."""
    woorden = re.findall(r"[A-Z][a-z]+", soort.__name__)
    return "wekker" if soort is WekkerGegaan else ".".join(w.lower() for w in woorden)


if __name__ == "__main__":
    BESTAND.write_text(document(), encoding="utf-8")
