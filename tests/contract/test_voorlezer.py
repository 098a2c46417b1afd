"""Understands that reading only the beginning of a record says what reading all of it would say."""

from __future__ import annotations

import io
from typing import Any

import fastavro
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from keten.contract.berichten.register import RECORDS
from keten.contract.codec import AANLOOP_BYTES, lees_avsc
from keten.contract.records import record_naar_bytes
from keten.contract.voorlezer import Voorlezer
from tests.contract.maak import SCHEMAS, WORTEL, modellen

AVSC = lees_avsc(WORTEL / "schemas")
IDS = {nummer: plek for nummer, plek in SCHEMAS.ids.items() if plek[1] == SCHEMAS.laatste(plek[0])}
TOT = {naam: (list(model.model_fields)[-1],) for naam, model in sorted(RECORDS.items(), reverse=True)}
HELEMAAL = Voorlezer(AVSC, IDS, TOT)
"""Each kind up to its last field, so whole. A name may begin with another: the longer one first."""


def _kaal(schema: Any) -> Any:
    """Times as numbers and ids as text, as the reader has them."""
    if isinstance(schema, dict):
        return {k: _kaal(v) for k, v in schema.items() if k not in ("logicalType", "default")}
    return [_kaal(s) for s in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("naam", sorted(RECORDS))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_leest_wat_er_staat(naam: str, data: st.DataObject) -> None:
    """Every kind of record of ours, held against a library; cut off anywhere it is refused, never guessed."""
    rauw = record_naar_bytes(data.draw(modellen(RECORDS[naam])), SCHEMAS)
    schema = _kaal(AVSC[naam, SCHEMAS.laatste(naam)])
    verwacht = fastavro.schemaless_reader(io.BytesIO(rauw[AANLOOP_BYTES:]), schema, None)
    assert HELEMAAL.lees(rauw) == (naam, verwacht)
    tot = data.draw(st.integers(AANLOOP_BYTES, len(rauw)))
    if tot < len(rauw):
        with pytest.raises((EOFError, ValueError, IndexError)):
            HELEMAAL.lees(rauw[:tot])


@given(romp=st.binary(max_size=60), naam=st.sampled_from(sorted(RECORDS)))
def test_willekeurige_bytes_breken_niets(romp: bytes, naam: str) -> None:
    """Bytes that mean nothing give an error that whoever counts expects, and end."""
    nummer = next(n for n, plek in SCHEMAS.ids.items() if plek == (naam, SCHEMAS.laatste(naam)))
    try:
        HELEMAAL.lees(b"\x00" + nummer.to_bytes(4, "big") + romp)
    except (EOFError, ValueError, IndexError):
        return


def test_wat_niet_gevraagd_is_wordt_niet_gelezen() -> None:
    """Up to a field inside a field, and nothing of another kind."""
    lezer = Voorlezer(AVSC, SCHEMAS.ids, {"intern/watermerk": ("topic",)})
    from keten.contract.berichten.intern.watermerk import Watermerk

    rauw = record_naar_bytes(Watermerk(topic="in.politie", gelezen_tot_ms=3), SCHEMAS)
    assert lezer.lees(rauw) == ("intern/watermerk", {"topic": "in.politie"})
    assert HELEMAAL.lees(b"\x00\xff\xff\xff\xff") is None
