"""Understands how to run Apicurio, a schema registry that nobody here wrote, with its contents in memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from keten.platform.ingebed.java import vind_java
from keten.platform.ingebed.poorten import kies_poorten
from tests.steun import gereedschap


class Apicurio:
    """One registry on a port of its own; `begin` returns at once, `wacht` when it answers."""

    def __init__(self, map: Path) -> None:
        self._map = map
        poorten = kies_poorten(map)
        self._poort, self._beheerpoort = poorten.kafka, poorten.controller
        self._proces: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._poort}/apis/ccompat/v7"

    def begin(self) -> None:
        pot = gereedschap.GETUIGEN.parent / "apicurio-3.3.3" / "quarkus-run.jar"
        if not pot.exists():
            pytest.fail("Apicurio is missing; `.ci/getuigen` installs the witnesses", pytrace=False)
        java = [str(vind_java().pad), "-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        omgeving = {
            **os.environ,
            "QUARKUS_HTTP_HOST": "127.0.0.1",
            "QUARKUS_HTTP_PORT": str(self._poort),
            "QUARKUS_HTTP_ACCESS_LOG_ENABLED": "false",
            "QUARKUS_MANAGEMENT_HOST": "127.0.0.1",
            "QUARKUS_MANAGEMENT_PORT": str(self._beheerpoort),
        }
        with (self._map / "apicurio.log").open("wb") as log:
            self._proces = subprocess.Popen(
                [*java, "-jar", str(pot)], stdout=log, stderr=log, cwd=self._map, env=omgeving
            )

    def stop(self) -> None:
        if self._proces is not None:
            self._proces.terminate()
            self._proces.wait(30)
            self._proces = None


@contextmanager
def apicurio(map: Path) -> Iterator[Apicurio]:
    """Not started yet; stopped at the end whatever happens."""
    register = Apicurio(map)
    try:
        yield register
    finally:
        register.stop()
