"""Understands small steps for tests of the engine: each makes a lost, doubled or reordered record visible."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek

MEE = b"mee-0001"
CJG = b"cjg-0002"


@dataclass(frozen=True, slots=True)
class Telling:
    """Numbers every applied fact of one key, so that a lost or doubled one changes all later output ids."""

    gezien: tuple[str, ...] = ()
    open: tuple[tuple[str, int], ...] = ()
    nummer: int = 0


@dataclass(slots=True)
class TelStap:
    """One acknowledgement per new fact at once, and one escalation per fact when its alarm rings.

    A fact is `{"id": ..., "wek": ms or null, "debiteur": hex}`; `"stuk": true` lets the core raise.
    """

    topic: str
    uit: str
    klachten: str
    batches: list[int] = field(default_factory=list)

    def laad(self, rauw: bytes) -> Telling:
        o = json.loads(rauw)
        return Telling(tuple(o["gezien"]), tuple((a, b) for a, b in o["open"]), o["nummer"])

    def schrijf(self, toestand: Telling) -> bytes:
        return json.dumps(
            {"gezien": toestand.gezien, "open": toestand.open, "nummer": toestand.nummer}
        ).encode()

    async def bereid_voor(self, records: Sequence[Record]) -> None:
        self.batches.append(len(records))

    def stap(self, toestand: Telling | None, record: Record, voorraad: None) -> Uitkomst[Telling]:
        oud = toestand or Telling()
        feit = json.loads(record.waarde or b"{}")
        if feit.get("stuk"):
            raise KernError("broken on purpose")
        if "wekker" in feit:
            return self._verval(oud, record, feit["wekker"])
        if feit["id"] in oud.gezien:
            return Uitkomst(toestand, _wekkers(oud))
        open_ = oud.open
        if feit.get("wek") is not None:
            open_ = (*open_, (f"{feit['id']}/{feit.get('debiteur', MEE.hex())}", feit["wek"]))
        nieuw = Telling((*oud.gezien, feit["id"]), open_, oud.nummer + 1)
        return Uitkomst(nieuw, _wekkers(nieuw), (self._uit(record, "ack", feit["id"], nieuw.nummer),))

    def _verval(self, oud: Telling, record: Record, moment: int) -> Uitkomst[Telling]:
        nummer, uit = oud.nummer, []
        for naam, _ in [x for x in oud.open if x[1] <= moment]:
            nummer += 1
            uit.append(self._uit(record, "esc", naam.partition("/")[0], nummer))
        nieuw = Telling(oud.gezien, tuple(x for x in oud.open if x[1] > moment), nummer)
        return Uitkomst(nieuw, _wekkers(nieuw), tuple(uit))

    def _uit(self, record: Record, soort: str, feit: str, nummer: int) -> Uitvoer:
        assert record.sleutel is not None
        waarde = f"{record.sleutel.decode()}|{soort}|{feit}|{nummer}".encode()
        return Uitvoer(self.uit, record.sleutel, waarde)

    def isoleer(self, toestand: Telling | None, record: Record, fout: KernError | None) -> Sequence[Uitvoer]:
        waarde = b"%d|%s" % (record.offset, b"eerste" if fout else b"later")
        return [Uitvoer(self.klachten, record.sleutel, waarde)]

    def wekker(self, sleutel: bytes, wek: Wek, nu_ms: int) -> Uitvoer:
        return Uitvoer(self.topic, sleutel, json.dumps({"wekker": wek.wek_op_ms, "nu": nu_ms}).encode())


def _wekkers(telling: Telling) -> tuple[Wek, ...]:
    per_debiteur: dict[bytes, int] = {}
    for naam, moment in telling.open:
        debiteur = bytes.fromhex(naam.partition("/")[2])
        per_debiteur[debiteur] = min(moment, per_debiteur.get(debiteur, moment))
    return tuple(Wek(d, m) for d, m in sorted(per_debiteur.items()))


def feit(naam: str, wek: int | None = None, debiteur: bytes = MEE, *, stuk: bool = False) -> bytes:
    """The value of a fact for TelStap."""
    return json.dumps({"id": naam, "wek": wek, "debiteur": debiteur.hex(), "stuk": stuk}).encode()
