"""Understands that tokens, ciphertext and derived ids keep what they promise."""

from __future__ import annotations

import hmac
import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keten.contract import identiteit
from keten.contract.canoniek import canonieke_json
from keten.contract.fouten import Vormcode, VormError
from keten.contract.tokens import Tokens
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.versleuteling import (
    OntsleutelError,
    kenmerk_veld,
    leid_af,
    ontsleutel,
    ontsleutel_veld,
    versleutel,
    versleutel_veld,
    vingerafdruk,
)
from keten.domein.begrippen import Thema
from keten.domein.feiten import Herkomst

pytestmark = pytest.mark.timeout(60)  # many examples, on a machine that others use as well

ZAAK = UUID("0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21")
OUD, NIEUW = bytes(range(64)), bytes(range(1, 65))
TOKENS = Tokens({1: OUD}, 1)
SLEUTEL = bytes(32)
PLEK = Herkomst("in.politie", 0, 17)


@given(zaak=st.uuids(), deel=st.integers(0, 65535))
def test_token_geeft_de_zaak_terug(zaak: UUID, deel: int) -> None:
    """The token of a party leads back to the request and the part, is stable, and fits in an attribute."""
    token = TOKENS.geef(zaak, deel, "politie")
    assert TOKENS.lees(token, "politie") == (zaak, deel)
    assert TOKENS.geef(zaak, deel, "politie") == token
    assert len(token) == 48
    assert token.startswith("1.")


def test_token_van_een_ander_werkt_niet() -> None:
    """Two parties have different tokens for one matter, and one in another's hands is refused at /subject."""
    token = TOKENS.geef(ZAAK, 1, "politie")
    assert token != TOKENS.geef(ZAAK, 1, "huisarts")
    with pytest.raises(VormError) as gevangen:
        TOKENS.lees(token, "huisarts")
    assert (gevangen.value.fout.vormcode, gevangen.value.fout.veld) == (Vormcode.TOKEN_ONGELDIG, "/subject")


@given(tekst=st.text(max_size=80))
def test_willekeurige_tekst_is_geen_token(tekst: str) -> None:
    """Any other text is refused with the one code, never with another exception."""
    with pytest.raises(VormError):
        TOKENS.lees(tekst, "politie")


def test_verminkt_token_werkt_niet() -> None:
    """A token with one character changed, added or written in another way is refused."""
    token = TOKENS.geef(ZAAK, 1, "politie")
    for krom in (
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token + "=",
        token + "A",
        "2" + token[1:],
        "01" + token[1:],
    ):
        with pytest.raises(VormError):
            TOKENS.lees(krom, "politie")


def test_sleutels_kunnen_wisselen() -> None:
    """After a change of keys old tokens stay readable and new ones carry the new version."""
    token = TOKENS.geef(ZAAK, 2, "mee")
    gewisseld = Tokens({1: OUD, 2: NIEUW}, 2)
    assert gewisseld.lees(token, "mee") == (ZAAK, 2)
    assert gewisseld.geef(ZAAK, 2, "mee").startswith("2.")
    with pytest.raises(VormError):
        Tokens({2: NIEUW}, 2).lees(token, "mee")
    with pytest.raises(ValueError, match="current"):
        Tokens({1: OUD}, 2)


@given(klaar=st.binary(max_size=300), plek=st.binary(max_size=20), eenmalig=st.binary(max_size=20))
def test_versleuteling_is_vast_en_omkeerbaar(klaar: bytes, plek: bytes, eenmalig: bytes) -> None:
    """The same key, text, place and use give the same bytes, and the text comes back."""
    geheim = versleutel(SLEUTEL, klaar, gebonden_aan=plek, eenmalig=eenmalig)
    assert versleutel(SLEUTEL, klaar, gebonden_aan=plek, eenmalig=eenmalig) == geheim
    assert ontsleutel(SLEUTEL, geheim, gebonden_aan=plek) == klaar


def test_geheim_is_gebonden() -> None:
    """With another key, in another place, changed or cut off, it does not open."""
    geheim = versleutel(SLEUTEL, b"verhaal", gebonden_aan=b"hier", eenmalig=b"1")
    for sleutel, bytes_, plek in (
        (bytes(31) + b"\x01", geheim, b"hier"),
        (SLEUTEL, geheim, b"daar"),
        (SLEUTEL, geheim[:-1] + bytes((geheim[-1] ^ 1,)), b"hier"),
        (SLEUTEL, geheim[:5], b"hier"),
        (SLEUTEL, b"", b"hier"),
    ):
        with pytest.raises(OntsleutelError):
            ontsleutel(sleutel, bytes_, gebonden_aan=plek)


def test_veld_is_gebonden_aan_zaak_en_naam() -> None:
    """A ciphertext cannot be moved to another request, nor from `kenmerk` to `kluis`."""
    feit = uuid5(ZAAK, "feit")
    geheim = versleutel_veld(SLEUTEL, b"POL-1", verzoek_id=ZAAK, veld="kenmerk", feit_id=feit)
    assert ontsleutel_veld(SLEUTEL, geheim, verzoek_id=ZAAK, veld="kenmerk") == b"POL-1"
    for zaak, veld in ((feit, "kenmerk"), (ZAAK, "kluis")):
        with pytest.raises(OntsleutelError):
            ontsleutel_veld(SLEUTEL, geheim, verzoek_id=zaak, veld=veld)


def test_afgeleide_sleutels_verschillen_per_doel() -> None:
    """One main key gives independent keys per purpose, of the length that was asked."""
    assert leid_af(SLEUTEL, "tokens", 64) != leid_af(SLEUTEL, "kluis", 64)
    assert len(leid_af(SLEUTEL, "tokens", 64)) == 64
    assert vingerafdruk(SLEUTEL, b"a") != vingerafdruk(bytes(31) + b"\x01", b"a")
    assert len(vingerafdruk(SLEUTEL, b"a")) == 16


@given(eigen=st.uuids(), ander=st.uuids())
def test_uitgaande_ids_verbergen_en_zijn_omkeerbaar(eigen: UUID, ander: UUID) -> None:
    """What leaves is stable, turned back by its key alone, and nothing that a guess can be held against."""
    ids = UitgaandeIds(SLEUTEL)
    getoond = ids.naar_buiten(eigen)
    assert ids.naar_binnen(getoond) == eigen
    assert ids.naar_buiten(eigen) == getoond
    assert getoond not in (eigen, UitgaandeIds(bytes(31) + b"\x01").naar_buiten(eigen))
    assert (ids.naar_buiten(ander) == getoond) == (ander == eigen)


def test_vingerafdruk_heeft_een_eigen_sleutel() -> None:
    """The key that encrypts a verzoek's text is not the key of its fingerprints."""
    assert vingerafdruk(SLEUTEL, b"a") != hmac.digest(SLEUTEL, b"a", "sha256")[:16]


def test_kenmerk_is_gebonden_aan_wie_het_gaf() -> None:
    """One party's reference does not open as another's, in the same verzoek under the same key."""
    feit = uuid5(ZAAK, "feit")
    van = kenmerk_veld("politie")
    geheim = versleutel_veld(SLEUTEL, b"POL-1", verzoek_id=ZAAK, veld=van, feit_id=feit)
    with pytest.raises(OntsleutelError):
        ontsleutel_veld(SLEUTEL, geheim, verzoek_id=ZAAK, veld=kenmerk_veld("huisarts"))


def test_ids_hangen_af_van_hun_oorzaak() -> None:
    """The same cause gives the same id; another sender, place, kind or receiver gives another."""
    assert identiteit.verzoek_id("urn:a", "k") == identiteit.verzoek_id("urn:a", "k")
    ids = [
        identiteit.verzoek_id("urn:a", "k"),
        identiteit.verzoek_id("urn:b", "k"),
        identiteit.verzoek_id("urn:a", "k2"),
        identiteit.verzoek_id("urn:a\x00k", ""),
        identiteit.feit_id(PLEK, "id"),
        identiteit.feit_id(Herkomst("in.politie", 0, 18), "id"),
        identiteit.technisch_id(PLEK, "ontvangst.vastgelegd"),
        identiteit.technisch_id(PLEK, "bericht.afgekeurd"),
        identiteit.bezorgfeit_id("politie", ZAAK),
        identiteit.bezorgfeit_id("mee", ZAAK),
        identiteit.oorzaak_voor("politie", ZAAK),
        identiteit.oorzaak_voor("mee", ZAAK),
    ]
    assert len(set(ids)) == len(ids)


def test_ids_veranderen_nooit() -> None:
    """The ids of today are those of every log that was ever written: these values are pinned."""
    assert str(identiteit.verzoek_id("urn:nld:oin:00000000000000000101", "POL-1")) == VAST["verzoek"]
    assert str(identiteit.feit_id(PLEK, "id")) == VAST["feit"]
    assert str(identiteit.technisch_id(PLEK, "ontvangst.vastgelegd")) == VAST["technisch"]
    assert str(identiteit.bezorgfeit_id("politie", ZAAK)) == VAST["bezorgd"]
    assert TOKENS.geef(ZAAK, 1, "politie") == VAST["token"]


VAST = {
    "verzoek": "392b6cc7-13d0-5869-be00-ccdc65351cf6",
    "feit": "a7dc4dbb-831f-5d4a-a7ce-affa2d8f3f9c",
    "technisch": "e3eaaf55-eaab-5d46-9ae9-30da58d2656e",
    "bezorgd": "837f7565-f665-5031-9fa5-a51cd8a96258",
    "token": "1.gh4sf15GcqhaXLZahas7-PHyjoR-goI2ofLX_ECRvo0MBw",
}


def test_twee_schrijfwijzen_van_een_kenmerk() -> None:
    """A reference with a composed and with a combined accent is one reference."""
    assert identiteit.verzoek_id("urn:a", "caf\u00e9") == identiteit.verzoek_id("urn:a", "cafe\u0301")


def test_canonieke_json() -> None:
    """Sorted, without nulls and spaces; codes by value; instants in UTC with milliseconds."""
    amsterdam = timezone(timedelta(hours=1))
    waarde = {
        "b": (1, True),
        "a": Thema.SCHULDEN,
        "leeg": None,
        "op": datetime(2026, 11, 13, 10, 0, tzinfo=amsterdam),
        "id": ZAAK,
        "é": "é",
    }
    assert (
        canonieke_json(waarde)
        == (
            '{"a":"SCHULDEN","b":[1,true],"id":"0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21",'
            '"op":"2026-11-13T09:00:00.000Z","é":"é"}'
        ).encode()
    )
    assert json.loads(canonieke_json({"op": datetime(2026, 1, 1, tzinfo=UTC)})) == {
        "op": "2026-01-01T00:00:00.000Z"
    }
