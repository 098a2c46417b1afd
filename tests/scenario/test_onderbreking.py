"""Understands how a matter that is held up looks to its parties, from message in to message out."""

from __future__ import annotations

from beheer.keten_in_geheugen import KetenDriver
from keten.domein.begrippen import Onjuistheid, Plicht, Toestand
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


async def test_correctie_gevraagd_en_rechtgezet(keten: KetenDriver) -> None:
    """The meldpunt names the message it read; the police hear by code what is wrong, and answer whole."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    gelezen = next(u for u in keten.lees(MELDPUNT) if "melding.doorgezet" in u.gebeurtenis.type)
    await verhaal.na(hours=1)
    await verhaal.zegt(
        MELDPUNT,
        "correctie.gevraagd",
        onjuist="VERKEERDE_PERSOON",
        bericht=gelezen.gebeurtenis.id,
        toelichting="Zij is al een jaar overleden.",
    )
    vraag = _laatste(keten, "politie", "actie.gevraagd")
    assert (vraag["actie"], vraag["plicht"], vraag["onjuist"]) == (
        "CORRIGEREN",
        "CORRECTIE",
        "VERKEERDE_PERSOON",
    )
    assert (str(vraag["bericht"]), vraag["toelichting"]) == (gelezen.gebeurtenis.id, None)
    await verhaal.na(hours=1)
    await verhaal.zegt(
        "politie", "aanvulling.gegeven", toelichting="Het gaat om haar dochter.", correctie="HERSTELD"
    )
    antwoord = _laatste(keten, MELDPUNT, "status.gewijzigd")
    assert (antwoord["correctie"], antwoord["aanvulling"]) == ("HERSTELD", "Het gaat om haar dochter.")
    assert Plicht.CORRECTIE not in {v.soort for v in verhaal.dossier().verplichtingen}


async def test_een_helper_zet_recht_zonder_dat_de_politie_het_verhaal_leest(keten: KetenDriver) -> None:
    """Also after the end: the police hear by code that it was put right, and nothing of the story."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt(MELDPUNT, "terugkoppeling.gegeven", resultaat="OPGELOST")
    await verhaal.na(hours=1)
    await verhaal.zegt("politie", "correctie.gevraagd", onjuist="ONJUIST_GEGEVEN")
    assert _laatste(keten, MELDPUNT, "actie.gevraagd")["actie"] == "CORRIGEREN"
    assert not verhaal.dossier().gesloten
    await verhaal.zegt(
        MELDPUNT,
        "aanvulling.gegeven",
        correctie="KLOPT",
        toelichting="Zij is opgenomen in een kliniek.",
        betrokkenen=[{"rol": "CLIENT", "naam": "A. de Vries"}],
    )
    antwoord = _laatste(keten, "politie", "status.gewijzigd")
    assert antwoord["correctie"] == "KLOPT"
    assert (antwoord["aanvulling"], antwoord["betrokkenen"], antwoord["toelichting"]) == (None, None, None)
    assert verhaal.dossier().gesloten


async def test_een_antwoord_zegt_dat_het_er_een_is(keten: KetenDriver) -> None:
    """A bare HERSTELD will do; a fault without what came of it is told by its field, so is a vague answer."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt(MELDPUNT, "correctie.gevraagd", onjuist="VERKEERDE_PERSOON")
    await verhaal.zegt(MELDPUNT, "correctie.gevraagd", onjuist="ONTBREKEND")
    await verhaal.zegt("politie", "aanvulling.gegeven", onjuist="ONTBREKEND", toelichting="Zo.")
    await verhaal.zegt("politie", "aanvulling.gegeven", correctie="HERSTELD")
    afgekeurd = [u.gegevens for u in keten.lees("politie") if "code" in u.gegevens]
    assert [(g["code"], g["veld"]) for g in afgekeurd] == [("KTN-117", "/data/correctie"), ("KTN-244", None)]
    await verhaal.zegt("politie", "aanvulling.gegeven", correctie="HERSTELD", onjuist="ONTBREKEND")
    assert _laatste(keten, MELDPUNT, "status.gewijzigd")["correctie"] == "HERSTELD"
    (over,) = [v for v in verhaal.dossier().verplichtingen if v.soort is Plicht.CORRECTIE]
    assert over.onjuist is Onjuistheid.VERKEERDE_PERSOON
    await verhaal.zegt(MELDPUNT, "verzoek.afgewezen", reden="GEEN_CAPACITEIT")
    assert Plicht.CORRECTIE not in {v.soort for v in verhaal.dossier().verplichtingen}


async def test_een_lege_aanvulling_zegt_dat_zij_leeg_is(keten: KetenDriver) -> None:
    """With a code of its own and a field to fill in; so does a measurement of nothing."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt("politie", "aanvulling.gegeven")
    await verhaal.zegt("politie", "aanvulling.gegeven", toelichting="Zo.", correctie="KLOPT")
    await verhaal.zegt("politie", "zelfredzaamheid.gemeten", moment="VOOR")
    afgekeurd = [u.gegevens for u in keten.lees("politie") if "code" in u.gegevens]
    assert [(g["code"], g["veld"]) for g in afgekeurd] == [
        ("KTN-137", "/data/toelichting"),
        ("KTN-137", "/data/participatieladder"),
    ]
