"""Understands the eviction over four days, from message in to message out, on the worst of days to begin.

On the Thursday before Good Friday three working days last until after Easter; the eviction is on Easter
Monday.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.platform.inrichting_lezer import Inrichtingen
from tests.processen.partner import BRONNEN, als_json
from tests.scenario.verhaal import kort

TEAM, CORPORATIE = "sociaal-wijkteam", "woningcorporatie"
DONDERDAG = datetime(2027, 3, 25, 8, 30, tzinfo=UTC)
NA_TWEEDE_PAASDAG = datetime(2027, 3, 29, 22, tzinfo=UTC)
ZAAK = verzoek_id(BRONNEN[TEAM], "SWT-1")

VERWIJZING: dict[str, Any] = {
    "kenmerk": "SWT-1",
    "gemeente": "0505",
    "thema": "WONEN",
    "aanleiding": "DREIGENDE_ONTRUIMING",
    "uiterlijk_datum": "2027-03-29",
    "ontvanger": CORPORATIE,
    "grondslag": "TOESTEMMING",
    "betrokkenen": [{"rol": "CLIENT", "naam": "De heer P. Bedacht", "telefoon": "+31 6 00000000"}],
}


async def _begin(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    keten = KetenDriver(inrichtingen, schemas, begin=DONDERDAG)
    await keten.breng(TEAM, *als_json(TEAM, "verwijzing.aangeboden", VERWIJZING, id="t0"))
    token = keten.tokens.geef(ZAAK, 1, CORPORATIE)
    await keten.breng(CORPORATIE, *als_json(CORPORATIE, "verzoek.geaccepteerd", {}, id="c1", subject=token))
    return keten


async def test_de_dag_van_de_wereld_schuift_niet_op(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """Contact is due at the end of Easter Monday, not after three working days, and it says so."""
    keten = await _begin(inrichtingen, schemas)
    (status,) = [u.gegevens for u in keten.lees(TEAM) if kort(u) == "status.gewijzigd"]
    assert status["uiterlijk"] == NA_TWEEDE_PAASDAG


async def test_stilte_is_die_dag_te_laat_en_sluit_niets(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """At that instant it is late and people hear of it; weeks later it still stands open, with an owner."""
    keten = await _begin(inrichtingen, schemas)
    await keten.verstrijk_tot(NA_TWEEDE_PAASDAG)
    laat = [u for u in keten.lees(CORPORATIE) if u.gegevens.get("te_laat")]
    assert [(u.op, u.gegevens["plicht"]) for u in laat] == [(NA_TWEEDE_PAASDAG, "EERSTE_CONTACT")]
    await keten.verstrijk_tot(datetime(2027, 5, 1, tzinfo=UTC))
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert not dossier.gesloten
    assert dossier.eigenaar == TEAM
    assert "EERSTE_CONTACT" in {v.soort.value for v in dossier.verplichtingen if v.te_laat}
    assert "beantwoording.uitgebleven" in {kort(u) for u in keten.lees(TEAM)}
