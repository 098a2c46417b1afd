"""Understands how people at a partner behave: what they answer, and when. All of it chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

MINUUT: Final = 60_000
UUR: Final = 60 * MINUUT
DAG: Final = 24 * UUR
EINDRESULTATEN: Final = ("OPGELOST", "BEANTWOORD_MET_ADVIES", "MISLUKT", "OVERGEDRAGEN")
RESULTATEN: Final = ("IN_BEHANDELING", "WORDT_GEVOLGD")


@dataclass(frozen=True, slots=True)
class Handeling:
    """One message, so long after what it answers was read. `nogmaals_na_ms`: when it is sent once more.

    `vast`: what it says at least; the rest of its fields is chance.
    """

    na_ms: int
    soort: str
    vast: Mapping[str, Any]
    nogmaals_na_ms: int | None = None
    andere_inhoud: bool = False


class _Gesprek:
    """One message after the other, each at most twice `maat` later."""

    def __init__(self, toeval: Random, maat: int, *, dubbel: bool) -> None:
        self._toeval, self._maat, self._dubbel = toeval, maat, dubbel
        self._na = 0
        self.rij: list[Handeling] = []

    def zeg(self, soort: str, **vast: Any) -> None:
        toeval = self._toeval
        self._na += toeval.randint(1, 2 * self._maat)
        weer = toeval.randint(0, 2 * DAG) if self._dubbel and toeval.random() < 0.15 else None
        self.rij.append(Handeling(self._na, soort, vast, weer, andere_inhoud=toeval.random() < 0.2))

    def soms(self, kans: float, soort: str, **vast: Any) -> None:
        if self._toeval.random() < kans:
            self.zeg(soort, **vast)

    def door_elkaar(self) -> list[Handeling]:
        rij = list(self.rij)
        self._toeval.shuffle(rij)
        return [Handeling(self._na * (i + 1) // len(rij), h.soort, h.vast, h.nogmaals_na_ms, h.andere_inhoud)
                for i, h in enumerate(rij)]  # fmt: skip


def antwoorden(toeval: Random, *, dubbel: bool) -> list[Handeling]:
    """What a receiver does with what it was handed: in time, late, half, not at all, or it refuses."""
    aard = toeval.choice(("stipt", "stipt", "snel", "snel", "snel", "laat", "half", "nooit", "slordig"))
    if aard == "nooit":
        return []
    maat = {"snel": 5 * MINUUT, "stipt": 3 * UUR, "half": 5 * UUR, "laat": 2 * DAG, "slordig": 8 * UUR}[aard]
    gesprek = _Gesprek(toeval, maat, dubbel=dubbel)
    gesprek.soms(0.85, "ontvangst.bevestigd")
    if aard == "half":
        return gesprek.rij
    gesprek.soms(0.06, "doorzending.gedaan")
    if toeval.random() < 0.12:
        gesprek.zeg("verzoek.afgewezen")
    else:
        _help(gesprek, toeval)
    return gesprek.door_elkaar() if aard == "slordig" and gesprek.rij else gesprek.rij


def _help(gesprek: _Gesprek, toeval: Random) -> None:
    gesprek.soms(0.85, "verzoek.geaccepteerd")
    for _ in range(toeval.choice((0, 1, 1, 2))):
        gesprek.zeg("terugkoppeling.gegeven", resultaat=toeval.choice(RESULTATEN))
    for _ in range(toeval.choice((0, 0, 1, 2))):
        gesprek.zeg("contactpoging.gedaan")
    gesprek.soms(0.5, "contact.gelegd")
    gesprek.soms(0.4, "behandeling.gestart")
    for _ in range(toeval.choice((0, 1, 1, 2))):
        gesprek.zeg("functie.verricht")
    gesprek.soms(0.3, "voortgang.gemeld")
    gesprek.soms(0.1, "correctie.gevraagd")
    gesprek.soms(0.8, "terugkoppeling.gegeven", resultaat=toeval.choice(EINDRESULTATEN))
    gesprek.soms(0.05, "verzoek.afgewezen")


def andere_weg(toeval: Random) -> Handeling | None:
    """What a sender does when it was refused, or got no answer: elsewhere, no further, or nothing."""
    soort = toeval.choice(
        ("verzoek.opnieuw-aangeboden", "verzoek.opnieuw-aangeboden", "verzoek.opgegeven", None)
    )
    return None if soort is None else Handeling(toeval.randint(5 * MINUUT, 2 * DAG), soort, {})


def doorzending(toeval: Random) -> Handeling | None:
    """Whether, and when, who refused for a reason of that kind passes it on itself."""
    return (
        Handeling(toeval.randint(5 * MINUUT, 2 * DAG), "doorzending.gedaan", {})
        if toeval.random() < 0.7
        else None
    )


def correctie(toeval: Random, onjuist: str) -> Handeling | None:
    """Whether, and when, who is asked to put something right does so, or says that it was right.

    Now and then without naming which fault, or without saying that it is an answer.
    """
    hoe = toeval.choice((None, "HERSTELD", "HERSTELD", "KLOPT", ""))
    if hoe == "":
        return None
    vast = {"correctie": hoe, "onjuist": toeval.choice((None, onjuist)) if hoe else None}
    return Handeling(toeval.randint(5 * MINUUT, 9 * DAG), "aanvulling.gegeven", vast)


def bevestiging(toeval: Random, rol: str) -> Handeling | None:
    """After how long a person confirms an escalation; None: nobody does. `rol`: before whom it was put.

    Now and then somebody of another role confirms, which counts for nothing.
    """
    if toeval.random() >= 0.7:
        return None
    door = "vrijwilliger" if toeval.random() < 0.1 else rol
    return Handeling(toeval.randint(10 * MINUUT, 3 * DAG), "escalatie.bevestigd", {"door": door})


def leestijd(toeval: Random, aard: str) -> int:
    """How long a message waits before its receiver reads."""
    match aard:
        case "vlot":
            return toeval.randint(50, 30_000)
        case "traag":
            return toeval.randint(MINUUT, 12 * UUR)
        case _:
            return toeval.randint(DAG, 12 * DAG)
