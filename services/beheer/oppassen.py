"""Understands when a process that ended is started again: after a growing pause, or never."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beheer.fouten import BeheerError
from beheer.kinderen import Kind
from beheer.uitgangscodes import Uitgang

EERST_HERSTELLEN = frozenset({64, 78})
"""Exit codes that a new start would only repeat (`ExitCode`: settings, another Faust)."""

PAUZE_S = (1.0, 2.0, 4.0, 8.0, 15.0, 30.0, 60.0)
LANG_GENOEG_S = 60.0
"""A child that ran this long starts again at the shortest pause."""

_TIK_S = 0.2


@dataclass(slots=True)
class Beurt:
    """One child, how often it fell in a row, and when it may start again (monotonic seconds)."""

    kind: Kind
    gevallen: int = 0
    gestart_op: float = 0.0
    weer_op: float | None = None

    def start(self, nu: float) -> None:
        self.kind.start()
        self.gestart_op, self.weer_op = nu, None

    def val(self, nu: float) -> float:
        """Take note of its end; returns the pause in seconds."""
        if nu - self.gestart_op >= LANG_GENOEG_S:
            self.gevallen = 0
        pauze = PAUZE_S[min(self.gevallen, len(PAUZE_S) - 1)]
        self.gevallen += 1
        self.weer_op = nu + pauze
        return pauze


def pas_op(
    kinderen: Sequence[Kind], zeg: Callable[[str], None], bewaak: Callable[[], None] = lambda: None
) -> None:
    """Start all and keep them running, for ever. Raises BeheerError for a child that must be mended first.

    `bewaak` is called each round and may raise; ending the children is the caller's work.
    """
    beurten = [Beurt(kind) for kind in kinderen]
    for beurt in beurten:
        beurt.start(time.monotonic())
        zeg(f"{beurt.kind.naam} gestart (proces {beurt.kind.pid})")
    while True:
        bewaak()
        for beurt in beurten:
            _kijk(beurt, time.monotonic(), zeg)
        time.sleep(_TIK_S)


def _kijk(beurt: Beurt, nu: float, zeg: Callable[[str], None]) -> None:
    if beurt.weer_op is not None:
        if nu >= beurt.weer_op:
            beurt.start(nu)
            zeg(f"{beurt.kind.naam} opnieuw gestart (proces {beurt.kind.pid})")
        return
    code = beurt.kind.uitgang
    if code is None:
        return
    if code in EERST_HERSTELLEN:
        raise BeheerError(
            f"Het proces {beurt.kind.naam} wil niet starten (uitgangscode {code}).",
            details=beurt.kind.staart(),
            raad="Hierboven staat waarom; herstel dat eerst en start dan opnieuw.",
            uitgang=Uitgang.INRICHTING if code == 64 else Uitgang.PROCES,
        )
    pauze = beurt.val(nu)
    zeg(f"{beurt.kind.naam} is gestopt (uitgangscode {code}); nieuwe start over {pauze:.0f} s")
