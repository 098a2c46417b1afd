"""Understands where keys are kept: one per verzoek, and one per partner and day for what is in quarantine.

Whoever destroys a key destroys what was encrypted under it. Keys rest wrapped (AES-KW) under the
hoofdsleutel; what they encrypt is another's work. This is the port and its in-memory form; the real one is in
`kluis_sql.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Protocol, TypeAlias
from uuid import UUID

from keten.platform.fouten import SleutelOntbreektError

SLEUTEL_BYTES: Final = 32
KLUISBESTAND: Final = "kluis.sqlite"
"""The vault of a laptop, in the data folder."""

Dag: TypeAlias = tuple[str, date]
"""Partner code and calendar date (UTC) of arrival."""


class KluisPoort(Protocol):
    """Keys by verzoek, and by partner and day. Every answer is 32 bytes; a key never changes once given."""

    async def sleutels_voor(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        """A key for each, made where there was none. Made keys are on disk before this returns."""
        ...

    async def haal(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        """The keys that are there; makes none. Callers must not assume that every one is there."""
        ...

    async def dagsleutels(self, dagen: Sequence[Dag]) -> Mapping[Dag, bytes]:
        """As `sleutels_voor`, for bytes in quarantine."""
        ...


def dagsleutel_id(dag: Dag) -> str:
    """How a record in quarantine names its key."""
    partner, datum = dag
    return f"{partner}/{datum.isoformat()}"


def eis_sleutel(sleutels: Mapping[UUID, bytes], verzoek_id: UUID) -> bytes:
    """The key, or our own trouble: nothing is produced before its key is kept."""
    sleutel = sleutels.get(verzoek_id)
    if sleutel is None:
        raise SleutelOntbreektError("no key in the vault for a verzoek of ours")
    return sleutel


@dataclass(slots=True)
class GeheugenKluis:
    """Keys from a seed, for `simuleer` and tests: two runs give the same bytes. It keeps nothing safe."""

    zaad: bytes = b"wijkketen"
    bewaard: set[UUID] = field(default_factory=set)

    def _maak(self, gebruik: str) -> bytes:
        return hashlib.blake2b(gebruik.encode("utf-8"), key=self.zaad, digest_size=SLEUTEL_BYTES).digest()

    async def sleutels_voor(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        self.bewaard.update(verzoeken)
        return {v: self._maak(f"verzoek/{v}") for v in verzoeken}

    async def haal(self, verzoeken: Sequence[UUID]) -> Mapping[UUID, bytes]:
        return {v: self._maak(f"verzoek/{v}") for v in verzoeken if v in self.bewaard}

    async def dagsleutels(self, dagen: Sequence[Dag]) -> Mapping[Dag, bytes]:
        return {d: self._maak(f"dag/{dagsleutel_id(d)}") for d in dagen}
