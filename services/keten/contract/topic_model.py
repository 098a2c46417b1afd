"""Understands the form of a file in `topics/`: all there is to say of one topic, or of one per partner.

The name of the file is the name of the topic; with `familie: partner` it is what stands before
`.<code>`. Unknown fields are refused, so that a misspelt retention never means "for ever". Descriptions
are what the operator reads.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

PARTNER: Final = "partner"
"""As producer or consumer: the partner whose topic it is."""

PROCESSEN: Final = ("inname", "vraagopvolging", "bezorging", "beheer")
BEWAARTERMIJNEN: Final = (14, 30, 400)
"""Days. Another one is a decision about personal data: it needs an ADR and a place here."""

Deelnemer = Literal["partner", "inname", "vraagopvolging", "bezorging", "beheer"]
Schema = Annotated[str, StringConstraints(pattern=r"^(in|uit|intern)/[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
_NAAM = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


class _Vorm(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Partities(_Vorm):
    """How many partitions. Never changed in place: a key would move to another one and lose its order."""

    productie: int = Field(ge=1, le=1000, description="geef het aantal in productie")
    lokaal: int = Field(ge=1, le=1000, description="geef het aantal op een enkele machine")


class ToestandVan(_Vorm):
    """Whose state a changelog holds: of application `app`, which follows topic `invoer`."""

    app: Annotated[str, StringConstraints(pattern=_NAAM)] = Field(description="geef de naam met versie")
    invoer: Annotated[str, StringConstraints(pattern=_NAAM)] = Field(
        description="geef het topic dat zij volgt"
    )


class TopicVorm(_Vorm):
    """One file."""

    omschrijving: Tekst = Field(description="zeg in een zin wat erin staat")
    familie: Literal["partner"] | None = Field(None, description="gebruik partner, of laat dit weg")
    categorie: Literal["keten", "toestand", "partner", "quarantaine"] = Field(
        description="kies een categorie"
    )
    eigenaar: Annotated[str, StringConstraints(pattern=r"^team-[a-z-]+$")] = Field(
        description="geef het team dat erover gaat, zoals team-keten"
    )
    producenten: tuple[Deelnemer, ...] = Field(min_length=1, description="noem wie erin schrijft")
    consumenten: tuple[Deelnemer, ...] = Field(min_length=1, description="noem wie eruit leest")
    sleutel: Literal["verzoek_id", "ontvanger", "in_topic", "vrij"] = Field(description="kies een sleutel")
    schemas: tuple[Schema, ...] = Field(min_length=1, description="noem de mappen onder schemas/avro")
    partities: Partities = Field(description="geef {productie: …, lokaal: …}")
    bewaartermijn_dagen: int | None = Field(description=f"kies uit {BEWAARTERMIJNEN}, of null bij compact")
    tijdstempel: Literal["LogAppendTime", "CreateTime"] = Field(description="kies een tijdstempel")
    opruimen: Literal["delete", "compact"] = Field(description="kies hoe oude records verdwijnen")
    max_bericht_bytes: int = Field(ge=1024, le=16 * 1024 * 1024, description="geef een aantal bytes")
    persoonsgegevens: Literal["geen", "stuur", "kluis", "leesbaar"] = Field(
        description="geen, stuur (codes), kluis (versleuteld) of leesbaar (alleen een topic van een partner)"
    )
    grondslag: Annotated[str, StringConstraints(pattern=r"^docs/adr/\d{4}-[a-z0-9-]+\.md$")] = Field(
        description="noem het besluit in docs/adr dat dit draagt"
    )
    quotum_bytes_per_s: int | None = Field(None, ge=1024, description="geef een aantal bytes per seconde")
    toestand_van: ToestandVan | None = Field(None, description="geef {app: …, invoer: …}")
