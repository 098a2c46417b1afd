"""Understands how an engine ends when something is wrong: at once, with a code, and without touching
anything.

`os._exit` runs no `finally` and commits nothing. What was not confirmed is simply read again by the next
owner. The text says where it happened and never what was in a record: a message of an exception may hold a
value, so only our own errors are quoted.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import NoReturn

from keten.platform.motor.fouten import EXIT_ONVERWACHT, EXIT_VERSTOTEN, MotorError

Meld = Callable[..., None]
"""`meld(event, level, **fields)`: where an engine logs; `logboek.meld` fits."""

_VERSTOTEN = ("ProducerFenced", "InvalidProducerEpoch", "VerstotenError")


def meld_op_stderr(gebeurtenis: str, niveau: str = "info", **velden: object) -> None:
    """One line, for a process that has no log of its own."""
    tekst = " ".join([niveau, gebeurtenis, *(f"{k}={v}" for k, v in velden.items())])
    print(tekst, file=sys.stderr, flush=True)


def exit_code(fout: BaseException) -> int:
    """Which code a fatal error ends the process with; being fenced is told apart from everything else."""
    while True:
        if type(fout).__name__ in _VERSTOTEN:
            return EXIT_VERSTOTEN
        if isinstance(fout, MotorError):
            return fout.exit_code
        oorzaak = fout.__cause__ or (fout.exceptions[0] if isinstance(fout, BaseExceptionGroup) else None)
        if oorzaak is None:
            return EXIT_ONVERWACHT
        fout = oorzaak


def omschrijf(fout: BaseException) -> str:
    """Kind and place. The message only of our own errors."""
    plekken = traceback.extract_tb(fout.__traceback__)[-4:]
    waar = " < ".join(f"{p.filename.rpartition('/')[2]}:{p.lineno}" for p in reversed(plekken))
    wat = f"{type(fout).__name__}: {fout}" if isinstance(fout, MotorError) else type(fout).__name__
    return f"{wat} ({waar})" if waar else wat


def sterf(code: int, reden: str, meld: Meld = meld_op_stderr) -> NoReturn:
    """Ends the process now."""
    try:
        meld("engine_failed", "error", fout=reden, exit_code=code)
        sys.stderr.flush()
        sys.stdout.flush()
    finally:
        os._exit(code)


def sterf_door(fout: BaseException, meld: Meld = meld_op_stderr) -> NoReturn:
    """Ends the process because of an exception that nobody handles."""
    sterf(exit_code(fout), omschrijf(fout), meld)
