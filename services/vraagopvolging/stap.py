"""Understands one fact: state and rules go into the core, the new state and what must go out come from it.

What the core raises isolates this one verzoek. What our own codecs raise is our own trouble and stops the
process: it would go wrong for every verzoek.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from keten.contract.codec import Schemas
from keten.contract.toestand import dossier_naar_bytes, dossier_van_bytes
from keten.contract.vertaling import feit_van_bytes
from keten.domein.besluiten import Besluit, Oordeel
from keten.domein.dossier import Dossier
from keten.domein.feiten import Feit
from keten.domein.inrichting import Inrichting
from keten.domein.keten import verwerk
from keten.platform.deelnemers import debiteuren
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.logboek import meld
from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek
from keten.platform.motor.telling import Telling
from keten.platform.uitvoer import feit_uitvoer, verzoek_van_sleutel
from vraagopvolging.gevolgen import schrijf_op, verdict_geisoleerd
from vraagopvolging.wekkers import BEGIN, wekker_ging, zet_wekkers


class OpvolgStap:
    """`VolgStap` on `feiten`, a dossier per verzoek."""

    def __init__(
        self, inrichtingen: Inrichtingen, schemas: Schemas, *, telling: Telling | None = None
    ) -> None:
        """`telling`: counts, per partner, what became of its messages."""
        self._telling = telling or Telling()
        self._inrichtingen = inrichtingen
        self._schemas = schemas
        self._debiteuren = debiteuren(inrichtingen.versies)

    def laad(self, rauw: bytes) -> Dossier:
        return dossier_van_bytes(rauw, self._schemas)

    def schrijf(self, toestand: Dossier) -> bytes:
        return dossier_naar_bytes(toestand, self._schemas)

    async def bereid_voor(self, records: Sequence[Record]) -> None:
        """Needs no I/O: all it must know is in the fact, the state and the rules."""

    def stap(self, toestand: Dossier | None, record: Record, voorraad: None) -> Uitkomst[Dossier]:
        feit = self._feit(record)
        inrichting = self._inrichtingen.versie(feit.kop.inrichting)
        dossier, wekkers, besluiten = _laat_de_kern_beslissen(toestand, feit, inrichting)
        self._tel(besluiten, feit)
        return Uitkomst(dossier, wekkers, tuple(schrijf_op(besluiten, feit, self._schemas)))

    def isoleer(self, toestand: Dossier | None, record: Record, fout: KernError | None) -> Sequence[Uitvoer]:
        feit = self._feit(record)
        if fout is not None:
            meld(
                "request_isolated",
                "error",
                verzoek_id=str(feit.kop.verzoek_id),
                fout=str(fout),
                topic=record.topic,
                partitie=record.partitie,
                offset=record.offset,
            )
        return verdict_geisoleerd(toestand, feit, self._schemas)

    def wekker(self, sleutel: bytes, wek: Wek, nu_ms: int) -> Uitvoer:
        inrichting = self._inrichtingen.op(BEGIN + timedelta(milliseconds=nu_ms))
        feit = wekker_ging(
            verzoek_van_sleutel(sleutel),
            self._debiteuren[wek.debiteur],
            wek.wek_op_ms,
            nu_ms,
            inrichting.versie,
        )
        return feit_uitvoer(feit, self._schemas)

    def _tel(self, besluiten: Sequence[Besluit], feit: Feit) -> None:
        for besluit in besluiten:
            if isinstance(besluit, Oordeel):
                woord = besluit.uitslag.value.lower() if besluit.weigering is None else besluit.weigering.code
                self._telling.tel((besluit.over or feit.kop).afzender, woord)

    def _feit(self, record: Record) -> Feit:
        if record.waarde is None:
            raise OnmogelijkeToestandError("a fact without content")
        return feit_van_bytes(record.waarde, self._schemas)


def _laat_de_kern_beslissen(
    toestand: Dossier | None, feit: Feit, inrichting: Inrichting
) -> tuple[Dossier | None, tuple[Wek, ...], Sequence[Besluit]]:
    """Only what the core says; its exceptions are a bug in the core, whatever their kind."""
    try:
        dossier, besluiten = verwerk(toestand, feit, inrichting)
        return dossier, zet_wekkers(dossier), besluiten
    except Exception as fout:
        raise KernError(type(fout).__name__) from fout
