"""Understands the whole chain in memory: bytes in on `in.<partner>`, bytes out on `uit.<partner>`, on a clock by hand.

The same steps as the processes run, over a log in memory. `simuleer`, the scenario tests and the comparison with
`demo` use it. It decides nothing itself; only the order in which processes get their turn is its own, and fixed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from keten.contract.cloudevents import Gebeurtenis
from keten.domein.dossier import Dossier
from keten.platform.motor.poorten import Koppen, Record

Proces = Literal["inname", "vraagopvolging", "bezorging"]


@dataclass(frozen=True, slots=True)
class Uitgaand:
    """One message on `uit.<partner>`, as written and as its receiver reads it.

    `op`: when it was written. `gegevens`: the decoded Avro record. `verzoek_id`, `onderdeel`: what the receiver's
    token stands for; None where the message has no subject.
    """

    partner: str
    op: datetime
    record: Record
    gebeurtenis: Gebeurtenis
    gegevens: dict[str, Any]
    verzoek_id: UUID | None
    onderdeel: int | None


class KetenDriver:
    """Made by `KetenDriver.uit_mappen`. Partners read at once until `zwijg` says otherwise."""

    @property
    def nu(self) -> datetime:
        """Virtual time, UTC."""
        raise NotImplementedError

    async def breng(self, partner: str, koppen: Koppen, waarde: bytes | None) -> Record:
        """A record of this partner arrives now, and everything that follows at this moment happens."""
        raise NotImplementedError

    async def verstrijk_tot(self, tijd: datetime) -> None:
        """Turns the clock, alarm by alarm, and ends at `tijd`. Raises ValueError for a time that has passed."""
        raise NotImplementedError

    def volgende_wekker(self) -> datetime | None:
        """When something happens by itself; None: never again."""
        raise NotImplementedError

    def lees(self, partner: str, vanaf: int = 0) -> list[Uitgaand]:
        """What stands on `uit.<partner>` from this offset on, in order. Moves no group offset."""
        raise NotImplementedError

    async def zwijg(self, partner: str) -> None:
        """From now on this partner reads nothing."""
        raise NotImplementedError

    async def hervat(self, partner: str) -> None:
        """From now on this partner reads at once again, what waited first."""
        raise NotImplementedError

    def dossier(self, verzoek_id: UUID) -> Dossier | None:
        """State of one verzoek, as the store of vraagopvolging has it."""
        raise NotImplementedError
