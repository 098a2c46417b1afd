"""Understands that what was written in an older version is read, and that an older reader never guesses."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import fastavro

from keten.contract.berichten.register import RECORDS
from keten.contract.codec import Schemas, lees_avsc, lees_pennen
from keten.contract.records import record_naar_bytes
from keten.contract.toestand import dossier_naar_bytes, dossier_van_bytes
from keten.contract.vertaling import feit_van_bytes
from keten.contract.voorbeelden import voorbeeld
from keten.domein.begrippen import Plicht, Thema, Toestand, Verzoeksoort
from keten.domein.feiten import MeldingGedaan
from tests.contract.maak import SCHEMAS, WORTEL

NU = datetime(2026, 11, 13, 9, tzinfo=UTC)
ZAAK = UUID("0d6fbd2e-3c0a-5c55-8d0b-6a1f0c9e7b21")

_PLICHT: dict[str, Any] = {
    "nummer": 4,
    "soort": "STAND",
    "debiteur": "mee",
    "crediteur": "politie",
    "onderdeel": 1,
    "ontstaan_op": NU,
    "uiterlijk_op": NU,
    "regel": "stand",
    "inrichting": 1,
    "sporten": [],
    "volgende_op": None,
    "gezet": 0,
    "te_laat": False,
    "betreft_bericht": None,
    "betreft_plicht": None,
}
_DOSSIER: dict[str, Any] = {
    "verzoek_id": ZAAK,
    "gemeente": "0505",
    "thema": "MEEDOEN",
    "urgentie": "ROUTINE",
    "terugkoppeling_gewenst": True,
    "afzender": "politie",
    "eigenaar": "mee",
    "geopend_op": NU,
    "nu": NU,
    "betrokkenen": [{"code": "politie", "hoedanigheid": "AFZENDER", "kenmerk": None}],
    "onderdelen": [{"nummer": 1, "ontvanger": "mee", "toestand": "GEACCEPTEERD"}],
    "verplichtingen": [_PLICHT],
    "volgend_nummer": 5,
    "gezien": [],
    "bronnen": [],
}


def _alleen_v1() -> Schemas:
    """The schemas as they were before any record had a second version."""
    eerste = {plek: s for plek, s in lees_avsc(WORTEL / "schemas").items() if plek[1] == 1}
    return Schemas(eerste, {n: plek for n, plek in lees_pennen(WORTEL / "schemas").items() if plek[1] == 1})


def test_een_oude_toestand_blijft_leesbaar() -> None:
    """A table from before the other openings is a table of meldingen, and is written anew in the latest."""
    rauw = b"\x01" + _alleen_v1().codeer_kaal("intern/dossier", _DOSSIER)
    dossier = dossier_van_bytes(rauw, SCHEMAS)
    assert (dossier.soort, dossier.wachtend, dossier.eerste.kluis) == (Verzoeksoort.MELDING, (), None)
    assert (dossier.eerste.afzender, dossier.eerste.thema) == ("politie", Thema.MEEDOEN)
    assert dossier.onderdelen[0].toestand is Toestand.GEACCEPTEERD
    assert dossier.verplichtingen[0].soort is Plicht.STAND
    assert dossier_naar_bytes(dossier, SCHEMAS)[0] == SCHEMAS.laatste("intern/dossier") > 1


def test_een_oude_melding_op_feiten_blijft_leesbaar() -> None:
    """A fact that was written before a melding could name what threatens."""
    kop: dict[str, Any] = {
        "feit_id": ZAAK,
        "verzoek_id": ZAAK,
        "nu": NU,
        "inrichting": 1,
        "afzender": "politie",
        "onderdeel": 1,
    }
    kop |= dict.fromkeys(("door", "bericht_id", "bericht_hash", "herkomst", "kenmerk", "kluis"))
    waarde = {
        "kop": kop,
        "gemeente": "0505",
        "thema": "WONEN",
        "urgentie": "SPOED",
        "terugkoppeling_gewenst": True,
    }
    feit = feit_van_bytes(_alleen_v1().codeer("intern/feit-melding-gedaan", waarde), SCHEMAS)
    assert isinstance(feit, MeldingGedaan)
    assert (feit.aanleiding, feit.uiterlijk_datum) == (None, None)


def test_wie_nog_de_oude_versie_leest_raadt_niet() -> None:
    """A state that it does not know reads as ONBEKEND."""
    bericht = voorbeeld(RECORDS["uit/status-gewijzigd"])
    status = RECORDS["uit/status-gewijzigd"].model_validate({**bericht, "toestand": "AFGEWEZEN"})
    avsc = lees_avsc(WORTEL / "schemas")
    schrijver, lezer = (
        fastavro.parse_schema(avsc["uit/status-gewijzigd", versie], named_schemas={}) for versie in (2, 1)
    )
    romp = io.BytesIO(record_naar_bytes(status, SCHEMAS)[5:])
    gelezen = fastavro.schemaless_reader(romp, schrijver, lezer)
    assert isinstance(gelezen, dict)
    assert gelezen["toestand"] == "ONBEKEND"
