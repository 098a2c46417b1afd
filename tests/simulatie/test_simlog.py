"""Promises of the log in bad weather: what is not committed is not seen, and a claim ends what was open."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from keten.platform.klok import HandKlok
from keten.platform.motor.fouten import VerstotenError
from keten.platform.motor.poorten import Record, Uitvoer
from tests.simulatie.simlog import SimLog


@dataclass
class Oog:
    """Remembers what it was told."""

    gezien: list[bytes | None] = field(default_factory=list)

    def geschreven(self, record: Record) -> None:
        """Written is not seen."""

    def zichtbaar(self, record: Record) -> None:
        self.gezien.append(record.waarde)


def _uit(waarde: bytes) -> Uitvoer:
    return Uitvoer("t", b"k", waarde, partitie=0)


def _log() -> tuple[SimLog, Oog]:
    log = SimLog(HandKlok(0), oog := Oog())
    log.maak("t")
    return log, oog


def _waarden(log: SimLog) -> list[bytes | None]:
    return [r.waarde for r in log.lees("t")]


def test_open_transactie_verbergt_wat_erna_komt() -> None:
    """A read_committed reader waits for it; what comes after it is seen in order, once it is over."""
    log, oog = _log()
    tx = log.begin("a", log.claim("a"))
    log.produceer(tx, [_uit(b"1")])
    log.voeg_toe(_uit(b"2"))
    assert (_waarden(log), log.einde("t"), log.hoogste("t")) == ([], 0, 2)
    log.bevestig(tx)
    assert _waarden(log) == oog.gezien == [b"1", b"2"]


def test_claim_breekt_af_wat_openstond() -> None:
    """The former owner's records keep their place and are never seen; it can do nothing any more."""
    log, oog = _log()
    tx = log.begin("a", log.claim("a"))
    log.produceer(tx, [_uit(b"1")])
    nieuw = log.begin("a", log.claim("a"))
    log.produceer(nieuw, [_uit(b"2")])
    log.bevestig(nieuw)
    assert _waarden(log) == oog.gezien == [b"2"]
    assert log.lees("t")[0].offset == 1
    with pytest.raises(VerstotenError):
        log.produceer(tx, [_uit(b"3")])
    with pytest.raises(VerstotenError):
        log.bevestig(tx)


def test_wie_slordig_leest_ziet_alles() -> None:
    """What a reader of uncommitted records is given, so that the simulation can show what that does."""
    log, _ = _log()
    log.produceer(log.begin("a", log.claim("a")), [_uit(b"1")])
    log.claim("a")
    assert [r.waarde for r in log.lees_onvast("t", 0, 0)] == [b"1"]
