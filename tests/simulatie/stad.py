"""Understands the town: partners that open requests, read what they get, and answer as their people do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any, Final
from uuid import UUID

from keten.contract.identiteit import verzoek_id
from keten.contract.tokens import Tokens
from keten.platform.deelnemers import in_topic, uit_topic
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.poorten import Koppen, Record, Uitvoer
from tests.simulatie.gedrag import DAG, UUR, Handeling, antwoorden, bevestiging, leestijd
from tests.simulatie.recept import Recept
from tests.simulatie.rommel import maak_rommel
from tests.simulatie.simlog import SimLog
from tests.simulatie.storing import Storing
from tests.simulatie.toeval import Toeval
from tests.simulatie.toezicht import Toezicht, kort
from tests.simulatie.zending import MERK, Zending

Plan = Callable[[int, Callable[[], None]], None]
"""So many ms from now, do this."""

THEMAS: Final = (
    "ZORG_EN_OVERLAST",
    "LEEFBAARHEID",
    "HUISELIJK_GEWELD",
    "SCHULDEN",
    "WONEN",
    "JEUGD_EN_GEZIN",
    "GEZONDHEID",
    "MEEDOEN",
    "OVERIG",
)
_KOPPEN: Final[Koppen] = (("content-type", b"application/cloudevents+json; charset=UTF-8"),)


@dataclass(frozen=True, slots=True)
class Post:
    """One message as a partner writes it, apart from when."""

    partner: str
    soort: str
    bericht_id: str
    gegevens: Mapping[str, Any]
    zaak: UUID | None
    subject: str | None = None
    bron: str | None = None
    gaat_in: bool = True


class Stad:
    """All partners. `plan` puts something on the agenda of the world."""

    def __init__(
        self,
        recept: Recept,
        toeval: Toeval,
        inrichtingen: Inrichtingen,
        tokens: Tokens,
        log: SimLog,
        toezicht: Toezicht,
        storing: Storing,
        plan: Plan,
    ) -> None:
        self._recept, self._toeval, self._tokens = recept, toeval, tokens
        self._log, self._toezicht, self._storing, self._plan = log, toezicht, storing, plan
        self.partijen = dict(inrichtingen.nieuwste.partijen)
        self.wensen: dict[UUID, bool] = {}
        self.openers: dict[UUID, str] = {}
        self._nummers: dict[UUID, int] = {}
        self._gelezen: dict[str, set[str]] = {p: set() for p in self.partijen}
        self._leest: set[str] = set()
        self._keer: dict[tuple[UUID, str], int] = {}
        aarden = ("vlot", "vlot", "vlot", "traag", "dagen")
        tak = toeval.tak("lezers")
        self._aard = {p: tak.choice(aarden) for p in self.partijen}
        self._lezen = {p: toeval.tak("lezen", p) for p in self.partijen}

    # -- openings

    def begin(self) -> None:
        """The day's requests on the agenda."""
        for nummer in self._recept.verzoeken:
            self._open(nummer, self._toeval.tak("verzoek", nummer))

    def _open(self, nummer: int, tak: Random) -> None:
        partner = tak.choice([p.code for p in self.partijen.values() if p.opent])
        kenmerk = f"{MERK}-{nummer}"
        zaak = verzoek_id(self.partijen[partner].bron, kenmerk)
        wens = tak.random() < 0.85
        gegevens = {
            "kenmerk": kenmerk,
            "gemeente": tak.choice(("0505", "0482", "0642")),
            "thema": tak.choice(THEMAS),
            "urgentie": tak.choice(("ROUTINE", "ROUTINE", "ROUTINE", "SPOED", "CRISIS")),
            "terugkoppeling_gewenst": wens,
            "betrokkenen": [{"rol": "CLIENT", "naam": f"Jansje {MERK}", "bsn": "123456782"}],
            "toelichting": f"Zag {MERK} weer.",
        }
        self.wensen[zaak], self.openers[zaak], self._nummers[zaak] = wens, partner, nummer
        post = Post(partner, "melding.gedaan", f"o-{nummer}", gegevens, zaak)
        op = tak.randint(0, 12 * UUR)
        self._plan(op, lambda: self._stuur(post))
        if self._aan("dubbel") and tak.random() < 0.3:
            ander = {**gegevens, "toelichting": "Toch anders."} if tak.random() < 0.3 else gegevens
            self._plan(op + tak.randint(0, DAG), lambda: self._stuur(replace(post, gegevens=ander)))
        if self._aan("vroeg") and tak.random() < 0.2:
            # By its own reference, before its opening; by another that is never used, one that never comes.
            eigen = kenmerk if tak.random() < 0.7 else f"{kenmerk}-nooit"
            vroeg = Post(
                partner,
                "ontvangst.bevestigd",
                f"t-{nummer}",
                {"kenmerk": eigen},
                verzoek_id(self.partijen[partner].bron, eigen),
            )
            self._plan(tak.randint(0, op), lambda: self._stuur(vroeg))
        if self._aan("rommel") and tak.random() < 0.5:
            self._maak_lastig(op, partner, nummer, tak)

    def _maak_lastig(self, op: int, partner: str, nummer: int, tak: Random) -> None:
        """What nobody can take in, or may not say."""
        match tak.randint(0, 3):
            case 0 | 1:
                self._plan(op + tak.randint(0, UUR), lambda: self._stuur_rommel(partner, tak))
            case 2:
                bron = "urn:nld:oin:00000000000000000999"
                post = Post(
                    partner, "ontvangst.bevestigd", f"v-{nummer}", {}, None, "1.x", bron, gaat_in=False
                )
                self._plan(op, lambda: self._stuur(post))
            case _:
                # A stranger in this matter, under a token of its own, may say nothing about it.
                zaak = tak.choice(list(self.openers))
                self._plan(op + tak.randint(0, DAG), lambda: self._zeg_iets_vreemds(partner, zaak, nummer))

    def _zeg_iets_vreemds(self, partner: str, zaak: UUID, nummer: int) -> None:
        if zaak not in self._toezicht.boek.dossiers:
            return  # nobody is given a token before there is a request
        token = self._tokens.geef(zaak, 1, partner)
        self._stuur(Post(partner, "verzoek.geaccepteerd", f"w-{nummer}", {}, zaak, subject=token))

    # -- reading

    def iets_geschreven(self, topic: str) -> None:
        """Something new on `uit.<partner>`: it reads after a while, once for all that is there by then."""
        partner = topic.partition(".")[2]
        if partner not in self._leest:
            self._leest.add(partner)
            self._plan(leestijd(self._lezen[partner], self._aard[partner]), lambda: self.lees(partner))

    def lees(self, partner: str) -> None:
        self._leest.discard(partner)
        topic, groep = uit_topic(partner), self.partijen[partner].leesgroep
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
        zaak = self._tokens.lees(token, partner)[0]
        keer = self._keer[zaak, partner] = self._keer.get((zaak, partner), 0) + 1
        tak = self._toeval.tak("antwoord", self._nummers.get(zaak, -1), partner, soort, keer)
        if soort == "melding.doorgezet":
            for i, handeling in enumerate(antwoorden(tak, dubbel=self._aan("dubbel"))):
                self._handel(partner, zaak, token, f"a{i}", handeling)
        elif soort == "escalatie.ingezet":
            na = bevestiging(tak)
            if na is not None:
                self._handel(
                    partner,
                    zaak,
                    token,
                    f"e-{bericht_id[:8]}",
                    Handeling(na, "escalatie.bevestigd", {"door": "coordinator"}),
                )

    def _handel(self, partner: str, zaak: UUID, token: str, naam: str, handeling: Handeling) -> None:
        gegevens = {k: MERK if w == "MERK" else w for k, w in handeling.gegevens.items()}
        id_ = f"{naam}-{self._nummers.get(zaak, -1)}"
        post = Post(partner, handeling.soort, id_, gegevens, zaak, subject=token)
        self._plan(handeling.na_ms, lambda: self._stuur(post))
        if handeling.nogmaals_na_ms is not None:
            weer = replace(post, gegevens={**gegevens, "door": "balie"}) if handeling.andere_inhoud else post
            self._plan(handeling.na_ms + handeling.nogmaals_na_ms, lambda: self._stuur(weer))

    # -- sending

    def _stuur(self, post: Post) -> None:
        data = json.dumps(post.gegevens)
        alles = {
            "specversion": "1.0",
            "id": post.bericht_id,
            "source": post.bron or self.partijen[post.partner].bron,
            "type": f"nl.wijkketen.{post.soort}.v1",
            "time": "2026-11-13T08:59:00Z",
            "datacontenttype": "application/json",
            "data": post.gegevens,
        }
        if post.subject is not None:
            alles["subject"] = post.subject
        self._breng(post, _KOPPEN, json.dumps(alles).encode(), data)

    def _stuur_rommel(self, partner: str, tak: Random) -> None:
        koppen, waarde = maak_rommel(tak)
        self._breng(Post(partner, "rommel", "", {}, None, gaat_in=False), koppen, waarde, "")

    def _breng(self, post: Post, koppen: Koppen, waarde: bytes | None, data: str) -> None:
        record = self._log.voeg_toe(Uitvoer(in_topic(post.partner), None, waarde, koppen, partitie=0))
        self._toezicht.verstuurd(
            Zending(
                topic=record.topic,
                offset=record.offset,
                tijd_ms=record.tijd_ms,
                partner=post.partner,
                soort=post.soort,
                zaak=post.zaak,
                bericht_id=post.bericht_id,
                uniek=(post.bericht_id, f"{post.soort}{data}"),
                gaat_in=post.gaat_in,
                eind=post.gegevens.get("resultaat", "IN_BEHANDELING")
                not in ("IN_BEHANDELING", "WORDT_GEVOLGD"),
            )
        )

    def _aan(self, soort: str) -> bool:
        return soort in self._recept.storingen
