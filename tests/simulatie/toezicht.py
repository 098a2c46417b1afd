"""Understands the promises that hold at every moment, and sees each record the moment that it is there."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from keten.contract.berichten.intern.ophouding import Ophouding
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.codec import Schemas
from keten.contract.identiteit import technisch_id
from keten.contract.records import record_van_bytes
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.domein.begrippen import Uitslag
from keten.domein.feiten import Herkomst
from keten.platform.deelnemers import in_topic, partij_van
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.herspel import is_herstel
from keten.platform.motor.poorten import Klok, Record
from keten.platform.ophouden import vrijgave
from keten.platform.uitvoer import FEITEN, OPHOUDINGEN, VERDICTEN, ophouding_uitvoer, verzoek_sleutel
from tests.simulatie.boek import BEGIN, Feitenboek
from tests.simulatie.overtreding import Overtreding
from tests.simulatie.regels import PER_UUR
from tests.simulatie.simlog import SimLog
from tests.simulatie.zending import MERK, Zending

VOORLOPIG: Final = frozenset({Uitslag.WACHT, Uitslag.GEISOLEERD})
AANMANINGEN: Final = ("herinnering.verstuurd", "escalatie.ingezet")
UUR_MS: Final = 3_600_000 - 30_000
"""An hour, less what two clocks may differ before a process stops."""

TECHNISCH: Final = ("ontvangst.vastgelegd", "bericht.afgekeurd")
_MERK: Final = MERK.encode()


class Toezicht:
    """`kan_ziek_zijn`: whether a bug in the core may hit the request of this key.

    `gespeeld`: what came to pass, by name.
    """

    def __init__(
        self, inrichtingen: Inrichtingen, schemas: Schemas, tokens: Tokens, ids: UitgaandeIds, klok: Klok
    ) -> None:
        self.ids = ids
        self.tokens = tokens
        self.schemas = schemas
        self.boek = Feitenboek(inrichtingen, schemas)
        self.zendingen: dict[tuple[str, int], Zending] = {}
        self.verdicten: dict[tuple[str, int], Verdict] = {}
        self.uit: dict[UUID, Record] = {}
        self.trappen: dict[tuple[object, ...], int] = {}
        self.technisch: dict[UUID, tuple[str, int, str]] = {}
        self._volgnummer: dict[str, int] = {}
        self.records = 0
        self._klok = klok
        self._aanmaningen: dict[str, deque[int]] = {}
        self.kan_ziek_zijn: Callable[[bytes], bool] = lambda _: False
        self.gespeeld: Counter[str] = Counter()
        self._woorden: dict[str, Ophouding] = {}

    def verstuurd(self, zending: Zending) -> None:
        plek = (zending.topic, zending.offset)
        self.zendingen[plek] = zending
        self.gespeeld[zending.soort] += 1
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
        if record.topic == FEITEN and is_herstel(record):
            self.gespeeld["herstel"] += 1  # what it carries stands in the log already
        elif record.topic == FEITEN:
            self.boek.neem_op(record)
        elif record.topic == OPHOUDINGEN:
            self._neem_woord(record)
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
        zaak = verdict.verzoek_id
        mag_ziek = zaak is not None and self.kan_ziek_zijn(verzoek_sleutel(zaak))
        if verdict.uitslag is Uitslag.GEISOLEERD and not mag_ziek:
            raise Overtreding("geen isolatie", f"{plek} was isolated: the core raised")
        eerder = self.verdicten.get(plek)
        eind = eerder is not None and eerder.uitslag not in VOORLOPIG
        if eerder is not None and eind and (eerder.uitslag, eerder.code) != (verdict.uitslag, verdict.code):
            raise Overtreding("een eindverdict", f"{plek} was {eerder.uitslag}, now {verdict.uitslag}")
        self.verdicten[plek] = verdict
        if plek not in self.boek.oordelen and verdict.uitslag not in VOORLOPIG:
            self.boek.aan_de_deur(self.zendingen[plek])
        self.gespeeld[verdict.uitslag.value] += 1
        self.gespeeld[verdict.code or "zonder code"] += 1

    # -- who is held back

    def _neem_woord(self, record: Record) -> None:
        woord = record_van_bytes(Ophouding, record.waarde or b"", self.schemas)
        eerder = self._woorden.get(woord.topic)
        if eerder is not None and woord.sinds <= eerder.sinds:
            return
        self._woorden[woord.topic] = woord
        self.gespeeld["opgehouden" if woord.opgehouden else "vrijgegeven"] += 1
        self.boek.houd_op(partij_van(woord.topic), None if woord.opgehouden else record.tijd_ms)

    def laat_vrij(self, partner: str, log: SimLog) -> None:
        """As a person at the platform does who was asked to."""
        woord = self._woorden.get(in_topic(partner))
        if woord is not None and woord.opgehouden:
            nu = BEGIN + timedelta(milliseconds=log.klok.nu_ms())
            log.voeg_toe(ophouding_uitvoer(vrijgave(woord, nu), self.schemas))

    # -- mail

    def _neem_bericht(self, record: Record) -> None:
        koppen = dict(record.koppen)
        ontvanger = record.topic.partition(".")[2]
        bericht_id = self.ids.naar_binnen(UUID(koppen["ce_id"].decode()))
        if bericht_id in self.uit:
            raise Overtreding("ieder bericht eenmaal", f"{ontvanger} got {bericht_id} twice")
        self.uit[bericht_id] = record
        self.gespeeld[f"uit: {kort(koppen['ce_type'])}"] += 1
        volgnummer = int(koppen["ce_sequence"])
        if volgnummer != self._volgnummer.get(ontvanger, 0) + 1:
            raise Overtreding("volgnummers zonder gat", f"{ontvanger} got number {volgnummer}")
        self._volgnummer[ontvanger] = volgnummer
        if self.boek.berichten.get(bericht_id) != ontvanger and bericht_id not in self.technisch:
            raise Overtreding(
                "ieder bericht verklaard", f"{ontvanger} got {koppen['ce_type']!r} for no reason"
            )
        self._houd_storm_na(ontvanger, kort(koppen["ce_type"]), record)
        if kort(koppen["ce_type"]) in AANMANINGEN:
            self._houd_uur_na(ontvanger)

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

    def _houd_uur_na(self, ontvanger: str) -> None:
        """In no hour more reminders and escalations than the receiver's cap, by when it can see them."""
        nu_ms = self._klok.nu_ms()
        rij = self._aanmaningen.setdefault(ontvanger, deque())
        rij.append(nu_ms)
        while rij[0] <= nu_ms - UUR_MS:
            rij.popleft()
        self.gespeeld["volle uren"] += len(rij) == PER_UUR
        if len(rij) > PER_UUR:
            raise Overtreding("geen berichtenstorm", f"{ontvanger} got {len(rij)} reminders within an hour")

    def _soortgenoten(self, gegevens: dict[str, Any], koppen: dict[str, bytes], ontvanger: str) -> int:
        """Duties that its receiver cannot tell apart, since they are due at one moment."""
        zaak = self.tokens.lees(koppen["ce_subject"].decode(), ontvanger)[0]
        return self.boek.ontstaan[zaak, gegevens["plicht"], gegevens["uiterlijk"]]


def kort(ce_type: bytes) -> str:
    """`nl.wijkketen.melding.doorgezet.v1` -> `melding.doorgezet`."""
    return ".".join(ce_type.decode().split(".")[2:4])
