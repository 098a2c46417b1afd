"""Understands one order: it becomes one message on `uit.<receiver>`, once, under the receiver's next number.

The number is a function of the state, so a repeat of the batch has the same. What the receiver may not see is
left out before anything is written. A reminder or an escalation waits for its turn (`aanmanen`); everything
else goes at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias
from uuid import UUID

from bezorging.aanmanen import SOORTEN, Aanmaning, Losgelaten, neem_aan, neem_beurt, verstuurd
from bezorging.adresboek import Adresboek
from bezorging.berichtmaker import Berichtmaker
from bezorging.ontsluiten import gesloten_zaken
from bezorging.postvak import is_herhaling, neem_op
from keten.contract.berichten.intern.aanmaanbeurt import Aanmaanbeurt
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.codec import Schemas
from keten.contract.toestand import Postvak, postvak_naar_bytes, postvak_van_bytes
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.vertaling import (
    aanmaanbeurt_of_opdracht,
    opdracht_van_bytes,
)
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.kluis import KluisPoort
from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek
from keten.platform.uitvoer import aanmaanbeurt_uitvoer

_BEGIN: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MS: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Beurt:
    """A turn that was read: how late it is, and what goes out because of it (nothing: it is only this
    late).
    """

    nu: datetime
    opdrachten: tuple[Opdracht, ...]


Inhoud: TypeAlias = Opdracht | Beurt


@dataclass(frozen=True, slots=True)
class Voorraad:
    """Per record (partition, offset) what it says, and the keys of what is locked away in what goes out."""

    inhoud: Mapping[tuple[int, int], Inhoud]
    sleutels: Mapping[UUID, bytes]


class BezorgStap:
    """`VolgStap` on `berichten`, a Postvak per receiver. An alarm is a turn to remind."""

    def __init__(
        self,
        inrichtingen: Inrichtingen,
        schemas: Schemas,
        tokens: Tokens,
        ids: UitgaandeIds,
        kluis: KluisPoort,
    ) -> None:
        self._adresboek = Adresboek(inrichtingen)
        self._maker = Berichtmaker(self._adresboek, schemas, tokens, ids)
        self._schemas = schemas
        self._kluis = kluis

    def laad(self, rauw: bytes) -> Postvak:
        return postvak_van_bytes(rauw, self._schemas)

    def schrijf(self, toestand: Postvak) -> bytes:
        return postvak_naar_bytes(toestand, self._schemas)

    async def bereid_voor(self, records: Sequence[Record]) -> Voorraad:
        inhoud = {(r.partitie, r.offset): self._lees(r) for r in records}
        gaat = [o for i in inhoud.values() for o in _gaat_uit(i)]
        return Voorraad(inhoud, await self._kluis.haal(gesloten_zaken(gaat)))

    def stap(self, toestand: Postvak | None, record: Record, voorraad: Voorraad) -> Uitkomst[Postvak]:
        postvak = toestand or Postvak()
        inhoud = voorraad.inhoud[record.partitie, record.offset]
        if isinstance(inhoud, Beurt):
            return self._neem_beurt(postvak, record, inhoud, voorraad.sleutels)
        if is_herhaling(postvak, inhoud):
            return Uitkomst(toestand, _wekkers(postvak))
        if isinstance(inhoud, SOORTEN):
            return self._laat_wachten(postvak, record, inhoud)
        postvak = neem_op(postvak, inhoud)
        bericht = self._maker.maak(inhoud, postvak.volgnummer, voorraad.sleutels)
        return Uitkomst(postvak, _wekkers(postvak), (bericht,))

    def isoleer(self, toestand: Postvak | None, record: Record, fout: KernError | None) -> Sequence[Uitvoer]:
        raise OnmogelijkeToestandError("bezorging has no core that could isolate a receiver")

    def wekker(self, sleutel: bytes, wek: Wek, nu_ms: int) -> Uitvoer:
        beurt = Aanmaanbeurt(ontvanger=sleutel.decode("ascii"), nu=_BEGIN + nu_ms * _MS)
        return aanmaanbeurt_uitvoer(beurt, self._schemas)

    # -- turns

    def _laat_wachten(self, postvak: Postvak, record: Record, opdracht: Aanmaning) -> Uitkomst[Postvak]:
        stand, los = neem_aan(postvak.aanmanen, opdracht, record.waarde or b"", _ms(opdracht.nu))
        postvak = replace(postvak, aanmanen=stand)
        return Uitkomst(postvak, _wekkers(postvak), self._vrijgave(opdracht.ontvanger, opdracht.nu, los))

    def _neem_beurt(
        self, postvak: Postvak, record: Record, beurt: Beurt, sleutels: Mapping[UUID, bytes]
    ) -> Uitkomst[Postvak]:
        uit: list[Uitvoer] = []
        if not beurt.opdrachten:
            ontvanger = (record.sleutel or b"").decode("ascii")
            per_uur = self._adresboek.partij(ontvanger, beurt.nu).aanmaningen_per_uur
            stand, los = neem_beurt(postvak.aanmanen, _ms(beurt.nu), per_uur)
            uit += self._vrijgave(ontvanger, beurt.nu, los)
        else:
            for opdracht in beurt.opdrachten:
                postvak = neem_op(postvak, opdracht)
                uit.append(self._maker.maak(opdracht, postvak.volgnummer, sleutels))
            stand = verstuurd(postvak.aanmanen, len(beurt.opdrachten), _ms(beurt.nu))
        postvak = replace(postvak, aanmanen=stand)
        return Uitkomst(postvak, _wekkers(postvak), tuple(uit))

    def _vrijgave(self, ontvanger: str, nu: datetime, los: Losgelaten) -> tuple[Uitvoer, ...]:
        """Read back, so that the keys of what goes out are fetched before the step."""
        if not los:
            return ()
        return (
            aanmaanbeurt_uitvoer(Aanmaanbeurt(ontvanger=ontvanger, nu=nu, opdrachten=los), self._schemas),
        )

    # -- orders

    def _lees(self, record: Record) -> Inhoud:
        if record.waarde is None:
            raise OnmogelijkeToestandError("an order without content")
        gelezen = aanmaanbeurt_of_opdracht(record.waarde, self._schemas)
        if isinstance(gelezen, Opdracht):
            return gelezen
        return Beurt(gelezen.nu, tuple(opdracht_van_bytes(o, self._schemas) for o in gelezen.opdrachten))


def _gaat_uit(inhoud: Inhoud) -> Sequence[Opdracht]:
    """Of which keys are needed now."""
    if isinstance(inhoud, Beurt):
        return inhoud.opdrachten
    return () if isinstance(inhoud, SOORTEN) else (inhoud,)


def _wekkers(postvak: Postvak) -> tuple[Wek, ...]:
    """The turn that is asked for. Its number stands where an engine keeps a debtor: no two are the same."""
    stand = postvak.aanmanen
    if stand.wekt_op_ms is None:
        return ()
    return (Wek(stand.beurt.to_bytes(8, "big"), stand.wekt_op_ms),)


def _ms(moment: datetime) -> int:
    return (moment - _BEGIN) // _MS
