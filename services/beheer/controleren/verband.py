"""Understands what belongs together by its id: a fact and what it caused, an order and what went out.

Rows go to `Idboek` while the log is read, and are laid beside each other at the end.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from beheer.controleren.aanmaningen import Ingehaald
from beheer.controleren.bevinding import Bevindingen, Plek, Soort
from beheer.controleren.idboek import SOORT, VLAG, Idboek, Rij, ontpak, pak
from beheer.controleren.plekken import AFGEKEURD, Plekken
from keten.platform.uitvoer import BERICHTEN

_F, _E, _O, _U, _B = 1, 2, 3, 4, 5
_EEN, _TWEE, _VIER = 1, 2, 4
_GEEN: Final = bytes(8)
_REF: Final = slice(SOORT + 1, SOORT + 3)


@dataclass(slots=True)
class Voorbij:
    """What may have passed out of a topic's retention, and so is told instead of called missing.

    `wacht`: orders to remind that wait for their turn. `hergebruikt`: per in-topic how often one message id
    was used for different requests.
    """

    bezorgd: int = 0
    opdrachten: int = 0
    oorzaken: int = 0
    wacht: int = 0
    hergebruikt: Counter[str] = field(default_factory=Counter)


class Verband:
    """`in_`, `uit`: the topics by number. Every `oud` says: what it must be held against may be gone."""

    def __init__(
        self,
        map_: Path,
        in_: Sequence[str],
        uit: Sequence[str],
        plekken: Mapping[str, Plekken],
        bevindingen: Bevindingen,
        wachtend: AbstractSet[bytes],
    ) -> None:
        self._in = in_
        self._uit = uit
        self._plekken = plekken
        self._bevindingen = bevindingen
        self._boek = Idboek(map_)
        self._ingehaald = Ingehaald(map_ / "aanmaningen")
        self._wachtend = set(wachtend)
        self.voorbij = Voorbij()

    def eigen_feit(self, feit_id: str) -> None:
        """A fact of our own; one that is written twice may carry another time."""
        self._boek.zet(pak(_bytes(feit_id), _F, 0, 0, 0, _GEEN, 0))

    def feit(
        self, kop: Mapping[str, Any], nummer: int, plek: int, waarde: bytes | None, *, antwoord: bool
    ) -> None:
        """A fact that came from offset `plek` of in-topic `nummer`. `antwoord`: it must have one by now."""
        vlag = _EEN | (_TWEE if antwoord else 0)
        self._boek.zet(pak(_bytes(kop["feit_id"]), _F, nummer, 0, plek, _afdruk(waarde), vlag))
        if kop["bericht_id"] is None:
            return  # ours, about a record of a partner
        bericht = _digest(f"{kop['afzender']}\0{kop['bericht_id']}".encode(), 16)
        self._boek.zet(pak(bericht, _B, nummer, 0, plek, _bytes(kop["verzoek_id"])[:8], 0))

    def opdracht(
        self,
        id_: str,
        naar: int,
        plek: Plek,
        waarde: bytes | None,
        *,
        klaar: bool,
        oud: bool,
        herinnering: bool,
    ) -> None:
        """An order for out-topic `naar`. `klaar`: bezorging has passed it."""
        vlag = (_EEN if klaar else 0) | (_TWEE if oud else 0) | (_VIER if herinnering else 0)
        self._boek.zet(pak(_bytes(id_), _E, naar, plek.partitie, plek.offset, _afdruk(waarde), vlag))

    def aanmaning(self, opdracht: Mapping[str, Any], plek: Plek) -> None:
        """An order to remind, that a later one about the same duty may overtake."""
        self._ingehaald.neem(opdracht, plek)

    def wacht(self, id_: bytes) -> None:
        """This order waits at bezorging, or was let go and not sent yet."""
        self._wachtend.add(id_)

    def oorzaak(self, id_: str, plek: Plek, *, antwoord: bool, oud: bool) -> None:
        """The fact that the order at `plek` came from. `antwoord`: it is the technical acknowledgement."""
        vlag = (_EEN if antwoord else 0) | (_TWEE if oud else 0)
        self._boek.zet(pak(_bytes(id_), _O, 0, plek.partitie, plek.offset, _GEEN, vlag))

    def uit(self, id_: bytes, nummer: int, offset: int, waarde: bytes | None, *, oud: bool) -> None:
        """A message on out-topic `nummer`. `id_`: ours, 16 bytes."""
        self._boek.zet(pak(id_, _U, nummer, 0, offset, _afdruk(waarde), _TWEE if oud else 0))

    def vergelijk(self) -> None:
        """Everything was given. Can be asked once."""
        for groep in self._boek.groepen():
            if not _is_gewoon(groep):
                self._vergelijk_een(ontpak(groep))
        for plek in self._ingehaald.onverklaard():
            self._bevindingen.noteer(Soort.NIET_BEZORGD, plek, "opdracht")

    def _vergelijk_een(self, groep: list[Rij]) -> None:
        """All rows of one id, by kind: what caused it, what was ordered, what went out."""
        per_soort: dict[int, list[Rij]] = {}
        for rij in groep:
            per_soort.setdefault(rij.soort, []).append(rij)
        feiten, oorzaken = per_soort.get(_F, []), per_soort.get(_O, [])
        if feiten or oorzaken:
            self._vergelijk_oorzaak(feiten, oorzaken)
        opdrachten, uit = per_soort.get(_E, []), per_soort.get(_U, [])
        if opdrachten or uit:
            self._vergelijk_bezorging(opdrachten, uit)
        if _B in per_soort and len({rij.afdruk for rij in per_soort[_B]}) > 1:
            self.voorbij.hergebruikt[self._in[per_soort[_B][0].ref]] += 1

    def _vergelijk_oorzaak(self, feiten: list[Rij], oorzaken: list[Rij]) -> None:
        vind = self._bevindingen.noteer
        van_partner = [f for f in feiten if f.vlag & _EEN]
        for feit in van_partner[1:]:
            if feit.afdruk != van_partner[0].afdruk:
                vind(Soort.FEIT_VERANDERD, self._herkomst(feit), "het feit uit")
        if not feiten:
            for o in oorzaken:
                if o.vlag & _TWEE:
                    self.voorbij.oorzaken += 1
                else:
                    plek = Plek(BERICHTEN, o.partitie, o.offset)
                    vind(Soort.OPDRACHT_ZONDER_OORZAAK, plek, "opdracht")
        elif (
            van_partner
            and all(f.vlag & _TWEE for f in van_partner)
            and not any(o.vlag & _EEN for o in oorzaken)
        ):
            plek = self._herkomst(van_partner[0])
            if not self._plekken[plek.topic].heeft(plek.offset, AFGEKEURD):
                vind(Soort.ONTVANGST_NIET_BEVESTIGD, plek)

    def _herkomst(self, feit: Rij) -> Plek:
        return Plek(self._in[feit.ref], 0, feit.offset)

    def _vergelijk_bezorging(self, opdrachten: list[Rij], uit: list[Rij]) -> None:
        vind = self._bevindingen.noteer
        for rij in opdrachten[1:]:
            if rij.afdruk != opdrachten[0].afdruk:
                vind(Soort.OPDRACHT_VERANDERD, Plek(BERICHTEN, rij.partitie, rij.offset), "opdracht")
        for rij in uit[1:]:
            soort = Soort.DUBBEL_BEZORGD if rij.afdruk == uit[0].afdruk else Soort.UIT_VERANDERD
            vind(soort, Plek(self._uit[rij.ref], 0, rij.offset))
        if not opdrachten:
            if uit[0].vlag & _TWEE:
                self.voorbij.opdrachten += 1
            else:
                vind(Soort.UIT_ZONDER_OPDRACHT, Plek(self._uit[uit[0].ref], 0, uit[0].offset))
            return
        klaar = [rij for rij in opdrachten if rij.vlag & _EEN]
        if uit and uit[0].ref != opdrachten[0].ref:
            vind(Soort.VERKEERDE_ONTVANGER, Plek(self._uit[uit[0].ref], 0, uit[0].offset))
        elif klaar and not uit:
            if klaar[0].vlag & _TWEE:
                self.voorbij.bezorgd += 1
            elif klaar[0].id in self._wachtend:
                self.voorbij.wacht += 1
            elif klaar[0].vlag & _VIER:
                self._ingehaald.vermist(klaar[0])
            else:
                vind(Soort.NIET_BEZORGD, Plek(BERICHTEN, klaar[0].partitie, klaar[0].offset), "opdracht")


def _is_gewoon(groep: list[bytes]) -> bool:
    """The cases that nearly every id is: a message id that was used once, one order and its message, or one
    fact and what it caused, its acknowledgement among it. Told from the packed rows.
    """
    eerste = groep[0][SOORT]
    if len(groep) == 1:
        return eerste == _B
    if eerste == _E:
        tweede = groep[1]
        return len(groep) == 2 and tweede[SOORT] == _U and groep[0][_REF] == tweede[_REF]
    if eerste != _F or groep[1][SOORT] != _O or groep[-1][SOORT] != _O:
        return False
    return any(rij[VLAG] & _EEN for rij in groep[1:])


def _bytes(uuid_tekst: str) -> bytes:
    """Raises ValueError for what is no uuid."""
    rauw = bytes.fromhex(uuid_tekst.replace("-", ""))
    if len(rauw) != 16:
        raise ValueError("no uuid")
    return rauw


def _afdruk(waarde: bytes | None) -> bytes:
    return _digest(waarde or b"", 8)


def _digest(waarde: bytes, maat: int) -> bytes:
    return hashlib.blake2b(waarde, digest_size=maat).digest()
