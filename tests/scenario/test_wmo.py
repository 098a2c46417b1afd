"""Understands the visit that a gemeente treats as a Wmo-melding, from message in to message out.

The same man, the same talk as in the case of the scootmobiel; here the six weeks and the report count.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.contract.termijnuitleg import leg_uit
from keten.domein.begrippen import Plicht, Toestand
from keten.platform.inrichting_lezer import Inrichtingen, lees_inrichtingen
from tests.inrichting.kopie import Kopie
from tests.processen.partner import BRONNEN, als_json
from tests.scenario.verhaal import Verhaal

MAANDAG = datetime(2027, 6, 7, 8, tzinfo=UTC)
ZES_WEKEN_LATER = datetime(2027, 7, 19, 22, tzinfo=UTC)
"""Monday 7 June 2027 and six weeks: the end of Monday 19 July, local time."""

ZAAK = verzoek_id(BRONNEN["wip"], "WIP-1")
VRAAG: dict[str, Any] = {
    "kenmerk": "WIP-1",
    "gemeente": "0505",
    "thema": "MEEDOEN",
    "betrokkenen": [{"rol": "CLIENT", "naam": "De heer F. Verzonnen"}],
}
REGEL = """
  - id: uitkomst-wmo
    plicht: UITKOMST
    themas: [MEEDOEN]
    soorten: [VRAAG]
    termijn: 6 weken
    wet: wmo-onderzoek
    grond: "Wmo 2015 artikel 2.3.2."
"""


@pytest.fixture
def wmo(tmp_path: Path) -> Inrichtingen:
    """The example, in a gemeente that treats a question about taking part as a melding."""
    kopie = Kopie.maak(tmp_path)
    kopie.vul_aan("v1/termijnen.yaml", REGEL)
    return lees_inrichtingen(kopie.map)


async def op_bezoek(inrichtingen: Inrichtingen, schemas: Schemas) -> Verhaal:
    """Received, talked with, advised; nothing was applied for and nothing is on paper yet."""
    keten = KetenDriver(inrichtingen, schemas, begin=MAANDAG)
    await keten.breng("wip", *als_json("wip", "vraag.gesteld", VRAAG, id="opening"))
    verhaal = Verhaal(keten)
    await zeg(verhaal, "ontvangst.bevestigd")
    await verricht(verhaal, "VRAAGVERKENNING")
    await zeg(verhaal, "verzoek.geaccepteerd")
    await verricht(verhaal, "VRAAGVERHELDERING", product="scootmobiel", resultaat="VRAAG_HELDER")
    return verhaal


async def zeg(verhaal: Verhaal, soort: str, **data: Any) -> None:
    await verhaal.zegt("wip", soort, over=ZAAK, **data)


async def verricht(verhaal: Verhaal, functie: str, **data: Any) -> None:
    await zeg(verhaal, "functie.verricht", functie=functie, uitkomst="GEDAAN", **data)


def afgekeurd(verhaal: Verhaal) -> list[tuple[str, Any]]:
    return [
        (u.gegevens["code"], u.gegevens.get("kan_vanaf"))
        for u in verhaal.keten.lees("wip")
        if "code" in u.gegevens
    ]


async def test_een_aanvraag_wacht_op_de_uitkomst_of_zes_weken(wmo: Inrichtingen, schemas: Schemas) -> None:
    """Refused on the day of the visit, with from when on it can be; when that has come it is let in."""
    verhaal = await op_bezoek(wmo, schemas)
    await verricht(verhaal, "AANVRAAG_AANMELDING", resultaat="AANVRAAG_INGEDIEND")
    assert afgekeurd(verhaal) == [("KTN-240", ZES_WEKEN_LATER)]
    await verhaal.keten.verstrijk_tot(ZES_WEKEN_LATER - timedelta(milliseconds=1))
    await verricht(verhaal, "AANVRAAG_AANMELDING", resultaat="AANVRAAG_INGEDIEND")
    assert len(afgekeurd(verhaal)) == 2
    await verhaal.keten.verstrijk_tot(ZES_WEKEN_LATER)
    await verricht(verhaal, "AANVRAAG_AANMELDING", resultaat="AANVRAAG_INGEDIEND")
    assert len(afgekeurd(verhaal)) == 2


async def test_met_het_verslag_mag_het_meteen(wmo: Inrichtingen, schemas: Schemas) -> None:
    """The client has the outcome in writing the next day: an aanvraag is then let in."""
    verhaal = await op_bezoek(wmo, schemas)
    await verhaal.na(days=1)
    await verricht(verhaal, "VRAAGVERHELDERING", verslag_gegeven=True)
    await verricht(verhaal, "AANVRAAG_AANMELDING", resultaat="AANVRAAG_INGEDIEND")
    assert afgekeurd(verhaal) == []


async def test_zonder_verslag_wordt_het_niet_afgerond(wmo: Inrichtingen, schemas: Schemas) -> None:
    """He chose something else: a good end, but not before he has it in writing; the reason says so."""
    verhaal = await op_bezoek(wmo, schemas)
    einde = {"resultaat": "ANDERE_OPLOSSING", "nazorg": False}
    await zeg(verhaal, "ondersteuning.afgerond", **einde)
    assert afgekeurd(verhaal) == [("KTN-241", None)]
    assert verhaal.dossier(ZAAK).eerste.toestand is not Toestand.AFGEROND
    await verricht(
        verhaal,
        "ADVIES",
        resultaat="GEEN_AANVRAAG_ANDERE_OPLOSSING",
        product="scootmobiel",
        verslag_gegeven=True,
    )
    await zeg(verhaal, "ondersteuning.afgerond", **einde)
    assert len(afgekeurd(verhaal)) == 1
    assert verhaal.dossier(ZAAK).eerste.toestand is Toestand.AFGEROND


async def test_de_zes_weken_zijn_een_klok_met_artikel(wmo: Inrichtingen, schemas: Schemas) -> None:
    """Owed to the client, due by the law and told with its article; silence is late and goes to people."""
    verhaal = await op_bezoek(wmo, schemas)
    (plicht,) = [v for v in verhaal.dossier(ZAAK).verplichtingen if v.soort is Plicht.UITKOMST]
    assert (plicht.crediteur, plicht.uiterlijk_op) == ("client", ZES_WEKEN_LATER)
    assert leg_uit(plicht, "0505", wmo.nieuwste) == (
        "uiterlijk maandag 19 juli 2027, omdat Wmo 2015, artikel 2.3.2, eerste lid 6 weken geeft "
        "vanaf de melding op maandag 7 juni 2027"
    )
    await verhaal.keten.verstrijk_tot(ZES_WEKEN_LATER + timedelta(days=10))
    assert [v.te_laat for v in verhaal.dossier(ZAAK).verplichtingen if v.soort is Plicht.UITKOMST] == [True]
    assert "escalatie.ingezet" in verhaal.kreeg("sociaal-wijkteam", over=ZAAK)


async def test_in_een_andere_gemeente_is_het_geen_melding(
    inrichtingen: Inrichtingen, schemas: Schemas
) -> None:
    """By the example as it is the same visit owes no report, and an aanvraag needs no six weeks."""
    verhaal = await op_bezoek(inrichtingen, schemas)
    assert Plicht.UITKOMST not in [v.soort for v in verhaal.dossier(ZAAK).verplichtingen]
    await verricht(verhaal, "AANVRAAG_AANMELDING", resultaat="AANVRAAG_INGEDIEND")
    assert afgekeurd(verhaal) == []
