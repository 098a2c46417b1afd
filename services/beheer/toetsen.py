"""Understands what `wijkketen test` runs, in which order, and when it stops.

The checks that only read the code come first and are all run, so that one go shows everything they have to
say; if any of them fails, the tests are not begun. The tests run last, and pytest's own closing line is the
last of the output: it is what a CI looks for.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import time
from pathlib import Path

WORTEL = Path(__file__).parents[2]
BRONNEN = ("services", "tests", "bench", "lanceer")
KORT = "kort"


def voer_toetsen_uit(*, lang: bool, zoek: bool, getuigen: bool, ring: str | None, extra: list[str]) -> int:
    """Run checks and tests; gives the exit code of the first that failed, else of pytest.

    `ring` is "kort" for what needs neither broker nor tools nor patience, else None. `extra` goes to pytest
    as it is.
    """
    code = 0
    for naam, opdracht in _controles():
        code = _controleer(naam, opdracht) or code
    if code:
        _zeg("De tests zijn niet gestart: eerst moet de controle hierboven slagen.")
        return code
    keuze = _keuze(lang=lang, zoek=zoek, getuigen=getuigen, ring=ring)
    opdracht = [sys.executable, "-m", "pytest", "-m", keuze, *extra]
    _zeg("▸ tests")
    return subprocess.run(opdracht, cwd=WORTEL, check=False).returncode


def _controles() -> list[tuple[str, list[str]]]:
    bronnen = [bron for bron in BRONNEN if (WORTEL / bron).exists()]
    python = sys.executable
    return [
        ("ruff", [python, "-m", "ruff", "check", "--quiet", "."]),
        ("opmaak", [python, "-m", "ruff", "format", "--check", "--quiet", "."]),
        ("typen", [python, "-m", "mypy", *bronnen]),
        ("lagen", [str(Path(sysconfig.get_path("scripts")) / "lint-imports"), "--no-cache"]),
    ]


def _keuze(*, lang: bool, zoek: bool, getuigen: bool, ring: str | None) -> str:
    """Which markers run, in pytest's own words."""
    if ring == KORT:
        lang = zoek = getuigen = False
    weg = [] if lang else ["lang"]
    weg += [] if lang or zoek else ["zoek"]
    weg += [] if getuigen else ["getuige"]
    weg += ["broker"] if ring == KORT else []
    return " and ".join(f"not {merk}" for merk in weg)


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
