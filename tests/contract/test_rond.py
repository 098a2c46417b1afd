"""Understands that whatever is written can be read again, without a bit of difference."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.contract.berichten.intern.dossier import DossierRecord, OnderdeelRecord
from keten.contract.berichten.intern.feiten import FEITEN
from keten.contract.berichten.intern.feitkop import FeitKop
from keten.contract.berichten.model import Record
from keten.contract.berichten.register import OPDRACHTEN, RECORDS
from keten.contract.canoniek import canonieke_json
from keten.contract.fouten import VormError
from keten.contract.records import record_naar_bytes, record_van_bytes
from keten.contract.toestand import (
    Postvak,
    dossier_naar_bytes,
    dossier_van_bytes,
    postvak_naar_bytes,
    postvak_van_bytes,
)
from keten.contract.vertaling import (
    feit_naar_bytes,
    feit_van_bytes,
    opdracht_naar_bytes,
    opdracht_van_bytes,
)
from keten.domein.dossier import Dossier, Onderdeel
from keten.domein.feiten import Feit, Kop
from keten.domein.weigeringen import Weigering
from tests.contract.maak import SCHEMAS, alle_feiten, dossiers, modellen

# Many examples, on a machine that others use as well.
pytestmark = [pytest.mark.geduld, pytest.mark.timeout(60)]

DOEL = settings(max_examples=25, deadline=None)


@pytest.mark.parametrize("naam", sorted(RECORDS))
@DOEL
@given(data=st.data())
def test_record_komt_heel_terug(naam: str, data: st.DataObject) -> None:
    """Every record that a model allows travels in Avro and comes back equal, in equal bytes."""
    soort: type[Record] = RECORDS[naam]
    record = data.draw(modellen(soort))
    rauw = record_naar_bytes(record, SCHEMAS)
    terug = record_van_bytes(soort, rauw, SCHEMAS)
    assert terug == record
    assert record_naar_bytes(terug, SCHEMAS) == rauw


@pytest.mark.parametrize("naam", sorted(n for n in RECORDS if not n.startswith("intern/")))
@DOEL
@given(data=st.data())
def test_json_en_avro_zeggen_hetzelfde(naam: str, data: st.DataObject) -> None:
    """The same message in canonical JSON gives the same model as in Avro."""
    soort = RECORDS[naam]
    bericht = data.draw(modellen(soort))
    assert soort.model_validate_json(canonieke_json(bericht)) == bericht


@pytest.mark.parametrize("naam", sorted(OPDRACHTEN))
@DOEL
@given(data=st.data())
def test_opdracht_komt_heel_terug(naam: str, data: st.DataObject) -> None:
    """An order is recognised by its schema, whichever kind it is."""
    opdracht = data.draw(modellen(OPDRACHTEN[naam]))
    assert opdracht_van_bytes(opdracht_naar_bytes(opdracht, SCHEMAS), SCHEMAS) == opdracht


@settings(max_examples=80, deadline=None)
@given(feit=alle_feiten())
def test_feit_komt_heel_terug(feit: Feit) -> None:
    """A fact of the core comes back as the same fact, of the same kind."""
    rauw = feit_naar_bytes(feit, SCHEMAS)
    terug = feit_van_bytes(rauw, SCHEMAS)
    assert terug == feit
    assert type(terug) is type(feit)
    assert feit_naar_bytes(terug, SCHEMAS) == rauw


@pytest.mark.timeout(60)
@settings(max_examples=60, deadline=None)
@given(dossier=dossiers())
def test_dossier_komt_heel_terug(dossier: Dossier) -> None:
    """The state that the tracker stored is the state it gets back, to the byte."""
    rauw = dossier_naar_bytes(dossier, SCHEMAS)
    terug = dossier_van_bytes(rauw, SCHEMAS)
    assert terug == dossier
    assert dossier_naar_bytes(terug, SCHEMAS) == rauw


@settings(max_examples=60, deadline=None)
@given(
    volgnummer=st.integers(0, 2**60),
    gezien=st.dictionaries(
        st.tuples(st.sampled_from(["in.politie", "in.mee"]), st.integers(0, 3)),
        st.tuples(st.integers(0, 2**60), st.integers(0, 9)),
    ),
)
def test_postvak_komt_heel_terug(volgnummer: int, gezien: dict[tuple[str, int], tuple[int, int]]) -> None:
    """The state that bezorging stored is the state it gets back."""
    postvak = Postvak(volgnummer, gezien)
    assert postvak_van_bytes(postvak_naar_bytes(postvak, SCHEMAS), SCHEMAS) == postvak


@given(dossier=dossiers())
@settings(max_examples=5, deadline=None)
def test_toestand_zegt_haar_versie(dossier: Dossier) -> None:
    """The first byte of a state is the version of its schema; a version we do not know is refused."""
    rauw = dossier_naar_bytes(dossier, SCHEMAS)
    assert rauw[0] == SCHEMAS.laatste("intern/dossier")
    for fout in (b"", bytes((rauw[0] + 1,)) + rauw[1:], b"\x00" + rauw[1:]):
        with pytest.raises(ValueError):
            dossier_van_bytes(fout, SCHEMAS)
    with pytest.raises(VormError):
        dossier_van_bytes(rauw[:-1], SCHEMAS)


@given(dossier=dossiers())
@settings(max_examples=5, deadline=None)
def test_weigering_zonder_bericht_wordt_niet_bewaard(dossier: Dossier) -> None:
    """A refusal of a message that was never seen would be lost on the way, so it is refused loudly."""
    krom = replace(dossier, geweigerd={("niemand", "geen-id"): Weigering.VERZOEK_VOL})
    with pytest.raises(ValueError, match="was seen"):
        dossier_naar_bytes(krom, SCHEMAS)


def _namen(soort: Any) -> list[str]:
    return [f.name for f in fields(soort)]


def test_records_hebben_de_velden_van_de_kern() -> None:
    """What the core knows of a fact or a state travels, field by field; nothing is left behind."""
    for feit, record in FEITEN.items():
        assert list(record.model_fields) == _namen(feit)
    assert list(FeitKop.model_fields) == _namen(Kop)
    assert set(OnderdeelRecord.model_fields) == set(_namen(Onderdeel))
    # `geweigerd` travels inside `gezien`: a refusal belongs to the message that was refused. A verzoek still
    # says of its first part what it said before parts said it themselves.
    herhaald = ["thema", "urgentie", "terugkoppeling_gewenst", "afzender"]
    assert [v for v in DossierRecord.model_fields if v not in herhaald] == _namen(Dossier)[:-1]
    assert _namen(Dossier)[-1] == "geweigerd"


def test_ander_record_is_geen_feit_en_geen_opdracht() -> None:
    """A record of another kind on `feiten` or `berichten` is an error of ours, and is said to be one."""
    watermerk = RECORDS["intern/watermerk"].model_validate({"topic": "in.mee", "gelezen_tot_ms": 1})
    rauw = record_naar_bytes(watermerk, SCHEMAS)
    with pytest.raises(ValueError, match="no fact"):
        feit_van_bytes(rauw, SCHEMAS)
    with pytest.raises(ValueError, match="no order"):
        opdracht_van_bytes(rauw, SCHEMAS)
