"""Understands the persons a melding is about. Everything here is `kluis`."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import Model
from keten.contract.velden import Bsn, Datum, Kluis, Postcode, Regel, Telefoon


class PersoonsRol(Enum):
    """What a person is in this melding."""

    CLIENT = "CLIENT"
    PARTNER = "PARTNER"
    KIND = "KIND"
    MANTELZORGER = "MANTELZORGER"
    MELDER = "MELDER"


class Adres(Model):
    """Where somebody lives or stays."""

    straat: Annotated[Regel | None, Kluis("wijst een woning aan")] = Field(
        None, description="Straatnaam.", examples=["Voorbeeldstraat"]
    )
    huisnummer: Annotated[Regel | None, Kluis("wijst een woning aan")] = Field(
        None, description="Huisnummer met toevoeging.", examples=["12a"]
    )
    postcode: Annotated[Postcode | None, Kluis("wijst een handvol woningen aan")] = Field(
        None, description="Postcode, vier cijfers en twee hoofdletters.", examples=["9999 XX"]
    )
    plaats: Annotated[Regel | None, Kluis("hoort bij het adres")] = Field(
        None, description="Woonplaats.", examples=["Dordrecht"]
    )


class Betrokkene(Model):
    """One person in one role."""

    rol: Annotated[PersoonsRol, Kluis("zegt wie in een gezin wat is")] = Field(
        description="Wat deze persoon in de melding is.", examples=["CLIENT"]
    )
    naam: Annotated[Regel | None, Kluis("identiteit")] = Field(
        None, description="Naam zoals bekend, hoogstens 200 tekens.", examples=["Mevrouw T. Voorbeeld"]
    )
    geboortedatum: Annotated[Datum | None, Kluis("identiteit")] = Field(
        None, description="Geboortedatum.", examples=["1948-03-02"]
    )
    bsn: Annotated[Bsn | None, Kluis("identiteit; alleen van wie er een grondslag voor heeft")] = Field(
        None,
        description="Burgerservicenummer: negen cijfers die aan de elfproef voldoen.",
        examples=["999990019"],
    )
    adres: Annotated[Adres | None, Kluis("identiteit")] = Field(None, description="Adres of verblijfplaats.")
    telefoon: Annotated[Telefoon | None, Kluis("identiteit")] = Field(
        None, description="Telefoonnummer waarop deze persoon te bereiken is.", examples=["+31 6 00000000"]
    )
