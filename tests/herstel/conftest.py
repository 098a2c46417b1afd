"""Understands what a repair starts from: real rules, real schemas, a chain in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen

WORTEL = Path(__file__).parents[2]
VRIJDAG = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return Schemas.lees(WORTEL / "schemas")


@pytest.fixture(scope="session")
def inrichtingen() -> Inrichtingen:
    return lees_inrichtingen(WORTEL / "inrichting/drechtsteden")


@pytest.fixture
def keten(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    return KetenDriver(inrichtingen, schemas, begin=VRIJDAG)


@pytest.fixture
def gezond(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    """The same chain, for the same story without the bug."""
    return KetenDriver(inrichtingen, schemas, begin=VRIJDAG)
