"""Understands the words that the core shares: roles, themes, states, kinds of duty, results.

Each enum value is what travels in a message; a value is never renamed.
"""

from __future__ import annotations

from enum import Enum

WIJKKETEN = "wijkketen"
"""The platform itself, as debtor, sender or actor."""


class Rol(Enum):
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


class Thema(Enum):
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


class Urgentie(Enum):
    """How fast people must act; chooses the terms."""

    ROUTINE = "ROUTINE"
    SPOED = "SPOED"
    CRISIS = "CRISIS"


class Toestand(Enum):
    """State of a part. Overdue is a flag of a duty, never a state."""

    AANGEBODEN = "AANGEBODEN"
    IN_TRIAGE = "IN_TRIAGE"
    GEACCEPTEERD = "GEACCEPTEERD"
    IN_BEHANDELING = "IN_BEHANDELING"
    AFGEROND = "AFGEROND"


class Hoedanigheid(Enum):
    """What a party is in one verzoek."""

    AFZENDER = "AFZENDER"
    ONTVANGER = "ONTVANGER"
    GEESCALEERDE = "GEESCALEERDE"
    PLATFORM = "PLATFORM"


class Plicht(Enum):
    """Kind of duty."""

    ONTVANGST = "ONTVANGST"
    BESLUIT = "BESLUIT"
    STAND = "STAND"
    EINDTERUGKOPPELING = "EINDTERUGKOPPELING"
    BEZORGING = "BEZORGING"
    ESCALATIE = "ESCALATIE"


class Stand(Enum):
    """Where a duty stands."""

    VERSCHULDIGD = "VERSCHULDIGD"
    VOLDAAN = "VOLDAAN"
    VERVALLEN = "VERVALLEN"
    KWIJTGESCHOLDEN = "KWIJTGESCHOLDEN"


class Trede(Enum):
    """A step of the ladder."""

    HERINNERING = "HERINNERING"
    TE_LAAT = "TE_LAAT"
    ESCALATIE = "ESCALATIE"
    HOGER_NIVEAU = "HOGER_NIVEAU"
    NIET_BEANTWOORD = "NIET_BEANTWOORD"


class Uitkomst(Enum):
    """How a performed function went."""

    GEDAAN = "GEDAAN"
    DEELS_GEDAAN = "DEELS_GEDAAN"
    NIET_GELUKT = "NIET_GELUKT"


class Resultaat(Enum):
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


class Uitslag(Enum):
    """Verdict on one record of a partner."""

    TOEGEPAST = "TOEGEPAST"
    DUBBEL = "DUBBEL"
    GEWEIGERD = "GEWEIGERD"
    WACHT = "WACHT"
    GEISOLEERD = "GEISOLEERD"
    QUARANTAINE = "QUARANTAINE"
