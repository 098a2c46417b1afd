"""Understands what the tests of bad input start from: real rules, real schemas, the chain in memory."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from keten.platform.ophouden import Grens
from tests.steun.gereedschap import WORTEL

VRIJDAG = datetime(2026, 11, 13, 9, 0, tzinfo=UTC)
"""A Friday in winter: ten o'clock in Dordrecht."""

GRENS = Grens(reeks=5, aandeel=0.5, minstens=12, venster_s=600.0, duur_s=900.0)


@pytest.fixture(scope="session")
def schemas() -> Schemas:
    return Schemas.lees(WORTEL / "schemas")


@pytest.fixture(scope="session")
def inrichtingen() -> Inrichtingen:
    return lees_inrichtingen(WORTEL / "inrichting/drechtsteden")


@pytest.fixture
def keten(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    """With small limits for holding back, so that a test can pass them."""
    return KetenDriver(inrichtingen, schemas, begin=VRIJDAG, grens=GRENS)


@pytest.fixture
def ruime_keten(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    """Holds nobody back."""
    ruim = Grens(reeks=10**6, minstens=10**6)
    return KetenDriver(inrichtingen, schemas, begin=VRIJDAG, grens=ruim)
