"""Promises of the alarm wheel: in order, once, and one debtor's standing topic holds up nobody else."""

from __future__ import annotations

from keten.platform.motor.envelop import Rij, pak
from keten.platform.motor.geheugenlog import GeenWatermerken
from keten.platform.motor.poorten import Wek
from keten.platform.motor.wekkerwiel import WekkerWiel
from tests.motor.stappen import CJG, MEE


class Merken:
    def __init__(self, **tot: int) -> None:
        self.tot = {MEE: tot.get("mee", 0), CJG: tot.get("cjg", 0)}
        self.vragen = 0

    def gepasseerd(self, debiteur: bytes, moment_ms: int) -> bool:
        self.vragen += 1
        return self.tot[debiteur] >= moment_ms


def zet(w: WekkerWiel, sleutel: bytes, wekkers: tuple[Wek, ...]) -> None:
    rij: Rij[None] = Rij(None, 0, -1, wekkers)
    w.zet_alle(0, {sleutel: rij})


def wiel(*sleutels: tuple[bytes, tuple[Wek, ...]]) -> WekkerWiel:
    w = WekkerWiel()
    w.begin([0])
    w.gebouwd(0)
    for sleutel, wekkers in sleutels:
        zet(w, sleutel, wekkers)
    return w


def test_in_order_of_moment() -> None:
    w = wiel((b"a", (Wek(MEE, 30),)), (b"b", (Wek(MEE, 10), Wek(CJG, 20))))
    assert w.volgende_ms() == 10
    assert w.neem(30, GeenWatermerken(), 100) == [
        (0, b"b", Wek(MEE, 10)),
        (0, b"b", Wek(CJG, 20)),
        (0, b"a", Wek(MEE, 30)),
    ]


def test_waits_for_the_watermark_of_its_own_debtor_only() -> None:
    w = wiel((b"a", (Wek(MEE, 10),)), (b"b", (Wek(CJG, 20),)))
    merken = Merken(mee=9, cjg=20)
    assert w.neem(50, merken, 100) == [(0, b"b", Wek(CJG, 20))]
    assert (w.wachtend(), w.volgende_ms()) == (1, 10)
    merken.tot[MEE] = 10
    assert w.neem(50, merken, 100) == [(0, b"a", Wek(MEE, 10))]
    assert (w.wachtend(), w.volgende_ms()) == (0, None)


def test_a_standing_topic_costs_one_question() -> None:
    w = wiel(*[(b"k%d" % i, (Wek(MEE, 10 + i),)) for i in range(1000)])
    merken = Merken()
    w.neem(5000, merken, 100)
    merken.vragen = 0
    assert w.neem(5000, merken, 100) == []
    assert merken.vragen == 1


def test_a_replaced_alarm_is_gone_even_while_parked() -> None:
    w = wiel((b"a", (Wek(MEE, 10),)))
    merken = Merken()
    w.neem(50, merken, 100)
    zet(w, b"a", (Wek(MEE, 99),))
    merken.tot[MEE] = 60
    assert w.neem(60, merken, 100) == []
    assert w.volgende_ms() == 99


def test_limit_leaves_the_rest_for_the_next_round() -> None:
    w = wiel(*[(b"k%d" % i, (Wek(MEE, 10 + i),)) for i in range(10)])
    eerst = w.neem(50, GeenWatermerken(), 4)
    assert len(eerst) == 4
    assert len(eerst + w.neem(50, GeenWatermerken(), 100)) == 10


def test_dropped_as_stale_but_set_again_rings_again() -> None:
    """The bundle that dropped the record also ended in a state with the very same alarm."""
    w = wiel((b"a", (Wek(MEE, 10),)))
    assert len(w.neem(10, GeenWatermerken(), 100)) == 1
    assert w.neem(10, GeenWatermerken(), 100) == []
    zet(w, b"a", (Wek(MEE, 10),))
    w.gemist(0, b"a", Wek(MEE, 10))
    assert len(w.neem(10, GeenWatermerken(), 100)) == 1


def test_processing_goes_before_the_rebuild() -> None:
    w = WekkerWiel()
    w.begin([0])
    zet(w, b"a", ())
    zet(w, b"b", (Wek(MEE, 30),))
    w.bouw(0, [(s, pak(1, -1, (Wek(MEE, 10),), b"x")) for s in (b"a", b"b", b"c")])
    w.gebouwd(0)
    assert w.neem(99, GeenWatermerken(), 100) == [(0, b"c", Wek(MEE, 10)), (0, b"b", Wek(MEE, 30))]


def test_replaced_alarms_do_not_pile_up() -> None:
    w = wiel()
    for i in range(20_000):
        zet(w, b"a", (Wek(MEE, 10_000_000 + i),))
    assert len(w) == 1
    assert len(w._hoop) < 2000
