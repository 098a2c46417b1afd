"""Understands when it may be said that a partner's topic was read up to a moment.

Pure bookkeeping, no I/O. A cycle has a moment T from the broker; then the ends of the topics are asked; once
everything below such an end is handled and committed, T holds for that topic. A topic that is held or lags
keeps its old mark, whatever the others do: an end that was not reached yet is kept, and not replaced by a
later one, or a busy topic would never get a mark.
"""

from __future__ import annotations

from collections.abc import Mapping


class Watermerkgever:
    """Per topic the mark that holds, and one (moment, end) that is waited for."""

    def __init__(self) -> None:
        self._wacht: dict[str, tuple[int, int]] = {}
        self._geldt: dict[str, int] = {}
        self._nieuw: set[str] = set()

    def begin(self, topics: set[str]) -> None:
        """A new assignment: what was waited for may be somebody else's by now."""
        self._wacht = {}
        self._nieuw &= topics
        self._geldt = {t: m for t, m in self._geldt.items() if t in topics}

    def te_vragen(self, topics: set[str]) -> set[str]:
        """Topics for which an end may be asked."""
        return topics - self._wacht.keys()

    def vraag(self, moment_ms: int, einden: Mapping[str, int]) -> None:
        """`einden` were asked after `moment_ms` was known."""
        for topic, einde in einden.items():
            self._wacht.setdefault(topic, (moment_ms, einde))

    def vergeet(self, topic: str) -> None:
        """Its records may have been handled, but that could not be committed."""
        self._wacht.pop(topic, None)

    def bereikt(self, posities: Mapping[str, int]) -> None:
        """Positions below which everything is handled and committed."""
        for topic, positie in posities.items():
            moment, einde = self._wacht.get(topic, (0, positie + 1))
            if positie >= einde:
                del self._wacht[topic]
                if moment > self._geldt.get(topic, -1):
                    self._geldt[topic] = moment
                    self._nieuw.add(topic)

    def neem_nieuwe(self) -> dict[str, int]:
        """Marks to be published, each once."""
        nieuw = {t: self._geldt[t] for t in sorted(self._nieuw)}
        self._nieuw = set()
        return nieuw

    def merk(self, topic: str) -> int | None:
        return self._geldt.get(topic)
