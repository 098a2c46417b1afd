"""Understands how an engine is doing, as numbers that a demo, a probe or an operator can read. No content, no
keys.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Stand:
    """One look at an engine. Positions are confirmed ones: everything before them is handled and durable.

    `volgende_wekker_ms` is the moment of the next alarm and may lie in the past: then it is on its way or
    waits for a watermark (`wachtende_wekkers`). `laatste_voortgang_ms` is real time, also on a stepping
    clock. `geisoleerd`: keys that wait for a repair by people. `opgehouden`: topics that are not
    read now, for whatever reason; `ingehouden`: those held for what is on them, with since when and why.
    `oordelen`: per partner and code how often. `merken`: per topic that alarms wait for, up
    to when it was read (ms since 1970; 0: never told). `achterstand`: offsets per topic that are not handled
    yet, control markers included. `oudste_batch_s`: how long the oldest work in hand lasts.
    """

    naam: str
    gereed: bool = False
    posities: dict[str, dict[int, int]] = field(default_factory=dict)
    onderweg: int = 0
    volgende_wekker_ms: int | None = None
    wachtende_wekkers: int = 0
    tellers: dict[str, int] = field(default_factory=dict)
    laatste_voortgang_ms: int | None = None
    opgehouden: tuple[str, ...] = ()
    geisoleerd: int = 0
    ingehouden: dict[str, dict[str, str | int]] = field(default_factory=dict)
    oordelen: dict[str, dict[str, int]] = field(default_factory=dict)
    merken: dict[str, int] = field(default_factory=dict)
    achterstand: dict[str, int] = field(default_factory=dict)
    oudste_batch_s: float = 0.0

    def als_dict(self) -> dict[str, object]:
        return asdict(self)
