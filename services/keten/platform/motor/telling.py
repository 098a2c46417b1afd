"""Understands how many messages of each partner ended in which way, since this process started.

Read again is counted again: this is what a process did; `wijkketen controle` adds up what is true.
"""

from __future__ import annotations


class Telling:
    """Per partner and word (a code, or an outcome without one) a count. Both are from lists of ours."""

    def __init__(self) -> None:
        self._aantal: dict[str, dict[str, int]] = {}

    def tel(self, partner: str, woord: str) -> None:
        per_woord = self._aantal.setdefault(partner, {})
        per_woord[woord] = per_woord.get(woord, 0) + 1

    def als_dict(self) -> dict[str, dict[str, int]]:
        """A copy: it may be looked at from another thread."""
        return {partner: dict(per_woord) for partner, per_woord in list(self._aantal.items())}
