"""Understands how the processes are doing, by asking each of them at its own port on this machine."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_GEDULD_S = 10.0


@dataclass(frozen=True, slots=True)
class Stand:
    """One engine at one moment.

    `posities`: (topic, partition) -> first offset that is not handled and durable yet.
    """

    naam: str
    gereed: bool
    posities: Mapping[tuple[str, int], int]
    onderweg: int
    volgende_wekker_ms: int | None


@dataclass(frozen=True, slots=True)
class Meter:
    """Asks the processes; `poortbestanden`: file in which each says its port."""

    poortbestanden: Sequence[Path]

    async def lees(self) -> list[Stand] | None:
        """All engines of all processes; None as long as one of them does not answer yet."""
        antwoorden = await asyncio.gather(*(self._vraag(b) for b in self.poortbestanden))
        standen: list[Stand] = []
        for antwoord in antwoorden:
            if antwoord is None:
                return None
            standen += antwoord
        return standen

    async def _vraag(self, bestand: Path) -> list[Stand] | None:
        try:
            poort = _poort(bestand)
            async with asyncio.timeout(_GEDULD_S):
                return [_stand(rij) for rij in await _haal(poort)]
        except (OSError, ValueError, TimeoutError, asyncio.IncompleteReadError):
            return None


def _poort(bestand: Path) -> int:
    return int(bestand.read_text(encoding="ascii"))


async def _haal(poort: int) -> list[dict[str, Any]]:
    lezer, schrijver = await asyncio.open_connection("127.0.0.1", poort)
    try:
        schrijver.write(b"GET /stand HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
        await schrijver.drain()
        antwoord = await lezer.read(-1)
    finally:
        schrijver.close()
    _, _, romp = antwoord.partition(b"\r\n\r\n")
    inhoud = json.loads(romp)
    rijen = inhoud if isinstance(inhoud, list) else [inhoud]
    return [rij for rij in rijen if isinstance(rij, dict)]


def _stand(rij: Mapping[str, Any]) -> Stand:
    return Stand(
        naam=str(rij["naam"]),
        gereed=bool(rij["gereed"]),
        posities={
            (topic, int(partitie)): int(positie)
            for topic, per_partitie in rij["posities"].items()
            for partitie, positie in per_partitie.items()
        },
        onderweg=int(rij["onderweg"]),
        volgende_wekker_ms=rij["volgende_wekker_ms"],
    )
