"""Understands what every test may ask for: a real Kafka, and the rules for saying so."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from typing import Protocol

import pytest
import structlog

from keten.platform.ingebed import IngebedKafka
from keten.platform.ingebed.gereed import antwoordt

BROKERTEST_S = 180  # a broker that has to be started first on a busy machine is no failure of the test


class Kafka(Protocol):
    """What the fixture `kafka` gives: an address, whoever runs it."""

    @property
    def adres(self) -> str:
        """Where clients connect, as host:port."""


class _BestaandeKafka:
    def __init__(self, adres: str) -> None:
        self.adres = adres


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kafka]:
    """A Kafka shared by the whole run: the one in WIJKKETEN_KAFKA, else an embedded one.

    Shared means: use topics, groups and transactional ids of your own, and never stop it. A test that has to
    kill a broker makes an `IngebedKafka` of its own. There is no skip: without a broker the test fails.
    """
    bestaand = os.environ.get("WIJKKETEN_KAFKA")
    if bestaand:
        if not any(antwoordt(adres, 10.0) for adres in bestaand.split(",")):
            pytest.fail(f"WIJKKETEN_KAFKA={bestaand} does not answer as a Kafka", pytrace=False)
        yield _BestaandeKafka(bestaand)
        return
    with IngebedKafka(tmp_path_factory.mktemp("kafka")) as ingebed:
        yield ingebed


@pytest.fixture(autouse=True)
def _log_van_niemand() -> Iterator[None]:
    """A log that a test set up ends with it: the next one must not write into a stream that is closed."""
    wortel = logging.getLogger()
    niveau = wortel.level
    yield
    if structlog.is_configured():
        structlog.reset_defaults()
        wortel.handlers[:] = [h for h in wortel.handlers if not type(h).__module__.startswith("keten.")]
        wortel.setLevel(niveau)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Hold tests to their markers: who uses the broker says so, and gets the time for it."""
    ongemerkt = []
    for item in items:
        gemerkt = item.get_closest_marker("broker") is not None
        if "kafka" in getattr(item, "fixturenames", ()) and not gemerkt:
            ongemerkt.append(item.nodeid)
        if gemerkt and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(BROKERTEST_S))
    if ongemerkt:
        raise pytest.UsageError("uses the fixture kafka without the marker broker: " + ", ".join(ongemerkt))
