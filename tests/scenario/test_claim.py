"""Understands the claim from message in to message out: one question, several asked, one that has it."""

from __future__ import annotations

from typing import Any

import pytest

from beheer.eindstand import eindstand_van
from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.identiteit import verzoek_id
from keten.domein.begrippen import Plicht
from tests.processen.partner import BRONNEN, als_json
from tests.scenario.verhaal import kort

HUISARTS, MEE, WIP, CJG = "huisarts", "mee", "wip", "cjg"
KANDIDATEN = (MEE, WIP, CJG)
ZAAK = verzoek_id(BRONNEN[HUISARTS], "HA-1")
_CLIENT = [{"rol": "CLIENT", "naam": "Mevrouw T. Voorbeeld", "telefoon": "+31 6 00000000"}]


async def _zegt(
    keten: KetenDriver, wie: str, soort: str, subject: str | None, id: str | None = None, **data: Any
) -> None:
    nummer = id or f"bericht-{len(keten.verdicten())}"
    await keten.breng(wie, *als_json(wie, soort, data, id=nummer, subject=subject))


def _kreeg(keten: KetenDriver, wie: str, soort: str) -> list[Uitgaand]:
    return [u for u in keten.lees(wie) if kort(u) == soort]


async def _biedt_aan(keten: KetenDriver, **anders: Any) -> None:
    vast = {"kenmerk": "HA-1", "gemeente": "0505", "thema": "MEEDOEN", "grondslag": "TOESTEMMING"}
    eigen = {"ontvanger": MEE, "ook_aan": [WIP, CJG], "betrokkenen": _CLIENT, "toelichting": "Wil eruit."}
    await _zegt(keten, HUISARTS, "verwijzing.aangeboden", None, **{**vast, **eigen, **anders})


def _token(keten: KetenDriver, wie: str) -> str:
    """As this candidate knows its part."""
    subject = _kreeg(keten, wie, "verwijzing.aangeboden")[-1].gebeurtenis.subject
    assert subject is not None
    return subject


def _codes(keten: KetenDriver, wie: str) -> list[tuple[str, str | None]]:
    return [(u.gegevens["code"], u.gegevens["veld"]) for u in _kreeg(keten, wie, "bericht.afgekeurd")]


async def test_ieder_krijgt_de_vraag_warm_en_weet_dat_hij_bij_meer_ligt(keten: KetenDriver) -> None:
    """The whole question each, under a name of its own; the sender is told which part is whose."""
    await _biedt_aan(keten)
    for wie in KANDIDATEN:
        (aanbod,) = _kreeg(keten, wie, "verwijzing.aangeboden")
        assert aanbod.gegevens["ook_aan_anderen"] is True
        assert aanbod.gegevens["toelichting"] == "Wil eruit."
        assert aanbod.gegevens["betrokkenen"][0]["naam"] == "Mevrouw T. Voorbeeld"
    assert len({_token(keten, wie) for wie in KANDIDATEN}) == 3
    nieuws = _kreeg(keten, HUISARTS, "status.gewijzigd")
    assert [(n.gegevens["bij"], n.gegevens["kenmerk"]) for n in nieuws] == [(w, "HA-1") for w in KANDIDATEN]
    assert len({n.gebeurtenis.subject for n in nieuws}) == 3


async def test_wie_het_eerst_aanneemt_heeft_het(keten: KetenDriver) -> None:
    """One status for each loser, refusals with a code of their own after it, and nothing to repair."""
    await _biedt_aan(keten)
    for wie in (WIP, MEE):
        await _zegt(keten, wie, "verzoek.geaccepteerd", _token(keten, wie), id=f"claim-{wie}")
    await _zegt(keten, MEE, "verzoek.geaccepteerd", _token(keten, MEE), id="claim-mee")  # sent once more
    await _zegt(keten, CJG, "voortgang.gemeld", _token(keten, CJG), voortgang="LOOPT")
    for wie in (MEE, CJG):
        (nieuws,) = _kreeg(keten, wie, "status.gewijzigd")
        assert (nieuws.gegevens["toestand"], nieuws.gegevens["bij"]) == ("NIET_MEER_BESCHIKBAAR", HUISARTS)
        assert not _kreeg(keten, wie, "actie.gevraagd")
    assert _codes(keten, MEE) == [("KTN-250", None), ("KTN-250", None)]
    assert _codes(keten, CJG) == [("KTN-251", None)]
    laatste = _kreeg(keten, HUISARTS, "status.gewijzigd")[-1]
    assert (laatste.gegevens["toestand"], laatste.gegevens["bij"]) == ("GEACCEPTEERD", WIP)
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert {v.debiteur for v in dossier.verplichtingen} == {WIP}
    stand = eindstand_van("huisarts/HA-1", dossier)
    assert (stand.toestand, stand.eigenaar) == ("GEACCEPTEERD", WIP)


async def test_in_geen_byte_aan_een_kandidaat_staat_een_ander(keten: KetenDriver) -> None:
    """Neither code nor name, in attributes, key or content, also when time has passed and all is done."""
    await _biedt_aan(keten)
    await _zegt(keten, WIP, "ontvangst.bevestigd", _token(keten, WIP))
    await keten.verstrijk_tot(keten.nu.replace(year=keten.nu.year + 1))
    await _zegt(keten, CJG, "verzoek.afgewezen", _token(keten, CJG), reden="GEEN_CAPACITEIT")
    await _zegt(keten, WIP, "verzoek.geaccepteerd", _token(keten, WIP))
    await _zegt(keten, MEE, "verzoek.geaccepteerd", _token(keten, MEE))
    await _zegt(keten, WIP, "terugkoppeling.gegeven", _token(keten, WIP), resultaat="OPGELOST")
    namen = {
        MEE: (b"mee", b"MEE"),
        WIP: (b"wip", b"Wijkinformatiepunt"),
        CJG: (b"cjg", b"Centrum voor Jeugd"),
    }
    for wie in KANDIDATEN:
        for uit in keten.lees(wie):
            if kort(uit) in ("ontvangst.vastgelegd", "verwijzing.aangeboden", "bericht.afgekeurd"):
                woorden = (namen[ander][1] for ander in KANDIDATEN if ander != wie)  # "meer" is a word too
            else:
                woorden = (naam for ander in KANDIDATEN if ander != wie for naam in namen[ander])
            alles = b"".join((uit.record.waarde or b"", *(waarde for _, waarde in uit.record.koppen)))
            assert not [w for w in woorden if w in alles], (wie, kort(uit))


async def test_wijzen_allen_het_af_dan_zoekt_de_afzender_een_keer(keten: KetenDriver) -> None:
    """One question to it, for the last; with its own reference it offers it again, and then to several."""
    await _biedt_aan(keten)
    for wie, reden in ((CJG, "ONJUIST_GEADRESSEERD"), (MEE, "GEEN_CAPACITEIT"), (WIP, "NIET_BEVOEGD")):
        assert not _kreeg(keten, HUISARTS, "actie.gevraagd")
        await _zegt(keten, wie, "verzoek.afgewezen", _token(keten, wie), reden=reden)
    (gevraagd,) = _kreeg(keten, HUISARTS, "actie.gevraagd")
    assert gevraagd.gegevens["actie"] == "HERROUTEREN"
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert [v.soort for v in dossier.verplichtingen] == [Plicht.HERROUTEREN]
    assert eindstand_van("huisarts/HA-1", dossier).toestand == "AFGEWEZEN"
    nieuw: dict[str, Any] = {"ontvanger": "sociaal-wijkteam", "ook_aan": ["lokaal-zorgnetwerk"]}
    await _zegt(keten, HUISARTS, "verzoek.opnieuw-aangeboden", None, kenmerk="HA-1", **nieuw)
    for wie in ("sociaal-wijkteam", "lokaal-zorgnetwerk"):
        (aanbod,) = _kreeg(keten, wie, "verwijzing.aangeboden")
        assert aanbod.gegevens["toelichting"] == "Wil eruit."
    await _zegt(keten, "lokaal-zorgnetwerk", "verzoek.geaccepteerd", _token(keten, "lokaal-zorgnetwerk"))
    (voorbij,) = _kreeg(keten, "sociaal-wijkteam", "status.gewijzigd")
    assert voorbij.gegevens["toestand"] == "NIET_MEER_BESCHIKBAAR"


async def test_een_kandidaat_zendt_niet_door(keten: KetenDriver) -> None:
    """It takes it or refuses it; nobody else gets it, and it still owes its answer."""
    await _biedt_aan(keten)
    await _zegt(keten, MEE, "doorzending.gedaan", _token(keten, MEE), ontvanger="schuldhulp")
    assert _codes(keten, MEE) == [("KTN-252", None)]
    assert not keten.lees("schuldhulp")


@pytest.mark.parametrize(
    ("ook_aan", "code", "veld"),
    [
        ([WIP, MEE], "KTN-147", "/data/ook_aan/1"),
        ([WIP, WIP], "KTN-147", "/data/ook_aan/1"),
        ([HUISARTS], "KTN-133", "/data/ook_aan/0"),
        ([WIP, "bestaat-niet"], "KTN-133", "/data/ook_aan/1"),
        (["Geen code"], "KTN-122", "/data/ook_aan/0"),
        ([7], "KTN-120", "/data/ook_aan/0"),
        ("wip", "KTN-120", "/data/ook_aan"),
        ([WIP] * 10, "KTN-125", "/data/ook_aan"),
    ],
)
async def test_een_verkeerde_kandidaat_wordt_aangewezen(
    keten: KetenDriver, ook_aan: Any, code: str, veld: str
) -> None:
    """Code and field, of an opening and of an offer again; nobody gets anything."""
    await _biedt_aan(keten, ook_aan=ook_aan)
    assert _codes(keten, HUISARTS) == [(code, veld)]
    assert not _kreeg(keten, MEE, "verwijzing.aangeboden")
    nieuw = {"kenmerk": "HA-1", "ontvanger": MEE, "ook_aan": ook_aan}
    await _zegt(keten, HUISARTS, "verzoek.opnieuw-aangeboden", None, **nieuw)
    assert _codes(keten, HUISARTS)[-1] == (code, veld)


async def test_intrekken_wordt_aan_ieder_gevraagd(keten: KetenDriver) -> None:
    """By the sender's own reference; each confirms for itself, and then it is over."""
    await _biedt_aan(keten)
    await _zegt(keten, HUISARTS, "intrekking.gevraagd", None, kenmerk="HA-1", reden="CLIENT_ZIET_AF")
    for wie in KANDIDATEN:
        (gevraagd,) = _kreeg(keten, wie, "actie.gevraagd")
        assert gevraagd.gegevens["actie"] == "INTREKKEN"
        await _zegt(keten, wie, "intrekking.bevestigd", _token(keten, wie))
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert dossier.gesloten
