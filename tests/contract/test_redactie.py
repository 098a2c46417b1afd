"""Understands that nobody reads more than its role may: generated from the table, headers included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast
from uuid import UUID

import pytest
from pydantic import BaseModel

from keten.contract.berichten.model import UitBericht
from keten.contract.berichten.persoon import Betrokkene
from keten.contract.berichten.register import IN, OPDRACHTEN, UIT
from keten.contract.canoniek import canonieke_json
from keten.contract.cloudevents import koppen_voor
from keten.contract.klassen import kluisvelden
from keten.contract.redactie import PROFIELEN, redigeer, toegestaan
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.vertaling import ERBIJ, uitgaand_bericht, uitgaande_gebeurtenis
from keten.contract.voorbeelden import voorbeeld
from keten.domein.begrippen import Rol
from keten.domein.inrichting import Partij
from tests.contract.maak import SCHEMAS

OPDRACHT = {soort.type: soort for soort in OPDRACHTEN.values()}
PAREN = [(type_, rol) for type_ in UIT for rol in Rol]
TOKENS = Tokens({1: bytes(range(64))}, 1)
IDS = UitgaandeIds(bytes(range(32)))
MERK = "MERK-"
EIGEN_KENMERK = "MERK-eigen-kenmerk"
VAN_DE_AANBIEDER = "MERK-ander-erbij"
NAMEN = {"politie": "Politie"}


def _gemerkt(bron: str) -> dict[str, Any]:
    """Every kluis field of every incoming message, filled with its own marker; `bron` names the field."""
    mens = {
        "rol": "CLIENT",
        "naam": f"{MERK}{bron}-naam",
        "geboortedatum": "1948-03-02",
        "bsn": "999990019",
        "adres": {"straat": f"{MERK}{bron}-straat", "huisnummer": "12a", "plaats": f"{MERK}{bron}-plaats"},
        "telefoon": "+31 6 00000000",
    }
    waarden = {
        "kenmerk": f"{MERK}{bron}-kenmerk",
        "toelichting": f"{MERK}{bron}-verhaal",
        "betrokkenen": [mens],
        "waargenomen_op": "2001-02-03T04:05:06Z",
        **{
            veld: [f"{MERK}{bron}-{veld}"]
            for veld in ("problemen", "doelen", "resultaten", "oplossingsteksten", "actieteksten")
        },
    }
    assert waarden.keys() == {veld for soort in IN.values() for veld in kluisvelden(soort)}
    return waarden


VERTELT = {
    "signalering.doorgezet",
    "melding.doorgezet",
    "verwijzing.aangeboden",
    "status.gewijzigd",
    "terugkoppeling.gegeven",
    "regie.gewijzigd",
    "actie.gevraagd",
}
"""What may hold words of another party."""


def _partij(rol: Rol) -> Partij:
    return Partij("ontvanger", "Ontvanger", rol, "urn:nld:oin:00000000000000000199", "lees-ontvanger")


def _bericht(type_: str, rol: Rol, **gegevens: object) -> UitBericht:
    data = voorbeeld_opdracht(type_)
    data["gegevens"] |= gegevens
    opdracht = OPDRACHT[type_].model_validate({**data, "ontvanger": "ontvanger"})
    verhaal = {**_gemerkt("ander"), ERBIJ: VAN_DE_AANBIEDER}
    return uitgaand_bericht(opdracht, verhaal, EIGEN_KENMERK, _partij(rol), NAMEN)


def voorbeeld_opdracht(type_: str) -> dict[str, Any]:
    """An order of this type from the examples of its fields, without ciphertext."""
    soort = cast("type[BaseModel]", OPDRACHT[type_].model_fields["gegevens"].annotation)
    return {
        "bericht_id": "5b2f8c1a-7f64-5e0b-9a53-1d8f6a2b3c4d",
        "ontvanger": "ontvanger",
        "verzoek_id": "0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21",
        "nu": "2026-11-13T09:00:00Z",
        "oorzaak": "7c9e6679-7425-50de-944b-e07fc1f90ae7",
        "gegevens": voorbeeld(soort),
    }


def _bladen(waarde: object, pad: str) -> Iterator[tuple[str, str]]:
    if isinstance(waarde, dict):
        for naam, w in waarde.items():
            yield from _bladen(w, f"{pad}/{naam}" if pad else naam)
    elif isinstance(waarde, list):
        for w in waarde:
            yield from _bladen(w, pad)
    elif isinstance(waarde, str):
        yield pad, waarde


@pytest.mark.parametrize(("type_", "rol"), PAREN, ids=lambda p: getattr(p, "value", p))
def test_geen_lek(type_: str, rol: Rol) -> None:
    """Of a message full of markers only what the table allows arrives, in the value and in every header."""
    bericht = _bericht(type_, rol)
    gebeurtenis = uitgaande_gebeurtenis(
        OPDRACHT[type_].model_validate(voorbeeld_opdracht(type_)),
        bericht,
        bron="urn:nld:oin:00000000000000000100",
        volgnummer=1,
        tokens=TOKENS,
        ids=IDS,
        schemas=SCHEMAS,
    )
    assert isinstance(gebeurtenis.data, bytes)
    mag = toegestaan(type_, rol)
    ontvangen = SCHEMAS.decodeer(gebeurtenis.data).waarde
    assert {naam for naam, w in ontvangen.items() if w is not None} <= mag
    gemerkt = {pad.split("/")[0] for pad, tekst in _bladen(ontvangen, "") if MERK in tekst}
    assert gemerkt <= mag & set(kluisvelden(UIT[type_]))
    toegestane_tekst = canonieke_json(
        {veld: getattr(bericht, veld) for veld in mag & set(kluisvelden(UIT[type_]))}
    )
    for geheim in _geheimen():
        if geheim.encode() in gebeurtenis.data:
            assert geheim.encode() in toegestane_tekst
    koppen = koppen_voor(gebeurtenis)
    for _, kop in koppen:
        assert MERK.encode() not in kop
        assert not any(geheim.encode() in kop for geheim in _geheimen())
        assert voorbeeld_opdracht(type_)["verzoek_id"].encode() not in kop
        assert voorbeeld_opdracht(type_)["oorzaak"].encode() not in kop


def _geheimen() -> list[str]:
    return [tekst for pad, tekst in _bladen(_gemerkt("ander"), "") if pad != "betrokkenen/rol"] + [
        EIGEN_KENMERK,
        VAN_DE_AANBIEDER,
    ]


@pytest.mark.parametrize("type_", sorted(UIT))
def test_de_tabel_kent_elk_bericht_en_elke_rol(type_: str) -> None:
    """Every message has a profile for every role, with only fields there are and all it cannot miss."""
    assert PROFIELEN[type_].keys() == set(Rol)
    velden = UIT[type_].model_fields
    verplicht = {naam for naam, info in velden.items() if info.is_required()}
    for mag in PROFIELEN[type_].values():
        assert verplicht <= mag <= velden.keys()
    assert PROFIELEN.keys() == UIT.keys() == OPDRACHT.keys()


@pytest.mark.parametrize("type_", sorted(UIT))
def test_wat_uitgaat_staat_in_opdracht_of_kluis(type_: str) -> None:
    """A warm receiver gets every field of the message: nothing is forgotten on the way."""
    velden = {n for n, w in _bericht(type_, Rol.MELDPUNT) if w is not None}
    if type_ == "status.gewijzigd":  # what was asked for, or what is told beside it: never both
        gevraagd = {n for n, w in _bericht(type_, Rol.MELDPUNT, warm=True) if w is not None}
        assert gevraagd ^ velden == {"aanvulling", "betrokkenen", "toelichting"}
        velden |= gevraagd
    assert velden == set(UIT[type_].model_fields)


@pytest.mark.parametrize("rol", list(Rol), ids=lambda r: r.value)
def test_wat_gevraagd_is_komt_heel(rol: Rol) -> None:
    """An aanvulling goes whole to the receiver that asked for it; otherwise nothing of it goes to anybody."""
    warm = _bericht("status.gewijzigd", rol, warm=True).model_dump()
    assert (warm["aanvulling"], warm["toelichting"]) == ("MERK-ander-verhaal", None)
    assert warm["betrokkenen"] is not None
    koud = _bericht("status.gewijzigd", rol).model_dump()
    assert koud["aanvulling"] is koud["betrokkenen"] is None
    kort = rol in {Rol.POLITIE, Rol.CORPORATIE, Rol.HUISARTS}
    assert koud["toelichting"] == (None if kort else "MERK-ander-verhaal")


@pytest.mark.parametrize("rol", list(Rol), ids=lambda r: r.value)
def test_een_vraag_om_aanvulling_is_voor_iedereen_een_code(rol: Rol) -> None:
    """Every sender reads what is missing; the receiver's words only who may read a story."""
    bericht = _bericht("actie.gevraagd", rol).model_dump()
    assert bericht["gevraagd"].value == "CONTACTGEGEVENS"
    assert (bericht["toelichting"] is None) is (rol in {Rol.POLITIE, Rol.CORPORATIE, Rol.HUISARTS})


def test_onbekend_krijgt_niets() -> None:
    """A message that the table does not know lets nothing through."""
    assert redigeer("nieuw.bericht", Rol.MELDPUNT, {"kenmerk": "x"}) == {}


@pytest.mark.parametrize("rol", list(Rol), ids=lambda r: r.value)
def test_wie_het_verhaal_niet_mag_kennen(rol: Rol) -> None:
    """Politie, corporatie and huisarts hear the result of a terugkoppeling and never its story."""
    bericht = _bericht("terugkoppeling.gegeven", rol).model_dump()
    kort = rol in {Rol.POLITIE, Rol.CORPORATIE, Rol.HUISARTS}
    assert (bericht["toelichting"] is None) is kort
    assert bericht["resultaat"].value == "OPGELOST"
    assert bericht["kenmerk"] == EIGEN_KENMERK


@pytest.mark.parametrize("type_", sorted(set(UIT) - VERTELT))
def test_alleen_het_eigen_kenmerk(type_: str) -> None:
    """Acknowledgements, reminders and escalations hold nothing of another party's message."""
    assert set(kluisvelden(UIT[type_])) <= {"kenmerk"}
    assert b"MERK-ander" not in canonieke_json(_bericht(type_, Rol.MELDPUNT))


def test_een_vernietigde_sleutel_laat_de_rest_heel() -> None:
    """Without the decrypted fields a message still goes out, with what steering knows."""
    opdracht = OPDRACHT["melding.doorgezet"].model_validate(voorbeeld_opdracht("melding.doorgezet"))
    bericht = uitgaand_bericht(opdracht, None, None, _partij(Rol.MELDPUNT), NAMEN).model_dump()
    assert bericht["betrokkenen"] is bericht["toelichting"] is bericht["kenmerk"] is None
    assert (bericht["afzender"], bericht["afzender_naam"]) == ("politie", "Politie")


def test_attributen_zijn_van_de_ontvanger_alleen() -> None:
    """Two receivers of one cause share no value in their headers but what is public to all."""

    def koppen(code: str) -> dict[str, bytes]:
        data = {
            **voorbeeld_opdracht("status.gewijzigd"),
            "ontvanger": code,
            "bericht_id": UUID(int=len(code)),
        }
        opdracht = OPDRACHT["status.gewijzigd"].model_validate(data)
        bericht = uitgaand_bericht(opdracht, None, None, _partij(Rol.MELDPUNT), NAMEN)
        return dict(
            koppen_voor(
                uitgaande_gebeurtenis(
                    opdracht,
                    bericht,
                    bron="urn:x",
                    volgnummer=len(code),
                    tokens=TOKENS,
                    ids=IDS,
                    schemas=SCHEMAS,
                )
            )
        )

    een, ander = koppen("mee"), koppen("politie")
    assert een.keys() == ander.keys()
    gedeeld = {naam for naam, waarde in een.items() if ander[naam] == waarde}
    assert gedeeld == {
        "content-type",
        "ce_specversion",
        "ce_source",
        "ce_type",
        "ce_time",
        "ce_dataschema",
        "ce_recordedtime",
        "ce_sequencetype",
    }
    assert TOKENS.lees(een["ce_subject"].decode(), "mee") == (UUID("0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21"), 1)


def test_betrokkene_is_geheel_kluis() -> None:
    """Nothing about a person is readable for steering."""
    assert set(kluisvelden(Betrokkene)) == set(Betrokkene.model_fields)


@pytest.mark.parametrize("rol", [Rol.POLITIE, Rol.CORPORATIE])
@pytest.mark.parametrize("type_", [t for t in UIT if t != "capaciteit.gewijzigd"])
def test_welke_hulp_iemand_krijgt_is_niet_voor_politie_en_corporatie(type_: str, rol: Rol) -> None:
    """No function, no product, no measure: not in a reminder either."""
    verraadt = {"functie", "zelfredzaamheid", "participatie"}
    assert not verraadt & toegestaan(type_, rol)
