"""Understands which processes an earlier run left behind when it was killed, and ends only those.

A process is ours to end only when a note names it *and* its own environment holds the folder the note stands
in: a process id alone may since have gone to somebody else's program. Where the system does not show an
environment, nothing is ended.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

DATA = "WIJKKETEN_DATA"
_GEDULD_S = 10.0


def ruim_wezen_op(notities: Path, data: Path) -> list[int]:
    """End what the `*.pid` notes in one folder name, if it was started for `data`; returns the ids."""
    beeindigd = []
    for notitie in sorted(notities.glob("*.pid")):
        try:
            pid = int(notitie.read_text(encoding="ascii"))
        except ValueError:
            continue
        if _is_van(pid, data):
            _beeindig(pid, data)
            beeindigd.append(pid)
    return beeindigd


def _is_van(pid: int, data: Path) -> bool:
    try:
        omgeving = Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False
    return f"{DATA}={data}".encode() in omgeving.split(b"\0")


def _loopt(pid: int) -> bool:
    """False from when it has ended, taken note of or not; its environment is gone a little earlier."""
    try:
        stand = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return stand.rpartition(")")[2].split()[0] not in ("Z", "X")


def _beeindig(pid: int, data: Path) -> None:
    for teken in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.kill(pid, teken)
        except ProcessLookupError:
            return
        tot = time.monotonic() + _GEDULD_S
        while _loopt(pid) and time.monotonic() < tot:
            time.sleep(0.05)
