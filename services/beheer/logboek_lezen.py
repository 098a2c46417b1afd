"""Understands how to gather the trail of one request out of the log, and whether it waits for a repair."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from beheer.omgeving import PROJECT, instellingen
from beheer.spoor import Stap, bouw_spoor
from beheer.toestandplek import CHANGELOG
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.records import record_van_bytes
from keten.contract.vertaling import aanmaanbeurt_of_opdracht, feit_van_bytes
from keten.domein.feiten import Feit
from keten.platform.motor.herspel import is_herstel, isolement_van
from keten.platform.naslag import lees_topic
from keten.platform.schemabron import open_schemas, register_van
from keten.platform.toestandlezer import volg_toestand
from keten.platform.uitvoer import BERICHTEN, FEITEN, VERDICTEN, verzoek_sleutel


async def lees_spoor(klant: Mapping[str, Any], verzoek: UUID) -> tuple[list[Stap], list[Feit]]:
    """The trail and its facts, in order of the log; empty when this request is not in it."""
    schemas = open_schemas(PROJECT / "schemas", register_van(instellingen()))
    sleutel = verzoek_sleutel(verzoek)
    feiten: list[tuple[tuple[int, int], Feit]] = []
    async for record in lees_topic(klant, FEITEN, sleutel):
        if record.sleutel == sleutel and record.waarde is not None and not is_herstel(record):
            feiten.append(((record.partitie, record.offset), feit_van_bytes(record.waarde, schemas)))
    if not feiten:
        return [], []
    opdrachten: list[Opdracht] = []
    async for record in lees_topic(klant, BERICHTEN):
        if record.waarde is not None:
            opdracht = aanmaanbeurt_of_opdracht(record.waarde, schemas)
            if isinstance(opdracht, Opdracht) and opdracht.verzoek_id == verzoek:
                opdrachten.append(opdracht)
    verdicten: list[Verdict] = []
    async for record in lees_topic(klant, VERDICTEN):
        if record.waarde is not None:
            verdict = record_van_bytes(Verdict, record.waarde, schemas)
            if verdict.verzoek_id == verzoek:
                verdicten.append(verdict)
    return bouw_spoor(feiten, opdrachten, verdicten), [feit for _, feit in feiten]


async def geisoleerd_vanaf(klant: Mapping[str, Any], verzoek: UUID) -> tuple[int, int] | None:
    """Partition and offset on `feiten` from which this request is isolated; None when it is not."""
    async with volg_toestand(klant, CHANGELOG, verzoek_sleutel(verzoek)) as volger:
        vanaf = -1 if volger.rij is None else isolement_van(volger.rij)[0]
        return None if vanaf < 0 else (volger.partitie, vanaf)
