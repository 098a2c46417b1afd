"""Understands parts from message in to message out: each partner has its own name for its own part."""

from __future__ import annotations

from typing import Any

from beheer.eindstand import eindstand_van
from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.identiteit import verzoek_id
from tests.processen.partner import BRONNEN, als_json
from tests.scenario.verhaal import kort

HUISARTS, TEAM, MEE = "huisarts", "sociaal-wijkteam", "mee"
ZAAK = verzoek_id(BRONNEN[HUISARTS], "HA-1")

_CLIENT = [{"rol": "CLIENT", "naam": "Mevrouw T. Voorbeeld", "telefoon": "+31 6 00000000"}]


def _verwijzing(kenmerk: str, ontvanger: str, **anders: Any) -> dict[str, Any]:
    vast = {"kenmerk": kenmerk, "gemeente": "0505", "thema": "MEEDOEN", "grondslag": "TOESTEMMING"}
    return {**vast, "ontvanger": ontvanger, "betrokkenen": _CLIENT, **anders}


async def _zegt(keten: KetenDriver, wie: str, soort: str, subject: str | None, **data: Any) -> None:
    nummer = len(keten.verdicten())
    await keten.breng(wie, *als_json(wie, soort, data, id=f"bericht-{nummer}", subject=subject))


def _kreeg(keten: KetenDriver, wie: str, soort: str) -> list[Uitgaand]:
    return [u for u in keten.lees(wie) if kort(u) == soort]


async def _met_onderdeel(keten: KetenDriver) -> str:
    """The wijkteam refers a part on; the token by which it now names that part."""
    await _zegt(keten, HUISARTS, "verwijzing.aangeboden", None, **_verwijzing("HA-1", TEAM))
    (aanbod,) = _kreeg(keten, TEAM, "verwijzing.aangeboden")
    await _zegt(keten, TEAM, "verzoek.geaccepteerd", aanbod.gebeurtenis.subject)
    deel = _verwijzing("SWT-1", MEE, product="dagopvang", toelichting="Alleen voor MEE.")
    await _zegt(keten, TEAM, "verwijzing.aangeboden", aanbod.gebeurtenis.subject, **deel)
    (nieuws,) = _kreeg(keten, TEAM, "status.gewijzigd")
    assert (nieuws.gegevens["toestand"], nieuws.gegevens["kenmerk"]) == ("AANGEBODEN", "SWT-1")
    assert nieuws.gebeurtenis.subject is not None
    return nieuws.gebeurtenis.subject


async def test_een_onderdeel_gaat_warm_naar_wie_het_doet(keten: KetenDriver) -> None:
    """It gets the part's own question and client, under a name that no one else has for it."""
    bij_team = await _met_onderdeel(keten)
    (aanbod,) = _kreeg(keten, MEE, "verwijzing.aangeboden")
    assert (aanbod.gegevens["toelichting"], aanbod.gegevens["product"]) == ("Alleen voor MEE.", "dagopvang")
    assert aanbod.gegevens["afzender"] == TEAM
    assert aanbod.onderdeel == 2
    assert aanbod.gebeurtenis.subject != bij_team


async def test_de_melder_hoort_niets_van_een_onderdeel(keten: KetenDriver) -> None:
    """What MEE says goes to the wijkteam; the huisarts gets its own answer and nothing else."""
    await _met_onderdeel(keten)
    voor = len(keten.lees(HUISARTS))
    (aanbod,) = _kreeg(keten, MEE, "verwijzing.aangeboden")
    await _zegt(keten, MEE, "verzoek.geaccepteerd", aanbod.gebeurtenis.subject)
    await _zegt(keten, MEE, "terugkoppeling.gegeven", aanbod.gebeurtenis.subject, resultaat="OPGELOST")
    assert len(keten.lees(HUISARTS)) == voor
    (antwoord,) = _kreeg(keten, TEAM, "terugkoppeling.gegeven")
    assert (antwoord.gegevens["kenmerk"], antwoord.onderdeel) == ("SWT-1", 2)
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    stand = eindstand_van("huisarts/HA-1", dossier)
    assert stand.toestand == "GEDEELTELIJK"
    assert [(d["afzender"], d["ontvanger"], d["toestand"], d["product"]) for d in stand.onderdelen] == [
        (HUISARTS, TEAM, "GEACCEPTEERD", None),
        (TEAM, MEE, "AFGEROND", "dagopvang"),
    ]


async def test_met_het_onderwerp_van_een_ander_voegt_niemand_iets_toe(keten: KetenDriver) -> None:
    """A token in another's hands is refused, also for a verwijzing; and who only sent it adds nothing."""
    bij_team = await _met_onderdeel(keten)
    await _zegt(keten, MEE, "verwijzing.aangeboden", bij_team, **_verwijzing("MEE-1", "cjg"))
    (vorm,) = _kreeg(keten, MEE, "bericht.afgekeurd")
    assert vorm.gegevens["veld"] == "/subject"
    eigen = keten.tokens.geef(ZAAK, 1, HUISARTS)
    await _zegt(keten, HUISARTS, "verwijzing.aangeboden", eigen, **_verwijzing("HA-2", "cjg"))
    (inhoud,) = _kreeg(keten, HUISARTS, "bericht.afgekeurd")
    assert inhoud.gegevens["code"] == "KTN-205"
    assert not _kreeg(keten, "cjg", "verwijzing.aangeboden")


async def test_een_onbekend_product_wordt_gezegd_en_niet_geweigerd(keten: KetenDriver) -> None:
    """No path is followed for it: a typo would never be noticed. A known one, and none at all, is no news."""
    for nummer, product in enumerate(("dagopvnag", "dagopvang", None)):
        anders = {} if product is None else {"product": product}
        verwijzing = _verwijzing(f"HA-{nummer}", MEE, **anders)
        await _zegt(keten, HUISARTS, "verwijzing.aangeboden", None, **verwijzing)
    opmerkingen = [u.gegevens["opmerkingen"] for u in _kreeg(keten, HUISARTS, "ontvangst.vastgelegd")]
    assert opmerkingen == [["PRODUCT_ZONDER_PAD"], [], []]
    assert len(_kreeg(keten, MEE, "verwijzing.aangeboden")) == 3
