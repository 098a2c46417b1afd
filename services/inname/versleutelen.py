"""Understands what of a message is locked away, and under which key.

A key per verzoek for what is told about people; a key per partner and day for bytes that nobody could read.
The same record gives the same ciphertext at every reading.
"""

from __future__ import annotations

import base64
import json
from uuid import UUID

from inname.aankomst import Aankomst
from inname.oordeel import Aanvaard
from keten.contract.canoniek import canonieke_json
from keten.contract.versleuteling import (
    kenmerk_veld,
    ontsleutel,
    versleutel,
    versleutel_veld,
    vingerafdruk,
)
from keten.contract.vertaling import inhoud_voor_vingerafdruk, kluis_klaar
from keten.domein.feiten import Herkomst
from keten.platform.motor.poorten import Record


def versleutel_kenmerk(aanvaard: Aanvaard, feit_id: UUID, sleutel: bytes) -> bytes | None:
    """The sender's own reference for the matter; None when it gave none."""
    kenmerk = aanvaard.bericht.kenmerk
    if kenmerk is None:
        return None
    zaak, veld = aanvaard.zaak.verzoek_id, kenmerk_veld(aanvaard.aankomst.partner.code)
    return versleutel_veld(sleutel, kenmerk.encode(), verzoek_id=zaak, veld=veld, feit_id=feit_id)


def versleutel_kluis(aanvaard: Aanvaard, feit_id: UUID, sleutel: bytes) -> bytes | None:
    """All `kluis` fields of the message as one; None when it has none."""
    klaar = kluis_klaar(aanvaard.bericht)
    if klaar is None:
        return None
    return versleutel_veld(sleutel, klaar, verzoek_id=aanvaard.zaak.verzoek_id, veld="kluis", feit_id=feit_id)


def neem_vingerafdruk(aanvaard: Aanvaard, sleutel: bytes) -> bytes:
    """By which the same message under the same id is told from another one."""
    zaak = aanvaard.zaak
    return vingerafdruk(sleutel, inhoud_voor_vingerafdruk(aanvaard.bericht, zaak.verzoek_id, zaak.onderdeel))


def versleutel_record(aankomst: Aankomst, sleutel: bytes) -> bytes:
    """The whole record, headers included, bound to its position.

    What comes here is at most `MAX_BYTES` by `omvang`, so this is less than half a topic's limit: base64
    makes it a third larger, and a control character in a header's name takes six bytes.
    """
    herkomst = aankomst.herkomst
    plek = f"{herkomst.topic}/{herkomst.partitie}/{herkomst.offset}".encode()
    return versleutel(sleutel, _pak_in(aankomst.record), gebonden_aan=plek, eenmalig=plek)


def ontsleutel_record(geheim: bytes, plek: Herkomst, tijd_ms: int, sleutel: bytes) -> Record:
    """The record again. Raises OntsleutelError when key, place and bytes do not belong together."""
    gebonden = f"{plek.topic}/{plek.partitie}/{plek.offset}".encode()
    inhoud = json.loads(ontsleutel(sleutel, geheim, gebonden_aan=gebonden))
    koppen = tuple((naam, _bytes(waarde) or b"") for naam, waarde in inhoud["koppen"])
    return Record(
        plek.topic,
        plek.partitie,
        plek.offset,
        _bytes(inhoud.get("sleutel")),
        _bytes(inhoud.get("waarde")),
        koppen,
        tijd_ms,
    )


def _pak_in(record: Record) -> bytes:
    """`{"koppen": [[name, base64]], "sleutel": base64, "waarde": base64}`; what is absent is left out."""
    return canonieke_json(
        {
            "koppen": [[naam, _base64(waarde)] for naam, waarde in record.koppen],
            "sleutel": _base64(record.sleutel),
            "waarde": _base64(record.waarde),
        }
    )


def _base64(bytes_: bytes | None) -> str | None:
    return None if bytes_ is None else base64.b64encode(bytes_).decode("ascii")


def _bytes(tekst: str | None) -> bytes | None:
    return None if tekst is None else base64.b64decode(tekst)
