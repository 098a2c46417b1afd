"""Understands in which order a scenario's messages and silences come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from beheer.scenario_model import Bericht, Scenario

UITLOOP = timedelta(days=366)
"""How long a scenario without `tot` goes on after its last message, at most."""


class Lezen(Enum):
    """What a partner does with `uit.<partner>` from a moment on."""

    ZWIJGT = "ZWIJGT"
    HERVAT = "HERVAT"


@dataclass(frozen=True, slots=True)
class Punt:
    """Something that happens at `op`: the message with this number in the file, or a change in reading."""

    op: datetime
    bericht: tuple[int, Bericht] | None = None
    lezen: tuple[str, Lezen] | None = None


def agenda(scenario: Scenario) -> list[Punt]:
    """In order of time; at one moment who reads comes first, then messages in the order of the file."""
    lezen: list[Punt] = []
    for partner, stiltes in scenario.ongelezen.items():
        for stilte in stiltes:
            lezen.append(Punt(stilte.van, lezen=(partner, Lezen.ZWIJGT)))
            if stilte.tot is not None:
                lezen.append(Punt(stilte.tot, lezen=(partner, Lezen.HERVAT)))
    berichten = [Punt(b.op, bericht=(nummer, b)) for nummer, b in enumerate(scenario.berichten)]
    return sorted([*lezen, *berichten], key=lambda punt: punt.op)


def uiterste(scenario: Scenario, tot: datetime | None) -> datetime:
    """The last moment that is played: `tot` as given, else that of the file, else the run-out."""
    return tot or scenario.tot or agenda(scenario)[-1].op + UITLOOP
