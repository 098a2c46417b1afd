"""On a real Kafka: a bug stops one request and nobody else, people can see it, and a repair loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from beheer.herstellen import Afloop
from tests.controle.keten_op_kafka import ZIEKE_OPVOLGING, KetenOpKafka, keten_op_kafka
from tests.herstel.fout import ZIEK

pytestmark = [pytest.mark.broker, pytest.mark.timeout(300)]


async def _uit(keten: KetenOpKafka) -> dict[str, bytes | None]:
    """What the police got, by id; each is there once."""
    alles = [(dict(r.koppen)["ce_id"].decode(), r.waarde) for r in await keten.lees("uit.politie")]
    assert len(alles) == len(dict(alles))
    return dict(alles)


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KetenOpKafka]:
    with keten_op_kafka(tmp_path_factory.mktemp("keten")) as op_kafka:
        yield op_kafka


async def test_een_zieke_kern_en_zijn_herstel(keten: KetenOpKafka) -> None:
    """Isolated, all others flow, people are told; after the restart without the bug everything catches up."""
    await keten.meldt("ZIEK")
    await keten.tot_rust(1)
    keten.stop("vraagopvolging")
    keten.start("vraagopvolging", ZIEKE_OPVOLGING)
    for i in range(5):
        await keten.meldt(f"GEZOND-{i}")
        await keten.zegt("politie", "ontvangst.bevestigd", "ZIEK")
        await keten.zegt("politie", "ontvangst.bevestigd", f"GEZOND-{i}")
    ziek = await keten.tot_rust(16)
    politie = next(p for p in ziek.partners if p.partner == "politie")
    assert politie.oordelen == {"TOEGEPAST": 6, "GEWEIGERD": 5, "GEISOLEERD": 5}
    assert [b.zin for b in ziek.bevindingen.lijst] == []
    await _eis_zichtbaar(keten)

    nog = await keten.herstel(ZIEK)
    assert (nog.afloop, nog.feiten) == (Afloop.NOG_STEEDS, 5)
    assert await keten.geisoleerd(ZIEK)
    keten.stop("vraagopvolging")
    keten.start("vraagopvolging")
    droog = keten.wijkketen("herstel", "politie/ZIEK", "--droog")
    assert (droog.returncode, "zou lukken: 5 feiten en 5 berichten" in droog.stdout) == (0, True), droog
    assert await keten.geisoleerd(ZIEK)
    echt = keten.wijkketen("herstel", "politie/ZIEK", "--json")
    assert json.loads(echt.stdout)["afloop"] == "hersteld", echt
    hersteld = await keten.tot_rust(16)
    politie = next(p for p in hersteld.partners if p.partner == "politie")
    assert politie.oordelen == {"TOEGEPAST": 6, "GEWEIGERD": 10}
    assert [b.zin for b in hersteld.bevindingen.lijst] == []
    assert [b.zin for b in (await keten.speel_na()).bevindingen.lijst] == []
    assert len(await _uit(keten)) == politie.uitgegaan
    assert keten.stand("vraagopvolging")["geisoleerd"] == 0
    assert (await keten.herstel(ZIEK)).afloop is Afloop.NIET_GEISOLEERD


async def _eis_zichtbaar(keten: KetenOpKafka) -> None:
    """In the log, in `/stand`, in `/metrics`, in `dossier toon`; and a restart does not forget it."""
    assert "request_isolated" in keten.kinderen["vraagopvolging"].log.read_text()  # type: ignore[union-attr]
    for _ in range(2):
        await keten.wacht_tot(lambda: keten.stand("vraagopvolging").get("geisoleerd") == 1, "count in /stand")
        regel = 'wijkketen_motor_geisoleerde_sleutels{proces="vraagopvolging-v1"} 1.0'
        assert regel in keten.vraag("vraagopvolging", "/metrics")
        keten.stop("vraagopvolging")
        keten.start("vraagopvolging", ZIEKE_OPVOLGING)
    toon = keten.wijkketen("dossier", "toon", "politie/ZIEK")
    assert "Geïsoleerd vanaf feiten[" in toon.stdout, toon
    assert "wijkketen herstel politie/ZIEK" in toon.stdout
