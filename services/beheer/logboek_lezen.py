"""Understands how to gather the trail of one request out of the log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from beheer.omgeving import PROJECT
from beheer.spoor import Stap, bouw_spoor
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.codec import Schemas
from keten.contract.records import record_van_bytes
from keten.contract.vertaling import feit_van_bytes, opdracht_van_bytes
from keten.domein.feiten import Feit
from keten.platform.naslag import lees_topic
from keten.platform.uitvoer import BERICHTEN, FEITEN, VERDICTEN, verzoek_sleutel


async def lees_spoor(klant: Mapping[str, Any], verzoek: UUID) -> list[Stap]:
    """In order of the log; empty when this request is not in it."""
    schemas = Schemas.lees(PROJECT / "schemas")
    sleutel = verzoek_sleutel(verzoek)
    feiten: list[tuple[tuple[int, int], Feit]] = []
    async for record in lees_topic(klant, FEITEN, sleutel):
        if record.sleutel == sleutel and record.waarde is not None:
            feiten.append(((record.partitie, record.offset), feit_van_bytes(record.waarde, schemas)))
    if not feiten:
        return []
    opdrachten: list[Opdracht] = []
    async for record in lees_topic(klant, BERICHTEN):
        if record.waarde is not None:
            opdracht = opdracht_van_bytes(record.waarde, schemas)
            if opdracht.verzoek_id == verzoek:
                opdrachten.append(opdracht)
    verdicten: list[Verdict] = []
    async for record in lees_topic(klant, VERDICTEN):
        if record.waarde is not None:
            verdict = record_van_bytes(Verdict, record.waarde, schemas)
            if verdict.verzoek_id == verzoek:
                verdicten.append(verdict)
    return bouw_spoor(feiten, opdrachten, verdicten)
