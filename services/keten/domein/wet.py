"""Understands the legal rules that have a term: what it runs from, what it guards, what lateness costs.

The rules themselves are data of an inrichting, since laws and amounts change; here stands what a rule can say
and what follows from it. Pure: moments and days in, moments, days and euros out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final

from keten.domein.begrippen import Plicht
from keten.domein.feestdagen import ExtraDagen
from keten.domein.functies import Functie
from keten.domein.termijnen import (
    ZONE,
    Eenheid,
    Termijn,
    laatste_dag,
    telt_door,
    verloopt_op,
    volgt_de_wet,
)


class Gebeurtenis(Enum):
    """What a legal term runs from, or ends a prohibition."""

    MELDING = "MELDING"
    AANVRAAG = "AANVRAAG"
    UITKOMST = "UITKOMST"
    HULPVRAAG = "HULPVRAAG"
    ONTVANGST = "ONTVANGST"
    MATCH = "MATCH"
    VERKRIJGING = "VERKRIJGING"
    EINDE_LEVERING = "EINDE_LEVERING"
    EINDE_HULP = "EINDE_HULP"
    AFSLUITING = "AFSLUITING"
    VERZOEK_BETROKKENE = "VERZOEK_BETROKKENE"


class Telling(Enum):
    """What free days do to a term."""

    ATW = "ATW"
    WERKDAGEN = "WERKDAGEN"
    KALENDER = "KALENDER"
    UREN = "UREN"
    GEEN = "GEEN"


class Pauze(Enum):
    """What makes a legal term stand still."""

    AANVULLING = "AANVULLING"


@dataclass(frozen=True, slots=True)
class Verlenging:
    """How a term may be lengthened: with `termijn`, `keer` times; None: as often as there is a reason."""

    termijn: Termijn
    keer: int | None = 1


@dataclass(frozen=True, slots=True)
class Verbod:
    """Until `tot` has come, or the rule's term has passed, `functie` may not be performed."""

    functie: Functie
    tot: Gebeurtenis


@dataclass(frozen=True, slots=True)
class Dwangsom:
    """What a late decision costs. Source: Awb 4:17.

    `uitstel`: what a notice of default still leaves. `bedragen`: euros a day, each for so many
    days (`dagen_per_bedrag`).
    """

    uitstel: Termijn
    bedragen: tuple[int, ...]
    dagen_per_bedrag: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wetsregel:
    """One rule. `termijn` None: at once, with no date of its own.

    `terug`: counted back from the event, which is then the latest one may be. `plichten`, `functies`: what it
    governs. `pauze_grond`: by which article it stands still. `controleren`: to be checked against the law
    before it goes live.
    """

    id: str
    artikel: str
    wat: str
    vanaf: Gebeurtenis
    termijn: Termijn | None
    terug: bool = False
    pauze: frozenset[Pauze] = frozenset()
    pauze_grond: str = ""
    verlenging: Verlenging | None = None
    verbod: Verbod | None = None
    dwangsom: Dwangsom | None = None
    plichten: frozenset[Plicht] = frozenset()
    functies: frozenset[Functie] = frozenset()
    controleren: bool = True

    @property
    def telling(self) -> Telling:
        """What free days do to its term."""
        if self.termijn is None:
            return Telling.GEEN
        if self.termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
            return Telling.UREN
        if self.termijn.eenheid is Eenheid.WERKDAGEN:
            return Telling.WERKDAGEN
        if self.termijn.kalender:
            return Telling.KALENDER
        return Telling.ATW if volgt_de_wet(self.termijn) and not self.terug else Telling.GEEN


_DAG: Final = timedelta(days=1)


def uiterlijk(
    regel: Wetsregel, begin: datetime, extra: ExtraDagen, *, verlengd: int = 0, stil: int = 0
) -> datetime | None:
    """First instant that is too late; None for a rule without a term, and for one that is counted back.

    `verlengd`: how often it was lengthened; raises ValueError where the rule does not allow that. `stil`:
    days that the term stood still; they are not counted, so the term begins so many days later. Whether it
    may is judged when it stops: by the time it goes on the rule can be another.
    """
    if regel.termijn is None or regel.terug:
        return None
    begin = begin.astimezone(ZONE) + stil * _DAG  # by the day, whatever the clock does
    einde = verloopt_op(begin, regel.termijn, extra)
    if verlengd:
        ruimte = regel.verlenging
        if ruimte is None or (ruimte.keer is not None and verlengd > ruimte.keer):
            raise ValueError("this term may not be lengthened so often")
        for _ in range(verlengd):
            einde = telt_door(einde, ruimte.termijn, extra)
    return einde


def laatste_dag_vooraf(regel: Wetsregel, gebeurtenis: date, extra: ExtraDagen) -> date:
    """Of a rule that is counted back: the last day that is early enough. Raises ValueError for another."""
    if regel.termijn is None or not regel.terug:
        raise ValueError("this term is not counted back")
    return laatste_dag(gebeurtenis, regel.termijn, extra, terug=True)


def is_verboden(
    regel: Wetsregel,
    functie: Functie,
    begin: datetime | None,
    gekomen: datetime | None,
    nu: datetime,
    extra: ExtraDagen,
) -> bool:
    """True while this rule forbids `functie`.

    `begin`: when the term began, None: never, so nothing is forbidden. `gekomen`: when that came
    which ends the prohibition.
    """
    verbod = regel.verbod
    if verbod is None or functie is not verbod.functie or begin is None or begin > nu:
        return False
    if gekomen is not None and gekomen <= nu:
        return False
    einde = uiterlijk(regel, begin, extra)
    return einde is None or nu < einde


def dwangsom(
    wat: Dwangsom,
    laatste: date,
    ingebreke: date | None,
    besloten: date | None,
    op: date,
    extra: ExtraDagen,
) -> int:
    """Euros owed up to and including the day `op` for a decision that had to come by the day `laatste`.

    `ingebreke`: the day on which the notice of default came; one that came while the decision could still be
    in time counts for nothing. The first day that costs is the one after the two weeks. The day of the
    decision (`besloten`) costs nothing any more (te controleren).
    """
    if ingebreke is None or ingebreke <= laatste:
        return 0
    eerste = laatste_dag(ingebreke, wat.uitstel, extra) + _DAG
    tot = op + _DAG if besloten is None else min(besloten, op + _DAG)
    dagen = max(0, (tot - eerste).days)
    euros = 0
    for bedrag in wat.bedragen:
        euros += bedrag * min(dagen, wat.dagen_per_bedrag)
        dagen = max(0, dagen - wat.dagen_per_bedrag)
    return euros
