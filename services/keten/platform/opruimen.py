"""Understands how seldom a process looks for cycles when it makes thousands of values that have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

DREMPELS: Final = (50_000, 20, 50)
"""A batch makes thousands of short-lived values without cycles; Python's default looks at them every 700."""


def ruim_zelden_op() -> None:
    """From now on, for as long as the process lives; what is there already is never looked at again."""
    gc.freeze()
    gc.set_threshold(*DREMPELS)


@contextmanager
def zelden_opruimen() -> Iterator[None]:
    """For a while."""
    was = gc.get_threshold()
    gc.set_threshold(*DREMPELS)
    try:
        yield
    finally:
        gc.set_threshold(*was)
