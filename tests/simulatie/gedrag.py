"""Understands how people at a partner behave: what they answer to a melding, and when. All of it chance."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any, Final

MINUUT: Final = 60_000
UUR: Final = 60 * MINUUT
DAG: Final = 24 * UUR
EINDRESULTATEN: Final = ("OPGELOST", "BEANTWOORD_MET_ADVIES", "GEEN_CONTACT", "OVERGEDRAGEN")
RESULTATEN: Final = ("IN_BEHANDELING", "WORDT_GEVOLGD")


@dataclass(frozen=True, slots=True)
class Handeling:
    """One message, so long after the melding was read. `nogmaals_na_ms`: when it is sent once more."""

    na_ms: int
    soort: str
    gegevens: dict[str, Any]
    nogmaals_na_ms: int | None = None
    andere_inhoud: bool = False


def antwoorden(toeval: Random, *, dubbel: bool) -> list[Handeling]:
    """What a receiver does with one melding: in time, late, half, never."""
    aard = toeval.choice(("stipt", "stipt", "snel", "laat", "laat", "half", "nooit", "slordig"))
    if aard == "nooit":
        return []
    maat = {"snel": 5 * MINUUT, "stipt": 3 * UUR, "half": 5 * UUR, "laat": 2 * DAG, "slordig": 8 * UUR}[aard]
    rij: list[Handeling] = []
    na = 0

    def zeg(soort: str, **gegevens: Any) -> None:
        nonlocal na
        na += toeval.randint(1, 2 * maat)
        weer = toeval.randint(0, 2 * DAG) if dubbel and toeval.random() < 0.15 else None
        rij.append(Handeling(na, soort, gegevens, weer, andere_inhoud=toeval.random() < 0.2))

    if toeval.random() < 0.85:
        zeg("ontvangst.bevestigd")
    if aard == "half":
        return rij
    if toeval.random() < 0.85:
        zeg("verzoek.geaccepteerd")
    for _ in range(toeval.choice((0, 1, 1, 2))):
        zeg("functie.verricht", functie="VRAAGVERHELDERING", uitkomst="GEDAAN")
    for _ in range(toeval.choice((0, 0, 1, 2))):
        zeg("terugkoppeling.gegeven", resultaat=toeval.choice(RESULTATEN), toelichting="MERK")
    if toeval.random() < 0.8:
        zeg("terugkoppeling.gegeven", resultaat=toeval.choice(EINDRESULTATEN), toelichting="MERK")
    if aard == "slordig":
        toeval.shuffle(rij)
        rij = [Handeling(na * (i + 1) // len(rij), h.soort, h.gegevens, h.nogmaals_na_ms, h.andere_inhoud)
               for i, h in enumerate(rij)]  # fmt: skip
    return rij


def bevestiging(toeval: Random) -> int | None:
    """After how long a person confirms an escalation; None: nobody does."""
    return toeval.randint(10 * MINUUT, 3 * DAG) if toeval.random() < 0.7 else None


def leestijd(toeval: Random, aard: str) -> int:
    """How long a message waits before its receiver reads."""
    match aard:
        case "vlot":
            return toeval.randint(50, 30_000)
        case "traag":
            return toeval.randint(MINUUT, 12 * UUR)
        case _:
            return toeval.randint(DAG, 12 * DAG)
