"""Understands how a case is played for real: send, let all come to rest, jump to what is next."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from beheer import tijden
from beheer.afloop import Regel
from beheer.agenda import Lezen, Punt, agenda
from beheer.fouten import BeheerError
from beheer.scenario import GelezenScenario
from beheer.spel.opstelling import Opstelling
from beheer.spel.rust import Blik
from beheer.spel.toneel import Toneel
from beheer.uitgangscodes import Uitgang
from beheer.vormgeven import Vormgever
from keten.contract.cloudevents import lees_gebeurtenis
from keten.platform.motor.poorten import NU_KOP, Record
from keten.platform.partnerpost import Partnerpost

_POLS_S = 0.03
_GEDULD_S = 90.0
"""So long nothing may change while something should."""


@dataclass(slots=True)
class Spel:
    """Plays cases one after the other on one set of processes; the clock only goes forward."""

    opstelling: Opstelling
    post: Partnerpost
    toneel: Toneel
    partners: Collection[str]
    topics: Collection[str]
    _zwijgers: set[str] = field(default_factory=set, init=False)
    _gelezen: dict[str, int] = field(default_factory=dict, init=False)
    _ontvangen: list[Regel] = field(default_factory=list, init=False)

    async def speel(self, gelezen: GelezenScenario, vormgever: Vormgever, einde: datetime) -> list[Regel]:
        """What the partners got of this case, in the order in which they read it."""
        self._ontvangen = []
        for punt in agenda(gelezen.inhoud):
            if punt.op > einde:
                break
            await self._naar(punt.op, gelezen, vormgever)
            await self._doe(punt, gelezen, vormgever)
            await self._tot_rust(gelezen, vormgever)
        await self._naar(einde, gelezen, vormgever)
        for partner in list(self._zwijgers):
            self._zwijgers.discard(partner)
        return self._ontvangen

    async def kom_op_gang(self) -> None:
        """Wait until every process takes records."""
        await self._wacht(None)

    async def _naar(self, op: datetime, gelezen: GelezenScenario, vormgever: Vormgever) -> None:
        """Turn the clock to `op`, alarm by alarm."""
        doel = tijden.naar_ms(op)
        while True:
            wekker = await self._tot_rust(gelezen, vormgever)
            if wekker is None or wekker > doel:
                break
            self.opstelling.klok.zet(wekker)
        if doel > self.opstelling.klok.nu_ms():
            self.opstelling.klok.zet(doel)

    async def _doe(self, punt: Punt, gelezen: GelezenScenario, vormgever: Vormgever) -> None:
        if punt.lezen is not None:
            partner, lezen = punt.lezen
            (self._zwijgers.add if lezen is Lezen.ZWIJGT else self._zwijgers.discard)(partner)
            self.toneel.lezen(punt.op, partner, lezen is Lezen.HERVAT)
        if punt.bericht is not None:
            nummer, bericht = punt.bericht
            koppen, waarde, regel = vormgever.bericht(gelezen.bestand.stem, nummer, bericht)
            self.toneel.regel(gelezen.bestand.name, regel)
            nu = str(tijden.naar_ms(bericht.op)).encode("ascii")
            await self.post.stuur(bericht.van, (*koppen, (NU_KOP, nu)), waarde)

    async def _tot_rust(self, gelezen: GelezenScenario, vormgever: Vormgever) -> int | None:
        """Until all is read to its end; the moment of the next alarm."""
        return await self._wacht((gelezen, vormgever))

    async def _wacht(self, casus: tuple[GelezenScenario, Vormgever] | None) -> int | None:
        vorige: object = None
        sinds = time.monotonic()
        while True:
            await self._lees_post(casus)
            blik = await self._kijk()
            wacht_op = blik.wacht_op(self.opstelling.klok.nu_ms())
            if not wacht_op:
                return blik.volgende_wekker_ms()
            self.opstelling.eis_levend()
            if wacht_op != vorige:
                vorige, sinds = wacht_op, time.monotonic()
            if time.monotonic() - sinds > _GEDULD_S:
                raise BeheerError(
                    f"De demo staat stil: al {_GEDULD_S:.0f} s verandert er niets.",
                    details=[f"wacht op: {w}" for w in wacht_op],
                    raad=f"Kijk in de logs in {self.opstelling.data / 'log'}.",
                    uitgang=Uitgang.PROCES,
                )
            await asyncio.sleep(_POLS_S)

    async def _kijk(self) -> Blik:
        """Engines first, ends after: that order is what makes rest provable."""
        standen = await self.opstelling.meter.lees()
        einden = {} if standen is None else await self.post.einden(self.topics)
        return Blik(standen, dict(self._gelezen), einden, frozenset(self._zwijgers))

    async def _lees_post(self, casus: tuple[GelezenScenario, Vormgever] | None) -> None:
        for partner in self.partners:
            if partner in self._zwijgers:
                self._gelezen.setdefault(partner, 0)
                continue
            for record in await self.post.lees(partner):
                if casus is not None:
                    self._ontvang(partner, record, *casus)
            self._gelezen[partner] = await self.post.leg_vast(partner)

    def _ontvang(self, partner: str, record: Record, gelezen: GelezenScenario, vormgever: Vormgever) -> None:
        """One message as its receiver reads it. What belongs to an earlier case is shown, and not counted."""
        gebeurtenis = lees_gebeurtenis(record.koppen, record.waarde)
        if not isinstance(gebeurtenis.data, bytes) or gebeurtenis.time is None:
            raise AssertionError("what wijkketen sends is binary Avro with a time")
        plek: tuple[UUID | None, int | None] = (None, None)
        if gebeurtenis.subject is not None:
            plek = vormgever.tokens.lees(gebeurtenis.subject, partner)
        gegevens = vormgever.schemas.decodeer(gebeurtenis.data).waarde
        regel = vormgever.ontvangen(partner, gebeurtenis.time, gebeurtenis, gegevens, plek)
        self.toneel.regel(gelezen.bestand.name, regel)
        if plek[0] is None or plek[0] in vormgever.zaken.namen:
            self._ontvangen.append(regel)
