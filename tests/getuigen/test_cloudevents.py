"""Understands that a partner needs nothing of ours: kcat and the CloudEvents SDK will do."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from cloudevents.core.base import BaseCloudEvent
from cloudevents.core.bindings.kafka import KafkaMessage, from_binary, to_structured
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from keten.contract.codec import Schemas
from tests.getuigen.conftest import Keten
from tests.getuigen.kcat import Partner
from tests.steun.gereedschap import WORTEL
from tests.uitrol.lezen import processen

pytestmark = [pytest.mark.getuige, pytest.mark.broker, pytest.mark.timeout(400)]

POLITIE = "urn:nld:oin:00000000000000000101"
MELDPUNT = "urn:nld:oin:00000000000000000110"
BSN, NAAM, VERHAAL = "123456782", "Jansje van der Proef", "Mevrouw loopt 's nachts verward op straat."


class Ruw(JSONFormat):
    """The SDK's own format; it has none for Avro and would make text of bytes that happen to be readable."""

    def read_data(self, body: bytes, datacontenttype: str | None) -> dict[str, Any] | str | bytes | None:
        assert datacontenttype == "application/avro"
        return body


def stuur(partner: Partner, attributen: dict[str, Any], gegevens: dict[str, Any]) -> None:
    vast = {
        "specversion": "1.0",
        "time": datetime(2026, 11, 13, 9, tzinfo=UTC),
        "datacontenttype": "application/json",
    }
    bericht = to_structured(CloudEvent({**vast, **attributen}, gegevens), JSONFormat())
    koppen = {naam: waarde.decode() for naam, waarde in bericht.headers.items()}
    partner.schrijf(koppen, bericht.value)


def ontvang(partner: Partner, aantal: int) -> list[BaseCloudEvent]:
    """The first messages that a partner gets, by the SDK; none has a key, and the numbers have no gap."""
    gelezen = partner.lees(aantal)
    assert [g.sleutel for g in gelezen] == [None] * aantal
    koppen = [{naam: waarde.encode() for naam, waarde in g.koppen.items()} for g in gelezen]
    uit = [
        from_binary(KafkaMessage(kop, None, g.waarde), Ruw()) for kop, g in zip(koppen, gelezen, strict=True)
    ]
    assert [e.get_extension("sequence") for e in uit] == [str(n) for n in range(1, aantal + 1)]
    return uit


def test_een_partner_kan_alles_met_andermans_gereedschap(keten: Keten) -> None:
    """The police report by kcat and SDK; both sides read what they get, and answer on the token they have.

    Each attribute is one that the SDK accepts, tells nothing of the person, and names the matter to each
    party in its own way; the client's data reach the receiver in the body. A process that works says so to
    the script that containers ask.
    """
    politie, meldpunt = keten.partner("politie"), keten.partner("meldpunt-zorg-en-overlast")
    melding = {
        "kenmerk": "POL-2026-7",
        "gemeente": "0505",
        "thema": "ZORG_EN_OVERLAST",
        "betrokkenen": [{"rol": "CLIENT", "naam": NAAM, "bsn": BSN}],
        "toelichting": VERHAAL,
    }
    stuur(
        politie,
        {"id": "m-1", "source": POLITIE, "type": "nl.wijkketen.melding.gedaan.v1"},
        melding,
    )

    (doorgezet,) = ontvang(meldpunt, 1)
    assert doorgezet.get_type() == "nl.wijkketen.melding.doorgezet.v1"
    schemas = Schemas.lees(WORTEL / "schemas")
    waarde = doorgezet.get_data()
    assert isinstance(waarde, bytes)
    inhoud = schemas.decodeer(waarde).waarde
    assert (inhoud["betrokkenen"][0]["bsn"], inhoud["toelichting"]) == (BSN, VERHAAL)

    subject = doorgezet.get_subject()
    assert subject
    bevestigd = {
        "id": "b-1",
        "source": MELDPUNT,
        "type": "nl.wijkketen.ontvangst.bevestigd.v1",
        "subject": subject,
    }
    stuur(meldpunt, bevestigd, {"kenmerk": "MZO-88", "door": "medewerker"})

    vastgelegd, bij_politie = ontvang(politie, 2)
    assert vastgelegd.get_type() == "nl.wijkketen.ontvangst.vastgelegd.v1"
    assert bij_politie.get_type() == "nl.wijkketen.ontvangst.bevestigd.v1"
    assert bij_politie.get_subject() not in (None, subject)
    assert all(keten.gereed(proces) for proces in processen())
    for gebeurtenis in (doorgezet, vastgelegd, bij_politie):
        _let_op_attributen(gebeurtenis)
    assert len({gebeurtenis.get_id() for gebeurtenis in (doorgezet, vastgelegd, bij_politie)}) == 3


def _let_op_attributen(gebeurtenis: BaseCloudEvent) -> None:
    """What stands on the envelope, and what may never stand there."""
    assert gebeurtenis.get_specversion() == "1.0"
    assert gebeurtenis.get_source() not in (POLITIE, MELDPUNT)
    tijd = gebeurtenis.get_time()
    assert tijd is not None
    assert tijd.tzinfo is not None
    tekst = " ".join(str(waarde) for waarde in gebeurtenis.get_attributes().values())
    for verraad in (BSN, NAAM, VERHAAL, "POL-2026-7", "MZO-88", POLITIE, MELDPUNT):
        assert verraad not in tekst
    assert all(re.fullmatch(r"[a-z0-9]{1,20}", naam) for naam in gebeurtenis.get_attributes())
