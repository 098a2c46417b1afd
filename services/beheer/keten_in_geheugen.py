"""Understands the whole chain in memory: bytes in on `in.<partner>`, bytes out on `uit.<partner>`.

The same steps as the processes run, over a log in memory and a clock turned by hand. `simuleer`, the scenario
tests and the comparison with `demo` use it. It decides nothing itself; only the order in which processes get
their turn is its own, and fixed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from bezorging.bewijs import BewijsStap
from bezorging.stap import BezorgStap
from inname.stap import InnameStap
from inname.toehoren import toehoorder
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.cloudevents import Gebeurtenis, lees_gebeurtenis
from keten.contract.codec import Schemas
from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.records import record_van_bytes
from keten.contract.toestand import dossier_van_bytes
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.vertaling import feit_van_bytes
from keten.domein.dossier import Dossier
from keten.domein.feiten import Feit
from keten.platform.deelnemers import codes, in_topic, in_topics, leesgroepen, uit_topic
from keten.platform.hoofdsleutel import TOKENVERSIE, Hoofdsleutel
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.klok import HandKlok
from keten.platform.kluis import GeheugenKluis
from keten.platform.motor.envelop import ontleed, wekkers_van
from keten.platform.motor.geheugen import (
    Abonnement,
    GeheugenLog,
    GeheugenOmzetter,
    GeheugenOpslag,
    GeheugenVolger,
    GeheugenWatermerken,
)
from keten.platform.motor.poorten import Koppen, Record, Uitvoer
from keten.platform.motor.telling import Telling
from keten.platform.ophouden import Grens, Ophouder
from keten.platform.uitvoer import BERICHTEN, FEITEN, OPHOUDINGEN, QUARANTAINE, VERDICTEN, verzoek_sleutel
from vraagopvolging.stap import OpvolgStap

Proces = Literal["inname", "vraagopvolging", "bezorging"]
PROCESSEN: Final[tuple[Proces, ...]] = ("inname", "vraagopvolging", "bezorging")
PARTITIES: Final = 4

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_HOOFDSLEUTEL: Final = Hoofdsleutel(b"niet geheim: alleen in geheugen.")


_GEEN_BIJZONDERE: Final = Grens()


class Gevallen(Exception):
    """A process that was told to fall did."""


@dataclass(frozen=True, slots=True)
class Uitgaand:
    """One message on `uit.<partner>`, as written and as its receiver reads it.

    `op`: when it was written. `gegevens`: the decoded Avro record. `verzoek_id`, `onderdeel`: what the
    receiver's token stands for; None where the message has no subject.
    """

    partner: str
    op: datetime
    record: Record
    gebeurtenis: Gebeurtenis
    gegevens: dict[str, Any]
    verzoek_id: UUID | None
    onderdeel: int | None


class KetenDriver:
    """Partners read at once until `zwijg` says otherwise. `begin`: the time at which the clock starts."""

    def __init__(
        self,
        inrichtingen: Inrichtingen,
        schemas: Schemas,
        *,
        begin: datetime,
        grens: Grens = _GEEN_BIJZONDERE,
    ) -> None:
        """`grens`: when a partner is held back for what it sends."""
        self.inrichtingen = inrichtingen
        self.schemas = schemas
        self.tokens = Tokens(_HOOFDSLEUTEL.tokensleutels, TOKENVERSIE)
        self.ids = UitgaandeIds(_HOOFDSLEUTEL.idsleutel)
        self.klok = HandKlok(_ms(begin))
        self.log = GeheugenLog(self.klok)
        self.partners = codes(inrichtingen.versies)
        self._leesgroepen = leesgroepen(inrichtingen.versies, inrichtingen.nieuwste.geldig_vanaf)
        self._kluis = GeheugenKluis()
        self.gevallen = 0
        """How often a process fell."""
        self._zwijgend: set[str] = set()
        self._opgehouden: set[str] = set()
        self._valkuilen: dict[Proces, list[str]] = {p: [] for p in PROCESSEN}
        self._schijfloos: set[Proces] = set()
        self._winkels: dict[str, Mapping[int, GeheugenOpslag]] = {}
        self._grens = grens
        self.telling = Telling()
        """What was said of each partner's records, by the intake and by the core."""
        self._maak_topics()
        for proces in PROCESSEN:
            self.herstart(proces)

    # -- time

    @property
    def nu(self) -> datetime:
        """Virtual time, UTC."""
        return _BEGIN + self.klok.stand_ms * _MS

    async def verstrijk_tot(self, tijd: datetime) -> None:
        """Turns the clock, alarm by alarm, to `tijd`. Raises ValueError for a time that has passed."""
        if _ms(tijd) < self.klok.stand_ms:
            raise ValueError("the clock only goes forward")
        while (moment := self._volgende_ms()) is not None and moment <= _ms(tijd):
            await self._sta_stil_bij(moment)
        await self._sta_stil_bij(_ms(tijd))

    def volgende_wekker(self) -> datetime | None:
        """When something happens by itself; None: never again, or not before a topic that is held goes on."""
        moment = self._volgende_ms()
        return None if moment is None else _BEGIN + moment * _MS

    # -- partners

    async def breng(
        self, partner: str, koppen: Koppen, waarde: bytes | None, sleutel: bytes | None = None
    ) -> Record:
        """A record of this partner arrives now, and everything that follows at this moment happens."""
        record = self.log.voeg_toe(Uitvoer(in_topic(partner), sleutel, waarde, koppen, partitie=0))
        await self.draai_leeg()
        return record

    def lees(self, partner: str, vanaf: int = 0) -> list[Uitgaand]:
        """What stands on `uit.<partner>` from this offset on, in order. Moves no group offset."""
        return [self._uitgaand(partner, record) for record in self.log.lees(uit_topic(partner), 0, vanaf)]

    async def zwijg(self, partner: str) -> None:
        """From now on this partner reads nothing."""
        self._zwijgend.add(partner)

    async def hervat(self, partner: str) -> None:
        """From now on this partner reads at once again, what waited first."""
        self._zwijgend.discard(partner)
        await self.draai_leeg()

    # -- trouble

    async def houd_op(self, partner: str) -> None:
        """From now on `inname` cannot read this partner's topic."""
        self._opgehouden.add(partner)

    async def laat_door(self, partner: str) -> None:
        """`inname` reads it again, what waited first."""
        self._opgehouden.discard(partner)
        await self.draai_leeg()

    def laat_vallen(self, proces: Proces, *punten: str) -> None:
        """This process falls at these points, one after the other, and starts again after each.

        The points are those of `motor.geheugen.Punt`.
        """
        self._valkuilen[proces] += punten

    def verlies_schijf(self, proces: Proces) -> None:
        """From now on this process starts with an empty local store each time that it falls."""
        self._schijfloos.add(proces)

    def herstart(self, proces: Proces, *, leeg: bool = False) -> None:
        """The process starts anew on what the log has. `leeg`: it lost its local store as well."""
        match proces:
            case "inname":
                self._inname = self._start_inname()
            case "vraagopvolging":
                self._opvolging = self._start_opvolging(leeg)
            case "bezorging":
                self._bezorging = self._start_bezorging(leeg)
                self._bewijs = self._start_bewijs()

    # -- look

    def ingehouden(self) -> Mapping[str, Mapping[str, str | int]]:
        """Topics that are held back for what is on them, with why."""
        return self._ophouder.ingehouden()

    def dossier(self, verzoek_id: UUID) -> Dossier | None:
        """State of one verzoek, as the store of vraagopvolging has it."""
        sleutel = verzoek_sleutel(verzoek_id)
        for winkel in self._opvolging.opslag.values():
            rauw = winkel.haal([sleutel])[0]
            if rauw is not None:
                inhoud = ontleed(rauw)[3]
                return dossier_van_bytes(inhoud, self.schemas) if inhoud else None
        return None

    def feiten(self) -> list[Feit]:
        """Everything on `feiten`; of one verzoek in order."""
        return [feit_van_bytes(r.waarde or b"", self.schemas) for r in self.log.alles(FEITEN)]

    def verdicten(self) -> list[Verdict]:
        """Everything on `verdicten`, repeats included."""
        records = self.log.alles(VERDICTEN)
        return [record_van_bytes(Verdict, r.waarde or b"", self.schemas) for r in records]

    # -- turns

    async def draai_leeg(self) -> None:
        """Every process in turn, until there is nothing left to do at this moment."""
        bezig = True
        while bezig:
            bezig = False
            for proces in PROCESSEN:
                bezig = await self._beurt(proces) or bezig
            bezig = self._partners_lezen() or bezig

    async def _beurt(self, proces: Proces) -> bool:
        try:
            match proces:
                case "inname":
                    return await self._inname.draai_leeg() > 0
                case "vraagopvolging":
                    gegaan = await self._opvolging.vuur_wekkers(self.klok.stand_ms)
                    return await self._opvolging.draai_leeg() + gegaan > 0
                case "bezorging":
                    bezorgd = await self._bezorging.vuur_wekkers(self.klok.stand_ms)
                    bezorgd += await self._bezorging.draai_leeg()
                    return await self._bewijs.draai_leeg() + bezorgd > 0
        except Gevallen:
            self.herstart(proces, leeg=proces in self._schijfloos)
            return True

    def _partners_lezen(self) -> bool:
        gelezen = False
        for partner in self.partners:
            topic = uit_topic(partner)
            groep = self._leesgroepen[topic]
            einde = self.log.einde(topic)
            if partner not in self._zwijgend and self.log.vastgelegd(groep, topic) < einde:
                self.log.leg_vast(groep, topic, 0, einde)
                gelezen = True
        return gelezen

    async def _sta_stil_bij(self, moment: int) -> None:
        self.klok.stand_ms = max(self.klok.stand_ms, moment)
        await self.draai_leeg()

    def _volgende_ms(self) -> int | None:
        """When the next alarm rings, or a partner that was held back is let go by itself."""
        momenten = (self._volgende_wekker_ms(), self._ophouder.volgende_ms())
        return min((m for m in momenten if m is not None), default=None)

    def _volgende_wekker_ms(self) -> int | None:
        """The next alarm after now; what is due by now either went, or waits for a topic that is held."""
        momenten = (self._volgende_opvolging_ms(), self._bezorging.volgende_wekker_ms())
        return min((m for m in momenten if m is not None), default=None)

    def _volgende_opvolging_ms(self) -> int | None:
        nu, wiel = self.klok.stand_ms, self._opvolging.kern.wiel
        if not wiel.wachtend():
            moment = wiel.volgende_ms()
            return None if moment is None else max(moment, nu)
        rijen = [rij for winkel in self._opvolging.opslag.values() for rij in winkel.alles()]
        momenten = [w.wek_op_ms for _, rauw in rijen for w in wekkers_van(rauw) if w.wek_op_ms > nu]
        return min(momenten, default=None)

    # -- processes

    def _maak_topics(self) -> None:
        for partner in self.partners:
            self.log.maak(in_topic(partner))
            self.log.maak(uit_topic(partner))
        for topic in (FEITEN, BERICHTEN, VERDICTEN):
            self.log.maak(topic, PARTITIES)
        self.log.maak(QUARANTAINE)
        self.log.maak(OPHOUDINGEN)

    def _start_inname(self) -> GeheugenOmzetter[Any]:
        self._ophouder = Ophouder(self._grens, self.klok, self.schemas)
        return GeheugenOmzetter(
            self.log,
            InnameStap(
                self.inrichtingen,
                self.schemas,
                self.tokens,
                self._kluis,
                toehoorder=toehoorder(self.telling, self._ophouder),
            ),
            Abonnement(tuple(in_topic(p) for p in self.partners)),
            groep=LEESGROEPEN["inname"][0],
            rijp=_NietOpgehouden(self.log, self._opgehouden),
            rem=self._ophouder,
            punt=lambda naam: self._punt("inname", naam),
        )

    def _start_opvolging(self, leeg: bool) -> GeheugenVolger[Dossier, None]:
        app = LEESGROEPEN["vraagopvolging"][0]
        volger = GeheugenVolger(
            self.log,
            OpvolgStap(self.inrichtingen, self.schemas, telling=self.telling),
            FEITEN,
            app_id=app,
            watermerken=GeheugenWatermerken(
                self.log,
                self._inname,
                in_topics(self.inrichtingen.versies),
                ingehouden=lambda: self._ophouder.ingehouden(),
            ),
            opslag=None if leeg else self._winkels.get(app),
            punt=lambda naam: self._punt("vraagopvolging", naam),
        )
        self._winkels[app] = volger.opslag
        return volger

    def _start_bezorging(self, leeg: bool) -> GeheugenVolger[Any, Any]:
        app = LEESGROEPEN["bezorging"][0]
        volger = GeheugenVolger(
            self.log,
            BezorgStap(self.inrichtingen, self.schemas, self.tokens, self.ids, self._kluis),
            BERICHTEN,
            app_id=app,
            opslag=None if leeg else self._winkels.get(app),
            punt=lambda naam: self._punt("bezorging", naam),
        )
        self._winkels[app] = volger.opslag
        return volger

    def _start_bewijs(self) -> GeheugenOmzetter[datetime]:
        return GeheugenOmzetter(
            self.log,
            BewijsStap(self.inrichtingen, self.schemas, self.tokens, self.ids, self.klok),
            Abonnement(tuple(uit_topic(p) for p in self.partners)),
            groep=LEESGROEPEN["bezorging"][1],
            rijp=_Gelezen(self.log, self._leesgroepen),
            punt=lambda naam: self._punt("bezorging", naam),
        )

    async def _punt(self, proces: Proces, naam: str) -> None:
        valkuilen = self._valkuilen[proces]
        if valkuilen and valkuilen[0] == naam:
            valkuilen.pop(0)
            self.gevallen += 1
            raise Gevallen

    def _uitgaand(self, partner: str, record: Record) -> Uitgaand:
        gebeurtenis = lees_gebeurtenis(record.koppen, record.waarde)
        zaak = None if gebeurtenis.subject is None else self.tokens.lees(gebeurtenis.subject, partner)
        return Uitgaand(
            partner=partner,
            op=_BEGIN + record.tijd_ms * _MS,
            record=record,
            gebeurtenis=gebeurtenis,
            gegevens=self.schemas.decodeer(record.waarde or b"").waarde,
            verzoek_id=None if zaak is None else zaak[0],
            onderdeel=None if zaak is None else zaak[1],
        )


@dataclass(frozen=True, slots=True)
class _NietOpgehouden:
    """`Rijp` of `inname`: a topic that is held is not read."""

    log: GeheugenLog
    opgehouden: set[str]

    async def rijp_tot(self, topic: str) -> int:
        return 0 if topic.partition(".")[2] in self.opgehouden else self.log.einde(topic)


@dataclass(frozen=True, slots=True)
class _Gelezen:
    """`Rijp` of the proof of delivery: up to where the partner itself has read."""

    log: GeheugenLog
    leesgroepen: Mapping[str, str]

    async def rijp_tot(self, topic: str) -> int:
        return self.log.vastgelegd(self.leesgroepen[topic], topic)


def _ms(tijd: datetime) -> int:
    return (tijd - _BEGIN) // _MS
