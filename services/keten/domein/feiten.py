"""Understands what happened to a verzoek. Past tense; nothing here decides.

Time and the version of the rules are in the fact, so that a fold over the facts gives the same state for
ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from keten.domein.begrippen import Resultaat, Thema, Uitkomst, Urgentie
from keten.domein.functies import Functie


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Position of the partner's record that a fact came from."""

    topic: str
    partitie: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kop:
    """What every fact says.

    `nu`: UTC; the broker's arrival time for a partner's message, else stamped once by the writer.
    `inrichting`: version of the deployment's rules in force at `nu`.
    `afzender`: code of the party, or `wijkketen`. `door`: role of the person there, if told.
    `bericht_id`, `bericht_hash` (16 bytes): the sender's own id and what it then said; None for facts of our
    own.
    `kenmerk`, `kluis`: ciphertext; the core passes them on and never looks inside.
    """

    feit_id: UUID
    verzoek_id: UUID
    nu: datetime
    inrichting: int
    afzender: str
    door: str | None = None
    bericht_id: str | None = None
    bericht_hash: bytes | None = None
    herkomst: Herkomst | None = None
    onderdeel: int = 1
    kenmerk: bytes | None = None
    kluis: bytes | None = None


@dataclass(frozen=True, slots=True)
class MeldingGedaan:
    """Somebody reports, and is owed an answer."""

    kop: Kop
    gemeente: str
    thema: Thema
    urgentie: Urgentie
    terugkoppeling_gewenst: bool = True


@dataclass(frozen=True, slots=True)
class OntvangstBevestigd:
    """It is in somebody's queue; at a meldpunt triage began."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class VerzoekGeaccepteerd:
    """The receiver takes it on, and owes how it stands from then on."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class FunctieVerricht:
    """One of the 25 functions was performed."""

    kop: Kop
    functie: Functie
    uitkomst: Uitkomst


@dataclass(frozen=True, slots=True)
class TerugkoppelingGegeven:
    """The receiver answers; a final result ends the part."""

    kop: Kop
    resultaat: Resultaat


@dataclass(frozen=True, slots=True)
class EscalatieBevestigd:
    """A person who was told of an escalation has taken it up."""

    kop: Kop


@dataclass(frozen=True, slots=True)
class WekkerGegaan:
    """An alarm set for `debiteur` at `wek_op` went; the debtor's messages up to that moment are all known."""

    kop: Kop
    debiteur: str
    wek_op: datetime


@dataclass(frozen=True, slots=True)
class BezorgingBevestigd:
    """The receiver has read the outgoing message `uitgaand_id`."""

    kop: Kop
    ontvanger: str
    uitgaand_id: UUID


Feit: TypeAlias = (
    MeldingGedaan
    | OntvangstBevestigd
    | VerzoekGeaccepteerd
    | FunctieVerricht
    | TerugkoppelingGegeven
    | EscalatieBevestigd
    | WekkerGegaan
    | BezorgingBevestigd
)
