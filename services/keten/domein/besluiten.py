"""Understands what must go out. Imperative; carrying it out is the shell's work.

`bericht_id` is a uuid5 that the core derives from cause, decision and receiver (for a step of the
ladder: from duty, step and receiver), so that a repeat has the same id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from keten.domein.begrippen import Plicht, Resultaat, Thema, Toestand, Uitslag, Urgentie
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
class ZetMeldingDoor:
    """Hand over warm: question and client data go along in `kluis`, if the receiver's profile lets them."""

    adres: Adres
    afzender: str
    gemeente: str
    thema: Thema
    urgentie: Urgentie
    regel: str
    ontvangst_uiterlijk: datetime
    besluit_uiterlijk: datetime
    kluis: bytes | None


@dataclass(frozen=True, slots=True)
class BevestigOntvangst:
    """Tell the reporter in whose queue it is."""

    adres: Adres
    bij: str


@dataclass(frozen=True, slots=True)
class MeldStatus:
    """Tell a party how a part stands, who acts and until when (None: no date)."""

    adres: Adres
    toestand: Toestand
    bij: str
    uiterlijk: datetime | None


@dataclass(frozen=True, slots=True)
class GeefTerugkoppeling:
    """Give the reporter the answer it is owed. `eind`: the last one."""

    adres: Adres
    van: str
    resultaat: Resultaat
    eind: bool
    kluis: bytes | None


@dataclass(frozen=True, slots=True)
class Herinner:
    """Remind the debtor, or tell the owner that a debtor is late."""

    adres: Adres
    plicht: Plicht
    debiteur: str
    uiterlijk: datetime
    te_laat: bool


@dataclass(frozen=True, slots=True)
class Escaleer:
    """Put it before a person (`rol` at the receiver), who owes a confirmation by `bevestigen_uiterlijk`."""

    adres: Adres
    plicht: Plicht
    debiteur: str
    uiterlijk: datetime
    niveau: int
    rol: str
    bevestigen_uiterlijk: datetime


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
    """Tell the sender that its message had no effect, and why."""

    adres: Adres
    weigering: Weigering
    afgekeurd_bericht_id: str


@dataclass(frozen=True, slots=True)
class Oordeel:
    """The verdict on the partner's record behind this fact; each fact with a herkomst gets exactly one."""

    uitslag: Uitslag
    weigering: Weigering | None = None


Bericht: TypeAlias = (
    ZetMeldingDoor
    | BevestigOntvangst
    | MeldStatus
    | GeefTerugkoppeling
    | Herinner
    | Escaleer
    | MeldUitblijven
    | WijsAf
)
Besluit: TypeAlias = Bericht | Oordeel
