"""Understands which orders to remind may stand on no topic of a receiver: what waits for its turn, and what a
later step of the same duty overtook.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from beheer.controleren.bevinding import Plek
from beheer.controleren.idboek import Idboek, Rij, ontpak, pak
from keten.contract.codec import Schemas
from keten.contract.toestand import postvak_van_bytes
from keten.contract.voorlezer import Voorlezer
from keten.platform.motor.envelop import POSITIE, ontleed
from keten.platform.uitvoer import BERICHTEN

BEURT: Final = "intern/aanmaanbeurt"
HERINNERING: Final = "intern/opdracht-herinnering-verstuurd"
ESCALATIE: Final = "intern/opdracht-escalatie-ingezet"


def wachtende_ids(
    rijen: Iterable[tuple[bytes, bytes]], schemas: Schemas, voorlezer: Voorlezer
) -> frozenset[bytes]:
    """Ids (16 bytes) of the orders that wait in these rows, (receiver, envelope), of bezorging's state."""
    return frozenset(
        id_van(wacht.opdracht, voorlezer)
        for sleutel, rauw in rijen
        if sleutel != POSITIE and (inhoud := ontleed(rauw)[3])
        for wacht in postvak_van_bytes(inhoud, schemas).aanmanen.wachtend
    )


def id_van(opdracht: bytes, voorlezer: Voorlezer) -> bytes:
    """Of an order as it stands on `berichten`. Raises ValueError for what is none."""
    gelezen = voorlezer.lees(opdracht)
    if gelezen is None:
        raise ValueError("no order")
    return bytes.fromhex(gelezen[1]["bericht_id"].replace("-", ""))


class Ingehaald:
    """The orders to remind, by duty and receiver. `map_`: an empty folder."""

    def __init__(self, map_: Path) -> None:
        map_.mkdir()
        self._boek = Idboek(map_)
        self._vermist: dict[tuple[int, int], Rij] = {}

    def neem(self, opdracht: Mapping[str, Any], plek: Plek) -> None:
        """A reminder or an escalation, ordered there."""
        g = opdracht["gegevens"]
        wat = (
            opdracht["ontvanger"],
            opdracht["verzoek_id"],
            opdracht["onderdeel"],
            *(g[veld] for veld in ("plicht", "debiteur", "uiterlijk")),
        )
        plicht = hashlib.blake2b("\0".join(map(str, wat)).encode(), digest_size=16).digest()
        self._boek.zet(pak(plicht, 1, 0, plek.partitie, plek.offset, bytes(8), 0))

    def vermist(self, rij: Rij) -> None:
        """A reminder that bezorging has passed, and that neither went out nor waits."""
        self._vermist[rij.partitie, rij.offset] = rij

    def onverklaard(self) -> list[Plek]:
        """Those that no later step overtook. Can be asked once."""
        if not self._vermist:
            return []
        for groep in map(ontpak, self._boek.groepen()):
            laatste = max((rij.partitie, rij.offset) for rij in groep)
            for rij in groep:
                if (rij.partitie, rij.offset) < laatste:
                    self._vermist.pop((rij.partitie, rij.offset), None)
        return [Plek(BERICHTEN, partitie, offset) for partitie, offset in sorted(self._vermist)]
