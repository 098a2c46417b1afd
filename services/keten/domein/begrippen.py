"""Understands the words that the core shares: roles, themes, states, kinds of duty, results.

Each enum value is what travels in a message; a value is never renamed.
"""

from __future__ import annotations

from enum import Enum

WIJKKETEN = "wijkketen"
"""The platform itself, as debtor, sender or actor."""

BEHEER = "beheer"
"""The people who run the platform, as owner of what could not be opened, and as debtor of its repair."""

CLIENT = "client"
"""The resident, as creditor of what is owed to nobody else."""

ZONDER_POSTVAK = frozenset({WIJKKETEN, BEHEER, CLIENT})
"""They have no topic: nothing is ever sent to them. No organisation may be called so."""


class Begrip(Enum):
    """A word of the core, with the hash of an object: that of Enum is slow, and words are looked up often."""

    __hash__ = object.__hash__


class Rol(Begrip):
    """What an organisation is in the chain; decides what it may see."""

    POLITIE = "POLITIE"
    MELDPUNT = "MELDPUNT"
    WIJKTEAM = "WIJKTEAM"
    WIP = "WIP"
    WIJKLIJN = "WIJKLIJN"
    ZORGNETWERK = "ZORGNETWERK"
    CORPORATIE = "CORPORATIE"
    HUISARTS = "HUISARTS"
    SCHULDHULP = "SCHULDHULP"
    WELZIJN = "WELZIJN"
    JEUGD = "JEUGD"


class Thema(Begrip):
    """What a melding is about; a code, never the story."""

    LEEFBAARHEID = "LEEFBAARHEID"
    OMGEVING = "OMGEVING"
    ZORG_EN_OVERLAST = "ZORG_EN_OVERLAST"
    HUISELIJK_GEWELD = "HUISELIJK_GEWELD"
    SCHULDEN = "SCHULDEN"
    WONEN = "WONEN"
    JEUGD_EN_GEZIN = "JEUGD_EN_GEZIN"
    GEZONDHEID = "GEZONDHEID"
    MEEDOEN = "MEEDOEN"
    OVERIG = "OVERIG"


class Urgentie(Begrip):
    """How fast people must act; chooses the terms."""

    ROUTINE = "ROUTINE"
    SPOED = "SPOED"
    CRISIS = "CRISIS"


class Verzoeksoort(Begrip):
    """With what a part began: one of the four openings, or an action of whoever works on it (ACTIE)."""

    SIGNALERING = "SIGNALERING"
    MELDING = "MELDING"
    VERWIJZING = "VERWIJZING"
    VRAAG = "VRAAG"
    ACTIE = "ACTIE"


class Aanleiding(Begrip):
    """What threatens; makes a verzoek urgent, whatever its sender thought of that."""

    DREIGENDE_ONTRUIMING = "DREIGENDE_ONTRUIMING"
    DREIGENDE_AFSLUITING = "DREIGENDE_AFSLUITING"
    DREIGEND_EINDE_VERZEKERING = "DREIGEND_EINDE_VERZEKERING"

    @property
    def urgentie(self) -> Urgentie:
        """At least so urgent. Source: Wgs art. 4, second paragraph."""
        return Urgentie.SPOED


class Grondslag(Begrip):
    """On what ground client data are handed over (AVG art. 6)."""

    TOESTEMMING = "TOESTEMMING"
    WETTELIJKE_PLICHT = "WETTELIJKE_PLICHT"
    VITAAL_BELANG = "VITAAL_BELANG"
    PUBLIEKE_TAAK = "PUBLIEKE_TAAK"


class Toestand(Begrip):
    """State of a part, the least far first. Overdue is a flag of a duty, never a state."""

    CONCEPT = "CONCEPT"
    AFGEWEZEN = "AFGEWEZEN"
    HEROPEND = "HEROPEND"
    AANGEBODEN = "AANGEBODEN"
    IN_TRIAGE = "IN_TRIAGE"
    AANVULLING_GEVRAAGD = "AANVULLING_GEVRAAGD"
    GEACCEPTEERD = "GEACCEPTEERD"
    WACHTLIJST = "WACHTLIJST"
    WACHT_OP_CLIENT = "WACHT_OP_CLIENT"
    IN_BEHANDELING = "IN_BEHANDELING"
    INTREKKING_GEVRAAGD = "INTREKKING_GEVRAAGD"
    MONITORING = "MONITORING"
    AFGEROND = "AFGEROND"
    INGETROKKEN = "INGETROKKEN"
    NIET_MEER_BESCHIKBAAR = "NIET_MEER_BESCHIKBAAR"


class Hoedanigheid(Begrip):
    """What a party is in one verzoek."""

    AFZENDER = "AFZENDER"
    ONTVANGER = "ONTVANGER"
    GEESCALEERDE = "GEESCALEERDE"
    REGIEHOUDER = "REGIEHOUDER"
    PLATFORM = "PLATFORM"
    BEHEER = "BEHEER"


class Plicht(Begrip):
    """Kind of duty."""

    ONTVANGST = "ONTVANGST"
    BESLUIT = "BESLUIT"
    STAND = "STAND"
    EINDTERUGKOPPELING = "EINDTERUGKOPPELING"
    BEZORGING = "BEZORGING"
    ESCALATIE = "ESCALATIE"
    EERSTE_CONTACT = "EERSTE_CONTACT"
    HERROUTEREN = "HERROUTEREN"
    DOORZENDING = "DOORZENDING"
    HERSTEL = "HERSTEL"
    REGIEOVERNAME = "REGIEOVERNAME"
    INTREKKING = "INTREKKING"
    METING = "METING"
    EVALUATIE = "EVALUATIE"
    AANVULLING = "AANVULLING"
    HERBEOORDELING = "HERBEOORDELING"
    OPVOLGING = "OPVOLGING"
    CONTACTPOGING = "CONTACTPOGING"
    FUNCTIE = "FUNCTIE"
    CORRECTIE = "CORRECTIE"
    UITKOMST = "UITKOMST"
    ERVARING = "ERVARING"


class Stand(Begrip):
    """Where a duty stands."""

    VERSCHULDIGD = "VERSCHULDIGD"
    VOLDAAN = "VOLDAAN"
    VERVALLEN = "VERVALLEN"
    KWIJTGESCHOLDEN = "KWIJTGESCHOLDEN"


class Trede(Begrip):
    """A step of the ladder."""

    HERINNERING = "HERINNERING"
    TE_LAAT = "TE_LAAT"
    ESCALATIE = "ESCALATIE"
    HOGER_NIVEAU = "HOGER_NIVEAU"
    NIET_BEANTWOORD = "NIET_BEANTWOORD"


class Uitkomst(Begrip):
    """How a performed function went."""

    GEDAAN = "GEDAAN"
    DEELS_GEDAAN = "DEELS_GEDAAN"
    NIET_GELUKT = "NIET_GELUKT"


class Resultaat(Begrip):
    """Result code of a terugkoppeling."""

    OPGELOST = "OPGELOST"
    BEANTWOORD_MET_ADVIES = "BEANTWOORD_MET_ADVIES"
    ANDERE_OPLOSSING = "ANDERE_OPLOSSING"
    OVERGEDRAGEN = "OVERGEDRAGEN"
    NIET_ONTVANKELIJK = "NIET_ONTVANKELIJK"
    GEEN_CONTACT = "GEEN_CONTACT"
    MISLUKT = "MISLUKT"
    IN_BEHANDELING = "IN_BEHANDELING"
    WORDT_GEVOLGD = "WORDT_GEVOLGD"

    @property
    def eind(self) -> bool:
        """True when this result ends the part."""
        return self not in (Resultaat.IN_BEHANDELING, Resultaat.WORDT_GEVOLGD)


class Reden(Begrip):
    """Why a verzoek is refused, given up, withdrawn, held up or not withdrawn."""

    GEEN_CAPACITEIT = "GEEN_CAPACITEIT"
    VOERT_DEZE_HULP_NIET_UIT = "VOERT_DEZE_HULP_NIET_UIT"
    NIET_BEVOEGD = "NIET_BEVOEGD"
    ONJUIST_GEADRESSEERD = "ONJUIST_GEADRESSEERD"
    BUITEN_GEBIED = "BUITEN_GEBIED"
    VOLDOET_NIET_AAN_CRITERIA = "VOLDOET_NIET_AAN_CRITERIA"
    GEGEVENS_ONTBREKEN = "GEGEVENS_ONTBREKEN"
    GEEN_CONTACT = "GEEN_CONTACT"
    CLIENT_ZIET_AF = "CLIENT_ZIET_AF"
    FOUTIEF_INGEVOERD = "FOUTIEF_INGEVOERD"
    DUPLICAAT = "DUPLICAAT"
    AL_BEGONNEN = "AL_BEGONNEN"
    VEILIGHEID = "VEILIGHEID"
    ANDERS = "ANDERS"

    @property
    def vraagt_toelichting(self) -> bool:
        """True where the code alone says nothing."""
        return self is Reden.ANDERS


class Aanvulling(Begrip):
    """What is missing before a receiver can decide; a code, so that every sender may hear it."""

    CONTACTGEGEVENS = "CONTACTGEGEVENS"
    PERSOONSGEGEVENS = "PERSOONSGEGEVENS"
    TOESTEMMING = "TOESTEMMING"
    TOEDRACHT = "TOEDRACHT"
    BEWIJSSTUK = "BEWIJSSTUK"
    ANDERS = "ANDERS"

    @property
    def vraagt_toelichting(self) -> bool:
        """True where the code alone says nothing."""
        return self is Aanvulling.ANDERS


class Onjuistheid(Begrip):
    """What is wrong with what another party said; a code, so that every party may hear it."""

    ONJUIST_GEGEVEN = "ONJUIST_GEGEVEN"
    VERKEERDE_PERSOON = "VERKEERDE_PERSOON"
    VERKEERDE_PARTIJ = "VERKEERDE_PARTIJ"
    ONTBREKEND = "ONTBREKEND"
    ANDERS = "ANDERS"

    @property
    def vraagt_toelichting(self) -> bool:
        """True where the code alone says nothing."""
        return self is Onjuistheid.ANDERS


class Correctie(Begrip):
    """What whoever said it makes of it: put right, or right as it was."""

    HERSTELD = "HERSTELD"
    KLOPT = "KLOPT"

    @property
    def vraagt_toelichting(self) -> bool:
        """True where whoever asked may expect to hear why."""
        return self is Correctie.KLOPT


class Correctieverloop(Begrip):
    """What came of a question to put something right: as answered, or that nobody owes it any more."""

    HERSTELD = "HERSTELD"
    KLOPT = "KLOPT"
    VERVALLEN = "VERVALLEN"


class Capaciteit(Begrip):
    """How much room a party has; a code, and never which client waits."""

    RUIM = "RUIM"
    BEPERKT = "BEPERKT"
    WACHTLIJST = "WACHTLIJST"
    VOL = "VOL"


class Oplossingskader(Begrip):
    """The four solution frames, in the order in which they are tried. Source: 2.2."""

    EIGEN_KRACHT = "EIGEN_KRACHT"
    SOCIAAL_NETWERK = "SOCIAAL_NETWERK"
    ALGEMEEN_VOORLIGGEND_COLLECTIEF = "ALGEMEEN_VOORLIGGEND_COLLECTIEF"
    INDIVIDUELE_VOORZIENING = "INDIVIDUELE_VOORZIENING"


class Contactwijze(Begrip):
    """How contact was sought or made."""

    MAIL = "MAIL"
    BRIEF = "BRIEF"
    SMS_OF_WHATSAPP = "SMS_OF_WHATSAPP"
    TELEFOON = "TELEFOON"
    HUISBEZOEK = "HUISBEZOEK"
    KAARTJE = "KAARTJE"
    OVERIG = "OVERIG"
    ADMINISTRATIEF = "ADMINISTRATIEF"


class Afspraakstand(Begrip):
    """How an appointment with the client stands."""

    GEPLAND = "GEPLAND"
    NIET_VERSCHENEN = "NIET_VERSCHENEN"
    VERVALLEN = "VERVALLEN"
    GEHOUDEN = "GEHOUDEN"


class Dagdeel(Begrip):
    """Part of the day."""

    OCHTEND = "OCHTEND"
    MIDDAG = "MIDDAG"
    AVOND = "AVOND"
    NACHT = "NACHT"


class Voortgang(Begrip):
    """How it goes; a code, never the story."""

    LOOPT = "LOOPT"
    VERTRAAGD = "VERTRAAGD"
    WACHT_OP_ANDEREN = "WACHT_OP_ANDEREN"
    AFSPRAAK_GEMAAKT = "AFSPRAAK_GEMAAKT"
    AFSPRAAK_NAGEKOMEN = "AFSPRAAK_NAGEKOMEN"
    AFSPRAAK_NIET_NAGEKOMEN = "AFSPRAAK_NIET_NAGEKOMEN"


class Zrmdomein(Begrip):
    """The eleven domains of the Zelfredzaamheid-Matrix (ZRM 2013), in its order."""

    FINANCIEN = "FINANCIEN"
    DAGBESTEDING = "DAGBESTEDING"
    HUISVESTING = "HUISVESTING"
    HUISELIJKE_RELATIES = "HUISELIJKE_RELATIES"
    GEESTELIJKE_GEZONDHEID = "GEESTELIJKE_GEZONDHEID"
    LICHAMELIJKE_GEZONDHEID = "LICHAMELIJKE_GEZONDHEID"
    VERSLAVING = "VERSLAVING"
    ADL = "ADL"
    SOCIAAL_NETWERK = "SOCIAAL_NETWERK"
    MAATSCHAPPELIJKE_PARTICIPATIE = "MAATSCHAPPELIJKE_PARTICIPATIE"
    JUSTITIE = "JUSTITIE"


class Meetmoment(Begrip):
    """Before support, or after it."""

    VOOR = "VOOR"
    NA = "NA"


class Verloop(Begrip):
    """How a measure went; one measurement that is missing makes it NIET_GEMETEN, never GELIJK."""

    GESTEGEN = "GESTEGEN"
    GELIJK = "GELIJK"
    GEDAALD = "GEDAALD"
    NIET_GEMETEN = "NIET_GEMETEN"


class Antwoord(Begrip):
    """Whether the question was answered, in the eyes of the professional. Source: 4.4."""

    JA = "JA"
    DEELS = "DEELS"
    NEE = "NEE"


class Ervaring(Begrip):
    """What the client makes of it; not to have been asked is not to be satisfied."""

    TEVREDEN = "TEVREDEN"
    DEELS_TEVREDEN = "DEELS_TEVREDEN"
    ONTEVREDEN = "ONTEVREDEN"
    GEEN_ANTWOORD = "GEEN_ANTWOORD"
    NIET_GEVRAAGD = "NIET_GEVRAAGD"


class Regierol(Begrip):
    """As what somebody leads a verzoek. A gezinscoach takes precedence. Source: chapter II.19."""

    REGIEHOUDER = "REGIEHOUDER"
    CASEMANAGER = "CASEMANAGER"
    GEZINSCOACH = "GEZINSCOACH"


class Verantwoordelijkheid(Begrip):
    """As what the one owner owns a verzoek: by regie, or as long as there is none."""

    EERST_VERANTWOORDELIJKE = "EERST_VERANTWOORDELIJKE"
    CRISISDIENST = "CRISISDIENST"
    REGIEHOUDER = "REGIEHOUDER"
    CASEMANAGER = "CASEMANAGER"
    GEZINSCOACH = "GEZINSCOACH"


class Regiedaad(Begrip):
    """What is done about regie: take it, hand it to another who must confirm, lay it down or not take it."""

    NEMEN = "NEMEN"
    OVERDRAGEN = "OVERDRAGEN"
    NEERLEGGEN = "NEERLEGGEN"


class Actie(Begrip):
    """What is asked of a party because of what another said."""

    HERROUTEREN = "HERROUTEREN"
    DOORZENDEN = "DOORZENDEN"
    EERDER_ANTWOORDEN = "EERDER_ANTWOORDEN"
    HERSTELLEN = "HERSTELLEN"
    REGIE_OVERNEMEN = "REGIE_OVERNEMEN"
    INTREKKEN = "INTREKKEN"
    WEER_OPPAKKEN = "WEER_OPPAKKEN"
    AANVULLEN = "AANVULLEN"
    CORRIGEREN = "CORRIGEREN"


class Uitslag(Begrip):
    """Verdict on one record of a partner."""

    TOEGEPAST = "TOEGEPAST"
    DUBBEL = "DUBBEL"
    GEWEIGERD = "GEWEIGERD"
    WACHT = "WACHT"
    GEISOLEERD = "GEISOLEERD"
    QUARANTAINE = "QUARANTAINE"
