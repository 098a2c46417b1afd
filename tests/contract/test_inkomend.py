"""Understands that a partner's message becomes our model, or an error that a person understands."""

from __future__ import annotations

import traceback
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from keten.contract.berichten.in_.melding_gedaan import MeldingGedaan
from keten.contract.berichten.model import InBericht, ce_type
from keten.contract.berichten.register import IN
from keten.contract.cloudevents import Gebeurtenis, Koppen, lees_gebeurtenis
from keten.contract.fouten import Vormcode, VormError
from keten.contract.records import record_naar_bytes
from keten.contract.vertaling import lees_bericht
from keten.contract.vertaling.inkomend import FOUTSOORTEN, vormfout_van
from keten.contract.voorbeelden import voorbeeld
from tests.contract.maak import SCHEMAS

pytestmark = pytest.mark.timeout(60)  # many examples, on a machine that others use as well

ZAAK = UUID("0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21")
MERK = "geheim-Jansen-999990019"


def gebeurtenis(data: bytes | dict[str, Any], soort: str = "melding.gedaan") -> Gebeurtenis:
    return Gebeurtenis(id="e1", source="urn:x", type=ce_type(soort), data=data)


def melding(**anders: Any) -> dict[str, Any]:
    """The example, with fields replaced."""
    return {**voorbeeld(MeldingGedaan), **anders}


def persoon(**anders: Any) -> dict[str, Any]:
    """A melding about one person."""
    return melding(betrokkenen=[{"rol": "CLIENT", **anders}])


def zonder(veld: str) -> dict[str, Any]:
    return {n: w for n, w in melding().items() if n != veld}


def fout_van(data: bytes | dict[str, Any], soort: str = "melding.gedaan") -> VormError:
    with pytest.raises(VormError) as gevangen:
        lees_bericht(gebeurtenis(data, soort), SCHEMAS)
    return gevangen.value


CLIENT = {"rol": "CLIENT", "naam": "Mevrouw T. Voorbeeld", "telefoon": "+31 6 00000000"}


def verwijzing(**anders: Any) -> dict[str, Any]:
    """The example, with fields replaced; None leaves one out."""
    data = {**voorbeeld(IN["verwijzing.aangeboden"]), **anders}
    return {n: w for n, w in data.items() if w is not None}


@pytest.mark.parametrize(
    "mensen",
    [
        [{**CLIENT, "rol": "MELDER"}],  # nobody is the client
        [{"rol": "CLIENT"}],  # a client without a name
        [{"rol": "CLIENT", "naam": "Mevrouw T. Voorbeeld"}],  # a name that nobody can find
        [{**CLIENT, "naam": None}],
    ],
)
def test_een_verwijzing_zonder_clientgegevens_is_niet_warm(mensen: list[dict[str, Any]]) -> None:
    """The receiver must be able to find the client, or the verwijzing is refused with a code of its own."""
    fout = fout_van(verwijzing(betrokkenen=mensen), "verwijzing.aangeboden").fout
    assert (fout.vormcode, fout.veld) == (Vormcode.CLIENT_ONTBREEKT, "/data/betrokkenen")


@pytest.mark.parametrize("ook", [{"telefoon": None, "geboortedatum": "1948-03-02"}, {}])
def test_een_client_die_te_vinden_is(ook: dict[str, Any]) -> None:
    """A name, with one thing to find the person by; others may be in it as well."""
    data = verwijzing(betrokkenen=[{"rol": "MELDER"}, {**CLIENT, **ook}])
    assert lees_bericht(gebeurtenis(data, "verwijzing.aangeboden"), SCHEMAS).type == "verwijzing.aangeboden"


@pytest.mark.parametrize("veld", ["grondslag", "ontvanger", "betrokkenen"])
def test_een_verwijzing_zonder_grondslag_of_ontvanger(veld: str) -> None:
    """Each is compulsory; the pointer says which is missing."""
    fout = fout_van(verwijzing(**{veld: None}), "verwijzing.aangeboden").fout
    assert (fout.vormcode, fout.veld) == (Vormcode.VELD_ONTBREEKT, f"/data/{veld}")


@pytest.mark.parametrize("soort", ["verzoek.afgewezen", "verzoek.opgegeven"])
def test_anders_vraagt_om_woorden(soort: str) -> None:
    """A reason that says nothing by itself needs text; the pointer is to what must be filled in."""
    fout = fout_van({"reden": "ANDERS"}, soort).fout
    assert (fout.vormcode, fout.veld) == (Vormcode.TOELICHTING_ONTBREEKT, "/data/toelichting")
    for data in ({"reden": "ANDERS", "toelichting": "Geen sleutel."}, {"reden": "GEEN_CAPACITEIT"}):
        assert lees_bericht(gebeurtenis(data, soort), SCHEMAS).type == soort
    fout = fout_van({}, soort).fout
    assert (fout.vormcode, fout.veld) == (Vormcode.VELD_ONTBREEKT, "/data/reden")


@pytest.mark.parametrize("kenmerk", ["999990019", "9999 90 019", "9999–90/019", "９９９９９００１９"])
def test_een_kenmerk_dat_een_bsn_lijkt(kenmerk: str) -> None:
    """A reference may not be a burgerservicenummer, however its digits are written; a longer number may."""
    fout = fout_van(melding(kenmerk=kenmerk))
    assert (fout.fout.vormcode, fout.fout.veld) == (Vormcode.KENMERK_LIJKT_BSN, "/data/kenmerk")
    assert lees_bericht(gebeurtenis(melding(kenmerk="POL-999990019")), SCHEMAS).kenmerk == "POL-999990019"


@pytest.mark.parametrize("soort", sorted(IN))
def test_json_en_avro_worden_hetzelfde_bericht(soort: str) -> None:
    """The example of each message gives the same model from both forms."""
    data = voorbeeld(IN[soort])
    uit_json = lees_bericht(gebeurtenis(data, soort), SCHEMAS)
    uit_avro = lees_bericht(gebeurtenis(record_naar_bytes(uit_json, SCHEMAS), soort), SCHEMAS)
    assert uit_json == uit_avro
    assert type(uit_avro) is IN[soort]


@pytest.mark.parametrize(
    ("data", "code", "veld"),
    [
        (zonder("gemeente"), Vormcode.VELD_ONTBREEKT, "/data/gemeente"),
        (zonder("kenmerk"), Vormcode.VELD_ONTBREEKT, "/data/kenmerk"),
        (melding(kenmerk=None), Vormcode.SOORT_ONJUIST, "/data/kenmerk"),
        (melding(kenmerk=f" {MERK}"), Vormcode.VORM_ONJUIST, "/data/kenmerk"),
        (melding(kenmerk="x" * 101), Vormcode.VORM_ONJUIST, "/data/kenmerk"),
        (melding(kenmerk=""), Vormcode.VORM_ONJUIST, "/data/kenmerk"),
        (melding(kenmerk=7), Vormcode.SOORT_ONJUIST, "/data/kenmerk"),
        (melding(gemeente="505"), Vormcode.VORM_ONJUIST, "/data/gemeente"),
        (melding(gemeente="٠٥٠٥"), Vormcode.VORM_ONJUIST, "/data/gemeente"),
        (melding(gemeente="0505\n"), Vormcode.VORM_ONJUIST, "/data/gemeente"),
        (melding(thema=MERK), Vormcode.WAARDE_ONBEKEND, "/data/thema"),
        (melding(thema="ONBEKEND"), Vormcode.WAARDE_ONBEKEND, "/data/thema"),
        (melding(thema=3), Vormcode.WAARDE_ONBEKEND, "/data/thema"),
        (melding(urgentie=None), Vormcode.WAARDE_ONBEKEND, "/data/urgentie"),
        (melding(terugkoppeling_gewenst="ja"), Vormcode.SOORT_ONJUIST, "/data/terugkoppeling_gewenst"),
        (melding(terugkoppeling_gewenst=1), Vormcode.SOORT_ONJUIST, "/data/terugkoppeling_gewenst"),
        (melding(toelichting=""), Vormcode.LENGTE_ONJUIST, "/data/toelichting"),
        (melding(toelichting="x" * 10_001), Vormcode.LENGTE_ONJUIST, "/data/toelichting"),
        (melding(toelichting="a\x00b"), Vormcode.TEKENS_ONJUIST, "/data/toelichting"),
        (melding(toelichting="a\ud800b"), Vormcode.TEKENS_ONJUIST, "/data/toelichting"),
        (melding(door="Jan de Wit"), Vormcode.VORM_ONJUIST, "/data/door"),
        (melding(waargenomen_op="gisteren"), Vormcode.MOMENT_ONJUIST, "/data/waargenomen_op"),
        (melding(waargenomen_op="2026-11-13T09:00:00"), Vormcode.MOMENT_ONJUIST, "/data/waargenomen_op"),
        (melding(waargenomen_op="2026-11-13"), Vormcode.MOMENT_ONJUIST, "/data/waargenomen_op"),
        (melding(waargenomen_op=1794560400), Vormcode.MOMENT_ONJUIST, "/data/waargenomen_op"),
        (melding(waargenomen_op="1969-12-31T00:00:00Z"), Vormcode.MOMENT_ONJUIST, "/data/waargenomen_op"),
        (melding(betrokkenen=[]), Vormcode.AANTAL_ONJUIST, "/data/betrokkenen"),
        (melding(betrokkenen=[{"rol": "CLIENT"}] * 21), Vormcode.AANTAL_ONJUIST, "/data/betrokkenen"),
        (melding(betrokkenen={"rol": "CLIENT"}), Vormcode.SOORT_ONJUIST, "/data/betrokkenen"),
        (melding(betrokkenen=[MERK]), Vormcode.SOORT_ONJUIST, "/data/betrokkenen/0"),
        (melding(betrokkenen=[{"naam": MERK}]), Vormcode.VELD_ONTBREEKT, "/data/betrokkenen/0/rol"),
        (persoon(rol=MERK), Vormcode.WAARDE_ONBEKEND, "/data/betrokkenen/0/rol"),
        (persoon(bsn="999990018"), Vormcode.BSN_ONJUIST, "/data/betrokkenen/0/bsn"),
        (persoon(bsn="000000000"), Vormcode.BSN_ONJUIST, "/data/betrokkenen/0/bsn"),
        (persoon(bsn=999990019), Vormcode.SOORT_ONJUIST, "/data/betrokkenen/0/bsn"),
        (persoon(geboortedatum="1948-02-30"), Vormcode.MOMENT_ONJUIST, "/data/betrokkenen/0/geboortedatum"),
        (persoon(geboortedatum="2-3-1948"), Vormcode.MOMENT_ONJUIST, "/data/betrokkenen/0/geboortedatum"),
        (persoon(geboortedatum=0), Vormcode.MOMENT_ONJUIST, "/data/betrokkenen/0/geboortedatum"),
        (persoon(adres={"postcode": "0000 XX"}), Vormcode.VORM_ONJUIST, "/data/betrokkenen/0/adres/postcode"),
        (persoon(adres={MERK: 1}), Vormcode.VELD_ONBEKEND, "/data/betrokkenen/0/adres"),
        (persoon(telefoon="bel maar"), Vormcode.VORM_ONJUIST, "/data/betrokkenen/0/telefoon"),
        (melding(**{MERK: "x"}), Vormcode.VELD_ONBEKEND, "/data"),
    ],
)
def test_kromme_gegevens(data: dict[str, Any], code: Vormcode, veld: str) -> None:
    """Each kind of fault has its code, points at the field, and repeats nothing of the sender."""
    fout = fout_van(data)
    assert (fout.fout.vormcode, fout.fout.veld, fout.bericht_id) == (code, veld, "e1")
    alles = f"{fout!r} {fout} {fout.fout!r} {fout.fout.zin}"
    assert MERK not in alles
    assert fout.__cause__ is None


@pytest.mark.parametrize(
    ("data", "soort", "code", "veld"),
    [
        (b"", "melding.gedaan", Vormcode.RECORD_LEEG, "/data"),
        (b"\x00\x00\x00\x00\x01\x02", "melding.gedaan", Vormcode.ONLEESBAAR, "/data"),
        (b"\x00\x7f\x00\x00\x00", "melding.gedaan", Vormcode.SCHEMA_ONBEKEND, "/data"),
        ({}, "melding.verzonnen", Vormcode.TYPE_ONBEKEND, "/type"),
        ({}, "melding.doorgezet", Vormcode.TYPE_ONBEKEND, "/type"),
    ],
)
def test_kromme_inhoud(data: bytes | dict[str, Any], soort: str, code: Vormcode, veld: str) -> None:
    """Bytes nobody can read, a type nobody knows, and a type that only we send, are told apart."""
    fout = fout_van(data, soort).fout
    assert (fout.vormcode, fout.veld) == (code, veld)


def test_ander_type_of_versie_is_onbekend() -> None:
    """A type of another domain or another version is not guessed."""
    for ce in (
        "nl.brp.melding.gedaan.v1",
        "nl.wijkketen.melding.gedaan.v2",
        "nl.wijkketen.melding.gedaan",
        "melding.gedaan",
    ):
        with pytest.raises(VormError) as gevangen:
            lees_bericht(Gebeurtenis(id="e1", source="urn:x", type=ce, data={}), SCHEMAS)
        assert gevangen.value.fout.vormcode is Vormcode.TYPE_ONBEKEND


def test_inhoud_van_een_ander_soort() -> None:
    """Avro of one kind under the type of another is refused, also when it is an internal record."""
    antwoord = record_naar_bytes(IN["ontvangst.bevestigd"](), SCHEMAS)
    assert fout_van(antwoord).fout.vormcode is Vormcode.SCHEMA_PAST_NIET
    intern = SCHEMAS.codeer("intern/watermerk", {"topic": "in.mee", "gelezen_tot_ms": 1})
    assert fout_van(intern).fout.vormcode is Vormcode.SCHEMA_PAST_NIET


def test_onbekend_symbool_in_avro() -> None:
    """A sender that says ONBEKEND in Avro is refused like one that says it in JSON."""
    data = {**melding(), "thema": "ONBEKEND", "betrokkenen": [], "waargenomen_op": None}
    fout = fout_van(SCHEMAS.codeer("in/melding-gedaan", data)).fout
    assert (fout.vormcode, fout.veld) == (Vormcode.WAARDE_ONBEKEND, "/data/thema")


def test_standaard_is_routine_met_terugkoppeling() -> None:
    """Who says nothing of it gets an answer, and is not urgent."""
    kaal = {"kenmerk": "K", "gemeente": "0505", "thema": "OVERIG", "betrokkenen": [{"rol": "CLIENT"}]}
    bericht = lees_bericht(gebeurtenis(kaal), SCHEMAS)
    assert isinstance(bericht, MeldingGedaan)
    assert (bericht.urgentie.value, bericht.terugkoppeling_gewenst) == ("ROUTINE", True)


def _fout_van_model(soort: type[InBericht], data: dict[str, Any]) -> ValidationError | None:
    try:
        soort.model_validate(data)
    except ValidationError as fout:
        return fout
    return None


def _krom() -> st.SearchStrategy[Any]:
    blad = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
    return blad | st.lists(blad, max_size=2) | st.dictionaries(st.text(max_size=4), blad, max_size=2)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_elke_fout_is_bekend(data: st.DataObject) -> None:
    """Whatever a sender puts in a field: it is accepted, or refused with a code that was chosen for it."""
    soort = IN[data.draw(st.sampled_from(sorted(IN)))]
    basis = data.draw(st.sampled_from([voorbeeld(soort), {}]))
    anders = data.draw(st.dictionaries(st.sampled_from([*soort.model_fields]), _krom(), max_size=3))
    fout = _fout_van_model(soort, {**basis, **anders})
    if fout is None:
        return
    assert {f["type"] for f in fout.errors()} <= FOUTSOORTEN.keys()
    gevonden = vormfout_van(fout)
    assert gevonden.vormcode is not Vormcode.WAARDE_ONJUIST
    assert gevonden.veld is not None
    assert gevonden.veld.startswith("/data")


@pytest.mark.parametrize(
    ("koppen", "waarde"),
    [
        ((("content-type", b"application/cloudevents+json"),), f'{{"id": "{MERK}'.encode()),
        ((("content-type", b"application/cloudevents+json"),), MERK.encode() + b"\xff"),
        ((("ce_id", MERK.encode() + b" "), ("ce_type", b"x")), b"x"),
        ((("ce_id", b"e1"), ("ce_time", MERK.encode())), b"x"),
    ],
)
def test_een_uitdraai_van_de_fout_verraadt_niets(koppen: Koppen, waarde: bytes) -> None:
    """What a log would print of an error, causes included, holds nothing of the sender."""
    with pytest.raises(VormError) as gevangen:
        lees_gebeurtenis(koppen, waarde)
    assert MERK not in "".join(traceback.format_exception(gevangen.value))


def test_een_uitdraai_van_onleesbare_avro_verraadt_niets() -> None:
    """Text that is no UTF-8 inside Avro is refused without showing it."""
    rauw = record_naar_bytes(MeldingGedaan.model_validate(melding(kenmerk=MERK)), SCHEMAS)
    krom = rauw.replace(b"Jansen", b"Jan\xffen")
    assert krom != rauw
    fout = fout_van(krom)
    assert fout.fout.vormcode is Vormcode.ONLEESBAAR
    assert "geheim" not in "".join(traceback.format_exception(fout))
