"""Understands how a partner's own software speaks: CloudEvents in both forms, as bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from keten.contract.codec import Schemas

Koppen = tuple[tuple[str, bytes], ...]

BRONNEN = {
    "politie": "urn:nld:oin:00000000000000000101",
    "woningcorporatie": "urn:nld:oin:00000000000000000102",
    "huisarts": "urn:nld:oin:00000000000000000103",
    "mee": "urn:nld:oin:00000000000000000104",
    "cjg": "urn:nld:oin:00000000000000000105",
    "wip": "urn:nld:oin:00000000000000000107",
    "sociaal-wijkteam": "urn:nld:oin:00000000000000000108",
    "wijklijn": "urn:nld:oin:00000000000000000109",
    "meldpunt-zorg-en-overlast": "urn:nld:oin:00000000000000000110",
    "steunpunt-huiselijk-geweld": "urn:nld:oin:00000000000000000111",
    "lokaal-zorgnetwerk": "urn:nld:oin:00000000000000000112",
}
MELDPUNT = "meldpunt-zorg-en-overlast"
NAAM = "Jansje van der Proef"
VERHAAL = "Mevrouw loopt 's nachts verward op straat."


def melding(kenmerk: str, **anders: Any) -> dict[str, Any]:
    """The data of a report; `anders` replaces fields, a value of None takes one away."""
    gegevens: dict[str, Any] = {
        "kenmerk": kenmerk,
        "gemeente": "0505",
        "thema": "ZORG_EN_OVERLAST",
        "betrokkenen": [{"rol": "CLIENT", "naam": NAAM, "geboortedatum": "1950-02-03", "bsn": "123456782"}],
        "toelichting": VERHAAL,
        **anders,
    }
    return {naam: waarde for naam, waarde in gegevens.items() if waarde is not None}


def _attributen(partner: str, soort: str, id_: str, subject: str | None, bron: str | None) -> dict[str, str]:
    attributen = {
        "specversion": "1.0",
        "id": id_,
        "source": bron or BRONNEN[partner],
        "type": f"nl.wijkketen.{soort}.v1",
        "time": "2026-11-13T08:59:00Z",
    }
    return attributen if subject is None else {**attributen, "subject": subject}


def als_json(
    partner: str,
    soort: str,
    gegevens: Mapping[str, Any],
    *,
    id: str,
    subject: str | None = None,
    bron: str | None = None,
) -> tuple[Koppen, bytes]:
    """Structured mode: all in the value."""
    alles = {
        **_attributen(partner, soort, id, subject, bron),
        "datacontenttype": "application/json",
        "data": gegevens,
    }
    return (("content-type", b"application/cloudevents+json; charset=UTF-8"),), json.dumps(alles).encode()


def als_avro(
    schemas: Schemas,
    partner: str,
    soort: str,
    gegevens: Mapping[str, Any],
    *,
    id: str,
    subject: str | None = None,
    bron: str | None = None,
) -> tuple[Koppen, bytes]:
    """Binary mode: attributes in headers, the data as framed Avro."""
    koppen = [("content-type", b"application/avro")]
    koppen += [(f"ce_{n}", w.encode()) for n, w in _attributen(partner, soort, id, subject, bron).items()]
    return tuple(koppen), schemas.codeer(f"in/{soort.replace('.', '-')}", gegevens)
