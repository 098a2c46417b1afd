"""Understands the ids of what goes out: the same cause, decision and receiver give the same id, for ever.

So a replay repeats nothing, and one step of one duty is told to one receiver under one id.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from keten.domein.begrippen import Trede

_BERICHTEN: Final = UUID("6f0a4a5e-6d0b-5e6c-9a57-3b1f2c8d4e90")
"""Name space of outgoing messages. Never changed: every id that ever went out hangs on it."""


def bericht_id(oorzaak: UUID, besluit: str, ontvanger: str) -> UUID:
    """Id of the message by which fact `oorzaak` led to `besluit` (its class name) for `ontvanger`."""
    return uuid5(_BERICHTEN, f"{oorzaak.hex}/{besluit}/{ontvanger}")


def trede_id(verzoek_id: UUID, plicht_nummer: int, trede: Trede, ontvanger: str) -> UUID:
    """Id of the message that tells `ontvanger` of one step of one duty, whichever alarm led to it."""
    return uuid5(_BERICHTEN, f"{verzoek_id.hex}/plicht/{plicht_nummer}/{trede.value}/{ontvanger}")


def koppeling_id(verzoek_id: UUID, feit_id: UUID) -> UUID:
    """Id of the verzoek that a report about `verzoek_id`, told by this fact, becomes."""
    return uuid5(_BERICHTEN, f"{verzoek_id.hex}/koppeling/{feit_id.hex}")


def verteld_id(feit_id: UUID, aan: UUID, soort: str) -> UUID:
    """Id of the fact of this kind by which verzoek `aan` is told of fact `feit_id`."""
    return uuid5(_BERICHTEN, f"{feit_id.hex}/verteld/{aan.hex}/{soort}")
