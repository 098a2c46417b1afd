"""Understands how a scenario is played in memory, and gives what came of it."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from beheer.afloop import Afloop
from beheer.agenda import Lezen, Punt, agenda, uiterste
from beheer.eindstand import eindstand_van
from beheer.inrichting import lees
from beheer.keten_in_geheugen import KetenDriver
from beheer.omgeving import PROJECT, instellingen, map_van
from beheer.scenario import GelezenScenario, controleer_partijen
from beheer.vormgeven import Vormgever
from beheer.zaken import Zaken
from keten.contract.codec import Schemas
from keten.platform.deelnemers import codes
from keten.platform.inrichting_lezer import Inrichtingen


def inrichting_van(gelezen: GelezenScenario) -> Path:
    """The folder with rules that a scenario names, else that of the settings."""
    naam = gelezen.inhoud.inrichting
    return map_van(instellingen().inrichting) if naam is None else map_van(naam, gelezen.bestand.parent)


def speel_in_geheugen(gelezen: GelezenScenario, tot: datetime | None) -> tuple[Afloop, dict[str, str]]:
    """What came of it until `tot` (else the file's own end), and the names of the partners by code."""
    map_ = inrichting_van(gelezen)
    inrichtingen = lees(map_)
    controleer_partijen(gelezen, codes(inrichtingen.versies))
    afloop = speel_met(gelezen, inrichtingen, map_, uiterste(gelezen.inhoud, tot))
    return afloop, {code: partij.naam for code, partij in inrichtingen.nieuwste.partijen.items()}
