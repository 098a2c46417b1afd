"""Understands that each of the 25 functions ends with one of its own results, and frames come in order."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from keten.contract.berichten.in_.functie_verricht import FunctieVerricht
from keten.contract.fouten import Vormcode
from keten.contract.vertaling.inkomend import vormfout_van
from keten.domein.functies import EINDIGT_PAD, RESULTATEN, Functie, Functieresultaat


def verricht(**anders: Any) -> FunctieVerricht:
    return FunctieVerricht.model_validate({"functie": "ADVIES", "uitkomst": "GEDAAN", **anders})


def wijzer(**anders: Any) -> str | None:
    with pytest.raises(ValidationError) as fout:
        verricht(**anders)
    vormfout = vormfout_van(fout.value)
    assert vormfout.vormcode is Vormcode.FUNCTIE_PAST_NIET
    return vormfout.veld


def test_alle_vijfentwintig_functies_hebben_eigen_resultaten() -> None:
    """By stable code; no result is nobody's, and what ends a path is a result."""
    assert len(Functie) == 25
    assert RESULTATEN.keys() == set(Functie)
    assert all(RESULTATEN.values())
    assert set().union(*RESULTATEN.values()) == set(Functieresultaat)
    assert set(Functieresultaat) > EINDIGT_PAD


@pytest.mark.parametrize("functie", Functie)
def test_een_resultaat_hoort_bij_zijn_functie(functie: Functie) -> None:
    """Its own are taken in, another's is refused with the field that is wrong."""
    for resultaat in Functieresultaat:
        if resultaat in RESULTATEN[functie]:
            assert verricht(functie=functie.value, resultaat=resultaat.value).resultaat is resultaat
        else:
            assert wijzer(functie=functie.value, resultaat=resultaat.value) == "/data/resultaat"


def test_de_kaders_komen_op_volgorde() -> None:
    """From the first on, without a gap; the chosen one is one of them."""
    eerste_twee = ["EIGEN_KRACHT", "SOCIAAL_NETWERK"]
    assert verricht(geprobeerd=eerste_twee, gekozen="SOCIAAL_NETWERK").gekozen is not None
    assert wijzer(geprobeerd=eerste_twee[::-1]) == "/data/geprobeerd"
    assert wijzer(geprobeerd=["INDIVIDUELE_VOORZIENING"]) == "/data/geprobeerd"
    assert wijzer(geprobeerd=eerste_twee, gekozen="INDIVIDUELE_VOORZIENING") == "/data/gekozen"


def test_wat_niet_lukte_gaf_geen_verslag() -> None:
    """Whoever says so is told which field is wrong, and does not believe that the client has it."""
    assert wijzer(uitkomst="NIET_GELUKT", verslag_gegeven=True) == "/data/verslag_gegeven"
    assert verricht(uitkomst="GEDAAN", verslag_gegeven=True).verslag_gegeven


def test_een_gevraagd_product_is_geen_aanvraag() -> None:
    """The word travels with the conversation, and with a good end that is none of the product's."""
    gesprek = verricht(resultaat="GEEN_AANVRAAG_ANDERE_OPLOSSING", product="scootmobiel")
    assert (gesprek.product, gesprek.functie) == ("scootmobiel", Functie.ADVIES)
