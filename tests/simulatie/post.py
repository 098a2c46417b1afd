"""Understands how a partner's message comes to stand on its topic, and that the supervision is told of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final
from uuid import UUID

from keten.domein.inrichting import Partij
from keten.platform.deelnemers import in_topic
from keten.platform.motor.poorten import Koppen, Uitvoer
from tests.simulatie.rommel import maak_rommel
from tests.simulatie.simlog import SimLog
from tests.simulatie.telling import OPENINGEN
from tests.simulatie.toezicht import Toezicht
from tests.simulatie.zending import Zending

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
    leesbaar: bool = True

    @property
    def gaat_in(self) -> bool:
        """Whether a fact is to be made of it: whoever names itself, or one twice, is told at the door."""
        aan = [self.gegevens.get("ontvanger"), *self.gegevens.get("ook_aan", ())]
        return self.leesbaar and self.partner not in aan and len(set(aan)) == len(aan)


class Verzender:
    """Writes for all partners."""

    def __init__(self, partijen: Mapping[str, Partij], log: SimLog, toezicht: Toezicht) -> None:
        self._partijen, self._log, self._toezicht = partijen, log, toezicht

    def stuur(self, post: Post) -> None:
        alles = {
            "specversion": "1.0",
            "id": post.bericht_id,
            "source": post.bron or self._partijen[post.partner].bron,
            "type": f"nl.wijkketen.{post.soort}.v1",
            "time": "2026-11-13T08:59:00Z",
            "datacontenttype": "application/json",
            "data": post.gegevens,
        }
        if post.subject is not None:
            alles["subject"] = post.subject
        self._breng(post, _KOPPEN, json.dumps(alles).encode(), json.dumps(post.gegevens))

    def _onderdeel(self, post: Post) -> int:
        if post.subject is None or not post.leesbaar:
            return 1
        return self._toezicht.tokens.lees(post.subject, post.partner)[1]

    def stuur_rommel(self, partner: str, tak: Random) -> None:
        koppen, waarde = maak_rommel(tak)
        self._breng(Post(partner, "rommel", "", {}, None, leesbaar=False), koppen, waarde, "")

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
                gegevens=post.gegevens,
                opent=post.subject is None and post.soort in OPENINGEN,
                onderdeel=self._onderdeel(post),
            )
        )
