"""Understands the rules of a deployment: who takes part, who gets what, by when, and who hears of silence.

Reading and checking the files is another's work; what stands here is already consistent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from keten.domein.begrippen import Contactwijze, Plicht, Rol, Thema, Urgentie, Verzoeksoort
from keten.domein.feestdagen import GEEN_EXTRA, ExtraDagen
from keten.domein.functies import Functie
from keten.domein.kantoor import Bereikbaarheid
from keten.domein.termijnen import Eenheid, Termijn
from keten.domein.wet import Wetsregel

AANMANINGEN_PER_UUR: Final = 60
"""Where the rules say nothing."""

UITSTEL_HOOGSTENS: Final = Termijn(6, Eenheid.WEKEN)
"""How far past its term a duty can be put off, unless the deployment says otherwise."""


CAPACITEIT_GELDIG: Final = Termijn(30, Eenheid.DAGEN, kalender=True)
"""How long what a party says of its room is believed, where neither it nor the rules say."""


@dataclass(frozen=True, slots=True)
class Contactregel:
    """How often, in how many ways, contact is sought before it is given up; one way at least is no letter."""

    pogingen: int = 3
    wijzen: int = 2
    ook_anders_dan: frozenset[Contactwijze] = frozenset({Contactwijze.BRIEF, Contactwijze.MAIL})


GEWONE_CONTACTREGEL: Final = Contactregel()


@dataclass(frozen=True, slots=True)
class Partij:
    """An organisation that takes part. `leesgroep`: its consumer group on `uit.<code>`.

    `aanmaningen_per_uur`: how many reminders and escalations it gets in an hour at most.
    """

    code: str
    naam: str
    rol: Rol
    bron: str
    leesgroep: str
    opent: bool = True
    aanmaningen_per_uur: int = AANMANINGEN_PER_UUR


@dataclass(frozen=True, slots=True)
class Escalatieniveau:
    """A person to be told: role `rol` at party `partij`."""

    partij: str
    rol: str


@dataclass(frozen=True, slots=True)
class Routeringsregel:
    """The first rule whose every condition holds chooses the receiver. An empty condition always holds."""

    id: str
    ontvanger: str
    themas: frozenset[Thema] = frozenset()
    urgenties: frozenset[Urgentie] = frozenset()
    gemeenten: frozenset[str] = frozenset()
    afzender_rollen: frozenset[Rol] = frozenset()
    reden: str = ""


@dataclass(frozen=True, slots=True)
class Termijnregel:
    """How long a duty may take; the first rule that fits counts. `termijn` None: no date of its own, or for
    EERSTE_CONTACT: not owed. `wet`: the legal rule that it follows, which is never shorter.

    `respijt`: time after the term before it is escalated; None: as long as the term, at most two working
    days.
    """

    id: str
    plicht: Plicht
    termijn: Termijn | None
    respijt: Termijn | None = None
    themas: frozenset[Thema] = frozenset()
    urgenties: frozenset[Urgentie] = frozenset()
    grond: str = ""
    soorten: frozenset[Verzoeksoort] = frozenset()
    wet: str | None = None


@dataclass(frozen=True, slots=True)
class Padstap:
    """A function expected on the way to a product: by a party with one of the roles `door`, or one in
    `mandaat` (codes), within `regel.termijn` after the function before it.
    """

    functie: Functie
    door: frozenset[Rol]
    regel: Termijnregel
    mandaat: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Ketenpad:
    """The functions to a product, in order, as far as they are followed here: up to the knip."""

    product: str
    stappen: tuple[Padstap, ...]


@dataclass(frozen=True, slots=True)
class Inrichting:
    """One version of the rules of a deployment, which may serve several gemeenten (by CBS code).

    `vangnet`: the party whose people triage what no rule decides.
    `niveaus`: whom to tell of silence, in order; a level at the debtor or at the reader that cannot be
    reached is passed over. `alternatieven`: per theme, parties a sender may turn to when it got no answer.
    `uitstel_hoogstens`: how far past its term a duty can be put off at most. `contactregel`: what must have
    been tried before "no contact" is an answer.
    `vrije_dagen`: per gemeente the equated days beside those of the Algemene termijnenwet.
    `wet`: the legal rules that have a term, by id. `regie_bekend_bij`: roles that are
    told who leads; whoever led or leads now is always told. `gezinscoaches`: roles of organisations that have
    them. `bereikbaarheid`: office hours and crisis
    service; None: nobody stands in. `escalatiemandaat`: (party, role of a person) that may escalate earlier
    than the ladder. `hogere_niveaus`: per party whom at that same party such a one puts its silence before;
    where there is none, the next level of the ladder. `rolvolgorde`: roles of persons, the lowest first.
    `meetmomenten`: when is measured after support, each counted from its end. `capaciteit_bekend_bij`: roles
    that are told how much room others have, and `capaciteit_geldig`: for how long that is believed where no
    last day was named.
    """

    naam: str
    versie: int
    geldig_vanaf: datetime
    gemeenten: Mapping[str, str]
    partijen: Mapping[str, Partij]
    routering: tuple[Routeringsregel, ...]
    vangnet: str
    termijnen: tuple[Termijnregel, ...]
    niveaus: tuple[Escalatieniveau, ...]
    alternatieven: Mapping[Thema, tuple[str, ...]]
    vrije_dagen: Mapping[str, ExtraDagen] = field(default_factory=dict)
    wet: Mapping[str, Wetsregel] = field(default_factory=dict)
    uitstel_hoogstens: Termijn = UITSTEL_HOOGSTENS
    contactregel: Contactregel = GEWONE_CONTACTREGEL
    regie_bekend_bij: frozenset[Rol] = frozenset()
    gezinscoaches: frozenset[Rol] = frozenset()
    bereikbaarheid: Bereikbaarheid | None = None
    escalatiemandaat: frozenset[tuple[str, str]] = frozenset()
    hogere_niveaus: Mapping[str, Escalatieniveau] = field(default_factory=dict)
    rolvolgorde: tuple[str, ...] = ()
    meetmomenten: tuple[Termijnregel, ...] = ()
    ketenpaden: Mapping[str, Ketenpad] = field(default_factory=dict)
    capaciteit_bekend_bij: frozenset[Rol] = frozenset()
    capaciteit_geldig: Termijn = CAPACITEIT_GELDIG

    def mag_bevestigen(self, rol: str) -> tuple[str, ...]:
        """Roles of a person that may take up what was put before this role: itself, and every higher one."""
        if rol not in self.rolvolgorde:
            return (rol,)
        return self.rolvolgorde[self.rolvolgorde.index(rol) :]

    def heeft_gezinscoach(self, code: str) -> bool:
        """True for a party that may say that a gezinscoach of its own takes the lead."""
        partij = self.partijen.get(code)
        return partij is not None and partij.rol in self.gezinscoaches

    def extra_dagen(self, gemeente: str) -> ExtraDagen:
        """The equated days there; none for a gemeente that takes no part."""
        return self.vrije_dagen.get(gemeente, GEEN_EXTRA)

    def doet_mee(self, code: str) -> bool:
        """True for a party that takes part now; one that stopped is still known by name."""
        partij = self.partijen.get(code)
        return partij is not None and partij.opent
