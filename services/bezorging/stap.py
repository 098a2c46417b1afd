"""Understands one order: it becomes one message on `uit.<receiver>`, once, under the receiver's next number.

The number is a function of the state, so a repeat of the batch has the same. What the receiver may not see is
left out before anything is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from bezorging.adresboek import Adresboek
from bezorging.ontsluiten import gesloten_zaken, open_kenmerk, open_kluis
from bezorging.postvak import is_herhaling, neem_op
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.cloudevents import koppen_voor
from keten.contract.codec import Schemas
from keten.contract.toestand import Postvak, postvak_naar_bytes, postvak_van_bytes
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.vertaling import opdracht_van_bytes, uitgaand_bericht, uitgaande_gebeurtenis
from keten.platform.deelnemers import uit_topic
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kluis import KluisPoort
from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek


@dataclass(frozen=True, slots=True)
class Voorraad:
    """Per record (partition, offset) its order, and the keys of what is locked away in them."""

    opdrachten: Mapping[tuple[int, int], Opdracht]
    sleutels: Mapping[UUID, bytes]


class BezorgStap:
    """`VolgStap` on `berichten`, a Postvak per receiver. It sets no alarms."""

    def __init__(
        self,
        inrichtingen: Inrichtingen,
        schemas: Schemas,
        tokens: Tokens,
        ids: UitgaandeIds,
        kluis: KluisPoort,
    ) -> None:
        self._adresboek = Adresboek(inrichtingen)
        self._schemas = schemas
        self._tokens = tokens
        self._ids = ids
        self._kluis = kluis

    def laad(self, rauw: bytes) -> Postvak:
        return postvak_van_bytes(rauw, self._schemas)

    def schrijf(self, toestand: Postvak) -> bytes:
        return postvak_naar_bytes(toestand, self._schemas)

    async def bereid_voor(self, records: Sequence[Record]) -> Voorraad:
        opdrachten = {(r.partitie, r.offset): self._opdracht(r) for r in records}
        return Voorraad(opdrachten, await self._kluis.haal(gesloten_zaken(opdrachten.values())))

    def stap(self, toestand: Postvak | None, record: Record, voorraad: Voorraad) -> Uitkomst[Postvak]:
        postvak = toestand or Postvak()
        opdracht = voorraad.opdrachten[record.partitie, record.offset]
        if is_herhaling(postvak, opdracht):
            return Uitkomst(toestand)
        postvak = neem_op(postvak, opdracht)
        return Uitkomst(postvak, (), (self._bericht(opdracht, postvak.volgnummer, voorraad.sleutels),))

    def isoleer(self, record: Record, fout: KernError | None) -> Sequence[Uitvoer]:
        raise OnmogelijkeToestandError("bezorging has no core that could isolate a receiver")

    def wekker(self, sleutel: bytes, wek: Wek, nu_ms: int) -> Uitvoer:
        raise OnmogelijkeToestandError("bezorging sets no alarms")

    def _opdracht(self, record: Record) -> Opdracht:
        if record.waarde is None:
            raise OnmogelijkeToestandError("an order without content")
        return opdracht_van_bytes(record.waarde, self._schemas)

    def _bericht(self, opdracht: Opdracht, volgnummer: int, sleutels: Mapping[UUID, bytes]) -> Uitvoer:
        bericht = uitgaand_bericht(
            opdracht,
            open_kluis(opdracht, sleutels),
            open_kenmerk(opdracht, sleutels),
            self._adresboek.partij(opdracht.ontvanger, opdracht.nu),
            self._adresboek.namen(opdracht.nu),
        )
        gebeurtenis = uitgaande_gebeurtenis(
            opdracht,
            bericht,
            bron=self._adresboek.bron,
            volgnummer=volgnummer,
            tokens=self._tokens,
            ids=self._ids,
            schemas=self._schemas,
        )
        if not isinstance(gebeurtenis.data, bytes):
            raise OnmogelijkeToestandError("an outgoing message is binary")
        return Uitvoer(
            uit_topic(opdracht.ontvanger), None, gebeurtenis.data, koppen_voor(gebeurtenis), partitie=0
        )
