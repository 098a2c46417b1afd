"""Understands the two scripts of deploy/: one asks a process how it is, one makes secrets."""

from __future__ import annotations

import base64
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.uitrol.lezen import WORTEL

GEZOND = WORTEL / "deploy" / "gezond.py"
GEHEIMEN = WORTEL / "deploy" / "geheimen-maken"


class Proces(BaseHTTPRequestHandler):
    """One that lives, but is not ready."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/levend" else 503)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        del format, args


@pytest.fixture
def poort() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Proces) as server:
        draad = threading.Thread(target=server.serve_forever)
        draad.start()
        yield server.server_address[1]
        server.shutdown()
        draad.join()


def vraag(pad: str, poort: int) -> int:
    # A proxy in the environment must not be asked about a process in the same container.
    opdracht = [sys.executable, "-I", str(GEZOND), pad, str(poort)]
    return subprocess.run(
        opdracht, env={"http_proxy": "http://192.0.2.1:9"}, timeout=9, check=False
    ).returncode


def test_gezond_zegt_wat_het_proces_zegt(poort: int) -> None:
    """Code 0 for 200 and 1 for anything else: all that a container's health check looks at."""
    assert vraag("/levend", poort) == 0
    assert vraag("/gereed", poort) == 1


def test_niemand_thuis_is_niet_gezond(poort: int) -> None:
    """A port where nobody listens is an answer too, not a stack trace."""
    with HTTPServer(("127.0.0.1", 0), Proces) as ander:
        vrij = ander.server_address[1]
    assert vrij != poort
    assert vraag("/levend", vrij) == 1


def test_geheimen_worden_een_keer_gemaakt(tmp_path: Path) -> None:
    """32 bytes in base64 each, in a folder for its owner only; a second run changes nothing."""
    map_ = tmp_path / "geheimen"
    eerste = subprocess.run([GEHEIMEN, map_], capture_output=True, text=True, timeout=9, check=True)
    gemaakt = {pad.name: pad.read_text(encoding="ascii") for pad in map_.iterdir()}
    assert gemaakt.keys() == {"hoofdsleutel", "kluis_wachtwoord"}
    assert all(len(base64.b64decode(waarde, validate=True)) == 32 for waarde in gemaakt.values())
    assert map_.stat().st_mode & 0o777 == 0o700
    tweede = subprocess.run([GEHEIMEN, map_], capture_output=True, text=True, timeout=9, check=True)
    assert {pad.name: pad.read_text(encoding="ascii") for pad in map_.iterdir()} == gemaakt
    assert not any(waarde in eerste.stdout + tweede.stdout for waarde in gemaakt.values())
