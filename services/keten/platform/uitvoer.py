"""Understands on which topic and under which key each kind of record of ours is written."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from keten.contract.berichten.intern.aanmaanbeurt import Aanmaanbeurt
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.intern.ophouding import Ophouding
from keten.contract.berichten.intern.quarantaine import Quarantaine
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.codec import Schemas
from keten.contract.records import record_naar_bytes
from keten.contract.vertaling import feit_naar_bytes, opdracht_naar_bytes
from keten.domein.begrippen import Uitslag
from keten.domein.feiten import Feit, Herkomst
from keten.platform.motor.poorten import Uitvoer

FEITEN: Final = "feiten"
BERICHTEN: Final = "berichten"
VERDICTEN: Final = "verdicten"
QUARANTAINE: Final = "quarantaine"
WATERMERKEN: Final = "watermerken"
OPHOUDINGEN: Final = "ophoudingen"

KERNVERSIE: Final = "3"
"""Version of the core in a verdict; raised whenever the same facts would lead to another outcome."""


def verzoek_sleutel(verzoek_id: UUID) -> bytes:
    """Key of everything that is kept per verzoek."""
    return str(verzoek_id).encode("ascii")


def verzoek_van_sleutel(sleutel: bytes) -> UUID:
    """The other way round."""
    return UUID(sleutel.decode("ascii"))


def feit_uitvoer(feit: Feit, schemas: Schemas) -> Uitvoer:
    """A fact, in the one order of its verzoek."""
    return Uitvoer(FEITEN, verzoek_sleutel(feit.kop.verzoek_id), feit_naar_bytes(feit, schemas))


def opdracht_uitvoer(opdracht: Opdracht, schemas: Schemas) -> Uitvoer:
    """An order, in the one order of its receiver."""
    return Uitvoer(BERICHTEN, opdracht.ontvanger.encode("ascii"), opdracht_naar_bytes(opdracht, schemas))


def aanmaanbeurt_uitvoer(beurt: Aanmaanbeurt, schemas: Schemas) -> Uitvoer:
    """A turn to remind a receiver, in the order of what goes to it."""
    return Uitvoer(BERICHTEN, beurt.ontvanger.encode("ascii"), record_naar_bytes(beurt, schemas))


def verdict_uitvoer(
    herkomst: Herkomst,
    uitslag: Uitslag,
    schemas: Schemas,
    *,
    nu: datetime,
    code: str | None = None,
    verzoek_id: UUID | None = None,
) -> Uitvoer:
    """What became of one record of a partner. `nu`: its arrival."""
    verdict = Verdict(
        topic=herkomst.topic,
        partitie=herkomst.partitie,
        offset=herkomst.offset,
        uitslag=uitslag,
        code=code,
        kernversie=KERNVERSIE,
        verzoek_id=verzoek_id,
        nu=nu,
    )
    return Uitvoer(VERDICTEN, herkomst.topic.encode("ascii"), record_naar_bytes(verdict, schemas))


def ophouding_uitvoer(ophouding: Ophouding, schemas: Schemas) -> Uitvoer:
    """The latest word on whether a partner's topic is held back."""
    return Uitvoer(OPHOUDINGEN, ophouding.topic.encode("ascii"), record_naar_bytes(ophouding, schemas))


def quarantaine_uitvoer(quarantaine: Quarantaine, schemas: Schemas) -> Uitvoer:
    """Bytes that nobody could read, encrypted."""
    return Uitvoer(QUARANTAINE, quarantaine.topic.encode("ascii"), record_naar_bytes(quarantaine, schemas))
