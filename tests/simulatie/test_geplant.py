"""Promises of the simulation itself: a bug that is there is found, made small, and found again."""

from __future__ import annotations

import pytest

from tests.simulatie.geplant import BUGS, Bug
from tests.simulatie.krimp import krimp
from tests.simulatie.opstelling import Bouwdoos
from tests.simulatie.recept import Recept
from tests.simulatie.speel import Verloop, speel
from tests.simulatie.test_simulatie import ZOEKTIJD_S

BASISZADEN = (1_000, 20_000, 300_000, 4_000_000, 50_000_000)
KORTE_RUNS = 60
"""So many short runs take a small part of the time that new seeds get."""

LANGE_RUNS = 400
"""More than fit in that time: the clock decides."""


def _vind(bug: Bug, basis: int, hoogstens: int = KORTE_RUNS) -> tuple[Verloop, Bouwdoos]:
    with bug.geplant() as doos:
        for zaad in range(basis, basis + hoogstens):
            verloop = speel(Recept.klein(zaad), doos)
            if not verloop.goed:
                return verloop, doos
    pytest.fail(f"{bug.naam}: not found in {hoogstens} short runs from seed {basis}")


@pytest.mark.timeout(ZOEKTIJD_S)
@pytest.mark.parametrize("bug", BUGS, ids=lambda b: b.naam)
def test_geplante_bug_wordt_gevonden(bug: Bug) -> None:
    """Planted, the simulation finds it; taken away, the same run is well."""
    verloop, _ = _vind(bug, 0)
    assert speel(verloop.recept).goed


@pytest.mark.lang
@pytest.mark.timeout(ZOEKTIJD_S)
@pytest.mark.parametrize("basis", BASISZADEN)
@pytest.mark.parametrize("bug", BUGS, ids=lambda b: b.naam)
def test_gevonden_vanaf_ieder_zaad(bug: Bug, basis: int) -> None:
    """From wherever the search begins, within the time that it has in the continuous integration."""
    verloop, _ = _vind(bug, basis, LANGE_RUNS)
    assert verloop.overtreding is not None


@pytest.mark.timeout(ZOEKTIJD_S)
def test_wat_faalt_wordt_klein() -> None:
    """A duty paid twice: from twelve requests to one or two, without faults, and the command fails alike."""
    bug = next(b for b in BUGS if b.naam == "plicht dubbel betaald")
    verloop, doos = _vind(bug, 0)
    with bug.geplant():
        klein = krimp(verloop, doos)
        assert klein.overtreding is not None
        assert verloop.overtreding is not None
        assert klein.overtreding.belofte == verloop.overtreding.belofte
        assert len(klein.recept.verzoeken) <= 2
        assert klein.recept.storingen <= {"dubbel", "rommel", "vroeg"}
        nogmaals = speel(Recept.lees(klein.recept.opdracht().split()[3:]), doos)
        assert nogmaals.afdruk == klein.afdruk
        assert str(nogmaals.overtreding) == str(klein.overtreding)
