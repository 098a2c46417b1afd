"""Understands one run: played, judged, and what came of it. What a log would say is read along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import structlog

from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from tests.simulatie.eindoordeel import afdruk, oordeel
from tests.simulatie.opstelling import Bouwdoos
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.recept import Recept
from tests.simulatie.regels import met_krappe_uren
from tests.simulatie.toezicht import Toezicht
from tests.simulatie.wereld import Wereld

WORTEL = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Verloop:
    """`overtreding`: None when every promise held."""

    recept: Recept
    overtreding: Overtreding | None
    afdruk: str
    beurten: int
    zendingen: int
    berichten: int
    stappen: int
    storingen: Counter[str] = field(default_factory=Counter)
    gespeeld: Counter[str] = field(default_factory=Counter)

    @property
    def goed(self) -> bool:
        return self.overtreding is None


@lru_cache(maxsize=1)
def grond() -> tuple[Inrichtingen, Schemas]:
    """Read once for all runs: neither changes."""
    return met_krappe_uren(lees_inrichtingen(WORTEL / "inrichting/drechtsteden")), Schemas.lees(
        WORTEL / "schemas"
    )


def speel(recept: Recept, doos: Bouwdoos | None = None) -> Verloop:
    """Never raises: a broken promise is what it is about."""
    inrichtingen, schemas = grond()
    wereld = Wereld(recept, inrichtingen, schemas, doos)
    overtreding: Overtreding | None = None
    with _meelezen(wereld.toezicht):
        try:
            wereld.speel()
            oordeel(wereld)
        except Overtreding as fout:
            overtreding = fout
    return Verloop(
        recept,
        overtreding,
        afdruk(wereld),
        wereld.beurten,
        len(wereld.toezicht.zendingen),
        len(wereld.toezicht.uit),
        wereld.toezicht.boek.stappen,
        wereld.storing.geteld,
        wereld.toezicht.gespeeld + Counter(f"regels {v}" for v in wereld.toezicht.boek.regels),
    )


@contextmanager
def _meelezen(toezicht: Toezicht) -> Iterator[None]:
    def lees(_: Any, __: str, gebeurtenis: Any) -> Any:
        toezicht.regel(repr(gebeurtenis))
        raise structlog.DropEvent

    oud = structlog.get_config() if structlog.is_configured() else None
    structlog.configure(processors=[lees], cache_logger_on_first_use=False)
    try:
        yield
    finally:
        structlog.reset_defaults()
        if oud is not None:
            structlog.configure(**oud)
