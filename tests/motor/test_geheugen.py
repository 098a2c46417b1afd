"""Promises of the drivers in memory: the same kernel, atomic, fenced, killable between two effects."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.platform.klok import HandKlok
from keten.platform.motor.fouten import TopicError, VerstotenError
from keten.platform.motor.geheugen import (
    Abonnement,
    GeheugenLog,
    GeheugenOmzetter,
    GeheugenOpslag,
    GeheugenVolger,
    GeheugenWatermerken,
)
from keten.platform.motor.poorten import Record, Uitvoer
from tests.motor.stappen import CJG, MEE, Telling, TelStap, feit

STAP = TelStap("feiten", "uit", "klachten")


class DoorStap:
    """Partners' topics to `feiten`: key and value as they are."""

    async def bereid_voor(self, records: Sequence[Record]) -> int:
        return len(records)

    def zet_om(self, record: Record, voorraad: int) -> Sequence[Uitvoer]:
        return [Uitvoer("feiten", record.sleutel, record.waarde)]


def maak_log(nu: int = 1000) -> GeheugenLog:
    log = GeheugenLog(HandKlok(nu))
    for topic, n in (("feiten", 3), ("uit", 2), ("klachten", 1), ("in.mee", 1), ("in.cjg", 1)):
        log.maak(topic, n)
    return log


def volger(log: GeheugenLog, **k: object) -> GeheugenVolger[Telling, None]:
    return GeheugenVolger(log, STAP, "feiten", app_id="volg", **k)  # type: ignore[arg-type]


def uit(log: GeheugenLog) -> list[bytes]:
    return sorted(r.waarde or b"" for r in log.alles("uit"))


async def test_reads_to_the_end_and_says_how_much() -> None:
    log = maak_log()
    for i in range(20):
        log.voeg_toe(Uitvoer("feiten", b"k%d" % (i % 4), feit(f"f{i}")))
    v = volger(log, per_ronde=3)
    assert await v.draai_leeg() == 20
    assert await v.draai_leeg() == 0
    assert len(uit(log)) == 20
    assert sum(v.stand().posities["feiten"].values()) == 20
    json.dumps(v.stand().als_dict())


async def test_alarms_ring_through_the_topic() -> None:
    log = maak_log()
    log.voeg_toe(Uitvoer("feiten", b"a", feit("x", 5000)))
    v = volger(log)
    await v.draai_leeg()
    assert v.volgende_wekker_ms() == 5000
    assert await v.vuur_wekkers(4999) == 0
    assert await v.vuur_wekkers(5000) == 1
    assert await v.draai_leeg() == 1
    assert uit(log) == [b"a|ack|x|1", b"a|esc|x|2"]
    assert v.volgende_wekker_ms() is None


async def test_alarm_waits_for_what_the_reader_of_the_partner_read() -> None:
    log = maak_log()
    omzetter: GeheugenOmzetter[int] = GeheugenOmzetter(
        log, DoorStap(), Abonnement(patroon=r"in\..*"), groep="inname"
    )
    v = volger(log, watermerken=GeheugenWatermerken(log, omzetter, {MEE: "in.mee"}))
    log.voeg_toe(Uitvoer("in.mee", b"a", feit("x", 5000, MEE)))
    log.voeg_toe(Uitvoer("in.cjg", b"b", feit("y", 5000, CJG)))
    assert await omzetter.draai_leeg() == 2
    await v.draai_leeg()
    assert isinstance(log.klok, HandKlok)
    log.klok.stand_ms = 5000
    log.voeg_toe(Uitvoer("in.mee", b"c", feit("z")), tijd_ms=4990)
    assert await v.vuur_wekkers(5000) == 1, "CJG has no topic that is waited for"
    assert v.stand().wachtende_wekkers == 1
    await omzetter.draai_leeg()
    assert await v.vuur_wekkers(5000) == 1


async def test_isolated_keys_are_counted_also_after_a_restart() -> None:
    """People must see how many wait for them, each key once, whatever process looks."""
    log = maak_log()
    for sleutel, stuk in ((b"a", True), (b"a", False), (b"b", False), (b"c", True)):
        log.voeg_toe(Uitvoer("feiten", sleutel, feit("x", stuk=stuk)))
    v = volger(log)
    await v.draai_leeg()
    assert v.stand().geisoleerd == 2
    tweede = volger(log)
    assert tweede.stand().geisoleerd == 2


async def test_ripe_gate_holds_one_topic() -> None:
    class Poort:
        grens = 1

        async def rijp_tot(self, topic: str) -> int:
            return self.grens if topic == "in.mee" else 99

    log, poort = maak_log(), Poort()
    omzetter: GeheugenOmzetter[int] = GeheugenOmzetter(
        log, DoorStap(), Abonnement(patroon=r"in\..*"), groep="inname", rijp=poort
    )
    for topic in ("in.mee", "in.cjg"):
        for i in range(3):
            log.voeg_toe(Uitvoer(topic, b"a", b"%d" % i))
    assert await omzetter.draai_leeg() == 4
    assert omzetter.stand().opgehouden == ("in.mee",)
    poort.grens = 3
    assert await omzetter.draai_leeg() == 2


async def test_a_second_owner_fences_the_first() -> None:
    log = maak_log()
    log.voeg_toe(Uitvoer("feiten", b"a", feit("x")))
    eerste, tweede = volger(log), volger(log)
    with pytest.raises(VerstotenError):
        await eerste.draai_leeg()
    assert await tweede.draai_leeg() == 1
    assert uit(log) == [b"a|ack|x|1"]


async def test_nothing_of_a_failed_transaction_is_seen() -> None:
    log = maak_log()
    with pytest.raises(TopicError):
        log.voeg_alle_toe([Uitvoer("uit", b"a", b"1"), Uitvoer("bestaat-niet", b"a", b"2")])
    assert log.alles("uit") == []


class DoodError(Exception):
    pass


async def alles(v: GeheugenVolger[Telling, None]) -> None:
    await v.draai_leeg()
    while await v.vuur_wekkers(9999):
        await v.draai_leeg()


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=25), st.integers(1, 4))
async def test_killed_between_any_two_effects(doden: list[tuple[int, bool]], per_ronde: int) -> None:
    """However often the process dies, with or without its store, the outputs are those of a quiet run."""

    def vul(log: GeheugenLog) -> None:
        for i in range(18):
            log.voeg_toe(Uitvoer("feiten", b"k%d" % (i % 4), feit(f"f{i}", 2000 + i, stuk=i == 7)))

    stil = maak_log()
    vul(stil)
    await alles(volger(stil))

    log = maak_log()
    vul(log)
    over = 0

    async def punt(_: str) -> None:
        nonlocal over
        over -= 1
        if over == 0:
            raise DoodError

    opslag = {p: GeheugenOpslag() for p in range(3)}
    for na, wis in [*doden, (0, False)]:
        over = na
        v = volger(log, opslag=opslag, per_ronde=per_ronde, punt=punt)
        try:
            await alles(v)
        except DoodError:
            opslag = {p: GeheugenOpslag() for p in range(3)} if wis else opslag
    assert uit(log) == uit(stil)
    assert len(log.alles("klachten")) == len(stil.alles("klachten"))
