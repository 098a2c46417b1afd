"""Understands that only one start at a time installs.

The lock is the kernel's (flock), so it is gone when its holder is, however that ended. The installer's own
children inherit it: while one of them still writes after its parent was killed, the next start waits.
"""

import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from lanceer.fouten import AndereStartBezig

GEDULD = 1800.0
TUSSENPOOS = 0.2


@contextmanager
def alleen(pad: str, geduld: float = GEDULD) -> Iterator[int]:
    """Hold the lock; yields its descriptor, to be passed on to children."""
    greep = os.open(pad, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _neem(greep, geduld)
        yield greep
    finally:
        os.close(greep)


def _neem(greep: int, geduld: float) -> None:
    eind = time.monotonic() + geduld
    gezegd = False
    while True:
        try:
            fcntl.flock(greep, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not gezegd:
                sys.stderr.write("Een andere start is al aan het installeren; ik wacht daarop ...\n")
                gezegd = True
            if time.monotonic() > eind:
                raise AndereStartBezig(
                    f"Een andere start is na {geduld:.0f} seconden nog aan het installeren. "
                    "Kijk in .wijkketen/logs/ waar die staat, en probeer het daarna opnieuw."
                ) from None
            time.sleep(TUSSENPOOS)
        else:
            return
