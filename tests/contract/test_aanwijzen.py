"""Shows that whoever made a mistake in a field is told which, in words of ours alone."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from keten.contract.berichten.register import IN
from keten.contract.vertaling import vormfout_van
from keten.contract.voorbeelden import voorbeeld


def _fout(soort: str, **anders: Any) -> tuple[str, str | None, str]:
    with pytest.raises(ValidationError) as gevangen:
        IN[soort].model_validate({**voorbeeld(IN[soort]), **anders})
    fout = vormfout_van(gevangen.value)
    return fout.code, fout.veld, fout.zin


def test_een_veld_dat_elders_hoort_wordt_genoemd() -> None:
    """Its name is one of the contract, so it says nothing about anybody."""
    assert _fout("melding.gedaan", ontvanger="mee")[:2] == ("KTN-118", "/data/ontvanger")


def test_bij_een_tikfout_staat_wat_er_waarschijnlijk_bedoeld_was() -> None:
    """The sender's word is never repeated; ours is close enough to find it."""
    code, veld, zin = _fout("melding.gedaan", toelichtng="Jan Jansen is ziek")
    assert (code, veld) == ("KTN-118", "/data")
    assert zin.endswith("Bedoelde u toelichting?")


def test_een_vreemd_veld_wordt_niet_herhaald() -> None:
    """It may be a name or a number of somebody."""
    code, veld, zin = _fout("melding.gedaan", jan_jansen_1948="ja")
    assert (code, veld) == ("KTN-118", "/data")
    assert "jan" not in zin.lower()
    assert "Bedoelde" not in zin


def test_wat_niet_bij_de_functie_hoort_wijst_naar_de_functies() -> None:
    """Whoever reads the refusal finds the list."""
    anders: dict[str, Any] = {"functie": "INTAKE", "resultaat": "GEHOLPEN", "geprobeerd": [], "gekozen": None}
    code, veld, zin = _fout("functie.verricht", **anders)
    assert (code, veld) == ("KTN-138", "/data/resultaat")
    assert "docs/functies.md" in zin


@pytest.mark.parametrize(
    ("teksten", "codes"), [("actieteksten", "acties"), ("oplossingsteksten", "oplossingen")]
)
def test_bij_elke_actie_en_oplossing_hoort_een_tekst_of_er_is_er_geen(teksten: str, codes: str) -> None:
    """Else nobody knows which text belongs to which."""
    data = voorbeeld(IN["plan.vastgesteld"])
    assert _fout("plan.vastgesteld", **{teksten: ["Een.", "Twee."]})[:2] == ("KTN-139", f"/data/{teksten}")
    IN["plan.vastgesteld"].model_validate({**data, teksten: []})
    IN["plan.vastgesteld"].model_validate({**data, teksten: ["Een.", "Twee."], codes: data[codes] * 2})
