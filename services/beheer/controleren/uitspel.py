"""Understands what each order must have become on `uit.`, held against what stands there, byte by byte.

The message is made again from the order, by the code of this installation and with the keys of the vault; its
number is all that is left out. So one message that was changed shows, without a second copy beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from beheer.controleren.bevinding import Bevindingen, Plek, Soort
from beheer.controleren.idboek import Idboek, ontpak, pak
from bezorging.adresboek import Adresboek
from bezorging.berichtmaker import Berichtmaker
from bezorging.ontsluiten import gesloten_zaken
from keten.contract.berichten.intern.aanmaanbeurt import Aanmaanbeurt
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.codec import Schemas
from keten.contract.fouten import VormError
from keten.contract.vertaling import aanmaanbeurt_of_opdracht
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import Koppen
from keten.platform.uitrusting import Sleutels

_OPDRACHT, _UIT = 1, 2
_NUMMER: Final = "ce_sequence"


@dataclass(slots=True)
class Nagemaakt:
    """`gelijk`: messages that are what they must be. `zonder_sleutel`: orders whose key is gone.
    `andere_versie`: messages in a version of their schema that this installation does not write.
    """

    gelijk: int = 0
    zonder_sleutel: int = 0
    andere_versie: int = 0

    @property
    def zin(self) -> str:
        """What was done, in words."""
        staart = f", {self.zonder_sleutel} zonder sleutel" if self.zonder_sleutel else ""
        if self.andere_versie:
            staart += f", {self.andere_versie} van een andere versie en niet na te maken"
        return f"{self.gelijk} uitgaande berichten nagemaakt en gelijk{staart}."


class Uitspel:
    """`topics`: every `uit.<partner>`, in a fixed order. `map_`: an empty folder."""

    def __init__(
        self,
        inrichtingen: Inrichtingen,
        schemas: Schemas,
        sleutels: Sleutels,
        topics: Iterable[str],
        map_: Path,
    ) -> None:
        map_.mkdir()
        self._maker = Berichtmaker(Adresboek(inrichtingen), schemas, sleutels.tokens, sleutels.ids)
        self._schemas = schemas
        self._kluis = sleutels.kluis
        self._topics = list(topics)
        self._nummer = {topic: i for i, topic in enumerate(self._topics)}
        self._boek = Idboek(map_)
        self.uitkomst = Nagemaakt()

    async def opdrachten(self, rijen: Iterable[tuple[Plek, bytes | None]]) -> None:
        """What stands on `berichten`."""
        alles = [(plek, self._lees(w)) for plek, w in rijen if w is not None]
        gelezen = [(plek, o) for plek, o in alles if isinstance(o, Opdracht)]
        sleutels = await self._kluis.haal(gesloten_zaken(o for _, o in gelezen))
        for plek, opdracht in gelezen:
            if gesloten_zaken([opdracht]) and opdracht.verzoek_id not in sleutels:
                self.uitkomst.zonder_sleutel += 1
                continue
            uit = self._maker.maak(opdracht, 0, sleutels)
            nummer = self._nummer.get(uit.topic)
            if nummer is not None:
                self._zet(_OPDRACHT, nummer, plek, uit.koppen, uit.waarde)

    def _lees(self, waarde: bytes) -> Opdracht | Aanmaanbeurt | None:
        """An order that nobody can read any more is another finding."""
        try:
            return aanmaanbeurt_of_opdracht(waarde, self._schemas)
        except (VormError, ValueError):
            return None

    def uit(self, plek: Plek, koppen: Koppen, waarde: bytes | None) -> None:
        """What stands on one `uit.<partner>`."""
        self._zet(_UIT, self._nummer[plek.topic], plek, koppen, waarde)

    def vergelijk(self, bevindingen: Bevindingen) -> Nagemaakt:
        """Everything was given. Can be asked once."""
        for groep in map(ontpak, self._boek.groepen()):
            moet = [rij for rij in groep if rij.soort == _OPDRACHT]
            for rij in groep:
                if rij.soort != _UIT or not moet:
                    continue  # what no order explains is another finding
                if rij.vlag != moet[0].vlag:
                    self.uitkomst.andere_versie += 1
                elif rij.afdruk != moet[0].afdruk:
                    plek = Plek(self._topics[rij.ref], rij.partitie, rij.offset)
                    bevindingen.noteer(Soort.UIT_ANDERS, plek)
                else:
                    self.uitkomst.gelijk += 1
        return self.uitkomst

    def _zet(self, soort: int, nummer: int, plek: Plek, koppen: Koppen, waarde: bytes | None) -> None:
        """A message without an id that can be read is another finding."""
        alles = dict(koppen)
        try:
            id_ = UUID(alles.pop("ce_id", b"").decode("ascii")).bytes
        except ValueError:
            return
        alles.pop(_NUMMER, None)
        versie = alles.get("ce_dataschema", b"").rpartition(b":v")[2]
        inhoud = repr((sorted(alles.items()), waarde)).encode()
        afdruk = hashlib.blake2b(inhoud, digest_size=8).digest()
        vlag = int(versie) % 256 if versie.isdigit() else 0
        self._boek.zet(pak(id_, soort, nummer, plek.partitie, plek.offset, afdruk, vlag))
