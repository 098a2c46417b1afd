"""Promises of an *omzetten* process on a real Kafka: nothing committed that was not written, one topic holds
one.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
)

from tests.conftest import Kafka
from tests.motor.opstelling import Opstelling, Werker, wacht_tot, zet
from tests.motor.stappen import MEE, feit

pytestmark = pytest.mark.broker


class OmzetOpstelling(Opstelling):
    def begin(self, **extra: object) -> Werker:
        inhoud = {"adres": self.adres, "app": self.app, **extra}
        werker = Werker("tests.motor.omzetwerker", inhoud, self.map, f"omzet{len(self.werkers)}")
        self.werkers.append(werker)
        return werker

    def invoer(self, partner: str) -> str:
        return f"in.{self.app}.{partner}"

    def vastgelegd(self, partner: str) -> int:
        """The group's committed offset, below zero when there is none."""
        consumer = Consumer({"bootstrap.servers": self.adres, "group.id": f"{self.app}-omzet"})
        try:
            return consumer.committed([TopicPartition(self.invoer(partner), 0)], timeout=30)[0].offset
        finally:
            consumer.close()

    def leg_vast(self, partner: str, offset: int) -> None:
        """As somebody with a tool would: no member of the group may run."""
        consumer = Consumer({"bootstrap.servers": self.adres, "group.id": f"{self.app}-omzet"})
        consumer.commit(offsets=[TopicPartition(self.invoer(partner), 0, offset)], asynchronous=False)
        consumer.close()

    def maak_watermerken(self) -> str:
        topic = f"watermerken.{self.app}"
        self.maak(topic, 1, {"cleanup.policy": "compact", "message.timestamp.type": "LogAppendTime"})
        return topic

    def merken(self, topic: str) -> dict[str, int]:
        """The newest mark per input topic."""
        merken = {s.decode(): int(w) for s, w in self.lees(topic)}
        return {t.rpartition(".")[2]: m for t, m in merken.items() if t.startswith("in.")}

    def aantal_uit(self) -> int:
        return len(self.lees("uit"))


@pytest.fixture
def o(kafka: Kafka, tmp_path: Path) -> Iterator[OmzetOpstelling]:
    opstelling = OmzetOpstelling(kafka.adres, tmp_path)
    for partner in ("mee", "cjg"):
        opstelling.maak(opstelling.invoer(partner), 1, {"message.timestamp.type": "LogAppendTime"})
    yield opstelling
    opstelling.sluit()


def test_converts_in_order_and_finds_topics_made_later(o: OmzetOpstelling) -> None:
    werker = o.begin(virtueel=True, klok=str(_klok(o, 1000)))
    for i in range(300):
        o.stuur(b"k", b"%d" % i, o.invoer("mee"))
    o.spoel()
    wacht_tot(lambda: o.aantal_uit() == 300, "all converted")
    o.maak(o.invoer("politie"))
    o.stuur(b"k", b"later", o.invoer("politie"))
    o.spoel()
    wacht_tot(lambda: o.aantal_uit() == 301, "a new topic found")
    uit = [w.decode() for _, w in o.lees("uit")]
    assert [u for u in uit if ".mee@" in u] == [f"{o.invoer('mee')}@{i}|{i}" for i in range(300)]
    assert werker.vraag("/gereed")[0] == 200
    assert werker.stop() == 0, werker.log.read_text()
    assert o.vastgelegd("mee") == 300


def test_a_failed_write_is_never_committed(o: OmzetOpstelling) -> None:
    """The process ends; after the repair the same batch is read again."""
    o.stuur(b"k", b"eerst", o.invoer("mee"))
    o.spoel()
    werker = o.begin()
    wacht_tot(lambda: o.vastgelegd("mee") == 1, "first record committed")
    _zet_maximum(o, 400)
    o.stuur(b"k", b"x" * 2000, o.invoer("mee"))
    o.stuur(b"k", b"klein", o.invoer("mee"))
    o.spoel()
    assert werker.proces.wait(60) == 70, werker.log.read_text()
    assert o.vastgelegd("mee") == 1
    _zet_maximum(o, 1_000_000)
    o.begin()
    wacht_tot(lambda: o.vastgelegd("mee") == 3, "rest committed")
    assert [w.partition(b"@")[2][:7] for _, w in o.lees("uit")] == [b"0|eerst", b"1|xxxxx", b"2|klein"]


def test_kill_gives_repeats_with_the_same_bytes_and_no_loss(o: OmzetOpstelling) -> None:
    werker = o.begin()
    for ronde in range(3):
        for i in range(500):
            o.stuur(b"k", b"%d/%d" % (ronde, i), o.invoer("mee"))
        o.spoel()
        wacht_tot(lambda n=ronde: o.aantal_uit() > 500 * n, "some output")  # type: ignore[misc]
        werker.kill()
        werker = o.begin()
    wacht_tot(lambda: o.vastgelegd("mee") == 1500, "all committed")
    assert len({w for _, w in o.lees("uit")}) == 1500


def _drie_gelezen_en_weg(o: OmzetOpstelling) -> None:
    """Three records read and committed, and the process stopped."""
    for i in range(3):
        o.stuur(b"k", b"%d" % i, o.invoer("mee"))
    o.spoel()
    werker = o.begin()
    wacht_tot(lambda: o.vastgelegd("mee") == 3, "committed")
    assert werker.stop() == 0, werker.log.read_text()


def test_records_removed_unread_stop_the_process(o: OmzetOpstelling) -> None:
    """Retention passed us: somebody must look, and nobody goes on as if nothing happened."""
    _drie_gelezen_en_weg(o)
    for i in range(4):
        o.stuur(b"k", b"later %d" % i, o.invoer("mee"))
    o.spoel()
    o.verwijder_voor(o.invoer("mee"), 5)
    werker = o.begin()
    assert werker.proces.wait(60) == 78, werker.log.read_text()
    assert f"removed unread: position 3 of {o.invoer('mee')}[0] is outside 5..7" in werker.log.read_text()


def test_where_loss_is_allowed_it_is_told_and_passed_over(o: OmzetOpstelling) -> None:
    """A reader that stayed away past the retention stops only itself."""
    _drie_gelezen_en_weg(o)
    for i in range(4):
        o.stuur(b"k", b"later %d" % i, o.invoer("mee"))
    o.spoel()
    o.verwijder_voor(o.invoer("mee"), 5)
    werker = o.begin(verlies_mag=True)
    wacht_tot(lambda: o.vastgelegd("mee") == 7, "the rest")
    assert [w.partition(b"@")[2] for _, w in o.lees("uit")][3:] == [b"5|later 2", b"6|later 3"]
    assert "records_expired_unread" in werker.log.read_text()


def test_without_a_position_it_begins_at_the_first_record(o: OmzetOpstelling) -> None:
    """Also where that is not offset 0."""
    for i in range(4):
        o.stuur(b"k", b"%d" % i, o.invoer("mee"))
    o.spoel()
    o.verwijder_voor(o.invoer("mee"), 2)
    o.begin()
    wacht_tot(lambda: o.vastgelegd("mee") == 4, "read")
    assert [w.partition(b"@")[2] for _, w in o.lees("uit")] == [b"2|2", b"3|3"]


def test_a_position_past_the_end_stops_the_process(o: OmzetOpstelling) -> None:
    """The topic lost its end: what comes next stands under numbers that were used before."""
    _drie_gelezen_en_weg(o)
    o.leg_vast("mee", 9)
    werker = o.begin()
    assert werker.proces.wait(60) == 78, werker.log.read_text()
    assert f"position 9 of {o.invoer('mee')}[0] is outside 0..3" in werker.log.read_text()


def test_what_is_not_ripe_waits_and_holds_up_nobody(o: OmzetOpstelling) -> None:
    rijp = o.map / "rijp.json"
    zet(rijp, json.dumps({o.invoer("mee"): 2}))
    for i in range(5):
        o.stuur(b"k", b"%d" % i, o.invoer("mee"))
    o.spoel()
    werker = o.begin(rijp=str(rijp))
    wacht_tot(lambda: o.vastgelegd("mee") == 2, "the ripe part")
    for i in range(50):
        o.stuur(b"k", b"%d" % i, o.invoer("cjg"))
    o.spoel()
    wacht_tot(lambda: o.vastgelegd("cjg") == 50, "the other topic")
    wacht_tot(lambda: werker.stand().get("opgehouden") == [o.invoer("mee")], "told as held")
    assert o.aantal_uit() == 52
    zet(rijp, json.dumps({o.invoer("mee"): 4}))
    wacht_tot(lambda: o.vastgelegd("mee") == 4, "the next part")
    zet(rijp, "{}")
    wacht_tot(lambda: o.vastgelegd("mee") == 5, "the rest")
    assert len({w for _, w in o.lees("uit")}) == o.aantal_uit() == 55


def test_a_gate_that_does_not_answer_holds_up_nobody(o: OmzetOpstelling) -> None:
    """Packets are dropped, or a coordinator is away: the loop goes on, and so does whoever is ripe."""
    rijp = o.map / "rijp.json"
    zet(rijp, json.dumps({o.invoer("mee"): None}))
    o.stuur(b"k", b"x", o.invoer("mee"))
    o.spoel()
    werker = o.begin(rijp=str(rijp))
    wacht_tot(lambda: werker.stand().get("opgehouden") == [o.invoer("mee")], "held")
    for i in range(3):
        o.stuur(b"k", b"%d" % i, o.invoer("cjg"))
        o.spoel()
        wacht_tot(lambda n=i: o.vastgelegd("cjg") == n + 1, "the other topic", 10.0)  # type: ignore[misc]
    assert werker.vraag("/levend")[0] == 200
    assert o.vastgelegd("mee") < 1


def test_watermark_stands_still_for_a_held_topic_only(o: OmzetOpstelling) -> None:
    merken = o.maak_watermerken()
    rijp = o.map / "rijp.json"
    zet(rijp, "{}")
    o.begin(rijp=str(rijp), watermerken=merken)
    wacht_tot(lambda: {"mee", "cjg"} <= o.merken(merken).keys(), "marks of both topics")
    nu_ms = time.time_ns() // 1_000_000  # noqa: TID251  the witness of the broker's clock
    wacht_tot(lambda: min(o.merken(merken).values()) > nu_ms, "marks past now")
    zet(rijp, json.dumps({o.invoer("mee"): 0}))
    o.stuur(b"k", b"x", o.invoer("mee"))
    o.spoel()
    werker = o.werkers[-1]
    wacht_tot(lambda: werker.stand().get("opgehouden") == [o.invoer("mee")], "held")
    vast = o.merken(merken)["mee"]
    begin_cjg = o.merken(merken)["cjg"]
    wacht_tot(lambda: o.merken(merken)["cjg"] > begin_cjg + 2000, "the other topic's mark goes on")
    stil = o.merken(merken)["mee"]
    assert stil - vast < 1000, "at most the mark that was on its way"
    zet(rijp, "{}")
    wacht_tot(lambda: o.merken(merken)["mee"] > stil + 2000, "goes on when it is ripe")


def test_watermark_never_passes_an_open_transaction(o: OmzetOpstelling) -> None:
    """A record has its arrival time when it is written, and is seen when its transaction ends."""
    from confluent_kafka import Producer

    merken = o.maak_watermerken()
    o.begin(watermerken=merken)
    wacht_tot(lambda: {"mee", "cjg"} <= o.merken(merken).keys(), "marks of both topics")
    producer = Producer({"bootstrap.servers": o.adres, "transactional.id": o.app})
    producer.init_transactions()
    producer.begin_transaction()
    producer.produce(o.invoer("mee"), key=b"k", value=b"open")
    producer.flush()
    geschreven_ms = time.time_ns() // 1_000_000  # noqa: TID251  the witness of the broker's clock
    wacht_tot(lambda: o.merken(merken)["cjg"] > geschreven_ms + 1500, "the other topic's mark goes on")
    assert o.merken(merken)["mee"] <= geschreven_ms
    producer.commit_transaction()
    wacht_tot(lambda: o.merken(merken)["mee"] > geschreven_ms, "goes on after the commit")
    assert o.aantal_uit() == 1


def test_watermark_stays_behind_by_its_margin(o: OmzetOpstelling) -> None:
    """Where a record may be stamped and not replicated yet, no mark comes near the present."""
    merken = o.maak_watermerken()
    o.begin(watermerken=merken, marge_s=30.0)
    wacht_tot(lambda: {"mee", "cjg"} <= o.merken(merken).keys(), "marks of both topics")
    nu_ms = time.time_ns() // 1_000_000  # noqa: TID251  the witness of the broker's clock
    assert all(nu_ms - 60_000 < merk < nu_ms - 29_000 for merk in o.merken(merken).values())


def test_clock_that_differs_from_the_brokers_stops_the_process(o: OmzetOpstelling) -> None:
    nu_ms = time.time_ns() // 1_000_000  # noqa: TID251  the witness of the broker's clock
    werker = o.begin(watermerken=o.maak_watermerken(), klok=str(_klok(o, nu_ms - 60_000)))
    assert werker.proces.wait(60) == 73, werker.log.read_text()
    assert "KlokError" in werker.log.read_text()


@pytest.mark.parametrize("verschil_ms", [-60_000, 60_000], ids=["behind", "ahead"])
def test_a_volger_holds_its_clock_against_fresh_marks(o: OmzetOpstelling, verschil_ms: int) -> None:
    """Whoever rings or stamps by its own clock may not have another one than who judges arrivals."""
    merken = o.maak_watermerken()
    for i in range(20):
        o.stuur(o.invoer("mee").encode(), b"%d" % i, merken)
    o.spoel()
    nu_ms = time.time_ns() // 1_000_000  # noqa: TID251  the witness of the broker's clock
    klok = _klok(o, nu_ms + verschil_ms)
    goed = o.start(1, watermerken=merken, topic_van={MEE.hex(): o.invoer("mee")})
    wacht_tot(goed.gereed, "the first, whose clock is right, is ready")
    fout = o.start(2, klok=str(klok), virtueel=False, watermerken=merken, topic_van={})
    teller = iter(range(100, 10_000))

    def gestopt() -> bool:
        o.stuur(o.invoer("mee").encode(), b"%d" % next(teller), merken)
        o.spoel()
        return fout.proces.poll() is not None

    wacht_tot(gestopt, "the one with another clock stops")
    assert fout.proces.returncode == 73, fout.log.read_text()
    assert "KlokError" in fout.log.read_text()
    goed.eis_levend()


def test_alarm_waits_for_the_watermark_of_its_debtor(o: OmzetOpstelling) -> None:
    """Both shapes on one stepping clock; the partner's topic is held, so the clock makes nobody late."""
    merken, klok = o.maak_watermerken(), _klok(o, 1000)
    rijp = o.map / "rijp.json"
    zet(rijp, "{}")
    o.begin(watermerken=merken, klok=str(klok), virtueel=True, rijp=str(rijp))
    volger = o.start(1, klok=str(klok), watermerken=merken, topic_van={MEE.hex(): o.invoer("mee")})
    o.stuur(b"a", feit("x", 5000, MEE))
    o.stuur(b"b", feit("y", 5000, b"zonder!!"))
    o.spoel()
    o.wacht_op({"x", "y"})
    zet(rijp, json.dumps({o.invoer("mee"): 0}))
    o.stuur(b"k", b"bericht", o.invoer("mee"))
    o.spoel()
    wacht_tot(lambda: o.werkers[0].stand().get("opgehouden") == [o.invoer("mee")], "held")
    zet(klok, "6000")
    o.wacht_op({"y"}, "esc")
    wacht_tot(lambda: volger.stand().get("wachtende_wekkers") == 1, "the other one waits")
    assert [u for u in o.uit() if "|esc|x|" in u] == []
    zet(rijp, "{}")
    o.wacht_op({"x", "y"}, "esc")


def _klok(o: Opstelling, ms: int) -> Path:
    klok = o.map / "klok"
    zet(klok, str(ms))
    return klok


def _zet_maximum(o: Opstelling, bytes_: int) -> None:
    grens = ConfigEntry("max.message.bytes", str(bytes_), incremental_operation=AlterConfigOpType.SET)
    bron = ConfigResource("topic", o.topic("uit"), incremental_configs=[grens])
    o._admin.incremental_alter_configs([bron])[bron].result(30)
