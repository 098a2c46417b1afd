"""Understands a real Kafka with worker processes on it, for tests: start, kill, wait for what must come.

Reads and writes with librdkafka, code that is not ours, and always waits for an event with a limit.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

GEDULD_S = 90.0
WORTEL = Path(__file__).resolve().parents[2]


def wacht_tot(wat: Callable[[], object], reden: str, geduld_s: float = GEDULD_S) -> None:
    """Asks again until it holds; fails with the reason when it does not come."""
    einde = time.monotonic() + geduld_s
    while not wat():
        assert time.monotonic() < einde, f"did not come in {geduld_s} s: {reden}"
        time.sleep(0.05)


def zet(bestand: Path, inhoud: str) -> None:
    """Atomic: a process that reads the file at this moment must not see half of it."""
    nieuw = bestand.with_suffix(".nieuw")
    nieuw.write_text(inhoud, encoding="utf-8")
    nieuw.replace(bestand)


class Werker:
    """One process."""

    def __init__(self, module: str, inhoud: Mapping[str, object], map_: Path, naam: str) -> None:
        map_.mkdir(parents=True, exist_ok=True)
        self.naam = naam
        self.log = map_ / f"{naam}.log"
        self._meetbestand = map_ / f"{naam}.poort"
        self._meetbestand.unlink(missing_ok=True)
        opdracht = json.dumps({**inhoud, "meetbestand": str(self._meetbestand)})
        env = {**os.environ, "PYTHONPATH": f"{WORTEL / 'services'}{os.pathsep}{WORTEL}"}
        with self.log.open("ab") as log:
            self.proces = subprocess.Popen(
                [sys.executable, "-m", module, opdracht], env=env, stdout=log, stderr=log, cwd=map_
            )

    def vraag(self, pad: str) -> tuple[int, str]:
        poort = self._meetbestand.read_text(encoding="ascii")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{poort}{pad}", timeout=5) as antwoord:
                return antwoord.status, antwoord.read().decode()
        except urllib.error.HTTPError as fout:
            with fout:
                return fout.code, fout.read().decode()

    def stand(self) -> dict[str, Any]:
        """What `/stand` says; empty while the process does not answer."""
        try:
            status, tekst = self.vraag("/stand")
        except OSError:
            return {}
        return json.loads(tekst) if status == 200 else {}

    def gereed(self) -> bool:
        self.eis_levend()
        return bool(self.stand().get("gereed"))

    def eis_levend(self) -> None:
        code = self.proces.poll()
        assert code is None, f"{self.naam} ended with {code}: {self.log.read_text()[-2000:]}"

    def toestand(self) -> str:
        """The kernel's letter: T is stopped."""
        if self.proces.poll() is not None:
            return "weg"
        stat = Path(f"/proc/{self.proces.pid}/stat").read_text(encoding="ascii")
        return stat.rpartition(")")[2].split()[0]

    def sein(self, teken: signal.Signals) -> None:
        self.proces.send_signal(teken)

    def kill(self) -> None:
        self.proces.kill()
        self.proces.wait(GEDULD_S)

    def stop(self) -> int:
        self.proces.terminate()
        return self.proces.wait(GEDULD_S)

    def ruim_op(self) -> None:
        if self.proces.poll() is None:
            self.proces.kill()
            self.proces.wait(GEDULD_S)


class Opstelling:
    """One application with topics of its own on a shared broker."""

    def __init__(self, adres: str, map_: Path, *, partities: int = 4) -> None:
        self.adres = adres
        self.map = map_
        self.partities = partities
        self.app = f"t{secrets.token_hex(4)}"
        self.werkers: list[Werker] = []
        self._admin = AdminClient({"bootstrap.servers": adres})
        self._producer = Producer(
            {
                "bootstrap.servers": adres,
                "partitioner": "murmur2_random",
                "enable.idempotence": True,
                "linger.ms": 2,
                "message.timeout.ms": 120_000,
            }
        )
        for soort in ("in", "uit", "klachten"):
            self.maak(self.topic(soort), partities)
        self.maak(f"{self.app}-toestand-changelog", partities, {"cleanup.policy": "compact"})

    def topic(self, soort: str) -> str:
        return f"{self.app}-{soort}"

    def maak(self, topic: str, partities: int = 1, config: Mapping[str, str] | None = None) -> None:
        nieuw = NewTopic(topic, partities, 1, config=dict(config or {}))
        self._admin.create_topics([nieuw])[topic].result(30)

    def verwijder_voor(self, topic: str, offset: int, partitie: int = 0) -> None:
        """As retention does: what stands before `offset` is gone."""
        plek = TopicPartition(topic, partitie, offset)
        self._admin.delete_records([plek])[plek].result(30)

    def stuur(self, sleutel: bytes, waarde: bytes, topic: str | None = None, **kwargs: Any) -> None:
        self._producer.produce(topic or self.topic("in"), key=sleutel, value=waarde, **kwargs)
        self._producer.poll(0)

    def spoel(self) -> None:
        assert self._producer.flush(GEDULD_S) == 0

    def start(self, nummer: int = 1, **extra: object) -> Werker:
        inhoud = {"adres": self.adres, "app": self.app, "data": str(self.map / f"d{nummer}"), **extra}
        werker = Werker("tests.motor.volgwerker", inhoud, self.map, f"w{nummer}")
        self.werkers.append(werker)
        return werker

    def sluit(self) -> None:
        for werker in self.werkers:
            werker.ruim_op()

    # -- look

    def einden(self, topic: str) -> dict[int, int]:
        consumer = self._consumer("read_committed")
        try:
            partities = consumer.list_topics(topic, timeout=30).topics[topic].partitions
            return {p: consumer.get_watermark_offsets(TopicPartition(topic, p), 30)[1] for p in partities}
        finally:
            consumer.close()

    def _consumer(self, isolatie: str) -> Consumer:
        return Consumer(
            {
                "bootstrap.servers": self.adres,
                "group.id": f"lezer-{secrets.token_hex(4)}",
                "enable.auto.commit": False,
                "enable.partition.eof": True,
                "isolation.level": isolatie,
                "auto.offset.reset": "earliest",
            }
        )

    def lees(self, soort: str, isolatie: str = "read_committed") -> list[tuple[bytes, bytes]]:
        """(key, value) of all that such a reader sees, up to the end of each partition."""
        topic = soort if "." in soort or soort == "watermerken" else self.topic(soort)
        consumer = self._consumer(isolatie)
        try:
            partities = list(consumer.list_topics(topic, timeout=30).topics[topic].partitions)
            consumer.assign([TopicPartition(topic, p, 0) for p in partities])
            tot = self.einden(topic)
            open_, gelezen = {p for p in partities if tot[p]}, []
            einde = time.monotonic() + GEDULD_S
            while open_:
                assert time.monotonic() < einde, f"{topic} could not be read to its end"
                for bericht in consumer.consume(1000, 0.5):
                    if bericht.error():
                        open_.discard(bericht.partition() or 0)
                    else:
                        partitie, offset = bericht.partition(), bericht.offset()
                        if partitie is not None and offset is not None and offset >= tot[partitie] - 1:
                            open_.discard(partitie)
                        gelezen.append((bericht.key() or b"", bericht.value() or b""))
            return gelezen
        finally:
            consumer.close()

    def uit(self, isolatie: str = "read_committed") -> list[str]:
        return [waarde.decode() for _, waarde in self.lees("uit", isolatie)]

    def wacht_op(self, feiten: Iterable[str], soort: str = "ack", *, herstart: int = 0) -> None:
        """Until each fact has been answered. Where all workers have stopped another is started, so often."""
        open_, over = set(feiten), herstart

        def alles() -> bool:
            nonlocal over
            if over and all(w.toestand() == "weg" for w in self.werkers):
                over -= 1
                self.start(1)
            assert any(w.toestand() != "weg" for w in self.werkers), self.werkers[-1].log.read_text()
            return open_ <= {u.split("|")[2] for u in self.uit() if u.split("|")[1] == soort}

        wacht_tot(alles, f"{soort} for every fact")

    def eis_precies_een(self, feiten: Iterable[str], soort: str = "ack") -> None:
        """Nothing lost, nothing twice, no number used twice, no holes: see `Telling`."""
        uit = [u.split("|") for u in self.uit()]
        per_feit = Counter(feit for _, s, feit, _ in uit if s == soort)
        verwacht = set(feiten)
        assert per_feit.keys() == verwacht, {
            "missing": len(verwacht - per_feit.keys()),
            "foreign": len(per_feit.keys() - verwacht),
        }
        assert {f: n for f, n in per_feit.items() if n > 1} == {}
        nummers: dict[str, list[int]] = defaultdict(list)
        for sleutel, _, _, nummer in uit:
            nummers[sleutel].append(int(nummer))
        assert {s: n for s, n in nummers.items() if sorted(n) != list(range(1, len(n) + 1))} == {}
