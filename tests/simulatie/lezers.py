"""Understands the partners as readers: each reads when it comes to that, and answers as its people do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from keten.domein.inrichting import Partij
from keten.platform.deelnemers import uit_topic
from keten.platform.motor.poorten import Record
from tests.simulatie.gedrag import (
    DAG,
    MINUUT,
    Handeling,
    andere_weg,
    antwoorden,
    bevestiging,
    correctie,
    doorzending,
    leestijd,
)
from tests.simulatie.post import Post, Verzender
from tests.simulatie.recept import Recept
from tests.simulatie.simlog import SimLog
from tests.simulatie.storing import Storing
from tests.simulatie.taal import vul
from tests.simulatie.toeval import Toeval
from tests.simulatie.toezicht import Toezicht, kort

Plan = Callable[[int, Callable[[], None]], None]
"""So many ms from now, do this."""

AANGEREIKT = frozenset({"melding.doorgezet", "signalering.doorgezet", "verwijzing.aangeboden"})


class Lezers:
    """`nummers`: per request the number that its luck goes by."""

    def __init__(
        self,
        recept: Recept,
        toeval: Toeval,
        partijen: Mapping[str, Partij],
        verzender: Verzender,
        log: SimLog,
        toezicht: Toezicht,
        storing: Storing,
        plan: Plan,
    ) -> None:
        self._recept, self._toeval, self._plan = recept, toeval, plan
        self._partijen, self._verzender = partijen, verzender
        self._log, self._toezicht, self._storing = log, toezicht, storing
        self.nummers: dict[UUID, int] = {}
        self.vragen: set[UUID] = set()
        self._gelezen: dict[str, set[str]] = {p: set() for p in partijen}
        self._leest: set[str] = set()
        self._keer: dict[tuple[UUID, str], int] = {}
        aarden = ("vlot", "vlot", "vlot", "traag", "dagen")
        tak = toeval.tak("lezers")
        self._aard = {p: tak.choice(aarden) for p in partijen}
        self._lezen = {p: toeval.tak("lezen", p) for p in partijen}

    def iets_geschreven(self, topic: str) -> None:
        """Something new on `uit.<partner>`: it reads after a while, once for all that is there by then."""
        partner = topic.partition(".")[2]
        if partner not in self._leest:
            self._leest.add(partner)
            self._plan(leestijd(self._lezen[partner], self._aard[partner]), lambda: self._lees(partner))

    def _lees(self, partner: str) -> None:
        self._leest.discard(partner)
        topic, groep = uit_topic(partner), self._partijen[partner].leesgroep
        van = self._log.vastgelegd(groep, topic)
        records = self._log.lees(topic, 0, van)
        for record in records:
            self._reageer(partner, record)
        if records and self._storing.slaat_toe("lezer", 0.05):
            self.iets_geschreven(topic)  # it fell before it committed, and will read all of it again
            return
        self._log.leg_vast(groep, topic, 0, self._log.einde(topic))
        self._log.gegroeid[topic] = None

    def _reageer(self, partner: str, record: Record) -> None:
        koppen = dict(record.koppen)
        bericht_id, soort = koppen["ce_id"].decode(), kort(koppen["ce_type"])
        if bericht_id in self._gelezen[partner] or "ce_subject" not in koppen:
            return
        self._gelezen[partner].add(bericht_id)
        token = koppen["ce_subject"].decode()
        zaak = self._toezicht.tokens.lees(token, partner)[0]
        keer = self._keer[zaak, partner] = self._keer.get((zaak, partner), 0) + 1
        tak = self._toeval.tak("antwoord", self.nummers.get(zaak, -1), partner, soort, keer)
        handelingen: list[Handeling | None] = []
        neemt_in = soort == "ontvangst.vastgelegd" and zaak in self.vragen
        if soort in AANGEREIKT or neemt_in:
            self.vragen.discard(zaak)
            handelingen += antwoorden(tak, dubbel="dubbel" in self._recept.storingen)
        elif soort == "escalatie.ingezet":
            rol = self._toezicht.schemas.decodeer(record.waarde or b"").waarde["rol"]
            handelingen.append(bevestiging(tak, rol))
        elif soort == "beantwoording.uitgebleven":
            handelingen.append(andere_weg(tak))
        elif soort == "actie.gevraagd":
            gevraagd = self._toezicht.schemas.decodeer(record.waarde or b"").waarde
            actie = gevraagd["actie"]
            if actie == "HERROUTEREN":
                handelingen.append(andere_weg(tak))
            elif actie == "DOORZENDEN":
                handelingen.append(doorzending(tak))
            elif actie == "CORRIGEREN":
                handelingen.append(correctie(tak, gevraagd["onjuist"]))
        elif soort == "terugkoppeling.gegeven" and tak.random() < 0.1:
            handelingen.append(Handeling(tak.randint(5 * MINUUT, 2 * DAG), "correctie.gevraagd", {}))
        for i, handeling in enumerate(h for h in handelingen if h is not None):
            self._handel(partner, zaak, token, f"{soort[0]}{keer}-{i}", handeling)

    def _handel(self, partner: str, zaak: UUID, token: str, naam: str, handeling: Handeling) -> None:
        nummer = self.nummers.get(zaak, -1)
        tak = self._toeval.tak("inhoud", nummer, partner, naam)

        def stuur() -> None:
            vandaag = datetime.fromtimestamp(self._log.klok.nu_ms() / 1000, UTC).date()
            gegevens: dict[str, Any] = {
                **vul(tak, handeling.soort, self._partijen, vandaag),
                **handeling.vast,
            }
            if "ook_aan" in gegevens:  # mostly as it should be
                niet = (partner, gegevens["ontvanger"]) if tak.random() < 0.9 else ()
                gegevens["ook_aan"] = [p for p in gegevens["ook_aan"] if p not in niet]
            post = Post(partner, handeling.soort, f"{naam}-{nummer}", gegevens, zaak, subject=token)
            self._verzender.stuur(post)
            if handeling.nogmaals_na_ms is not None:
                weer = (
                    replace(post, gegevens={**gegevens, "door": "balie"}) if handeling.andere_inhoud else post
                )
                self._plan(handeling.nogmaals_na_ms, lambda: self._verzender.stuur(weer))

        self._plan(handeling.na_ms, stuur)
