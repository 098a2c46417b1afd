"""Understands orders that follow from the facts beside those that stand on `berichten`: both, and equal."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from beheer.controleren.aanmaningen import BEURT
from beheer.controleren.bevinding import Bevindingen, Plek, Soort
from beheer.controleren.idboek import Idboek, Rij, ontpak, pak
from keten.contract.voorlezer import Voorlezer
from keten.platform.motor.poorten import Uitvoer
from keten.platform.uitvoer import BERICHTEN, FEITEN

_VOLGT, _STAAT = 1, 2
_VANZELF: Final = "intern/opdracht-ontvangst-vastgelegd"


class Opdrachtenboek:
    """Orders of `inname` are left out: they follow from a record and not from a fact."""

    def __init__(self, voorlezer: Voorlezer, map_: Path) -> None:
        self._lees = voorlezer.lees
        self._boek = Idboek(map_)

    def volgt(self, uit: Uitvoer, feit: Plek) -> None:
        """What the fold wrote because of this fact."""
        if uit.topic != BERICHTEN or uit.waarde is None:
            return
        gelezen = self._lees(uit.waarde)
        if gelezen is not None:
            id_, afdruk = bytes.fromhex(gelezen[1]["bericht_id"].replace("-", "")), _afdruk(uit.waarde)
            self._boek.zet(pak(id_, _VOLGT, 0, feit.partitie, feit.offset, afdruk, 0))

    def staat(self, plek: Plek, waarde: bytes | None, *, moet: bool) -> str | None:
        """What stands on `berichten`. `moet`: its fact must be among those that were folded.

        Returns the verzoek_id of an order that counts, None for any other.
        """
        gelezen = self._lees(waarde or b"")
        if gelezen is None or waarde is None:
            return None
        naam, o = gelezen
        if naam in (_VANZELF, BEURT) or o["oorzaak"] == o["bericht_id"]:
            return None
        id_ = bytes.fromhex(o["bericht_id"].replace("-", ""))
        self._boek.zet(pak(id_, _STAAT, 0, plek.partitie, plek.offset, _afdruk(waarde), int(moet)))
        return str(o["verzoek_id"])

    def vergelijk(self, bevindingen: Bevindingen) -> None:
        """Everything was given. Can be asked once."""
        for groep in map(ontpak, self._boek.groepen()):
            volgt = [rij for rij in groep if rij.soort == _VOLGT]
            staat = [rij for rij in groep if rij.soort == _STAAT]
            if not staat:
                plek = Plek(FEITEN, volgt[0].partitie, volgt[0].offset)
                bevindingen.noteer(Soort.OPDRACHT_ONTBREEKT, plek, "een opdracht uit feit")
            elif not volgt:
                for rij in staat:
                    if rij.vlag:
                        bevindingen.noteer(Soort.OPDRACHT_TE_VEEL, _plek(rij), "opdracht")
            else:
                for rij in staat:
                    if rij.afdruk != volgt[0].afdruk:
                        bevindingen.noteer(Soort.OPDRACHT_ANDERS, _plek(rij), "opdracht")


def _afdruk(waarde: bytes) -> bytes:
    return hashlib.blake2b(waarde, digest_size=8).digest()


def _plek(rij: Rij) -> Plek:
    return Plek(BERICHTEN, rij.partitie, rij.offset)
