"""Understands that delivery is read from the partner's own committed offset."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Protocol

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError, NoError
from aiokafka.structs import OffsetAndMetadata
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from keten.platform.deelnemers import leesgroepen, uit_topic
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.leesstand import Leesstand


class Kafka(Protocol):
    @property
    def adres(self) -> str: ...


class GespeeldeBeheerder:
    """An admin client whose answers a test gives; what it closes is counted."""

    open = 0
    antwoord: Mapping[Any, Any] | BaseException | None = None
    start_faalt = False

    def __init__(self, **_: object) -> None:
        type(self).open += 1

    async def start(self) -> None:
        if self.start_faalt:
            raise _herhaalbaar()

    async def close(self) -> None:
        type(self).open -= 1

    async def list_consumer_group_offsets(self, groep: str, partitions: object) -> Mapping[Any, Any]:
        del groep, partitions
        antwoord = type(self).antwoord
        if antwoord is None:
            await asyncio.Event().wait()  # nobody ever answers
        if isinstance(antwoord, BaseException):
            raise antwoord
        assert antwoord is not None
        return antwoord


@pytest.fixture
def beheerder(monkeypatch: pytest.MonkeyPatch) -> type[GespeeldeBeheerder]:
    class Eigen(GespeeldeBeheerder):
        pass

    monkeypatch.setattr("keten.platform.leesstand.AIOKafkaAdminClient", Eigen)
    return Eigen


def _herhaalbaar() -> KafkaError:
    fout = KafkaError()
    fout.retriable = True
    return fout


def _stand(*topics: str) -> Leesstand:
    return Leesstand({}, lambda: {topic: f"{topic}-lezer" for topic in topics})


def _gelezen(topic: str, offset: int) -> dict[TopicPartition, OffsetAndMetadata]:
    from aiokafka.structs import TopicPartition as Plek

    return {Plek(topic, 0): OffsetAndMetadata(offset, "")}


@pytest.mark.broker
async def test_gelezen_is_wat_de_groep_van_de_partner_vastlegde(kafka: Kafka) -> None:
    """Nothing before the group committed; then what it committed; a topic without a group is never read."""
    naam = f"uit.proef-{secrets.token_hex(4)}"
    beheerder = AdminClient({"bootstrap.servers": kafka.adres})
    beheerder.create_topics([NewTopic(naam, 1, 1)])[naam].result(30)
    stand = Leesstand({"bootstrap_servers": kafka.adres}, lambda: {naam: f"{naam}-lezer"})
    assert await stand.rijp_tot(naam) == 0
    lezer = Consumer(
        {"bootstrap.servers": kafka.adres, "group.id": f"{naam}-lezer", "enable.auto.commit": False}
    )
    lezer.commit(offsets=[TopicPartition(naam, 0, 7)], asynchronous=False)
    lezer.close()
    assert await stand.rijp_tot(naam) == 7
    assert await stand.rijp_tot("uit.zonder-groep") == 0
    await stand.sluit()


@pytest.mark.parametrize("antwoord", [{}, NoError(), _herhaalbaar()], ids=["group", "partition", "told"])
async def test_zonder_antwoord_geldt_het_laatste(
    beheerder: type[GespeeldeBeheerder], antwoord: Mapping[Any, Any] | BaseException
) -> None:
    """An error answer, also one that aiokafka does not tell as such: what was read stays read."""
    stand = _stand("uit.mee")
    beheerder.antwoord = antwoord
    assert await stand.rijp_tot("uit.mee") == 0
    beheerder.antwoord = _gelezen("uit.mee", 7)
    assert await stand.rijp_tot("uit.mee") == 7
    beheerder.antwoord = antwoord
    assert await stand.rijp_tot("uit.mee") == 7


def _antwoord(soort: str, code: int) -> Any:
    """What a broker sends where a coordinator is still loading its groups."""
    from aiokafka.protocol.commit import OffsetFetchResponse_v3

    topics = [] if soort == "group" else [("uit.mee", [(0, -1, "", code)])]
    return OffsetFetchResponse_v3(0, topics, code if soort == "group" else 0)


@pytest.mark.parametrize("soort", ["group", "partition"])
async def test_foutantwoord_van_kafka_maakt_niets_dood(monkeypatch: pytest.MonkeyPatch, soort: str) -> None:
    """COORDINATOR_LOAD_IN_PROGRESS as aiokafka really reads it, in both places where Kafka may say so."""

    async def niets(*_: object) -> None:
        return None

    async def vind(*_: object, **__: object) -> int:
        return 0

    async def zend(*_: object, **__: object) -> Any:
        return _antwoord(soort, 14)

    monkeypatch.setattr(AIOKafkaAdminClient, "start", niets)
    monkeypatch.setattr(AIOKafkaAdminClient, "find_coordinator", vind)
    monkeypatch.setattr(AIOKafkaAdminClient, "_send_request", zend)
    stand = Leesstand({"bootstrap_servers": "127.0.0.1:9"}, lambda: {"uit.mee": "mee-lezer"})
    assert await stand.rijp_tot("uit.mee") == 0
    await stand.sluit()


async def test_wat_niet_vanzelf_overgaat_wordt_gezegd(beheerder: type[GespeeldeBeheerder]) -> None:
    """A right that is missing is no silence."""
    beheerder.antwoord = KafkaError()
    with pytest.raises(KafkaError):
        await _stand("uit.mee").rijp_tot("uit.mee")


async def test_een_mislukt_begin_laat_niets_open(beheerder: type[GespeeldeBeheerder]) -> None:
    """Each try has a client; none is left behind, whatever went wrong."""
    stand = _stand("uit.mee")
    beheerder.start_faalt = True
    for _ in range(3):
        assert await stand.rijp_tot("uit.mee") == 0
    assert beheerder.open == 0
    beheerder.start_faalt = False
    beheerder.antwoord = _herhaalbaar()
    assert await stand.rijp_tot("uit.mee") == 0
    assert beheerder.open == 0


async def test_twaalf_stille_vragen_duren_zo_lang_als_een(
    beheerder: type[GespeeldeBeheerder], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packets are dropped: the questions wait together, over one connection, and all get the last answer."""
    monkeypatch.setattr("keten.platform.leesstand._GEDULD_S", 0.1)
    topics = [f"uit.p{n}" for n in range(12)]
    stand = _stand(*topics)
    async with asyncio.timeout(1.0):
        assert await asyncio.gather(*map(stand.rijp_tot, topics)) == [0] * 12
    assert beheerder.open == 0


def test_de_leesgroep_is_die_van_nu(inrichtingen: Inrichtingen) -> None:
    """The group of a later version counts from its day on, and not before."""
    eerste = inrichtingen.versies[0]
    mee = replace(eerste.partijen["mee"], leesgroep="mee-nieuw")
    later = replace(
        eerste,
        versie=2,
        geldig_vanaf=eerste.geldig_vanaf + timedelta(days=30),
        partijen={"mee": mee},
    )
    versies, topic = (eerste, later), uit_topic("mee")
    voor = later.geldig_vanaf - timedelta(seconds=1)
    assert leesgroepen(versies, voor)[topic] == eerste.partijen["mee"].leesgroep
    assert leesgroepen(versies, later.geldig_vanaf)[topic] == "mee-nieuw"
    assert uit_topic("cjg") in leesgroepen(versies, later.geldig_vanaf)
    assert not leesgroepen(versies, eerste.geldig_vanaf - timedelta(seconds=1))
