"""Understands how a scenario's message becomes a partner's bytes, and how an answer reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from pydantic import ValidationError

from beheer import tijden
from beheer.afloop import WIJKKETEN, Regel
from beheer.scenario_model import Bericht
from beheer.zaken import Zaken, zaak_van
from keten.contract.berichten.model import ce_type, kort_type
from keten.contract.berichten.register import IN
from keten.contract.cloudevents import GESTRUCTUREERD, Gebeurtenis, koppen_voor
from keten.contract.codec import Schemas
from keten.contract.records import record_naar_bytes
from keten.contract.tokens import Tokens

Koppen = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Vormgever:
    """Knows what a partner knows when it sends: its urn, its token for the matter, the schemas."""

    schemas: Schemas
    tokens: Tokens
    zaken: Zaken

    def bericht(self, naam: str, nummer: int, bericht: Bericht) -> tuple[Koppen, bytes, Regel]:
        """Headers, value and line of message `nummer` of the scenario `naam`.

        Binary Avro; a message that no schema allows goes as structured JSON, so that its refusal can be seen.
        """
        data = _data(bericht)
        gebeurtenis = Gebeurtenis(
            id=bericht.id or str(uuid5(NAMESPACE_URL, f"urn:wijkketen:scenario:{naam}:{nummer}")),
            source=self.zaken.partijen[bericht.van].bron,
            type=ce_type(bericht.type),
            subject=self._token(bericht),
            time=bericht.verzonden or bericht.op,
            data=data,
        )
        try:
            waarde = record_naar_bytes(IN[bericht.type].model_validate(data), self.schemas)
            koppen = koppen_voor(gebeurtenis)
        except (ValidationError, ValueError):
            waarde, koppen = _als_json(gebeurtenis, data), (("content-type", GESTRUCTUREERD.encode()),)
        regel = Regel(
            op=bericht.op,
            id=gebeurtenis.id,
            van=bericht.van,
            naar=WIJKKETEN,
            type=bericht.type,
            over=zaak_van(bericht),
            onderdeel=bericht.onderdeel,
            gegevens=data,
        )
        return koppen, waarde, regel

    def _token(self, bericht: Bericht) -> str | None:
        if bericht.over is None:
            return None
        return self.tokens.geef(self.zaken.id_van(bericht.over), bericht.onderdeel, bericht.van)

    def ontvangen(
        self,
        partner: str,
        op: datetime,
        gebeurtenis: Gebeurtenis,
        gegevens: Mapping[str, Any],
        plek: tuple[UUID | None, int | None],
    ) -> Regel:
        """The line of a message that a partner got; `plek`: what its token stands for."""
        return Regel(
            op=op,
            id=gebeurtenis.id,
            van=WIJKKETEN,
            naar=partner,
            type=kort_type(gebeurtenis.type) or gebeurtenis.type,
            over=self.zaken.naam_van(plek[0]),
            onderdeel=plek[1],
            gegevens=json_waarde(gegevens),
        )


def json_waarde(waarde: Any) -> Any:
    """A value out of Avro as JSON has it: moments in UTC, what is absent left out."""
    match waarde:
        case Mapping():
            return {str(k): json_waarde(v) for k, v in waarde.items() if v is not None}
        case list() | tuple():
            return [json_waarde(v) for v in waarde]
        case datetime():
            return tijden.iso(waarde)
        case date():
            return waarde.isoformat()
        case UUID():
            return str(waarde)
    return waarde


def _data(bericht: Bericht) -> dict[str, Any]:
    data = dict(bericht.gegevens)
    for veld, waarde in (("kenmerk", bericht.kenmerk), ("door", bericht.door)):
        if waarde is not None:
            data.setdefault(veld, waarde)
    return data


def _als_json(gebeurtenis: Gebeurtenis, data: Mapping[str, Any]) -> bytes:
    attributen = {
        "specversion": "1.0",
        "id": gebeurtenis.id,
        "source": gebeurtenis.source,
        "type": gebeurtenis.type,
        "subject": gebeurtenis.subject,
        "time": None if gebeurtenis.time is None else tijden.iso(gebeurtenis.time),
        "datacontenttype": "application/json",
        "data": data,
    }
    return json.dumps({k: v for k, v in attributen.items() if v is not None}, ensure_ascii=False).encode()
