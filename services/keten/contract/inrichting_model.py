"""Understands the form of the files in `inrichting/`: which fields there are and what may stand in them.

Each field's description is in Dutch: it is what a policy maker reads when the field is wrong. What one
file says about another is not judged here. Unknown fields are refused everywhere, so that a typo never
means "use the default".
"""

from __future__ import annotations

from datetime import UTC, date, time
from enum import Enum
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, Strict, StringConstraints

from keten.contract.termijntekst import GEEN, lees_termijn
from keten.domein.begrippen import Contactwijze, Plicht, Rol, Thema, Urgentie, Verzoeksoort
from keten.domein.dossier import MAX_POGINGEN
from keten.domein.functies import Functie
from keten.domein.inrichting import (
    AANMANINGEN_PER_UUR,
    CAPACITEIT_GELDIG,
    Contactregel,
    Escalatieniveau,
    Ketenpad,
    Padstap,
    Partij,
    Routeringsregel,
    Termijnregel,
)
from keten.domein.kantoor import Bereikbaarheid, Rooster
from keten.domein.termijnen import Eenheid, Termijn

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
"""Name of a party, rule or group. Short enough that `uit.<code>` is a topic name of at most 63 characters."""

Gemeentecode = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
Bron = Annotated[str, StringConstraints(pattern=r"^urn:nld:(oin:\d{20}|kvknr:\d{8})$")]
Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]

PerUur = Annotated[int, Strict(), Field(ge=1, le=10_000)]

_PER_UUR = "geef een geheel getal van 1 tot 10000, of laat dit weg"
_BRON = "gebruik urn:nld:oin: met de 20 cijfers van het OIN, of urn:nld:kvknr: met de 8 van het KvK-nummer"
_CODE = "gebruik kleine letters, cijfers en streepjes, beginnend met een letter, hoogstens 40 tekens"
_RESPIJT = "gebruik een getal en een eenheid, zoals 4 uur of 2 werkdagen, of laat dit weg"
_TERMIJN = (
    "gebruik een getal en een eenheid, zoals 15 minuten, 4 uur, 3 werkdagen, 6 weken of 30 kalenderdagen"
)


class Vorm(BaseModel):
    """What all files share: nothing unknown, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KopBestand(Vorm):
    """`inrichting.yaml`."""

    naam: Tekst = Field(description="geef de naam van de samenwerking")
    versie: int = Field(
        ge=1, description="geef een geheel getal, hetzelfde als in de naam van de map (v1, v2, …)"
    )
    geldig_vanaf: AwareDatetime = Field(
        description="geef datum, tijd en tijdzone, zoals 2027-01-04T00:00:00+01:00, na de uitrol"
    )
    gemeenten: dict[Gemeentecode, Tekst] = Field(
        min_length=1,
        description="geef per gemeente de CBS-code (vier cijfers, tussen aanhalingstekens) en de naam",
    )


class PartijVorm(Vorm):
    """One organisation that takes part."""

    code: Code = Field(description=_CODE)
    naam: Tekst = Field(description="geef de naam zoals anderen haar lezen")
    rol: Rol = Field(description="kies een rol")
    bron: Bron = Field(description=_BRON)
    kanaal: Literal["kafka"] = Field(description="het enige kanaal is kafka")
    leesgroep: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{1,100}$")] = Field(
        description="geef de groep waarmee de partij uit.<code> leest; letters, cijfers, punt en streepje"
    )
    opent: bool = Field(True, description="gebruik true of false")
    aanmaningen_per_uur: PerUur | None = Field(None, description=_PER_UUR)

    def naar_domein(self, anders: int) -> Partij:
        """`anders`: how many reminders and escalations an hour, where the party does not say."""
        per_uur = anders if self.aanmaningen_per_uur is None else self.aanmaningen_per_uur
        return Partij(self.code, self.naam, self.rol, self.bron, self.leesgroep, self.opent, per_uur)


class PartijenBestand(Vorm):
    """`partijen.yaml`."""

    partijen: tuple[PartijVorm, ...] = Field(min_length=1, description="geef een lijst van partijen")


class RegelVorm(Vorm):
    """One rule that chooses a receiver. A condition that is not there always holds."""

    id: Code = Field(description=_CODE)
    ontvanger: Code = Field(description="geef de code van een partij uit partijen.yaml")
    themas: tuple[Thema, ...] = Field((), description="geef een lijst van thema's")
    urgenties: tuple[Urgentie, ...] = Field((), description="geef een lijst van urgenties")
    gemeenten: tuple[Gemeentecode, ...] = Field(
        (), description="geef een lijst van CBS-codes, vier cijfers tussen aanhalingstekens"
    )
    afzender_rollen: tuple[Rol, ...] = Field((), description="geef een lijst van rollen")
    reden: Tekst = Field(description="zeg in een zin waarom; de ontvanger kan ernaar vragen")

    def naar_domein(self) -> Routeringsregel:
        return Routeringsregel(
            self.id,
            self.ontvanger,
            frozenset(self.themas),
            frozenset(self.urgenties),
            frozenset(self.gemeenten),
            frozenset(self.afzender_rollen),
            self.reden,
        )


def _lees_termijn(waarde: Any) -> Termijn | None:
    return waarde if isinstance(waarde, Termijn) else lees_termijn(waarde)


def _lees_respijt(waarde: Any) -> Termijn | None:
    if waarde == GEEN:
        raise ValueError("een respijt van geen kan niet")
    return None if waarde is None else _lees_termijn(waarde)


def _lees_hele_dagen(waarde: Any) -> Termijn:
    termijn = _lees_termijn(waarde)
    if termijn is None or termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
        raise ValueError("hier moet een termijn in dagen of langer staan")
    return termijn


class RouteringBestand(Vorm):
    """`routering.yaml`."""

    vangnet: Code = Field(description="geef de code van de partij die kiest wat geen regel beslist")
    capaciteit_bekend_bij: tuple[Rol, ...] = Field(
        description="geef een lijst van rollen die horen of anderen plek hebben, of [] als niemand dat hoort"
    )
    capaciteit_geldig: Annotated[Termijn, BeforeValidator(_lees_hele_dagen)] = Field(
        CAPACITEIT_GELDIG, description="gebruik een getal en een eenheid, zoals 30 kalenderdagen of 6 weken"
    )
    regels: tuple[RegelVorm, ...] = Field((), description="geef een lijst van regels")


def verplichte_termijn(waarde: Any) -> Termijn:
    """A term where there must be one. Raises ValueError with a Dutch sentence."""
    termijn = _lees_termijn(waarde)
    if termijn is None:
        raise ValueError("hier moet een termijn staan")
    return termijn


LeesTermijn = Annotated[Termijn | None, BeforeValidator(_lees_termijn)]
"""As people write it; None for `geen`."""


class TermijnVorm(Vorm):
    """How long a duty may take."""

    id: Code = Field(description=_CODE)
    plicht: Plicht = Field(description="kies een plicht")
    themas: tuple[Thema, ...] = Field((), description="geef een lijst van thema's")
    urgenties: tuple[Urgentie, ...] = Field((), description="geef een lijst van urgenties")
    soorten: tuple[Verzoeksoort, ...] = Field((), description="geef een lijst van soorten verzoek")
    termijn: LeesTermijn = Field(description=_TERMIJN)
    respijt: Annotated[Termijn | None, BeforeValidator(_lees_respijt)] = Field(None, description=_RESPIJT)
    grond: Tekst = Field(description="zeg waar de termijn vandaan komt: wet, afspraak of aanname")
    wet: Code | None = Field(None, description="geef het id van een regel uit wet.yaml, of laat dit weg")

    def naar_domein(self) -> Termijnregel:
        return Termijnregel(
            self.id,
            self.plicht,
            self.termijn,
            self.respijt,
            frozenset(self.themas),
            frozenset(self.urgenties),
            self.grond,
            frozenset(self.soorten),
            self.wet,
        )


class ContactregelVorm(Vorm):
    """What must have been tried before "no contact" is an answer."""

    pogingen: Annotated[int, Strict(), Field(ge=1, le=MAX_POGINGEN)] = Field(
        description=f"geef een geheel getal van 1 tot {MAX_POGINGEN}"
    )
    wijzen: Annotated[int, Strict(), Field(ge=1, le=len(Contactwijze))] = Field(
        description="geef een geheel getal: op hoeveel verschillende manieren"
    )
    ook_anders_dan: tuple[Contactwijze, ...] = Field(
        description="geef een lijst van manieren die samen niet genoeg zijn, of [] als elke manier telt"
    )

    def naar_domein(self) -> Contactregel:
        return Contactregel(self.pogingen, self.wijzen, frozenset(self.ook_anders_dan))


class TermijnenBestand(Vorm):
    """`termijnen.yaml`."""

    uitstel_hoogstens: Annotated[Termijn, BeforeValidator(_lees_respijt)] = Field(description=_TERMIJN)
    contactregel: ContactregelVorm = Field(description="geef pogingen, wijzen en ook_anders_dan")
    termijnen: tuple[TermijnVorm, ...] = Field(min_length=1, description="geef een lijst van termijnen")


class NiveauVorm(Vorm):
    """Whom to tell of silence."""

    partij: Code = Field(description="geef de code van een partij uit partijen.yaml")
    rol: Code = Field(
        description="geef de functie van de persoon bij die partij, in kleine letters en streepjes"
    )

    def naar_domein(self) -> Escalatieniveau:
        return Escalatieniveau(self.partij, self.rol)


class LadderBestand(Vorm):
    """`ladder.yaml`."""

    niveaus: tuple[NiveauVorm, ...] = Field(min_length=1, description="geef een lijst van niveaus")
    alternatieven: dict[Thema, tuple[Code, ...]] = Field(
        description="geef per thema een lijst van codes van partijen"
    )
    aanmaningen_per_uur: PerUur = Field(AANMANINGEN_PER_UUR, description=_PER_UUR)
    rolvolgorde: tuple[Code, ...] = Field(
        min_length=1, description="geef een lijst van rollen van personen, de laagste eerst"
    )


class MandaatVorm(Vorm):
    """Who may escalate earlier than the ladder."""

    partij: Code = Field(description="geef de code van een partij uit partijen.yaml")
    rol: Code = Field(description="geef de functie van wie dit mag, in kleine letters en streepjes")


class RegieBestand(Vorm):
    """`regie.yaml`."""

    escalatiemandaat: tuple[MandaatVorm, ...] = Field(
        (), description="geef een lijst van partij en rol, of [] als niemand dit mag"
    )
    hogere_niveaus: tuple[NiveauVorm, ...] = Field(
        (), description="geef een lijst van partij en rol: wie daar over haar eigen stilte gaat"
    )

    bekend_bij: tuple[Rol, ...] = Field(
        description="geef een lijst van rollen die horen wie de regie heeft, of [] als niemand dat hoort"
    )
    gezinscoaches: tuple[Rol, ...] = Field(
        description="geef een lijst van rollen van organisaties met gezinscoaches, of [] als er geen zijn"
    )


class MeetmomentVorm(Vorm):
    """When is measured after support."""

    id: Code = Field(description=_CODE)
    termijn: Annotated[Termijn, BeforeValidator(_lees_respijt)] = Field(description=_TERMIJN)
    respijt: Annotated[Termijn | None, BeforeValidator(_lees_respijt)] = Field(None, description=_RESPIJT)
    grond: Tekst = Field(description="zeg waar dit moment vandaan komt: wet, afspraak of aanname")

    def naar_domein(self) -> Termijnregel:
        return Termijnregel(self.id, Plicht.METING, self.termijn, self.respijt, grond=self.grond)


class PadstapVorm(Vorm):
    """A function expected on the way to a product."""

    functie: Functie = Field(description="kies een van de 25 functies")
    door: tuple[Rol, ...] = Field((), description="geef een lijst van rollen die deze functie verrichten")
    mandaat: tuple[Code, ...] = Field(
        (), description="geef een lijst van codes van partijen die dit ook mogen, of laat dit weg"
    )
    termijn: Annotated[Termijn, BeforeValidator(_lees_respijt)] = Field(description=_TERMIJN)
    respijt: Annotated[Termijn | None, BeforeValidator(_lees_respijt)] = Field(None, description=_RESPIJT)
    grond: Tekst = Field(description="zeg waar de termijn vandaan komt: wet, afspraak of aanname")
    wet: Code | None = Field(None, description="geef het id van een regel uit wet.yaml, of laat dit weg")

    def naar_domein(self, product: str) -> Padstap:
        naam = f"{product}-{self.functie.value.lower().replace('_', '-')}"
        regel = Termijnregel(naam, Plicht.FUNCTIE, self.termijn, self.respijt, grond=self.grond, wet=self.wet)
        return Padstap(self.functie, frozenset(self.door), regel, frozenset(self.mandaat))


class KetenpadVorm(Vorm):
    """The way to one product."""

    product: Code = Field(description=_CODE)
    knip: Functie = Field(description="kies de laatste functie die hier gevolgd wordt; zij staat in stappen")
    stappen: tuple[PadstapVorm, ...] = Field(min_length=1, description="geef een lijst van stappen")

    def naar_domein(self) -> Ketenpad:
        """What comes after the knip is another's, and is not followed here."""
        tot = [s.functie for s in self.stappen].index(self.knip) + 1
        return Ketenpad(self.product, tuple(s.naar_domein(self.product) for s in self.stappen[:tot]))


class KetenpadenBestand(Vorm):
    """`ketenpaden.yaml`."""

    paden: tuple[KetenpadVorm, ...] = Field(
        description="geef een lijst van paden, of [] als er geen gevolgd wordt"
    )


class NazorgBestand(Vorm):
    """`nazorg.yaml`."""

    meetmomenten: tuple[MeetmomentVorm, ...] = Field(
        min_length=1, description="geef een lijst van momenten na het einde van de ondersteuning"
    )


class Weekdag(Enum):
    """A day of the week, as in `kantooruren`."""

    MAANDAG = "MAANDAG"
    DINSDAG = "DINSDAG"
    WOENSDAG = "WOENSDAG"
    DONDERDAG = "DONDERDAG"
    VRIJDAG = "VRIJDAG"
    ZATERDAG = "ZATERDAG"
    ZONDAG = "ZONDAG"


Klok = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
"""Local time of day."""

_KLOK = "geef uren en minuten tussen aanhalingstekens, zoals '08:30'"
_MOMENT = "geef datum, tijd en tijdzone, zoals 2026-12-24T17:00:00+01:00, of laat dit weg"


class KantooruurVorm(Vorm):
    """When people work on a day of the week."""

    dag: Weekdag = Field(description="kies een dag, zoals MAANDAG")
    van: Klok = Field(description=_KLOK)
    tot: Klok = Field(description=_KLOK)


class GeslotenVorm(Vorm):
    """A day on which nobody works."""

    datum: date = Field(description="geef de datum als jaar-maand-dag, zoals 2026-12-24")
    reden: Tekst = Field(description="zeg waarom het kantoor dan dicht is")


class RoosterVorm(Vorm):
    """Who has duty instead of the crisis service."""

    id: Code = Field(description=_CODE)
    dienst: Code = Field(description="geef de code van een partij uit partijen.yaml")
    van: AwareDatetime | None = Field(None, description=_MOMENT)
    tot: AwareDatetime | None = Field(None, description=_MOMENT)
    themas: tuple[Thema, ...] = Field((), description="geef een lijst van thema's")
    gemeenten: tuple[Gemeentecode, ...] = Field(
        (), description="geef een lijst van CBS-codes, vier cijfers tussen aanhalingstekens"
    )
    reden: Tekst = Field(description="zeg in een zin waarom")

    def naar_domein(self) -> Rooster:
        return Rooster(
            self.id,
            self.dienst,
            None if self.van is None else self.van.astimezone(UTC),
            None if self.tot is None else self.tot.astimezone(UTC),
            frozenset(self.themas),
            frozenset(self.gemeenten),
        )


class BereikbaarheidBestand(Vorm):
    """`bereikbaarheid.yaml`."""

    kantooruren: tuple[KantooruurVorm, ...] = Field(
        min_length=1, description="geef per dag van de week van wanneer tot wanneer er iemand werkt"
    )
    gesloten: tuple[GeslotenVorm, ...] = Field(
        (), description="geef een lijst van dagen, of [] als er geen zijn"
    )
    crisisdienst: Code = Field(description="geef de code van een partij uit partijen.yaml")
    roosters: tuple[RoosterVorm, ...] = Field((), description="geef een lijst van roosters")

    def naar_domein(self) -> Bereikbaarheid:
        return Bereikbaarheid(
            {
                list(Weekdag).index(u.dag): (time.fromisoformat(u.van), time.fromisoformat(u.tot))
                for u in self.kantooruren
            },
            self.crisisdienst,
            frozenset(d.datum for d in self.gesloten),
            tuple(r.naar_domein() for r in self.roosters),
        )


class VrijeDagVorm(Vorm):
    """A free day beside those of the law."""

    datum: date = Field(description="geef de datum als jaar-maand-dag, zoals 2027-05-07")
    reden: Tekst = Field(description="zeg welk besluit deze dag gelijkstelt")
    gemeenten: tuple[Gemeentecode, ...] = Field(
        (), description="geef een lijst van CBS-codes waar dit geldt, of laat dit weg: dan geldt het overal"
    )
    geen_werkdag_in: tuple[Gemeentecode, ...] = Field(
        (), description="geef een lijst van CBS-codes van gemeenten die dan ook niet werken"
    )


class VrijeDagenBestand(Vorm):
    """`vrije-dagen.yaml`."""

    vrije_dagen: tuple[VrijeDagVorm, ...] = Field(
        description="geef een lijst van dagen, of [] als er geen zijn"
    )
