"""Understands the delivery promise on a real Kafka: nothing lost, nothing twice, whatever falls."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from confluent_kafka import Consumer, Producer, TopicPartition

from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.records import record_van_bytes
from tests.inrichting.kopie import Kopie
from tests.processen.echte_keten import OPVOLGING, EchteKeten, Post
from tests.processen.partner import MELDPUNT, als_json, melding

VRIJDAG = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
MELDERS = ("politie", "woningcorporatie")
AANTAL = 2000
DUBBEL = AANTAL // 10
UITGEBLEVEN = "beantwoording.uitgebleven"


def _meld(keten: EchteKeten, van: int, tot: int) -> None:
    """Reports `van` .. `tot`; each tenth is sent twice, the second time some reports later."""
    for nummer in range(van, tot):
        _stuur(keten, nummer)
        if nummer % 10 == 9:
            _stuur(keten, nummer - 4)
    keten.spoel()


def _stuur(keten: EchteKeten, nummer: int) -> None:
    partner = MELDERS[nummer % 2]
    thema = "LEEFBAARHEID" if nummer % 3 == 0 else "ZORG_EN_OVERLAST"
    data = melding(f"Z-{nummer}", thema=thema)
    keten.stuur(partner, *als_json(partner, "melding.gedaan", data, id=f"m-{nummer}"))


def _eis_een_volgorde_per_ontvanger(keten: EchteKeten) -> None:
    """Sequence 1, 2, 3 …; an id once; and per (matter, duty, step) one id."""
    for partner in keten.partners:
        post = keten.post(partner)
        nummers = [int(p.gebeurtenis.uitbreidingen["sequence"]) for p in post]
        assert nummers == list(range(1, len(post) + 1)), partner
        bytes_per_id: dict[str, set[bytes]] = defaultdict(set)
        id_per_stap: dict[tuple[object, ...], set[str]] = defaultdict(set)
        for p in post:
            bytes_per_id[p.gebeurtenis.id].add(p.waarde)
            if "plicht" in p.gegevens:
                id_per_stap[_stap(p)].add(p.gebeurtenis.id)
        assert {i: len(b) for i, b in bytes_per_id.items() if len(b) > 1} == {}
        assert len(bytes_per_id) == len(post), f"{partner} got a message twice"
        assert {s: len(i) for s, i in id_per_stap.items() if len(i) > 1} == {}


def _stap(p: Post) -> tuple[object, ...]:
    velden = ("plicht", "te_laat", "niveau")
    return (p.gebeurtenis.subject, p.soort, *(p.gegevens.get(v) for v in velden))


def _verdicten(keten: EchteKeten) -> list[Verdict]:
    lezer = Consumer(
        {"bootstrap.servers": keten.kafka.adres, "group.id": "telling", "isolation.level": "read_committed"}
    )
    lezer.assign([TopicPartition("verdicten", p, 0) for p in range(4)])
    verdicten: list[Verdict] = []
    while berichten := lezer.consume(1000, 3.0):
        waarden = [b.value() or b"" for b in berichten if b.error() is None]
        verdicten += [record_van_bytes(Verdict, w, keten.schemas) for w in waarden]
    lezer.close()
    return verdicten


@pytest.mark.broker
@pytest.mark.timeout(900)
def test_belofte_bij_kill_9_en_een_broker_die_herstart(tmp_path: Path) -> None:
    """2,000 reports, 10 % duplicates; the tracker is killed twice, the broker restarts: all there, once."""
    kopie = Kopie.maak(tmp_path)  # a town's year of silence in a week: the cap an hour has tests of its own
    kopie.vervang("v1/ladder.yaml", "aanmaningen_per_uur: 60", "aanmaningen_per_uur: 10000")
    with EchteKeten(tmp_path, VRIJDAG, geduld_s=400, inrichting=kopie.map) as keten:
        _meld(keten, 0, AANTAL // 2)
        keten.wacht_tot(lambda: keten.aantal("melding.doorgezet") > AANTAL // 10, "the first hand-overs")
        keten.kill("vraagopvolging")
        _meld(keten, AANTAL // 2, AANTAL)
        keten.wacht_tot(lambda: keten.aantal("melding.doorgezet") > AANTAL // 2, "half of the hand-overs")
        keten.kafka.herstart()
        keten.wacht_tot(lambda: keten.aantal("melding.doorgezet") >= AANTAL, "all hand-overs")
        tweede_kill = False
        while (wekker := keten.tot_rust()) is not None:
            voor = keten.aantal("escalatie.ingezet")
            keten.klok.zet(wekker)
            if not tweede_kill and voor > 0:
                tweede_kill = True
                keten.wacht_tot(lambda v=voor: keten.aantal("escalatie.ingezet") > v + 200, "escalations")  # type: ignore[misc]
                keten.kill("vraagopvolging")
        assert tweede_kill
        assert keten.herstarts["vraagopvolging"] >= 2

        bewijzen = [p for m in MELDERS for p in keten.post(m) if p.soort == "ontvangst.vastgelegd"]
        assert len(bewijzen) == AANTAL + DUBBEL
        per_bericht = Counter(p.gegevens["bericht_id"] for p in bewijzen)
        assert Counter(per_bericht.values()) == {1: AANTAL - DUBBEL, 2: DUBBEL}
        assert keten.aantal("melding.doorgezet") == AANTAL
        assert keten.aantal("escalatie.ingezet") == AANTAL * 2 * 2  # receipt and decision, two levels each
        assert keten.aantal(UITGEBLEVEN) == AANTAL * 2
        _eis_een_volgorde_per_ontvanger(keten)

        per_plek: dict[tuple[str, int], set[str]] = defaultdict(set)
        for verdict in _verdicten(keten):
            per_plek[verdict.topic, verdict.offset].add(verdict.uitslag.value)
        assert Counter(tuple(sorted(u)) for u in per_plek.values()) == {
            ("TOEGEPAST",): AANTAL,
            ("DUBBEL",): DUBBEL,
        }


@pytest.mark.broker
@pytest.mark.timeout(300)
def test_een_topic_dat_stilstaat_houdt_alleen_eigen_wekkers_op(tmp_path: Path) -> None:
    """One partner's topic cannot be read for an hour: others' alarms go on time, its own do not."""
    with EchteKeten(tmp_path, VRIJDAG) as keten:
        keten.stuur("politie", *als_json("politie", "melding.gedaan", melding("Z-1"), id="m1"))
        wijk = melding("Z-2", thema="LEEFBAARHEID")
        keten.stuur("politie", *als_json("politie", "melding.gedaan", wijk, id="m2"))
        keten.spoel()
        keten.wacht_tot(lambda: keten.aantal("melding.doorgezet") == 2, "both hand-overs")
        wekker = keten.tot_rust()
        assert wekker is not None

        # A transaction that stays open: what stands in it and after it, nobody can read yet.
        instellingen = {"bootstrap.servers": keten.kafka.adres, "transactional.id": "meldpunt-hangt"}
        hangt = Producer({**instellingen, "transaction.timeout.ms": 600_000})
        hangt.init_transactions(60)
        hangt.begin_transaction()
        token = keten.post(MELDPUNT)[0].gebeurtenis.subject
        antwoord = als_json(MELDPUNT, "ontvangst.bevestigd", {}, id="o1", subject=token)
        keten.stuur(MELDPUNT, *antwoord, zender=hangt)
        assert hangt.flush(60) == 0

        keten.klok.zet(wekker + 3_600_000)
        keten.wacht_tot(lambda: _herinneringen(keten, "wijklijn") == 1, "the reminder of another partner")
        keten.wacht_tot(lambda: _wacht_op_merk(keten), "its own alarm waits")
        assert _herinneringen(keten, MELDPUNT) == 0

        hangt.commit_transaction(60)
        keten.wacht_tot(lambda: keten.aantal("ontvangst.bevestigd") == 1, "the answer is known")
        keten.tot_rust()
        assert _herinneringen(keten, MELDPUNT) == 0
        assert _herinneringen(keten, "wijklijn") == 1


def _herinneringen(keten: EchteKeten, partner: str) -> int:
    return sum(p.soort == "herinnering.verstuurd" for p in keten.post(partner))


def _wacht_op_merk(keten: EchteKeten) -> bool:
    stand = keten.standen().get(OPVOLGING)
    return (
        stand is not None
        and stand.volgende_wekker_ms is not None
        and stand.volgende_wekker_ms < keten.klok.nu_ms()
    )
