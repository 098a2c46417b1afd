"""Understands how to lay rows of one id beside each other when there are more than fit in memory.

Rows of fixed size go into a number of files by the first byte of their id; each file is then sorted by
itself. So memory is bounded by the largest file, however long the log is, and a file that is still too large
is split again.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

_VORM: Final = struct.Struct(">16sBHHQ8sB")
BAKKEN: Final = 256
BUFFER_BYTES: Final = 32 * 1024
GRENS_BYTES: Final = 24 * 1024 * 1024
"""A file up to this size is sorted in memory, which costs about four times as much."""

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


class Idboek:
    """Rows go in in any order and come out by id. Files live in `map_`, which is the caller's to remove."""

    def __init__(self, map_: Path, byte: int = 0) -> None:
        self._map = map_
        self._byte = byte
        self._bakken = [bytearray() for _ in range(BAKKEN)]
        self._op_schijf: set[int] = set()
        self.aantal = 0

    def zet(self, rij: bytes) -> None:
        """One packed row."""
        nummer = rij[self._byte]
        bak = self._bakken[nummer]
        bak += rij
        self.aantal += 1
        if len(bak) > BUFFER_BYTES:
            self._spoel(nummer)

    def _spoel(self, nummer: int) -> None:
        with self._bestand(nummer).open("ab") as uit:
            uit.write(self._bakken[nummer])
        self._bakken[nummer].clear()
        self._op_schijf.add(nummer)

    def _bestand(self, nummer: int) -> Path:
        return self._map / f"{self._byte}-{nummer:02x}"

    def groepen(self) -> Iterator[list[Rij]]:
        """The rows of each id together, by kind, then place. Can be asked once."""
        for nummer in range(BAKKEN):
            if nummer in self._op_schijf:
                self._spoel(nummer)
                bestand = self._bestand(nummer)
                if bestand.stat().st_size > GRENS_BYTES and self._byte < 15:
                    yield from self._gesplitst(bestand)
                    continue
                rauw = bestand.read_bytes()
                bestand.unlink()
            else:
                rauw = bytes(self._bakken[nummer])
                self._bakken[nummer] = bytearray()
            yield from _gegroepeerd(rauw)

    def _gesplitst(self, bestand: Path) -> Iterator[list[Rij]]:
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


def _gegroepeerd(rauw: bytes) -> Iterator[list[Rij]]:
    maat = _VORM.size
    rijen = sorted([rauw[i : i + maat] for i in range(0, len(rauw), maat)])
    groep: list[Rij] = []
    for ruw in rijen:
        rij = Rij._make(_VORM.unpack(ruw))
        if groep and groep[0].id != rij.id:
            yield groep
            groep = []
        groep.append(rij)
    if groep:
        yield groep
