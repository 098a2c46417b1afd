"""Understands which ports a data folder uses, so that a restart is found at the same address.

Ports are looked for below the range the kernel hands out by itself (from 32768 on Linux): otherwise a
client's own outgoing connection could sit on the broker's port while it restarts.
"""

import json
import socket
import time
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path

from keten.platform.ingebed.fouten import IngebedKafkaError

EERSTE, AANTAL = 20_000, 12_000
BESTAND = "poorten.json"
GEDULD_S = 2.0
"""A process that was killed may hold its port for a moment after it is gone."""


@dataclass(frozen=True)
class Poorten:
    """The port for clients and the one for the controller."""

    kafka: int
    controller: int


def kies_poorten(map: Path, *, behalve: frozenset[int] = frozenset()) -> Poorten:
    """The folder's own ports if they are free, else new ones, which are noted in the folder."""
    eerder = lees_poorten(map)
    if (
        eerder
        and not {eerder.kafka, eerder.controller} & behalve
        and _komt_vrij(eerder.kafka)
        and _komt_vrij(eerder.controller)
    ):
        return eerder
    begin = zlib.crc32(str(map.resolve()).encode()) % AANTAL
    gevonden: list[int] = []
    for stap in range(AANTAL):
        poort = EERSTE + (begin + stap) % AANTAL
        if poort not in behalve and is_vrij(poort):
            gevonden.append(poort)
            if len(gevonden) == 2:
                poorten = Poorten(gevonden[0], gevonden[1])
                (map / BESTAND).write_text(json.dumps(asdict(poorten)), encoding="utf-8")
                return poorten
    raise IngebedKafkaError("Geen vrije poort gevonden op 127.0.0.1.")


def lees_poorten(map: Path) -> Poorten | None:
    """The ports the folder used last; None when it has none, or a note that cannot be read."""
    try:
        return Poorten(**json.loads((map / BESTAND).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _komt_vrij(poort: int) -> bool:
    """Whether it is free now, or soon."""
    einde = time.monotonic() + GEDULD_S
    while not is_vrij(poort):
        if time.monotonic() > einde:
            return False
        time.sleep(0.05)
    return True


def is_vrij(poort: int) -> bool:
    """Whether the port can be bound now; a connection that lingers after a stop does not count."""
    with socket.socket() as probeer:
        probeer.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probeer.bind(("127.0.0.1", poort))
        except OSError:
            return False
    return True
