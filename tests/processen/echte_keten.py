"""Understands the real chain for a test: a Kafka of its own, the processes, partners, a clock that steps.

Partners are librdkafka, code that is not ours. A process that ended is started again, as a supervisor would.
Whatever is waited for is an event with a limit.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from confluent_kafka import Consumer, Message, Producer, TopicPartition

from beheer.kinderen import PROCESSEN, Kind, beeindig
from beheer.spel.meter import Meter, Stand
from keten.contract.cloudevents import Gebeurtenis, lees_gebeurtenis
from keten.contract.codec import Schemas
from keten.contract.leesgroepen import LEESGROEPEN
from keten.platform.deelnemers import codes, in_topic, uit_topic
from keten.platform.ingebed import IngebedKafka
from keten.platform.inrichting_lezer import lees_inrichtingen
from keten.platform.klok import StapKlok
from keten.platform.motor.poorten import NU_KOP
from keten.platform.topicbeheer import pas_toe
from keten.platform.topics import lees_topics
from tests.processen.partner import Koppen

WORTEL = Path(__file__).parents[2]
INRICHTING = WORTEL / "inrichting/drechtsteden"
GEDULD_S = 240.0
_POLS_S = 0.05
OPVOLGING = LEESGROEPEN["vraagopvolging"][0]
BEWIJS = LEESGROEPEN["bezorging"][1]


@dataclass(frozen=True, slots=True)
class Post:
    """One message as its receiver has it: raw value and headers, and what they say."""

    waarde: bytes
    koppen: Koppen
    gebeurtenis: Gebeurtenis
    gegevens: Mapping[str, Any]

    @property
    def soort(self) -> str:
        return ".".join(self.gebeurtenis.type.split(".")[2:4])


@dataclass(slots=True)
class _Brievenbus:
    lezer: Consumer
    post: list[Post] = field(default_factory=list)


class EchteKeten:
    """Running while the block lasts. `map_`: data, logs and Kafka of this one test."""

    def __init__(
        self, map_: Path, begin: datetime, *, geduld_s: float = GEDULD_S, inrichting: Path = INRICHTING
    ) -> None:
        self.map = map_
        self.geduld_s = geduld_s
        self.kafka = IngebedKafka(map_ / "kafka")
        self.schemas = Schemas.lees(WORTEL / "schemas")
        self.inrichting = inrichting
        self.partners = codes(lees_inrichtingen(inrichting).versies)
        self.klok = StapKlok(map_ / "klok")
        self.klok.zet(int(begin.timestamp() * 1000))
        self._niet_bezorgd: list[str] = []
        self.herstarts = dict.fromkeys(PROCESSEN, 0)
        self._kinderen: dict[str, Kind] = {}
        self._bussen: dict[str, _Brievenbus] = {}
        self._meter = Meter([map_ / f"{naam}.poort" for naam in PROCESSEN])

    def __enter__(self) -> Self:
        self.kafka.start()
        asyncio.run(pas_toe(self.kafka.adres, lees_topics(WORTEL / "topics"), self.partners, 4, 1))
        self._zender = Producer({"bootstrap.servers": self.kafka.adres, "linger.ms": 5, "log_level": 0})
        self._kijker = self._lezer("kijker")
        for partner in self.partners:
            lezer = self._lezer(partner)
            lezer.assign([TopicPartition(uit_topic(partner), 0, 0)])
            self._bussen[partner] = _Brievenbus(lezer)
        for naam in PROCESSEN:
            self._kinderen[naam] = Kind(naam, self._omgeving(), self.map / f"{naam}.log")
            self._kinderen[naam].start()
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        beeindig(self._kinderen.values())
        for lezer in (self._kijker, *(bus.lezer for bus in self._bussen.values())):
            lezer.close()
        self.kafka.stop()

    def _omgeving(self) -> dict[str, str]:
        return {
            "WIJKKETEN_KAFKA": self.kafka.adres,
            "WIJKKETEN_DATA": str(self.map),
            "WIJKKETEN_INRICHTING": str(self.inrichting),
            "WIJKKETEN_STAPKLOK": str(self.klok.bestand),
            "WIJKKETEN_SESSIE_S": "6",
        }

    def _lezer(self, naam: str) -> Consumer:
        return Consumer(
            {
                "bootstrap.servers": self.kafka.adres,
                "group.id": f"proef-{naam}",
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "log_level": 0,
            }
        )

    # -- partners

    def stuur(
        self,
        partner: str,
        koppen: Koppen,
        waarde: bytes | None,
        zender: Producer | None = None,
        sleutel: bytes | None = None,
    ) -> None:
        """Arrives now, by the stepping clock. Not waited for: see `spoel`."""
        alle: list[tuple[str, str | bytes | None]] = [*koppen, self.nu_kop()]
        (zender or self._zender).produce(
            in_topic(partner), key=sleutel, value=waarde, headers=alle, partition=0, on_delivery=self._bezorgd
        )

    def nu_kop(self) -> tuple[str, bytes]:
        return NU_KOP, str(self.klok.nu_ms()).encode("ascii")

    def spoel(self) -> None:
        assert self._zender.flush(self.geduld_s) == 0
        assert self._niet_bezorgd == [], set(self._niet_bezorgd)

    def _bezorgd(self, fout: object, bericht: object) -> None:
        if fout is not None:
            self._niet_bezorgd.append(str(fout))

    def post(self, partner: str) -> list[Post]:
        """All that this partner has got until now, in order."""
        bus = self._bussen[partner]
        while berichten := bus.lezer.consume(1000, 0.02):
            for bericht in berichten:
                if bericht.error() is None:
                    koppen = _koppen(bericht)
                    waarde = bericht.value() or b""
                    gegevens = self.schemas.decodeer(waarde).waarde
                    bus.post.append(Post(waarde, koppen, lees_gebeurtenis(koppen, waarde), gegevens))
        return bus.post

    def aantal(self, soort: str) -> int:
        """How many messages of this short type all partners together have."""
        return sum(p.soort == soort for partner in self.partners for p in self.post(partner))

    # -- processes

    def kill(self, proces: str) -> None:
        """SIGKILL; it starts again with the next look of `wacht_tot`."""
        assert self._kinderen[proces].leeft
        self._kinderen[proces].dwing_einde()

    def wacht_tot(self, wat: Callable[[], object], reden: str) -> None:
        """Asks again until it holds, and meanwhile starts again what ended."""
        einde = time.monotonic() + self.geduld_s
        while not wat():
            self._pas_op()
            if time.monotonic() > einde:
                raise AssertionError(f"did not come in {self.geduld_s:.0f} s: {reden}; {self._toestand()}")
            time.sleep(_POLS_S)

    def _toestand(self) -> str:
        """For who must find out why: engines, ends of topics, what each partner has."""
        post = {partner: len(bus.post) for partner, bus in self._bussen.items() if bus.post}
        return f"{self.standen()} {self._einden()} {post} {self.herstarts}"

    def _pas_op(self) -> None:
        for naam, kind in self._kinderen.items():
            if not kind.leeft:
                self.herstarts[naam] += 1
                kind.start()

    # -- time

    def standen(self) -> dict[str, Stand]:
        """Per engine how it is doing; empty as long as one of the processes does not answer."""
        gelezen = asyncio.run(self._meter.lees()) or []
        return {stand.naam: stand for stand in gelezen}

    def tot_rust(self) -> int | None:
        """Until nothing more happens at this moment; the moment of the next alarm."""
        laatste: list[int | None] = []

        def in_rust() -> bool:
            standen = self.standen()
            wekkers = [s.volgende_wekker_ms for s in standen.values() if s.volgende_wekker_ms is not None]
            laatste[:] = [min(wekkers, default=None)]
            return self._alles_gelezen(standen) and (laatste[0] is None or laatste[0] > self.klok.nu_ms())

        self.wacht_tot(in_rust, "everything read to its end, and no alarm due")
        return laatste[0]

    def _alles_gelezen(self, standen: Mapping[str, Stand]) -> bool:
        """Engines first, ends after: when positions reach ends seen later, nothing is on its way.

        Alarms must be of the same look: one that just rang is no next alarm any more, and is not read yet.
        """
        volgers = [s for s in standen.values() if s.naam != BEWIJS]
        if len(volgers) != len(PROCESSEN) or any(not s.gereed or s.onderweg for s in volgers):
            return False
        posities = {plek: positie for stand in volgers for plek, positie in stand.posities.items()}
        return all(posities.get(plek, 0) >= einde for plek, einde in self._einden().items())

    def _einden(self) -> dict[tuple[str, int], int]:
        topics = [*map(in_topic, self.partners), "feiten", "berichten"]
        plekken = [(topic, p) for topic in topics for p in range(1 if topic.startswith("in.") else 4)]
        return {plek: self._kijker.get_watermark_offsets(TopicPartition(*plek), 30)[1] for plek in plekken}


def _koppen(bericht: Message) -> Koppen:
    """Headers, in the types that librdkafka leaves open."""
    rijen: Iterable[Any] = bericht.headers() or ()
    return tuple((naam, bytes(waarde)) for naam, waarde in rijen)
