"""Understands how a process with an engine runs and ends: until SIGTERM or SIGINT, in good order, or at once.

Shared by the shapes, so that all processes start, show themselves and stop alike.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import signal
from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeVar

from keten.platform.motor.einde import Meld, sterf, sterf_door
from keten.platform.motor.fouten import EXIT_WAAKHOND

R = TypeVar("R")

_uvloop: Any = importlib.import_module("uvloop") if importlib.util.find_spec("uvloop") else None

STOPGEDULD_S: Final = 40.0
_VRAAGGEDULD_S: Final = 2.0


def draai(hoofd: Callable[[asyncio.Event], Coroutine[Any, Any, None]], meld: Meld) -> None:
    """Runs `hoofd` with an event that is set when the process must stop. Whatever escapes it ends the
    process.
    """
    try:
        with asyncio.Runner(loop_factory=nieuwe_lus) as loper:
            loper.run(_met_signalen(hoofd, meld))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fout:  # noqa: BLE001  fail-stop: no other part of the process may go on
        sterf_door(fout, meld)


def nieuwe_lus() -> asyncio.AbstractEventLoop:
    """An event loop; uvloop where there is one, since it saves a quarter of the engine's work (ADR 0011)."""
    lus: asyncio.AbstractEventLoop = _uvloop.new_event_loop() if _uvloop else asyncio.new_event_loop()
    return lus


async def _met_signalen(hoofd: Callable[[asyncio.Event], Coroutine[Any, Any, None]], meld: Meld) -> None:
    stop = asyncio.Event()
    lus = asyncio.get_running_loop()
    for teken in (signal.SIGTERM, signal.SIGINT):
        lus.add_signal_handler(teken, stop.set)
    await of_sterf(hoofd(stop), meld)


async def of_sterf(wat: Coroutine[Any, Any, None], meld: Meld) -> None:
    """Whatever escapes it ends the process here: a Runner or a TaskGroup would first let every other task run
    its `finally`, and wait for it.
    """
    try:
        await wat
    except (KeyboardInterrupt, SystemExit, asyncio.CancelledError):
        raise
    except BaseException as fout:  # noqa: BLE001  fail-stop: no other part of the process may go on
        sterf_door(fout, meld)


async def binnen_geduld(wat: Coroutine[Any, Any, object], meld: Meld) -> None:
    """Stopping in good order has a limit too; past it nothing is lost, only read again."""
    try:
        async with asyncio.timeout(STOPGEDULD_S):
            await wat
    except TimeoutError:
        sterf(EXIT_WAAKHOND, "the process did not stop in time", meld)


def uit_draad(functie: Callable[[], R]) -> Callable[[], R]:
    """Calls `functie` in this event loop from any other thread; raises when the loop does not answer."""
    lus = asyncio.get_running_loop()

    async def roep() -> R:
        return functie()

    def vraag() -> R:
        return asyncio.run_coroutine_threadsafe(roep(), lus).result(_VRAAGGEDULD_S)

    return vraag
