"""Understands that one request with ten thousand facts stays bounded, keeps its clocks and is quick."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from keten.contract.codec import Schemas
from keten.contract.toestand import dossier_naar_bytes
from keten.domein.begrippen import Plicht
from keten.domein.besluiten import WijsAf
from keten.domein.dossier import MAX_BERICHTEN
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, van

MEESTE_BYTES = 900_000
"""A state must fit in one record of a megabyte."""


@pytest.mark.timeout(120)
def test_ten_thousand_facts_fit_in_one_record_and_the_next_is_refused() -> None:
    """Months of news and functions: the ledger stays as short as it was, and its clocks go on."""
    keten = Keten()
    keten.meld()
    keten.accepteer()
    daden = (keten.vorder, keten.verricht, keten.ontvangen, lambda: keten.vorder("politie"))
    for nummer in range(MAX_BERICHTEN - 2):
        keten.nu += timedelta(minutes=7)
        daden[nummer % len(daden)]()
        keten.besluiten.clear()
    assert keten.d.vol
    assert len(keten.d.gezien) == MAX_BERICHTEN
    assert sorted(s.value for s in keten.soorten()) == ["EINDTERUGKOPPELING", "STAND"]
    schemas = Schemas.lees(Path(__file__).parents[2] / "schemas")
    assert len(dossier_naar_bytes(keten.d, schemas)) < MEESTE_BYTES
    assert van(WijsAf, keten.vorder()).weigering is Weigering.VERZOEK_VOL
    (stand,) = [v for v in keten.d.verplichtingen if v.soort is Plicht.STAND]
    keten.wek_tot(stand.uiterlijk_op or keten.nu)
    assert any(v.te_laat for v in keten.d.verplichtingen if v.soort is Plicht.STAND)
