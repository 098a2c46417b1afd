"""Understands the state that `bezorging` keeps per receiver."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keten.contract.berichten.model import Model, Record
from keten.contract.velden import Geheim, JaNee, Kluis, Regel, Stuur, Telling
from keten.domein.begrippen import Urgentie

_PLEK = Stuur("maakt een herhaling herkenbaar")
_UUR = Stuur("hoogstens zoveel aanmaningen in een uur")
_RANG = Stuur("wat het eerst gaat")


class GezienePlek(Model):
    """The last order seen from one partition of a partner's topic."""

    topic: Annotated[Regel, _PLEK] = Field(description="Topic van een partner.", examples=["in.politie"])
    partitie: Annotated[Telling, _PLEK] = Field(description="Partitie.", examples=[0])
    offset: Annotated[Telling, _PLEK] = Field(description="Laatste offset.", examples=[17])
    nummer: Annotated[Telling, _PLEK] = Field(description="Laatste opdracht uit dat record.", examples=[0])


class WachtendeAanmaningRecord(Model):
    """A reminder or an escalation that waits for its turn."""

    urgentie: Annotated[Urgentie, _RANG] = Field(description="Urgentie van het verzoek.", examples=["SPOED"])
    escalatie: Annotated[JaNee, _RANG] = Field(
        description="Of het een escalatie is; anders een herinnering.", examples=[False]
    )
    uiterlijk_ms: Annotated[Telling, _RANG] = Field(
        description="Termijn van de plicht, in milliseconden sinds 1970.", examples=[1794560400000]
    )
    volgorde: Annotated[Telling, _RANG] = Field(description="De hoeveelste aanmaning dit is.", examples=[12])
    plicht: Annotated[Geheim, Stuur("een latere aanmaning over dezelfde plicht vervangt een herinnering")] = (
        Field(description="Vingerafdruk van de plicht.")
    )
    opdracht: Annotated[Geheim, Kluis("bytes van de opdracht, met wat daarin versleuteld is")] = Field(
        description="De opdracht zoals zij op berichten kwam."
    )


class GegevenRecord(Model):
    """How many went out before a moment."""

    op_ms: Annotated[Telling, _UUR] = Field(
        description="Wanneer zij zeker uit waren, in milliseconden sinds 1970.",
        examples=[1794560400000],
    )
    aantal: Annotated[Telling, _UUR] = Field(description="Hoeveel.", examples=[20])


class AanmaanstandRecord(Model):
    """See `Aanmaanstand` in `keten.contract.toestand`."""

    beurt: Annotated[Telling, _UUR] = Field(description="Nummer van de laatst gezette beurt.", examples=[7])
    wekt_op_ms: Annotated[Telling | None, _UUR] = Field(
        None, description="Wanneer die beurt gaat; null als er geen staat.", examples=[1794560400000]
    )
    aantal: Annotated[Telling, _RANG] = Field(description="Hoeveel aanmaningen er kwamen.", examples=[12])
    onderweg: Annotated[Telling, _UUR] = Field(description="Vrijgegeven, nog niet verstuurd.", examples=[0])
    ongeteld: Annotated[Telling, _UUR] = Field(
        description="Verstuurd sinds de laatste beurt, nog zonder moment.", examples=[0]
    )
    gegeven: Annotated[tuple[GegevenRecord, ...], _UUR] = Field(description="Verstuurd in het laatste uur.")
    wachtend: Annotated[tuple[WachtendeAanmaningRecord, ...], _RANG] = Field(
        description="Wat wacht op een beurt, het dringendste eerst."
    )


class PostvakRecord(Record):
    """See `Postvak` in `keten.contract.toestand`."""

    naam = "intern/postvak"
    betekenis = "Stand van de uitgaande post aan een ontvanger."

    volgnummer: Annotated[Telling, Stuur("een ontvanger ziet zo of er iets ontbreekt")] = Field(
        description="Laatste volgnummer dat gegeven is; 0 als er nog niets uitging.", examples=[41]
    )
    gezien: Annotated[tuple[GezienePlek, ...], _PLEK] = Field(
        description="Per partitie van een randproces de laatste opdracht."
    )
    aanmanen: Annotated[AanmaanstandRecord, _UUR] = Field(
        description="Wat aan herinneringen en escalaties wacht, en wat er dit uur uitging."
    )
