"""Understands a cut through a running chain at which the sums must be right.

Taken in this order: first how far each process has come, then the ends of the topics, from what is written
last (`uit.*`) back to what is written first (`in.*`). So whatever lies before a process's position has all
its outcomes before the ends, and whatever lies before an end has its cause before the end of its topic. What
a process had not reached yet is under way, and not missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Deel = tuple[str, int]
"""Topic and partition."""


@dataclass(frozen=True, slots=True)
class Snede:
    """`begin`, `eind`: per partition the first offset that is still kept, and the end.

    `gelezen_inname`: per `in.<partner>`; `gelezen_opvolging`, `gelezen_bezorging`: per partition of `feiten`
    and `berichten`: everything before it is handled, and what came of it is durable. `vanaf_ms`: time of the
    first record that is kept, only where older ones have passed out of retention. `wachtend`: ids of
    the orders that wait at bezorging, at the position that it has.
    """

    begin: Mapping[Deel, int]
    eind: Mapping[Deel, int]
    gelezen_inname: Mapping[str, int]
    gelezen_opvolging: Mapping[int, int]
    gelezen_bezorging: Mapping[int, int]
    vanaf_ms: Mapping[Deel, int] = field(default_factory=dict)
    wachtend: frozenset[bytes] = frozenset()

    def delen(self, topic: str) -> list[Deel]:
        """The partitions of a topic, in order."""
        return sorted(deel for deel in self.eind if deel[0] == topic)

    def topics(self, begin: str) -> list[str]:
        """The topics whose name starts so."""
        return sorted({topic for topic, _ in self.eind if topic.startswith(begin)})

    def aantal(self, topics: Iterable[str]) -> int:
        """About how many records: offsets between begin and end."""
        gekozen = set(topics)
        return sum(self.eind[d] - self.begin.get(d, 0) for d in self.eind if d[0] in gekozen)

    def weg_voor_ms(self, topic: str) -> int:
        """What is older than this may have passed out of the retention of a topic; -1: nothing has."""
        return max((ms for (t, _), ms in self.vanaf_ms.items() if t == topic), default=-1)
