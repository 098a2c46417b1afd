"""Understands the fields that several outgoing messages, and the orders to send them, have in common."""

from __future__ import annotations

from enum import Enum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.model import Model
from keten.contract.velden import (
    Datum,
    Gemeentecode,
    JaNee,
    Kenmerktekst,
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
    Aanleiding,
    Aanvulling,
    Actie,
    Capaciteit,
    Correctie,
    Correctieverloop,
    Grondslag,
    Onjuistheid,
    Plicht,
    Reden,
    Resultaat,
    Thema,
    Toestand,
    Urgentie,
    Verantwoordelijkheid,
    Voortgang,
)
from keten.domein.functies import Functie

_PARTIJ = Stuur("code van een organisatie, geen persoon")
_TERMIJN = Stuur("termijnen moeten te bewaken zijn")
_GRENS = "het eerste moment dat te laat is; wie daarvoor antwoordt, is op tijd."

EigenKenmerk = Annotated[
    Kenmerktekst | None,
    Kluis("een kenmerk van een ander kan een naam of nummer bevatten"),
    Field(description="Uw eigen kenmerk voor deze zaak, als u dat noemde.", examples=["POL-2026-0113"]),
]
BerichtId = Annotated[
    Regel,
    Stuur("verbindt het antwoord met het bericht; een id met een BSN wordt geweigerd"),
    Field(description="Het id van uw bericht.", examples=["3f2c6a1e-0000-4000-8000-000000000001"]),
]
BerichtIdOfNiet = Annotated[
    Regel | None,
    Stuur("verbindt het antwoord met het bericht; een id met een BSN wordt geweigerd"),
    Field(
        description="Het id van uw bericht, als dat te lezen was.",
        examples=["3f2c6a1e-0000-4000-8000-000000000001"],
    ),
]
OntvangenOp = Annotated[
    Moment,
    Stuur("of een antwoord op tijd was, hangt af van de aankomsttijd"),
    Field(description="Wanneer uw bericht bij ons aankwam.", examples=["2026-11-13T09:00:00Z"]),
]


class Opmerking(Enum):
    """What is worth knowing about a message that was taken in, though nothing is wrong with its form."""

    PRODUCT_ZONDER_PAD = "PRODUCT_ZONDER_PAD"
    DATUM_VOORBIJ = "DATUM_VOORBIJ"


Opmerkingen = Annotated[
    tuple[Opmerking, ...],
    Stuur("een vaste code, zonder inhoud"),
    Field(
        max_length=10,
        description="Wat ons opviel; u hoeft er niets mee. PRODUCT_ZONDER_PAD: voor een product dat u noemt, "
        "volgt de inrichting geen pad (ketenpaden.yaml); controleer de code. "
        "DATUM_VOORBIJ: uiterlijk_datum was al voorbij toen uw bericht kwam; die dag "
        "stelt geen termijn meer. Het verzoek gaat gewoon door.",
        examples=[["PRODUCT_ZONDER_PAD"]],
    ),
]
Foutcode = Annotated[
    str,
    Stuur("een vaste code, zonder inhoud"),
    Field(
        pattern=r"^KTN-[0-9]{3}$",
        description="Code van de fout; docs/fouten.md legt hem uit.",
        examples=["KTN-117"],
    ),
]
Veldwijzer = Annotated[
    Regel | None,
    Stuur("wijst een veld aan en noemt nooit de waarde"),
    Field(description="Het veld waar het om gaat, als JSON Pointer.", examples=["/data/gemeente"]),
]
Uitleg = Annotated[
    Regel,
    Stuur("een vaste zin, zonder inhoud"),
    Field(description="Uitleg in gewone taal.", examples=["Een verplicht veld ontbreekt."]),
]
Afzender = Annotated[
    Partijcode, _PARTIJ, Field(description="Code van de melder (organisatie).", examples=["politie"])
]
Gemeente = Annotated[
    Gemeentecode,
    Stuur("kiest de regels die gelden"),
    Field(description="CBS-code van de gemeente.", examples=["0505"]),
]
Themacode = Annotated[
    Thema,
    Stuur("bepaalt wie de melding krijgt en binnen welke termijn"),
    Field(description="Waar de melding over gaat.", examples=["ZORG_EN_OVERLAST"]),
]
Urgentiecode = Annotated[
    Urgentie, Stuur("bepaalt termijnen"), Field(description="Hoe dringend het is.", examples=["ROUTINE"])
]
AanleidingOfNiet = Annotated[
    Aanleiding | None,
    Stuur("maakt het dringend en kiest zo de termijnen"),
    Field(description="Wat er dreigt, als dat zo is.", examples=["DREIGENDE_ONTRUIMING"]),
]
UiterlijkDatumOfNiet = Annotated[
    Datum | None,
    Stuur("een termijn die de wereld stelt, geen regel"),
    Field(
        description="De laatste dag waarop een antwoord nog helpt, als die er is; hij schuift nooit op.",
        examples=["2026-11-17"],
    ),
]
GrondslagOfNiet = Annotated[
    Grondslag | None,
    Stuur("zonder grondslag mogen gegevens niet mee"),
    Field(description="Op welke grond de gegevens meegaan.", examples=["TOESTEMMING"]),
]
ProductOfNiet = Annotated[
    Productcode | None,
    Stuur("het pad in de keten hangt ervan af"),
    Field(description="Code van wat gevraagd wordt, als dat een product is.", examples=["dagopvang"]),
]
RedenOfNiet = Annotated[
    Reden | None,
    Stuur("de volgende stap hangt ervan af"),
    Field(description="Waarom, als er een reden bij hoort.", examples=["GEEN_CAPACITEIT"]),
]
VoortgangOfNiet = Annotated[
    Voortgang | None,
    Stuur("een code, zonder verhaal"),
    Field(description="Hoe het gaat, als dat gemeld is.", examples=["AFSPRAAK_GEMAAKT"]),
]
AanvullingOfNiet = Annotated[
    Aanvulling | None,
    Stuur("een code, zonder verhaal"),
    Field(description="Wat er nog ontbreekt, als daarom gevraagd wordt.", examples=["CONTACTGEGEVENS"]),
]
OnjuistOfNiet = Annotated[
    Onjuistheid | None,
    Stuur("een code, zonder verhaal"),
    Field(
        description="Wat er volgens de ander niet klopt, als om een correctie gevraagd wordt.",
        examples=["ONJUIST_GEGEVEN"],
    ),
]
GelezenBericht = Annotated[
    UUID | None,
    Stuur("een id dat wij zelf gaven, zonder inhoud"),
    Field(
        description="Het id van het bericht waar het in staat, zoals wie het kreeg het noemt.",
        examples=["5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d"],
    ),
]
CorrectieOfNiet = Annotated[
    Correctie | None,
    Stuur("een code, zonder verhaal"),
    Field(
        description="Antwoord op een gevraagde correctie: het is hersteld, of het klopt zoals het was. "
        "Leeg: dit gaat niet over een gevraagde correctie, en die blijft dan open.",
        examples=["HERSTELD"],
    ),
]
BeantwoordOnjuist = Annotated[
    Onjuistheid | None,
    Stuur("een code, zonder verhaal"),
    Field(
        description="Welke gevraagde correctie dit beantwoordt, zoals onjuist in actie.gevraagd. Leeg: "
        "alle die voor u openstaan, als die dezelfde code hebben.",
        examples=["ONJUIST_GEGEVEN"],
    ),
]
CorrectieverloopOfNiet = Annotated[
    Correctieverloop | None,
    Stuur("een code, zonder verhaal"),
    Field(
        description="Wat er van de gevraagde correctie kwam: het is hersteld, het klopt zoals het was, of de "
        "vraag is vervallen omdat een van beiden dit onderdeel niet meer heeft.",
        examples=["HERSTELD"],
    ),
]
KwijtgescholdenOfNiet = Annotated[
    Plicht | None,
    Stuur("wat er nog moet gebeuren"),
    Field(description="Wat u niet meer hoeft te doen, als dat is kwijtgescholden.", examples=["STAND"]),
]
VerslagGegeven = Annotated[
    JaNee,
    Stuur("zonder dat mag er niet worden afgerond of aangevraagd"),
    Field(
        description="Of de client de uitkomst nu op schrift heeft (Wmo 2015, artikel 2.3.2, achtste lid).",
        examples=[True],
    ),
]
KanVanafOfNiet = Annotated[
    Moment | None,
    _TERMIJN,
    Field(
        description="Vanaf wanneer het wel kan, als het alleen te vroeg was.",
        examples=["2027-07-19T22:00:00Z"],
    ),
]
Warm = Annotated[
    JaNee,
    Stuur("zegt voor wie de woorden bedoeld zijn"),
    Field(description="Of het een aanvulling is waar de ontvanger om vroeg.", examples=[False]),
]
Actiecode = Annotated[
    Actie,
    Stuur("wat er nu gevraagd wordt"),
    Field(description="Wat er nu van u gevraagd wordt.", examples=["HERROUTEREN"]),
]
RegelId = Annotated[
    Regel,
    Stuur("maakt de keuze van de ontvanger navolgbaar"),
    Field(description="De regel die u als ontvanger koos.", examples=["zorg-en-overlast"]),
]
OntvangstUiterlijk = Annotated[
    Moment,
    _TERMIJN,
    Field(
        description=f"Tot wanneer u de ontvangst kunt bevestigen: {_GRENS}", examples=["2026-11-16T23:00:00Z"]
    ),
]
BesluitUiterlijk = Annotated[
    Moment,
    _TERMIJN,
    Field(description=f"Tot wanneer u kunt besluiten: {_GRENS}", examples=["2026-11-18T23:00:00Z"]),
]
Bij = Annotated[
    Partijcode,
    _PARTIJ,
    Field(description="Code van de organisatie die aan zet is.", examples=["meldpunt-zorg-en-overlast"]),
]
Toestandcode = Annotated[
    Toestand,
    Stuur("hoe een onderdeel ervoor staat"),
    Field(description="De toestand.", examples=["GEACCEPTEERD"]),
]
UiterlijkOfOpen = Annotated[
    Moment | None,
    _TERMIJN,
    Field(description=f"De termijn, als die er is: {_GRENS}", examples=["2026-12-13T23:00:00Z"]),
]
Uiterlijk = Annotated[
    Moment, _TERMIJN, Field(description=f"De termijn: {_GRENS}", examples=["2026-11-16T23:00:00Z"])
]
Van = Annotated[
    Partijcode,
    _PARTIJ,
    Field(description="Code van de organisatie die terugkoppelt.", examples=["meldpunt-zorg-en-overlast"]),
]
Resultaatcode = Annotated[
    Resultaat, Stuur("een code, zonder verhaal"), Field(description="Het resultaat.", examples=["OPGELOST"])
]
Eind = Annotated[
    JaNee,
    Stuur("zegt of er nog iets volgt"),
    Field(description="Of dit het laatste antwoord is.", examples=[True]),
]
Plichtcode = Annotated[
    Plicht,
    Stuur("wat er nog moet gebeuren"),
    Field(description="Wat nog moet gebeuren.", examples=["ONTVANGST"]),
]
FunctieOfNiet = Annotated[
    Functie | None,
    Stuur("wat er nog moet gebeuren"),
    Field(description="Welke functie verwacht wordt, bij plicht FUNCTIE.", examples=["INTAKE"]),
]
Debiteur = Annotated[
    Partijcode,
    _PARTIJ,
    Field(description="Code van de organisatie die aan zet is.", examples=["meldpunt-zorg-en-overlast"]),
]
TeLaat = Annotated[
    JaNee, Stuur("te laat is een vlag"), Field(description="Of de termijn voorbij is.", examples=[False])
]
Niveau = Annotated[
    Telling,
    Stuur("welke trede van de ladder"),
    Field(description="Niveau van de escalatie, vanaf 1.", examples=[1]),
]
Escalatierol = Annotated[
    Rolcode,
    Stuur("een rol, geen naam"),
    Field(description="Rol van de persoon bij u aan wie dit is.", examples=["coordinator"]),
]
BevestigenUiterlijk = Annotated[
    Moment,
    _TERMIJN,
    Field(
        description=f"Tot wanneer u de escalatie kunt bevestigen: {_GRENS}", examples=["2026-11-19T23:00:00Z"]
    ),
]
Verantwoordelijk = Annotated[
    Verantwoordelijkheid,
    Stuur("een rol, geen naam"),
    Field(description="Als wat de eigenaar verantwoordelijk is.", examples=["REGIEHOUDER"]),
]
_HOUDER = Field(description="Code van de organisatie die eigenaar is.", examples=["sociaal-wijkteam"])
Houder = Annotated[Partijcode, _PARTIJ, _HOUDER]
HouderOfNiet = Annotated[Partijcode | None, _PARTIJ, _HOUDER]
NaamOfNiet = Annotated[
    Regel | None,
    Stuur("naam van een organisatie, geen persoon"),
    Field(description="Naam van die organisatie.", examples=["Sociaal wijkteam"]),
]
Naam = Annotated[
    Regel,
    Stuur("naam van een organisatie, geen persoon"),
    Field(description="Naam van die organisatie.", examples=["Meldpunt Zorg en Overlast"]),
]


Capaciteitcode = Annotated[
    Capaciteit,
    Stuur("een code over een organisatie, zonder personen"),
    Field(
        description="RUIM: u kunt er zo terecht. BEPERKT: er is plek, niet veel. WACHTLIJST: wie nu komt, "
        "wacht. VOL: er kan niemand bij.",
        examples=["WACHTLIJST"],
    ),
]
CapaciteitProduct = Annotated[
    Productcode | None,
    Stuur("een code, zonder personen"),
    Field(
        description="Voor welk product; leeg: voor alles wat die organisatie doet.", examples=["dagopvang"]
    ),
]
CapaciteitGemeente = Annotated[
    Gemeentecode | None,
    Stuur("een code, zonder personen"),
    Field(description="CBS-code van de gemeente; leeg: voor alle gemeenten.", examples=["0505"]),
]
Wachttijd = Annotated[
    int | None,
    Stuur("een getal over een organisatie, zonder personen"),
    Field(
        ge=0,
        le=520,
        strict=True,
        description="Naar verwachting hoeveel weken tot de hulp begint, van nu af.",
        examples=[6],
    ),
]


class Positie(Model):
    """Where a partner's record stands."""

    topic: Annotated[Regel, Stuur("plek van een bericht")] = Field(
        description="Topic waarop uw bericht staat.", examples=["in.politie"]
    )
    partitie: Annotated[Telling, Stuur("plek van een bericht")] = Field(description="Partitie.", examples=[0])
    offset: Annotated[Telling, Stuur("plek van een bericht")] = Field(description="Offset.", examples=[17])


PositieOfNiet = Annotated[
    Positie | None,
    Stuur("plek van een bericht"),
    Field(description="Waar uw bericht staat, als wij dat weten."),
]


class Alternatief(Model):
    """A party to turn to when there was no answer."""

    code: Annotated[Partijcode, _PARTIJ] = Field(
        description="Code van de organisatie.", examples=["lokaal-zorgnetwerk"]
    )
    naam: Annotated[Regel, Stuur("naam van een organisatie, geen persoon")] = Field(
        description="Naam van de organisatie.", examples=["Lokaal Zorgnetwerk"]
    )


Alternatieven = Annotated[
    tuple[Alternatief, ...],
    Stuur("organisaties, geen personen"),
    Field(
        max_length=20, description="Organisaties die u in plaats daarvan kunt vragen; een persoon beslist."
    ),
]
Alternatiefcodes = Annotated[
    tuple[Partijcode, ...],
    Stuur("organisaties, geen personen"),
    Field(
        max_length=20,
        description="Codes van organisaties die in plaats daarvan te vragen zijn.",
        examples=[["lokaal-zorgnetwerk"]],
    ),
]
