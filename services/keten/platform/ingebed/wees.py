"""Understands what an earlier run left behind, and ends only that.

A process is ours to end only when the folder's own note names it *and* its command line holds this folder: a
process id alone may since have gone to somebody else's program.
"""

import os
import signal
import subprocess
import time
from pathlib import Path

from keten.platform.ingebed.fouten import IngebedKafkaError

BESTAND = "kafka.pid"
GEDULD = 15.0


def noteer(map: Path, pid: int) -> None:
    """Note whom this folder started."""
    (map / BESTAND).write_text(f"{pid}\n", encoding="utf-8")


def vergeet(map: Path) -> None:
    """Strike the note: what it named has ended."""
    (map / BESTAND).unlink(missing_ok=True)


def ruim_wees_op(map: Path) -> int | None:
    """End the process the folder's note names, if that is what it says; gives the id of what was ended."""
    try:
        pid = int((map / BESTAND).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        vergeet(map)
        return None
    if not is_van(map, pid):
        vergeet(map)
        return None
    for nummer, geduld in ((signal.SIGTERM, GEDULD), (signal.SIGKILL, GEDULD)):
        try:
            os.kill(pid, nummer)
        except ProcessLookupError:
            break
        if _weg(map, pid, geduld):
            break
    else:
        raise IngebedKafkaError(f"Een eerdere Kafka in {map} (proces {pid}) laat zich niet stoppen.")
    vergeet(map)
    return pid


def is_van(map: Path, pid: int) -> bool:
    """Whether process `pid` exists and was started for this folder."""
    return str(map.resolve()) in _opdrachtregel(pid)


def _weg(map: Path, pid: int, geduld: float) -> bool:
    eind = time.monotonic() + geduld
    while time.monotonic() < eind:
        if not is_van(map, pid):
            return True
        time.sleep(0.05)
    return False


def _opdrachtregel(pid: int) -> str:
    """The command line; empty for a process that is gone or has ended but was not waited for."""
    proc = Path(f"/proc/{pid}/cmdline")
    if Path("/proc/self/cmdline").exists():
        try:
            return proc.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    uitvoer = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    return uitvoer.stdout
