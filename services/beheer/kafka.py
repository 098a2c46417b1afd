"""Understands which Kafka a command uses: the one of WIJKKETEN_KAFKA, else an embedded one of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from beheer.fouten import BeheerError
from beheer.omgeving import instellingen
from beheer.uitgangscodes import Uitgang


@dataclass(frozen=True, slots=True)
class Kafka:
    """Where Kafka is. `eis_levend` raises when an embedded one died; an existing one is not ours to watch."""

    adres: str
    ingebed: bool
    eis_levend: Callable[[], None]


@contextmanager
def kafka(map_: Path, zeg: Callable[[str], None]) -> Iterator[Kafka]:
    """A Kafka for as long as the block lasts; an embedded one lives in `map_` and ends with it.

    Raises BrokerOnbereikbaarError for an existing one that does not answer.
    """
    demp()
    bestaand = instellingen().kafka
    if bestaand is not None:
        asyncio.run(_eis_antwoord(bestaand))
        yield Kafka(bestaand, False, lambda: None)
        return
    from keten.platform.ingebed import IngebedKafka

    with IngebedKafka(map_, voortgang=zeg) as ingebed:
        yield Kafka(ingebed.adres, True, ingebed.eis_levend)


async def _eis_antwoord(adres: str) -> None:
    from keten.platform.kafka_toegang import KafkaToegang
    from keten.platform.topicbeheer import beheerder

    async with beheerder(KafkaToegang(adres, instellingen()).aiokafka()):
        pass


def demp() -> None:
    """What the Kafka client logs while it finds its way is no news: its errors are raised too."""
    logging.getLogger("aiokafka").addHandler(logging.NullHandler())


def eis_kafka() -> str:
    """The existing Kafka that a verb needs; raises BeheerError when none is named."""
    demp()
    adres = instellingen().kafka
    if adres is None:
        raise BeheerError(
            "Dit werkwoord heeft een draaiende Kafka nodig en er is er geen opgegeven.",
            raad="Zet WIJKKETEN_KAFKA=host:poort, of start er een met: ./wijkketen demo",
            uitgang=Uitgang.KAFKA,
        )
    return adres
