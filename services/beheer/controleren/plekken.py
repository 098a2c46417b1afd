"""Understands what became of every position on one `in.<partner>`: two bytes per record that is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import Enum
from typing import Final

from beheer.controleren.bevinding import Bevindingen, Plek, Soort
from keten.domein.begrippen import Uitslag

UITSLAGEN: Final = tuple(Uitslag)
NUMMER: Final = {uitslag.value: i for i, uitslag in enumerate(UITSLAGEN, 1)}
_VOORLOPIG: Final = frozenset({NUMMER["WACHT"], NUMMER["GEISOLEERD"]})
_GEWEIGERD: Final = NUMMER["GEWEIGERD"]
_QUARANTAINE: Final = NUMMER["QUARANTAINE"]

ER: Final = 1
FEIT: Final = 2
FEIT_VERWERKT: Final = 4
VAN_DE_KERN: Final = 8
AFGEKEURD: Final = 16
BEWAARD: Final = 32
TWEE: Final = 64


class Onderweg(Enum):
    """Where a record is that has no verdict yet."""

    INNAME = "nog niet gelezen door inname"
    OPVOLGING = "nog niet verwerkt door vraagopvolging"


class Plekken:
    """Positions `begin` to `eind` of one topic. `gelezen`: how far `inname` had come."""

    def __init__(self, topic: str, begin: int, eind: int, gelezen: int) -> None:
        self.topic = topic
        self.begin = begin
        self.eind = max(begin, eind)
        self.gelezen = gelezen
        self._uitslag = bytearray(self.eind - begin)
        self._vlag = bytearray(self.eind - begin)
        self.voorbij = 0
        """Verdicts and facts about records that passed out of the topic's retention."""

    def merk(self, offset: int, vlag: int) -> bool:
        """Something was seen about this position. False: it is not between begin and end."""
        i = offset - self.begin
        if 0 <= i < len(self._vlag):
            self._vlag[i] |= vlag
            return True
        self.voorbij += i < 0
        return i < 0

    def oordeel(self, offset: int, nummer: int, *, van_de_kern: bool) -> bool:
        """A verdict, in the order of `verdicten`. A last word stays; what waits is replaced."""
        i = offset - self.begin
        if not 0 <= i < len(self._vlag):
            self.voorbij += i < 0
            return i < 0
        vorig = self._uitslag[i]
        if vorig and vorig not in _VOORLOPIG:
            if nummer != vorig and nummer not in _VOORLOPIG:
                self._vlag[i] |= TWEE
            return True
        self._uitslag[i] = nummer
        if van_de_kern:
            self._vlag[i] |= VAN_DE_KERN
        return True

    def heeft(self, offset: int, vlag: int) -> bool:
        i = offset - self.begin
        return 0 <= i < len(self._vlag) and bool(self._vlag[i] & vlag)

    def is_quarantaine(self, offset: int) -> bool | None:
        """None: out of the retention of the topic."""
        i = offset - self.begin
        if i < 0:
            return None
        return i < len(self._vlag) and self._uitslag[i] == _QUARANTAINE

    def tel(self, bevindingen: Bevindingen) -> tuple[int, Counter[str], Counter[Onderweg]]:
        """Records, how many per verdict, and how many under way. What is in none of them is a finding."""
        oordelen: Counter[str] = Counter()
        onderweg: Counter[Onderweg] = Counter()
        aantal = 0
        # Most records look alike: each pair of bytes is judged once, and only what is odd is walked through.
        paren = Counter(zip(self._uitslag, self._vlag, strict=True))
        vreemd = set()
        for (uitslag, vlag), keer in paren.items():
            if not uitslag and not vlag:
                continue
            if vlag & ER:
                aantal += keer
                if uitslag:
                    oordelen[UITSLAGEN[uitslag - 1].value] += keer
            if not self._gewoon(uitslag, vlag):
                vreemd.add((uitslag, vlag))
        for offset, uitslag, vlag in self._van(vreemd):
            self._beoordeel(offset, uitslag, vlag, bevindingen, onderweg)
        return aantal, oordelen, onderweg

    @staticmethod
    def _gewoon(uitslag: int, vlag: int) -> bool:
        if not uitslag or not vlag & ER or vlag & TWEE:
            return False
        if vlag & VAN_DE_KERN:
            return bool(vlag & FEIT)
        if not (vlag & AFGEKEURD and vlag & FEIT):
            return False
        return uitslag == _GEWEIGERD or (uitslag == _QUARANTAINE and bool(vlag & BEWAARD))

    def _van(self, vreemd: set[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
        if vreemd:
            for i, paar in enumerate(zip(self._uitslag, self._vlag, strict=True)):
                if paar in vreemd:
                    yield self.begin + i, *paar

    def _beoordeel(
        self, offset: int, uitslag: int, vlag: int, uit: Bevindingen, onderweg: Counter[Onderweg]
    ) -> None:
        plek = Plek(self.topic, 0, offset)
        if not vlag & ER:
            if uitslag:
                uit.noteer(Soort.OORDEEL_ZONDER_RECORD, plek)
            elif vlag & FEIT:
                uit.noteer(Soort.FEIT_ZONDER_RECORD, plek)
            elif vlag & AFGEKEURD:
                uit.noteer(Soort.AFKEURING_ZONDER_RECORD, plek)
            return
        if vlag & TWEE:
            uit.noteer(Soort.TWEE_OORDELEN, plek)
        if uitslag:
            self._beoordeel_gevolg(plek, uitslag, vlag, uit)
        elif vlag & FEIT_VERWERKT:
            uit.noteer(Soort.GEEN_OORDEEL, plek)
        elif vlag & FEIT:
            onderweg[Onderweg.OPVOLGING] += 1
        elif offset >= self.gelezen:
            onderweg[Onderweg.INNAME] += 1
        else:
            uit.noteer(Soort.RECORD_VERDWENEN, plek)

    def _beoordeel_gevolg(self, plek: Plek, uitslag: int, vlag: int, uit: Bevindingen) -> None:
        if vlag & VAN_DE_KERN:
            if not vlag & FEIT:
                uit.noteer(Soort.FEIT_VERDWENEN, plek)
            return
        if plek.offset >= self.gelezen:  # what inname writes about one record comes in parts
            return
        if not vlag & AFGEKEURD:
            uit.noteer(Soort.AFKEURING_NIET_VERSTUURD, plek)
        if not vlag & FEIT:
            uit.noteer(Soort.AFKEURING_VERGETEN, plek)
        if uitslag == _QUARANTAINE and not vlag & BEWAARD:
            uit.noteer(Soort.QUARANTAINE_KWIJT, plek)
