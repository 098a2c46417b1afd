"""Understands how people's tools write one record: confirmed by every replica, and its offset told."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from aiokafka.errors import KafkaConnectionError

from keten.platform.motor.kafkaklant import GEDULD_S, PartitieTeller, producent, publiceer
from keten.platform.motor.poorten import Uitvoer
from keten.platform.naslag import NaslagError


async def schrijf_bij(klant: Mapping[str, Any], uitvoer: Uitvoer) -> int:
    """Its offset. Raises NaslagError when Kafka does not answer."""
    wie = producent(klant)
    try:
        async with asyncio.timeout(GEDULD_S):
            await wie.start()
            [toekomst] = await publiceer(wie, PartitieTeller(), [uitvoer])
            return int((await toekomst).offset)
    except (KafkaConnectionError, TimeoutError) as fout:
        raise NaslagError(f"Kafka op {klant['bootstrap_servers']} antwoordt niet") from fout
    finally:
        await wie.stop()
