"""Promise: we choose the partition that Kafka's Java client chooses."""

from __future__ import annotations

import pytest
from aiokafka.partitioner import murmur2 as witness
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.platform.motor.fouten import TopicError
from keten.platform.motor.murmur import bestemming, murmur2
from keten.platform.motor.poorten import Uitvoer


@pytest.mark.parametrize(
    ("sleutel", "java"),
    [
        (b"21", -973932308),
        (b"foobar", -790332482),
        (b"a-little-bit-long-string", -985981536),
        (b"a-little-bit-longer-string", -1486304829),
        (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
        (b"abc", 479470107),
    ],
)
def test_as_in_kafkas_own_test(sleutel: bytes, java: int) -> None:
    """The table of Utils.murmur2 in Kafka's UtilsTest."""
    assert murmur2(sleutel) == java & 0x7FFFFFFF


@settings(deadline=None)  # a busy machine is no fault
@given(st.binary(max_size=80))
def test_as_another_client(sleutel: bytes) -> None:
    assert murmur2(sleutel) == witness(sleutel) & 0x7FFFFFFF


def test_explicit_partition_goes_before_the_key() -> None:
    assert bestemming(Uitvoer("t", b"21", b"", partitie=3), lambda _: 4) == 3


def test_no_order_no_output() -> None:
    with pytest.raises(TopicError):
        bestemming(Uitvoer("t", None, b""), lambda _: 4)
    with pytest.raises(TopicError):
        bestemming(Uitvoer("t", b"k", b"", partitie=4), lambda _: 4)
