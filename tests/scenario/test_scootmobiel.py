"""Understands the man who wants a scootmobiel, beside his case: any order of delivery; he comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from beheer.keten_in_geheugen import KetenDriver
from beheer.ketenblad import schakels_van
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.domein.begrippen import Plicht, Toestand
from keten.domein.feiten import FunctieVerricht
from keten.platform.inrichting_lezer import Inrichtingen
from tests.processen.partner import BRONNEN, als_json

MAANDAG = datetime(2027, 6, 7, 8, tzinfo=UTC)
ZAAK = verzoek_id(BRONNEN["wip"], "WIP-1")
VRAAG: dict[str, Any] = {
    "kenmerk": "WIP-1",
    "gemeente": "0505",
    "thema": "MEEDOEN",
    "betrokkenen": [{"rol": "CLIENT", "naam": "De heer F. Verzonnen"}],
}
GESPREK = ("ONTVANGST", "VRAAGVERKENNING", "VRAAGVERHELDERING", "ADVIES")
"""In the order in which it happened, a quarter of an hour apart."""


async def op_bezoek(inrichtingen: Inrichtingen, schemas: Schemas) -> KetenDriver:
    keten = KetenDriver(inrichtingen, schemas, begin=MAANDAG)
    await keten.breng("wip", *als_json("wip", "vraag.gesteld", VRAAG, id="opening"))
    await zeg(keten, "verzoek.geaccepteerd", id="a")
    return keten


async def zeg(keten: KetenDriver, soort: str, *, id: str, **data: Any) -> None:
    token = keten.tokens.geef(ZAAK, 1, "wip")
    await keten.breng("wip", *als_json("wip", soort, data, id=id, subject=token))


@pytest.mark.parametrize("volgorde", list(permutations(GESPREK))[::5])
async def test_elke_volgorde_van_aankomst_geeft_hetzelfde_spoor(
    inrichtingen: Inrichtingen, schemas: Schemas, volgorde: tuple[str, ...]
) -> None:
    """Each function once, in order of occurrence; none is refused for coming before another, or twice."""
    keten = await op_bezoek(inrichtingen, schemas)
    for functie in (*volgorde, volgorde[0]):
        await zeg(keten, "functie.verricht", id=functie, functie=functie, uitkomst="GEDAAN")
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert not [u for u in keten.lees("wip") if "code" in u.gegevens]
    feiten = [f for f in keten.feiten() if f.kop.verzoek_id == ZAAK]
    assert sum(isinstance(f, FunctieVerricht) for f in feiten) == len(GESPREK) + 1
    gezegd = {("wip", f): MAANDAG + timedelta(minutes=15 * i) for i, f in enumerate(GESPREK)}
    spoor = schakels_van("wip/WIP-1", feiten, inrichtingen, gezegd)
    assert [s.functie.value for s in spoor] == list(GESPREK)


async def test_hij_komt_terug_en_wil_de_scootmobiel_toch(
    inrichtingen: Inrichtingen, schemas: Schemas
) -> None:
    """The vraag is reopened: no new one, the same owner, a clock; it may then be applied for."""
    keten = await op_bezoek(inrichtingen, schemas)
    advies = {"functie": "ADVIES", "uitkomst": "GEDAAN", "resultaat": "GEEN_AANVRAAG_ANDERE_OPLOSSING"}
    await zeg(keten, "functie.verricht", id="advies", **advies)
    await zeg(keten, "ondersteuning.afgerond", id="klaar", resultaat="ANDERE_OPLOSSING", nazorg=False)
    await keten.verstrijk_tot(MAANDAG + timedelta(days=21))
    await zeg(keten, "verzoek.heropend", id="terug", reden="ANDERS", toelichting="Hij wil hem toch.")
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert (dossier.eerste.toestand, dossier.eigenaar) == (Toestand.HEROPEND, "wip")
    besluit = [v for v in dossier.verplichtingen if v.soort is Plicht.BESLUIT]
    assert [v.debiteur for v in besluit] == ["wip"]
    await zeg(keten, "verzoek.geaccepteerd", id="weer")
    aanvraag = {"functie": "AANVRAAG_AANMELDING", "uitkomst": "GEDAAN", "resultaat": "AANVRAAG_INGEDIEND"}
    await zeg(keten, "functie.verricht", id="aanvraag", **aanvraag)
    assert not [u for u in keten.lees("wip") if "code" in u.gegevens]
