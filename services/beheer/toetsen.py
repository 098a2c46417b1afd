"""Understands what `wijkketen test` runs, in which order, and when it stops.

The checks that only read the code come first and are all run, so that one go shows everything they have to
say; if any of them fails, the tests are not begun. Then what needs a broker or a witness, with what needs
neither behind it; the search last, since it takes every processor. A run of chosen tests is one run.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from beheer.toetsbanen import samen

WORTEL = Path(__file__).parents[2]
BRONNEN = ("services", "tests", "bench", "lanceer")
KORT = "kort"
BUITEN = "broker or getuige"
"""Markers of tests that use something outside their own process."""

KORTE_KEUZE = f"not geduld and not lang and not zoek and not ({BUITEN})"
KORTE_MAPPEN = ("tests/architectuur", "tests/domein", "tests/contract")
"""The short ring: the rules, the contract, and the walls around them."""


def voer_toetsen_uit(*, lang: bool, zoek: bool, getuigen: bool, ring: str | None, extra: list[str]) -> int:
    """Run checks and tests; gives the exit code of the first that failed, else of pytest.

    `ring` is "kort" for rules and contract, without broker, tools or patience, else None. `extra` goes to
    pytest as it is.
    """
    code = 0
    for naam, opdracht in _controles():
        code = _controleer(naam, opdracht) or code
    if code:
        _zeg("De tests zijn niet gestart: eerst moet de controle hierboven slagen.")
        return code
    if ring == KORT or extra:
        keuze = KORTE_KEUZE if ring == KORT else merken(lang=lang, zoek=zoek, getuigen=getuigen)
        kiest_zelf = ring != KORT or any((WORTEL / e.split("::")[0]).exists() for e in extra)
        mappen = () if kiest_zelf else KORTE_MAPPEN
        _zeg("▸ tests")
        return subprocess.run(_pytest(keuze, *mappen, *extra), cwd=WORTEL, check=False).returncode
    buiten, rekenen, zoeken = banen(lang=lang, zoek=zoek, getuigen=getuigen)
    _zeg("▸ tests met Kafka en gereedschap; daarachter de tests die alleen rekenen")
    code = samen(_pytest(buiten), _pytest(rekenen), WORTEL)
    if code and (zoek or lang):
        _zeg("De tests die zoeken zijn niet gestart: eerst moeten de tests hierboven slagen.")
    elif zoek or lang:
        _zeg("▸ tests die zoeken")
        code = subprocess.run(_pytest(zoeken), cwd=WORTEL, check=False).returncode
    return code


def merken(*, lang: bool, zoek: bool, getuigen: bool) -> str:
    """Which tests run, as pytest's expression over markers."""
    weg = [] if lang else ["lang"]
    weg += [] if lang or zoek else ["zoek"]
    weg += [] if getuigen else ["getuige"]
    return " and ".join(f"not {merk}" for merk in weg) or f"({BUITEN} or not broker)"


def banen(*, lang: bool, zoek: bool, getuigen: bool) -> tuple[str, str, str]:
    """The same tests in three runs: of what stands outside, of what only computes, and of the search."""
    alle = merken(lang=lang, zoek=zoek, getuigen=getuigen)
    return (
        f"{alle} and not zoek and ({BUITEN})",
        f"{alle} and not zoek and not ({BUITEN})",
        f"{alle} and zoek",
    )


def _pytest(keuze: str, *extra: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-m", keuze, *extra]


def _controles() -> list[tuple[str, list[str]]]:
    bronnen = [bron for bron in BRONNEN if (WORTEL / bron).exists()]
    python = sys.executable
    return [
        ("ruff", [python, "-m", "ruff", "check", "--quiet", "."]),
        ("opmaak", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("typen", [python, "-m", "mypy", *bronnen]),
        ("lagen", [str(Path(sysconfig.get_path("scripts")) / "lint-imports"), "--no-cache"]),
    ]


def _controleer(naam: str, opdracht: list[str]) -> int:
    """One check: a line when it is well, all it says when it is not."""
    begin = time.monotonic()
    uitkomst = subprocess.run(
        opdracht, cwd=WORTEL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    duur = f"({time.monotonic() - begin:.1f} s)"
    if uitkomst.returncode:
        _zeg(f"✗ {naam} {duur}")
        _zeg(uitkomst.stdout.rstrip())
    else:
        _zeg(f"✓ {naam} {duur}")
    return uitkomst.returncode


def _zeg(tekst: str) -> None:
    sys.stdout.write(tekst + "\n")
    sys.stdout.flush()
