"""On a real Kafka: a chain in full swing adds up at any moment, and each planted defect shows."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator

import pytest
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete
from aiokafka.structs import TopicPartition

from beheer.controleren.bevinding import Soort
from beheer.controleren.uitkomst import Uitkomst
from beheer.kinderen import PROCESSEN
from beheer.toestandplek import CHANGELOG
from keten.contract.identiteit import verzoek_id
from keten.platform.motor.kafkaklant import lezer
from keten.platform.motor.poorten import Uitvoer
from keten.platform.uitvoer import BERICHTEN, verzoek_sleutel
from tests.controle.keten_op_kafka import KetenOpKafka, keten_op_kafka
from tests.processen.partner import BRONNEN

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KetenOpKafka]:
    with keten_op_kafka(tmp_path_factory.mktemp("keten")) as op_kafka:
        yield op_kafka


def soorten(uitkomst: Uitkomst) -> set[Soort]:
    return {b.soort for b in uitkomst.bevindingen.lijst}


async def test_naast_een_keten_in_bedrijf(keten: KetenOpKafka) -> None:
    """Asked again and again while messages flow: what is under way is never called missing."""

    async def stuur() -> None:
        for i in range(60):
            await keten.meldt(f"POL-{i}")
            await keten.zegt("politie", "ontvangst.bevestigd", f"POL-{i}")

    taak = asyncio.create_task(stuur())
    keren = 0
    while keren < 2 or not taak.done():
        uitkomst = await keten.tel()
        assert [b.zin for b in uitkomst.bevindingen.lijst] == []
        nagespeeld = await keten.speel_na()
        assert [b.zin for b in nagespeeld.bevindingen.lijst] == []
        keren += 1
    await taak
    await keten.stuur("politie", ((), b"\xff"))
    uitkomst = await keten.tot_rust(121)
    politie = next(p for p in uitkomst.partners if p.partner == "politie")
    assert [b.zin for b in uitkomst.bevindingen.lijst] == []
    assert politie.klopt
    assert politie.oordelen["QUARANTAINE"] == 1
    assert politie.oordelen["TOEGEPAST"] >= 60
    nagespeeld = await keten.speel_na()
    assert [b.zin for b in nagespeeld.bevindingen.lijst] == []
    assert nagespeeld.verzoeken >= 60


async def test_quarantaine_op_de_opdrachtregel(keten: KetenOpKafka) -> None:
    """The list says where and why; the content asks for a reason and is written down; rubbish stays there."""
    uitkomst = await keten.tot_rust(121)
    assert any(p.oordelen.get("QUARANTAINE") for p in uitkomst.partners)
    [rij] = [json.loads(r) for r in keten.wijkketen("quarantaine", "lijst", "--json").stdout.splitlines()]
    positie = rij["positie"]
    assert (rij["partner"], rij["code"][:5], rij["opnieuw"]) == ("politie", "KTN-1", [])
    assert keten.wijkketen("quarantaine", "toon", positie).returncode == 0
    assert keten.wijkketen("quarantaine", "toon", positie, "--inhoud").returncode == 2
    open_ = keten.wijkketen("quarantaine", "toon", positie, "--inhoud", "--reden", "storing-1")
    assert "\\xff" in open_.stdout
    assert "quarantine_opened" in open_.stderr
    assert "storing-1" in (keten.data / "handelingen.jsonl").read_text()
    droog = keten.wijkketen("quarantaine", "herstel", positie, "--droog")
    assert droog.returncode == 1
    assert "weer in quarantaine" in droog.stdout
    assert keten.wijkketen("quarantaine", "toon", "politie/9999").returncode == 7
    goed = keten.wijkketen("controle", "--naspelen")
    assert (goed.returncode, "0 bevindingen" in goed.stdout) == (0, True), goed


async def test_wat_geplant_is_wordt_gevonden(keten: KetenOpKafka) -> None:
    """In real topics, one after the other: doubled, changed, dropped, vanished, and out of retention."""
    await keten.tot_rust(121)
    keten.stop(*PROCESSEN)

    uit = (await keten.lees("uit.politie"))[0]
    await keten.plant(Uitvoer("uit.politie", None, uit.waarde, uit.koppen, 0))
    assert soorten(await keten.tel()) == {Soort.DUBBEL_BEZORGD, Soort.VOLGNUMMER}

    opdracht = next(r for r in await keten.lees(BERICHTEN) if len(r.waarde or b"") > 300)
    anders = (opdracht.waarde or b"")[:-1] + b"\x7f"
    await keten.plant(Uitvoer(BERICHTEN, opdracht.sleutel, anders, (), opdracht.partitie))
    assert Soort.OPDRACHT_VERANDERD in soorten(await keten.tel())
    assert Soort.OPDRACHT_ANDERS in {b.soort for b in (await keten.speel_na()).bevindingen.lijst}

    plek = await keten.meldt("VERLOREN")
    assert (await keten.tel()).onderweg["nog niet gelezen door inname"] == 1
    await _sla_over(keten, "in.politie", plek)
    zinnen = [b.zin for b in (await keten.tel()).bevindingen.lijst if b.soort is Soort.RECORD_VERDWENEN]
    assert zinnen == [
        f"in.politie[0]@{plek} is gelezen door inname, maar er is geen feit en geen oordeel van."
    ]

    zaak = verzoek_id(BRONNEN["politie"], "POL-7")
    await keten.plant(Uitvoer(CHANGELOG, verzoek_sleutel(zaak), None))
    nagespeeld = await keten.speel_na()
    assert [str(b.plek) for b in nagespeeld.bevindingen.lijst if b.soort is Soort.TOESTAND_VERDWENEN] == [
        str(zaak)
    ]

    await _vergeet(keten, "in.politie", 50)
    na = await keten.tel()
    assert "in.politie[0] begint bij 50: wat ervoor stond is voorbij de bewaartermijn." in na.opmerkingen
    assert Soort.OORDEEL_ZONDER_RECORD not in soorten(na)


async def _sla_over(keten: KetenOpKafka, topic: str, offset: int) -> None:
    """As a process would that commits what it never handled."""
    wie = lezer(keten.klant, group_id="inname-v1")
    await wie.start()
    try:
        plek = TopicPartition(topic, 0)
        wie.assign([plek])
        await wie.commit({plek: offset + 1})
    finally:
        await wie.stop()


async def _vergeet(keten: KetenOpKafka, topic: str, voor: int) -> None:
    """As retention would."""
    admin = AIOKafkaAdminClient(**keten.klant)
    await admin.start()
    try:
        await admin.delete_records({TopicPartition(topic, 0): RecordsToDelete(before_offset=voor)})
    finally:
        await admin.close()
