"""On a real Kafka: what a fault of ours could not read goes in again after the repair, once, and adds up."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.controle.keten_op_kafka import KetenOpKafka, keten_op_kafka

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KetenOpKafka]:
    with keten_op_kafka(tmp_path_factory.mktemp("keten")) as op_kafka:
        yield op_kafka


async def test_na_de_reparatie_van_de_opdrachtregel(keten: KetenOpKafka) -> None:
    """Quarantined by a bug; offered again after the repair and taken in; every sum is right, before and
    after.
    """
    keten.stop("inname")
    keten.start("inname", "tests.herstel.zieke_inname")
    await keten.meldt("GOED-1")
    await keten.meldt("ONLEESBAAR-1")
    apart = await keten.tot_rust(2)
    politie = next(p for p in apart.partners if p.partner == "politie")
    assert politie.oordelen == {"TOEGEPAST": 1, "QUARANTAINE": 1}
    assert [b.zin for b in apart.bevindingen.lijst] == []
    [rij] = [json.loads(r) for r in keten.wijkketen("quarantaine", "lijst", "--json").stdout.splitlines()]

    keten.stop("inname")
    keten.start("inname")
    droog = keten.wijkketen("quarantaine", "herstel", rij["positie"], "--droog")
    assert droog.returncode == 0, droog
    assert len(await keten.lees("in.politie")) == 2
    echt = keten.wijkketen("quarantaine", "herstel", rij["positie"])
    assert echt.returncode == 0, echt
    hersteld = await keten.tot_rust(3)
    politie = next(p for p in hersteld.partners if p.partner == "politie")
    assert politie.oordelen == {"TOEGEPAST": 2, "QUARANTAINE": 1}
    assert [b.zin for b in hersteld.bevindingen.lijst] == []
    assert "1 records zijn uit quarantaine opnieuw aangeboden." in hersteld.opmerkingen
    assert [b.zin for b in (await keten.speel_na()).bevindingen.lijst] == []
    [rij] = [json.loads(r) for r in keten.wijkketen("quarantaine", "lijst", "--json").stdout.splitlines()]
    assert len(rij["opnieuw"]) == 1
