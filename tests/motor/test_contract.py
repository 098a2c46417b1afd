"""One suite of behaviour, on memory and on a real Kafka: what a process may lean on whatever carries it.

The scenario is told through a small port; the promises stand in the tests. What only a real broker can show
(kills, zombies, outages) stands in `test_volgen_broker`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from keten.platform.klok import HandKlok
from keten.platform.motor.geheugen import GeheugenLog, GeheugenOpslag, GeheugenVolger
from keten.platform.motor.poorten import Uitvoer
from tests.motor.opstelling import Opstelling, wacht_tot, zet
from tests.motor.stappen import CJG, MEE, Telling, TelStap, feit


class Drager(Protocol):
    """An application on some carrier, with time that is turned by hand."""

    async def stuur(self, sleutel: bytes, waarde: bytes) -> None: ...

    async def zet_klok(self, ms: int) -> None: ...

    async def rust(self) -> None:
        """Until all that was sent is handled, with what followed from it."""

    async def herstart(self, *, leeg: bool) -> None:
        """Ends the process without warning and starts another, with its local state or without."""

    async def uit(self, soort: str = "uit") -> dict[str, list[str]]:
        """Outputs per key, in order."""

    async def stand(self) -> dict[str, object]: ...


class InGeheugen:
    def __init__(self) -> None:
        self.klok = HandKlok(1000)
        self.log = GeheugenLog(self.klok)
        for soort in ("in", "uit", "klachten"):
            self.log.maak(soort, 4)
        self.opslag = {p: GeheugenOpslag() for p in range(4)}
        self.volger = self._start()

    def _start(self) -> GeheugenVolger[Telling, None]:
        return GeheugenVolger(
            self.log, TelStap("in", "uit", "klachten"), "in", app_id="t", opslag=self.opslag, per_ronde=7
        )

    async def stuur(self, sleutel: bytes, waarde: bytes) -> None:
        self.log.voeg_toe(Uitvoer("in", sleutel, waarde))

    async def zet_klok(self, ms: int) -> None:
        self.klok.stand_ms = ms

    async def rust(self) -> None:
        await self.volger.draai_leeg()
        while await self.volger.vuur_wekkers(self.klok.stand_ms):
            await self.volger.draai_leeg()

    async def herstart(self, *, leeg: bool) -> None:
        if leeg:
            self.opslag = {p: GeheugenOpslag() for p in range(4)}
        self.volger = self._start()

    async def uit(self, soort: str = "uit") -> dict[str, list[str]]:
        return _per_sleutel((r.sleutel or b"", r.waarde or b"") for r in self.log.alles(soort))

    async def stand(self) -> dict[str, object]:
        return self.volger.stand().als_dict()


class OpKafka:
    def __init__(self, adres: str, map_: Path) -> None:
        self.o = Opstelling(adres, map_)
        self.klok = map_ / "klok"
        zet(self.klok, "1000")
        self.ronde = 1
        self.werker = self.o.start(self.ronde, klok=str(self.klok))

    async def stuur(self, sleutel: bytes, waarde: bytes) -> None:
        self.o.stuur(sleutel, waarde)

    async def zet_klok(self, ms: int) -> None:
        zet(self.klok, str(ms))

    async def rust(self) -> None:
        self.o.spoel()
        topic = self.o.topic("in")

        def stil() -> bool:
            self.werker.eis_levend()
            stand = self.werker.stand()
            wekker = stand.get("volgende_wekker_ms")
            if not stand.get("gereed") or stand["onderweg"]:
                return False
            if wekker is not None and wekker <= int(self.klok.read_text(encoding="utf-8")):
                return False
            return {int(p): o for p, o in stand["posities"][topic].items()} == self.o.einden(topic)

        wacht_tot(stil, "all handled")

    async def herstart(self, *, leeg: bool) -> None:
        self.werker.kill()
        self.ronde += leeg
        self.werker = self.o.start(self.ronde, klok=str(self.klok))

    async def uit(self, soort: str = "uit") -> dict[str, list[str]]:
        return _per_sleutel(self.o.lees(soort))

    async def stand(self) -> dict[str, object]:
        return self.werker.stand()


def _per_sleutel(paren: object) -> dict[str, list[str]]:
    uit: dict[str, list[str]] = {}
    for sleutel, waarde in paren:  # type: ignore[attr-defined]
        uit.setdefault(sleutel.decode(), []).append(waarde.decode())
    return uit


@pytest.fixture(
    params=["geheugen", pytest.param("kafka", marks=[pytest.mark.broker, pytest.mark.timeout(240)])]
)
async def drager(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Drager]:
    if request.param == "geheugen":
        yield InGeheugen()
        return
    op_kafka = OpKafka(request.getfixturevalue("kafka").adres, tmp_path)
    yield op_kafka
    op_kafka.o.sluit()


async def test_order_per_key_and_every_fact_once(drager: Drager) -> None:
    for i in range(60):
        await drager.stuur(b"k%d" % (i % 6), feit(f"f{i // 2}"))
    await drager.rust()
    uit = await drager.uit()
    for k in range(6):
        namen = list(dict.fromkeys(f"f{i // 2}" for i in range(60) if i % 6 == k))
        assert uit[f"k{k}"] == [f"k{k}|ack|{naam}|{n}" for n, naam in enumerate(namen, 1)]


@pytest.mark.parametrize("leeg", [False, True])
async def test_goes_on_after_a_kill(drager: Drager, leeg: bool) -> None:
    for i in range(20):
        await drager.stuur(b"k%d" % (i % 3), feit(f"f{i}", 5000))
    await drager.rust()
    await drager.herstart(leeg=leeg)
    for i in range(20, 30):
        await drager.stuur(b"k%d" % (i % 3), feit(f"f{i}", 6000))
    await drager.rust()
    await drager.zet_klok(7000)
    await drager.rust()
    uit = await drager.uit()
    for k in range(3):
        feiten = [f"f{i}" for i in range(30) if i % 3 == k]
        assert uit[f"k{k}"] == [
            f"k{k}|{soort}|{naam}|{n}"
            for n, (soort, naam) in enumerate([(s, f) for s in ("ack", "esc") for f in feiten], 1)
        ]


async def test_alarms_ring_when_due_and_once(drager: Drager) -> None:
    await drager.stuur(b"a", feit("x", 5000, MEE))
    await drager.stuur(b"a", feit("y", 6000, CJG))
    await drager.rust()
    assert (await drager.stand())["volgende_wekker_ms"] == 5000
    await drager.zet_klok(4999)
    await drager.rust()
    assert await drager.uit() == {"a": ["a|ack|x|1", "a|ack|y|2"]}
    for ms, regels in ((5000, 3), (5999, 3), (6000, 4), (9999, 4)):
        await drager.zet_klok(ms)
        await drager.rust()
        assert len((await drager.uit())["a"]) == regels
    assert (await drager.uit())["a"][2:] == ["a|esc|x|3", "a|esc|y|4"]
    assert (await drager.stand())["volgende_wekker_ms"] is None


async def test_one_bug_stops_one_key_for_good(drager: Drager) -> None:
    await drager.stuur(b"a", feit("a1", 5000))
    await drager.stuur(b"a", feit("a2", stuk=True))
    await drager.stuur(b"b", feit("b1"))
    await drager.rust()
    await drager.herstart(leeg=True)
    await drager.stuur(b"a", feit("a3"))
    await drager.stuur(b"b", feit("b2"))
    await drager.zet_klok(9000)
    await drager.rust()
    assert await drager.uit() == {"a": ["a|ack|a1|1"], "b": ["b|ack|b1|1", "b|ack|b2|2"]}
    klachten = (await drager.uit("klachten"))["a"]
    assert [k.partition("|")[2] for k in klachten] == ["eerste", "later"]


async def test_position_is_at_the_end(drager: Drager) -> None:
    for i in range(10):
        await drager.stuur(b"k%d" % i, feit("f", 5000))
    await drager.zet_klok(5000)
    await drager.rust()
    stand = await drager.stand()
    assert stand["gereed"] is True
    assert stand["onderweg"] == 0
    assert stand["wachtende_wekkers"] == 0
