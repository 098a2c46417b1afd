"""Understands how the transition table is drawn for people: `docs/toestanden.md`, in Dutch, for partners too.

`python -m tests.domein.toestanden` writes it; a test compares.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from keten.domein.begrippen import Hoedanigheid, Toestand
from keten.domein.feiten import BERICHTTYPEN, BerichtAfgekeurd, Feit, WekkerGegaan
from keten.domein.overgangen import AAN_ALLEN, BIJ_ANDEREN, OVERGANGEN, TRIEERT, Mits, Overgang, Wanneer

EINDTOESTANDEN_IN_VOLGORDE: Final = (
    Toestand.AFGEROND,
    Toestand.INGETROKKEN,
    Toestand.NIET_MEER_BESCHIKBAAR,
)
_EIGEN: Final = {Hoedanigheid.PLATFORM: "wijkketen zelf", Hoedanigheid.BEHEER: "beheer"}
BESTAND: Final = Path(__file__).parents[2] / "docs" / "toestanden.md"

_KOP: Final = """\
# Toestanden van een verzoek

Gemaakt uit de tabel in `services/keten/domein/overgangen.py`; niet met de hand wijzigen.
Wat hier niet staat, wordt geweigerd met een code, en de toestand blijft dan zoals zij was.
*Te laat* is geen toestand maar een kenmerk van een verplichting, en niets sluit vanzelf door tijd.
Een toestand hoort bij een onderdeel van het verzoek. CONCEPT is wat nog niet geopend kon worden: een
geweigerde opening, of een bericht dat te vroeg kwam en op zijn opening wacht; beheer is dan eigenaar.

"""

_KANDIDATEN: Final = """\
## Aan meer organisaties aangeboden

Ieder aan wie een vraag is aangeboden heeft een eigen onderdeel. Wie haar het eerst accepteert of met een
eindresultaat beantwoordt, heeft haar; van de anderen verandert dan de toestand mee. De overige regels gelden
pas als niemand haar meer kan aannemen. Wat de afzender over een van de onderdelen zegt met {aan_allen},
zegt hij aan ieder die haar nog kan aannemen.
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
            _KANDIDATEN.format(aan_allen=" of ".join(sorted(bericht(s) for s in AAN_ALLEN))),
            "| Wordt het ene | en is een ander | dan wordt dat |",
            "|---|---|---|",
            *(f"| {dit.value} | {was.value} | {wordt.value} |" for dit, was, wordt in _bij_anderen()),
            "",
        ]
    )


def _bij_anderen() -> list[tuple[Toestand, Toestand, Toestand]]:
    volgorde = list(Toestand)
    rijen = [(dit, was, wordt) for (dit, was), wordt in BIJ_ANDEREN.items()]
    return sorted(rijen, key=lambda rij: (volgorde.index(rij[0]), volgorde.index(rij[1])))


def _tekening() -> list[str]:
    """Only what moves; what leaves a state as it is stands in the table."""
    lijnen: dict[str, None] = {}
    for (vanuit, soort, _), overgang in OVERGANGEN.items():
        begin = "[*]" if vanuit is None else vanuit.value
        delen = [d.value for d in (overgang.wanneer, overgang.mits) if d.value != "altijd"]
        voorwaarde = f" ({', '.join(delen)})" if delen else ""
        if overgang.naar is not None:
            lijnen[f"    {begin} --> {overgang.naar.value}: {bericht(soort)}{voorwaarde}"] = None
        if overgang.terug:
            for begin_van in _vanwaar(vanuit):
                lijnen[f"    {begin} --> {begin_van.value}: {bericht(soort)} (kwam daarvandaan)"] = None
        if overgang.anders is not None:
            lijnen[f"    {begin} --> {overgang.anders.value}: {bericht(soort)} (anders)"] = None
    for dit, was, wordt in _bij_anderen():
        lijnen[f"    {was.value} --> {wordt.value}: een ander onderdeel wordt {dit.value}"] = None
    for einde in EINDTOESTANDEN_IN_VOLGORDE:
        lijnen[f"    {einde.value} --> [*]"] = None
    return list(lijnen)


def _vanwaar(toestand: Toestand | None) -> list[Toestand]:
    """The states that are remembered when this one is entered."""
    return list(
        dict.fromkeys(
            vanuit
            for (vanuit, _, _), overgang in OVERGANGEN.items()
            if overgang.onthoudt and overgang.naar is toestand and vanuit is not None
        )
    )


def _tabel() -> list[str]:
    """Facts of the clock and of delivery stand once: they come in every state and leave it."""
    rijen = []
    for (vanuit, soort, door), overgang in OVERGANGEN.items():
        if door in _EIGEN and overgang.naar is None and not overgang.terug:
            continue
        toestand = "nieuw" if vanuit is None else vanuit.value
        rijen.append(
            f"| {toestand} | {bericht(soort)} | {_EIGEN.get(door, door.value.lower())} | {_wordt(overgang)} |"
        )
    for wie, naam in _EIGEN.items():
        eigen = sorted({bericht(s) for _, s, door in OVERGANGEN if door is wie})
        rijen.append(f"| elke | {', '.join(eigen)} | {naam} | blijft |")
    return rijen


def _wordt(overgang: Overgang) -> str:
    mits = "" if overgang.mits is Mits.ALTIJD else f", maar alleen {overgang.mits.value}"
    if overgang.terug:
        klok = f" {overgang.wanneer.value}, anders blijft" if overgang.wanneer is not Wanneer.ALTIJD else ""
        return f"de toestand van daarvoor{klok}{mits}"
    if overgang.naar is None:
        return f"blijft{mits}"
    if overgang.wanneer is Wanneer.ALTIJD:
        return f"{overgang.naar.value}{mits}"
    anders = "blijft" if overgang.anders is None else overgang.anders.value
    return f"{overgang.naar.value} {overgang.wanneer.value}, anders {anders}{mits}"


def bericht(soort: type[Feit]) -> str:
    """The type of its message; a fact of our own by the words of its name."""
    if soort in BERICHTTYPEN:
        return BERICHTTYPEN[soort]
    if soort is BerichtAfgekeurd:
        return "afkeuring om de vorm"
    woorden = re.findall(r"[A-Z][a-z]+", soort.__name__)
    return "wekker" if soort is WekkerGegaan else ".".join(w.lower() for w in woorden)


if __name__ == "__main__":
    BESTAND.write_text(document(), encoding="utf-8")
