"""Understands when a terugkoppeling was read: its receiver's group has committed an offset past it.

Sent is not given. The engine holds each `uit.<partner>` at the committed offset, so what comes here was read;
for a terugkoppeling that becomes a fact. A record that is handled again gives the fact again, under the same
id and with a later `nu`: the one record of ours not repeated to the byte; the first counts (ADR 0008).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from keten.contract.berichten.model import ce_type
from keten.contract.cloudevents import Gebeurtenis, lees_gebeurtenis
from keten.contract.codec import Schemas
from keten.contract.identiteit import bezorgfeit_id
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.domein.begrippen import WIJKKETEN
from keten.domein.feiten import BezorgingBevestigd, Kop
from keten.platform.deelnemers import partij_van
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import Klok, Record, Uitvoer
from keten.platform.uitvoer import feit_uitvoer

TE_BEWIJZEN: Final = frozenset({ce_type("terugkoppeling.gegeven").encode("ascii")})
"""What must be read, not only sent."""

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)


class BewijsStap:
    """`OmzetStap` over every `uit.<partner>`. `nu` of a fact is when we saw that it was read, stamped."""

    def __init__(
        self, inrichtingen: Inrichtingen, schemas: Schemas, tokens: Tokens, ids: UitgaandeIds, klok: Klok
    ) -> None:
        self._inrichtingen = inrichtingen
        self._schemas = schemas
        self._tokens = tokens
        self._ids = ids
        self._klok = klok

    async def bereid_voor(self, records: Sequence[Record]) -> datetime:
        return _BEGIN + timedelta(milliseconds=self._klok.nu_ms())

    def zet_om(self, record: Record, voorraad: datetime) -> Sequence[Uitvoer]:
        if dict(record.koppen).get("ce_type") not in TE_BEWIJZEN:
            return ()
        gebeurtenis = lees_gebeurtenis(record.koppen, record.waarde)
        feit = self._feit(gebeurtenis, partij_van(record.topic), nu=voorraad)
        return (feit_uitvoer(feit, self._schemas),)

    def _feit(self, gebeurtenis: Gebeurtenis, ontvanger: str, *, nu: datetime) -> BezorgingBevestigd:
        if gebeurtenis.subject is None:
            raise OnmogelijkeToestandError("a terugkoppeling about no matter")
        verzoek_id, onderdeel = self._tokens.lees(gebeurtenis.subject, ontvanger)
        uitgaand_id = self._ids.naar_binnen(UUID(gebeurtenis.id))
        kop = Kop(
            feit_id=bezorgfeit_id(ontvanger, uitgaand_id),
            verzoek_id=verzoek_id,
            nu=nu,
            inrichting=self._inrichtingen.op(nu).versie,
            afzender=WIJKKETEN,
            onderdeel=onderdeel,
        )
        return BezorgingBevestigd(kop, ontvanger, uitgaand_id)
