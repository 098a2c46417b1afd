"""Understands whether our clock is the broker's, from records that a broker stamped as they arrived.

A record that comes late says nothing about clocks: a fetch may have waited for a network. So a clock that
seems ahead is believed only when a row of looks all say so, the freshest of each; one that is behind is
believed at once, since no delay makes a record come before it was written.
"""

from __future__ import annotations

from typing import Final

from keten.platform.motor.fouten import KlokError
from keten.platform.motor.poorten import Klok

MAX_AFWIJKING_MS: Final = 5000
LEESWACHT_MS: Final = 1000
"""How long one look for records may take."""
KEREN: Final = 10


class Klokwacht:
    """Give it each batch of records that arrived while it was followed, never what was read to catch up."""

    def __init__(self, klok: Klok) -> None:
        self._klok = klok
        self._voor: list[int] = []

    def zie(self, nieuwste_ms: int) -> None:
        """`nieuwste_ms`: LogAppendTime of the newest record of a batch. Raises KlokError."""
        verschil = self._klok.nu_ms() - nieuwste_ms
        if verschil < -MAX_AFWIJKING_MS:
            raise KlokError(f"our clock is {-verschil} ms behind the broker's")
        if verschil <= MAX_AFWIJKING_MS + LEESWACHT_MS:
            self._voor = []
            return
        self._voor.append(verschil)
        if len(self._voor) == KEREN:
            raise KlokError(f"our clock is at least {min(self._voor)} ms ahead of the broker's")
