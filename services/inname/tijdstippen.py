"""Understands which times a partner may speak of, seen from the moment at which its message came.

Nothing here decides *when* a message came: that is the broker's to say. A clock that is years off, or a year
that was mistyped, is told to the sender: another would read it as meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from pydantic import BaseModel

from inname.aankomst import Aankomst
from keten.contract.berichten.model import InBericht
from keten.contract.cloudevents import Gebeurtenis
from keten.contract.fouten import Vormcode, VormError

_JAAR: Final = timedelta(days=366)
_DAG: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Speling:
    """How far a time may lie before and after the arrival. A day after: time zones, and fast clocks."""

    ervoor: timedelta
    erna: timedelta = _DAG


VERZONDEN: Final = Speling(10 * _JAAR)
"""The attribute `time`: a message may have waited long, but not as long as a clock that was never set."""

GEBEURD: Final = Speling(10 * _JAAR)
GEBOREN: Final = Speling(130 * _JAAR)
VERWACHT: Final = Speling(_JAAR, 10 * _JAAR)

VELDEN: Final[Mapping[str, Speling]] = {
    "waargenomen_op": GEBEURD,
    "datum": GEBEURD,
    "geboortedatum": GEBOREN,
    "uiterlijk_datum": VERWACHT,
    "nieuwe_datum": VERWACHT,
    "afspraak_datum": VERWACHT,
    "vanaf": VERWACHT,
    "tot": VERWACHT,
}
"""Every field of a message in that holds a time; a test says so."""


def toets_tijdstippen(gebeurtenis: Gebeurtenis, bericht: InBericht, aankomst: Aankomst) -> None:
    """Raises VormError MOMENT_IN_TOEKOMST or MOMENT_TE_OUD for the first time that cannot be meant."""
    if gebeurtenis.time is not None:
        _toets(gebeurtenis.time, VERZONDEN, "/time", gebeurtenis.id, aankomst.nu)
    for plek, veld, waarde in _tijdstippen(bericht, "/data"):
        _toets(waarde, VELDEN[veld], plek, gebeurtenis.id, aankomst.nu)


def _tijdstippen(model: BaseModel, plek: str) -> Iterator[tuple[str, str, date]]:
    """(pointer, field, value) of every instant and date, in the order of the fields."""
    for veld, waarde in model:
        if isinstance(waarde, date):
            yield f"{plek}/{veld}", veld, waarde
        elif isinstance(waarde, BaseModel):
            yield from _tijdstippen(waarde, f"{plek}/{veld}")
        elif isinstance(waarde, tuple):
            for nummer, lid in enumerate(waarde):
                if isinstance(lid, BaseModel):
                    yield from _tijdstippen(lid, f"{plek}/{veld}/{nummer}")


def _toets(waarde: date, speling: Speling, plek: str, bericht_id: str, nu: datetime) -> None:
    if isinstance(waarde, datetime):
        vroegst, laatst, wanneer = nu - speling.ervoor, nu + speling.erna, _in_utc(waarde, nu)
        te_oud, te_nieuw = wanneer < vroegst, wanneer > laatst
    else:
        te_oud = waarde < (nu - speling.ervoor).date()
        te_nieuw = waarde > (nu + speling.erna).date()
    if te_oud or te_nieuw:
        code = Vormcode.MOMENT_TE_OUD if te_oud else Vormcode.MOMENT_IN_TOEKOMST
        raise VormError(code, plek, bericht_id=bericht_id)


def _in_utc(moment: datetime, nu: datetime) -> datetime:
    """In UTC; at the edges of the calendar, where that overflows, an instant that is as far off."""
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return datetime.min.replace(tzinfo=UTC) if moment.year < nu.year else datetime.max.replace(tzinfo=UTC)
