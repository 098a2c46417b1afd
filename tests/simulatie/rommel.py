"""Understands what a partner's software sends when it is broken: bytes that are no message."""

from __future__ import annotations

import json
from random import Random

from keten.platform.motor.poorten import Koppen
from tests.simulatie.zending import MERK

_JSON: Koppen = (("content-type", b"application/cloudevents+json; charset=UTF-8"),)
_AVRO: Koppen = (
    ("content-type", b"application/avro"),
    ("ce_specversion", b"1.0"),
    ("ce_id", b"r-1"),
    ("ce_source", b"urn:nld:oin:00000000000000000101"),
    ("ce_type", b"nl.wijkketen.melding.gedaan.v1"),
)


def maak_rommel(toeval: Random) -> tuple[Koppen, bytes | None]:
    """Another kind each time; some hold a secret."""
    match toeval.randint(0, 7):
        case 0:
            return (), None
        case 1:
            return (), toeval.randbytes(toeval.randint(1, 300))
        case 2:
            return _JSON, f'{{"specversion": "1.0", "id": "{MERK}'.encode()
        case 3:
            return _JSON, json.dumps([MERK]).encode()
        case 4:
            return _JSON, (b"[" * 2000) + MERK.encode()
        case 5:
            return _AVRO, b"\x00\x00\x00\x00\x09" + toeval.randbytes(40)
        case 6:
            return _AVRO, b"\x00\x7f\xff\xff\xff" + MERK.encode()
        case _:
            return (("content-type", b"\xff\xfe"),), MERK.encode("utf-16")
