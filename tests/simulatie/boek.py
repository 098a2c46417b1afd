"""Understands the facts as they stand in the log: a second fold beside the tracker's, and what it must keep.

It folds each fact the moment it becomes visible, from the log alone, and holds each step against rules that
are written here once more: one step per alarm, not before its time, not too soon after the last, and never
before everything that the debtor sent in time is a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from keten.contract.codec import Schemas
from keten.contract.vertaling import feit_van_bytes
from keten.domein import keten as kern
from keten.domein.begrippen import BEHEER, Plicht, Uitslag
from keten.domein.besluiten import Escaleer, Herinner, Oordeel, VertelFeit
from keten.domein.dossier import Dossier, Verplichting
from keten.domein.feiten import EscalatieIngezet, Feit, UitstelGevraagd, WekkerGegaan
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import Record
from tests.simulatie.claims import houd_claims_na
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.zending import Zending

BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
MS: Final = timedelta(milliseconds=1)
NA_VRIJGAVE_MS: Final = 60_000
"""So long may a worker that reads a partner's topic not know yet that it was let go."""

VIJF_MINUTEN: Final = timedelta(minutes=5)


class Feitenboek:
    """`dossiers`: the fold so far. `berichten`: id and receiver of all that must go out because of it.

    `toegepast`: per request the records that were applied, in the order in which they were. `ontstaan`: how
    many duties of a kind, due at a moment, ever arose in a request. `ingehaald`: reminders that a later step
    of their duty may overtake at their receiver. `regels`: versions of the rules that facts were made under.
    """

    def __init__(self, inrichtingen: Inrichtingen, schemas: Schemas) -> None:
        self._inrichtingen = inrichtingen
        self._schemas = schemas
        self.dossiers: dict[UUID, Dossier] = {}
        self.berichten: dict[UUID, str] = {}
        self.ingehaald: set[UUID] = set()
        self._herinneringen: dict[tuple[object, ...], list[UUID]] = {}
        self.oordelen: dict[tuple[str, int], Oordeel] = {}
        self.toegepast: dict[UUID, list[tuple[str, int]]] = {}
        self.stappen = 0
        self.regels: set[int] = set()
        self.ontstaan: Counter[tuple[UUID, str, datetime | None]] = Counter()
        self._opgehouden: dict[str, int | None] = {}
        self._onderweg: dict[tuple[str, UUID], dict[int, int]] = {}
        self._laatste_stap: dict[tuple[UUID, int], datetime] = {}

    def verstuurd(self, zending: Zending) -> None:
        """A partner sent it; from here on it is on its way to become a fact."""
        tot_ms = self._opgehouden.get(zending.partner, 0)
        wacht = tot_ms is None or zending.tijd_ms < tot_ms
        if zending.gaat_in and zending.zaak is not None and not wacht:
            self._onderweg.setdefault((zending.partner, zending.zaak), {})[zending.offset] = zending.tijd_ms

    def aan_de_deur(self, zending: Zending) -> None:
        """It was refused at the intake, and becomes no fact."""
        if zending.zaak is not None:
            self._onderweg.get((zending.partner, zending.zaak), {}).pop(zending.offset, None)

    def houd_op(self, partner: str, vrij_ms: int | None) -> None:
        """The alarms no longer wait for who is held back for its rubbish (ADR 0021).

        `vrij_ms`: when it was let go again; None: it is held.
        """
        self._opgehouden[partner] = None if vrij_ms is None else vrij_ms + NA_VRIJGAVE_MS
        for (wie, _), rij in self._onderweg.items():
            if wie == partner:
                rij.clear()

    def neem_op(self, record: Record) -> None:
        feit = feit_van_bytes(record.waarde or b"", self._schemas)
        kop = feit.kop
        self.regels.add(kop.inrichting)
        oud = self.dossiers.get(kop.verzoek_id)
        nieuw, besluiten = kern.verwerk(oud, feit, self._inrichtingen.versie(kop.inrichting))
        if kop.herkomst is not None:
            self._onderweg.get((kop.afzender, kop.verzoek_id), {}).pop(kop.herkomst.offset, None)
        for besluit in besluiten:
            if isinstance(besluit, VertelFeit):
                continue
            if not isinstance(besluit, Oordeel):
                self.berichten[besluit.adres.bericht_id] = besluit.adres.ontvanger
                if isinstance(besluit, Herinner | Escaleer):
                    self._aanmaning(kop.verzoek_id, besluit)
                continue
            over = besluit.over or kop
            if over.herkomst is not None:
                self._oordeel(kop.verzoek_id, (over.herkomst.topic, over.herkomst.offset), besluit)
        if nieuw is not None:
            if oud is not None and nieuw is not oud:
                self._houd_trap_na(oud, nieuw, feit)
            houd_claims_na(oud, nieuw, besluiten)
            self._tel_nieuwe(oud, nieuw)
            self._houd_eigenaar_na(nieuw, kop.inrichting)
            self.dossiers[kop.verzoek_id] = nieuw

    def _aanmaning(self, zaak: UUID, besluit: Herinner | Escaleer) -> None:
        adres = besluit.adres
        plicht = (zaak, adres.ontvanger, adres.onderdeel, besluit.plicht, besluit.debiteur, besluit.uiterlijk)
        eerder = self._herinneringen.setdefault(plicht, [])
        self.ingehaald.update(eerder)
        if isinstance(besluit, Herinner):
            eerder.append(adres.bericht_id)

    def _oordeel(self, zaak: UUID, plek: tuple[str, int], oordeel: Oordeel) -> None:
        """A refusal that left no state is judged again when its fact comes again: it must be alike."""
        eerder = self.oordelen.get(plek)
        wacht = eerder is not None and eerder.uitslag is Uitslag.WACHT
        nu = (oordeel.uitslag, oordeel.weigering)
        anders = eerder is not None and (eerder.uitslag, eerder.weigering) != nu
        if anders and not wacht:
            raise Overtreding("een eindverdict", f"{plek} is judged in two ways")
        self.oordelen[plek] = oordeel
        rij = self.toegepast.setdefault(zaak, [])
        if oordeel.uitslag is Uitslag.TOEGEPAST and plek not in rij:
            rij.append(plek)

    def _houd_eigenaar_na(self, dossier: Dossier, versie: int) -> None:
        # What waits for its opening is no request yet, and owned by whoever takes it in.
        bekend = dossier.eigenaar in self._inrichtingen.versie(versie).partijen
        if not dossier.concept and not bekend:
            raise Overtreding("een eigenaar", "a request is owned by nobody who takes part")
        if dossier.gesloten and dossier.verplichtingen:
            raise Overtreding("niets dicht dat openstaat", "closed with open duties")

    def _tel_nieuwe(self, oud: Dossier | None, nieuw: Dossier) -> None:
        had = {v.nummer: v.uiterlijk_op for v in oud.verplichtingen} if oud is not None else {}
        for v in nieuw.verplichtingen:
            if v.nummer not in had or had[v.nummer] != v.uiterlijk_op:
                self.ontstaan[nieuw.verzoek_id, v.soort.value, v.uiterlijk_op] += 1

    def _houd_trap_na(self, oud: Dossier, nieuw: Dossier, feit: Feit) -> None:
        na: Mapping[int, Verplichting] = {v.nummer: v for v in nieuw.verplichtingen}
        for plicht in oud.verplichtingen:
            hoger = na.get(plicht.nummer)
            if hoger is None:
                pauze = plicht.soort is Plicht.AANVULLING  # what was waited for goes on without it
                # who stood in or left has nothing to offer any more; another owns it, with clocks of its own
                houdt_op = oud.waarneming_tot is not None and nieuw.waarneming_tot is None
                weg = houdt_op or oud.eigenaar != nieuw.eigenaar
                aanbod = plicht.soort is Plicht.REGIEOVERNAME and weg
                over = aanbod or _droeg_over(plicht, nieuw)
                if isinstance(feit, WekkerGegaan) and not pauze and not over:
                    raise Overtreding("niets dicht door tijd", f"an alarm settled a {plicht.soort.value}")
            elif len(plicht.sporten) != len(hoger.sporten):
                self._houd_stap_na(nieuw, plicht, hoger, feit)

    def _houd_stap_na(self, dossier: Dossier, van: Verplichting, naar: Verplichting, feit: Feit) -> None:
        self.stappen += 1
        if isinstance(feit, EscalatieIngezet | UitstelGevraagd):
            self._laatste_stap[dossier.verzoek_id, van.nummer] = feit.kop.nu
            return  # a person with a mandate did not wait for the ladder, or asked for time twice
        if not isinstance(feit, WekkerGegaan) or feit.debiteur != van.debiteur:
            raise Overtreding("een stap per wekker", f"{type(feit).__name__} took a step of another")
        if len(van.sporten) - len(naar.sporten) != 1:
            raise Overtreding("een stap per wekker", f"one alarm took more steps of {van.soort.value}")
        nu = max(feit.kop.nu, feit.wek_op)
        if nu < van.sporten[0].op:
            raise Overtreding("geen stap voor zijn tijd", f"{van.sporten[0].trede.value} came early")
        sleutel = (dossier.verzoek_id, van.nummer)
        vorige = self._laatste_stap.get(sleutel)
        if vorige is not None and van.uiterlijk_op is not None:
            tussen = max((van.uiterlijk_op - van.ontstaan_op) / 4, VIJF_MINUTEN)
            if nu - vorige < tussen - MS:
                raise Overtreding("afstand tussen stappen", f"two steps within {nu - vorige}")
        self._laatste_stap[sleutel] = nu
        self._houd_verwijt_na(dossier.verzoek_id, van, feit)

    def _houd_verwijt_na(self, zaak: UUID, plicht: Verplichting, feit: WekkerGegaan) -> None:
        grens = (feit.wek_op - BEGIN) // MS
        for offset, tijd_ms in self._onderweg.get((plicht.debiteur, zaak), {}).items():
            if tijd_ms <= grens:
                raise Overtreding(
                    "geen verwijt aan wie op tijd was",
                    f"{plicht.debiteur}@{offset} of {tijd_ms} was no fact yet when its alarm of {grens} went",
                )


def _droeg_over(plicht: Verplichting, nieuw: Dossier) -> bool:
    """What a partner did not repair in time is beheer's from then on; nothing is closed by that."""
    overgenomen = (v for v in nieuw.verplichtingen if v.soort is Plicht.HERSTEL and v.debiteur == BEHEER)
    return plicht.soort is Plicht.HERSTEL and any(v.herstel == plicht.herstel for v in overgenomen)
