"""Understands that no record of one partner, of whatever size or packing, stops the intake on a Kafka."""

from __future__ import annotations

import asyncio
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.record.util import calc_crc32c
from confluent_kafka import KafkaError, Message, Producer

from tests.processen.echte_keten import EchteKeten
from tests.processen.partner import MELDPUNT, als_json, melding

VRIJDAG = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
GROOT = b"g" * 800_000


def _pers(keten: EchteKeten, hoe: str, waarde: bytes) -> str | None:
    """Sent compressed; what the broker says of it, None when it took it."""
    antwoord: list[str | None] = []

    def gehoord(fout: KafkaError | None, _: Message) -> None:
        antwoord.append(None if fout is None else fout.name())

    zender = Producer(
        {
            "bootstrap.servers": keten.kafka.adres,
            "compression.type": hoe,
            "message.max.bytes": 300_000_000,
            "log_level": 0,
        }
    )
    zender.produce("in.politie", value=waarde, headers=[keten.nu_kop()], partition=0, on_delivery=gehoord)
    assert zender.flush(keten.geduld_s) == 0
    return antwoord[0]


async def _stuur_kop_die_geen_tekst_is(keten: EchteKeten) -> None:
    """As a client that is written by hand can; ours and librdkafka refuse to."""
    zender = AIOKafkaProducer(bootstrap_servers=keten.kafka.adres)
    await zender.start()
    try:
        batch = zender.create_batch()
        batch.append(key=None, value=b"x", timestamp=None, headers=[("naam", b"1"), keten.nu_kop()])
        rauw = bytearray(batch._build()).replace(b"naam", b"\xff\xfe\xfd\xfc")
        struct.pack_into(">I", rauw, 17, calc_crc32c(bytes(rauw[21:])))
        batch._buffer = rauw
        await (await zender.send_batch(batch, "in.politie", partition=0))
    finally:
        await zender.stop()


@pytest.mark.broker
@pytest.mark.timeout(300)
def test_een_record_legt_de_inname_niet_stil(tmp_path: Path) -> None:
    """A huge key, a huge header without value, a name that is no text, a batch that unpacks to 100 MB."""
    with EchteKeten(tmp_path, VRIJDAG) as keten:
        keten.stuur("politie", (), b"x", sleutel=GROOT)
        keten.stuur("politie", (("x", GROOT),), None)
        keten.spoel()
        asyncio.run(_stuur_kop_die_geen_tekst_is(keten))
        for hoe in ("gzip", "snappy", "lz4", "zstd"):
            assert _pers(keten, hoe, b"pp") is None
        assert _pers(keten, "gzip", bytes(100_000_000)) == "MSG_SIZE_TOO_LARGE"
        keten.stuur("politie", *als_json("politie", "melding.gedaan", melding("Z-1"), id="m1"))
        keten.spoel()
        keten.wacht_tot(lambda: keten.aantal("melding.doorgezet") == 1, "the report after it")
        codes = [p.gegevens["code"] for p in keten.post("politie") if p.soort == "bericht.afgekeurd"]
        assert codes == ["KTN-105"] * 2 + ["KTN-104"] * 5
        assert [p.soort for p in keten.post(MELDPUNT)] == ["melding.doorgezet"]
        assert keten.herstarts["inname"] == 0
