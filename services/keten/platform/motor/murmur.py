"""Understands to which partition a key belongs: murmur2, as Kafka's Java client does it.

Every producer in the chain must agree, or one request gets two orders. In plain Python this costs a few
microseconds, so results are remembered for the keys that are busy.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import lru_cache

from keten.platform.motor.fouten import TopicError
from keten.platform.motor.poorten import Uitvoer

_ZAAD = 0x9747B28C
_M = 0x5BD1E995
_32 = 0xFFFFFFFF


@lru_cache(maxsize=1 << 16)
def murmur2(sleutel: bytes) -> int:
    """The hash with its sign bit cleared, which is what the Java client takes modulo the partition count."""
    lengte = len(sleutel)
    h = _ZAAD ^ lengte
    woorden = lengte >> 2
    for k in struct.unpack_from(f"<{woorden}I", sleutel):
        k = (k * _M) & _32
        k = ((k ^ (k >> 24)) * _M) & _32
        h = ((h * _M) & _32) ^ k
    rest = sleutel[woorden << 2 :]
    if rest:
        h = ((h ^ int.from_bytes(rest, "little")) * _M) & _32
    h = ((h ^ (h >> 13)) * _M) & _32
    return (h ^ (h >> 15)) & 0x7FFFFFFF


def bestemming(uitvoer: Uitvoer, partities_van: Callable[[str], int]) -> int:
    """Partition of one output. A record without key and without partition has no order and is refused."""
    aantal = partities_van(uitvoer.topic)
    if uitvoer.partitie is not None:
        if not 0 <= uitvoer.partitie < aantal:
            raise TopicError(f"partition {uitvoer.partitie} does not exist", uitvoer.topic)
        return uitvoer.partitie
    if uitvoer.sleutel is None:
        raise TopicError("output without key and without partition", uitvoer.topic)
    return murmur2(uitvoer.sleutel) % aantal
