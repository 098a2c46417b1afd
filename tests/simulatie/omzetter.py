"""Understands an *omzetten* worker in bad weather: the real step, at least once, positions after the outputs.

Order and rules are those of `motor/omzetten.py` and `motor/watermerkcyclus.py`. Nothing fences it: a worker
that was given up may still write what it had converted. Only its positions are refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from random import Random
from typing import Generic, TypeVar

from keten.platform.motor.fouten import KlokError
from keten.platform.motor.murmur import bestemming
from keten.platform.motor.omzetkern import zet_batch_om
from keten.platform.motor.poorten import Klok, OmzetStap, Record, Rijp, Uitvoer
from keten.platform.motor.watermerkgever import Watermerkgever
from keten.platform.ophouden import Ophouder
from keten.platform.uitvoer import OPHOUDINGEN
from tests.simulatie.overtreding import SchrijfMislukt
from tests.simulatie.simlog import SimLog
from tests.simulatie.storing import Storing
from tests.simulatie.werker import punt

V = TypeVar("V")

MAX_AFWIJKING_MS = 5000
GREPEN = (1, 2, 5, 50)


class SimOmzetter(Generic[V]):
    """`is_van(topic)`: whether the group still says that this topic is ours."""

    def __init__(
        self,
        log: SimLog,
        stap: OmzetStap[V],
        groep: str,
        *,
        klok: Klok,
        is_van: Callable[[str], bool],
        rijp: Rijp | None,
        watermerk: Callable[[str, int], Uitvoer] | None,
        rem: Ophouder | None,
        wekt: Sequence[str],
        toeval: Random,
        storing: Storing,
    ) -> None:
        self.log = log
        self.groep = groep
        self.klok = klok
        self._stap = stap
        self._is_van = is_van
        self._rijp = rijp
        self.watermerk = watermerk
        self._rem = rem
        self._wekt = (*wekt, OPHOUDINGEN) if rem is not None else tuple(wekt)
        self._woorden_tot = 0
        self._kent_woorden = False
        self.toeval = toeval
        self.storing = storing
        self.gever = Watermerkgever()
        self.merken_gevraagd = False
        self.posities: dict[str, int] = {}

    def topics(self) -> Iterable[str]:
        return self._wekt

    def wekt_op_ms(self) -> int | None:
        """When a topic that is held back is let go."""
        return None if self._rem is None else self._rem.volgende_ms()

    async def wijs_toe(self, delen: Sequence[str | int]) -> bool:
        self.posities = {str(t): self.log.vastgelegd(self.groep, str(t)) for t in delen}
        self.gever.begin(set(self.posities))
        await punt("toegewezen")
        return True

    async def beurt(self) -> bool:
        blijft_wakker = self._hoor_woorden()
        woorden = self._woorden()
        await self.schrijf(woorden)
        gedaan = await self._zet_om() or bool(woorden) or blijft_wakker
        if self.merken_gevraagd and self.watermerk is not None and self.posities:
            self.merken_gevraagd = False
            await self._geef_merken(self.watermerk)
            return True
        return gedaan

    # -- one batch

    async def _zet_om(self) -> bool:
        mag = [t for t in self.posities if self._rem is None or self._rem.mag(t)]
        gelezen = {t: rij for t in mag if (rij := await self._lees(t))}
        if len(gelezen) > 1 and self.toeval.random() < 0.5:
            deel = self.toeval.sample(sorted(gelezen), self.toeval.randint(1, len(gelezen)))
            gelezen = {t: gelezen[t] for t in deel}
        if not gelezen:
            return False
        uitvoer = await zet_batch_om(self._stap, [r for rij in gelezen.values() for r in rij])
        await punt("omgezet")
        await self.handel_af(
            [*uitvoer, *self._woorden()], {t: rij[-1].offset + 1 for t, rij in gelezen.items()}
        )
        return True

    async def handel_af(self, uitvoer: Sequence[Uitvoer], posities: dict[str, int]) -> None:
        """Outputs, then positions."""
        await self.schrijf(uitvoer)
        await punt("geschreven")
        self.leg_vast(posities)
        await punt("vastgelegd")

    async def _lees(self, topic: str) -> list[Record]:
        if self.log.hoogste(topic) == self.posities[topic]:
            return []
        rij = self.log.lees(topic, 0, self.posities[topic], self.toeval.choice(GREPEN))
        if rij and self._rijp is not None:
            grens = await self._rijp.rijp_tot(topic)
            rij = [r for r in rij if r.offset < grens]
        return rij

    async def schrijf(self, uitvoer: Sequence[Uitvoer]) -> None:
        """Each partition gets its own batches, in order; one may arrive where another does not."""
        plekken: dict[tuple[str, int], list[Uitvoer]] = {}
        for uit in uitvoer:
            plekken.setdefault((uit.topic, bestemming(uit, self.log.partities_van)), []).append(uit)
        volgorde = list(plekken)
        self.toeval.shuffle(volgorde)
        for plek in volgorde:
            if self.storing.slaat_toe("schrijf", 0.004):
                raise SchrijfMislukt
            for uit in plekken[plek]:
                self.log.voeg_toe(uit)
            await punt("deels geschreven")

    def leg_vast(self, posities: dict[str, int]) -> None:
        """A position of a topic that is another's by now is refused; its new owner reads it again."""
        for topic, volgende in posities.items():
            if self._is_van(topic):
                self.log.leg_vast(self.groep, topic, 0, volgende)
                self.posities[topic] = volgende

    # -- marks

    async def _geef_merken(self, watermerk: Callable[[str, int], Uitvoer]) -> None:
        self.gever.bereikt(self._bereikt())
        merken = self.gever.neem_nieuwe()
        if not merken:
            eerste = min(self.posities)
            merken = {eerste: self.gever.merk(eerste) or 0}
        voor = self.klok.nu_ms()
        gedaan = [self.log.voeg_toe(watermerk(topic, tot)) for topic, tot in merken.items()]
        moment = min(r.tijd_ms for r in gedaan)
        if abs(voor - moment) > MAX_AFWIJKING_MS:
            raise KlokError("our clock and the broker's differ too much")
        await punt("gemerkt")
        vragen = self.gever.te_vragen(set(self.posities))
        einden = {t: self.log.hoogste(t) for t in self.posities if t in vragen}
        self.gever.vraag(moment - 1, einden)
        self.gever.bereikt(self._bereikt())

    def _bereikt(self) -> dict[str, int]:
        """Nobody waits for a topic that is held back."""
        ingehouden = {} if self._rem is None else self._rem.ingehouden()
        return {t: sys.maxsize if t in ingehouden else p for t, p in self.posities.items()}

    # -- words on who is held back

    def _hoor_woorden(self) -> bool:
        """From the beginning of the topic, and then on; by chance it lags. True: it must look again."""
        if self._rem is None or (self._kent_woorden and self.toeval.random() < 0.1):
            return self._rem is not None and self.log.hoogste(OPHOUDINGEN) > self._woorden_tot
        for record in self.log.lees(OPHOUDINGEN, 0, self._woorden_tot):
            self._rem.neem_op(record)
        self._woorden_tot = self.log.hoogste(OPHOUDINGEN)
        if not self._kent_woorden:
            self._kent_woorden = True
            self._rem.is_bij()
        return False

    def _woorden(self) -> Sequence[Uitvoer]:
        return () if self._rem is None else self._rem.besluit()
