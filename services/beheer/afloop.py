"""Understands what came of a scenario: the messages that went, and how each request ends.

`simuleer` and `demo` both make one; only here stands what its JSON looks like (ontwerp: command line).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from beheer import tijden
from keten.domein.feiten import Feit

WIJKKETEN = "wijkketen"


@dataclass(frozen=True, slots=True)
class Regel:
    """One message: of a partner to wijkketen, or of wijkketen to a partner.

    `over`: `partner/kenmerk` of the matter, None when the message belongs to none. `gegevens`: what the
    receiver reads, as JSON.
    """

    op: datetime
    id: str
    van: str
    naar: str
    type: str
    over: str | None
    onderdeel: int | None
    gegevens: Mapping[str, Any]

    def als_json(self) -> dict[str, object]:
        return {
            "op": tijden.iso(self.op),
            "id": self.id,
            "van": self.van,
            "naar": self.naar,
            "type": self.type,
            "over": self.over,
            "onderdeel": self.onderdeel,
            "gegevens": dict(self.gegevens),
        }


@dataclass(frozen=True, slots=True)
class Eindstand:
    """How one request stands at the end.

    `onderdelen`: `{"onderdeel", "afzender", "ontvanger", "toestand", "product"}` each.
    `open_verplichtingen`: `{"nummer", "plicht", "debiteur", "crediteur", "onderdeel", "ontstaan_op",
    "uiterlijk_op", "te_laat"}` each; `uiterlijk_op` is the first instant that is too late, None without a
    date.
    """

    verzoek: str
    verzoek_id: str
    toestand: str
    eigenaar: str
    onderdelen: Sequence[Mapping[str, Any]] = ()
    open_verplichtingen: Sequence[Mapping[str, Any]] = ()

    def als_json(self) -> dict[str, object]:
        return {
            "eindstand": self.verzoek,
            "verzoek_id": self.verzoek_id,
            "toestand": self.toestand,
            "eigenaar": self.eigenaar,
            "onderdelen": [dict(o) for o in self.onderdelen],
            "open_verplichtingen": [dict(v) for v in self.open_verplichtingen],
        }


@dataclass(slots=True)
class Afloop:
    """Messages in order of time, then the requests in order of opening.

    `verloop`: per request its facts in order, by which its ledger and its chain can be told. `gebeurd`: per
    (partner, its message id) when its sender says that it happened.
    """

    regels: list[Regel] = field(default_factory=list)
    eindstanden: list[Eindstand] = field(default_factory=list)
    verloop: Mapping[str, Sequence[Feit]] = field(default_factory=dict)
    gebeurd: Mapping[tuple[str, str], datetime] = field(default_factory=dict)

    @property
    def verzonden(self) -> list[Regel]:
        """What wijkketen sent."""
        return [regel for regel in self.regels if regel.van == WIJKKETEN]
