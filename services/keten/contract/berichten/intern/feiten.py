"""Understands the records on `feiten`: one per kind of fact of the core, with the same fields.

They give the facts their schema and their meaning; a test holds them equal to the facts themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.intern.feitkop import FeitKop
from keten.contract.berichten.model import Record
from keten.contract.velden import Gemeentecode, JaNee, Moment, Partijcode, Stuur
from keten.domein import feiten
from keten.domein.begrippen import Resultaat, Thema, Uitkomst, Urgentie
from keten.domein.functies import Functie


class FeitRecord(Record):
    """A fact as it travels."""

    kop: Annotated[FeitKop, Stuur("wie, wanneer en waarover")] = Field(
        description="Wat elk feit over zichzelf zegt."
    )


class FeitMeldingGedaan(FeitRecord):
    """Somebody reported."""

    naam = "intern/feit-melding-gedaan"
    betekenis = "Er is een melding gedaan."

    gemeente: Annotated[Gemeentecode, Stuur("kiest de regels die gelden")] = Field(
        description="CBS-code van de gemeente.", examples=["0505"]
    )
    thema: Annotated[Thema, Stuur("bepaalt wie de melding krijgt en binnen welke termijn")] = Field(
        description="Waar de melding over gaat.", examples=["ZORG_EN_OVERLAST"]
    )
    urgentie: Annotated[Urgentie, Stuur("bepaalt termijnen")] = Field(
        description="Hoe dringend het is.", examples=["ROUTINE"]
    )
    terugkoppeling_gewenst: Annotated[JaNee, Stuur("bepaalt wie een antwoord te goed heeft")] = Field(
        True, description="Of de melder wil horen hoe het afloopt.", examples=[True]
    )


class FeitOntvangstBevestigd(FeitRecord):
    """It is in somebody's queue."""

    naam = "intern/feit-ontvangst-bevestigd"
    betekenis = "De ontvangst is bevestigd."


class FeitVerzoekGeaccepteerd(FeitRecord):
    """The receiver takes it on."""

    naam = "intern/feit-verzoek-geaccepteerd"
    betekenis = "Het verzoek is geaccepteerd."


class FeitFunctieVerricht(FeitRecord):
    """A function was performed."""

    naam = "intern/feit-functie-verricht"
    betekenis = "Een functie uit de keten is verricht."

    functie: Annotated[Functie, Stuur("de volgende stap in de keten hangt ervan af")] = Field(
        description="Welke van de 25 functies.", examples=["VRAAGVERHELDERING"]
    )
    uitkomst: Annotated[Uitkomst, Stuur("de volgende stap in de keten hangt ervan af")] = Field(
        description="Hoe het ging.", examples=["GEDAAN"]
    )


class FeitTerugkoppelingGegeven(FeitRecord):
    """The receiver answered."""

    naam = "intern/feit-terugkoppeling-gegeven"
    betekenis = "Er is terugkoppeling gegeven."

    resultaat: Annotated[Resultaat, Stuur("een eindresultaat sluit af en voldoet verplichtingen")] = Field(
        description="Het resultaat.", examples=["OPGELOST"]
    )


class FeitEscalatieBevestigd(FeitRecord):
    """A person took it up."""

    naam = "intern/feit-escalatie-bevestigd"
    betekenis = "Een persoon heeft een escalatie bevestigd."


class FeitWekkerGegaan(FeitRecord):
    """An alarm went."""

    naam = "intern/feit-wekker-gegaan"
    betekenis = "Een gestelde wekker is gegaan."

    debiteur: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Wiens verplichtingen bekeken worden.", examples=["meldpunt-zorg-en-overlast"]
    )
    wek_op: Annotated[Moment, Stuur("een verouderde wekker doet niets")] = Field(
        description="Het moment waarvoor de wekker stond.", examples=["2026-11-16T23:00:00Z"]
    )


class FeitBezorgingBevestigd(FeitRecord):
    """A receiver has read an outgoing message."""

    naam = "intern/feit-bezorging-bevestigd"
    betekenis = "De ontvanger heeft een uitgaand bericht gelezen."

    ontvanger: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de ontvanger.", examples=["politie"]
    )
    uitgaand_id: Annotated[UUID, Stuur("wijst het bericht aan dat gelezen is")] = Field(
        description="Id van het uitgaande bericht.", examples=["5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d"]
    )


FEITEN: Mapping[type[feiten.Feit], type[FeitRecord]] = {
    feiten.MeldingGedaan: FeitMeldingGedaan,
    feiten.OntvangstBevestigd: FeitOntvangstBevestigd,
    feiten.VerzoekGeaccepteerd: FeitVerzoekGeaccepteerd,
    feiten.FunctieVerricht: FeitFunctieVerricht,
    feiten.TerugkoppelingGegeven: FeitTerugkoppelingGegeven,
    feiten.EscalatieBevestigd: FeitEscalatieBevestigd,
    feiten.WekkerGegaan: FeitWekkerGegaan,
    feiten.BezorgingBevestigd: FeitBezorgingBevestigd,
}
"""Per kind of fact its record."""
