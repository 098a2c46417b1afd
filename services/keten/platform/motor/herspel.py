"""Understands how an isolated key is repaired: the records it missed, in order, inside one record of its own.

`wijkketen herstel` writes such a record into the input topic, under the key. So the repair has its place in
the one order, its outcome is one transaction, and a kernel that reads again does the same again. It names
from where the key is isolated and which of its records was handled last; where either no longer holds, the
record does nothing and whoever wrote it tries again. Nothing here is a step's business.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from keten.platform.motor.envelop import Rij, keur_wekkers, lees_wekker_kop, ontleed
from keten.platform.motor.fouten import MotorError
from keten.platform.motor.poorten import (
    HERSTEL_KOP,
    WEKKER_KOP,
    KernError,
    Koppen,
    Record,
    Uitvoer,
    VolgStap,
    Wek,
)

T = TypeVar("T")
V = TypeVar("V")

VERSIE: Final = 1
MAX_BYTES: Final = 900_000
"""What one repair may carry, well below the largest record a broker takes; the rest follows in a next one."""

_KOP: Final = struct.Struct(">BI")
_FEIT: Final = struct.Struct(">qqHI")


@dataclass(frozen=True, slots=True)
class Herspel:
    """`vanaf`: isolated from; `gelezen`: last handled; `verder`: isolated from there on after this one, or
    -1.
    """

    vanaf: int
    gelezen: int
    verder: int = -1

    def kop(self) -> tuple[str, bytes]:
        """The header that makes a record a repair."""
        staart = b"" if self.verder < 0 else b":%d" % self.verder
        return HERSTEL_KOP, b"%d:%d%s" % (self.vanaf, self.gelezen, staart)


@dataclass(frozen=True, slots=True)
class Nagespeeld(Generic[T]):
    """What came of it. `fout`: the record on which the core raised again; the state is then as it was."""

    toestand: T | None
    wekkers: tuple[Wek, ...]
    uitvoer: tuple[Uitvoer, ...]
    fout: tuple[Record, KernError] | None = None


def lees_herstel_kop(koppen: Koppen) -> Herspel | None:
    """The repair that this record is, or None for any other. A malformed header is our own trouble."""
    for naam, waarde in koppen:
        if naam == HERSTEL_KOP:
            return Herspel(*map(int, waarde.split(b":")))
    return None


def is_herstel(record: Record) -> bool:
    """True for a repair: no step ever sees it, only what it carries."""
    return bool(record.koppen) and any(naam == HERSTEL_KOP for naam, _ in record.koppen)


def isolement_van(rauw: bytes) -> tuple[int, int]:
    """Isolated from (-1: not) and last handled, of a row as it stands in store and changelog."""
    gelezen, vanaf, _, _ = ontleed(rauw)
    return vanaf, gelezen


def maak_herstel(
    topic: str, sleutel: bytes, rij: bytes, records: Iterable[Record], *, max_bytes: int = MAX_BYTES
) -> Uitvoer:
    """The record that repairs this key, or the first part of its repair.

    `rij`: its latest row in the changelog. `records`: everything of this key in its partition, at least from
    where it is isolated up to what was handled last. Raises MotorError for a key that is not isolated, or
    when a record that it needs is not among them any more.
    """
    vanaf, gelezen = isolement_van(rij)
    if vanaf < 0:
        raise MotorError("the key is not isolated")
    gemist = [r for r in records if _hoort_erbij(r, sleutel, vanaf, gelezen)]
    if not gemist or gemist[0].offset != vanaf:
        raise MotorError("a record that the repair needs is not in the topic any more")
    aantal = _past(gemist, max_bytes)
    verder = gemist[aantal].offset if aantal < len(gemist) else -1
    kop = Herspel(vanaf, gelezen, verder).kop()
    return Uitvoer(topic, sleutel, pak_in(gemist[:aantal]), (kop,), gemist[0].partitie)


def _hoort_erbij(record: Record, sleutel: bytes, vanaf: int, gelezen: int) -> bool:
    if record.sleutel != sleutel or not vanaf <= record.offset <= gelezen:
        return False
    return not is_herstel(record)


def _past(gemist: Sequence[Record], max_bytes: int) -> int:
    """How many fit. The next part may not begin with an alarm: which alarms hold is not kept in between."""
    grootte = _KOP.size
    past = 0
    for i, record in enumerate(gemist):
        if i and lees_wekker_kop(record.koppen) is None:
            past = i
        grootte += _FEIT.size + len(record.waarde or b"") + len(_wekker(record))
        if grootte > max_bytes and past:
            return past
    return len(gemist)


def pak_in(records: Sequence[Record]) -> bytes:
    """`version(1) | n(4) | n × (offset(8) | time ms(8) | len(2) | len(4) | alarm header | value)`."""
    delen = [_KOP.pack(VERSIE, len(records))]
    for record in records:
        wekker, waarde = _wekker(record), record.waarde or b""
        delen.append(_FEIT.pack(record.offset, record.tijd_ms, len(wekker), len(waarde)) + wekker + waarde)
    return b"".join(delen)


def _wekker(record: Record) -> bytes:
    return next((waarde for naam, waarde in record.koppen if naam == WEKKER_KOP), b"")


def pak_uit(record: Record) -> list[Record]:
    """The records that a repair carries, each at its own position, alarms with their header.

    Raises MotorError for bytes that are not ours.
    """
    rauw = record.waarde or b""
    try:
        versie, aantal = _KOP.unpack_from(rauw)
        if versie != VERSIE:
            raise MotorError(f"unknown version of a repair: {versie}")
        return list(_feiten(record, rauw, aantal))
    except struct.error as fout:
        raise MotorError(f"a repair that cannot be: {record.topic}[{record.partitie}]@{record.offset}") from (
            fout
        )


def _feiten(record: Record, rauw: bytes, aantal: int) -> Iterator[Record]:
    plek = _KOP.size
    for _ in range(aantal):
        offset, tijd_ms, wek, lengte = _FEIT.unpack_from(rauw, plek)
        plek += _FEIT.size
        koppen: Koppen = ((WEKKER_KOP, rauw[plek : plek + wek]),) if wek else ()
        waarde = rauw[plek + wek : plek + wek + lengte]
        plek += wek + lengte
        yield Record(record.topic, record.partitie, offset, record.sleutel, waarde, koppen, tijd_ms)


def met_gedragen(records: Sequence[Record]) -> Sequence[Record]:
    """The same batch with each repair replaced by what it carries: what the step must prepare for."""
    if not any(is_herstel(r) for r in records):
        return records
    return [deel for r in records for deel in (pak_uit(r) if is_herstel(r) else (r,))]


def speel_na(stap: VolgStap[T, V], rij: Rij[T], record: Record, voorraad: V) -> Nagespeeld[T]:
    """The step over each carried record, as if none had been missed: all of them, or none.

    The first one was let through when it came; an alarm after it counts only while its state still sets it.
    """
    toestand, uitvoer = rij.toestand, list[Uitvoer]()
    wekkers: tuple[Wek, ...] | None = None
    for gemist in pak_uit(record):
        wek = lees_wekker_kop(gemist.koppen)
        if wek is not None and wekkers is not None and wek not in wekkers:
            continue
        try:
            uitkomst = stap.stap(toestand, gemist, voorraad)
            keur_wekkers(uitkomst.wekkers, wek)
        except KernError as fout:
            return Nagespeeld(
                rij.toestand, (), tuple(stap.isoleer(rij.toestand, gemist, fout)), (gemist, fout)
            )
        toestand, wekkers = uitkomst.toestand, uitkomst.wekkers
        uitvoer += uitkomst.uitvoer
    if wekkers is None:
        raise MotorError("a repair that carries nothing")
    return Nagespeeld(toestand, wekkers, tuple(uitvoer))
