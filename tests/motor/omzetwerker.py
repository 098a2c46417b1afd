"""Understands an *omzetten* process for tests, started as `python -m tests.motor.omzetwerker JSON`."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from keten.platform.klok import StapKlok, WandKlok
from keten.platform.motor.omzetkern import Abonnement
from keten.platform.motor.omzetten import OmzetInrichting, start_omzetten
from keten.platform.motor.poorten import Record, Uitvoer


class Omzet:
    """One output per record, named after its position, so that a re-read gives the same."""

    def __init__(self, uit: str) -> None:
        self._uit = uit

    async def bereid_voor(self, records: Sequence[Record]) -> None:
        del records

    def zet_om(self, record: Record, voorraad: None) -> Sequence[Uitvoer]:
        naam = f"{record.topic}@{record.offset}|".encode()
        return [Uitvoer(self._uit, record.sleutel, naam + (record.waarde or b""))]


class BestandRijp:
    """Limits per topic from a file; one that is not in it is ripe to its end, null never answers."""

    def __init__(self, bestand: Path) -> None:
        self._bestand = bestand

    async def rijp_tot(self, topic: str) -> int:
        grenzen: dict[str, int | None] = json.loads(self._bestand.read_text(encoding="utf-8"))
        grens = grenzen.get(topic, sys.maxsize)
        if grens is None:
            await asyncio.Event().wait()
        return grens or 0


def hoofd() -> None:
    """Runs until it is told to stop."""
    o = json.loads(sys.argv[1])
    app = o["app"]
    klok = StapKlok(Path(o["klok"])) if o.get("klok") else WandKlok()
    extra: dict[str, Any] = {}
    if o.get("rijp"):
        extra["rijp"] = BestandRijp(Path(o["rijp"]))
    if o.get("watermerken"):
        topic = o["watermerken"]
        extra["watermerk"] = lambda van, tot: Uitvoer(topic, van.encode(), b"%d" % tot)
    start_omzetten(
        OmzetInrichting(
            naam=f"{app}-omzet",
            stap=Omzet(f"{app}-uit"),
            abonnement=Abonnement(patroon=rf"in\.{app}\..*"),
            klok=klok,
            klant={"bootstrap_servers": o["adres"]},
            virtueel=o.get("virtueel", False),
            watermerk_s=0.1,
            verlies_mag=o.get("verlies_mag", False),
            watermerk_marge_s=o.get("marge_s", 0.0),
            sessie_s=6.0,
            meetbestand=Path(o["meetbestand"]),
            **extra,
        )
    )


if __name__ == "__main__":
    hoofd()
