"""Understands that whatever a partner sends ends in one verdict, an answer, and a stream that goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.berichten.intern.quarantaine import Quarantaine
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.cloudevents import KOP_BYTES, MAX_BYTES
from keten.contract.fouten import Vormcode
from keten.contract.records import record_van_bytes
from keten.contract.versleuteling import ontsleutel
from keten.domein.begrippen import Uitslag
from keten.platform.kluis import GeheugenKluis
from keten.platform.uitvoer import QUARANTAINE
from tests.processen.partner import BRONNEN, MELDPUNT, NAAM, VERHAAL, als_avro, als_json, melding

GROOT = b"g" * 800_000
Koppen = tuple[tuple[str, bytes], ...]
Bytes = tuple[Koppen, bytes | None]


@dataclass(frozen=True, slots=True)
class Geval:
    """What comes in, and what must be said of it."""

    maak: Callable[[KetenDriver], Bytes]
    code: Vormcode
    veld: str | None = None
    id: str | None = "m1"

    @property
    def uitslag(self) -> Uitslag:
        return Uitslag.QUARANTAINE if self.code.quarantaine else Uitslag.GEWEIGERD


def _json(soort: str = "melding.gedaan", **anders: Any) -> Callable[[KetenDriver], Bytes]:
    """A report in JSON with something else: `data_…` in its data, the rest around it."""
    data = {n.removeprefix("data_"): w for n, w in anders.items() if n.startswith("data_")}
    rondom = {"id": "m1", **{n: w for n, w in anders.items() if not n.startswith("data_")}}
    gegevens = melding(**{"kenmerk": "POL-1", **data}) if soort == "melding.gedaan" else data
    return lambda _: als_json("politie", soort, gegevens, **rondom)


def _avro(vervang: Callable[[bytes], bytes]) -> Callable[[KetenDriver], Bytes]:
    """A report in Avro, with its bytes changed."""

    def maak(keten: KetenDriver) -> Bytes:
        gegevens: dict[str, Any] = {
            "kenmerk": "POL-1",
            "door": None,
            "toelichting": VERHAAL,
            "gemeente": "0505",
            "thema": "ZORG_EN_OVERLAST",
            "urgentie": "ROUTINE",
            "terugkoppeling_gewenst": True,
            "betrokkenen": [],
            "waargenomen_op": None,
        }
        koppen, waarde = als_avro(keten.schemas, "politie", "melding.gedaan", gegevens, id="m1")
        return koppen, vervang(waarde)

    return maak


def _van_een_ander(keten: KetenDriver) -> Bytes:
    """The token that the meldpunt was given, in the hands of the police."""
    token = keten.lees(MELDPUNT)[0].gebeurtenis.subject
    return als_json("politie", "ontvangst.bevestigd", {}, id="m1", subject=token)


def _diep(_: KetenDriver) -> Bytes:
    return (("content-type", b"application/cloudevents+json"),), b'{"a":' * 5000 + b"1" + b"}" * 5000


GEVALLEN = {
    "leeg record": Geval(lambda _: ((), None), Vormcode.RECORD_LEEG, id=None),
    "leeg record met id": Geval(lambda _: ((("ce_id", b"m1"),), b""), Vormcode.RECORD_LEEG),
    "willekeurige bytes": Geval(lambda _: ((), b"\xff\x00\xfe\x01"), Vormcode.GEEN_CLOUDEVENT, id=None),
    "gebroken JSON": Geval(
        lambda k: (_json()(k)[0], (_json()(k)[1] or b"")[:-9]), Vormcode.ONLEESBAAR, id=None
    ),
    "eindeloos diepe JSON": Geval(_diep, Vormcode.ONLEESBAAR, id=None),
    "geen Avro": Geval(_avro(lambda w: b"geen avro"), Vormcode.ONLEESBAAR, "/data"),
    "afgebroken Avro": Geval(_avro(lambda w: w[:-4]), Vormcode.ONLEESBAAR, "/data"),
    "onbekend schemanummer": Geval(
        _avro(lambda w: b"\x00\xff\xff\xff\xff" + w[5:]), Vormcode.SCHEMA_ONBEKEND, "/data"
    ),
    "onbekend type": Geval(_json("melding.gewenst"), Vormcode.TYPE_ONBEKEND, "/type"),
    "ontbrekend veld": Geval(_json(data_gemeente=None), Vormcode.VELD_ONTBREEKT, "/data/gemeente"),
    "onbekend veld": Geval(_json(data_ras="x"), Vormcode.VELD_ONBEKEND, "/data"),
    "verkeerde waarde": Geval(_json(data_thema="WEER"), Vormcode.WAARDE_ONBEKEND, "/data/thema"),
    "ongeldig bsn": Geval(
        _json(data_betrokkenen=[{"rol": "CLIENT", "bsn": "123456789"}]),
        Vormcode.BSN_ONJUIST,
        "/data/betrokkenen/0/bsn",
    ),
    "andermans source": Geval(_json(bron=BRONNEN[MELDPUNT]), Vormcode.BRON_NIET_VAN_U, "/source"),
    "andermans token": Geval(_van_een_ander, Vormcode.TOKEN_ONGELDIG, "/subject"),
    "verzonnen token": Geval(
        _json("ontvangst.bevestigd", subject="1.onzin"), Vormcode.TOKEN_ONGELDIG, "/subject"
    ),
    "over niets": Geval(_json("ontvangst.bevestigd"), Vormcode.ONDERWERP_ONTBREEKT, "/subject"),
    "opening over iets": Geval(_json(subject="1.iets"), Vormcode.ONDERWERP_ONVERWACHT, "/subject"),
    "gemeente doet niet mee": Geval(
        _json(data_gemeente="0363"), Vormcode.GEMEENTE_ONBEKEND, "/data/gemeente"
    ),
    "leeg met een reusachtige kop": Geval(lambda _: ((("x", GROOT),), None), Vormcode.TE_GROOT, id=None),
    "kenmerk lijkt bsn": Geval(_json(data_kenmerk="1234/56782"), Vormcode.KENMERK_LIJKT_BSN, "/data/kenmerk"),
    "te groot": Geval(_json(data_toelichting="x" * 70_000), Vormcode.TE_GROOT, id=None),
    "id lijkt bsn": Geval(_json(id="123456782"), Vormcode.ID_LIJKT_BSN, "/id", id=None),
}


@pytest.fixture(params=GEVALLEN.values(), ids=list(GEVALLEN))
def geval(request: pytest.FixtureRequest) -> Geval:
    geval: Geval = request.param
    return geval


async def _begin(keten: KetenDriver) -> None:
    """Another report of the police is under way, so that there is a token to misuse."""
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-0"), id="m0"))


def _afkeuringen(keten: KetenDriver) -> list[Uitgaand]:
    return [u for u in keten.lees("politie") if u.gebeurtenis.type == "nl.wijkketen.bericht.afgekeurd.v1"]


def _verdicten(keten: KetenDriver, offset: int) -> list[Verdict]:
    return [v for v in keten.verdicten() if (v.topic, v.offset) == ("in.politie", offset)]


async def test_een_oordeel_en_een_antwoord(keten: KetenDriver, geval: Geval) -> None:
    """Rejected with code, field and a sentence, or quarantined; one verdict; the sender hears it."""
    await _begin(keten)
    record = await keten.breng("politie", *geval.maak(keten))
    assert [(v.uitslag, v.code) for v in _verdicten(keten, record.offset)] == [
        (geval.uitslag, geval.code.code)
    ]
    (antwoord,) = _afkeuringen(keten)
    gegevens = antwoord.gegevens
    assert (gegevens["code"], gegevens["veld"]) == (geval.code.code, geval.veld)
    assert gegevens["uitleg"].endswith(".")
    assert gegevens["bericht_id"] == geval.id
    assert gegevens["positie"] == {"topic": "in.politie", "partitie": 0, "offset": record.offset}
    assert antwoord.gebeurtenis.subject is None


async def test_de_stroom_gaat_door(keten: KetenDriver, geval: Geval) -> None:
    """What comes after a bad record is handled as if nothing happened, and the numbers have no gap."""
    await _begin(keten)
    await keten.breng("politie", *geval.maak(keten))
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-2"), id="m2"))
    doorgezet = [u.gegevens["kenmerk_afzender"] for u in keten.lees(MELDPUNT)]
    assert doorgezet == ["POL-0", "POL-2"]
    nummers = [u.gebeurtenis.uitbreidingen["sequence"] for u in keten.lees("politie")]
    assert nummers == ["1", "2", "3"]


async def test_onleesbaar_wordt_versleuteld_bewaard(keten: KetenDriver, geval: Geval) -> None:
    """Bytes that nobody could read are kept whole, with their position, under the key of partner and day."""
    await _begin(keten)
    koppen, waarde = geval.maak(keten)
    record = await keten.breng("politie", koppen, waarde)
    bewaard = [
        record_van_bytes(Quarantaine, r.waarde or b"", keten.schemas) for r in keten.log.alles(QUARANTAINE)
    ]
    if not geval.code.quarantaine:
        assert bewaard == []
        return
    (quarantaine,) = bewaard
    assert (quarantaine.topic, quarantaine.offset, quarantaine.code) == (
        "in.politie",
        record.offset,
        geval.code.code,
    )
    assert quarantaine.sleutel_id == "politie/2026-11-13"
    dag = ("politie", keten.nu.date())
    sleutel = (await GeheugenKluis().dagsleutels([dag]))[dag]
    plek = f"in.politie/0/{record.offset}".encode()
    klaar = json.loads(ontsleutel(sleutel, quarantaine.geheim, gebonden_aan=plek))
    assert [naam for naam, _ in klaar["koppen"]] == [naam for naam, _ in koppen]
    assert ("waarde" in klaar) == (waarde is not None)
    assert len(waarde or b"") < 8 or (waarde or b"") not in quarantaine.geheim


async def test_een_reusachtige_sleutel(keten: KetenDriver) -> None:
    """A key counts in the size: such a record is refused, and nothing of it is copied anywhere."""
    record = await keten.breng("politie", (), b"x", GROOT)
    assert [(v.offset, v.code) for v in keten.verdicten()] == [(record.offset, Vormcode.TE_GROOT.code)]
    assert [u.gegevens["code"] for u in _afkeuringen(keten)] == [Vormcode.TE_GROOT.code]
    assert list(keten.log.alles(QUARANTAINE)) == []


@pytest.mark.parametrize(
    ("koppen", "waarde", "sleutel"),
    [
        ((), b"x" * MAX_BYTES, None),
        ((), None, b"s" * MAX_BYTES),
        ((("\x00" * (MAX_BYTES - KOP_BYTES), b""),), None, None),
        ((("", b""),) * (MAX_BYTES // KOP_BYTES), None, None),
    ],
    ids=["waarde", "sleutel", "stuurtekens in een kop", "heel veel koppen"],
)
async def test_wat_in_quarantaine_gaat_past_daar(
    keten: KetenDriver, koppen: Koppen, waarde: bytes | None, sleutel: bytes | None
) -> None:
    """The most that is kept whole is, in its longest form, less than half of what the topic takes."""
    await keten.breng("politie", koppen, waarde, sleutel)
    (bewaard,) = keten.log.alles(QUARANTAINE)
    assert len(bewaard.waarde or b"") < 512 * 1024


async def test_nergens_leesbaar(keten: KetenDriver, geval: Geval) -> None:
    """Nothing that a partner wrote about people stands readable in a topic of ours, nor from a bad record."""
    await _begin(keten)
    await keten.breng("politie", *geval.maak(keten))
    for topic in keten.log.topics():
        if topic.startswith(("in.", "uit.")):
            continue
        for record in keten.log.alles(topic):
            alles = b"".join([record.sleutel or b"", record.waarde or b"", *(w for _, w in record.koppen)])
            for woord in (NAAM, VERHAAL, "POL-0", "POL-1", "123456782"):
                assert woord.encode() not in alles
