"""Understands the promises that hold at every moment, and sees each record the moment that it is there."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.codec import Schemas
from keten.contract.identiteit import technisch_id
from keten.contract.records import record_van_bytes
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.domein.begrippen import Uitslag
from keten.domein.feiten import Herkomst
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import Record
from keten.platform.uitvoer import FEITEN, VERDICTEN
from tests.simulatie.boek import Feitenboek
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.zending import MERK, Zending

VOORLOPIG: Final = frozenset({Uitslag.WACHT, Uitslag.GEISOLEERD})
TECHNISCH: Final = ("ontvangst.vastgelegd", "bericht.afgekeurd")
_MERK: Final = MERK.encode()


class Toezicht:
    """`post`: per receiver the messages it got, as (id, short type, data)."""

    def __init__(
        self, inrichtingen: Inrichtingen, schemas: Schemas, tokens: Tokens, ids: UitgaandeIds
    ) -> None:
        self.ids = ids
        self._tokens = tokens
        self.schemas = schemas
        self.boek = Feitenboek(inrichtingen, schemas)
        self.zendingen: dict[tuple[str, int], Zending] = {}
        self.verdicten: dict[tuple[str, int], Verdict] = {}
        self.uit: dict[UUID, Record] = {}
        self.trappen: dict[tuple[object, ...], int] = {}
        self.technisch: dict[UUID, tuple[str, int, str]] = {}
        self._volgnummer: dict[str, int] = {}
        self.records = 0

    def verstuurd(self, zending: Zending) -> None:
        plek = (zending.topic, zending.offset)
        self.zendingen[plek] = zending
        self.boek.verstuurd(zending)
        for soort in TECHNISCH:
            herkomst = Herkomst(zending.topic, 0, zending.offset)
            self.technisch[technisch_id(herkomst, soort)] = (*plek, soort)

    def geschreven(self, record: Record) -> None:
        """Also of what is never committed: a secret is out once it is written."""
        self.records += 1
        if record.topic.startswith(("in.", "uit.")):
            return
        koppen = b"".join(w for _, w in record.koppen)
        if _MERK in (record.waarde or b"") or _MERK in (record.sleutel or b"") or _MERK in koppen:
            raise Overtreding("geen klare tekst", f"a secret stands in {record.topic}")

    def zichtbaar(self, record: Record) -> None:
        if record.topic == FEITEN:
            self.boek.neem_op(record)
        elif record.topic == VERDICTEN:
            self._neem_verdict(record)
        elif record.topic.startswith("uit."):
            self._neem_bericht(record)

    def regel(self, tekst: str) -> None:
        """A line of the log."""
        if MERK in tekst:
            raise Overtreding("geen klare tekst", "a secret stands in the log")

    # -- verdicts

    def _neem_verdict(self, record: Record) -> None:
        verdict = record_van_bytes(Verdict, record.waarde or b"", self.schemas)
        plek = (verdict.topic, verdict.offset)
        if plek not in self.zendingen:
            raise Overtreding("een eindverdict", f"a verdict on {plek}, where nothing stands")
        if verdict.uitslag is Uitslag.GEISOLEERD:
            raise Overtreding("geen isolatie", f"{plek} was isolated: the core raised")
        eerder = self.verdicten.get(plek)
        eind = eerder is not None and eerder.uitslag not in VOORLOPIG
        if eerder is not None and eind and (eerder.uitslag, eerder.code) != (verdict.uitslag, verdict.code):
            raise Overtreding("een eindverdict", f"{plek} was {eerder.uitslag}, now {verdict.uitslag}")
        self.verdicten[plek] = verdict

    # -- mail

    def _neem_bericht(self, record: Record) -> None:
        koppen = dict(record.koppen)
        ontvanger = record.topic.partition(".")[2]
        bericht_id = self.ids.naar_binnen(UUID(koppen["ce_id"].decode()))
        if bericht_id in self.uit:
            raise Overtreding("ieder bericht eenmaal", f"{ontvanger} got {bericht_id} twice")
        self.uit[bericht_id] = record
        volgnummer = int(koppen["ce_sequence"])
        if volgnummer != self._volgnummer.get(ontvanger, 0) + 1:
            raise Overtreding("volgnummers zonder gat", f"{ontvanger} got number {volgnummer}")
        self._volgnummer[ontvanger] = volgnummer
        if self.boek.berichten.get(bericht_id) != ontvanger and bericht_id not in self.technisch:
            raise Overtreding(
                "ieder bericht verklaard", f"{ontvanger} got {koppen['ce_type']!r} for no reason"
            )
        self._houd_storm_na(ontvanger, kort(koppen["ce_type"]), record)

    def _houd_storm_na(self, ontvanger: str, soort: str, record: Record) -> None:
        """At most one per duty, step and receiver, by what the receiver itself can see."""
        if soort not in ("herinnering.verstuurd", "escalatie.ingezet", "beantwoording.uitgebleven"):
            return
        gegevens = self.schemas.decodeer(record.waarde or b"").waarde
        trap = gegevens.get("niveau", gegevens.get("te_laat"))
        koppen = dict(record.koppen)
        sleutel = (
            ontvanger,
            koppen.get("ce_subject"),
            soort,
            trap,
            gegevens["plicht"],
            gegevens["uiterlijk"],
        )
        self.trappen[sleutel] = self.trappen.get(sleutel, 0) + 1
        # A reminder that our outage held up until after the term says that it is late, as the next does.
        treden = 2 if gegevens.get("te_laat") else 1
        if self.trappen[sleutel] > treden * self._soortgenoten(gegevens, koppen, ontvanger):
            raise Overtreding(
                "geen berichtenstorm", f"{ontvanger} got {soort} twice for {gegevens['plicht']}"
            )

    def _soortgenoten(self, gegevens: dict[str, Any], koppen: dict[str, bytes], ontvanger: str) -> int:
        """Duties that its receiver cannot tell apart, since they are due at one moment."""
        zaak = self._tokens.lees(koppen["ce_subject"].decode(), ontvanger)[0]
        return self.boek.ontstaan[zaak, gegevens["plicht"], gegevens["uiterlijk"]]


def kort(ce_type: bytes) -> str:
    """`nl.wijkketen.melding.doorgezet.v1` -> `melding.doorgezet`."""
    return ".".join(ce_type.decode().split(".")[2:4])
