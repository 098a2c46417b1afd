"""Understands an act of a person that must be seen afterwards: who, what, which record, and why.

Written before the act, to the log and to a file of acts in the data folder, so that it also outlives a
terminal. The reason is a short word, since free text would bring persons into the log.
"""

from __future__ import annotations

import getpass
import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from beheer.fouten import BeheerError
from beheer.omgeving import instellingen
from beheer.uitgangscodes import Uitgang
from keten.contract.cloudevents import lijkt_bsn
from keten.domein.feiten import Herkomst
from keten.platform.klok import WandKlok
from keten.platform.logboek import meld, stel_in

BESTAND: Final = "handelingen.jsonl"
_REDEN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{2,39}")


def leg_inzage_vast(plek: Herkomst, reden: str) -> None:
    """Somebody looks at what stands in quarantine. Raises BeheerError for a reason that is no short word."""
    door = _leg_vast("quarantine_opened", plek, reden=keur(reden))
    meld(
        "quarantine_opened",
        "warning",
        topic=plek.topic,
        partitie=plek.partitie,
        offset=plek.offset,
        reden=reden,
        door=door,
    )


def leg_terugzetten_vast(plek: Herkomst) -> None:
    """Somebody puts a record on its partner's topic again."""
    door = _leg_vast("quarantine_returned", plek)
    meld(
        "quarantine_returned",
        "warning",
        topic=plek.topic,
        partitie=plek.partitie,
        offset=plek.offset,
        door=door,
    )


def leg_plicht_vast(verzoek: UUID, nummer: int, mandaat: str) -> None:
    """Somebody lets a debtor off, or settles a repair. `mandaat`: a reference that `keur` let through."""
    door, gezet = getpass.getuser(), instellingen()
    waar = {"verzoek_id": str(verzoek), "nummer": nummer, "mandaat": mandaat}
    _schrijf(gezet.data / BESTAND, {"tijd": _nu(), "wat": "duty_settled_by_hand", **waar, "door": door})
    stel_in("beheer", gezet.log)
    meld(
        "duty_settled_by_hand",
        "warning",
        verzoek_id=str(verzoek),
        nummer=nummer,
        mandaat=mandaat,
        door=door,
    )


def _leg_vast(wat: str, plek: Herkomst, **velden: object) -> str:
    """In the file of acts. Returns who did it: the name of the account on this machine."""
    door, gezet = getpass.getuser(), instellingen()
    waar = {"topic": plek.topic, "partitie": plek.partitie, "offset": plek.offset}
    _schrijf(gezet.data / BESTAND, {"tijd": _nu(), "wat": wat, **waar, **velden, "door": door})
    stel_in("beheer", gezet.log)
    return door


def keur(reden: str) -> str:
    """The word itself. Raises BeheerError for what is no short word."""
    if not _REDEN.fullmatch(reden) or lijkt_bsn(reden):
        raise BeheerError(
            "De reden moet een kort woord of meldingsnummer zijn, zonder spaties en zonder BSN.",
            raad="Bijvoorbeeld --reden storing-4711.",
            uitgang=Uitgang.GEBRUIK,
        )
    return reden


def _schrijf(bestand: Path, rij: dict[str, object]) -> None:
    """On disk before this returns."""
    bestand.parent.mkdir(parents=True, exist_ok=True)
    with bestand.open("a", encoding="utf-8") as uit:
        uit.write(json.dumps(rij, ensure_ascii=False) + "\n")
        uit.flush()
        os.fsync(uit.fileno())


def _nu() -> str:
    nu = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=WandKlok().nu_ms())
    return nu.isoformat(timespec="seconds")
