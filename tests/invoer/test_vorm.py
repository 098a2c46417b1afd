"""Understands that whatever a partner sends ends in one verdict, an answer, and a stream that goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.berichten.in_.melding_gedaan import MeldingGedaan
from keten.contract.berichten.intern.quarantaine import Quarantaine
from keten.contract.berichten.intern.verdict import Verdict
from keten.contract.cloudevents import KOP_BYTES, MAX_BYTES
from keten.contract.fouten import Vormcode
from keten.contract.records import avro_waarden, record_van_bytes
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
        gegevens = avro_waarden(MeldingGedaan.model_validate(melding("POL-1")))
        koppen, waarde = als_avro(keten.schemas, "politie", "melding.gedaan", gegevens, id="m1")
        return koppen, vervang(waarde)

    return maak


def _van_een_ander(keten: KetenDriver) -> Bytes:
    """The token that the meldpunt was given, in the hands of the police."""
    token = keten.lees(MELDPUNT)[0].gebeurtenis.subject
    return als_json("politie", "ontvangst.bevestigd", {}, id="m1", subject=token)


JSON = (("content-type", b"application/cloudevents+json"),)


def _rauw(waarde: bytes) -> Callable[[KetenDriver], Bytes]:
    """These bytes, said to be JSON."""
    return lambda _: (JSON, waarde)


def _tekst(vervang: Callable[[str], str], codering: str = "utf-8") -> Callable[[KetenDriver], Bytes]:
    """A report in JSON with its text changed, in some encoding."""

    def maak(keten: KetenDriver) -> Bytes:
        koppen, waarde = _json()(keten)
        return koppen, vervang((waarde or b"").decode()).encode(codering)

    return maak


def _kop(naam: str, waarde: bytes) -> Callable[[KetenDriver], Bytes]:
    """A report in Avro with one header more."""

    def maak(keten: KetenDriver) -> Bytes:
        koppen, romp = _avro(lambda w: w)(keten)
        return (*koppen, (naam, waarde)), romp

    return maak


def _met_tijd(tijd: str) -> Callable[[KetenDriver], Bytes]:
    return _tekst(lambda t: t.replace("2026-11-13T08:59:00Z", tijd))


def _geboren(datum: str) -> Callable[[KetenDriver], Bytes]:
    return _json(data_betrokkenen=[{"rol": "CLIENT", "geboortedatum": datum}])


GEVALLEN = {
    "leeg record": Geval(lambda _: ((), None), Vormcode.RECORD_LEEG, id=None),
    "leeg record met id": Geval(lambda _: ((("ce_id", b"m1"),), b""), Vormcode.RECORD_LEEG),
    "willekeurige bytes": Geval(lambda _: ((), b"\xff\x00\xfe\x01"), Vormcode.GEEN_CLOUDEVENT, id=None),
    "gebroken JSON": Geval(
        lambda k: (_json()(k)[0], (_json()(k)[1] or b"")[:-9]), Vormcode.ONLEESBAAR, id=None
    ),
    "diepe JSON": Geval(_rauw(b'{"a":' * 5000 + b"1" + b"}" * 5000), Vormcode.TE_DIEP, id=None),
    "diepe JSON zonder einde": Geval(_rauw(b"[" * 60_000), Vormcode.TE_DIEP, id=None),
    "diepe JSON in een veld": Geval(
        _tekst(lambda t: t.replace('"0505"', '[{"a":' * 60 + "1" + "}]" * 60)),
        Vormcode.SOORT_ONJUIST,
        "/data/gemeente",
    ),
    "een lijst zonder eind": Geval(
        _json(data_betrokkenen=[{"rol": "CLIENT"}] * 2000), Vormcode.AANTAL_ONJUIST, "/data/betrokkenen"
    ),
    "een getal zonder eind": Geval(
        _tekst(lambda t: t.replace('"0505"', "9" * 10_000)), Vormcode.ONLEESBAAR, id=None
    ),
    "een getal dat niet past": Geval(
        _tekst(lambda t: t.replace('"0505"', "1e9999")), Vormcode.SOORT_ONJUIST, "/data/gemeente"
    ),
    "geen getal": Geval(_tekst(lambda t: t.replace('"0505"', "NaN")), Vormcode.ONLEESBAAR, id=None),
    "UTF-16": Geval(_tekst(str, "utf-16"), Vormcode.CODERING_ONJUIST, id=None),
    "UTF-16 zonder merk": Geval(_tekst(str, "utf-16-be"), Vormcode.CODERING_ONJUIST, id=None),
    "UTF-8 met merk": Geval(_tekst(str, "utf-8-sig"), Vormcode.CODERING_ONJUIST, id=None),
    "Latin-1": Geval(
        _tekst(lambda t: t.replace("verward", "verwárd"), "latin-1"), Vormcode.CODERING_ONJUIST, id=None
    ),
    "een NUL in de JSON": Geval(
        _tekst(lambda t: t.replace("verward", "ver\0ward")), Vormcode.ONLEESBAAR, id=None
    ),
    "een NUL in een tekst": Geval(
        _json(data_toelichting="ver\0ward"), Vormcode.TEKENS_ONJUIST, "/data/toelichting"
    ),
    "een half surrogaatpaar": Geval(
        _tekst(lambda t: t.replace("verward", "\\ud800")), Vormcode.ONLEESBAAR, id=None
    ),
    "een veld twee keer": Geval(
        _tekst(lambda t: t.replace('"gemeente":', '"gemeente": "0505", "gemeente":')),
        Vormcode.NAAM_DUBBEL,
        "/data",
    ),
    "twee keer een id": Geval(
        _tekst(lambda t: t.replace('"id":', '"id": "m0", "id":')), Vormcode.NAAM_DUBBEL, id=None
    ),
    "een kop twee keer": Geval(_kop("ce_source", b"urn:x"), Vormcode.ATTRIBUUT_ONJUIST, "/source"),
    "een kop die geen tekst is": Geval(
        _kop("ce_subject", b"\xff\xfe"), Vormcode.ATTRIBUUT_ONJUIST, "/subject"
    ),
    "alleen bytes na het eind": Geval(_avro(lambda w: w + b"x"), Vormcode.ONLEESBAAR, "/data"),
    "een mebibyte rommel": Geval(lambda _: ((), b"\xff" * 2**20), Vormcode.TE_GROOT, id=None),
    "een mebibyte JSON": Geval(_rauw(b'{"a":"' + b"x" * 2**20 + b'"}'), Vormcode.TE_GROOT, id=None),
    "een kop van een mebibyte": Geval(_kop("x", b"y" * 2**20), Vormcode.TE_GROOT),
    "JSON zonder object": Geval(_rauw(b"[1]"), Vormcode.ONLEESBAAR, id=None),
    "base64 in JSON": Geval(
        _tekst(lambda t: t.replace('"data":', '"data_base64":')),
        Vormcode.INHOUDSVORM_ONBEKEND,
        "/datacontenttype",
    ),
    "verzonden in een verre toekomst": Geval(
        _met_tijd("9999-12-31T23:59:59-14:00"), Vormcode.MOMENT_IN_TOEKOMST, "/time"
    ),
    "verzonden overmorgen": Geval(_met_tijd("2026-11-15T08:59:00Z"), Vormcode.MOMENT_IN_TOEKOMST, "/time"),
    "verzonden bij het begin van de jaartelling": Geval(
        _met_tijd("0001-01-01T00:00:00+14:00"), Vormcode.MOMENT_TE_OUD, "/time"
    ),
    "verzonden door een klok die nooit is gezet": Geval(
        _met_tijd("1970-01-01T00:00:00Z"), Vormcode.MOMENT_TE_OUD, "/time"
    ),
    "verzonden op een dag die er niet is": Geval(
        _met_tijd("2026-02-30T00:00:00Z"), Vormcode.ATTRIBUUT_ONJUIST, "/time"
    ),
    "gezien in de toekomst": Geval(
        _json(data_waargenomen_op="2026-11-20T09:00:00Z"),
        Vormcode.MOMENT_IN_TOEKOMST,
        "/data/waargenomen_op",
    ),
    "lang geleden gezien": Geval(
        _json(data_waargenomen_op="1999-01-01T00:00:00Z"), Vormcode.MOMENT_TE_OUD, "/data/waargenomen_op"
    ),
    "geboren in de toekomst": Geval(
        _geboren("2027-01-01"), Vormcode.MOMENT_IN_TOEKOMST, "/data/betrokkenen/0/geboortedatum"
    ),
    "geboren in een ander tijdvak": Geval(
        _geboren("0194-03-02"), Vormcode.MOMENT_TE_OUD, "/data/betrokkenen/0/geboortedatum"
    ),
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
    assert keten.telling.als_dict()["politie"][geval.code.code] == 1
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
    assert nummers == [str(n) for n in range(1, len(nummers) + 1)]


async def test_iemand_moet_het_herstellen(keten: KetenDriver, geval: Geval) -> None:
    """A refused message is not a lost one: its sender is asked to send it again, until a moment."""
    await _begin(keten)
    record = await keten.breng("politie", *geval.maak(keten))
    (vraag,) = [u for u in keten.lees("politie") if u.gebeurtenis.type == "nl.wijkketen.actie.gevraagd.v1"]
    assert (vraag.gegevens["actie"], vraag.gegevens["plicht"]) == ("HERSTELLEN", "HERSTEL")
    assert vraag.gegevens["uiterlijk"] > keten.nu
    assert vraag.verzoek_id is not None
    dossier = keten.dossier(vraag.verzoek_id)
    assert dossier is not None
    (plicht,) = [v for v in dossier.verplichtingen if v.herstel is not None]
    assert plicht.debiteur == "politie"
    assert plicht.herstel is not None
    assert (plicht.herstel.code, [p.offset for p in plicht.herstel.plekken]) == (
        geval.code.code,
        [record.offset],
    )


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
