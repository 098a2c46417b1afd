"""Understands what applying the files does to a real Kafka."""

from __future__ import annotations

import itertools
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from keten.platform.topicbeheer import (
    BrokerOnbereikbaarError,
    TopicGeweigerdError,
    lees_broker,
    pas_toe,
    verschil,
)
from keten.platform.topics import Topics, lees_topics
from tests.conftest import Kafka

GELEZEN = lees_topics(Path(__file__).parents[2] / "topics")
_NUMMERS: Iterator[int] = itertools.count(1)


@pytest.fixture
def topics() -> Topics:
    """The real files under names of this test's own, since the broker is shared."""
    eigen = f"proef{next(_NUMMERS)}-"
    return Topics({eigen + naam: vorm for naam, vorm in GELEZEN.vormen.items()})


@pytest.mark.broker
async def test_een_lege_broker_krijgt_alle_topics(kafka: Kafka, topics: Topics) -> None:
    """After one call every topic is there as the files say, and a second call finds nothing to do."""
    eerste = await pas_toe(kafka.adres, topics, ["mee", "cjg"], 4)
    gewenst = topics.voor(["mee", "cjg"])
    assert set(eerste.gemaakt) == {t.naam for t in gewenst}
    assert eerste.verschillen == ()
    assert verschil(gewenst, await lees_broker(kafka.adres), partities=4) == ()
    tweede = await pas_toe(kafka.adres, topics, ["mee", "cjg"], 4, bijwerken=True)
    assert (tweede.gemaakt, tweede.bijgewerkt, tweede.verschillen) == ((), (), ())


@pytest.mark.broker
async def test_een_nieuwe_partner_krijgt_zijn_topics(kafka: Kafka, topics: Topics) -> None:
    """With one partner more only that partner's topics are made."""
    await pas_toe(kafka.adres, topics, ["mee"], 1)
    erbij = await pas_toe(kafka.adres, topics, ["mee", "cjg"], 1)
    assert {naam.partition(".")[2] for naam in erbij.gemaakt} == {"cjg"}
    assert len(erbij.gemaakt) == 2


@pytest.mark.broker
async def test_partities_worden_gemeld_en_nooit_veranderd(kafka: Kafka, topics: Topics) -> None:
    """Asking for more partitions changes none: a key would move and lose its order."""
    await pas_toe(kafka.adres, topics, [], 2)
    daarna = await pas_toe(kafka.adres, topics, [], 4, bijwerken=True)
    assert daarna.gemaakt == daarna.bijgewerkt == ()
    assert {v.wat for v in daarna.verschillen} == {"partities"}
    naam = next(n for n in topics.vormen if n.endswith("-feiten"))
    assert (await lees_broker(kafka.adres))[naam].partities == 2


@pytest.mark.broker
async def test_een_instelling_verandert_alleen_op_verzoek(kafka: Kafka, topics: Topics) -> None:
    """Drift in a setting is told first, and mended only when asked: a shorter retention destroys."""
    await pas_toe(kafka.adres, topics, [], 1)
    naam = next(n for n in topics.vormen if n.endswith("-feiten"))
    beheerder = AIOKafkaAdminClient(bootstrap_servers=kafka.adres)
    await beheerder.start()
    try:
        anders = {"retention.ms": "60000", "compression.type": "gzip"}
        await beheerder.alter_configs([ConfigResource(ConfigResourceType.TOPIC, naam, anders)])
    finally:
        await beheerder.close()
    gemeld = await pas_toe(kafka.adres, topics, [], 1)
    assert {"retention.ms", "compression.type", "cleanup.policy"} <= {v.wat for v in gemeld.verschillen}
    assert (await lees_broker(kafka.adres))[naam].instellingen == anders
    hersteld = await pas_toe(kafka.adres, topics, [], 1, bijwerken=True)
    assert hersteld.bijgewerkt == (naam,)
    assert hersteld.verschillen == ()


@pytest.mark.broker
async def test_meer_replicas_dan_brokers_wordt_geweigerd(kafka: Kafka, topics: Topics) -> None:
    """What the broker refuses is told with the topic and Kafka's own reason."""
    with pytest.raises(TopicGeweigerdError) as fout:
        await pas_toe(kafka.adres, topics, [], 1, replicas=3)
    assert fout.value.topic in topics.vormen
    assert "replic" in fout.value.reden.lower()


@pytest.mark.broker
async def test_wat_een_ander_net_maakte_is_geen_fout(kafka: Kafka, topics: Topics) -> None:
    """Topics that another start made in part are completed."""
    gewenst = topics.voor(["mee"])
    beheerder = AIOKafkaAdminClient(bootstrap_servers=kafka.adres)
    await beheerder.start()
    try:
        eerste = gewenst[0]
        nieuw = NewTopic(eerste.naam, eerste.partities(1), 1, topic_configs=eerste.instellingen(1))
        await beheerder.create_topics([nieuw])
    finally:
        await beheerder.close()
    rest = await pas_toe(kafka.adres, topics, ["mee"], 1)
    assert len(rest.gemaakt) == len(gewenst) - 1
    assert rest.verschillen == ()


async def test_geen_broker_is_een_duidelijke_fout() -> None:
    """An address where nothing listens is told as such."""
    with socket.socket() as dicht:
        dicht.bind(("127.0.0.1", 0))
        poort = dicht.getsockname()[1]
        with pytest.raises(BrokerOnbereikbaarError, match=f"127.0.0.1:{poort}"):
            await lees_broker(f"127.0.0.1:{poort}")
