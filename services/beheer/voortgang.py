"""Understands what the reader sees while something takes long.

All on standard error. Nothing is shown when `stil`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from beheer.scherm import meldingen

Zeg = Callable[[str], None]


@contextmanager
def stap(naam: str, *, stil: bool = False) -> Iterator[Zeg]:
    """One long step; the value says where it is."""
    if stil:
        yield lambda _: None
        return
    scherm = meldingen()
    begin = time.monotonic()
    if scherm.is_terminal:
        with scherm.status(f"{naam} …", spinner="dots") as status:
            yield lambda bij: status.update(f"{naam} …" if bij == naam else f"{naam}: {bij} …")
    else:
        yield lambda _: None
    scherm.print(f"  [green]✓[/] {naam} [dim]({time.monotonic() - begin:.1f} s)[/]")
