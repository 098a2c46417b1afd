"""Promises of the end of a process: what escapes ends it at once, and nothing else may act any more."""

from __future__ import annotations

import subprocess
import sys

import pytest

_BEGIN = """
import asyncio
from keten.platform.motor.einde import meld_op_stderr
from keten.platform.motor.fouten import KlokError
from keten.platform.motor.procesloop import draai, of_sterf

async def ander():
    try:
        await asyncio.Event().wait()
    finally:
        print("FINALLY OF ANOTHER TASK", flush=True)
        await asyncio.sleep(20)

async def fout():
    await asyncio.sleep(0.05)
    raise KlokError("clocks differ")
"""

_LOS = """
async def hoofd(stop):
    taak = asyncio.ensure_future(ander())
    asyncio.get_running_loop().run_in_executor(None, __import__("time").sleep, 20)
    await fout()
"""

_GROEP = """
async def hoofd(stop):
    async with asyncio.TaskGroup() as groep:
        groep.create_task(of_sterf(ander(), meld_op_stderr))
        groep.create_task(of_sterf(fout(), meld_op_stderr))
"""


@pytest.mark.parametrize("hoofd", [_LOS, _GROEP], ids=["loose", "group"])
def test_a_failure_ends_the_process_before_any_finally(hoofd: str) -> None:
    """No `finally` of another task, no waiting for threads; the code says what was wrong."""
    gedaan = subprocess.run(
        [sys.executable, "-c", f"{_BEGIN}{hoofd}\ndraai(hoofd, meld_op_stderr)"],
        capture_output=True,
        text=True,
        timeout=9,
        check=False,
    )
    assert gedaan.returncode == 73, gedaan.stderr
    assert "KlokError: clocks differ" in gedaan.stderr
    assert gedaan.stdout == ""
