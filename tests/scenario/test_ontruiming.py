"""Understands the eviction over four days, from message in to message out, on the worst of days to begin.

On the Thursday before Good Friday three working days last until after Easter; the eviction is on Easter
Monday.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.contract.termijnuitleg import leg_uit
from keten.domein.begrippen import Plicht
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


# Begin, eviction, payment; then by when decision and contact are owed, and contact once payment was agreed
DAGEN = [
    # Thursday 7 January 2027, Monday, Saturday: Friday's end, Monday's end, Saturday's end
    (
        "2027-01-07T08:30",
        "2027-01-11",
        "2027-01-09",
        "2027-01-08T23:00",
        "2027-01-11T23:00",
        "2027-01-09T23:00",
    ),
    # Thursday before Good Friday, Easter Monday, Saturday: a working day is Tuesday, the eviction Monday
    (
        "2027-03-25T08:30",
        "2027-03-29",
        "2027-03-27",
        "2027-03-29T22:00",
        "2027-03-29T22:00",
        "2027-03-27T23:00",
    ),
]


def _utc(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=UTC)


@pytest.mark.parametrize(("t0", "ontruiming", "betaling", "besluit", "contact", "na_afspraak"), DAGEN)
async def test_op_de_slechtste_dagen_telt_de_vroegste_datum(
    inrichtingen: Inrichtingen,
    schemas: Schemas,
    t0: str,
    ontruiming: str,
    betaling: str,
    besluit: str,
    contact: str,
    na_afspraak: str,
) -> None:
    """Receipt within four hours, decision and contact by rule or by the world, and no such day ever moves."""
    keten = KetenDriver(inrichtingen, schemas, begin=_utc(t0))
    verwijzing = VERWIJZING | {"uiterlijk_datum": ontruiming}
    await keten.breng(TEAM, *als_json(TEAM, "verwijzing.aangeboden", verwijzing, id="t0"))
    assert _uiterlijk(keten)["ONTVANGST"] == _utc(t0) + timedelta(hours=4)
    assert _uiterlijk(keten)["BESLUIT"] == _utc(besluit)
    token = keten.tokens.geef(ZAAK, 1, CORPORATIE)
    await keten.breng(CORPORATIE, *als_json(CORPORATIE, "verzoek.geaccepteerd", {}, id="c1", subject=token))
    assert _uiterlijk(keten)["EERSTE_CONTACT"] == _utc(contact)
    eigen = keten.tokens.geef(ZAAK, 1, TEAM)
    afspraak = {"voortgang": "AFSPRAAK_GEMAAKT", "uiterlijk_datum": betaling}
    await keten.breng(TEAM, *als_json(TEAM, "voortgang.gemeld", afspraak, id="t1", subject=eigen))
    assert _uiterlijk(keten)["EERSTE_CONTACT"] == _utc(na_afspraak)
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    plicht = next(v for v in dossier.verplichtingen if v.soort is Plicht.EERSTE_CONTACT)
    assert "zo'n dag nooit opschuift" in leg_uit(plicht, "0505", inrichtingen.nieuwste)
    assert inrichtingen.nieuwste.wet[plicht.wet or ""].artikel.endswith("artikel 4, tweede lid")


def _uiterlijk(keten: KetenDriver) -> dict[str, datetime | None]:
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    return {v.soort.value: v.uiterlijk_op for v in dossier.verplichtingen}


async def test_de_casemanager_gaat_naar_een_hoger_niveau_en_het_blijft_open(
    inrichtingen: Inrichtingen, schemas: Schemas
) -> None:
    """Three days on, no confirmation: the mandate puts it before the corporatie's manager, on a Sunday."""
    keten = await _begin(inrichtingen, schemas)
    await keten.verstrijk_tot(DONDERDAG + timedelta(days=3))
    token = keten.tokens.geef(ZAAK, 1, TEAM)
    gegevens = {"plicht": "EERSTE_CONTACT", "door": "casemanager"}
    await keten.breng(TEAM, *als_json(TEAM, "escalatie.ingezet", gegevens, id="t2", subject=token))
    (escalatie,) = [u for u in keten.lees(CORPORATIE) if kort(u) == "escalatie.ingezet"]
    assert escalatie.op == DONDERDAG + timedelta(days=3)
    assert (escalatie.gegevens["plicht"], escalatie.gegevens["rol"]) == ("EERSTE_CONTACT", "manager-wonen")
    await keten.verstrijk_tot(NA_TWEEDE_PAASDAG)
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    open_ = {v.soort.value: v.te_laat for v in dossier.verplichtingen}
    assert open_["EERSTE_CONTACT"]
    assert "ESCALATIE" in open_
    assert (dossier.gesloten, dossier.eigenaar) == (False, TEAM)


async def test_zonder_mandaat_gaat_niemand_naar_een_hoger_niveau(
    inrichtingen: Inrichtingen, schemas: Schemas
) -> None:
    """A generalist is refused, is told so, and the ladder goes on as it was."""
    keten = await _begin(inrichtingen, schemas)
    token = keten.tokens.geef(ZAAK, 1, TEAM)
    gegevens = {"plicht": "EERSTE_CONTACT", "door": "generalist"}
    await keten.breng(TEAM, *als_json(TEAM, "escalatie.ingezet", gegevens, id="t2", subject=token))
    assert "escalatie.ingezet" not in {kort(u) for u in keten.lees(CORPORATIE)}
    assert "bericht.afgekeurd" in {kort(u) for u in keten.lees(TEAM)}


async def test_geen_betaling_gemeld_is_meteen_bij_de_casemanager(
    inrichtingen: Inrichtingen, schemas: Schemas
) -> None:
    """Agreed for Saturday and nothing heard: at that midnight, in the Easter weekend, the team is told.

    Its casemanager owns it and goes to a higher level at once; nothing is closed, nor waits for a werkdag.
    """
    keten = await _begin(inrichtingen, schemas)
    eigen = keten.tokens.geef(ZAAK, 1, TEAM)
    afspraak = {"voortgang": "AFSPRAAK_GEMAAKT", "uiterlijk_datum": "2027-03-27"}
    await keten.breng(TEAM, *als_json(TEAM, "voortgang.gemeld", afspraak, id="t1", subject=eigen))
    zaterdagnacht = _utc("2027-03-27T23:00")
    await keten.verstrijk_tot(zaterdagnacht)
    laat = [u for u in keten.lees(TEAM) if kort(u) == "herinnering.verstuurd" and u.gegevens["te_laat"]]
    assert [(u.op, u.gegevens["plicht"]) for u in laat if u.op == zaterdagnacht] == [
        (zaterdagnacht, "EERSTE_CONTACT")
    ]
    neemt = {"daad": "NEMEN", "soort": "CASEMANAGER", "door": "casemanager"}
    await keten.breng(TEAM, *als_json(TEAM, "regie.belegd", neemt, id="t2", subject=eigen))
    gegevens = {"plicht": "EERSTE_CONTACT", "door": "casemanager"}
    await keten.breng(TEAM, *als_json(TEAM, "escalatie.ingezet", gegevens, id="t3", subject=eigen))
    (hoger,) = [u for u in keten.lees(CORPORATIE) if kort(u) == "escalatie.ingezet"]
    assert (hoger.op, hoger.gegevens["rol"]) == (zaterdagnacht, "manager-wonen")
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert (dossier.eigenaar, dossier.verantwoordelijkheid.value) == (TEAM, "CASEMANAGER")
    assert (dossier.gesloten, dossier.eerste.urgentie.value) == (False, "SPOED")
    await keten.verstrijk_tot(NA_TWEEDE_PAASDAG + timedelta(days=3))
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert not dossier.gesloten


async def test_een_dag_te_laat_verteld_komt_toch_aan(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """The eviction was yesterday: the receiver has it and reads the day, the sender sees it was remarked."""
    keten = KetenDriver(inrichtingen, schemas, begin=DONDERDAG)
    gisteren = (DONDERDAG - timedelta(days=1)).date()
    gegevens = VERWIJZING | {"uiterlijk_datum": gisteren.isoformat()}
    await keten.breng(TEAM, *als_json(TEAM, "verwijzing.aangeboden", gegevens, id="t0"))
    (aanbod,) = [u.gegevens for u in keten.lees(CORPORATIE) if kort(u) == "verwijzing.aangeboden"]
    assert str(aanbod["uiterlijk_datum"]) == gisteren.isoformat()
    (bewijs,) = [u.gegevens for u in keten.lees(TEAM) if kort(u) == "ontvangst.vastgelegd"]
    assert bewijs["opmerkingen"] == ["DATUM_VOORBIJ"]
