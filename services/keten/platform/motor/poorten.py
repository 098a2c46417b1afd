"""Understands what an engine needs from the world, and what a process gives to an engine.

The steps of a process stand on this side; Faust, aiokafka and the in-memory log stand on the other.
Nothing here may import either, so that the same steps run on Kafka, in `simuleer` and in a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar, dataclass_transform

Koppen: TypeAlias = tuple[tuple[str, bytes], ...]
T = TypeVar("T")
V = TypeVar("V")
C = TypeVar("C")

WEKKER_KOP = "wekker"
"""Header of an alarm record: `<debtor, 16 hex digits>:<wek_op, ms since 1970>`. Only an engine writes it."""

HERSTEL_KOP = "herstel"
"""Header of a repair: `<isolated from>:<last handled>`, offsets of one key (see `herspel`). No step ever
sees such a record, only what it carries.
"""

NU_KOP = "wijkketen-nu"
"""Header with a virtual arrival time (ms since 1970). Believed only by a process that runs on a stepping
clock.
"""


@dataclass_transform(frozen_default=True)
def waarde(soort: type[C]) -> type[C]:
    """A value: nobody changes one, and the type checker sees to that.

    Not frozen at run time: such a dataclass costs five times as much to make, and these are made for each
    record, in the hottest loop there is (ADR 0011).
    """
    return dataclass(slots=True, unsafe_hash=True)(soort)


@waarde
class Record:
    """One record as it was read: raw bytes, never decoded by an engine.

    `tijd_ms` is the broker's time stamp (ms since 1970; LogAppendTime on `in.*`).
    """

    topic: str
    partitie: int
    offset: int
    sleutel: bytes | None
    waarde: bytes | None
    koppen: Koppen
    tijd_ms: int


@waarde
class Uitvoer:
    """One record to be written. Without `partitie` the key decides (murmur2), as in every Kafka client we
    allow.
    """

    topic: str
    sleutel: bytes | None
    waarde: bytes | None
    koppen: Koppen = ()
    partitie: int | None = None


@waarde
class Wek:
    """The next moment at which something is due for one debtor of one key.

    `debiteur` is 8 bytes (see `debiteur_id`); `wek_op_ms` lies after the moment at which it was set.
    """

    debiteur: bytes
    wek_op_ms: int


@waarde
class Uitkomst(Generic[T]):
    """What a step made of one record: the whole new state, all alarms that now hold, and what must be
    written.

    `toestand` None means: still no state. Alarms are replaced as a whole, never merged.
    """

    toestand: T | None
    wekkers: tuple[Wek, ...] = ()
    uitvoer: tuple[Uitvoer, ...] = ()


class KernError(Exception):
    """The pure core raised. The engine isolates this one key and goes on; anything else ends the process."""


class VolgStap(Protocol[T, V]):
    """The step of a *volgen* process: one topic, a state per key, alarms.

    `stap` is pure: same state, record and `voorraad`, same outcome, to the byte. It must not change its
    input.
    """

    def laad(self, rauw: bytes) -> T: ...

    def schrijf(self, toestand: T) -> bytes: ...

    async def bereid_voor(self, records: Sequence[Record]) -> V:
        """All I/O that a batch needs (vault keys …), once per batch, before the pure steps."""
        ...

    def stap(self, toestand: T | None, record: Record, voorraad: V) -> Uitkomst[T]:
        """Raises KernError when the pure core failed on this record; the key is then isolated."""
        ...

    def isoleer(self, toestand: T | None, record: Record, fout: KernError | None) -> Sequence[Uitvoer]:
        """What to write for a record of an isolated key; `fout` is None for each record after the first.

        `toestand`: as it stands since then.
        """
        ...

    def wekker(self, sleutel: bytes, wek: Wek, nu_ms: int) -> Uitvoer:
        """The alarm as a record for the step's own input topic. The engine adds header and partition."""
        ...


class OmzetStap(Protocol[V]):
    """The step of an *omzetten* process: many topics, no state. A re-read must give the same outputs and
    bytes.
    """

    async def bereid_voor(self, records: Sequence[Record]) -> V: ...

    def zet_om(self, record: Record, voorraad: V) -> Sequence[Uitvoer]: ...


class Klok(Protocol):
    """The only source of time. Milliseconds since 1970, UTC."""

    def nu_ms(self) -> int: ...


class Opslag(Protocol):
    """State of one partition by key. `schrijf` is atomic; a value of None removes the key."""

    def haal(self, sleutels: Sequence[bytes]) -> list[bytes | None]: ...

    def schrijf(self, rijen: Mapping[bytes, bytes | None]) -> None: ...

    def alles(self) -> Iterable[tuple[bytes, bytes]]: ...


class Log(Protocol):
    """Where an engine writes. Everything of one call becomes visible together or not at all."""

    async def transactie(
        self, partitie: int, uitvoer: Sequence[Uitvoer], rijen: Mapping[bytes, bytes]
    ) -> None:
        """Outputs and changelog rows of one input partition in one transaction.

        Returns when the broker confirmed the commit. Raises when it did not, or when another owner fenced us:
        the caller then must not write its store and must end.
        """
        ...


class Watermerken(Protocol):
    """How far `inname` has read each partner's topic."""

    def gepasseerd(self, debiteur: bytes, moment_ms: int) -> bool:
        """True when everything that this debtor sent up to and including `moment_ms` is a fact by now.

        A debtor without a topic of its own is never waited for.
        """
        ...


class Rem(Protocol):
    """Holds a topic back for what is on it. It decides when a record is handled, never what becomes of it.

    Its words stand in the compacted topic `topic`, which an engine reads from the start and follows.
    """

    @property
    def topic(self) -> str: ...

    def neem_op(self, record: Record) -> None:
        """A word that was read: our own, another worker's, or a person's."""
        ...

    def is_bij(self) -> None:
        """The end of `topic` was reached; before that nothing may be read."""
        ...

    def mag(self, topic: str) -> bool:
        """Whether this topic may be read now."""
        ...

    def besluit(self) -> Sequence[Uitvoer]:
        """New words, because of what was counted or because time passed; to be written with the batch."""
        ...

    def ingehouden(self) -> Mapping[str, Mapping[str, str | int]]:
        """Topics that are held for what is on them: alarms no longer wait for these."""
        ...


class Rijp(Protocol):
    """Says up to where an *omzetten* engine may go; what is not ripe stays unread and holds up no other
    topic.
    """

    async def rijp_tot(self, topic: str) -> int:
        """First offset that may not be handled yet."""
        ...
