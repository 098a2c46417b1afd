"""Understands the good case, and what a sender may do wrong without harm: repeat, mix up, come late."""

from __future__ import annotations

from datetime import timedelta

from beheer.keten_in_geheugen import KetenDriver
from keten.domein.begrippen import Plicht, Toestand
from tests.processen.partner import MELDPUNT
from tests.scenario.verhaal import ZAAK, Verhaal, beantwoord


async def test_gemeld_en_op_tijd_beantwoord(keten: KetenDriver) -> None:
    """Each party gets what it should, in order; nobody is reminded; at the end nobody owes anything."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(hours=2)
    await beantwoord(verhaal)
    await verhaal.na(days=60)
    assert verhaal.kreeg("politie") == [
        "ontvangst.bevestigd",
        "status.gewijzigd",
        "status.gewijzigd",
        "terugkoppeling.gegeven",
    ]
    assert verhaal.kreeg(MELDPUNT) == ["melding.doorgezet"]
    assert verhaal.dossier().gesloten
    assert keten.volgende_wekker() is None


async def test_elk_bericht_is_meteen_bevestigd(keten: KetenDriver) -> None:
    """A technical acknowledgement for each message, with the sender's own id, at the moment it came."""
    verhaal = Verhaal(keten)
    await verhaal.meldt(id="m1")
    await verhaal.na(hours=2)
    await verhaal.zegt(MELDPUNT, "ontvangst.bevestigd", id="o1")
    (bewijs,) = [u for u in keten.lees(MELDPUNT) if "vastgelegd" in u.gebeurtenis.type]
    assert (bewijs.gegevens["bericht_id"], bewijs.op) == ("o1", keten.nu)
    assert keten.lees("politie")[0].gegevens["bericht_id"] == "m1"


async def test_dubbel_verandert_niets_en_wordt_weer_beantwoord(keten: KetenDriver) -> None:
    """The same message again: no second effect, the same kind of answer, the verdict says so."""
    verhaal = Verhaal(keten)
    await verhaal.meldt(id="m1")
    await verhaal.na(hours=1)
    voor = verhaal.dossier()
    await verhaal.meldt(id="m1")
    assert verhaal.uitslagen("politie") == ["TOEGEPAST", "DUBBEL"]
    assert verhaal.kreeg(MELDPUNT) == ["melding.doorgezet"]
    assert verhaal.dossier().verplichtingen == voor.verplichtingen
    bewijzen = [u for u in keten.lees("politie") if "vastgelegd" in u.gebeurtenis.type]
    assert len({u.gebeurtenis.id for u in bewijzen}) == 2


async def test_zelfde_id_andere_inhoud_is_geweigerd(keten: KetenDriver) -> None:
    """Another message under an id that was used in this matter has no effect, and its sender hears why."""
    verhaal = Verhaal(keten)
    await verhaal.meldt(id="m1")
    await verhaal.meldt(id="m1", thema="WONEN")
    assert verhaal.uitslagen("politie") == ["TOEGEPAST", "GEWEIGERD"]
    assert [u.gegevens["code"] for u in keten.lees("politie") if "code" in u.gegevens] == ["KTN-203"]
    assert verhaal.kreeg(MELDPUNT) == ["melding.doorgezet"]


async def test_door_elkaar_wordt_geweigerd_en_daarna_goed(keten: KetenDriver) -> None:
    """An answer in a state that it does not fit is refused with a reason, and works when sent in its turn."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt(MELDPUNT, "functie.verricht", functie="INTAKE", uitkomst="GEDAAN", id="f1")
    assert [u.gegevens["code"] for u in keten.lees(MELDPUNT) if "code" in u.gegevens] == ["KTN-206"]
    await verhaal.zegt(MELDPUNT, "verzoek.geaccepteerd")
    await verhaal.zegt(MELDPUNT, "functie.verricht", functie="INTAKE", uitkomst="GEDAAN", id="f2")
    assert verhaal.uitslagen(MELDPUNT) == ["GEWEIGERD", "TOEGEPAST", "TOEGEPAST"]
    assert verhaal.dossier().onderdelen[0].toestand is Toestand.IN_BEHANDELING


async def test_vervolg_voor_de_opening(keten: KetenDriver) -> None:
    """Too early is not unknown: it waits for its opening and is then applied, with a verdict in the end."""
    verhaal = Verhaal(keten)
    await verhaal.zegt("politie", "voortgang.gemeld", over=ZAAK, voortgang="LOOPT")
    assert verhaal.uitslagen("politie") == ["WACHT"]
    await verhaal.meldt()
    assert verhaal.uitslagen("politie") == ["WACHT", "TOEGEPAST", "TOEGEPAST"]
    assert verhaal.kreeg(MELDPUNT) == ["melding.doorgezet", "status.gewijzigd"]


async def test_een_opening_die_uitblijft(keten: KetenDriver) -> None:
    """After a day of waiting it is refused, told, and a duty to repair; nothing was lost."""
    verhaal = Verhaal(keten)
    await verhaal.zegt("politie", "voortgang.gemeld", over=ZAAK, voortgang="LOOPT")
    await verhaal.na(hours=25)
    assert verhaal.uitslagen("politie") == ["WACHT", "GEWEIGERD"]
    assert verhaal.kreeg("politie") == ["bericht.afgekeurd", "actie.gevraagd"]
    dossier = verhaal.dossier()
    assert (dossier.eigenaar, dossier.onderdelen[0].toestand) == ("beheer", Toestand.CONCEPT)
    assert [v.soort for v in dossier.verplichtingen] == [Plicht.HERSTEL]


async def test_te_laat_is_een_vlag_en_geen_einde(keten: KetenDriver) -> None:
    """An answer after the term still counts: the reminders stop, and the matter goes on."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.na(days=4)
    assert verhaal.kreeg(MELDPUNT).count("herinnering.verstuurd") == 3
    await beantwoord(verhaal)
    await verhaal.na(days=60)
    assert verhaal.kreeg("politie")[-1] == "terugkoppeling.gegeven"
    assert all(v.soort.value == "ESCALATIE" for v in verhaal.dossier().verplichtingen)


async def test_een_ander_mag_niet_antwoorden(keten: KetenDriver) -> None:
    """Who has no part in a matter is refused, even with a token that was really made for it."""
    verhaal = Verhaal(keten)
    await verhaal.meldt()
    await verhaal.zegt("woningcorporatie", "verzoek.geaccepteerd")
    assert verhaal.uitslagen("woningcorporatie") == ["GEWEIGERD"]
    assert verhaal.dossier().onderdelen[0].toestand is Toestand.AANGEBODEN


async def test_regels_kiezen_de_ontvanger(keten: KetenDriver) -> None:
    """Environment and liveability go to the wijklijn, care and nuisance to their meldpunt."""
    verhaal = Verhaal(keten)
    await verhaal.meldt("woningcorporatie", "WC-1", thema="LEEFBAARHEID")
    await verhaal.meldt("politie", "POL-2", thema="OMGEVING")
    await verhaal.meldt("politie", "POL-3", thema="HUISELIJK_GEWELD")
    assert [u.gegevens["kenmerk_afzender"] for u in keten.lees("wijklijn")] == ["WC-1", "POL-2"]
    assert [u.gegevens["kenmerk_afzender"] for u in keten.lees("steunpunt-huiselijk-geweld")] == ["POL-3"]
    assert keten.nu - keten.lees("wijklijn")[0].op == timedelta(0)
