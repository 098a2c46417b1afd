"""Understands how a matter that is held up looks to its parties, from message in to message out."""

from __future__ import annotations

from beheer.keten_in_geheugen import KetenDriver
from keten.domein.begrippen import Plicht, Toestand
from tests.processen.partner import MELDPUNT
from tests.scenario.verhaal import Verhaal


def _laatste(keten: KetenDriver, partner: str, soort: str) -> dict[str, object]:
    berichten = [u for u in keten.lees(partner) if soort in u.gebeurtenis.type]
    return dict(berichten[-1].gegevens)


async def test_gevraagd_en_aangevuld(keten: KetenDriver) -> None:
    """The police hear by code what is missing; the meldpunt gets the answer whole, and its clock goes on."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(hours=1)
    await verhaal.zegt(
        MELDPUNT, "aanvulling.gevraagd", gevraagd="CONTACTGEGEVENS", toelichting="Zij gebruikt medicijnen."
    )
    vraag = _laatste(keten, "politie", "actie.gevraagd")
    assert (vraag["actie"], vraag["gevraagd"], vraag["toelichting"]) == ("AANVULLEN", "CONTACTGEGEVENS", None)
    await verhaal.na(days=4)
    await verhaal.zegt("politie", "aanvulling.gegeven", toelichting="Zij is bereikbaar via haar zus.")
    antwoord = _laatste(keten, MELDPUNT, "status.gewijzigd")
    assert (antwoord["toestand"], antwoord["aanvulling"]) == ("AANGEBODEN", "Zij is bereikbaar via haar zus.")
    (besluit,) = [v for v in verhaal.dossier().verplichtingen if v.soort is Plicht.BESLUIT]
    assert besluit.eerst_uiterlijk_op is not None
    assert besluit.uiterlijk_op is not None
    assert besluit.uiterlijk_op > besluit.eerst_uiterlijk_op
    assert "herinnering.verstuurd" not in verhaal.kreeg(MELDPUNT)


async def test_intrekken_gevraagd_en_bevestigd(keten: KetenDriver) -> None:
    """The meldpunt is asked, confirms, and the police hear that it is over; nobody owes anything."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(hours=1)
    await verhaal.zegt("politie", "intrekking.gevraagd", reden="CLIENT_ZIET_AF")
    assert _laatste(keten, MELDPUNT, "actie.gevraagd")["actie"] == "INTREKKEN"
    await verhaal.zegt(MELDPUNT, "intrekking.bevestigd")
    assert _laatste(keten, "politie", "status.gewijzigd")["toestand"] == "INGETROKKEN"
    assert verhaal.dossier().gesloten


async def test_niet_verschenen_en_te_snel_opgegeven(keten: KetenDriver) -> None:
    """A no-show waits for the client; giving up after one telephone call is refused with its own code."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(hours=1)
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd")
    await verhaal.zegt(MELDPUNT, "afspraak.gemaakt", afspraak_datum="2026-11-30")
    await verhaal.zegt(MELDPUNT, "afspraak.niet-verschenen")
    assert verhaal.dossier().onderdelen[0].toestand is Toestand.WACHT_OP_CLIENT
    await verhaal.zegt(MELDPUNT, "contactpoging.gedaan", wijze="TELEFOON")
    await verhaal.zegt(MELDPUNT, "terugkoppeling.gegeven", resultaat="GEEN_CONTACT")
    assert [u.gegevens["code"] for u in keten.lees(MELDPUNT) if "code" in u.gegevens] == ["KTN-232"]
    for wijze in ("BRIEF", "HUISBEZOEK"):
        await verhaal.zegt(MELDPUNT, "contactpoging.gedaan", wijze=wijze)
    await verhaal.zegt(MELDPUNT, "terugkoppeling.gegeven", resultaat="GEEN_CONTACT")
    assert _laatste(keten, "politie", "terugkoppeling.gegeven")["resultaat"] == "GEEN_CONTACT"
