"""Understands how the topics of a broker differ from what the files say, and makes those that are absent.

Never changes the number of partitions, never deletes a topic. Settings of what is there are only changed
on request, since a shorter retention destroys.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaConnectionError, for_code

from keten.platform.fouten import ConfiguratieError, TijdelijkError
from keten.platform.topics import Topic, Topics

_GEDULD_S = 30.0
_POLS_S = 0.1
_POGINGEN = int(_GEDULD_S / _POLS_S)
_BESTAAT_AL = 36
_VAN_HET_TOPIC = 1
"""Kafka's DYNAMIC_TOPIC_CONFIG: set on the topic itself, not a default of the broker."""


class BrokerOnbereikbaarError(TijdelijkError):
    """No broker answered."""

    code = "KTN-913"


class TopicGeweigerdError(ConfiguratieError):
    """The broker refuses to make or change a topic. `topic` and Kafka's own `reden`."""

    code = "KTN-925"

    def __init__(self, topic: str, reden: str) -> None:
        super().__init__(f"Kafka weigert topic {topic}: {reden}")
        self.topic = topic
        self.reden = reden


@dataclass(frozen=True, slots=True)
class BrokerTopic:
    """One topic as a broker has it. `instellingen`: only what was set on the topic itself."""

    partities: int
    replicas: int
    instellingen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class Verschil:
    """One difference. `wat`: `topic`, `partities`, `replicas`, or a setting in Kafka's name; None: absent."""

    topic: str
    wat: str
    gewenst: str | None
    feitelijk: str | None

    def __str__(self) -> str:
        return f"{self.topic}: {self.wat} is {self.feitelijk or 'er niet'}, moet {self.gewenst or 'weg'} zijn"


@dataclass(frozen=True, slots=True)
class Toepassing:
    """What was done. `verschillen`: what still differs."""

    gemaakt: tuple[str, ...] = ()
    bijgewerkt: tuple[str, ...] = ()
    verschillen: tuple[Verschil, ...] = ()


def verschil(
    gewenst: Iterable[Topic],
    feitelijk: Mapping[str, BrokerTopic],
    *,
    partities: int | None = None,
    replicas: int = 1,
) -> tuple[Verschil, ...]:
    """All differences, by topic. `partities` None: as in production.

    Of topics that no file names, only those that look like a partner's are told: a broker may serve others.
    """
    uit: list[Verschil] = []
    bekend: set[str] = set()
    families: set[str] = set()
    for topic in gewenst:
        bekend.add(topic.naam)
        if topic.partner is not None:
            families.add(topic.naam.removesuffix(topic.partner))
        uit.extend(_verschil(topic, feitelijk.get(topic.naam), partities, replicas))
    vreemd = [n for n in feitelijk if n not in bekend and any(n.startswith(f) for f in families)]
    uit.extend(Verschil(naam, "topic", None, "er") for naam in vreemd)
    return tuple(sorted(uit))


def _verschil(
    topic: Topic, broker: BrokerTopic | None, partities: int | None, replicas: int
) -> Iterable[Verschil]:
    if broker is None:
        yield Verschil(topic.naam, "topic", "er", None)
        return
    aantal = topic.partities(partities)
    if broker.partities != aantal:
        yield Verschil(topic.naam, "partities", str(aantal), str(broker.partities))
    if broker.replicas != replicas:
        yield Verschil(topic.naam, "replicas", str(replicas), str(broker.replicas))
    moet = topic.instellingen(replicas)
    for naam in sorted(moet.keys() | broker.instellingen.keys()):
        if moet.get(naam) != broker.instellingen.get(naam):
            yield Verschil(topic.naam, naam, moet.get(naam), broker.instellingen.get(naam))


async def lees_broker(klant: Mapping[str, Any] | str) -> dict[str, BrokerTopic]:
    """All topics of a broker that we may see, Kafka's own left out. Raises BrokerOnbereikbaarError."""
    async with beheerder(klant) as verbonden:
        return await _lees(verbonden)


async def pas_toe(
    klant: Mapping[str, Any] | str,
    topics: Topics,
    partijen: Iterable[str],
    partities: int | None = None,
    replicas: int = 1,
    *,
    bijwerken: bool = False,
) -> Toepassing:
    """Make what is absent, and with `bijwerken` give what is there the settings of the files. Safe to repeat.

    `klant`: bootstrap address, or what every aiokafka client gets (servers, TLS, principal). Returns when
    each new topic has a leader. Raises BrokerOnbereikbaarError, TopicGeweigerdError.
    """
    gewenst = topics.voor(partijen)
    async with beheerder(klant) as verbonden:
        feitelijk = await _lees(verbonden)
        nieuw = [topic for topic in gewenst if topic.naam not in feitelijk]
        if nieuw:
            await _maak(verbonden, nieuw, partities, replicas)
        anders: list[Topic] = []
        if bijwerken:
            anders = [
                t for t in gewenst if t.naam in feitelijk and _staat_anders(t, feitelijk[t.naam], replicas)
            ]
            await _stel_in(verbonden, anders, replicas)
        if nieuw or anders:
            feitelijk = await _lees(verbonden)
    return Toepassing(
        tuple(topic.naam for topic in nieuw),
        tuple(topic.naam for topic in anders),
        verschil(gewenst, feitelijk, partities=partities, replicas=replicas),
    )


def _staat_anders(topic: Topic, broker: BrokerTopic, replicas: int) -> bool:
    return topic.instellingen(replicas) != broker.instellingen


@asynccontextmanager
async def beheerder(klant: Mapping[str, Any] | str) -> AsyncIterator[AIOKafkaAdminClient]:
    """An admin client, connected while the block lasts. Raises BrokerOnbereikbaarError."""
    opties = {"bootstrap_servers": klant} if isinstance(klant, str) else dict(klant)
    beheerder = AIOKafkaAdminClient(**opties)
    try:
        try:
            async with asyncio.timeout(_GEDULD_S):
                await beheerder.start()
        except (KafkaConnectionError, TimeoutError) as fout:
            raise BrokerOnbereikbaarError(f"Kafka op {opties['bootstrap_servers']} antwoordt niet") from fout
        yield beheerder
    finally:
        await beheerder.close()


async def _lees(beheerder: AIOKafkaAdminClient) -> dict[str, BrokerTopic]:
    beschreven = [
        t for t in await beheerder.describe_topics() if not t["is_internal"] and t["error_code"] == 0
    ]
    if not beschreven:
        return {}
    bronnen = [ConfigResource(ConfigResourceType.TOPIC, t["topic"]) for t in beschreven]
    instellingen: dict[str, dict[str, str]] = {}
    for antwoord in await beheerder.describe_configs(bronnen):
        for code, reden, _, naam, regels in antwoord.resources:
            if code:
                raise TopicGeweigerdError(naam, reden or for_code(code).__name__)
            instellingen[naam] = {regel[0]: regel[1] for regel in regels if regel[3] == _VAN_HET_TOPIC}
    return {
        t["topic"]: BrokerTopic(
            len(t["partitions"]),
            max((len(p["replicas"]) for p in t["partitions"]), default=0),
            instellingen[t["topic"]],
        )
        for t in beschreven
    }


async def _maak(
    beheerder: AIOKafkaAdminClient, nieuw: list[Topic], partities: int | None, replicas: int
) -> None:
    opdracht = [
        NewTopic(t.naam, t.partities(partities), replicas, topic_configs=t.instellingen(replicas))
        for t in nieuw
    ]
    antwoord = await beheerder.create_topics(opdracht)
    for naam, code, reden in antwoord.topic_errors:
        if code not in (0, _BESTAAT_AL):  # another start of the same may have been first
            raise TopicGeweigerdError(naam, reden or for_code(code).__name__)
    namen = {topic.naam for topic in nieuw}
    for _ in range(_POGINGEN):
        if namen <= await _met_leider(beheerder):
            return
        await asyncio.sleep(_POLS_S)
    raise BrokerOnbereikbaarError("nieuwe topics kregen geen leider")


async def _met_leider(beheerder: AIOKafkaAdminClient) -> set[str]:
    return {
        t["topic"]
        for t in await beheerder.describe_topics()
        if t["error_code"] == 0 and t["partitions"] and all(p["leader"] >= 0 for p in t["partitions"])
    }


async def _stel_in(beheerder: AIOKafkaAdminClient, anders: list[Topic], replicas: int) -> None:
    """The request replaces all settings of a topic, so what the files do not name goes back to default."""
    if not anders:
        return
    bronnen = [ConfigResource(ConfigResourceType.TOPIC, t.naam, t.instellingen(replicas)) for t in anders]
    for antwoord in await beheerder.alter_configs(bronnen):
        for code, reden, _, naam in antwoord.resources:
            if code:
                raise TopicGeweigerdError(naam, reden or for_code(code).__name__)
