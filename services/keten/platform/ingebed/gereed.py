"""Understands whether a Kafka node answers, rather than whether its port is open.

Asks for metadata in Kafka's own protocol, without topics, and wants to see a broker and a controller. Spelled
out in bytes since it must work in any thread, inside or outside an event loop, before a client is worth
making.
"""

import socket
import struct

_METADATA, _VERSIE, _NUMMER = 3, 1, 4711
_NAAM = b"wijkketen-gereed"


def antwoordt(adres: str, wachttijd: float = 2.0) -> bool:
    """Whether the node at `adres` names at least one broker and a controller."""
    gastheer, _, poort = adres.rpartition(":")
    try:
        with socket.create_connection((gastheer, int(poort)), wachttijd) as lijn:
            lijn.settimeout(wachttijd)
            lijn.sendall(_vraag())
            (lengte,) = struct.unpack(">i", _lees(lijn, 4))
            return _heeft_broker_en_controller(_lees(lijn, lengte)) if 0 < lengte < 1_000_000 else False
    except (OSError, struct.error, EOFError):
        return False


def _vraag() -> bytes:
    kop = struct.pack(">hhih", _METADATA, _VERSIE, _NUMMER, len(_NAAM)) + _NAAM
    geen_topics = struct.pack(">i", 0)
    return struct.pack(">i", len(kop) + len(geen_topics)) + kop + geen_topics


def _heeft_broker_en_controller(antwoord: bytes) -> bool:
    nummer, brokers = struct.unpack_from(">ii", antwoord)
    plek = 8
    for _ in range(brokers):
        plek += 4  # node id
        plek += 2 + struct.unpack_from(">h", antwoord, plek)[0]  # host
        plek += 4  # port
        plek += 2 + max(0, struct.unpack_from(">h", antwoord, plek)[0])  # rack, -1 for none
    (controller,) = struct.unpack_from(">i", antwoord, plek)
    return bool(nummer == _NUMMER and brokers >= 1 and controller >= 0)


def _lees(lijn: socket.socket, aantal: int) -> bytes:
    stukken = bytearray()
    while len(stukken) < aantal:
        stuk = lijn.recv(aantal - len(stukken))
        if not stuk:
            raise EOFError
        stukken += stuk
    return bytes(stukken)
