"""The embedded Kafka starts, keeps what it was given, and leaves nothing behind however it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from keten.platform.ingebed import IngebedKafka, IngebedKafkaError, wees
from keten.platform.ingebed.gereed import antwoordt
from keten.platform.ingebed.poorten import lees_poorten

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]
OUDER = Path(__file__).with_name("ouder.py")
TOPIC = TopicPartition("proef", 0)


@pytest.fixture
def ingebed(tmp_path: Path) -> Iterator[IngebedKafka]:
    """A Kafka of this test's own, so that it may be killed."""
    with IngebedKafka(tmp_path) as kafka:
        yield kafka


async def _maak_topic(adres: str) -> None:
    beheer = AIOKafkaAdminClient(bootstrap_servers=adres)
    await beheer.start()
    try:
        await beheer.create_topics([NewTopic(TOPIC.topic, 1, 1)])
    finally:
        await beheer.close()


async def _schrijf(adres: str, *waarden: bytes, vastleggen: bool = True) -> None:
    producent = AIOKafkaProducer(bootstrap_servers=adres, transactional_id="proef")
    await producent.start()
    try:
        await producent.begin_transaction()
        for waarde in waarden:
            await producent.send_and_wait(TOPIC.topic, waarde, partition=0)
        await (producent.commit_transaction() if vastleggen else producent.abort_transaction())
    finally:
        await producent.stop()


async def _lees(adres: str, aantal: int) -> list[bytes | None]:
    lezer = AIOKafkaConsumer(
        bootstrap_servers=adres, isolation_level="read_committed", auto_offset_reset="earliest"
    )
    await lezer.start()
    try:
        lezer.assign([TOPIC])
        return [(await asyncio.wait_for(lezer.getone(), 30)).value for _ in range(aantal)]
    finally:
        await lezer.stop()


async def test_transacties_overleven_een_nette_herstart_en_een_harde(ingebed: IngebedKafka) -> None:
    adres = ingebed.adres
    await _maak_topic(adres)
    await _schrijf(adres, b"een")
    await _schrijf(adres, b"weggegooid", vastleggen=False)
    await asyncio.to_thread(ingebed.herstart)
    assert ingebed.adres == adres
    await _schrijf(adres, b"twee")
    await asyncio.to_thread(ingebed.kill)
    assert not ingebed.leeft
    await asyncio.to_thread(ingebed.herstart)
    assert ingebed.adres == adres
    await _schrijf(adres, b"drie")
    assert await _lees(adres, 3) == [b"een", b"twee", b"drie"]


def test_stoppen_laat_niets_achter_en_mag_twee_keer(tmp_path: Path) -> None:
    kafka = IngebedKafka(tmp_path)
    kafka.start()
    pid = kafka.pid
    kafka.stop()
    kafka.stop()
    assert not wees.is_van(tmp_path, pid)
    assert not (tmp_path / wees.BESTAND).exists()
    with pytest.raises(IngebedKafkaError, match="draait niet"):
        kafka.eis_levend()


def test_een_levende_map_wordt_niet_twee_keer_gestart(ingebed: IngebedKafka, tmp_path: Path) -> None:
    with pytest.raises(IngebedKafkaError, match="in gebruik"):
        IngebedKafka(tmp_path).start()
    ingebed.eis_levend()
    assert antwoordt(ingebed.adres)


def test_kafka_sterft_met_zijn_ouder_en_de_map_start_daarna_weer(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, str(OUDER), str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as ouder:
        assert ouder.stdout is not None
        adres, pid = ouder.stdout.readline().split()
        assert antwoordt(adres)
        ouder.kill()
        ouder.communicate()
    with IngebedKafka(tmp_path) as kafka:
        assert kafka.adres == adres
        assert kafka.pid != int(pid)
        assert not wees.is_van(tmp_path, int(pid))


def test_een_bezette_poort_is_geen_beletsel(tmp_path: Path) -> None:
    with IngebedKafka(tmp_path) as eerste:
        bezet = int(eerste.adres.split(":")[1])
    with socket.create_server(("127.0.0.1", bezet)), IngebedKafka(tmp_path) as tweede:
        assert tweede.adres != f"127.0.0.1:{bezet}"
        assert antwoordt(tweede.adres)


def test_een_start_die_mislukt_toont_het_einde_van_het_log(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "meta.properties").write_text(
        "version=1\ncluster.id=van-een-ander\nnode.id=7\n", encoding="utf-8"
    )
    kafka = IngebedKafka(tmp_path)
    with pytest.raises(IngebedKafkaError, match=r"(?s)tijdens het starten gestopt.*kafka\.log.*node id"):
        kafka.start()
    assert not kafka.leeft
    assert not (tmp_path / wees.BESTAND).exists()


def test_een_onverwachte_dood_wordt_gemeld_en_blijft_niet_stil(tmp_path: Path) -> None:
    gehoord, gezegd = threading.Event(), []

    def hoor(tekst: str) -> None:
        gezegd.append(tekst)
        gehoord.set()

    with IngebedKafka(tmp_path, bij_dood=hoor) as kafka:
        os.kill(kafka.pid, signal.SIGKILL)
        assert gehoord.wait(10)
        assert "onverwacht gestopt" in gezegd[0]
        assert "kafka.log" in gezegd[0]
        with pytest.raises(IngebedKafkaError, match="draait niet"):
            kafka.eis_levend()


def test_een_start_uit_een_kortlevende_draad_blijft_draaien(tmp_path: Path) -> None:
    kafka = IngebedKafka(tmp_path)
    draad = threading.Thread(target=kafka.start)
    draad.start()
    draad.join()
    try:
        kafka.eis_levend()
        assert antwoordt(kafka.adres)
        assert lees_poorten(tmp_path) is not None
    finally:
        kafka.stop()
