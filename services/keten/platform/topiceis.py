"""Understands which topics a process must find before it may begin, and must keep finding while it runs.

A partner's topic that is not there is silence otherwise: nothing to read, and nobody who says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from typing import Any, Final

from aiokafka.errors import KafkaError

from keten.platform.fouten import ConfiguratieError
from keten.platform.motor.fouten import TopicError
from keten.platform.motor.kafkaklant import GEDULD_S
from keten.platform.topicbeheer import BrokerOnbereikbaarError, beheerder

_ONBEKEND: Final = 3
_GEEN_RECHT: Final = 29


class TopicsOntbrekenError(ConfiguratieError):
    """Topics that the rules name are not on the broker, or have another number of partitions."""

    code = "KTN-928"

    def __init__(self, wat: Iterable[str]) -> None:
        super().__init__(
            "\n".join(
                [*wat, "Maak wat ontbreekt met `wijkketen topics pas-toe`; dat laat wat er is met rust."]
            )
        )


def eis_topics(klant: Mapping[str, Any], een: Collection[str], andere: Collection[str]) -> None:
    """Before anything is read. `een`: topics of exactly one partition; `andere`: of any number.

    Raises TopicsOntbrekenError with all that is wrong, or BrokerOnbereikbaarError.
    """
    try:
        wat = asyncio.run(_mist(klant, een, andere))
    except (KafkaError, TimeoutError, OSError) as fout:
        raise BrokerOnbereikbaarError(f"Kafka op {klant['bootstrap_servers']} antwoordt niet") from fout
    if wat:
        raise TopicsOntbrekenError(wat)


def blijvende_eis(
    klant: Mapping[str, Any], een: Collection[str], andere: Collection[str]
) -> Callable[[], Awaitable[None]]:
    """The same for a process that runs. Raises TopicError for what was missing at two looks in a row: a
    broker that just came back may not know all topics yet.
    """
    vorige: set[str] = set()

    async def kijk() -> None:
        try:
            wat = set(await _mist(klant, een, andere))
        except (BrokerOnbereikbaarError, KafkaError, TimeoutError, OSError):
            return  # the engine itself waits for a broker, and knows for how long
        if blijft := sorted(wat & vorige):
            raise TopicError("gone while we ran", "; ".join(blijft))
        vorige.clear()
        vorige.update(wat)

    return kijk


async def _mist(klant: Mapping[str, Any], een: Collection[str], andere: Collection[str]) -> list[str]:
    async with asyncio.timeout(GEDULD_S), beheerder(klant) as vraag:
        gevonden = {t["topic"]: t for t in await vraag.describe_topics([*een, *andere])}
    return [regel for naam in (*een, *andere) if (regel := _oordeel(naam, gevonden.get(naam), naam in een))]


def _oordeel(naam: str, topic: Mapping[str, Any] | None, een: bool) -> str | None:
    if topic is None or topic["error_code"] == _ONBEKEND:
        return f"topic {naam} is er niet"
    if topic["error_code"] == _GEEN_RECHT:
        return f"topic {naam} is er niet, of dit proces mag het niet zien"
    aantal = len(topic["partitions"])
    if een and not topic["error_code"] and aantal != 1:
        return f"topic {naam} heeft {aantal} partities en moet er 1 hebben"
    return None
