"""Promises of a *volgen* process on a real Kafka: nothing lost, nothing twice, whatever dies."""

from __future__ import annotations

import shutil
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Producer

from keten.platform.ingebed import IngebedKafka
from tests.conftest import Kafka
from tests.motor.opstelling import Opstelling, wacht_tot, zet
from tests.motor.stappen import feit

pytestmark = [pytest.mark.broker, pytest.mark.timeout(240)]


@pytest.fixture
def opstelling(kafka: Kafka, tmp_path: Path) -> Iterator[Opstelling]:
    o = Opstelling(kafka.adres, tmp_path)
    yield o
    o.sluit()


class Stroom:
    """Facts at a steady rate from another thread, one in ten of them twice."""

    def __init__(self, opstelling: Opstelling, per_seconde: float = 200.0, sleutels: int = 50) -> None:
        self.gestuurd: list[str] = []
        self._o = opstelling
        self._rust = 1 / per_seconde
        self._sleutels = sleutels
        self._stop = threading.Event()
        self._draad = threading.Thread(target=self._loop, daemon=True)
        self._draad.start()

    def _loop(self) -> None:
        while not self._stop.wait(self._rust):
            n = len(self.gestuurd)
            for _ in range(2 if n % 10 == 0 else 1):
                self._o.stuur(b"k%d" % (n * 7919 % self._sleutels), feit(f"f{n}"))
            self.gestuurd.append(f"f{n}")

    def wacht(self, meer: int) -> None:
        doel = len(self.gestuurd) + meer
        wacht_tot(lambda: len(self.gestuurd) >= doel, "facts being sent")

    def stop(self) -> list[str]:
        self._stop.set()
        self._draad.join()
        self._o.spoel()
        return self.gestuurd


def test_runs_stops_in_good_order_and_goes_on(opstelling: Opstelling) -> None:
    """SIGTERM ends with 0; the next start goes on where the first was, warm and from an empty disk."""
    for ronde in range(3):
        werker = opstelling.start()
        for i in range(100):
            opstelling.stuur(b"k%d" % (i % 7), feit(f"r{ronde}f{i}"))
        opstelling.spoel()
        opstelling.wacht_op({f"r{ronde}f{i}" for i in range(100)})
        assert werker.vraag("/levend")[0] == 200
        assert werker.vraag("/gereed")[0] == 200
        assert "wijkketen_motor_total" in werker.vraag("/metrics")[1]
        assert werker.stop() == 0, werker.log.read_text()
        if ronde == 1:
            shutil.rmtree(opstelling.map / "d1")
    opstelling.eis_precies_een(f"r{r}f{i}" for r in range(3) for i in range(100))


def test_position_reaches_the_end_of_the_topic(opstelling: Opstelling) -> None:
    """Also past control markers, so that who waits for 'all read' does not wait for ever."""
    werker = opstelling.start()
    producer = Producer({"bootstrap.servers": opstelling.adres, "transactional.id": opstelling.app})
    producer.init_transactions()
    for i, af in enumerate((True, False, True, False)):
        producer.begin_transaction()
        for p in range(4):
            producer.produce(opstelling.topic("in"), key=b"k%d" % i, value=feit(f"f{i}p{p}"), partition=p)
        producer.flush()
        (producer.commit_transaction if af else producer.abort_transaction)()
    einden = opstelling.einden(opstelling.topic("in"))
    wacht_tot(
        lambda: (
            {int(p): o for p, o in werker.stand().get("posities", {}).get(opstelling.topic("in"), {}).items()}
            == einden
        ),
        "positions at the end",
    )
    assert {u.split("|")[2] for u in opstelling.uit()} == {f"f{i}p{p}" for i in (0, 2) for p in range(4)}


def test_isolates_one_key(opstelling: Opstelling) -> None:
    werker = opstelling.start()
    opstelling.stuur(b"a", feit("a1"))
    opstelling.stuur(b"a", feit("a2", stuk=True))
    opstelling.stuur(b"a", feit("a3"))
    for i in range(20):
        opstelling.stuur(b"b%d" % i, feit(f"b{i}"))
    opstelling.spoel()
    opstelling.wacht_op({"a1", *(f"b{i}" for i in range(20))})
    wacht_tot(lambda: len(opstelling.lees("klachten")) == 2, "both reports")
    werker.kill()
    opstelling.start()
    opstelling.stuur(b"a", feit("a4"))
    opstelling.spoel()
    wacht_tot(lambda: len(opstelling.lees("klachten")) == 3, "still isolated after a restart")
    opstelling.eis_precies_een({"a1", *(f"b{i}" for i in range(20))})


def test_alarm_rings_after_a_kill(opstelling: Opstelling) -> None:
    """The wheel is built anew from the states, here from an empty disk."""
    klok = opstelling.map / "klok"
    zet(klok, "1000")
    werker = opstelling.start(klok=str(klok))
    for i in range(50):
        opstelling.stuur(b"k%d" % i, feit(f"f{i}", 5000 + i))
    opstelling.spoel()
    opstelling.wacht_op(f"f{i}" for i in range(50))
    assert werker.stand()["volgende_wekker_ms"] == 5000
    werker.kill()
    shutil.rmtree(opstelling.map / "d1")
    werker = opstelling.start(klok=str(klok))
    wacht_tot(werker.gereed, "second start")
    assert [u for u in opstelling.uit() if "|esc|" in u] == [], "not early"
    zet(klok, "9000")
    opstelling.wacht_op((f"f{i}" for i in range(50)), "esc")
    wacht_tot(lambda: werker.stand().get("volgende_wekker_ms", 0) is None, "nothing left to ring")
    opstelling.eis_precies_een((f"f{i}" for i in range(50)), "esc")


def test_kills_and_a_rebalance_under_load(opstelling: Opstelling) -> None:
    een, twee = opstelling.start(1), opstelling.start(2)
    wacht_tot(lambda: een.gereed() and twee.gereed(), "two workers")
    stroom = Stroom(opstelling)
    stroom.wacht(300)
    een.kill()
    shutil.rmtree(opstelling.map / "d1")
    stroom.wacht(200)
    een = opstelling.start(1)
    stroom.wacht(1500)
    wacht_tot(een.gereed, "killed worker back")
    twee.kill()
    stroom.wacht(200)
    twee = opstelling.start(2)
    wacht_tot(twee.gereed, "other worker back")
    stroom.wacht(400)
    assert een.stop() == 0
    stroom.wacht(200)
    feiten = stroom.stop()
    opstelling.wacht_op(feiten)
    opstelling.eis_precies_een(feiten)


@pytest.mark.parametrize("punt", ["produce", "commit"])
def test_zombie_makes_nothing_visible_and_ends(opstelling: Opstelling, punt: str) -> None:
    """Stopped inside a batch past its session, taken over, continued: fenced, exit 72."""
    bestand = opstelling.map / "stop"
    zombie = opstelling.start(1, stop_op=punt, stop_bestand=str(bestand))
    wacht_tot(zombie.gereed, "first worker")
    stroom = Stroom(opstelling)
    stroom.wacht(300)
    bestand.touch()
    wacht_tot(lambda: zombie.toestand() == "T", "stopped inside a batch")
    ander = opstelling.start(2)
    wacht_tot(ander.gereed, "taken over")
    stroom.wacht(300)
    zombie.sein(signal.SIGCONT)
    assert zombie.proces.wait(60) == 72, zombie.log.read_text()[-2000:]
    stroom.wacht(200)
    feiten = stroom.stop()
    opstelling.wacht_op(feiten)
    opstelling.eis_precies_een(feiten)


def test_broker_killed_under_load(tmp_path: Path) -> None:
    """Killed and back: workers go on by themselves or are started again, and nothing is lost or doubled."""
    with IngebedKafka(tmp_path / "kafka") as broker:
        opstelling = Opstelling(broker.adres, tmp_path)
        try:
            een = opstelling.start(1)
            wacht_tot(een.gereed, "first worker")
            stroom = Stroom(opstelling)
            stroom.wacht(300)
            broker.kill()
            time.sleep(1)  # an outage has to last; there is no event to wait for
            broker.herstart()
            stroom.wacht(500)
            feiten = stroom.stop()
            opstelling.wacht_op(feiten, herstart=3)
            opstelling.eis_precies_een(feiten)
        finally:
            opstelling.sluit()


def test_facts_removed_unread_stop_the_process(opstelling: Opstelling) -> None:
    """The position of the changelog lies before what is left: facts were lost, and somebody must look."""
    topic, partitie = opstelling.topic("in"), 2
    for i in range(3):
        opstelling.stuur(b"a", feit(f"f{i}"), topic, partition=partitie)
    opstelling.spoel()
    werker = opstelling.start()
    opstelling.wacht_op({f"f{i}" for i in range(3)})
    assert werker.stop() == 0, werker.log.read_text()
    for i in range(3, 7):
        opstelling.stuur(b"a", feit(f"f{i}"), topic, partition=partitie)
    opstelling.spoel()
    opstelling.verwijder_voor(topic, 5, partitie)
    tweede = opstelling.start()
    assert tweede.proces.wait(90) == 78, tweede.log.read_text()
    assert f"removed unread: position 3 of {topic}[2] is outside 5..7" in tweede.log.read_text()
