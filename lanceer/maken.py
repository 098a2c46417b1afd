"""Understands the steps that make the environment, so that each can be interrupted.

Nothing counts until the mark is written; the pointer to the environment is turned after that, in one rename.
"""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from lanceer import pip, schijf
from lanceer.fouten import GeenVenv, InstallatieMislukt
from lanceer.plek import Plek
from lanceer.slot import alleen
from lanceer.voortgang import Stap


def maak(plek: Plek) -> None:
    """Make the environment complete, or raise a StartError; waits for another start that is doing so."""
    _eis_venv()
    try:
        os.makedirs(plek.logs, exist_ok=True)
        os.makedirs(plek.venvs, exist_ok=True)
        with alleen(plek.slot) as greep, _netjes_stoppen():
            if not plek.compleet():
                _installeer(plek, greep)
    except OSError as fout:
        raise schijf.als_startfout(fout, plek.lokaal) from fout


def _installeer(plek: Plek, greep: int) -> None:
    begin = time.monotonic()
    schijf.eis_ruimte(plek.lokaal)
    sys.stderr.write(
        "Eerste start: Wijkketen maakt een eigen omgeving in .wijkketen/ (eenmalig, 1 à 3 minuten).\n"
    )
    if os.path.lexists(plek.venv):
        with Stap("Onderbroken installatie opruimen"):
            shutil.rmtree(plek.venv)
    log = os.path.join(plek.logs, "installatie.log")
    with open(log, "w", encoding="utf-8"):
        pass
    with Stap("Omgeving maken"):
        _maak_venv(plek, log, greep)
    with Stap(f"Pakketten installeren ({pip.aantal(plek.lock)})") as stap:
        pip.installeer(plek.python, plek.lock, log, stap, greep)
    with Stap("Afronden"):
        _maak_vindbaar(plek)
        with open(plek.merk, "w", encoding="utf-8") as merk:
            merk.write("Deze omgeving is compleet.\n")
        _wijs(plek)
        _ruim_op(plek)
    sys.stderr.write(f"Klaar in {time.monotonic() - begin:.0f} s.\n")


def _eis_venv() -> None:
    try:
        import ensurepip
        import venv
    except ImportError as fout:
        raise GeenVenv(
            f"Deze Python ({sys.executable}) kan geen omgeving maken: de module {fout.name} ontbreekt.\n"
            "Op Debian en Ubuntu: apt install python3-venv. Start daarna opnieuw."
        ) from fout
    del ensurepip, venv


def _maak_venv(plek: Plek, log: str, greep: int) -> None:
    with open(log, "a", encoding="utf-8") as uit:
        uitkomst = subprocess.run(
            [sys.executable, "-m", "venv", plek.venv],
            stdout=uit, stderr=subprocess.STDOUT, pass_fds=(greep,), check=False,
        )  # fmt: skip
    if uitkomst.returncode:
        with open(log, encoding="utf-8", errors="replace") as bestand:
            regels = bestand.read().splitlines()
        raise pip.duiding("\n".join(regels), regels[-pip.LAATSTE :], log)


def _maak_vindbaar(plek: Plek) -> None:
    """Put `services/` itself on the path of the environment: no copy that can go stale."""
    pakketten = sysconfig.get_path("purelib", "venv", vars={"base": plek.venv, "platbase": plek.venv})
    if not os.path.isdir(pakketten):
        raise InstallatieMislukt(f"De omgeving heeft geen map voor pakketten: {pakketten}")
    with open(os.path.join(pakketten, "wijkketen.pth"), "w", encoding="utf-8") as bestand:
        bestand.write(os.path.join(plek.wortel, "services") + "\n")


def _wijs(plek: Plek) -> None:
    tijdelijk = plek.wijzer + ".nieuw"
    if os.path.lexists(tijdelijk):
        os.unlink(tijdelijk)
    os.symlink(os.path.relpath(plek.venv, plek.lokaal), tijdelijk)
    os.replace(tijdelijk, plek.wijzer)


def _ruim_op(plek: Plek) -> None:
    """Keep this environment and the one before it, which a process may still be running from."""
    anderen = [os.path.join(plek.venvs, naam) for naam in os.listdir(plek.venvs)]
    anderen = [pad for pad in anderen if pad != plek.venv]
    anderen.sort(key=os.path.getmtime)
    for pad in anderen[:-1]:
        shutil.rmtree(pad, ignore_errors=True)


@contextmanager
def _netjes_stoppen() -> Iterator[None]:
    """Treat a polite kill as Ctrl-C, so that children end too."""

    def onderbreek(_nummer: int, _kader: FrameType | None) -> None:
        raise KeyboardInterrupt

    eerder = signal.signal(signal.SIGTERM, onderbreek)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, eerder)
