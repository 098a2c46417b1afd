"""Understands when a partner sends so much that nobody can use that its topic is held back, and until when.

The rule counts in arrival times, so that a backlog is judged as it came. What becomes of a record does not
depend on it: holding back is waiting. See ADR 0021.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from keten.contract.berichten.intern.ophouding import Ophouding, Ophoudreden
from keten.contract.codec import Schemas
from keten.contract.records import record_van_bytes
from keten.platform.deelnemers import partij_van
from keten.platform.instellingen import Instellingen
from keten.platform.logboek import meld
from keten.platform.motor.poorten import Klok, Record, Uitvoer
from keten.platform.uitvoer import OPHOUDINGEN, ophouding_uitvoer

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_EMMERS: Final = 60
"""A window is counted in as many parts, so that it takes little room however much comes in."""


@dataclass(frozen=True, slots=True)
class Grens:
    """`reeks` unusable records in a row, or a share `aandeel` of at least `minstens`, within `venster_s`.

    A topic that is held is let go by itself after `duur_s`.
    """

    reeks: int = 50
    aandeel: float = 0.5
    minstens: int = 100
    venster_s: float = 600.0
    duur_s: float = 900.0


def grens_van(instellingen: Instellingen) -> Grens:
    """The limits that the operator set."""
    return Grens(
        reeks=instellingen.ophoud_reeks,
        aandeel=instellingen.ophoud_aandeel,
        minstens=instellingen.ophoud_minstens,
        venster_s=instellingen.ophoud_venster_s,
        duur_s=instellingen.ophoud_duur_s,
    )


class Weging:
    """What came on one topic lately. `tijd_ms` is the broker's and does not go back."""

    def __init__(self, grens: Grens) -> None:
        self._grens = grens
        self._reeks: deque[int] = deque(maxlen=grens.reeks)
        self._emmers: deque[list[int]] = deque()
        self._venster_ms = int(grens.venster_s * 1000)

    def tel(self, tijd_ms: int, *, onbruikbaar: bool) -> None:
        if onbruikbaar:
            self._reeks.append(tijd_ms)
        else:
            self._reeks.clear()
        begin = tijd_ms - tijd_ms % max(1, self._venster_ms // _EMMERS)
        if not self._emmers or self._emmers[-1][0] < begin:
            self._emmers.append([begin, 0, 0])
        self._emmers[-1][1] += 1
        self._emmers[-1][2] += onbruikbaar
        while self._emmers[0][0] <= tijd_ms - self._venster_ms:
            self._emmers.popleft()

    @property
    def aantallen(self) -> tuple[int, int]:
        """(unusable, all) within the window."""
        return sum(e[2] for e in self._emmers), sum(e[1] for e in self._emmers)

    def reden(self) -> Ophoudreden | None:
        """Which limit is passed; None: none."""
        reeks = self._reeks
        if len(reeks) == self._grens.reeks and reeks[-1] - reeks[0] <= self._venster_ms:
            return Ophoudreden.REEKS
        onbruikbaar, van = self.aantallen
        if van >= self._grens.minstens and onbruikbaar >= self._grens.aandeel * van:
            return Ophoudreden.AANDEEL
        return None


class Ophouder:
    """The port `Rem`. `tel` is called for each record that is judged; the latest word on a topic holds."""

    def __init__(self, grens: Grens, klok: Klok, schemas: Schemas) -> None:
        self._grens = grens
        self._klok = klok
        self._schemas = schemas
        self._wegingen: dict[str, Weging] = {}
        self._overschreden: dict[str, Ophoudreden] = {}
        self._woorden: dict[str, Ophouding] = {}
        self._bij = False

    @property
    def topic(self) -> str:
        return OPHOUDINGEN

    def tel(self, record: Record, *, onbruikbaar: bool) -> None:
        """One record of a partner was judged. A limit that was passed stays passed, whatever follows."""
        if record.topic not in self._wegingen:
            self._wegingen[record.topic] = Weging(self._grens)
        weging = self._wegingen[record.topic]
        weging.tel(record.tijd_ms, onbruikbaar=onbruikbaar)
        if onbruikbaar and (reden := weging.reden()) is not None:
            self._overschreden.setdefault(record.topic, reden)

    def neem_op(self, record: Record) -> None:
        if record.waarde is None:
            return
        woord = record_van_bytes(Ophouding, record.waarde, self._schemas)
        bekend = self._woorden.get(woord.topic)
        if bekend is None or woord.sinds > bekend.sinds:
            if bekend is not None and bekend.opgehouden and not woord.opgehouden:
                _meld_vrij(woord)
            self._neem_aan(woord)

    def is_bij(self) -> None:
        self._bij = True

    def mag(self, topic: str) -> bool:
        return self._bij and not self._is_opgehouden(topic)

    def besluit(self) -> Sequence[Uitvoer]:
        woorden = [*self._nieuwe(), *self._voorbije()]
        for woord in woorden:
            self._neem_aan(woord)
        return [ophouding_uitvoer(woord, self._schemas) for woord in woorden]

    def ingehouden(self) -> Mapping[str, Mapping[str, str | int]]:
        return {
            topic: {
                "sinds": woord.sinds.isoformat(),
                "vrij_op": "" if woord.vrij_op is None else woord.vrij_op.isoformat(),
                "reden": "" if woord.reden is None else woord.reden.value,
                "onbruikbaar": woord.onbruikbaar,
                "van": woord.van,
            }
            for topic, woord in sorted(self._woorden.items())
            if woord.opgehouden
        }

    def volgende_ms(self) -> int | None:
        """When the first topic is let go by itself."""
        momenten = [w.vrij_op for w in self._woorden.values() if w.opgehouden and w.vrij_op is not None]
        return min(((m - _BEGIN) // _MS for m in momenten), default=None)

    # -- words

    def _is_opgehouden(self, topic: str) -> bool:
        woord = self._woorden.get(topic)
        return woord is not None and woord.opgehouden

    def _nieuwe(self) -> list[Ophouding]:
        woorden = [
            self._houd_op(topic, reden)
            for topic, reden in self._overschreden.items()
            if not self._is_opgehouden(topic)
        ]
        self._overschreden = {}
        return woorden

    def _houd_op(self, topic: str, reden: Ophoudreden) -> Ophouding:
        bekend = self._woorden.get(topic)
        sinds = self._nu() if bekend is None else max(self._nu(), bekend.sinds + _MS)
        onbruikbaar, van = self._wegingen[topic].aantallen
        meld(
            "partner_held_back",
            "error",
            partner=partij_van(topic),
            topic=topic,
            reden=reden.value,
            onbruikbaar=onbruikbaar,
            van=van,
        )
        return Ophouding(
            topic=topic,
            opgehouden=True,
            sinds=sinds,
            vrij_op=sinds + timedelta(seconds=self._grens.duur_s),
            reden=reden,
            onbruikbaar=onbruikbaar,
            van=van,
        )

    def _voorbije(self) -> list[Ophouding]:
        wachtend = [w for w in self._woorden.values() if w.opgehouden and w.vrij_op is not None]
        if not wachtend or not self._bij:
            return []
        nu = self._nu()
        voorbij = [vrijgave(w, nu) for w in wachtend if w.vrij_op is not None and w.vrij_op <= nu]
        for woord in voorbij:
            _meld_vrij(woord)
        return voorbij

    def _neem_aan(self, woord: Ophouding) -> None:
        self._woorden[woord.topic] = woord
        self._wegingen.pop(woord.topic, None)
        self._overschreden.pop(woord.topic, None)

    def _nu(self) -> datetime:
        return _BEGIN + self._klok.nu_ms() * _MS


def vrijgave(woord: Ophouding, nu: datetime) -> Ophouding:
    """The word that lets a topic go; later than the one it answers, whatever the clocks say."""
    return Ophouding(topic=woord.topic, opgehouden=False, sinds=max(nu, woord.sinds + _MS))


def _meld_vrij(woord: Ophouding) -> None:
    meld("partner_released", partner=partij_van(woord.topic), topic=woord.topic)
