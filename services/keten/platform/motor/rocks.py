"""Understands the state of one partition on the local disk: a copy of the changelog that may be thrown away.

Written after the broker confirmed, in one write batch together with how far in the changelog it is. So after
any kill it is the changelog up to some point, never more.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import rocksdict

from keten.platform.motor.envelop import POSITIE

_CHANGELOG: Final = b"\x00changelog"
_BLOKCACHE: Final = 64 << 20
_SCHRIJFBUFFER: Final = 16 << 20


def _opties() -> Any:
    """The default block cache is 2 GiB for each partition."""
    tabel = rocksdict.BlockBasedOptions()
    tabel.set_block_cache(rocksdict.Cache(_BLOKCACHE))
    tabel.set_bloom_filter(10, False)
    opties = rocksdict.Options(raw_mode=True)
    opties.create_if_missing(True)
    opties.set_block_based_table_factory(tabel)
    opties.set_write_buffer_size(_SCHRIJFBUFFER)
    opties.set_max_open_files(512)
    opties.set_keep_log_file_num(2)
    return opties


class RocksOpslag:
    """The port `Opslag`. `gezien_tot` is the changelog offset from which a restart must read again."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        map_.parent.mkdir(parents=True, exist_ok=True)
        self._db: Any = rocksdict.Rdict(str(map_), _opties())
        rauw = self._db.get(_CHANGELOG)
        self.gezien_tot = 0 if rauw is None else int(rauw)

    def haal(self, sleutels: Sequence[bytes]) -> list[bytes | None]:
        gevonden: list[bytes | None] = self._db.get(list(sleutels))
        return gevonden

    def schrijf(self, rijen: Mapping[bytes, bytes | None]) -> None:
        batch = rocksdict.WriteBatch(raw_mode=True)
        for sleutel, waarde in rijen.items():
            if waarde is None:
                batch.delete(sleutel)
            else:
                batch.put(sleutel, waarde)
        batch.put(_CHANGELOG, b"%d" % self.gezien_tot)
        self._db.write(batch)

    def alles(self) -> Iterable[tuple[bytes, bytes]]:
        for sleutel, waarde in self._db.items():
            if sleutel not in (_CHANGELOG, POSITIE):
                yield sleutel, waarde

    def wis(self) -> None:
        """Throws the copy away; it is read again from the changelog."""
        self._db.close()
        shutil.rmtree(self._map)
        self._db = rocksdict.Rdict(str(self._map), _opties())
        self.gezien_tot = 0

    def sluit(self) -> None:
        self._db.close()
