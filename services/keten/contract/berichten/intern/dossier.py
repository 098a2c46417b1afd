"""Understands how the state of one verzoek is kept.

Mirrors `Dossier` of the core; maps become sorted lists.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.gedeeld import AanleidingOfNiet, GrondslagOfNiet
from keten.contract.berichten.model import Model, Record
from keten.contract.velden import (
    Datum,
    Geheim,
    Gemeentecode,
    JaNee,
    Kluis,
    Moment,
    Partijcode,
    Productcode,
    Regel,
    Rolcode,
    Stuur,
    Telling,
)
from keten.domein.begrippen import (
    Afspraakstand,
    Contactwijze,
    Hoedanigheid,
    Onjuistheid,
    Plicht,
    Regierol,
    Thema,
    Toestand,
    Trede,
    Urgentie,
    Verzoeksoort,
    Zrmdomein,
)
from keten.domein.functies import Functie

_PARTIJ = Stuur("code van een organisatie, geen persoon")
_TIJD = Stuur("termijnen moeten te bewaken zijn")
_STAND = Stuur("hoe de zaak ervoor staat")
_HERHALING = Stuur("maakt een herhaling herkenbaar")


class BetrokkeneRecord(Model):
    """A party in the verzoek."""

    code: Annotated[Partijcode, _PARTIJ] = Field(description="Code van de organisatie.", examples=["politie"])
    hoedanigheid: Annotated[Hoedanigheid, _STAND] = Field(
        description="Wat deze organisatie in de zaak is.", examples=["AFZENDER"]
    )
    kenmerk: Annotated[Geheim | None, Kluis("versleuteld: het kenmerk van die organisatie")] = Field(
        None, description="Versleuteld eigen kenmerk."
    )
    onderdeel: Annotated[Telling | None, _STAND] = Field(
        None, description="In welk onderdeel; leeg: in de hele zaak.", examples=[1]
    )


class SportRecord(Model):
    """A planned step of a ladder."""

    trede: Annotated[Trede, _STAND] = Field(description="Welke trede.", examples=["HERINNERING"])
    op: Annotated[Moment, _TIJD] = Field(description="Wanneer.", examples=["2026-11-16T23:00:00Z"])
    partij: Annotated[Partijcode | None, _PARTIJ] = Field(
        None, description="Aan wie, als het een persoon betreft.", examples=["sociaal-wijkteam"]
    )
    rol: Annotated[Regel | None, Stuur("een rol, geen naam")] = Field(
        None, description="Rol van die persoon.", examples=["coordinator"]
    )


class PlekRecord(Model):
    """Where a partner's record stands."""

    topic: Annotated[Regel, _HERHALING] = Field(description="Topic van een partner.", examples=["in.politie"])
    partitie: Annotated[Telling, _HERHALING] = Field(description="Partitie.", examples=[0])
    offset: Annotated[Telling, _HERHALING] = Field(description="Offset.", examples=[17])


class HerstelRecord(Model):
    """What must be repaired."""

    partij: Annotated[Partijcode, _PARTIJ] = Field(
        description="Van wie het afgekeurde bericht was.", examples=["politie"]
    )
    code: Annotated[str, _STAND] = Field(
        pattern=r"^KTN-[0-9]{3}$", description="Code van de afkeuring.", examples=["KTN-117"]
    )
    type: Annotated[Regel | None, _STAND] = Field(
        None, description="Soort bericht, als dat bekend is.", examples=["melding.gedaan"]
    )
    aantal: Annotated[Telling, _STAND] = Field(description="Hoeveel berichten.", examples=[1])
    plekken: Annotated[tuple[PlekRecord, ...], _STAND] = Field(
        (), description="Waar de eerste daarvan staan."
    )


class WachtendRecord(Model):
    """A message that came before its opening: the fact, in the version of its schema."""

    tot: Annotated[Moment, _TIJD] = Field(
        description="Tot wanneer het wacht.", examples=["2026-11-14T09:00:00Z"]
    )
    naam: Annotated[Regel, _STAND] = Field(
        description="Soort feit.", examples=["intern/feit-ontvangst-bevestigd"]
    )
    versie: Annotated[Telling, _STAND] = Field(description="Versie van het schema.", examples=[1])
    romp: Annotated[Geheim, _STAND] = Field(description="Het feit, in Avro, met zijn versleutelde velden.")


class VerplichtingRecord(Model):
    """An open duty."""

    nummer: Annotated[Telling, _STAND] = Field(description="Nummer binnen de zaak.", examples=[1])
    soort: Annotated[Plicht, _STAND] = Field(description="Wat er moet gebeuren.", examples=["ONTVANGST"])
    debiteur: Annotated[Partijcode, _PARTIJ] = Field(
        description="Wie het moet doen.", examples=["meldpunt-zorg-en-overlast"]
    )
    crediteur: Annotated[Partijcode, _PARTIJ] = Field(
        description="Wie het te goed heeft.", examples=["politie"]
    )
    onderdeel: Annotated[Telling, _STAND] = Field(description="Onderdeel van de vraag.", examples=[1])
    ontstaan_op: Annotated[Moment, _TIJD] = Field(
        description="Ontstaan op.", examples=["2026-11-13T09:00:00Z"]
    )
    uiterlijk_op: Annotated[Moment | None, _TIJD] = Field(
        None, description="Eerste moment dat te laat is.", examples=["2026-11-16T23:00:00Z"]
    )
    regel: Annotated[Regel, _STAND] = Field(description="Regel die dit zegt.", examples=["ontvangst-routine"])
    inrichting: Annotated[Telling, _STAND] = Field(description="Versie van de inrichting.", examples=[1])
    sporten: Annotated[tuple[SportRecord, ...], _STAND] = Field(
        (), description="Stappen die nog niet gezet zijn."
    )
    volgende_op: Annotated[Moment | None, _TIJD] = Field(
        None, description="Wanneer de eerste stap mag.", examples=["2026-11-15T04:00:00Z"]
    )
    gezet: Annotated[Telling, _STAND] = Field(0, description="Aantal gezette stappen.", examples=[0])
    te_laat: Annotated[JaNee, _STAND] = Field(
        False, description="Of de termijn voorbij is.", examples=[False]
    )
    betreft_bericht: Annotated[UUID | None, _STAND] = Field(
        None,
        description="Het uitgaande bericht dat bezorgd moet worden, of waar de fout in staat.",
        examples=["5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d"],
    )
    betreft_plicht: Annotated[Telling | None, _STAND] = Field(
        None, description="De verplichting die geëscaleerd is.", examples=[1]
    )
    herstel: Annotated[HerstelRecord | None, _STAND] = Field(None, description="Wat hersteld moet worden.")
    stond_stil_van: Annotated[Moment | None, _TIJD] = Field(
        None, description="Vanaf wanneer de klok eerder stilstond.", examples=["2026-11-13T09:00:00Z"]
    )
    stond_stil_tot: Annotated[Moment | None, _TIJD] = Field(
        None, description="Tot wanneer de klok eerder stilstond.", examples=["2026-11-16T09:00:00Z"]
    )
    telt_vanaf: Annotated[Moment | None, _TIJD] = Field(
        None, description="Vanaf wanneer de wet telt, als dat eerder is.", examples=["2026-11-13T09:00:00Z"]
    )
    rollen: Annotated[tuple[Rolcode, ...], Stuur("een rol, geen naam")] = Field(
        (), description="Rollen van wie haar mag voldoen; leeg: iedere.", examples=[["coordinator"]]
    )
    ronde: Annotated[Telling | None, _STAND] = Field(
        None, description="Van welke maand de blik is, vanaf 1.", examples=[1]
    )
    functie: Annotated[Functie | None, _STAND] = Field(
        None, description="Welke functie verwacht wordt.", examples=["INTAKE"]
    )
    onjuist: Annotated[Onjuistheid | None, _STAND] = Field(
        None, description="Wat rechtgezet moet worden.", examples=["ONJUIST_GEGEVEN"]
    )
    wet: Annotated[Regel | None, _STAND] = Field(
        None, description="De wetsregel erachter.", examples=["wgs-dreiging"]
    )
    stil_sinds: Annotated[Moment | None, _TIJD] = Field(
        None, description="Sinds wanneer de klok stilstaat.", examples=["2026-11-13T09:00:00Z"]
    )
    eerst_uiterlijk_op: Annotated[Moment | None, _TIJD] = Field(
        None, description="De termijn vóór stilstand of uitstel.", examples=["2026-11-16T23:00:00Z"]
    )


class AfspraakRecord(Model):
    """An appointment with the client."""

    datum: Annotated[Datum, _TIJD] = Field(description="Op welke dag.", examples=["2026-11-20"])
    stand: Annotated[Afspraakstand, _STAND] = Field(description="Hoe het ermee staat.", examples=["GEPLAND"])


class OnderdeelRecord(Model):
    """A part of the question."""

    nummer: Annotated[Telling, _STAND] = Field(description="Nummer van het onderdeel.", examples=[1])
    ontvanger: Annotated[Partijcode, _PARTIJ] = Field(
        description="Wie aan zet is.", examples=["meldpunt-zorg-en-overlast"]
    )
    toestand: Annotated[Toestand, _STAND] = Field(
        description="Toestand van het onderdeel.", examples=["AANGEBODEN"]
    )
    vorige: Annotated[tuple[Toestand, ...], _STAND] = Field(
        (), description="Toestanden waar het naar terug kan, de laatste achteraan.", examples=[["AANGEBODEN"]]
    )
    afzender: Annotated[Partijcode | None, _PARTIJ] = Field(
        None,
        description="Wie het antwoord op dit onderdeel te goed heeft; leeg in een oude stand.",
        examples=["politie"],
    )
    soort: Annotated[Verzoeksoort, _STAND] = Field(
        Verzoeksoort.MELDING, description="Waarmee het begon.", examples=["MELDING"]
    )
    thema: Annotated[Thema, _STAND] = Field(
        Thema.OVERIG, description="Waar het over gaat.", examples=["ZORG_EN_OVERLAST"]
    )
    urgentie: Annotated[Urgentie, _STAND] = Field(
        Urgentie.ROUTINE, description="Hoe dringend het is.", examples=["ROUTINE"]
    )
    terugkoppeling_gewenst: Annotated[JaNee, _STAND] = Field(
        True, description="Of de afzender een antwoord te goed heeft.", examples=[True]
    )
    aanleiding: AanleidingOfNiet = None
    uiterlijk_data: Annotated[tuple[Datum, ...], _TIJD] = Field(
        (), description="De laatste dagen die de wereld stelt.", examples=[["2026-11-17"]]
    )
    grondslag: GrondslagOfNiet = None
    product: Annotated[Productcode | None, Stuur("het pad in de keten hangt ervan af")] = Field(
        None, description="Code van wat gevraagd is.", examples=["dagopvang"]
    )
    kluis: Annotated[Geheim | None, Kluis("versleuteld: persoonsgegevens en verhaal van de vraag")] = Field(
        None, description="Versleutelde velden waarmee het begon."
    )
    afspraak: Annotated[AfspraakRecord | None, _STAND] = Field(
        None, description="De laatste afspraak met de client."
    )
    pogingen: Annotated[tuple[Contactwijze, ...], _STAND] = Field(
        (), description="Hoe er contact is gezocht sinds het laatste contact.", examples=[["TELEFOON"]]
    )
    pauze_gehad: Annotated[JaNee, _STAND] = Field(
        False, description="Of de klok al eens stilstond.", examples=[False]
    )
    uitstel_gehad: Annotated[JaNee, _STAND] = Field(
        False, description="Of er al eens uitstel is gegeven.", examples=[False]
    )
    aanvulling: Annotated[Geheim | None, Kluis("versleuteld: wat er sinds de opening bij kwam")] = Field(
        None, description="Versleutelde velden van de laatste aanvulling."
    )
    gevolgd_sinds: Annotated[Moment | None, _TIJD] = Field(
        None,
        description="Sinds wanneer de eigenaar er elke maand naar kijkt.",
        examples=["2027-01-31T09:00:00Z"],
    )
    verricht: Annotated[tuple[Functie, ...], _STAND] = Field(
        (), description="Functies die verricht zijn, op volgorde.", examples=[["INTAKE"]]
    )
    pad_ten_einde: Annotated[JaNee, _STAND] = Field(
        False, description="Of de weg naar het product ten einde is.", examples=[False]
    )
    aanvraag_op: Annotated[Moment | None, _TIJD] = Field(
        None, description="Sinds wanneer het op een besluit wacht.", examples=["2027-06-07T08:00:00Z"]
    )
    onderzoek_sinds: Annotated[Moment | None, _TIJD] = Field(
        None,
        description="Sinds wanneer de client wacht op een onderzoek en de uitkomst op schrift.",
        examples=["2027-06-07T08:00:00Z"],
    )
    groep: Annotated[Telling | None, _STAND] = Field(
        None, description="Eerste van de onderdelen waarmee een vraag aan meer is aangeboden.", examples=[1]
    )


class GezienBericht(Model):
    """What was said under one message id."""

    bericht_id: Annotated[Regel, _HERHALING] = Field(
        description="Id dat de organisatie gaf.", examples=["3f2c6a1e-0000-4000-8000-000000000001"]
    )
    hash: Annotated[bytes, _HERHALING] = Field(description="Vingerafdruk van wat zij zei.")
    weigering: Annotated[str | None, _HERHALING] = Field(
        None, pattern=r"^KTN-[0-9]{3}$", description="Code waarmee het geweigerd is.", examples=["KTN-206"]
    )


class GezienRecord(Model):
    """What a party said. Grouped, since thousands of messages of one party must fit in a state."""

    partij: Annotated[Partijcode, _HERHALING] = Field(
        description="Code van de organisatie.", examples=["politie"]
    )
    berichten: Annotated[tuple[GezienBericht, ...], _HERHALING] = Field(description="Wat zij zei.")


class BronRecord(Model):
    """How far a partner's topic was seen."""

    topic: Annotated[Regel, _HERHALING] = Field(description="Topic van een partner.", examples=["in.politie"])
    partitie: Annotated[Telling, _HERHALING] = Field(description="Partitie.", examples=[0])
    offset: Annotated[Telling, _HERHALING] = Field(description="Laatste offset.", examples=[17])


class RegieRecord(Model):
    """Who leads."""

    houder: Annotated[Partijcode, _PARTIJ] = Field(
        description="Wie de regie heeft.", examples=["sociaal-wijkteam"]
    )
    soort: Annotated[Regierol, _STAND] = Field(description="Als wat.", examples=["GEZINSCOACH"])


class KoppelingRecord(Model):
    """A linked report."""

    verzoek_id: Annotated[UUID, _STAND] = Field(
        description="De zaak van het signaal.", examples=["0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"]
    )
    ontvanger: Annotated[Partijcode, _PARTIJ] = Field(
        description="Wie daar aan zet is.", examples=["sociaal-wijkteam"]
    )
    onderdeel: Annotated[Telling, _STAND] = Field(description="Over welk onderdeel hier.", examples=[1])


class DomeinniveauRecord(Model):
    """Level of one domain."""

    domein: Annotated[Zrmdomein, _STAND] = Field(description="Domein van de ZRM.", examples=["FINANCIEN"])
    niveau: Annotated[Telling, _STAND] = Field(description="Niveau, 1 tot 5.", examples=[3])


class MetingRecord(Model):
    """What was measured at one moment."""

    domeinen: Annotated[tuple[DomeinniveauRecord, ...], _STAND] = Field(
        (), description="De domeinen die gemeten zijn."
    )
    participatie: Annotated[Telling | None, _STAND] = Field(
        None, description="Trede van de participatieladder.", examples=[1]
    )


class DossierRecord(Record):
    """The state of one verzoek."""

    naam = "intern/dossier"
    betekenis = "Stand van een zaak, zoals de vraagopvolging die bijhoudt."

    verzoek_id: Annotated[UUID, _STAND] = Field(
        description="De zaak.", examples=["0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"]
    )
    gemeente: Annotated[Gemeentecode, _STAND] = Field(
        description="CBS-code van de gemeente.", examples=["0505"]
    )
    thema: Annotated[Thema, _STAND] = Field(
        description="Waar het eerste onderdeel over gaat.", examples=["ZORG_EN_OVERLAST"]
    )
    urgentie: Annotated[Urgentie, _STAND] = Field(
        description="Hoe dringend het eerste onderdeel is.", examples=["ROUTINE"]
    )
    terugkoppeling_gewenst: Annotated[JaNee, _STAND] = Field(
        description="Of de melder een antwoord te goed heeft.", examples=[True]
    )
    afzender: Annotated[Partijcode, _PARTIJ] = Field(description="Wie meldde.", examples=["politie"])
    eigenaar: Annotated[Partijcode, _PARTIJ] = Field(
        description="De ene eigenaar.", examples=["meldpunt-zorg-en-overlast"]
    )
    geopend_op: Annotated[Moment, _TIJD] = Field(description="Geopend op.", examples=["2026-11-13T09:00:00Z"])
    nu: Annotated[Moment, _TIJD] = Field(
        description="Laatste tijd die gezien is.", examples=["2026-11-13T09:00:00Z"]
    )
    betrokkenen: Annotated[tuple[BetrokkeneRecord, ...], _PARTIJ] = Field(
        description="Organisaties in de zaak."
    )
    onderdelen: Annotated[tuple[OnderdeelRecord, ...], _STAND] = Field(description="Onderdelen van de vraag.")
    verplichtingen: Annotated[tuple[VerplichtingRecord, ...], _STAND] = Field(
        (), description="Wat nog openstaat."
    )
    volgend_nummer: Annotated[Telling, _STAND] = Field(1, description="Volgend nummer.", examples=[2])
    gezien: Annotated[tuple[GezienRecord, ...], _HERHALING] = Field(
        (), description="Berichten die gezien zijn."
    )
    bronnen: Annotated[tuple[BronRecord, ...], _HERHALING] = Field(
        (), description="Tot waar topics gezien zijn."
    )
    wachtend: Annotated[tuple[WachtendRecord, ...], _STAND] = Field(
        (), description="Berichten die op de opening wachten."
    )
    regie: Annotated[RegieRecord | None, _STAND] = Field(None, description="Wie de regie heeft.")
    waarneming_tot: Annotated[Moment | None, _TIJD] = Field(
        None, description="Tot wanneer de crisisdienst waarneemt.", examples=["2026-11-16T07:30:00Z"]
    )
    meting_voor: Annotated[MetingRecord | None, _STAND] = Field(
        None, description="Wat voor de ondersteuning gemeten is."
    )
    meting_na: Annotated[MetingRecord | None, _STAND] = Field(
        None, description="Wat na de ondersteuning gemeten is."
    )
    koppelingen: Annotated[tuple[KoppelingRecord, ...], _STAND] = Field(
        (), description="Signalen die horen wat hier nieuw is."
    )
