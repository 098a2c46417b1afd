"""Understands the ids that are derived from what caused them, so that a repeat has the same id.

Never random, never from a clock. Parts are joined so that no two different lists give the same text.
"""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from uuid import UUID, uuid5

from keten.domein.feiten import Herkomst

_RUIMTE = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "urn:wijkketen:identiteit")


def _id(soort: str, *delen: str | int) -> UUID:
    return uuid5(_RUIMTE, json.dumps([soort, *delen], ensure_ascii=True, separators=(",", ":")))


def verzoek_id(bron: str, kenmerk: str) -> UUID:
    """The request that the organisation with urn `bron` opened under its own reference `kenmerk`.

    It stays inside. Two Unicode spellings of the same reference give the same id.
    """
    return _id("verzoek", bron, unicodedata.normalize("NFC", kenmerk))


def feit_id(herkomst: Herkomst, bericht_id: str) -> UUID:
    """The fact that came from this record; a message that was sent twice gives two facts."""
    return _id("feit", herkomst.topic, herkomst.partitie, herkomst.offset, bericht_id)


def technisch_id(herkomst: Herkomst, soort: str) -> UUID:
    """A technical answer of kind `soort` (short type) to one record; sent twice is answered twice."""
    return _id("technisch", herkomst.topic, herkomst.partitie, herkomst.offset, soort)


def afkeurfeit_id(herkomst: Herkomst) -> UUID:
    """The fact that the intake refused this record."""
    return _id("afgekeurd", herkomst.topic, herkomst.partitie, herkomst.offset)


def herstel_id(partner: str, uur: datetime) -> UUID:
    """What stands for all that `partner` sent in one hour and that fits no request. `uur`: its begin, UTC."""
    return _id("herstel", partner, uur.strftime("%Y-%m-%dT%H"))


def capaciteit_id(partner: str, moment: datetime) -> UUID:
    """What stands for all that `partner` says of its room in one month. `moment`: in that month, UTC."""
    return _id("capaciteit", partner, moment.strftime("%Y-%m"))


def bezorgfeit_id(ontvanger: str, uitgaand_id: UUID) -> UUID:
    """The fact that `ontvanger` has read the outgoing message `uitgaand_id`."""
    return _id("bezorgd", ontvanger, str(uitgaand_id))


def oorzaak_voor(ontvanger: str, oorzaak: UUID) -> UUID:
    """What one receiver may see of a cause: the same cause has another name for each receiver."""
    return _id("oorzaak", ontvanger, str(oorzaak))
