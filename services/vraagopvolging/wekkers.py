"""Understands alarms: which ones a dossier sets, and the fact that one went.

An alarm that goes twice gives two facts under one id; the second finds nothing due.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from keten.domein.begrippen import WIJKKETEN
from keten.domein.dossier import Dossier
from keten.domein.feiten import Kop, WekkerGegaan
from keten.platform.motor.envelop import debiteur_id
from keten.platform.motor.poorten import Wek

BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)
_RUIMTE: Final = uuid5(UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8"), "urn:wijkketen:wekker")


def zet_wekkers(dossier: Dossier | None) -> tuple[Wek, ...]:
    """Per debtor its next moment, in a fixed order."""
    if dossier is None:
        return ()
    return tuple(Wek(debiteur_id(wie), (op - BEGIN) // _MS) for wie, op in sorted(dossier.wekkers.items()))


def wekker_ging(verzoek_id: UUID, debiteur: str, wek_op_ms: int, nu_ms: int, inrichting: int) -> WekkerGegaan:
    """`nu_ms`: when it went, stamped once; `inrichting`: the version of the rules then in force."""
    naam = json.dumps([str(verzoek_id), debiteur, wek_op_ms])
    kop = Kop(
        feit_id=uuid5(_RUIMTE, naam),
        verzoek_id=verzoek_id,
        nu=BEGIN + nu_ms * _MS,
        inrichting=inrichting,
        afzender=WIJKKETEN,
    )
    return WekkerGegaan(kop, debiteur, BEGIN + wek_op_ms * _MS)
