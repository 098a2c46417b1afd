"""Understands that delivery is read from the partner's own committed offset."""

from __future__ import annotations

import secrets
from typing import Protocol

import pytest
from aiokafka.errors import KafkaError
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from keten.platform.leesstand import Leesstand


class Kafka(Protocol):
    @property
    def adres(self) -> str: ...


@pytest.mark.broker
async def test_gelezen_is_wat_de_groep_van_de_partner_vastlegde(kafka: Kafka) -> None:
    """Nothing before the group committed; then what it committed; a topic without a group is never read."""
    naam = f"uit.proef-{secrets.token_hex(4)}"
    beheerder = AdminClient({"bootstrap.servers": kafka.adres})
    beheerder.create_topics([NewTopic(naam, 1, 1)])[naam].result(30)
    stand = Leesstand({"bootstrap_servers": kafka.adres}, {naam: f"{naam}-lezer"})
    assert await stand.rijp_tot(naam) == 0
    lezer = Consumer(
        {"bootstrap.servers": kafka.adres, "group.id": f"{naam}-lezer", "enable.auto.commit": False}
    )
    lezer.commit(offsets=[TopicPartition(naam, 0, 7)], asynchronous=False)
    lezer.close()
    assert await stand.rijp_tot(naam) == 7
    assert await stand.rijp_tot("uit.zonder-groep") == 0
    await stand.sluit()


async def test_zonder_antwoord_geldt_het_laatste(monkeypatch: pytest.MonkeyPatch) -> None:
    """While Kafka does not answer nothing new counts as read, and what was read stays read."""
    stand = Leesstand({"bootstrap_servers": "127.0.0.1:9"}, {"uit.mee": "mee-lezer"})

    async def zeven(*_: object) -> int:
        return 7

    async def weg(*_: object) -> int:
        fout = KafkaError()
        fout.retriable = True
        raise fout

    monkeypatch.setattr(stand, "_vraag", weg)
    assert await stand.rijp_tot("uit.mee") == 0
    monkeypatch.setattr(stand, "_vraag", zeven)
    assert await stand.rijp_tot("uit.mee") == 7
    monkeypatch.setattr(stand, "_vraag", weg)
    assert await stand.rijp_tot("uit.mee") == 7
