"""Promises of the simulation itself: a bug that is there is found, made small, and found again."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor

import pytest

from tests.simulatie.conftest import Zeg
from tests.simulatie.geplant import BUGS, Bug
from tests.simulatie.krimp import krimp
from tests.simulatie.recept import VAN_DE_STAD, Recept
from tests.simulatie.speel import speel
from tests.simulatie.test_simulatie import ZOEKTIJD_S
from tests.simulatie.vondst import Vondst, vind

BASISZADEN = (1_000, 20_000, 300_000, 4_000_000, 50_000_000)
KORTE_RUNS = 60
"""So many short runs take a small part of the time that new seeds get."""

LANGE_RUNS = 400
"""More than fit in that time: the clock decides."""

Vondsten = dict[tuple[str, int], Future[Vondst]]


@pytest.mark.timeout(ZOEKTIJD_S)
@pytest.mark.parametrize("bug", BUGS, ids=lambda b: b.naam)
def test_geplante_bug_wordt_gevonden(bug: Bug) -> None:
    """Planted, the simulation finds it; taken away, the same run is well."""
    vondst = vind(bug.naam, 0, KORTE_RUNS)
    assert vondst.verloop is not None, vondst.regel()
    assert speel(vondst.verloop.recept).goed


@pytest.fixture(scope="module")
def vondsten() -> Iterator[Vondsten]:
    """All searches at once, over all processors."""
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pot:
        yield {
            (bug.naam, basis): pot.submit(vind, bug.naam, basis, LANGE_RUNS)
            for bug in BUGS
            for basis in BASISZADEN
        }
        pot.shutdown(wait=True, cancel_futures=True)


@pytest.mark.zoek
@pytest.mark.timeout(ZOEKTIJD_S)
@pytest.mark.parametrize("basis", BASISZADEN)
@pytest.mark.parametrize("bug", BUGS, ids=lambda b: b.naam)
def test_gevonden_vanaf_ieder_zaad(bug: Bug, basis: int, vondsten: Vondsten, zeg: Zeg) -> None:
    """From wherever the search begins, within the time that it has in the continuous integration."""
    vondst = vondsten[bug.naam, basis].result()
    zeg(vondst.regel())
    assert vondst.verloop is not None, vondst.regel()
    assert vondst.seconden < ZOEKTIJD_S


@pytest.mark.timeout(ZOEKTIJD_S)
def test_wat_faalt_wordt_klein() -> None:
    """A duty paid twice: from twelve requests to one or two, without faults, and the command fails alike."""
    bug = next(b for b in BUGS if b.naam == "plicht dubbel betaald")
    verloop = vind(bug.naam, 0, KORTE_RUNS).verloop
    assert verloop is not None
    assert verloop.overtreding is not None
    with bug.geplant() as doos:
        klein = krimp(verloop, doos)
        assert klein.overtreding is not None
        assert klein.overtreding.belofte == verloop.overtreding.belofte
        assert len(klein.recept.verzoeken) <= 2
        assert klein.recept.storingen <= VAN_DE_STAD
        nogmaals = speel(Recept.lees(klein.recept.opdracht().split()[3:]), doos)
        assert nogmaals.afdruk == klein.afdruk
        assert str(nogmaals.overtreding) == str(klein.overtreding)
