"""Promises of a repair: as if it had never happened, whole or not at all, and never on what has changed."""

from __future__ import annotations

import json

import pytest

from keten.platform.motor.envelop import ontleed, wekker_kop
from keten.platform.motor.fouten import MotorError
from keten.platform.motor.geheugenlog import GeenWatermerken, GeheugenOpslag
from keten.platform.motor.herspel import (
    Herspel,
    isolement_van,
    lees_herstel_kop,
    maak_herstel,
    pak_in,
    pak_uit,
)
from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek
from keten.platform.motor.volgkern import VolgKern
from tests.motor.stappen import MEE, Telling, TelStap, feit
from tests.motor.test_volgkern import doe, maak, rec

GEZOND = ("x", "y", "z", "u")


class ZiekeStap(TelStap):
    """Fails on fact `y` of key `a` until it is repaired."""

    ziek = True

    def stap(self, toestand: Telling | None, record: Record, voorraad: None) -> Uitkomst[Telling]:
        if self.ziek and record.sleutel == b"a" and json.loads(record.waarde or b"{}").get("id") == "y":
            raise KernError("a bug")
        return super().stap(toestand, record, voorraad)


def ziek() -> tuple[VolgKern[Telling, None], GeheugenOpslag, list[Record]]:
    """A key that is isolated at offset 1, and everything in the topic."""
    kern, opslag = maak()
    kern.stap = ZiekeStap("in", "uit", "klachten")
    log = [rec(i, b"a", feit(naam, 5000 + i)) for i, naam in enumerate(GEZOND)]
    log.insert(2, rec(9, b"b", feit("q")))
    doe(kern, opslag, *log[:2], *log[3:])
    return kern, opslag, log


def genees(kern: VolgKern[Telling, None]) -> None:
    kern.stap = TelStap("in", "uit", "klachten")


def als_record(uit: Uitvoer, offset: int) -> Record:
    return Record("in", 0, offset, uit.sleutel, uit.waarde, uit.koppen, 1)


def test_as_if_it_never_happened() -> None:
    """State, alarms and every output are those of a core without the bug; the alarms ring again."""
    kern, opslag, log = ziek()
    assert kern.isolement.aantal() == 1
    genees(kern)
    uit = doe(kern, opslag, als_record(maak_herstel("in", b"a", opslag.rijen[b"a"], log), 10))
    heel, heel_opslag = maak()
    heel_uit = doe(heel, heel_opslag, *[r for r in log if r.sleutel == b"a"])
    assert uit == heel_uit[1:]
    assert ontleed(opslag.rijen[b"a"])[1:] == ontleed(heel_opslag.rijen[b"a"])[1:]
    assert kern.wiel.volgende_ms() == heel.wiel.volgende_ms() == 5000
    assert (kern.isolement.aantal(), kern.tellers.hersteld) == (0, 1)


def test_a_repair_reads_the_same_again() -> None:
    """The same record once more, or read again after a restart, does nothing."""
    kern, opslag, log = ziek()
    genees(kern)
    herstel = maak_herstel("in", b"a", opslag.rijen[b"a"], log)
    doe(kern, opslag, als_record(herstel, 10))
    rij = opslag.rijen[b"a"]
    assert doe(kern, opslag, als_record(herstel, 10), als_record(herstel, 11)) == []
    assert opslag.rijen[b"a"] == rij


def test_a_core_that_fails_again_changes_nothing() -> None:
    """It stays isolated from where it was, with the state that it had, and the next attempt knows that."""
    kern, opslag, log = ziek()
    voor = ontleed(opslag.rijen[b"a"])
    herstel = maak_herstel("in", b"a", opslag.rijen[b"a"], log)
    assert doe(kern, opslag, als_record(herstel, 10)) == [b"1|eerste"]
    na = ontleed(opslag.rijen[b"a"])
    assert (na[0], na[1:]) == (10, voor[1:])
    genees(kern)
    opnieuw = maak_herstel("in", b"a", opslag.rijen[b"a"], [*log, als_record(herstel, 10)])
    assert lees_herstel_kop(opnieuw.koppen) == Herspel(1, 10)
    assert doe(kern, opslag, als_record(opnieuw, 11)) == [b"a|ack|y|2", b"a|ack|z|3", b"a|ack|u|4"]


def test_a_repair_that_came_too_late_does_nothing() -> None:
    """A fact that came after it was made would be skipped: the numbers do not hold, and it is made again."""
    kern, opslag, log = ziek()
    herstel = maak_herstel("in", b"a", opslag.rijen[b"a"], log)
    genees(kern)
    assert doe(kern, opslag, rec(10, b"a", feit("v")), als_record(herstel, 11)) == [b"10|later"]
    assert isolement_van(opslag.rijen[b"a"]) == (1, 10)
    vers = maak_herstel("in", b"a", opslag.rijen[b"a"], [*log, rec(10, b"a", feit("v"))])
    assert doe(kern, opslag, als_record(vers, 12))[-1] == b"a|ack|v|5"


def test_a_long_repair_goes_in_parts() -> None:
    """More facts than a record holds: part by part, in order, isolated until the last."""
    kern, opslag, log = ziek()
    genees(kern)
    uit: list[bytes | None] = []
    for offset in range(10, 13):
        herstel = maak_herstel("in", b"a", opslag.rijen[b"a"], log, max_bytes=1)
        uit += doe(kern, opslag, als_record(herstel, offset))
    assert uit == [b"a|ack|y|2", b"a|ack|z|3", b"a|ack|u|4"]
    assert kern.isolement.aantal() == 0


def test_an_alarm_under_way_counts_as_it_would_have() -> None:
    """An alarm read after the isolation is judged at the repair, by the alarms of the state of then."""
    for moment, verwacht in ((5000, [b"a|ack|y|2", b"a|esc|x|3"]), (4999, [b"a|ack|y|2"])):
        kern, opslag = maak()
        kern.stap = ZiekeStap("in", "uit", "klachten")
        wekker = rec(2, b"a", b'{"wekker": %d}' % moment, (wekker_kop(Wek(MEE, moment)),))
        log = [rec(0, b"a", feit("x", 5000)), rec(1, b"a", feit("y", 9000)), wekker]
        assert doe(kern, opslag, *log) == [b"a|ack|x|1", b"1|eerste"]
        genees(kern)
        herstel = maak_herstel("in", b"a", opslag.rijen[b"a"], log)
        assert doe(kern, opslag, als_record(herstel, 3)) == verwacht
        assert kern.wek(8000, GeenWatermerken()) == [] or moment == 4999


def test_the_count_survives_a_restart() -> None:
    """Whoever looks at the process after a restart sees how many requests wait for a repair."""
    _, opslag, _ = ziek()
    assert maak(opslag=opslag)[0].isolement.aantal() == 1


def test_what_was_confirmed_goes_before_the_scan() -> None:
    """A key that is repaired while the store is still being looked through is not counted again."""
    kern, opslag, log = ziek()
    oud = list(opslag.alles())
    genees(kern)
    kern.wijs_toe({0: opslag})
    doe(kern, opslag, als_record(maak_herstel("in", b"a", opslag.rijen[b"a"], log), 10))
    kern.bouw(0, oud)
    kern.gebouwd(0)
    assert kern.isolement.aantal() == 0


def test_what_cannot_be_repaired_is_refused() -> None:
    """Not isolated, or with a fact that the topic no longer has: better no repair than half a one."""
    kern, opslag, log = ziek()
    doe(kern, opslag, rec(10, b"b", feit("q")))
    with pytest.raises(MotorError, match="not isolated"):
        maak_herstel("in", b"b", opslag.rijen[b"b"], log)
    with pytest.raises(MotorError, match="not in the topic any more"):
        maak_herstel("in", b"a", opslag.rijen[b"a"], log[3:])


def test_bytes_round_trip_and_rubbish_stops() -> None:
    """What a repair carries comes out as it went in; what is no repair of ours stops the process."""
    records = [rec(3, b"a", b"x"), rec(4, b"a", b"", (wekker_kop(Wek(MEE, 7)),))]
    uit = pak_uit(Record("in", 0, 9, b"a", pak_in(records), (), 0))
    assert [(r.offset, r.waarde, r.tijd_ms) for r in uit] == [(3, b"x", 1003), (4, b"", 1004)]
    assert uit[1].koppen[0] == wekker_kop(Wek(MEE, 7))
    for rommel in (None, b"", b"\x02\x00\x00\x00\x01", b"\x01\x00\x00\x00\x01"):
        with pytest.raises(MotorError):
            pak_uit(Record("in", 0, 9, b"a", rommel, (), 0))
