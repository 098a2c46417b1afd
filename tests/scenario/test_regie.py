"""Understands regie from message in to message out: who leads, who hears it, and a crisis at night."""

from __future__ import annotations

from datetime import UTC, datetime

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.platform.inrichting_lezer import Inrichtingen
from tests.processen.partner import MELDPUNT, NAAM
from tests.scenario.verhaal import Verhaal, kort

NACHT = datetime(2026, 11, 28, 22, tzinfo=UTC)
"""Saturday, eleven at night in Dordrecht."""


async def test_regie_gaat_over_als_de_ander_haar_neemt(keten: KetenDriver) -> None:
    """Offered, asked, taken: the new owner then gets the question warm; the politie hears nothing of it."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd")
    voor = verhaal.kreeg("politie")
    await verhaal.zegt(MELDPUNT, "regie.belegd", daad="OVERDRAGEN", naar="mee")
    assert verhaal.kreeg("mee") == ["actie.gevraagd"]
    assert verhaal.dossier().eigenaar == MELDPUNT
    await verhaal.zegt("mee", "regie.belegd", daad="NEMEN", soort="GEZINSCOACH")
    assert verhaal.dossier().eigenaar == "mee"
    (warm,) = [u.gegevens for u in keten.lees("mee") if kort(u) == "regie.gewijzigd"]
    assert [b["naam"] for b in warm["betrokkenen"]] == [NAAM]
    assert warm["verantwoordelijkheid"] == "GEZINSCOACH"
    (koud,) = [u.gegevens for u in keten.lees(MELDPUNT) if kort(u) == "regie.gewijzigd"]
    assert (koud["houder"], koud["houder_naam"]) == ("mee", "MEE")
    assert koud.get("betrokkenen") is None
    assert verhaal.kreeg("politie") == voor


async def test_wie_de_regie_niet_is_aangeboden_neemt_haar_niet(keten: KetenDriver) -> None:
    """Refused with a code, and the owner stays."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt("politie", "regie.belegd", daad="NEMEN")
    assert [u.gegevens["code"] for u in keten.lees("politie") if "code" in u.gegevens] == ["KTN-220"]
    assert verhaal.dossier().eigenaar == MELDPUNT


async def test_een_crisis_in_de_nacht(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """The crisis service owns it until Monday half past eight; then the meldpunt, which must confirm."""
    keten = KetenDriver(inrichtingen, schemas, begin=NACHT)
    verhaal = Verhaal(keten)
    await verhaal.meldt(urgentie="CRISIS")
    assert verhaal.dossier().eigenaar == "lokaal-zorgnetwerk"
    (warm,) = [u.gegevens for u in keten.lees("lokaal-zorgnetwerk") if kort(u) == "regie.gewijzigd"]
    assert warm["verantwoordelijkheid"] == "CRISISDIENST"
    assert [b["naam"] for b in warm["betrokkenen"]] == [NAAM]
    opening = datetime(2026, 11, 30, 7, 30, tzinfo=UTC)
    await keten.verstrijk_tot(opening)
    assert verhaal.dossier().eigenaar == MELDPUNT
    gevraagd = [u for u in keten.lees(MELDPUNT) if u.gegevens.get("actie") == "REGIE_OVERNEMEN"]
    assert [u.op for u in gevraagd] == [opening]


async def test_wie_mandaat_heeft_escaleert_bij_de_partij_zelf(keten: KetenDriver) -> None:
    """Only a casemanager of the wijkteam may; a role without a mandate gets a code."""
    verhaal = Verhaal(keten)
    await verhaal.meldt("sociaal-wijkteam", "POL-1", thema="WONEN")
    zaak = next(u.verzoek_id for u in keten.lees("woningcorporatie") if kort(u) == "melding.doorgezet")
    assert zaak is not None
    await verhaal.zegt("sociaal-wijkteam", "escalatie.ingezet", over=zaak, plicht="BESLUIT", door="stagiair")
    codes = [u.gegevens["code"] for u in keten.lees("sociaal-wijkteam") if "code" in u.gegevens]
    assert codes == ["KTN-223"]
    await verhaal.zegt(
        "sociaal-wijkteam", "escalatie.ingezet", over=zaak, plicht="BESLUIT", door="casemanager"
    )
    (hoger,) = [u.gegevens for u in keten.lees("woningcorporatie") if kort(u) == "escalatie.ingezet"]
    assert (hoger["rol"], hoger["plicht"]) == ("manager-wonen", "BESLUIT")
