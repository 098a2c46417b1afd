"""Understands how two runs of tests share a machine: one in view, one behind it that yields to it.

What needs Kafka waits most of the time, and what needs none only computes: side by side they take little more
than the longer one. The one behind is told when it has ended, in one piece.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_EINDE_S = 10.0


def samen(voor: Sequence[str], achter: Sequence[str], map_: Path) -> int:
    """Run both in `map_` until both have ended; the exit code of the first of them that failed, else 0."""
    with tempfile.TemporaryFile() as uitvoer:
        begin = time.monotonic()
        with _op_de_achtergrond(achter, map_, uitvoer) as proces:
            code = subprocess.run(voor, cwd=map_, check=False).returncode
            proces.wait()
        uitvoer.seek(0)
        sys.stdout.flush()
        sys.stdout.buffer.write(uitvoer.read())
        sys.stdout.write(f"Beide samen: {time.monotonic() - begin:.0f} s\n")
        sys.stdout.flush()
    return code or proces.returncode


@contextmanager
def _op_de_achtergrond(
    opdracht: Sequence[str], map_: Path, uitvoer: IO[bytes]
) -> Iterator[subprocess.Popen[bytes]]:
    """Low in priority, where the system has that; it never outlives whoever began it."""
    laag = ["nice", "-n", "10"] if shutil.which("nice") else []
    proces = subprocess.Popen([*laag, *opdracht], cwd=map_, stdout=uitvoer, stderr=subprocess.STDOUT)
    try:
        yield proces
    finally:
        if proces.poll() is None:
            proces.terminate()
            try:
                proces.wait(_EINDE_S)
            except subprocess.TimeoutExpired:
                proces.kill()
                proces.wait()
