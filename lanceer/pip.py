"""Understands pip's output: how far it is, and what a failure was.

The whole output goes to the log; the terminal gets a counter, and after a failure the last lines.
"""

import os
import re
import subprocess
from collections import deque

from lanceer.fouten import DownloadMislukt, InstallatieMislukt, SchijfVol, StartError
from lanceer.voortgang import Stap

LAATSTE = 12
VAST = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._-]*(\[[^]]*])?==", re.MULTILINE)
VOL = re.compile(r"No space left on device|Disk quota exceeded", re.IGNORECASE)
VERVALST = re.compile(r"DO NOT MATCH THE HASHES|Hashes are required", re.IGNORECASE)
NETWERK = re.compile(
    r"ConnectionError|NewConnectionError|Connection (refused|reset|aborted)|Max retries exceeded|ProxyError"
    r"|Read timed out|ReadTimeout|ConnectTimeout|IncompleteRead|Temporary failure in name resolution"
    r"|Name or service not known|SSLError|No matching distribution found|HTTP error \d+|Could not fetch",
    re.IGNORECASE,
)


def aantal(lock: str) -> int:
    """How many packages a lock holds."""
    with open(lock, encoding="utf-8") as bestand:
        return len(VAST.findall(bestand.read()))


def installeer(python: str, lock: str, log: str, stap: Stap, greep: int) -> None:
    """Install exactly what the lock says, or raise with what went wrong."""
    opdracht = [python, "-m", "pip", "install", "--require-hashes", "--no-input", "--progress-bar", "off"]
    opdracht += ["--disable-pip-version-check", "-r", lock]
    omgeving = dict(os.environ, PYTHONUNBUFFERED="1", PIP_REQUIRE_VIRTUALENV="0", LC_ALL="C.UTF-8")
    laatste: deque[str] = deque(maxlen=LAATSTE)
    totaal, gezien = aantal(lock), 0
    with (
        open(log, "a", encoding="utf-8") as uit,
        subprocess.Popen(
            opdracht,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=omgeving,
            pass_fds=(greep,),
        ) as proces,
    ):
        assert proces.stdout is not None  # noqa: S101 - for the type checker: it is a pipe
        try:
            for regel in proces.stdout:
                uit.write(regel)
                laatste.append(regel.rstrip())
                if regel.startswith("Collecting "):
                    gezien += 1
                    stap.toon(f"{gezien}/{totaal} {regel.split()[1].split('==')[0]}")
                elif regel.startswith("Installing collected"):
                    stap.toon("uitpakken")
        except BaseException:
            proces.terminate()
            raise
    if proces.returncode:
        with open(log, encoding="utf-8", errors="replace") as bestand:
            raise duiding(bestand.read(), list(laatste), log)


def duiding(uitvoer: str, laatste: list[str], log: str) -> StartError:
    """Which of our failures pip's output means; the order goes from sure to vague."""
    staart = "\n".join(f"    {regel}" for regel in laatste)
    if VOL.search(uitvoer):
        return SchijfVol("De schijf raakte vol tijdens het installeren. Maak ruimte en start opnieuw.")
    if VERVALST.search(uitvoer):
        return InstallatieMislukt(
            "Een gedownload pakket is niet wat in requirements/ is vastgelegd, en is daarom geweigerd:\n"
            f"{staart}\n  Volledige uitvoer: {log}"
        )
    if NETWERK.search(uitvoer):
        return DownloadMislukt(
            f"Downloaden van pakketten is mislukt. De laatste regels:\n{staart}\n"
            "  Opnieuw starten gaat verder: wat al gedownload is, hoeft niet nog eens.\n"
            f"  Volledige uitvoer: {log}"
        )
    return InstallatieMislukt(
        f"Installeren is mislukt. De laatste regels:\n{staart}\n  Volledige uitvoer: {log}"
    )
