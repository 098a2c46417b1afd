"""Understands how an engine shows itself: `/levend`, `/gereed`, `/stand`, `/metrics`, on a port of its own.

A thread of its own, so that a stuck event loop is told and not hung upon. Numbers only, so it needs no
authentication; it listens on the loopback address unless told otherwise.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from keten.platform.motor.stand import Stand

_TEKST = "text/plain; version=0.0.4; charset=utf-8"


Standen = Callable[[], Stand | Sequence[Stand]]
"""One engine, or all of a process that has more than one."""


def _lijst(stand: Stand | Sequence[Stand]) -> Sequence[Stand]:
    return (stand,) if isinstance(stand, Stand) else stand


class StandVerzamelaar(Collector):
    """What `/metrics` says of each engine."""

    def __init__(self, stand: Standen) -> None:
        self._stand = stand

    def collect(self) -> Iterable[Metric]:
        for stand in _lijst(self._stand()):
            yield from self._van(stand)

    def _van(self, stand: Stand) -> Iterable[Metric]:
        proces = [stand.naam]
        tellers = CounterMetricFamily("wijkketen_motor", "What an engine did", labels=["proces", "wat"])
        for wat, aantal in stand.tellers.items():
            tellers.add_metric([stand.naam, wat], aantal)
        yield tellers
        posities = GaugeMetricFamily(
            "wijkketen_motor_positie", "Confirmed position", labels=["proces", "topic", "partitie"]
        )
        for topic, per_partitie in stand.posities.items():
            for partitie, positie in per_partitie.items():
                posities.add_metric([stand.naam, topic, str(partitie)], positie)
        yield posities
        oordelen = CounterMetricFamily(
            "wijkketen_oordelen",
            "Messages of a partner by what became of them",
            labels=["proces", "partner", "code"],
        )
        for partner, per_code in stand.oordelen.items():
            for code, aantal in per_code.items():
                oordelen.add_metric([stand.naam, partner, code], aantal)
        yield oordelen
        ingehouden = GaugeMetricFamily(
            "wijkketen_motor_ingehouden", "A topic that is held for what is on it", labels=["proces", "topic"]
        )
        for topic in stand.ingehouden:
            ingehouden.add_metric([stand.naam, topic], 1)
        yield ingehouden
        for naam, uitleg, per in (
            ("merk_seconden", "Time up to which a topic was read; 0: never told", _in_s(stand.merken)),
            ("achterstand", "Offsets of a topic that are not handled yet", stand.achterstand),
        ):
            reeks = GaugeMetricFamily(f"wijkketen_motor_{naam}", uitleg, labels=["proces", "topic"])
            for topic, getal in per.items():
                reeks.add_metric([stand.naam, topic], getal)
            yield reeks
        for naam, uitleg, waarde in (
            ("gereed", "Whether the engine takes records", float(stand.gereed)),
            ("onderweg", "Batches that are not confirmed", stand.onderweg),
            ("wachtende_wekkers", "Alarms that wait for a watermark", stand.wachtende_wekkers),
            ("opgehouden", "Topics that are held", len(stand.opgehouden)),
            ("geisoleerde_sleutels", "Keys that wait for a repair by people", stand.geisoleerd),
            ("oudste_batch_seconden", "How long the oldest work in hand lasts", stand.oudste_batch_s),
            (
                "laatste_voortgang_seconden",
                "Time of the last progress",
                (stand.laatste_voortgang_ms or 0) / 1000,
            ),
            ("volgende_wekker_seconden", "Time of the next alarm", (stand.volgende_wekker_ms or 0) / 1000),
        ):
            meting = GaugeMetricFamily(f"wijkketen_motor_{naam}", uitleg, labels=["proces"])
            meting.add_metric(proces, waarde)
            yield meting


def _in_s(momenten: Mapping[str, int]) -> Mapping[str, float]:
    return {naam: ms / 1000 for naam, ms in momenten.items()}


class Meetpunt:
    """`stand` is called from another thread; it may take its time, up to what its caller lets it."""

    def __init__(
        self,
        stand: Standen,
        levend: Callable[[], bool],
        *,
        adres: str = "127.0.0.1",
        poort: int = 0,
        bestand: Path | None = None,
    ) -> None:
        self._stand = stand
        self._levend = levend
        registry = CollectorRegistry(auto_describe=False)
        registry.register(StandVerzamelaar(stand))
        punt = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                code, soort, inhoud = punt.antwoord(self.path, registry)
                self.send_response(code)
                self.send_header("Content-Type", soort)
                self.send_header("Content-Length", str(len(inhoud)))
                self.end_headers()
                self.wfile.write(inhoud)

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self._server = ThreadingHTTPServer((adres, poort), Handler)
        self._server.daemon_threads = True
        self.poort: int = self._server.server_address[1]
        self._draad = threading.Thread(target=self._server.serve_forever, name="meetpunt", daemon=True)
        self._draad.start()
        if bestand is not None:
            _schrijf(bestand, str(self.poort))

    def antwoord(self, pad: str, registry: CollectorRegistry) -> tuple[int, str, bytes]:
        """Status, content type and body for one path."""
        if pad == "/levend":
            levend = self._levend()
            return (200 if levend else 503), "text/plain", b"levend\n" if levend else b"staat stil\n"
        if pad not in ("/gereed", "/stand", "/metrics"):
            return 404, "text/plain", b"onbekend\n"
        try:
            if pad == "/metrics":
                return 200, _TEKST, generate_latest(registry)
            stand = self._stand()
        except Exception:  # noqa: BLE001  a probe must get an answer, and this one is: not ready
            return 503, "text/plain", b"geen antwoord\n"
        if pad == "/gereed":
            gereed = all(s.gereed for s in _lijst(stand))
            return (200 if gereed else 503), "text/plain", b"gereed\n" if gereed else b"nog niet\n"
        inhoud = stand.als_dict() if isinstance(stand, Stand) else [s.als_dict() for s in stand]
        return 200, "application/json", json.dumps(inhoud).encode()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _schrijf(bestand: Path, tekst: str) -> None:
    """Atomic: who waits for the file never reads half a port."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    nieuw = bestand.with_name(bestand.name + ".nieuw")
    nieuw.write_text(tekst, encoding="ascii")
    nieuw.replace(bestand)
