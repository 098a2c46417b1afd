"""On a real Kafka: what no client of good will sends stops nobody, and who sends only rubbish waits alone."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from typing import Any

import pytest
from aiokafka import AIOKafkaProducer
from confluent_kafka import Producer

from beheer.__main__ import _voer_uit
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.records import record_van_bytes
from keten.domein.begrippen import Uitslag
from keten.platform.uitvoer import VERDICTEN, WATERMERKEN
from keten.platform.watermerk import lezer
from tests.controle.keten_op_kafka import GEDULD_S, KetenOpKafka, keten_op_kafka
from tests.invoer.rauw import GeenTekst, bouwer
from tests.processen.partner import als_json, melding

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]

REEKS = 5
PUIN: tuple[tuple[tuple[str, bytes], ...], bytes] = ((), b"\xff\x00\xfe\x01")


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KetenOpKafka]:
    """A chain that holds back early, and lets go only when a person says so."""
    met = pytest.MonkeyPatch()
    met.setenv("WIJKKETEN_OPHOUD_REEKS", str(REEKS))
    met.setenv("WIJKKETEN_OPHOUD_DUUR_S", "86400")
    with keten_op_kafka(tmp_path_factory.mktemp("keten")) as op_kafka:
        yield op_kafka
    met.undo()


async def _uitslagen(keten: KetenOpKafka, partner: str) -> dict[int, Uitslag]:
    """The latest verdict per offset."""
    verdicten = [
        record_van_bytes(Verdict, r.waarde or b"", keten.schemas) for r in await keten.lees(VERDICTEN)
    ]
    return {v.offset: v.uitslag for v in verdicten if v.topic == f"in.{partner}"}


async def _tot_uitslagen(keten: KetenOpKafka, partner: str, aantal: int) -> dict[int, Uitslag]:
    """Until so many records of this partner have a verdict."""
    uitslagen: dict[int, Uitslag] = {}
    einde = time.monotonic() + GEDULD_S
    while len(uitslagen) < aantal:
        assert time.monotonic() < einde, f"{partner}: {len(uitslagen)} of {aantal}"
        uitslagen = await _uitslagen(keten, partner)
    return uitslagen


async def _stuur_rauw(keten: KetenOpKafka, partner: str, waarde: bytes, *koppen: tuple[str, bytes]) -> None:
    """Past our own clients, which would refuse to write this."""
    producer: Any = AIOKafkaProducer(bootstrap_servers=keten.adres)
    await producer.start()
    try:
        batch = producer.create_batch()
        batch._builder = bouwer()
        assert batch.append(key=None, value=waarde, timestamp=None, headers=list(koppen)) is not None
        await (await producer.send_batch(batch, f"in.{partner}", partition=0))
    finally:
        await producer.stop()


def _stuur_gecomprimeerd(keten: KetenOpKafka, partner: str, codec: str, kenmerk: str) -> None:
    producer = Producer({"bootstrap.servers": keten.adres, "compression.type": codec, "linger.ms": 50})
    koppen, waarde = als_json(partner, "melding.gedaan", melding(kenmerk, toelichting="x" * 5000), id=kenmerk)
    producer.produce(f"in.{partner}", waarde, headers=list(koppen))
    assert producer.flush(30) == 0


async def test_niets_houdt_de_inname_tegen(keten: KetenOpKafka) -> None:
    """Names that are no text, every way to compress, junk as large as the topic takes: a verdict for each."""
    await _stuur_rauw(keten, "politie", b"{}", (GeenTekst(b"\xff\xfe"), b"x"))
    await keten.meldt("POL-0")
    await _stuur_rauw(keten, "politie", b"\xff" * 200_000)
    codecs = ("gzip", "snappy", "lz4", "zstd")
    for codec in codecs:
        _stuur_gecomprimeerd(keten, "politie", codec, f"POL-{codec}")
    uitslagen = await _tot_uitslagen(keten, "politie", 3 + len(codecs))
    assert [uitslagen[n] for n in range(3)] == [Uitslag.QUARANTAINE, Uitslag.TOEGEPAST, Uitslag.GEWEIGERD]
    assert {uitslagen[3 + n] for n in range(len(codecs))} == {Uitslag.TOEGEPAST}


async def test_wie_rommel_stuurt_wacht_alleen(
    keten: KetenOpKafka, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Held back past the limit, through a kill -9, until a person lets it go; others keep their pace."""
    wie = "woningcorporatie"
    for _ in range(REEKS):
        await keten.stuur(wie, PUIN)
    await keten.wacht_tot(lambda: f"in.{wie}" in keten.stand("inname").get("ingehouden", {}), "held")
    await keten.meldt("WON-1", wie)
    assert f'wijkketen_motor_ingehouden{{proces="inname-v1",topic="in.{wie}"}} 1.0' in keten.vraag(
        "inname", "/metrics"
    )
    assert keten.stand("inname")["oordelen"][wie] == {"KTN-104": REEKS}

    pid = keten.kinderen["inname"].pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    keten.stop("inname")
    keten.start("inname")
    eerder = len(await _uitslagen(keten, "politie"))
    await keten.meldt("POL-anderen")
    await _tot_uitslagen(keten, "politie", eerder + 1)
    assert len(await _uitslagen(keten, wie)) == REEKS
    assert keten.stand("inname")["ingehouden"][f"in.{wie}"]["reden"] == "REEKS"

    monkeypatch.setenv("WIJKKETEN_KAFKA", keten.adres)
    assert await _op_de_opdrachtregel("partner", "toon") == 0
    assert f"{wie}: {REEKS} van de laatste {REEKS}" in capsys.readouterr().out
    assert await _op_de_opdrachtregel("partner", "vrijgeven", wie) == 0
    uitslagen = await _tot_uitslagen(keten, wie, REEKS + 1)
    assert uitslagen[REEKS] is Uitslag.TOEGEPAST
    assert keten.stand("inname")["ingehouden"] == {}
    assert await _op_de_opdrachtregel("partner", "vrijgeven", wie) == 1
    assert await _op_de_opdrachtregel("partner", "vrijgeven", "wonigcorporatie") == 7


async def test_wekkers_wachten_niet_op_wie_wordt_opgehouden(keten: KetenOpKafka) -> None:
    """Its watermark goes on while its topic is held, so that the clocks of its duties do."""
    wie, lees = "politie", lezer(keten.schemas)
    for _ in range(REEKS):
        await keten.stuur(wie, PUIN)
    await keten.wacht_tot(lambda: f"in.{wie}" in keten.stand("inname").get("ingehouden", {}), "held")
    await keten.meldt("POL-laat")
    aankomst = (await keten.lees(f"in.{wie}"))[-1].tijd_ms
    merk, einde = 0, time.monotonic() + GEDULD_S
    while merk <= aankomst:
        assert time.monotonic() < einde, "the mark stands still"
        merk = dict(lees(r) for r in await keten.lees(WATERMERKEN))[f"in.{wie}"]
    assert f"in.{wie}" in keten.stand("inname")["opgehouden"]


async def _op_de_opdrachtregel(*argumenten: str) -> int:
    """In a thread, without its signals: a verb has an event loop of its own."""
    return await asyncio.to_thread(_voer_uit, list(argumenten))
