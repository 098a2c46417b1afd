"""Understands what must go out. Imperative; carrying it out is the shell's work.

`bericht_id` is a uuid5 that the core derives from cause, decision and receiver (for a step of the
ladder: from duty, step and receiver), so that a repeat has the same id.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from keten.domein.begrippen import (
    Aanleiding,
    Aanvulling,
    Actie,
    Capaciteit,
    Correctieverloop,
    Grondslag,
    Onjuistheid,
    Plicht,
    Reden,
    Resultaat,
    Thema,
    Toestand,
    Uitslag,
    Urgentie,
    Verantwoordelijkheid,
    Verloop,
    Voortgang,
)
from keten.domein.feiten import Feit, Kop
from keten.domein.functies import Functie
from keten.domein.meten import Domeinverloop
from keten.domein.weigeringen import Weigering


@dataclass(frozen=True, slots=True, kw_only=True)
class Adres:
    """To whom, about which part, and why.

    `oorzaak`: feit_id of the fact that led to it. `kenmerk`: ciphertext of the receiver's own reference, if
    known. `onderdeel`: number of the part.
    """

    bericht_id: UUID
    ontvanger: str
    onderdeel: int
    oorzaak: UUID
    kenmerk: bytes | None = None


@dataclass(frozen=True, slots=True)
class Doorzetting:
    """Hand over warm: question and client data go along in `kluis`, if the receiver's profile lets them.

    `regel`: the rule, or the act of a person, that chose the receiver. `kluis_erbij`: what the sender said
    when it offered it again. `ook_aan_anderen`: others may take it too, and the first to do so has it.
    """

    adres: Adres
    afzender: str
    gemeente: str
    thema: Thema
    urgentie: Urgentie
    regel: str
    ontvangst_uiterlijk: datetime
    besluit_uiterlijk: datetime
    kluis: bytes | None
    aanleiding: Aanleiding | None = None
    uiterlijk_datum: date | None = None
    kluis_erbij: bytes | None = field(default=None, kw_only=True)
    ook_aan_anderen: bool = field(default=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class ZetSignaleringDoor(Doorzetting):
    """Of a signalering."""


@dataclass(frozen=True, slots=True)
class ZetMeldingDoor(Doorzetting):
    """Of a melding."""


@dataclass(frozen=True, slots=True)
class BiedVerwijzingAan(Doorzetting):
    """Of a client: a verwijzing, or a vraag that is passed on. `grondslag`: None for a vraag."""

    grondslag: Grondslag | None = None
    product: str | None = None


@dataclass(frozen=True, slots=True)
class BevestigOntvangst:
    """Tell the reporter in whose queue it is."""

    adres: Adres
    bij: str


@dataclass(frozen=True, slots=True)
class MeldStatus:
    """Tell a party how a part stands, who acts and until when (None: no date).

    `reden`, `voortgang`: what the other party said about it; `kluis`: its words, if the receiver may see
    them. `warm`: they were given for this receiver, who asked for them, and go whole.
    `kwijtgescholden`: what the receiver owes no more, because it was let off. `correctie`: what came of
    what the receiver called wrong.
    """

    adres: Adres
    toestand: Toestand
    bij: str
    uiterlijk: datetime | None
    reden: Reden | None = None
    voortgang: Voortgang | None = None
    kluis: bytes | None = None
    warm: bool = False
    kwijtgescholden: Plicht | None = None
    correctie: Correctieverloop | None = None


@dataclass(frozen=True, slots=True)
class VraagActie:
    """Ask a party for what is now its duty, because of what another party said or of what we refused.

    `gevraagd`: what is missing; `onjuist`: what is wrong, in the message that the other got as `bericht`;
    `kluis`: the other's words about it, if the receiver may see them.
    """

    adres: Adres
    actie: Actie
    plicht: Plicht
    uiterlijk: datetime
    reden: Reden | None = None
    gevraagd: Aanvulling | None = None
    kluis: bytes | None = None
    onjuist: Onjuistheid | None = None
    bericht: UUID | None = None


@dataclass(frozen=True, slots=True)
class GeefTerugkoppeling:
    """Give the reporter the answer it is owed. `eind`: the last one.

    `zelfredzaamheid`, `participatie`: how every measure went; None: nothing was measured.
    """

    adres: Adres
    van: str
    resultaat: Resultaat
    eind: bool
    kluis: bytes | None
    zelfredzaamheid: tuple[Domeinverloop, ...] | None = None
    participatie: Verloop | None = None


@dataclass(frozen=True, slots=True)
class MeldRegie:
    """Tell a party who owns the verzoek now, and as what. `kluis`: warm, for an owner who is new in it."""

    adres: Adres
    houder: str
    verantwoordelijkheid: Verantwoordelijkheid
    kluis: bytes | None = None


@dataclass(frozen=True, slots=True)
class MeldCapaciteit:
    """Tell a party that refers how much room another has. It is about no verzoek of either.

    `vanaf`, `geldig_tot`: first and last day; after that nobody knows.
    """

    adres: Adres
    van: str
    capaciteit: Capaciteit
    product: str | None
    gemeente: str | None
    vanaf: date
    geldig_tot: date
    wachttijd_weken: int | None


@dataclass(frozen=True, slots=True)
class Herinner:
    """Remind the debtor, or tell the owner that a debtor is late. `urgentie`: of the verzoek.

    `functie`: which one is expected, where that is what is owed.
    """

    adres: Adres
    plicht: Plicht
    debiteur: str
    uiterlijk: datetime
    te_laat: bool
    urgentie: Urgentie
    functie: Functie | None = None


@dataclass(frozen=True, slots=True)
class Escaleer:
    """Put it before a person (`rol` at the receiver), who owes a confirmation by `bevestigen_uiterlijk`.

    `functie`: as in `Herinner`.
    """

    adres: Adres
    plicht: Plicht
    debiteur: str
    uiterlijk: datetime
    niveau: int
    rol: str
    bevestigen_uiterlijk: datetime
    urgentie: Urgentie
    functie: Functie | None = None


@dataclass(frozen=True, slots=True)
class MeldUitblijven:
    """Back on the sender's list: not answered, with alternatives. A person decides what next."""

    adres: Adres
    plicht: Plicht
    debiteur: str
    uiterlijk: datetime
    alternatieven: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WijsAf:
    """Tell the sender that its message had no effect, and why.

    `over`: of an earlier message, that waited; None: the message of this fact. `kan_vanaf`: from when on it
    can be, where it only came too early. `veld`: name of the field that it is about, where it is one.
    """

    adres: Adres
    weigering: Weigering
    afgekeurd_bericht_id: str
    over: Kop | None = None
    kan_vanaf: datetime | None = None
    veld: str | None = None


@dataclass(frozen=True, slots=True)
class VertelFeit:
    """Tell another verzoek what happened here: a fact of it, which it judges like any other."""

    feit: Feit


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The verdict on the partner's record behind this fact; each message of a partner gets exactly one.

    `over`: on an earlier message, that waited; it replaces the verdict WACHT. None: on this fact's.
    """

    uitslag: Uitslag
    weigering: Weigering | None = None
    over: Kop | None = None


Bericht: TypeAlias = (
    ZetSignaleringDoor
    | ZetMeldingDoor
    | BiedVerwijzingAan
    | BevestigOntvangst
    | MeldStatus
    | VraagActie
    | GeefTerugkoppeling
    | MeldRegie
    | MeldCapaciteit
    | Herinner
    | Escaleer
    | MeldUitblijven
    | WijsAf
)
Besluit: TypeAlias = Bericht | VertelFeit | Oordeel
