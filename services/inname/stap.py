"""Understands the intake: each record of a partner becomes a fact, a rejection, or a case for quarantine.

Everything is judged before a key is asked for, and every key is kept before anything is written. A record
that is read again gives the same bytes again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from inname.aankomst import kom_aan
from inname.afkeuren import dag_van, keur_af, zet_apart
from inname.oordeel import Aanvaard, Afgekeurd, Oordeel, beoordeel
from inname.storingswacht import Storingswacht
from inname.vastleggen import leg_vast
from keten.contract.codec import Schemas
from keten.contract.tokens import Tokens
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kluis import Dag, KluisPoort
from keten.platform.motor.poorten import Record, Uitvoer


@dataclass(frozen=True, slots=True)
class Voorraad:
    """Per record (topic, offset) the judgement, and every key that the batch needs."""

    oordelen: Mapping[tuple[str, int], Oordeel]
    sleutels: Mapping[UUID, bytes]
    dagsleutels: Mapping[Dag, bytes]


Toehoorder = Callable[[Record, Oordeel], None]
"""Hears each judgement, also of a record that is read again. It cannot change one."""


class InnameStap:
    """`OmzetStap` over every `in.<partner>`."""

    def __init__(
        self,
        inrichtingen: Inrichtingen,
        schemas: Schemas,
        tokens: Tokens,
        kluis: KluisPoort,
        *,
        toehoorder: Toehoorder | None = None,
    ) -> None:
        self._toehoorder = toehoorder
        self._inrichtingen = inrichtingen
        self._schemas = schemas
        self._tokens = tokens
        self._kluis = kluis
        self._storing = Storingswacht()

    async def bereid_voor(self, records: Sequence[Record]) -> Voorraad:
        oordelen = {(r.topic, r.offset): self._beoordeel(r) for r in records}
        zaken = {o.zaak.verzoek_id for o in oordelen.values() if isinstance(o, Aanvaard)}
        dagen = {dag_van(o) for o in oordelen.values() if isinstance(o, Afgekeurd) and o.fout.quarantaine}
        return Voorraad(
            oordelen,
            await self._kluis.sleutels_voor(sorted(zaken)),
            await self._kluis.dagsleutels(sorted(dagen)),
        )

    def zet_om(self, record: Record, voorraad: Voorraad) -> Sequence[Uitvoer]:
        oordeel = voorraad.oordelen[record.topic, record.offset]
        if self._toehoorder is not None:
            self._toehoorder(record, oordeel)
        if isinstance(oordeel, Aanvaard):
            return leg_vast(oordeel, voorraad.sleutels[oordeel.zaak.verzoek_id], self._schemas)
        if oordeel.fout.quarantaine:
            return zet_apart(oordeel, voorraad.dagsleutels[dag_van(oordeel)], self._schemas)
        return keur_af(oordeel, self._schemas)

    def _beoordeel(self, record: Record) -> Oordeel:
        oordeel = beoordeel(kom_aan(record, self._inrichtingen), self._schemas, self._tokens)
        self._storing.zie(oordeel)
        return oordeel
