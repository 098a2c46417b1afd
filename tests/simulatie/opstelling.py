"""Understands of which parts the chain is made here: the real steps, two workers for each kind of engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from bezorging.bewijs import BewijsStap
from bezorging.stap import BezorgStap
from inname.stap import InnameStap
from inname.toehoren import toehoorder
from keten.contract.codec import Schemas
from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.platform.deelnemers import codes, in_topic, in_topics, leesgroepen, uit_topic
from keten.platform.hoofdsleutel import TOKENVERSIE, Hoofdsleutel
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.geheugenlog import GeheugenOpslag
from keten.platform.motor.poorten import Klok, Record
from keten.platform.motor.telling import Telling
from keten.platform.motor.watermerken import WatermerkLezer
from keten.platform.ophouden import Grens, Ophouder
from keten.platform.uitvoer import (
    BERICHTEN,
    FEITEN,
    OPHOUDINGEN,
    QUARANTAINE,
    VERDICTEN,
    WATERMERKEN,
)
from keten.platform.watermerk import lezer, schrijver
from tests.simulatie.groep import Groep, Werker
from tests.simulatie.kernfout import FouteStap, Kernfout
from tests.simulatie.omzetter import SimOmzetter
from tests.simulatie.simkluis import SimKluis
from tests.simulatie.simlog import SimLog
from tests.simulatie.storing import Storing
from tests.simulatie.toeval import Toeval
from tests.simulatie.volger import GeenMerken, SimVolger
from tests.simulatie.werker import Schuifklok

GRENS: Final = Grens(reeks=4, minstens=8)
"""So few that a small town sees its partners held back."""

TOESTAND: Final = f"{LEESGROEPEN['vraagopvolging'][0]}-toestand-changelog"
PARTITIES: Final = 4
WERKERS: Final = 2
_HOOFDSLEUTEL: Final = Hoofdsleutel(b"niet geheim: alleen in geheugen.")
TOKENS: Final = Tokens(_HOOFDSLEUTEL.tokensleutels, TOKENVERSIE)
IDS: Final = UitgaandeIds(_HOOFDSLEUTEL.idsleutel)


@dataclass(frozen=True, slots=True)
class Bouwdoos:
    """The classes of the engines: a test that plants a bug brings its own."""

    volger: type[SimVolger[Any, Any]] = SimVolger
    omzetter: type[SimOmzetter[Any]] = SimOmzetter


@dataclass(slots=True)
class Opstelling:
    """Makes workers, and makes them anew after they fell.

    `laat_tot_ms`: per worker until when it does not have the newest rules yet.
    """

    inrichtingen: Inrichtingen
    schemas: Schemas
    log: SimLog
    klok: Klok
    toeval: Toeval
    storing: Storing
    kernfout: Kernfout
    kluis: SimKluis
    doos: Bouwdoos = field(default_factory=Bouwdoos)
    laat_tot_ms: dict[str, int] = field(default_factory=dict)
    _lezingen: dict[bytes, tuple[str, int]] = field(default_factory=dict)

    def maak_topics(self) -> None:
        for partner in codes(self.inrichtingen.versies):
            self.log.maak(in_topic(partner))
            self.log.maak(uit_topic(partner))
        for topic in (FEITEN, BERICHTEN, VERDICTEN):
            self.log.maak(topic, PARTITIES)
        self.log.maak(QUARANTAINE)
        self.log.maak(OPHOUDINGEN)
        self.log.maak(WATERMERKEN)
        for app in (LEESGROEPEN["vraagopvolging"][0], LEESGROEPEN["bezorging"][0]):
            self.log.maak(f"{app}-toestand-changelog", PARTITIES)

    def groepen(self) -> list[Groep]:
        partners = codes(self.inrichtingen.versies)
        partities = tuple(range(PARTITIES))
        delen: list[tuple[str, tuple[str | int, ...]]] = [
            ("inname", tuple(in_topic(p) for p in partners)),
            ("vraagopvolging", partities),
            ("bezorging", partities),
            ("bewijs", tuple(uit_topic(p) for p in partners)),
        ]
        return [
            Groep(naam, deel, [self._werker(naam, i) for i in range(WERKERS)], self.toeval.tak("groep", naam))
            for naam, deel in delen
        ]

    def _werker(self, proces: str, nummer: int) -> Werker:
        naam = f"{proces}-{nummer}"
        return Werker(naam, Schuifklok(self.klok), self.toeval.tak("werker", naam))

    def start(self, groep: Groep, werker: Werker) -> None:
        """A fresh process on the disk that the worker has."""
        basis = (self.inrichtingen, self.schemas, TOKENS)
        match groep.naam:
            case "inname":
                rem = Ophouder(GRENS, werker.klok, self.schemas)
                stap = InnameStap(*basis, self.kluis, toehoorder=toehoorder(Telling(), rem))
                werker.motor = self._omzetter(groep, werker, stap, LEESGROEPEN["inname"][0], rem)
            case "vraagopvolging":
                volgt = FouteStap(self._regels_van(werker), self.schemas)
                volgt.kernfout = self.kernfout
                werker.motor = self._volger(werker, volgt, FEITEN, LEESGROEPEN["vraagopvolging"][0])
            case "bezorging":
                werker.motor = self._volger(
                    werker, BezorgStap(*basis, IDS, self.kluis), BERICHTEN, LEESGROEPEN["bezorging"][0]
                )
            case _:
                bewijs = BewijsStap(*basis, IDS, werker.klok)
                werker.motor = self._omzetter(groep, werker, bewijs, LEESGROEPEN["bezorging"][1])

    def _regels_van(self, werker: Werker) -> Inrichtingen:
        laat = self.klok.nu_ms() < self.laat_tot_ms.get(werker.naam, 0)
        return Inrichtingen(self.inrichtingen.versies[:1]) if laat else self.inrichtingen

    def _volger(self, werker: Werker, stap: Any, topic: str, app: str) -> SimVolger[Any, Any]:
        schijf: dict[int, GeheugenOpslag] = werker.schijf
        return self.doos.volger(
            self.log,
            stap,
            topic,
            app,
            klok=werker.klok,
            merken=Merkenlezer(self, werker.toeval) if topic == FEITEN else GeenMerken(),
            schijf=schijf,
            toeval=werker.toeval,
            storing=self.storing,
        )

    def _omzetter(
        self, groep: Groep, werker: Werker, stap: Any, naam: str, rem: Ophouder | None = None
    ) -> SimOmzetter[Any]:
        inname = groep.naam == "inname"
        return self.doos.omzetter(
            self.log,
            stap,
            naam,
            klok=werker.klok,
            is_van=lambda topic: groep.is_van(topic, werker),
            rijp=None if inname else self._leesstand(),
            watermerk=schrijver(self.schemas) if inname else None,
            rem=rem,
            wekt=[str(d) for d in groep.delen],
            toeval=werker.toeval,
            storing=self.storing,
        )

    def _leesstand(self) -> Leesstand:
        nieuwste = self.inrichtingen.nieuwste.geldig_vanaf
        return Leesstand(self.log, leesgroepen(self.inrichtingen.versies, nieuwste))

    def lees_merk(self, record: Record) -> tuple[str, int]:
        """Every worker reads the same marks: each is decoded once."""
        rauw = record.waarde or b""
        if rauw not in self._lezingen:
            self._lezingen[rauw] = lezer(self.schemas)(record)
        return self._lezingen[rauw]


class Merkenlezer(WatermerkLezer):
    """The real reader of `watermerken`, driven by hand; by chance it lags.

    Its first read is of a compacted topic: of each key the last.
    """

    waar = True

    def __init__(self, opstelling: Opstelling, toeval: Random) -> None:
        super().__init__(in_topics(opstelling.inrichtingen.versies), opstelling.lees_merk)
        self._log = opstelling.log
        self._toeval = toeval
        self._positie = 0

    def lees_bij(self) -> None:
        if self._gelezen and self._toeval.random() < 0.1:
            return
        records = self._log.lees(WATERMERKEN, 0, self._positie)
        for record in records if self._gelezen else {r.sleutel: r for r in records}.values():
            self.neem_op(record)
        self._positie += len(records)
        self._gelezen = True


@dataclass(frozen=True, slots=True)
class Leesstand:
    """`Rijp` of the proof of delivery: up to where the partner itself has read."""

    log: SimLog
    groepen: Mapping[str, str]

    async def rijp_tot(self, topic: str) -> int:
        return self.log.vastgelegd(self.groepen[topic], topic)
