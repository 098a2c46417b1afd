"""Understands a warm referral: a client, a ground, and the receiver that a person chose."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from keten.contract.berichten.in_.opening import InOpening
from keten.contract.berichten.kandidaten import OokAan
from keten.contract.berichten.persoon import Betrokkene, PersoonsRol
from keten.contract.velden import Kluis, Partijcode, Productcode, Stuur
from keten.domein.begrippen import Grondslag


def noemt_client(betrokkenen: tuple[Betrokkene, ...]) -> tuple[Betrokkene, ...]:
    """Warm is the rule: the receiver must be able to find the client without asking the sender."""
    for mens in betrokkenen:
        if (
            mens.rol is PersoonsRol.CLIENT
            and mens.naam
            and (mens.geboortedatum or mens.adres or mens.telefoon)
        ):
            return betrokkenen
    raise PydanticCustomError("client_ontbreekt", "nobody here is a client who can be found")


class VerwijzingAangeboden(InOpening):
    """A referral; without client data or ground it is refused.

    With a subject it goes within that request: a part of it, or the action that the subject names.
    """

    vult_aan = True

    type = "verwijzing.aangeboden"
    naam = "in/verwijzing-aangeboden"
    betekenis = (
        "Een warme verwijzing van een client naar een andere organisatie. Met het subject van een zaak waar "
        "u aan werkt of eigenaar van bent, wordt het een onderdeel van die zaak; met dat van een eigen actie "
        "gaat die actie zelf naar de ander. Met `ook_aan` biedt u het aan meer organisaties aan; wie het "
        "eerst accepteert, krijgt het. Van elk krijgt u een status.gewijzigd, in uw volgorde."
    )

    betrokkenen: Annotated[
        tuple[Betrokkene, ...], Kluis("identiteit van personen"), AfterValidator(noemt_client)
    ] = Field(
        min_length=1,
        max_length=20,
        description="Om wie het gaat: 1 tot 20 personen, onder wie een CLIENT met naam en met geboortedatum, "
        "adres of telefoon.",
    )
    ontvanger: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Code van de organisatie waarnaar u verwijst; niet die van uzelf.",
        examples=["woningcorporatie"],
    )
    ook_aan: OokAan = ()
    grondslag: Annotated[Grondslag, Stuur("zonder grondslag mogen gegevens niet mee")] = Field(
        description="Op welke grond de gegevens van de client meegaan (AVG artikel 6).",
        examples=["TOESTEMMING"],
    )
    product: Annotated[Productcode | None, Stuur("het pad in de keten hangt ervan af")] = Field(
        None, description="Code van wat gevraagd wordt, als dat een product is.", examples=["dagopvang"]
    )
