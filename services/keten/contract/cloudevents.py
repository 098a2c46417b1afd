"""Understands CloudEvents 1.0 on Kafka, after the NL GOV profile.

Binary Avro and structured JSON come in, binary Avro goes out.
Attributes are read by hand, so that a partner's fault always becomes a code and a pointer, and never shows a
value. No attribute may hold personal data.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from keten.contract.canoniek import moment_tekst
from keten.contract.fouten import Vormcode, VormError
from keten.contract.jsontekst import lees_object
from keten.contract.velden import is_bsn

Koppen: TypeAlias = tuple[tuple[str, bytes], ...]
MAX_BYTES = 64 * 1024
"""Size of a record, key and headers included: what the profile lets a receiver count on."""

KOP_BYTES = 10
"""Counted for each header beside its name and value, so that very many empty ones are too large as well."""

AVRO = "application/avro"
GESTRUCTUREERD = "application/cloudevents+json"
_VERPLICHT = ("id", "source", "type", "specversion")
_EIGEN = frozenset({*_VERPLICHT, "subject", "time", "dataschema", "datacontenttype"})
"""What CloudEvents itself names is checked; an extension of a sender that is not well-formed is left out."""

_ID = re.compile(r"[A-Za-z0-9._:~/+=-]{1,100}", re.ASCII)
_ATTRIBUUT = re.compile(r"[a-z0-9]{1,20}", re.ASCII)
_TIJD = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_TEKST_MAX = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebeurtenis:
    """One CloudEvent. `data`: Avro bytes (binary) or the JSON object (structured).

    `type`: with domain and version.
    """

    id: str
    source: str
    type: str
    data: bytes | Mapping[str, Any]
    subject: str | None = None
    time: datetime | None = None
    dataschema: str | None = None
    uitbreidingen: Mapping[str, str] = field(default_factory=dict)


def lees_gebeurtenis(
    koppen: Iterable[tuple[str, bytes]], waarde: bytes | None, sleutel: bytes | None = None
) -> Gebeurtenis:
    """Raises VormError; its `bericht_id` is set when the id could be read and may be repeated.

    The size of all that was sent comes first, also when the rest is absent or unreadable: what goes to
    quarantine is bounded by it. The key is looked at for nothing else.
    """
    koppen = tuple(koppen)
    if omvang(koppen, waarde, sleutel) > MAX_BYTES:
        raise VormError(Vormcode.TE_GROOT, bericht_id=_id_als_het_kan(koppen))
    if not waarde:
        raise VormError(Vormcode.RECORD_LEEG, bericht_id=_id_als_het_kan(koppen))
    soort = _inhoudssoort(koppen)
    if soort == GESTRUCTUREERD:
        return _gestructureerd(waarde)
    if soort is None and not any(naam.startswith("ce_") for naam, _ in koppen):
        raise VormError(Vormcode.GEEN_CLOUDEVENT)
    attributen = _attributen_uit_koppen(koppen)
    bericht_id = _toets_id(attributen)
    if soort is not None and soort not in (AVRO, "avro/binary", "application/vnd.apache.avro+binary"):
        raise VormError(Vormcode.INHOUDSVORM_ONBEKEND, "/datacontenttype", bericht_id=bericht_id)
    return _gebeurtenis(attributen, bericht_id, waarde)


def omvang(koppen: Koppen, waarde: bytes | None, sleutel: bytes | None = None) -> int:
    """Bytes of a record as we count them: key, value, and each header with something on top."""
    kop_bytes = sum(len(naam.encode()) + len(w or b"") + KOP_BYTES for naam, w in koppen)
    return len(sleutel or b"") + len(waarde or b"") + kop_bytes


def koppen_voor(gebeurtenis: Gebeurtenis) -> Koppen:
    """The Kafka headers of an outgoing event in binary mode, in a fixed order."""
    paren: list[tuple[str, str]] = [
        ("content-type", AVRO),
        ("ce_specversion", "1.0"),
        ("ce_id", gebeurtenis.id),
        ("ce_source", gebeurtenis.source),
        ("ce_type", gebeurtenis.type),
    ]
    if gebeurtenis.subject is not None:
        paren.append(("ce_subject", gebeurtenis.subject))
    if gebeurtenis.time is not None:
        paren.append(("ce_time", moment_tekst(gebeurtenis.time)))
    if gebeurtenis.dataschema is not None:
        paren.append(("ce_dataschema", gebeurtenis.dataschema))
    paren += [(f"ce_{naam}", w) for naam, w in sorted(gebeurtenis.uitbreidingen.items())]
    return tuple((naam, w.encode()) for naam, w in paren)


def _inhoudssoort(koppen: Koppen) -> str | None:
    """Media type without parameters, lower case; None when there is none or when it cannot be read."""
    for naam, waarde in koppen:
        if naam.lower() == "content-type" and waarde is not None:
            return waarde.decode("ascii", "replace").split(";")[0].strip().lower()
    return None


def _attributen_uit_koppen(koppen: Koppen) -> dict[str, str]:
    attributen: dict[str, str] = {}
    for kop, rauw in koppen:
        naam = kop.removeprefix("ce_")
        if naam == kop:
            continue
        try:
            tekst = (rauw or b"").decode()
        except UnicodeDecodeError:
            tekst = ""
        if naam in attributen:
            tekst = ""
        attributen[naam] = tekst
    return attributen


def _gestructureerd(waarde: bytes) -> Gebeurtenis:
    alles, dubbel = lees_object(waarde)
    attributen = {
        naam: w if isinstance(w, str) else ""
        for naam, w in alles.items()
        if naam not in ("data", "data_base64") and w is not None
    }
    if dubbel == "":
        raise VormError(Vormcode.NAAM_DUBBEL)
    bericht_id = _toets_id(attributen)
    if dubbel is not None:
        raise VormError(Vormcode.NAAM_DUBBEL, dubbel, bericht_id=bericht_id)
    soort = attributen.get("datacontenttype", "application/json").split(";")[0].strip().lower()
    if "data_base64" in alles or not (soort == "application/json" or soort.endswith("+json")):
        raise VormError(Vormcode.INHOUDSVORM_ONBEKEND, "/datacontenttype", bericht_id=bericht_id)
    if "data" not in alles:
        raise VormError(Vormcode.VELD_ONTBREEKT, "/data", bericht_id=bericht_id)
    if not isinstance(alles["data"], dict):
        raise VormError(Vormcode.SOORT_ONJUIST, "/data", bericht_id=bericht_id)
    return _gebeurtenis(attributen, bericht_id, alles["data"])


def _toets_id(attributen: Mapping[str, str]) -> str:
    if "id" not in attributen:
        raise VormError(Vormcode.ATTRIBUUT_ONTBREEKT, "/id")
    bericht_id = attributen["id"]
    if lijkt_bsn(bericht_id):
        raise VormError(Vormcode.ID_LIJKT_BSN, "/id")
    if not _ID.fullmatch(bericht_id):
        raise VormError(Vormcode.ID_ONJUIST, "/id")
    return bericht_id


def _gebeurtenis(
    attributen: Mapping[str, str], bericht_id: str, data: bytes | Mapping[str, Any]
) -> Gebeurtenis:
    for naam in _VERPLICHT:
        if naam not in attributen:
            raise VormError(Vormcode.ATTRIBUUT_ONTBREEKT, f"/{naam}", bericht_id=bericht_id)
    for naam in _EIGEN & attributen.keys():
        if not _leesbaar(attributen[naam]):
            raise VormError(Vormcode.ATTRIBUUT_ONJUIST, f"/{naam}", bericht_id=bericht_id)
    if attributen["specversion"] != "1.0":
        raise VormError(Vormcode.ATTRIBUUT_ONJUIST, "/specversion", bericht_id=bericht_id)
    return Gebeurtenis(
        id=bericht_id,
        source=attributen["source"],
        type=attributen["type"],
        subject=attributen.get("subject"),
        time=_tijd(attributen.get("time"), bericht_id),
        dataschema=attributen.get("dataschema"),
        uitbreidingen={
            n: w
            for n, w in attributen.items()
            if n not in _EIGEN and _ATTRIBUUT.fullmatch(n) and _leesbaar(w)
        },
        data=data,
    )


def _tijd(tekst: str | None, bericht_id: str) -> datetime | None:
    if tekst is None:
        return None
    try:
        if not _TIJD.fullmatch(tekst):
            raise ValueError("not RFC 3339")
        return datetime.fromisoformat(tekst.upper())
    except ValueError:
        raise VormError(Vormcode.ATTRIBUUT_ONJUIST, "/time", bericht_id=bericht_id) from None


def lijkt_bsn(tekst: str) -> bool:
    """True when `tekst`, apart from whatever separates its digits, is a burgerservicenummer."""
    return is_bsn(re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", tekst)))


def _leesbaar(tekst: str) -> bool:
    return 1 <= len(tekst) <= _TEKST_MAX and tekst.isprintable()


def _id_als_het_kan(koppen: Koppen) -> str | None:
    for naam, waarde in koppen:
        if naam == "ce_id" and waarde is not None:
            tekst = waarde.decode("ascii", "replace")
            return tekst if _ID.fullmatch(tekst) and not lijkt_bsn(tekst) else None
    return None
