"""Understands that a process says which topics it misses, and how to get them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import pytest
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from keten.platform.motor.fouten import TopicError
from keten.platform.topicbeheer import BrokerOnbereikbaarError
from keten.platform.topiceis import TopicsOntbrekenError, blijvende_eis, eis_topics
from tests.conftest import Kafka

EEN, TWEE, WEG = (f"eis-{naam}-{secrets.token_hex(4)}" for naam in ("een", "twee", "weg"))


@pytest.fixture
def beheer(kafka: Kafka) -> Iterator[AdminClient]:
    admin = AdminClient({"bootstrap.servers": kafka.adres})
    for naam, future in admin.create_topics([NewTopic(EEN, 1, 1), NewTopic(TWEE, 2, 1)]).items():
        future.result(30)
        assert naam
    yield admin
    for future in admin.delete_topics([EEN, TWEE]).values():
        future.result(30)


@pytest.mark.broker
def test_alles_wat_ontbreekt_wordt_genoemd(kafka: Kafka, beheer: AdminClient) -> None:
    """One error with every topic that is missing or has the wrong shape, and the command that helps."""
    del beheer
    klant = {"bootstrap_servers": kafka.adres}
    eis_topics(klant, [EEN], [TWEE])
    with pytest.raises(TopicsOntbrekenError) as gevangen:
        eis_topics(klant, [EEN, TWEE, WEG], [f"{WEG}-2"])
    regels = str(gevangen.value).splitlines()
    assert regels[0] == f"topic {TWEE} heeft 2 partities en moet er 1 hebben"
    assert regels[1:3] == [f"topic {WEG} is er niet", f"topic {WEG}-2 is er niet"]
    assert "wijkketen topics pas-toe" in regels[3]
    assert gevangen.value.exit_code == 64


@pytest.mark.broker
async def test_wie_draait_merkt_het_bij_de_tweede_blik(kafka: Kafka, beheer: AdminClient) -> None:
    """One look may hit a broker that just came back; what is missing twice ends the process."""
    del beheer
    kijk = blijvende_eis({"bootstrap_servers": kafka.adres}, [EEN, WEG], [])
    await kijk()
    with pytest.raises(TopicError, match=f"topic {WEG} is er niet.*pas-toe"):
        await kijk()


def test_zonder_broker_is_de_fout_tijdelijk() -> None:
    """Nobody can say what is missing: start again later."""
    with pytest.raises(BrokerOnbereikbaarError) as gevangen:
        eis_topics({"bootstrap_servers": "127.0.0.1:9"}, [EEN], [])
    assert gevangen.value.exit_code == 69


async def test_wie_draait_wacht_op_een_broker() -> None:
    """A broker that is away is no missing topic."""
    kijk = blijvende_eis({"bootstrap_servers": "127.0.0.1:9"}, [EEN], [])
    await kijk()
    await kijk()
