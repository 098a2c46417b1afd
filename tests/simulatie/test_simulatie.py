"""Promises of the chain in bad weather: a town's days, every fault, each promise at every moment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest

from keten.contract.berichten.register import IN
from tests.simulatie.basis import basiszaad
from tests.simulatie.conftest import Zeg
from tests.simulatie.krimp import krimp, verslag
from tests.simulatie.recept import STORINGEN, VAN_DE_STAD, Recept
from tests.simulatie.speel import WORTEL, speel
from tests.simulatie.zaden import bewaar, bewaarde
from tests.simulatie.zoektocht import zoek

ZOEKTIJD_S = 300

ZELDZAAM = {
    "opgehouden",
    "vrijgegeven",
    "GEISOLEERD",
    "herstel",
    "WACHT",
    "QUARANTAINE",
    "DUBBEL",
    "regels 2",
    "volle uren",
    "KTN-250",
    "KTN-251",
    "KTN-252",
}
"""What came to pass: a partner held back and let go, a request isolated and repaired, new rules used, as many
reminders in an hour as may be, a race for a claim lost in each way, and verdicts.
"""


@pytest.mark.timeout(120)
@pytest.mark.parametrize("zaad", range(2))
def test_een_stadsdag(zaad: int) -> None:
    """Fifty requests or more, many virtual days, faults of all kinds: no promise is broken."""
    verloop = speel(Recept.van_zaad(zaad))
    assert verloop.goed, verslag(verloop)
    assert verloop.zendingen >= 50


@pytest.mark.timeout(120)
def test_alle_storingen_komen_voor() -> None:
    """Short runs with every fault: none is broken, and each kind of fault really happens."""
    gebeurd: set[str] = set()
    for zaad in range(7):
        verloop = speel(Recept.klein(zaad))
        assert verloop.goed, verslag(verloop)
        gebeurd |= set(verloop.storingen)
    assert gebeurd == set(STORINGEN) - VAN_DE_STAD


@pytest.mark.timeout(300)
def test_alles_wordt_gespeeld() -> None:
    """Every kind of message comes in, also what the town was never taught; and what is rare happens."""
    moet = {*IN, *ZELDZAAM}
    gespeeld = Counter[str]()
    for zaad in range(30):
        gespeeld += speel(Recept.klein(zaad)).gespeeld
        if moet <= gespeeld.keys():
            break
    assert moet <= gespeeld.keys()


@pytest.mark.timeout(120)
def test_een_zaad_geeft_dezelfde_bytes() -> None:
    """Every topic to the byte, also in another interpreter with another hash seed."""
    recept = replace(Recept.klein(7), verzoeken=(0, 1, 2, 3, 4))
    verwacht = speel(recept).afdruk
    omgeving = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    opdracht = [sys.executable, *recept.opdracht().split()[1:]]
    uit = subprocess.run(
        opdracht, cwd=WORTEL, env=omgeving, capture_output=True, text=True, check=False, timeout=100
    )
    assert verwacht in uit.stdout.splitlines(), uit.stdout + uit.stderr


def test_ander_zaad_andere_dag() -> None:
    """The seed is what decides."""
    een, twee = replace(Recept.klein(1), verzoeken=(0,)), replace(Recept.klein(2), verzoeken=(0,))
    assert speel(een).afdruk != speel(twee).afdruk


@pytest.mark.timeout(120)
@pytest.mark.parametrize("recept", bewaarde(), ids=lambda r: str(r.zaad))
def test_wat_ooit_misging(recept: Recept) -> None:
    """A run that ever failed is played for ever."""
    verloop = speel(recept)
    assert verloop.goed, verslag(verloop)


def test_de_opdracht_speelt_hetzelfde() -> None:
    """What a failure prints reads back as the same run."""
    recept = replace(Recept.klein(12), verzoeken=(3, 7), hoogstens=9)
    assert Recept.lees(recept.opdracht().split()[3:]) == recept
    assert Recept.lees(["--zaad", "12"]) == Recept.van_zaad(12)


@pytest.mark.zoek
@pytest.mark.timeout(3 * ZOEKTIJD_S)
def test_nieuwe_zaden(zeg: Zeg) -> None:
    """Five minutes of seeds that nobody played yet. What fails is made small, told, and kept."""
    basis = basiszaad(WORTEL)
    uitkomst = zoek(basis, ZOEKTIJD_S)
    zeg(f"{uitkomst.regel()}, vanaf zaad {basis}")
    if uitkomst.fout is not None:
        bewaar(uitkomst.fout.recept, str(uitkomst.fout.overtreding))
        pytest.fail(f"{verslag(uitkomst.fout)}\nverkleind:\n{verslag(krimp(uitkomst.fout))}", pytrace=False)
