"""Understands just enough of a schema registry to be away, to refuse, and to keep what it was given.

For what a real one cannot be made to do on request; the real one is a witness in `tests/getuigen`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote


class NepRegister:
    """State of one; `storing`: statuses to answer with first, 0 for hanging up. `koppen`: of each request."""

    def __init__(self) -> None:
        self.schemas: dict[str, list[str]] = {}
        self.nummers: dict[tuple[str, str], int] = {}
        self.regels: dict[str, str] = {}
        self.storing: list[int] = []
        self.koppen: list[dict[str, str]] = []
        self.weigert: set[str] = set()
        self.geen_register = False
        self.eerste_nummer = 1000
        self.url = ""

    def antwoord(self, werkwoord: str, pad: str, inhoud: dict[str, str]) -> tuple[int, Any]:
        delen = [unquote(d) for d in pad.strip("/").split("/")]
        if delen[0] == "config":
            if werkwoord == "PUT":
                self.regels[delen[1]] = inhoud["compatibility"]
                return 200, inhoud
            regel = self.regels.get(delen[1])
            return (404, {"error_code": 40401}) if regel is None else (200, {"compatibilityLevel": regel})
        onderwerp, soort = delen[1], werkwoord + "/".join(delen[2:])
        bekend = self.schemas.get(onderwerp, [])
        if soort == "GETversions":
            return (200, list(range(1, len(bekend) + 1))) if bekend else (404, {"error_code": 40401})
        if soort == "POST":
            nummer = self.nummers.get((onderwerp, inhoud["schema"]))
            return (404, {"error_code": 40403}) if nummer is None else (200, {"id": nummer})
        if onderwerp in self.weigert:
            return 409, {"error_code": 409, "message": "Schema being registered is incompatible"}
        self.schemas[onderwerp] = [*bekend, inhoud["schema"]]
        nummer = self.nummers.setdefault(
            (onderwerp, inhoud["schema"]), self.eerste_nummer + len(self.nummers)
        )
        return 200, {"id": nummer}


@contextmanager
def nep_register() -> Iterator[NepRegister]:
    """A registry on a free port, under a path, as the real ones are."""
    register = NepRegister()

    class Handler(BaseHTTPRequestHandler):
        def _doe(self) -> None:
            register.koppen.append(dict(self.headers))
            rauw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if register.storing:
                status, uit = register.storing.pop(0), b"<html>"
                if not status:
                    self.close_connection = True
                    return
            elif register.geen_register:
                status, uit = 200, b"<html>welkom</html>"
            else:
                status, waarde = register.antwoord(
                    self.command, self.path.removeprefix("/api"), json.loads(rauw or b"{}")
                )
                uit = json.dumps(waarde).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(uit)))
            self.end_headers()
            self.wfile.write(uit)

        do_GET = do_POST = do_PUT = _doe  # noqa: N815  the names are http.server's

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    draad = threading.Thread(target=server.serve_forever, args=(0.02,))
    draad.start()
    register.url = f"http://127.0.0.1:{server.server_address[1]}/api"
    try:
        yield register
    finally:
        server.shutdown()
        draad.join()
        server.server_close()
