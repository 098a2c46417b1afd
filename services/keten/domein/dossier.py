"""Understands the state of one verzoek. Immutable; it holds no trail, the log does.

A state without an owner cannot be built.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from keten.domein.begrippen import (
    BEHEER,
    WIJKKETEN,
    Aanleiding,
    Afspraakstand,
    Contactwijze,
    Grondslag,
    Hoedanigheid,
    Onjuistheid,
    Plicht,
    Regierol,
    Thema,
    Toestand,
    Trede,
    Urgentie,
    Verantwoordelijkheid,
    Verzoeksoort,
)
from keten.domein.feiten import Feit, Herkomst
from keten.domein.functies import Functie
from keten.domein.kopie import replace
from keten.domein.meten import Meting
from keten.domein.termijnen import einde_van_dag, hele_ms
from keten.domein.weigeringen import Weigering

MAX_BERICHTEN = 10_000
"""So many messages of partners are remembered; past it a partner's fact is refused, ours still pass."""

MAX_PLICHTEN = 1_000
"""Past so many open duties a partner's fact is refused too (each unread terugkoppeling is one)."""

MAX_WACHTEND = 16
"""So many messages wait for an opening that has not come; one more is refused."""

MAX_WACHTEND_BYTES = 256 * 1024
"""And so much ciphertext, so that a state fits in one record whatever partners write."""

WACHTTIJD = timedelta(hours=24)
"""So long a message waits for its opening."""

MAX_PLEKKEN = 10
"""So many positions a duty to repair names; it counts them all."""

MAX_KOPPELINGEN = 100
"""So many reports are linked to a verzoek that goes on; one more is told like any other message."""

MAX_POGINGEN = 20
"""So many attempts at contact are remembered: more than any rule asks for."""

MAX_DATA = 10
"""So many days set by the world are kept: the earliest."""

MAX_ONDERDELEN = 50
"""So many parts a verzoek has; one more is refused."""

MAX_DELEN_BYTES = 768 * 1024
"""And so much ciphertext of what they began with, for the same reason."""

MAX_KANDIDATEN: Final = 10
"""So many may be offered one question at a time."""

EINDTOESTANDEN: Final = frozenset({Toestand.AFGEROND, Toestand.INGETROKKEN, Toestand.NIET_MEER_BESCHIKBAAR})
"""Nothing more is asked of anybody for a part in one of these."""

EEN_MS = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Betrokkene:
    """A party, and what it is in which part (`onderdeel` None: in the whole verzoek).

    `kenmerk`: ciphertext of its own reference for that.
    """

    code: str
    hoedanigheid: Hoedanigheid
    kenmerk: bytes | None = None
    onderdeel: int | None = None


@dataclass(frozen=True, slots=True)
class Sport:
    """One planned step of a duty's ladder. `partij` and `rol`: which person is told, where it tells one."""

    trede: Trede
    op: datetime
    partij: str | None = None
    rol: str | None = None


@dataclass(frozen=True, slots=True)
class Herstel:
    """What must be repaired: messages of `partij` that were refused, for the same reason or kind.

    `code`: of the first of them. `type`: short type that a resend must have; None: unknown, any will do.
    `aantal`: how many; `plekken`: where the first of them stand, at most `MAX_PLEKKEN`.
    """

    partij: str
    code: str
    type: str | None
    aantal: int
    plekken: tuple[Herkomst, ...]


@dataclass(frozen=True, slots=True)
class Wachtend:
    """A message that came before its opening, and until when it waits (first instant that is too late)."""

    feit: Feit
    tot: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Verplichting:
    """An open duty. `nummer` is unique within the verzoek and never reused.

    `uiterlijk_op`: first instant that is too late; None: no date of its own.
    `regel`, `inrichting`: the rule that says so and the version it arose under. `wet`: the legal rule behind
    it, by its id in that version; its article stands there.
    `sporten`: the steps not yet taken; `volgende_op`: when the first of them may be taken, at least the
    minimum distance after the step before. `gezet`: number of steps taken. `betreft`: id of the outgoing
    message whose delivery is owed (BEZORGING) or in which the fault stood as its reader named it (CORRECTIE),
    or number of the duty that was escalated (ESCALATIE). `onjuist`: what is wrong in it (CORRECTIE).
    `herstel`: what must be repaired (HERSTEL). `stil_sinds`: since when its clock stands still; it has no
    alarm then. `eerst_uiterlijk_op`: what `uiterlijk_op` was before a stop or an extension moved it.
    `stond_stil_van`, `stond_stil_tot`: when it stood still before. `ronde`: of which month a look is owed,
    from 1 (OPVOLGING). `functie`: which one is expected (FUNCTIE). `telt_vanaf`: from when the law counts,
    where that is earlier than it arose. `rollen`: of a person that may pay it (ESCALATIE); empty: any.
    """

    nummer: int
    soort: Plicht
    debiteur: str
    crediteur: str
    onderdeel: int
    ontstaan_op: datetime
    uiterlijk_op: datetime | None
    regel: str
    inrichting: int
    sporten: tuple[Sport, ...] = ()
    volgende_op: datetime | None = None
    gezet: int = 0
    te_laat: bool = False
    betreft_bericht: UUID | None = None
    betreft_plicht: int | None = None
    herstel: Herstel | None = None
    wet: str | None = None
    stil_sinds: datetime | None = None
    eerst_uiterlijk_op: datetime | None = None
    stond_stil_van: datetime | None = None
    stond_stil_tot: datetime | None = None
    ronde: int | None = None
    functie: Functie | None = None
    onjuist: Onjuistheid | None = None
    telt_vanaf: datetime | None = None
    rollen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Afspraak:
    """An appointment with the client."""

    datum: date
    stand: Afspraakstand


@dataclass(frozen=True, slots=True, kw_only=True)
class Onderdeel:
    """A part of the question, followed by itself.

    `vorige`: the states to which it may go back, the latest last. `pauze_gehad`, `uitstel_gehad`: its clocks
    stood still once, more time was given once: neither comes again. `aanvulling`: ciphertext of the last
    information that was added. `afspraak`: the last appointment with the client. `pogingen`: how contact was
    sought since the client was last spoken to, at most `MAX_POGINGEN`.
    `afzender`: to whom an answer on this part is owed: of the first part the sender of the verzoek, of a
    later one the party that added it. `soort`: with what it began. `product`: code of what is asked.
    `thema`, `urgentie`, `aanleiding`, `grondslag`, `terugkoppeling_gewenst`: as said when it began.
    `uiterlijk_data`: the last days that the world has set for it, in order, at most `MAX_DATA`.
    `kluis`: ciphertext of what it began with, so that a new receiver gets it as warm as the first.
    `groep`: number of the first of the parts by which one question was ever offered to several, of which one
    may take it; None: it never was. A later part of a group has no `kluis`: it is that of the first.
    `gevolgd_sinds`: since when the owner looks at it every month (a plan); None: it does not.
    `verricht`: functions that were performed, in order, each once. `pad_ten_einde`: one of them ended the way
    to the product. `aanvraag_op`: since when it waits for a decision: the aanvraag, else the path's begin.
    `onderzoek_sinds`: since when the client waits for an investigation and its outcome in
    writing (Wmo 2015, 2.3.2); None: it is no such question.
    """

    nummer: int
    afzender: str
    ontvanger: str
    toestand: Toestand
    vorige: tuple[Toestand, ...] = ()
    soort: Verzoeksoort = Verzoeksoort.MELDING
    thema: Thema = Thema.OVERIG
    urgentie: Urgentie = Urgentie.ROUTINE
    terugkoppeling_gewenst: bool = True
    aanleiding: Aanleiding | None = None
    uiterlijk_data: tuple[date, ...] = ()
    grondslag: Grondslag | None = None
    product: str | None = None
    kluis: bytes | None = None
    pauze_gehad: bool = False
    uitstel_gehad: bool = False
    aanvulling: bytes | None = None
    gevolgd_sinds: datetime | None = None
    afspraak: Afspraak | None = None
    pogingen: tuple[Contactwijze, ...] = ()
    verricht: tuple[Functie, ...] = ()
    pad_ten_einde: bool = False
    aanvraag_op: datetime | None = None
    onderzoek_sinds: datetime | None = None
    groep: int | None = None

    def uiterlijk_datum(self, nu: datetime) -> date | None:
        """The first day set by the world that has not passed: one that has bounds nothing any more."""
        return next((d for d in self.uiterlijk_data if einde_van_dag(d) > nu), None)

    @property
    def laatste_datum(self) -> date | None:
        """The last of those days, passed or not: whoever gets the part is told which day it was."""
        return self.uiterlijk_data[-1] if self.uiterlijk_data else None


@dataclass(frozen=True, slots=True)
class Koppeling:
    """A report that was linked to a part of this verzoek. `ontvanger`: who has it there, and answers it."""

    verzoek_id: UUID
    ontvanger: str
    onderdeel: int


@dataclass(frozen=True, slots=True)
class Regie:
    """Who leads, and as what."""

    houder: str
    soort: Regierol


@dataclass(frozen=True, kw_only=True)  # without slots: each fact copies it a few times, a dict copies at once
class Dossier:
    """State of one verzoek.

    `nu`: latest time seen; it never goes back. `gezien`: per (party, its message id) the hash of what it
    said.
    `geweigerd`: why, for those of them that were refused, so that a repeat gets the same answer.
    `bronnen`: per topic of a partner the last offset seen, by which a re-read is recognised.
    `wachtend`: what came before the opening, in order. `onderdelen`: in the order of their numbers, the one
    that the opening made first.
    `regie`: None as long as it was not placed; then the owner is the eerst verantwoordelijke.
    `waarneming_tot`: until then the owner is the crisis service, which stands in for them.
    `koppelingen`: reports that are told of the news here, at most `MAX_KOPPELINGEN`.
    `meting_voor`, `meting_na`: what was measured before and after support.
    Raises ValueError when built without an owner, with another owner than regie says, or without a part.
    """

    verzoek_id: UUID
    gemeente: str
    eigenaar: str
    geopend_op: datetime
    nu: datetime
    betrokkenen: tuple[Betrokkene, ...]
    onderdelen: tuple[Onderdeel, ...]
    verplichtingen: tuple[Verplichting, ...] = ()
    volgend_nummer: int = 1
    gezien: Mapping[tuple[str, str], bytes] = field(default_factory=dict)
    bronnen: Mapping[tuple[str, int], int] = field(default_factory=dict)
    wachtend: tuple[Wachtend, ...] = ()
    regie: Regie | None = None
    waarneming_tot: datetime | None = None
    meting_voor: Meting | None = None
    meting_na: Meting | None = None
    koppelingen: tuple[Koppeling, ...] = ()
    geweigerd: Mapping[tuple[str, str], Weigering] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not self.eigenaar:
            raise ValueError("a verzoek has exactly one owner")
        if self.regie is not None and (self.regie.houder != self.eigenaar or self.waarneming_tot):
            raise ValueError("whoever holds regie is the owner")
        if not self.onderdelen:
            raise ValueError("a verzoek has at least one part")

    @property
    def terugkoppeling_gewenst(self) -> bool:
        return self.eerste.terugkoppeling_gewenst

    @property
    def gesloten(self) -> bool:
        """Every part is done or was never opened, nothing waits, and nobody owes anything any more.

        Monitoring is done when every moment of it was looked at.
        """
        if self.verplichtingen or self.wachtend:
            return False
        klaar = (*EINDTOESTANDEN, Toestand.MONITORING, Toestand.CONCEPT)
        return all(o.toestand in klaar for o in self.onderdelen)

    @property
    def eerste(self) -> Onderdeel:
        """The part that the opening made; what the verzoek is about is what this one is about."""
        return self.onderdelen[0]

    @property
    def afzender(self) -> str:
        """Who opened the verzoek."""
        return self.eerste.afzender

    @property
    def soort(self) -> Verzoeksoort:
        """With which of the openings it began."""
        return self.eerste.soort

    @property
    def thema(self) -> Thema:
        return self.eerste.thema

    @property
    def urgentie(self) -> Urgentie:
        return self.eerste.urgentie

    @property
    def verantwoordelijkheid(self) -> Verantwoordelijkheid:
        """As what the owner owns it."""
        if self.regie is not None:
            return Verantwoordelijkheid(self.regie.soort.value)
        if self.waarneming_tot is not None:
            return Verantwoordelijkheid.CRISISDIENST
        return Verantwoordelijkheid.EERST_VERANTWOORDELIJKE

    @property
    def concept(self) -> bool:
        """True while there has been no opening that could be applied."""
        return self.eerste.toestand is Toestand.CONCEPT

    @property
    def vol(self) -> bool:
        """True when no more of partners fits."""
        return len(self.gezien) >= MAX_BERICHTEN or len(self.verplichtingen) >= MAX_PLICHTEN

    @property
    def wekkers(self) -> Mapping[str, datetime]:
        """Per debtor the next moment of any of its duties, always later than `nu`, in whole milliseconds.

        Whoever has a message that waits has the end of its waiting too; the end of standing in is ours.

        A moment that passed while its alarm waited for the debtor's messages is due at once after `nu`.
        """
        straks = hele_ms(self.nu + EEN_MS)
        eerste: dict[str, datetime] = {}
        for v in self.verplichtingen:
            if v.volgende_op is not None and (v.debiteur not in eerste or v.volgende_op < eerste[v.debiteur]):
                eerste[v.debiteur] = v.volgende_op
        if self.waarneming_tot is not None:
            eerste[WIJKKETEN] = min(eerste.get(WIJKKETEN, self.waarneming_tot), self.waarneming_tot)
        for w in self.wachtend:
            wie = w.feit.kop.afzender
            eerste[wie] = min(eerste.get(wie, w.tot), w.tot)
        return {debiteur: max(op, straks) for debiteur, op in eerste.items()}

    def las_al(self, herkomst: Herkomst | None) -> bool:
        """True when the record at this position was read before. A fact without a position never was."""
        if herkomst is None:
            return False
        return herkomst.offset <= self.bronnen.get((herkomst.topic, herkomst.partitie), -1)

    def deel(self, nummer: int) -> Onderdeel | None:
        """The part with this number, if there is one."""
        for onderdeel in self.onderdelen:
            if onderdeel.nummer == nummer:
                return onderdeel
        return None

    def met(self, onderdeel: Onderdeel) -> Dossier:
        """The same, with this part in the place of the one with its number."""
        if self.deel(onderdeel.nummer) is onderdeel:
            return self
        return replace(
            self,
            onderdelen=tuple([onderdeel if o.nummer == onderdeel.nummer else o for o in self.onderdelen]),
        )

    def vind(self, nummer: int) -> Onderdeel:
        """A part that is there: of a duty, or of an admitted fact. Raises ValueError for another."""
        onderdeel = self.deel(nummer)
        if onderdeel is None:
            raise ValueError(f"no part {nummer}")
        return onderdeel

    def hoedanigheden(self, code: str, onderdeel: int | None = None) -> frozenset[Hoedanigheid]:
        """What a party is, or was, in this part (None: in any); empty for a stranger to it."""
        if code == WIJKKETEN:
            return frozenset({Hoedanigheid.PLATFORM})
        if code == BEHEER:
            return frozenset({Hoedanigheid.BEHEER})
        return frozenset(
            [
                b.hoedanigheid
                for b in self.betrokkenen
                if b.code == code and (onderdeel is None or b.onderdeel is None or b.onderdeel == onderdeel)
            ]
        )

    def kluis_van(self, onderdeel: Onderdeel) -> bytes | None:
        """Ciphertext of what a part began with."""
        if onderdeel.kluis is not None or onderdeel.groep is None:
            return onderdeel.kluis
        return self.vind(onderdeel.groep).kluis

    def kenmerk_van(self, code: str, onderdeel: int | None = None) -> bytes | None:
        """Ciphertext of the party's own reference for this part, else for the matter, if it ever gave one."""
        eigen = [b for b in self.betrokkenen if b.code == code and b.kenmerk is not None]
        return min(eigen, key=lambda b: b.onderdeel != onderdeel).kenmerk if eigen else None
