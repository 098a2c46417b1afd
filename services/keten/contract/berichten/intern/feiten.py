"""Understands the records on `feiten`: one per kind of fact of the core, with the same fields.

They give the facts their schema and their meaning; a test holds them equal to the facts themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import Field

from keten.contract.berichten.gedeeld import (
    AanleidingOfNiet,
    BeantwoordOnjuist,
    Capaciteitcode,
    CapaciteitGemeente,
    CapaciteitProduct,
    CorrectieOfNiet,
    Foutcode,
    GelezenBericht,
    ProductOfNiet,
    UiterlijkDatumOfNiet,
    VerslagGegeven,
    Wachttijd,
)
from keten.contract.berichten.intern.feitkop import FeitKop
from keten.contract.berichten.model import Model, Record
from keten.contract.berichten.zelfredzaamheid import LadderNiveau, ZrmNiveau, zrm
from keten.contract.berichten.zelfredzaamheid import Moment as MeetMoment
from keten.contract.velden import Datum, Gemeentecode, JaNee, Moment, Partijcode, Regel, Stuur, Telling
from keten.domein import feiten
from keten.domein.begrippen import (
    Aanvulling,
    Antwoord,
    Contactwijze,
    Dagdeel,
    Ervaring,
    Grondslag,
    Onjuistheid,
    Oplossingskader,
    Plicht,
    Reden,
    Regiedaad,
    Regierol,
    Resultaat,
    Thema,
    Uitkomst,
    Urgentie,
    Verloop,
    Voortgang,
)
from keten.domein.functies import Functie, Functieresultaat

_ONTVANGER = Annotated[
    Partijcode,
    Stuur("code van een organisatie, geen persoon"),
    Field(description="Code van de nieuwe ontvanger.", examples=["schuldhulp"]),
]
_OOK_AAN = Annotated[
    tuple[Partijcode, ...],
    Stuur("codes van organisaties, geen personen"),
    Field(description="Aan wie het tegelijk is aangeboden.", examples=[["mee"]]),
]
_REDEN = Annotated[
    Reden,
    Stuur("de volgende stap hangt ervan af"),
    Field(description="Waarom.", examples=["GEEN_CAPACITEIT"]),
]
_POGING = Stuur("hoe vaak en hoe iets is geprobeerd, telt")


class FeitRecord(Record):
    """A fact as it travels."""

    kop: Annotated[FeitKop, Stuur("wie, wanneer en waarover")] = Field(
        description="Wat elk feit over zichzelf zegt."
    )


class FeitOpening(FeitRecord):
    """What the four openings share."""

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
    aanleiding: AanleidingOfNiet = None
    uiterlijk_datum: UiterlijkDatumOfNiet = None


class FeitSignaleringGedaan(FeitOpening):
    """Somebody noticed something."""

    naam = "intern/feit-signalering-gedaan"
    betekenis = "Er is een signaal gegeven."


class FeitMeldingGedaan(FeitOpening):
    """Somebody reported."""

    naam = "intern/feit-melding-gedaan"
    betekenis = "Er is een melding gedaan."


class FeitVerwijzingAangeboden(FeitOpening):
    """A client was referred."""

    naam = "intern/feit-verwijzing-aangeboden"
    betekenis = "Er is een client verwezen."

    ontvanger: _ONTVANGER
    grondslag: Annotated[Grondslag, Stuur("zonder grondslag mogen gegevens niet mee")] = Field(
        description="Op welke grond de gegevens meegaan.", examples=["TOESTEMMING"]
    )
    product: ProductOfNiet = None
    ook_aan: _OOK_AAN = ()


class FeitOnderdeelAangeboden(FeitVerwijzingAangeboden):
    """A client was referred, within a request."""

    naam = "intern/feit-onderdeel-aangeboden"
    betekenis = "Een onderdeel van een zaak is verwezen."


class FeitOnderdeelToegevoegd(FeitRecord):
    """An action was added."""

    naam = "intern/feit-onderdeel-toegevoegd"
    betekenis = "Een actie is toegevoegd als onderdeel."

    thema: Annotated[Thema | None, Stuur("bepaalt termijnen")] = Field(
        None, description="Waar de actie over gaat, als dat iets anders is.", examples=["MEEDOEN"]
    )
    product: ProductOfNiet = None
    uiterlijk_datum: UiterlijkDatumOfNiet = None


class Planactie(Model):
    """One action of a plan."""

    thema: Annotated[Thema | None, Stuur("bepaalt termijnen")] = Field(
        None, description="Waar de actie over gaat, als dat iets anders is.", examples=["MEEDOEN"]
    )
    product: ProductOfNiet = None


class FeitPlanVastgesteld(FeitRecord):
    """A plan was laid down."""

    naam = "intern/feit-plan-vastgesteld"
    betekenis = "Er is een Plan van Aanpak vastgesteld."

    acties: Annotated[tuple[Planactie, ...], Stuur("elke actie wordt gevolgd")] = Field(
        description="De acties, in volgorde."
    )
    oplossingen: Annotated[tuple[Oplossingskader, ...], Stuur("een code, zonder verhaal")] = Field(
        (), description="Uit welk kader de oplossingen komen.", examples=[["EIGEN_KRACHT"]]
    )


class FeitVraagGesteld(FeitOpening):
    """A resident asked."""

    naam = "intern/feit-vraag-gesteld"
    betekenis = "Een bewoner heeft een vraag gesteld."


class FeitSignaleringGekoppeld(FeitOpening):
    """A report about a request that goes on."""

    naam = "intern/feit-signalering-gekoppeld"
    betekenis = "Een signaal over een zaak die weer loopt, is een eigen zaak: de melder krijgt antwoord."

    ontvanger: _ONTVANGER
    hoofdzaak: Annotated[UUID, Stuur("wijst de zaak aan; blijft binnen")] = Field(
        description="De zaak waar het over gaat.", examples=["0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"]
    )


class FeitOntvangstBevestigd(FeitRecord):
    """It is in somebody's queue."""

    naam = "intern/feit-ontvangst-bevestigd"
    betekenis = "De ontvangst is bevestigd."


class FeitVerzoekGeaccepteerd(FeitRecord):
    """The receiver takes it on."""

    naam = "intern/feit-verzoek-geaccepteerd"
    betekenis = "Het verzoek is geaccepteerd."


class FeitVerzoekAfgewezen(FeitRecord):
    """The receiver does not take it on."""

    naam = "intern/feit-verzoek-afgewezen"
    betekenis = "Het verzoek is afgewezen."

    reden: _REDEN


class FeitVerzoekOpnieuwAangeboden(FeitRecord):
    """The sender offered it to another."""

    naam = "intern/feit-verzoek-opnieuw-aangeboden"
    betekenis = "Het verzoek is aan een ander aangeboden."

    ontvanger: _ONTVANGER
    ook_aan: _OOK_AAN = ()


class FeitVerzoekOpgegeven(FeitRecord):
    """The sender stopped."""

    naam = "intern/feit-verzoek-opgegeven"
    betekenis = "De afzender is met het verzoek gestopt."

    reden: _REDEN


class FeitIntrekkingGevraagd(FeitRecord):
    """The sender asked to stop."""

    naam = "intern/feit-intrekking-gevraagd"
    betekenis = "De afzender heeft gevraagd te stoppen."

    reden: _REDEN


class FeitIntrekkingBevestigd(FeitRecord):
    """The receiver stopped."""

    naam = "intern/feit-intrekking-bevestigd"
    betekenis = "De ontvanger is op verzoek gestopt."


class FeitIntrekkingGeweigerd(FeitRecord):
    """The receiver goes on."""

    naam = "intern/feit-intrekking-geweigerd"
    betekenis = "De ontvanger gaat door, hoewel gevraagd is te stoppen."

    reden: _REDEN


class FeitAanvullingGevraagd(FeitRecord):
    """The receiver asked for more."""

    naam = "intern/feit-aanvulling-gevraagd"
    betekenis = "De ontvanger heeft om aanvulling gevraagd."

    gevraagd: Annotated[Aanvulling, Stuur("een code, zonder verhaal")] = Field(
        description="Wat er ontbreekt.", examples=["CONTACTGEGEVENS"]
    )


class FeitAanvullingGegeven(FeitRecord):
    """The sender gave more."""

    naam = "intern/feit-aanvulling-gegeven"
    betekenis = "De afzender heeft het verzoek aangevuld."

    correctie: CorrectieOfNiet = None
    onjuist: BeantwoordOnjuist = None


class FeitCorrectieGevraagd(FeitRecord):
    """Something that was said is wrong."""

    naam = "intern/feit-correctie-gevraagd"
    betekenis = "Een organisatie zegt dat iets wat een andere haar zei, niet klopt."

    onjuist: Annotated[Onjuistheid, Stuur("een code, zonder verhaal")] = Field(
        description="Wat er niet klopt.", examples=["ONJUIST_GEGEVEN"]
    )
    bericht: GelezenBericht = None


class FeitUitstelGevraagd(FeitRecord):
    """The receiver needs more time."""

    naam = "intern/feit-uitstel-gevraagd"
    betekenis = "De ontvanger heeft om uitstel gevraagd."

    reden: _REDEN
    nieuwe_datum: Annotated[Datum, Stuur("termijnen moeten te bewaken zijn")] = Field(
        description="De nieuwe laatste dag.", examples=["2026-11-27"]
    )
    plicht: Annotated[Plicht | None, Stuur("wijst de termijn aan")] = Field(
        None, description="Waarvoor, als dat gezegd is.", examples=["BESLUIT"]
    )


class FeitWachtlijstGeplaatst(FeitRecord):
    """The client waits."""

    naam = "intern/feit-wachtlijst-geplaatst"
    betekenis = "De client staat op een wachtlijst, of blijft daar staan."

    reden: _REDEN


class FeitAfspraakGemaakt(FeitRecord):
    """An appointment."""

    naam = "intern/feit-afspraak-gemaakt"
    betekenis = "Er is een afspraak met de client gemaakt."

    afspraak_datum: Annotated[Datum, _POGING] = Field(description="Op welke dag.", examples=["2026-11-20"])
    dagdeel: Annotated[Dagdeel | None, _POGING] = Field(
        None, description="Op welk deel van de dag.", examples=["OCHTEND"]
    )


class FeitAfspraakNietVerschenen(FeitRecord):
    """A no-show."""

    naam = "intern/feit-afspraak-niet-verschenen"
    betekenis = "De client is niet op de afspraak verschenen."

    datum: Annotated[Datum | None, _POGING] = Field(
        None, description="Van welke dag, als dat gezegd is.", examples=["2026-11-20"]
    )


class FeitVerzoekHeropend(FeitRecord):
    """It goes on."""

    naam = "intern/feit-verzoek-heropend"
    betekenis = "Een afgerond verzoek is heropend."

    reden: _REDEN


class FeitVerplichtingKwijtgescholden(FeitRecord):
    """The creditor let the debtor off."""

    naam = "intern/feit-verplichting-kwijtgescholden"
    betekenis = "Wie iets te goed had, heeft het kwijtgescholden."

    plicht: Annotated[Plicht, Stuur("wijst de verplichting aan")] = Field(
        description="Wat niet meer hoeft.", examples=["STAND"]
    )
    reden: _REDEN


class FeitPlichtKwijtgescholden(FeitRecord):
    """Beheer let a debtor off."""

    naam = "intern/feit-plicht-kwijtgescholden"
    betekenis = "Beheer heeft een verplichting kwijtgescholden, met een mandaat."

    nummer: Annotated[Telling, Stuur("wijst de verplichting aan")] = Field(
        description="Nummer van de verplichting.", examples=[1]
    )
    reden: _REDEN
    mandaat: Annotated[Regel, Stuur("op wiens besluit; een verwijzing, geen naam")] = Field(
        description="Verwijzing naar het besluit.", examples=["besluit-2026-17"]
    )


class FeitDoorzendingGedaan(FeitRecord):
    """The receiver passed it on."""

    naam = "intern/feit-doorzending-gedaan"
    betekenis = "Het verzoek is doorgezonden."

    ontvanger: _ONTVANGER


class FeitBehandelingGestart(FeitRecord):
    """The help began."""

    naam = "intern/feit-behandeling-gestart"
    betekenis = "De behandeling is begonnen."


class FeitContact(FeitRecord):
    """How and when contact was sought or made."""

    wijze: Annotated[Contactwijze, _POGING] = Field(description="Hoe.", examples=["TELEFOON"])
    datum: Annotated[Datum | None, _POGING] = Field(
        None, description="Op welke dag, als dat gezegd is.", examples=["2026-11-13"]
    )
    dagdeel: Annotated[Dagdeel | None, _POGING] = Field(
        None, description="Op welk deel van de dag.", examples=["OCHTEND"]
    )


class FeitContactpogingGedaan(FeitContact):
    """Contact was sought."""

    naam = "intern/feit-contactpoging-gedaan"
    betekenis = "Er is geprobeerd contact te krijgen."


class FeitContactGelegd(FeitContact):
    """Contact was made."""

    naam = "intern/feit-contact-gelegd"
    betekenis = "Er is contact geweest met de client."


class FeitVoortgangGemeld(FeitRecord):
    """How it goes."""

    naam = "intern/feit-voortgang-gemeld"
    betekenis = "Er is gemeld hoe het ervoor staat."

    voortgang: Annotated[Voortgang, Stuur("een code, zonder verhaal")] = Field(
        description="Hoe het ervoor staat.", examples=["AFSPRAAK_GEMAAKT"]
    )
    uiterlijk_datum: UiterlijkDatumOfNiet = None


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
    resultaat: Annotated[Functieresultaat | None, Stuur("de volgende stap hangt ervan af")] = Field(
        None, description="Waar het op uitkwam.", examples=["GEEN_AANVRAAG_ANDERE_OPLOSSING"]
    )
    product: ProductOfNiet = None
    geprobeerd: Annotated[tuple[Oplossingskader, ...], Stuur("een code, zonder verhaal")] = Field(
        (), description="Welke oplossingskaders zijn doorlopen.", examples=[["EIGEN_KRACHT"]]
    )
    gekozen: Annotated[Oplossingskader | None, Stuur("een code, zonder verhaal")] = Field(
        None, description="In welk daarvan de oplossing is gevonden.", examples=["EIGEN_KRACHT"]
    )
    verslag_gegeven: VerslagGegeven = False


class FeitTerugkoppelingGegeven(FeitRecord):
    """The receiver answered."""

    naam = "intern/feit-terugkoppeling-gegeven"
    betekenis = "Er is terugkoppeling gegeven."

    resultaat: Annotated[Resultaat, Stuur("een eindresultaat sluit af en voldoet verplichtingen")] = Field(
        description="Het resultaat.", examples=["OPGELOST"]
    )


class FeitCapaciteitGewijzigd(FeitRecord):
    """How much room a party has."""

    naam = "intern/feit-capaciteit-gewijzigd"
    betekenis = "Een organisatie zegt of zij plek heeft."

    capaciteit: Capaciteitcode
    product: CapaciteitProduct = None
    gemeente: CapaciteitGemeente = None
    vanaf: Annotated[Datum | None, Stuur("een dag over een organisatie, zonder personen")] = Field(
        None, description="Eerste dag waarop dit zo is.", examples=["2026-11-16"]
    )
    tot: Annotated[Datum | None, Stuur("een dag over een organisatie, zonder personen")] = Field(
        None, description="Laatste dag waarop dit zo is.", examples=["2026-12-31"]
    )
    wachttijd_weken: Wachttijd = None


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


class FeitBerichtAfgekeurd(FeitRecord):
    """A record was not taken in, for its form."""

    naam = "intern/feit-bericht-afgekeurd"
    betekenis = "Een record van een organisatie is om zijn vorm niet ingenomen."

    partij: Annotated[Partijcode, Stuur("code van een organisatie, geen persoon")] = Field(
        description="Van wie het record was.", examples=["politie"]
    )
    code: Foutcode
    type: Annotated[Regel | None, Stuur("een soort bericht, zonder inhoud")] = Field(
        None, description="Soort bericht, als dat te lezen was en bestaat.", examples=["melding.gedaan"]
    )
    hoort_bij: Annotated[JaNee, Stuur("wat bij geen zaak past, telt per organisatie en uur")] = Field(
        False, description="Of het record bij deze zaak hoort.", examples=[True]
    )


class FeitHerstelAfgedaan(FeitRecord):
    """Beheer decided on a repair."""

    naam = "intern/feit-herstel-afgedaan"
    betekenis = "Beheer heeft een herstel afgedaan."

    nummer: Annotated[Telling, Stuur("wijst de verplichting aan")] = Field(
        description="Nummer van de verplichting.", examples=[1]
    )


class FeitRegieBelegd(FeitRecord):
    """Regie was taken, offered or laid down."""

    naam = "intern/feit-regie-belegd"
    betekenis = "De regie is genomen, aangeboden, neergelegd of niet overgenomen."

    daad: Annotated[Regiedaad, Stuur("wie eigenaar is, hangt ervan af")] = Field(
        description="Wat ermee gedaan is.", examples=["NEMEN"]
    )
    soort: Annotated[Regierol, Stuur("een gezinscoach gaat voor")] = Field(
        Regierol.REGIEHOUDER, description="Als wat.", examples=["REGIEHOUDER"]
    )
    naar: Annotated[Partijcode | None, Stuur("code van een organisatie, geen persoon")] = Field(
        None, description="Aan wie zij is aangeboden.", examples=["sociaal-wijkteam"]
    )


class FeitEscalatieIngezet(FeitRecord):
    """Somebody with a mandate escalated."""

    naam = "intern/feit-escalatie-ingezet"
    betekenis = "Iemand met mandaat heeft een plicht eerder geëscaleerd."

    plicht: Annotated[Plicht, Stuur("wat er nog moet gebeuren")] = Field(
        description="Welke plicht.", examples=["BESLUIT"]
    )


class FeitOndersteuningAfgerond(FeitRecord):
    """Support ended."""

    naam = "intern/feit-ondersteuning-afgerond"
    betekenis = "De ondersteuning is afgerond."

    resultaat: Annotated[Resultaat, Stuur("een eindresultaat sluit af en voldoet verplichtingen")] = Field(
        description="Het resultaat.", examples=["OPGELOST"]
    )
    nazorg: Annotated[JaNee, Stuur("bepaalt of er meetmomenten komen")] = Field(
        True, description="Of er monitoring volgt.", examples=[True]
    )


class FeitMonitoringWaargenomen(FeitRecord):
    """How it goes after support."""

    naam = "intern/feit-monitoring-waargenomen"
    betekenis = "Er is gezien hoe het gaat na de ondersteuning."

    terugval: Annotated[JaNee, Stuur("een terugval heropent het verzoek")] = Field(
        description="Of het weer misgaat.", examples=[False]
    )


class FeitEvaluatieGegeven(FeitRecord):
    """How it was."""

    naam = "intern/feit-evaluatie-gegeven"
    betekenis = "De ondersteuning is geëvalueerd."

    vraag_beantwoord: Annotated[Antwoord, Stuur("een onbeantwoorde vraag heropent het verzoek")] = Field(
        description="Of de vraag is beantwoord.", examples=["JA"]
    )
    proces_goed: Annotated[Antwoord, Stuur("een code, zonder verhaal")] = Field(
        description="Of het goed is verlopen.", examples=["DEELS"]
    )
    zelfredzaamheid: Annotated[Verloop, Stuur("een code, zonder verhaal")] = Field(
        description="Hoe de zelfredzaamheid zich ontwikkelde.", examples=["GESTEGEN"]
    )
    participatie: Annotated[Verloop, Stuur("een code, zonder verhaal")] = Field(
        description="Hoe het meedoen zich ontwikkelde.", examples=["NIET_GEMETEN"]
    )
    ervaring: Annotated[Ervaring, Stuur("een ontevreden client heropent het verzoek")] = Field(
        description="Wat de client ervan vond.", examples=["TEVREDEN"]
    )


class FeitZelfredzaamheidGemeten(FeitRecord):
    """What was measured."""

    naam = "intern/feit-zelfredzaamheid-gemeten"
    betekenis = "De zelfredzaamheid en de participatie zijn gemeten."

    moment: MeetMoment
    financien: ZrmNiveau = zrm("financiën", 3)
    dagbesteding: ZrmNiveau = zrm("dagbesteding", 4)
    huisvesting: ZrmNiveau = zrm("huisvesting", 4)
    huiselijke_relaties: ZrmNiveau = zrm("huiselijke relaties", 3)
    geestelijke_gezondheid: ZrmNiveau = zrm("geestelijke gezondheid", 4)
    lichamelijke_gezondheid: ZrmNiveau = zrm("lichamelijke gezondheid", 4)
    verslaving: ZrmNiveau = zrm("verslaving", 5)
    adl: ZrmNiveau = zrm("algemene dagelijkse levensverrichtingen", 3)
    sociaal_netwerk: ZrmNiveau = zrm("sociaal netwerk", 2)
    maatschappelijke_participatie: ZrmNiveau = zrm("maatschappelijke participatie", 2)
    justitie: ZrmNiveau = zrm("justitie", 5)
    participatieladder: LadderNiveau = None


FEITEN: Mapping[type[feiten.Feit], type[FeitRecord]] = {
    feiten.SignaleringGedaan: FeitSignaleringGedaan,
    feiten.MeldingGedaan: FeitMeldingGedaan,
    feiten.VerwijzingAangeboden: FeitVerwijzingAangeboden,
    feiten.VraagGesteld: FeitVraagGesteld,
    feiten.OnderdeelAangeboden: FeitOnderdeelAangeboden,
    feiten.OnderdeelToegevoegd: FeitOnderdeelToegevoegd,
    feiten.PlanVastgesteld: FeitPlanVastgesteld,
    feiten.SignaleringGekoppeld: FeitSignaleringGekoppeld,
    feiten.OntvangstBevestigd: FeitOntvangstBevestigd,
    feiten.VerzoekGeaccepteerd: FeitVerzoekGeaccepteerd,
    feiten.VerzoekAfgewezen: FeitVerzoekAfgewezen,
    feiten.VerzoekOpnieuwAangeboden: FeitVerzoekOpnieuwAangeboden,
    feiten.VerzoekOpgegeven: FeitVerzoekOpgegeven,
    feiten.IntrekkingGevraagd: FeitIntrekkingGevraagd,
    feiten.IntrekkingBevestigd: FeitIntrekkingBevestigd,
    feiten.IntrekkingGeweigerd: FeitIntrekkingGeweigerd,
    feiten.AanvullingGevraagd: FeitAanvullingGevraagd,
    feiten.AanvullingGegeven: FeitAanvullingGegeven,
    feiten.CorrectieGevraagd: FeitCorrectieGevraagd,
    feiten.UitstelGevraagd: FeitUitstelGevraagd,
    feiten.WachtlijstGeplaatst: FeitWachtlijstGeplaatst,
    feiten.AfspraakGemaakt: FeitAfspraakGemaakt,
    feiten.AfspraakNietVerschenen: FeitAfspraakNietVerschenen,
    feiten.VerzoekHeropend: FeitVerzoekHeropend,
    feiten.VerplichtingKwijtgescholden: FeitVerplichtingKwijtgescholden,
    feiten.PlichtKwijtgescholden: FeitPlichtKwijtgescholden,
    feiten.DoorzendingGedaan: FeitDoorzendingGedaan,
    feiten.BehandelingGestart: FeitBehandelingGestart,
    feiten.ContactpogingGedaan: FeitContactpogingGedaan,
    feiten.ContactGelegd: FeitContactGelegd,
    feiten.VoortgangGemeld: FeitVoortgangGemeld,
    feiten.FunctieVerricht: FeitFunctieVerricht,
    feiten.TerugkoppelingGegeven: FeitTerugkoppelingGegeven,
    feiten.CapaciteitGewijzigd: FeitCapaciteitGewijzigd,
    feiten.EscalatieBevestigd: FeitEscalatieBevestigd,
    feiten.OndersteuningAfgerond: FeitOndersteuningAfgerond,
    feiten.MonitoringWaargenomen: FeitMonitoringWaargenomen,
    feiten.EvaluatieGegeven: FeitEvaluatieGegeven,
    feiten.ZelfredzaamheidGemeten: FeitZelfredzaamheidGemeten,
    feiten.EscalatieIngezet: FeitEscalatieIngezet,
    feiten.RegieBelegd: FeitRegieBelegd,
    feiten.WekkerGegaan: FeitWekkerGegaan,
    feiten.BezorgingBevestigd: FeitBezorgingBevestigd,
    feiten.BerichtAfgekeurd: FeitBerichtAfgekeurd,
    feiten.HerstelAfgedaan: FeitHerstelAfgedaan,
}
"""Per kind of fact its record."""
