"""Understands what stands in a scenario: messages, silences, and what must come of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from beheer import tijden

VOORBEELD = "2027-03-01T09:30"


def _moment(waarde: Any) -> Any:
    return tijden.lees(waarde) if isinstance(waarde, str) else waarde


Moment = Annotated[datetime, BeforeValidator(_moment), Field(description=f"schrijf een tijd als {VOORBEELD}")]
Zaak = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9-]*/.+$",
        description="schrijf partner/kenmerk, bijvoorbeeld politie/POL-2027-0311",
    ),
]
"""`partner/kenmerk`: how a scenario names a matter."""


class _Deel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


Partner = Annotated[str, Field(description="noem de code van een partner uit de inrichting")]
Soort = Annotated[str, Field(description="noem de soort bericht, bijvoorbeeld melding.gedaan")]


class Bericht(_Deel):
    """One message of a partner; `op` is its arrival.

    `over` names the matter, the partner's token is looked up.
    """

    op: Moment
    verzonden: Moment | None = None
    van: Partner
    type: Soort
    kenmerk: str | None = None
    over: Zaak | None = None
    onderdeel: int = Field(1, ge=1)
    door: str | None = None
    id: str | None = None
    gegevens: dict[str, Any] = Field(default_factory=dict)


class Stilte(_Deel):
    """A period in which a partner reads nothing; without `tot` it never reads again."""

    van: Moment
    tot: Moment | None = None


class VerwachtBericht(_Deel):
    """A message that must come; what is not named may be anything.

    Each of the `aantal` is a message of its own.
    """

    naar: Partner
    type: Soort
    op: Moment | None = None
    over: Zaak | None = None
    onderdeel: int | None = None
    gegevens: dict[str, Any] = Field(default_factory=dict)
    aantal: int = Field(1, ge=1)


class NietVerwacht(_Deel):
    """A message that must not come."""

    naar: Partner | None = None
    type: Soort | None = None
    over: Zaak | None = None
    gegevens: dict[str, Any] = Field(default_factory=dict)


class VerwachteEindstand(_Deel):
    """How a request must stand at the end; `open_verplichtingen` names each of them, by the fields given."""

    verzoek: Zaak
    toestand: str | None = None
    eigenaar: str | None = None
    open_verplichtingen: list[dict[str, Any]] | None = None


class Verwacht(_Deel):
    """What must come of it. `volledig`: `berichten` names every message that wijkketen sends."""

    volledig: bool = False
    berichten: list[VerwachtBericht] = Field(default_factory=list)
    niet: list[NietVerwacht] = Field(default_factory=list)
    eindstand: list[VerwachteEindstand] = Field(default_factory=list)


class Scenario(_Deel):
    """A case on paper, played by `simuleer` and by `demo`.

    `inrichting`: folder, from the file's own folder, the working folder or the project. `tot`: where it ends;
    without it, when nothing more happens by itself.
    """

    titel: str | None = None
    verhaal: str | None = None
    inrichting: str | None = None
    berichten: list[Bericht] = Field(
        min_length=1, description="noem de berichten van partners: op, van, type en de rest"
    )
    ongelezen: dict[str, list[Stilte]] = Field(default_factory=dict)
    tot: Moment | None = None
    verwacht: Verwacht | None = None
