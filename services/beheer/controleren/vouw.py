"""Understands the fold over facts: per request the state that follows from the plain log, by the core alone.

Knows nothing of isolation, repairs, transactions or stores, so that it can be held against a tracker that
has all of those. Only the requests that are busy stay in memory; the others rest on disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from keten.contract.codec import Schemas
from keten.contract.toestand import dossier_naar_bytes, dossier_van_bytes
from keten.contract.vertaling import feit_van_bytes
from keten.domein.dossier import Dossier
from keten.domein.keten import verwerk
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.envelop import lees_wekker_kop
from keten.platform.motor.herspel import is_herstel
from keten.platform.motor.poorten import Record, Uitvoer, Wek
from keten.platform.motor.rocks import RocksOpslag
from vraagopvolging.gevolgen import schrijf_op
from vraagopvolging.wekkers import zet_wekkers

BUSY: Final = 20_000


@dataclass(slots=True)
class Gevouwen:
    """`wekkers`: the alarms that the state sets. `fout`: kind of what the core raised, from where on it is
    not folded any further.
    """

    dossier: Dossier | None = None
    wekkers: tuple[Wek, ...] = ()
    fout: str = ""


class Vouw:
    """One partition of `feiten`. `map_` must be empty."""

    def __init__(self, inrichtingen: Inrichtingen, schemas: Schemas, map_: Path, busy: int = BUSY) -> None:
        self._inrichtingen = inrichtingen
        self._schemas = schemas
        self._schijf = RocksOpslag(map_)
        self._busy = busy
        self._jong: dict[bytes, Gevouwen] = {}

    def neem(self, record: Record) -> Sequence[Uitvoer]:
        """The next fact; what the tracker must have written because of it."""
        wek = lees_wekker_kop(record.koppen) if record.koppen else None
        if record.sleutel is None or record.waarde is None or is_herstel(record):
            return ()
        stand = self.haal(record.sleutel)
        if stand.fout or (wek is not None and wek not in stand.wekkers):
            return ()
        feit = feit_van_bytes(record.waarde, self._schemas)
        try:
            dossier, besluiten = verwerk(stand.dossier, feit, self._inrichtingen.versie(feit.kop.inrichting))
            wekkers = zet_wekkers(dossier)
        except Exception as fout:  # noqa: BLE001  whatever the core raises is a finding about this request
            stand.fout = type(fout).__name__
            return ()
        stand.dossier, stand.wekkers = dossier, wekkers
        return schrijf_op(besluiten, feit, self._schemas)

    def haal(self, sleutel: bytes) -> Gevouwen:
        """Where this request stands now. It is a part of this fold: whoever asks does not change it."""
        stand = self._jong.get(sleutel)
        if stand is None:
            if len(self._jong) >= self._busy:
                self._berg_op()
            rauw = self._schijf.haal([sleutel])[0]
            stand = self._jong[sleutel] = Gevouwen() if rauw is None else self._uit(rauw)
        return stand

    def alles(self) -> Iterator[tuple[bytes, Gevouwen]]:
        """Every request. Nothing may be folded meanwhile."""
        self._berg_op()
        for sleutel, rauw in self._schijf.alles():
            yield sleutel, self._uit(rauw)

    def sluit(self) -> None:
        self._schijf.sluit()

    def _berg_op(self) -> None:
        self._schijf.schrijf({sleutel: self._in(stand) for sleutel, stand in self._jong.items()})
        self._jong = {}

    def _in(self, stand: Gevouwen) -> bytes:
        fout = stand.fout.encode()[:255]
        inhoud = b"" if stand.dossier is None else dossier_naar_bytes(stand.dossier, self._schemas)
        return bytes((len(fout),)) + fout + inhoud

    def _uit(self, rauw: bytes) -> Gevouwen:
        fout, inhoud = rauw[1 : 1 + rauw[0]].decode(), rauw[1 + rauw[0] :]
        dossier = dossier_van_bytes(inhoud, self._schemas) if inhoud else None
        return Gevouwen(dossier, zet_wekkers(dossier), fout)
