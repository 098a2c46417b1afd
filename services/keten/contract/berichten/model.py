"""Understands what every message model has in common: frozen, closed, and known by a name and a meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from keten.contract.velden import Kenmerktekst, Kluis, Rolcode, Stuur, Verhaal
from keten.domein.begrippen import Aanvulling, Correctie, Onjuistheid, Reden

TYPE_VOOR = "nl.wijkketen."
TYPE_NA = ".v1"


class Model(BaseModel):
    """A record, or a part of one. Unknown fields are refused; an error never shows the input."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Record(Model):
    """What has an Avro schema of its own.

    `naam`: folder under schemas/avro. `betekenis`: Dutch, becomes the `doc` of the schema.
    """

    naam: ClassVar[str]
    betekenis: ClassVar[str]


class Bericht(Record):
    """What is exchanged with a partner. `type`: short type, as in `melding.gedaan`.

    `voorbeelden`: fields whose example differs from the field's own, since another party says or gets this.
    """

    type: ClassVar[str]
    voorbeelden: ClassVar[Mapping[str, Any]] = MappingProxyType({})


VAN_ONTVANGER: Mapping[str, Any] = MappingProxyType(
    {
        "kenmerk": "MZO-2026-0042",
        "door": "medewerker",
        "toelichting": "Er is met mevrouw gesproken; haar zus helpt nu.",
    }
)
"""Examples for what the receiver of a melding says, under its own reference."""

BIJ_ONTVANGER: Mapping[str, Any] = MappingProxyType({"kenmerk": "MZO-2026-0042"})
"""Examples for what the receiver of a melding gets."""


class InBericht(Bericht):
    """What a partner says. `opent`: True for a message that opens a request.

    `vult_aan`: True for one that, with a subject, adds a part to the request it names instead. `zonder_zaak`:
    True for one that is about no request.
    """

    opent: ClassVar[bool] = False
    vult_aan: ClassVar[bool] = False
    zonder_zaak: ClassVar[bool] = False

    kenmerk: Annotated[
        Kenmerktekst | None, Kluis("een kenmerk van een ander kan een naam of nummer bevatten")
    ] = Field(
        None,
        description="Uw eigen kenmerk. Met subject: het kenmerk dat u deze zaak geeft; zonder subject: dat "
        "van het verzoek dat u zelf opende. 1 tot 100 tekens, geen witruimte aan de randen.",
        examples=["POL-2026-0113"],
    )
    door: Annotated[Rolcode | None, Stuur("wie in een organisatie mocht dit doen; een rol, geen naam")] = (
        Field(
            None,
            description="Rol van wie dit deed: kleine letters, cijfers en streepjes, hoogstens 40 tekens.",
            examples=["wijkagent"],
        )
    )
    toelichting: Annotated[Verhaal | None, Kluis("vrije tekst over personen")] = Field(
        None,
        description="Toelichting in gewone taal, hoogstens 10.000 tekens.",
        examples=["Mevrouw was in de war en wist niet waar zij woonde."],
    )


B = TypeVar("B", bound=InBericht)


def eis_toelichting(bericht: B, reden: Reden | Aanvulling | Onjuistheid | Correctie) -> B:
    """A reason that says nothing by itself needs words. For a validator; the fault is in `toelichting`."""
    if reden.vraagt_toelichting and not bericht.toelichting:
        raise PydanticCustomError("toelichting_ontbreekt", "this reason needs words")
    return bericht


class UitBericht(Bericht):
    """What a partner gets, after redaction."""


def ce_type(kort: str) -> str:
    """`melding.gedaan` -> `nl.wijkketen.melding.gedaan.v1`."""
    return f"{TYPE_VOOR}{kort}{TYPE_NA}"


def kort_type(ce: str) -> str | None:
    """The short type, or None when it is not a type of ours."""
    if not (ce.startswith(TYPE_VOOR) and ce.endswith(TYPE_NA)):
        return None
    return ce[len(TYPE_VOOR) : -len(TYPE_NA)]
