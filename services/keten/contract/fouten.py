"""Understands what can be wrong with the form of a message, and how to say so to the person at the partner.

A code is stable and never reused. A sentence, a pointer or an exception never holds what the sender wrote:
that may be personal data, and this text goes into messages, logs and error reports. For the same reason no
library's error is kept as its cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Vormcode(Enum):
    """(code, sentence, what to do, whether the bytes go to quarantine for repair)."""

    RECORD_LEEG = (
        "KTN-101",
        "Het bericht is leeg.",
        "Stuur het bericht opnieuw, met inhoud. Stuur nooit een leeg record om iets in te trekken.",
        True,
    )
    ONLEESBAAR = (
        "KTN-102",
        "De inhoud van het bericht is niet te lezen.",
        "Stuur Avro met de aanloop 0x00 en vier bytes schemanummer, of geldige JSON in UTF-8.",
        True,
    )
    SCHEMA_ONBEKEND = (
        "KTN-103",
        "Het schemanummer voor de inhoud is bij ons niet bekend.",
        "Gebruik een nummer uit schemas/ids.json, of dat van het schemaregister van deze keten.",
        True,
    )
    GEEN_CLOUDEVENT = (
        "KTN-104",
        "Dit is geen CloudEvent: de koppen ce_… en content-type ontbreken.",
        "Stuur de koppen ce_id, ce_source, ce_type en ce_specversion, of application/cloudevents+json.",
        True,
    )
    TE_GROOT = (
        "KTN-105",
        "Het bericht is met zijn koppen en sleutel groter dan 64 KiB.",
        "Maak de toelichting korter, of verdeel de betrokkenen over twee meldingen; laat een sleutel weg.",
        False,
    )
    INHOUDSVORM_ONBEKEND = (
        "KTN-106",
        "De vorm van de inhoud wordt niet ondersteund.",
        "Kies application/avro in binaire vorm, of application/cloudevents+json met `data` als object.",
        False,
    )
    ATTRIBUUT_ONTBREEKT = (
        "KTN-107",
        "Een verplicht attribuut van het CloudEvent ontbreekt.",
        "Vul het genoemde attribuut; verplicht zijn id, source, type en specversion.",
        False,
    )
    ATTRIBUUT_ONJUIST = (
        "KTN-108",
        "Een attribuut van het CloudEvent heeft niet de voorgeschreven vorm.",
        "Controleer het attribuut: eenmaal aanwezig, tekst in UTF-8, specversion 1.0, tijd met zone.",
        False,
    )
    ID_ONJUIST = (
        "KTN-109",
        "Het id van het bericht heeft niet de voorgeschreven vorm.",
        "Gebruik 1 tot 100 letters, cijfers en de tekens . _ : ~ / + = - ; een UUID voldoet altijd.",
        False,
    )
    ID_LIJKT_BSN = (
        "KTN-110",
        "Het id van het bericht lijkt op een burgerservicenummer.",
        "Geef elk bericht een id zonder persoonsgegevens, bijvoorbeeld een UUID.",
        False,
    )
    TYPE_ONBEKEND = (
        "KTN-111",
        "Dit soort bericht kennen wij niet.",
        "Gebruik een type uit docs/berichten.md, met versie: nl.wijkketen.<onderwerp>.<deelwoord>.v1.",
        False,
    )
    BRON_NIET_VAN_U = (
        "KTN-112",
        "De bron van het bericht hoort niet bij de organisatie van dit kanaal.",
        "Zet in source de urn die met u is afgesproken, en schrijf alleen op uw eigen topic.",
        False,
    )
    SCHEMA_PAST_NIET = (
        "KTN-113",
        "De inhoud is van een ander soort dan het type van het bericht zegt.",
        "Laat het schema van de inhoud en het type van het bericht bij elkaar horen.",
        False,
    )
    TOKEN_ONGELDIG = (
        "KTN-114",
        "Het onderwerp verwijst niet naar een zaak van uw organisatie.",
        "Neem subject over uit een bericht dat u zelf van ons kreeg; dat van een ander werkt niet.",
        False,
    )
    ONDERWERP_ONTBREEKT = (
        "KTN-115",
        "Het bericht zegt niet over welke zaak het gaat.",
        "Vul subject met het onderwerp uit ons bericht, of noem in kenmerk uw eigen verzoek.",
        False,
    )
    GEMEENTE_ONBEKEND = (
        "KTN-116",
        "Deze gemeente doet niet mee.",
        "Gebruik de CBS-code van een deelnemende gemeente; een nul vooraan hoort erbij.",
        False,
    )
    VELD_ONTBREEKT = (
        "KTN-117",
        "Een verplicht veld ontbreekt.",
        "Vul het genoemde veld.",
        False,
    )
    VELD_ONBEKEND = (
        "KTN-118",
        "Hier staat een veld dat niet in de afspraken voorkomt.",
        "Laat het veld weg of verbeter de naam; docs/berichten.md noemt de velden.",
        False,
    )
    WAARDE_ONBEKEND = (
        "KTN-119",
        "De waarde staat niet in de lijst voor dit veld.",
        "Kies een waarde uit de lijst in docs/berichten.md.",
        False,
    )
    SOORT_ONJUIST = (
        "KTN-120",
        "De waarde is van een verkeerd soort.",
        "Gebruik het soort uit docs/berichten.md: tekst, getal, ja of nee, lijst of object.",
        False,
    )
    LENGTE_ONJUIST = (
        "KTN-121",
        "De tekst is te kort of te lang.",
        "Houd de lengte aan die docs/berichten.md voor dit veld noemt.",
        False,
    )
    VORM_ONJUIST = (
        "KTN-122",
        "De waarde heeft niet de voorgeschreven vorm.",
        "Houd de schrijfwijze aan die docs/berichten.md voor dit veld noemt.",
        False,
    )
    BSN_ONJUIST = (
        "KTN-123",
        "Het burgerservicenummer is niet geldig.",
        "Controleer het nummer: negen cijfers die aan de elfproef voldoen.",
        False,
    )
    MOMENT_ONJUIST = (
        "KTN-124",
        "De datum of het tijdstip is niet geldig.",
        "Schrijf een datum als 2026-11-13 en een tijdstip met zone als 2026-11-13T09:00:00Z.",
        False,
    )
    AANTAL_ONJUIST = (
        "KTN-125",
        "De lijst heeft te weinig of te veel regels.",
        "Houd het aantal aan dat docs/berichten.md voor dit veld noemt.",
        False,
    )
    GETAL_BUITEN_GRENZEN = (
        "KTN-126",
        "Het getal ligt buiten de grenzen.",
        "Houd de grenzen aan die docs/berichten.md voor dit veld noemt.",
        False,
    )
    ONDERWERP_ONVERWACHT = (
        "KTN-127",
        "Dit soort bericht hoort niet bij een lopende zaak en noemt dus geen onderwerp.",
        "Laat subject weg; gaat het over een lopende zaak, kies dan een bericht dat daarbij hoort.",
        False,
    )
    TEKENS_ONJUIST = (
        "KTN-128",
        "De tekst bevat tekens die niet mogen.",
        "Stuur gewone tekst in Unicode, zonder halve surrogaatparen en zonder stuurtekens.",
        False,
    )
    MAG_NIET_OPENEN = (
        "KTN-129",
        "Uw organisatie kan in deze keten geen nieuwe zaak openen.",
        "Neem contact op met beheer als dit niet klopt.",
        False,
    )
    WAARDE_ONJUIST = (
        "KTN-130",
        "De waarde is niet geldig.",
        "Controleer het veld in docs/berichten.md; hoe een functie kan eindigen staat in docs/functies.md.",
        False,
    )
    CLIENT_ONTBREEKT = (
        "KTN-131",
        "Een verwijzing is warm: er is geen client bij die de ontvanger kan vinden.",
        "Noem een betrokkene in de rol CLIENT, met naam en met geboortedatum, adres of telefoon.",
        False,
    )
    TOELICHTING_ONTBREEKT = (
        "KTN-132",
        "De code die u koos, zoals ANDERS, zegt zonder toelichting niets.",
        "Vul toelichting, of kies een code die past.",
        False,
    )
    ONTVANGER_ONJUIST = (
        "KTN-133",
        "Deze organisatie kan de ontvanger niet zijn: zij doet niet mee, of u bent het zelf.",
        "Gebruik de code van een andere organisatie die meedoet.",
        False,
    )
    VRAAG_NIET_VAN_U = (
        "KTN-134",
        "Een vraag van een bewoner nemen alleen het wijkinformatiepunt en het wijkteam in.",
        "Doe een melding of een signalering, of verwijs de bewoner.",
        False,
    )

    NIETS_GEZEGD = (
        "KTN-137",
        "Dit bericht zegt niets: alles wat het zou kunnen zeggen, is leeg.",
        "Vul het genoemde veld, of een ander dat iets zegt; docs/berichten.md noemt ze.",
        False,
    )

    AANTAL_VERSCHILT = (
        "KTN-139",
        "Het aantal teksten is een ander dan het aantal waar zij bij horen.",
        "Geef bij elke actie en elke oplossing één tekst, in dezelfde volgorde, of geef er geen.",
        False,
    )
    FUNCTIE_PAST_NIET = (
        "KTN-138",
        "Dit hoort niet bij deze functie, of niet in deze volgorde; docs/functies.md noemt wat wel kan.",
        "Kies een resultaat van deze functie, noem kaders op volgorde; een verslag hoort bij wat gelukt is.",
        False,
    )

    CODERING_ONJUIST = (
        "KTN-140",
        "Het bericht staat niet in UTF-8.",
        "Stuur JSON in UTF-8, zonder byte order mark; niet in UTF-16, Windows-1252 of Latin-1.",
        True,
    )
    TE_DIEP = (
        "KTN-141",
        "De inhoud van het bericht is te diep genest.",
        "Gebruik de velden uit docs/berichten.md; dieper dan enkele lagen gaan die nooit.",
        True,
    )
    NAAM_DUBBEL = (
        "KTN-142",
        "Een naam komt in hetzelfde object twee keer voor, zodat niet zeker is wat u bedoelt.",
        "Noem elk veld eenmaal.",
        False,
    )
    MOMENT_IN_TOEKOMST = (
        "KTN-143",
        "De datum of het tijdstip ligt te ver na het moment waarop uw bericht aankwam.",
        "Controleer het jaar, de tijdzone en de klok van uw systeem.",
        False,
    )
    MOMENT_TE_OUD = (
        "KTN-144",
        "De datum of het tijdstip ligt te ver voor het moment waarop uw bericht aankwam.",
        "Controleer het jaar en de klok van uw systeem.",
        False,
    )

    FOUT_VAN_ONS = (
        "KTN-135",
        "Door een fout van ons kon het bericht niet worden beoordeeld.",
        "U hoeft niets te doen: het bericht is bewaard en wij zijn gewaarschuwd.",
        True,
    )
    ONTVANGER_DUBBEL = (
        "KTN-147",
        "U biedt het dezelfde organisatie twee keer aan.",
        "Noem in ontvanger en ook_aan samen elke organisatie eenmaal.",
        False,
    )
    KENMERK_LIJKT_BSN = (
        "KTN-136",
        "Het kenmerk lijkt op een burgerservicenummer.",
        "Gebruik een eigen zaaknummer zonder persoonsgegevens; een nummer met een letter erin voldoet.",
        False,
    )

    def __init__(self, code: str, zin: str, wat_te_doen: str, quarantaine: bool) -> None:
        self.code = code
        self.zin = zin
        self.wat_te_doen = wat_te_doen
        self.quarantaine = quarantaine


@dataclass(frozen=True, slots=True)
class Vormfout:
    """One form error. `veld`: JSON pointer into the CloudEvent (`/source`, `/data/gemeente`) or None.

    `bedoeld`: a field of ours that the sender may have meant.
    """

    vormcode: Vormcode
    veld: str | None = None
    bedoeld: str | None = None

    @property
    def code(self) -> str:
        return self.vormcode.code

    @property
    def zin(self) -> str:
        return self.vormcode.zin + (f" Bedoelde u {self.bedoeld}?" if self.bedoeld else "")

    @property
    def quarantaine(self) -> bool:
        """True when the bytes could not be read or judged, so that they are kept, encrypted, for repair."""
        return self.vormcode.quarantaine


class VormError(Exception):
    """A partner's record is not what was agreed: their fault, told to them with code and field.

    `bericht_id`: the sender's own id, when it could be read and may be repeated.
    """

    def __init__(
        self,
        vormcode: Vormcode,
        veld: str | None = None,
        *,
        bericht_id: str | None = None,
        bedoeld: str | None = None,
    ) -> None:
        self.fout = Vormfout(vormcode, veld, bedoeld)
        self.bericht_id = bericht_id
        super().__init__(f"{vormcode.code} {veld or '-'}")
