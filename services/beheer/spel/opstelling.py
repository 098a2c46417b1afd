"""Understands what stands while the demo plays: a Kafka with its topics, a clock, the processes.

Everything is started here and ended here, whatever happens in between.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from beheer.fouten import BeheerError
from beheer.kafka import Kafka, kafka
from beheer.kinderen import PROCESSEN, Kind, beeindig
from beheer.spel.meter import Meter
from beheer.uitgangscodes import Uitgang
from beheer.voortgang import stap
from beheer.wezen import ruim_wezen_op
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.klok import StapKlok

SESSIE_S = 6
"""Shortest group session that the settings allow: a demo has one worker per process and waits for nobody."""


@dataclass(frozen=True, slots=True)
class Opstelling:
    """What the play needs. `data`: the demo's own folder, with keys, vault, states and logs."""

    kafka: Kafka
    klok: StapKlok
    kinderen: list[Kind]
    meter: Meter
    data: Path

    def eis_levend(self) -> None:
        """Raises BeheerError, with the tail of its log, when a process or Kafka is not there any more."""
        self.kafka.eis_levend()
        for kind in self.kinderen:
            if not kind.leeft:
                raise BeheerError(
                    f"Het proces {kind.naam} is gestopt (uitgangscode {kind.uitgang}).",
                    details=kind.staart(),
                    raad=f"Het hele log staat in {kind.log}.",
                    uitgang=Uitgang.PROCES,
                )


@contextmanager
def opstelling(
    data: Path, regels: Path, inrichtingen: Inrichtingen, begin_ms: int, *, stil: bool
) -> Iterator[Opstelling]:
    """All of it, for as long as the block lasts.

    `regels`: the folder that `inrichtingen` were read from. `begin_ms`: where the clock starts.
    """
    data = data.resolve()
    with _eigen_map(data):
        with stap("Kafka starten", stil=stil) as zeg:
            greep = kafka(data / "kafka", zeg)
            gestart = greep.__enter__()
        kinderen: list[Kind] = []
        try:
            _maak_topics(gestart, inrichtingen, stil=stil)
            klok = StapKlok(data / "klok")
            klok.zet(begin_ms)
            kinderen += [_kind(naam, data, gestart.adres, regels, klok) for naam in PROCESSEN]
            for kind in kinderen:
                kind.start()
            yield Opstelling(gestart, klok, kinderen, Meter([data / f"{n}.poort" for n in PROCESSEN]), data)
        finally:
            beeindig(kinderen)
            greep.__exit__(None, None, None)


def _kind(naam: str, data: Path, adres: str, inrichting: Path, klok: StapKlok) -> Kind:
    omgeving = {
        "WIJKKETEN_KAFKA": adres,
        "WIJKKETEN_DATA": str(data),
        "WIJKKETEN_STAPKLOK": str(klok.bestand),
        "WIJKKETEN_INRICHTING": str(inrichting.resolve()),
        "WIJKKETEN_SESSIE_S": str(SESSIE_S),
        "WIJKKETEN_MEETPOORT": "0",
    }
    return Kind(naam, omgeving, data / "log" / f"{naam}.log")


def _maak_topics(waar: Kafka, inrichtingen: Inrichtingen, *, stil: bool) -> None:
    from beheer.topics import pas_toe_op

    with stap("Topics maken", stil=stil):
        gedaan = pas_toe_op(waar.adres, inrichtingen)
    if not waar.ingebed and len(gedaan.gemaakt) == 0:
        raise BeheerError(
            f"De Kafka op {waar.adres} heeft al topics van Wijkketen.",
            raad="De demo heeft een lege Kafka nodig. Laat WIJKKETEN_KAFKA weg, dan start zij er zelf een.",
            uitgang=Uitgang.KAFKA,
        )


@contextmanager
def _eigen_map(data: Path) -> Iterator[None]:
    """An empty folder that no other demo uses at the same time."""
    from keten.platform.ingebed import wees

    data.mkdir(parents=True, exist_ok=True)
    slot = os.open(data.with_name(data.name + ".slot"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(slot)
        raise BeheerError(
            f"Er draait al een demo met de gegevens in {data}.",
            raad="Stop die eerst (Ctrl-C), of zet WIJKKETEN_DATA op een andere map.",
            uitgang=Uitgang.ANDERS,
        ) from None
    try:
        ruim_wezen_op(data / "log", data)
        wees.ruim_wees_op(data / "kafka")
        _maak_leeg(data)
        yield
    finally:
        os.close(slot)


def _maak_leeg(data: Path) -> None:
    """Tried again for a moment: a process of a demo that was killed may still be writing."""
    for poging in range(20):
        try:
            shutil.rmtree(data)
            break
        except OSError:
            if poging == 19:
                raise
            time.sleep(0.1)
    data.mkdir(parents=True)
