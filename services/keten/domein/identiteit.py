"""Understands the ids of what goes out: the same cause, decision and receiver give the same id, for ever.

So a replay repeats nothing, and one step of one duty is told to one receiver under one id.
"""

from __future__ import annotations

from hashlib import sha1
from typing import Final
from uuid import UUID

from keten.domein.begrippen import Trede

_BERICHTEN: Final = UUID("6f0a4a5e-6d0b-5e6c-9a57-3b1f2c8d4e90").bytes
"""Name space of outgoing messages. Never changed: every id that ever went out hangs on it."""


def bericht_id(oorzaak: UUID, besluit: str, ontvanger: str) -> UUID:
    """Id of the message by which fact `oorzaak` led to `besluit` (its class name) for `ontvanger`."""
    return _uuid5(f"{oorzaak.hex}/{besluit}/{ontvanger}")


def trede_id(verzoek_id: UUID, plicht_nummer: int, trede: Trede, ontvanger: str) -> UUID:
    """Id of the message that tells `ontvanger` of one step of one duty, whichever alarm led to it."""
    return _uuid5(f"{verzoek_id.hex}/plicht/{plicht_nummer}/{trede.value}/{ontvanger}")


def koppeling_id(verzoek_id: UUID, feit_id: UUID) -> UUID:
    """Id of the verzoek that a report about `verzoek_id`, told by this fact, becomes."""
    return _uuid5(f"{verzoek_id.hex}/koppeling/{feit_id.hex}")


def verteld_id(feit_id: UUID, aan: UUID, soort: str) -> UUID:
    """Id of the fact of this kind by which verzoek `aan` is told of fact `feit_id`."""
    return _uuid5(f"{feit_id.hex}/verteld/{aan.hex}/{soort}")


def _uuid5(naam: str) -> UUID:
    """As `uuid.uuid5`, which looks for its hash anew each time. No secret hangs on it."""
    return UUID(bytes=sha1(_BERICHTEN + naam.encode()).digest()[:16], version=5)  # noqa: S324
