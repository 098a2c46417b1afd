"""Understands what a check starts from: a chain in memory after a day, and its log as a check reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from tests.controle.dag import VRIJDAG, Dag, speel_dag

WORTEL = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return Schemas.lees(WORTEL / "schemas")


@pytest.fixture(scope="session")
def inrichtingen() -> Inrichtingen:
    return lees_inrichtingen(WORTEL / "inrichting/drechtsteden")


@pytest.fixture
async def dag(inrichtingen: Inrichtingen, schemas: Schemas, tmp_path: Path) -> Dag:
    keten = KetenDriver(inrichtingen, schemas, begin=VRIJDAG)
    await speel_dag(keten)
    return Dag.van(keten, tmp_path)
