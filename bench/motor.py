"""Understands how fast the engine is, beside other ways to do the same job.

One job (count per key, durably, and give one answer of about 200 bytes), four partitions, 2,000 keys. Within
a round the contenders run back to back on the same broker and machine, and what counts is the ratio within a
round: on a shared machine rates drift by the minute. Rate = records between the first and the last batch that
a read_committed reader sees, so start-up does not count.

    python -m bench.motor --rondes 5 --json bench.json
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from confluent_kafka import Consumer, Producer
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from keten.platform.ingebed import IngebedKafka

WORTEL = Path(__file__).resolve().parent.parent
PARTITIES = 4
SLEUTELS = 2000
GEDULD_S = 180.0


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """`records` differ, so that each runs for some seconds; only rates are compared."""

    naam: str
    module: str
    records: int


MOTOR = Deelnemer("motor", "bench.werker_motor", 400_000)
DEELNEMERS = (
    MOTOR,
    Deelnemer("relais", "bench.werker_relais", 400_000),
    Deelnemer("faust", "bench.werker_faust", 12_000),
)


@dataclass(frozen=True, slots=True)
class Meting:
    """One contender in one round. `belasting` is the load average when it began, `rekentijd_us` the processor
    time of the worker per record: other work on the machine moves it far less than the rate.
    """

    ronde: int
    naam: str
    per_seconde: float
    rekentijd_us: float
    belasting: float


@dataclass(frozen=True, slots=True)
class Verhouding:
    """The engine's rate divided by the contender's, over the rounds."""

    naam: str
    mediaan: float
    laagste: float
    hoogste: float


def bench_motor(
    rondes: int = 5,
    *,
    kafka: str | None = None,
    bestand: Path | None = None,
    deelnemers: tuple[Deelnemer, ...] = DEELNEMERS,
) -> list[Verhouding]:
    """Runs the benchmark and prints it; without `kafka` on an embedded broker of its own."""
    with ExitStack() as stapel:
        map_ = Path(stapel.enter_context(tempfile.TemporaryDirectory(prefix="bench-motor-")))
        adres = kafka or stapel.enter_context(IngebedKafka(map_ / "kafka")).adres
        metingen = []
        for ronde in range(1, rondes + 1):
            for deelnemer in deelnemers:
                metingen.append(meet(adres, map_, ronde, deelnemer))
                print(_regel(metingen[-1]), flush=True)
    verhoudingen = vergelijk(metingen)
    print(tabel(metingen, verhoudingen))
    if bestand is not None:
        inhoud = {
            "metingen": [asdict(m) for m in metingen],
            "verhoudingen": [asdict(v) for v in verhoudingen],
        }
        bestand.write_text(json.dumps(inhoud, indent=1) + "\n", encoding="utf-8")
    return verhoudingen


def meet(adres: str, map_: Path, ronde: int, deelnemer: Deelnemer) -> Meting:
    """Fills the input first, then starts the contender, and watches its output."""
    app_id = f"bench-{deelnemer.naam}-{secrets.token_hex(4)}"
    _maak_topics(adres, app_id)
    _vul(adres, f"{app_id}-in", deelnemer.records)
    belasting = os.getloadavg()[0]
    env = {**os.environ, "PYTHONPATH": f"{WORTEL / 'services'}{os.pathsep}{WORTEL}"}
    opdracht = [sys.executable, "-m", deelnemer.module, adres, app_id, str(map_ / "data")]
    with (map_ / f"{app_id}.log").open("wb") as log:
        proces = subprocess.Popen(opdracht, env=env, stdout=log, stderr=log)
    try:
        tempo, rekentijd = _kijk(adres, f"{app_id}-uit", deelnemer.records, proces)
    except RuntimeError as fout:
        raise RuntimeError(f"{fout}\n{(map_ / f'{app_id}.log').read_text()[-2000:]}") from None
    finally:
        proces.terminate()
        try:
            proces.wait(10)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()
    return Meting(ronde, deelnemer.naam, tempo, rekentijd, belasting)


def _rekentijd_s(pid: int) -> float:
    """User and system time so far, of all threads (Linux)."""
    velden = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")


def _maak_topics(adres: str, app_id: str) -> None:
    admin = AdminClient({"bootstrap.servers": adres})
    compact = {"cleanup.policy": "compact"}
    nieuw = [
        NewTopic(f"{app_id}-{soort}", PARTITIES, 1, config=compact if "changelog" in soort else {})
        for soort in ("in", "uit", "toestand-changelog")
    ]
    for gemaakt in admin.create_topics(nieuw).values():
        gemaakt.result(30)


def _vul(adres: str, topic: str, aantal: int) -> None:
    producer = Producer(
        {
            "bootstrap.servers": adres,
            "linger.ms": 20,
            "partitioner": "murmur2_random",
            "queue.buffering.max.messages": 1_000_000,
        }
    )
    vulling = b"x" * 200
    for i in range(aantal):
        producer.produce(topic, key=b"k%d" % (i % SLEUTELS), value=b"e%d|" % i + vulling)
        if i % 1000 == 0:
            producer.poll(0)
    producer.flush()


def _kijk(adres: str, topic: str, aantal: int, proces: subprocess.Popen[bytes]) -> tuple[float, float]:
    """Records per second, and microseconds of processor time per record, from the first batch to the last."""
    consumer = Consumer(
        {
            "bootstrap.servers": adres,
            "group.id": topic,
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "fetch.wait.max.ms": 100,
        }
    )
    consumer.subscribe([topic])
    gelezen = eerste = 0
    begin = laatste = rekentijd_begin = rekentijd = 0.0
    einde = time.monotonic() + GEDULD_S
    try:
        while gelezen < aantal:
            if proces.poll() is not None or time.monotonic() > einde:
                raise RuntimeError(f"{topic}: {gelezen} of {aantal} outputs, exit code {proces.returncode}")
            nieuw = sum(not b.error() for b in consumer.consume(10_000, 0.2))
            gelezen += nieuw
            if nieuw:
                laatste, rekentijd = time.monotonic(), _rekentijd_s(proces.pid)
                if not eerste:
                    begin, eerste, rekentijd_begin = laatste, nieuw, rekentijd
    finally:
        consumer.close()
    gemeten = max(gelezen - eerste, 1)
    return gemeten / max(laatste - begin, 1e-6), (rekentijd - rekentijd_begin) / gemeten * 1e6


def vergelijk(metingen: list[Meting]) -> list[Verhouding]:
    """Ratios within each round, then their median: drift between rounds falls out."""
    tempo = {(m.ronde, m.naam): m.per_seconde for m in metingen}
    rondes = sorted({m.ronde for m in metingen})
    uit = []
    for deelnemer in DEELNEMERS:
        if deelnemer.naam != MOTOR.naam:
            delen = [tempo[r, MOTOR.naam] / tempo[r, deelnemer.naam] for r in rondes]
            uit.append(Verhouding(deelnemer.naam, statistics.median(delen), min(delen), max(delen)))
    return uit


def _regel(meting: Meting) -> str:
    return (
        f"ronde {meting.ronde}  {meting.naam:<8}{meting.per_seconde:>10,.0f}/s"
        f"{meting.rekentijd_us:>9.1f} us rekentijd   belasting {meting.belasting:.1f}"
    )


def tabel(metingen: list[Meting], verhoudingen: list[Verhouding]) -> str:
    """For people, in Markdown."""
    kop = "| deelnemer | records/s: mediaan (laagste .. hoogste) | rekentijd per record | de motor is |"
    regels = ["", kop, "|---|---|---|---|"]
    per_naam = {v.naam: v for v in verhoudingen}
    for deelnemer in DEELNEMERS:
        tempo = [m.per_seconde for m in metingen if m.naam == deelnemer.naam]
        v = per_naam.get(deelnemer.naam)
        keer = "" if v is None else f"{v.mediaan:.2f} × ({v.laagste:.2f} .. {v.hoogste:.2f})"
        snelheid = f"{statistics.median(tempo):,.0f} ({min(tempo):,.0f} .. {max(tempo):,.0f})"
        rekentijd = statistics.median(m.rekentijd_us for m in metingen if m.naam == deelnemer.naam)
        regels.append(f"| {deelnemer.naam} | {snelheid} | {rekentijd:.1f} µs | {keer} |")
    return "\n".join(regels)


def hoofd(
    *, json_bestand: Path | None = None, snel: bool = False, rondes: int = 5, kafka: str | None = None
) -> int:
    """The benchmark as a verb. `snel` is one short round, to see that it runs: not a measurement."""
    deelnemers = tuple(replace(d, records=d.records // 20) for d in DEELNEMERS) if snel else DEELNEMERS
    bench_motor(1 if snel else rondes, kafka=kafka, bestand=json_bestand, deelnemers=deelnemers)
    return 0


def _opdrachtregel() -> int:
    ontleder = argparse.ArgumentParser(description=str(__doc__).partition("\n")[0])
    ontleder.add_argument("--rondes", type=int, default=5)
    ontleder.add_argument("--json", type=Path, default=None, help="file for the figures")
    ontleder.add_argument("--kafka", default=None, help="host:port; without it an embedded one is started")
    ontleder.add_argument("--snel", action="store_true", help="one short round")
    keuze = ontleder.parse_args()
    return hoofd(json_bestand=keuze.json, snel=keuze.snel, rondes=keuze.rondes, kafka=keuze.kafka)


if __name__ == "__main__":
    sys.exit(_opdrachtregel())
