"""Understands how to lay rows of one id beside each other when there are more than fit in memory.

Rows of fixed size are kept until there are many, and then go, in order, into a number of files by the first
byte of their id; each file is sorted by itself at the end. So memory is bounded by the largest file, however
long the log is, and a file that is still too large is split again.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

_VORM: Final = struct.Struct(">16sBHHQ8sB")
BAKKEN: Final = 256
BUFFER_RIJEN: Final = 100_000
"""About 8 MiB."""

GRENS_BYTES: Final = 24 * 1024 * 1024
"""A file up to this size is sorted in memory, which costs about four times as much."""

SOORT: Final = 16
"""Place of the kind in a packed row; the number of a topic takes the two bytes after it."""

VLAG: Final = _VORM.size - 1

pak = _VORM.pack
"""(id of 16 bytes, kind, topic number, partition, offset, digest of 8 bytes, flags)."""


class Rij(NamedTuple):
    """One row. `ref`: number of a topic; `afdruk`: digest of what must be equal."""

    id: bytes
    soort: int
    ref: int
    partitie: int
    offset: int
    afdruk: bytes
    vlag: int


def ontpak(groep: list[bytes]) -> list[Rij]:
    """Packed rows as values."""
    return [Rij._make(_VORM.unpack(rij)) for rij in groep]


class Idboek:
    """Rows go in in any order and come out by id. Files live in `map_`, which is the caller's to remove."""

    def __init__(self, map_: Path, byte: int = 0) -> None:
        self._map = map_
        self._byte = byte
        self._los: list[bytes] = []
        self._op_schijf: set[int] = set()

    def zet(self, rij: bytes) -> None:
        """One packed row."""
        self._los.append(rij)
        if len(self._los) >= BUFFER_RIJEN:
            self._spoel()

    def _spoel(self) -> None:
        self._los.sort()
        for nummer, rijen in groupby(self._los, key=itemgetter(self._byte)):
            with self._bestand(nummer).open("ab") as uit:
                uit.write(b"".join(rijen))
            self._op_schijf.add(nummer)
        self._los.clear()

    def _bestand(self, nummer: int) -> Path:
        return self._map / f"{self._byte}-{nummer:02x}"

    def groepen(self) -> Iterator[list[bytes]]:
        """The packed rows of each id together, by kind, then place. Can be asked once."""
        if not self._op_schijf:
            self._los.sort()
            yield from _gegroepeerd(self._los)
            self._los = []
            return
        self._spoel()
        for nummer in sorted(self._op_schijf):
            bestand = self._bestand(nummer)
            if bestand.stat().st_size > GRENS_BYTES and self._byte < 15:
                yield from self._gesplitst(bestand)
                continue
            rauw, maat = bestand.read_bytes(), _VORM.size
            bestand.unlink()
            yield from _gegroepeerd(sorted([rauw[i : i + maat] for i in range(0, len(rauw), maat)]))

    def _gesplitst(self, bestand: Path) -> Iterator[list[bytes]]:
        map_ = bestand.with_suffix(".delen")
        map_.mkdir()
        delen = Idboek(map_, self._byte + 1)
        with bestand.open("rb") as rijen:
            while rauw := rijen.read(_VORM.size * 4096):
                for i in range(0, len(rauw), _VORM.size):
                    delen.zet(rauw[i : i + _VORM.size])
        bestand.unlink()
        yield from delen.groepen()
        map_.rmdir()


def _gegroepeerd(rijen: list[bytes]) -> Iterator[list[bytes]]:
    groep: list[bytes] = []
    id_ = b""
    for rij in rijen:
        if rij[:16] != id_:
            if groep:
                yield groep
            groep, id_ = [], rij[:16]
        groep.append(rij)
    if groep:
        yield groep
