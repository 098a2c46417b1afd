"""Understands what a receiver gets, and how we know that it read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from beheer.keten_in_geheugen import KetenDriver
from bezorging.bewijs import BewijsStap
from keten.contract.identiteit import verzoek_id
from keten.contract.vertaling import feit_van_bytes
from keten.domein.begrippen import Plicht
from keten.platform.klok import HandKlok
from tests.processen.partner import BRONNEN, MELDPUNT, NAAM, VERHAAL, als_json, melding

ZAAK = verzoek_id(BRONNEN["politie"], "POL-1")
ANTWOORD = "Mevrouw krijgt begeleiding in verband met dementie."


async def _melding(keten: KetenDriver) -> str:
    """A report; returns the receiver's token."""
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-1"), id="m1"))
    token = keten.lees(MELDPUNT)[0].gebeurtenis.subject
    assert token is not None
    return token


async def _koppel_terug(keten: KetenDriver, token: str) -> None:
    gegevens = {"resultaat": "OPGELOST", "toelichting": ANTWOORD, "kenmerk": "MZO-7"}
    await keten.breng(
        MELDPUNT, *als_json(MELDPUNT, "terugkoppeling.gegeven", gegevens, id="t1", subject=token)
    )


async def test_warm_aan_wie_het_aangaat(keten: KetenDriver) -> None:
    """The receiver gets question and client data; each party has a token of its own for the same matter."""
    token = await _melding(keten)
    (doorgezet,) = keten.lees(MELDPUNT)
    assert doorgezet.gegevens["betrokkenen"][0]["naam"] == NAAM
    assert doorgezet.gegevens["toelichting"] == VERHAAL
    (vastgelegd,) = keten.lees("politie")
    assert vastgelegd.gebeurtenis.subject != token
    assert {vastgelegd.verzoek_id, doorgezet.verzoek_id} == {ZAAK}


async def test_de_politie_hoort_dat_en_niet_waarom(keten: KetenDriver) -> None:
    """Who reported hears the result by its own reference, and nothing of health."""
    await _koppel_terug(keten, await _melding(keten))
    antwoord = keten.lees("politie")[-1]
    assert antwoord.gegevens["resultaat"] == "OPGELOST"
    assert antwoord.gegevens["kenmerk"] == "POL-1"
    assert antwoord.gegevens["toelichting"] is None
    for uitgaand in keten.lees("politie"):
        alles = (uitgaand.record.waarde or b"") + b"".join(w for _, w in uitgaand.record.koppen)
        assert ANTWOORD.encode() not in alles
        assert b"MZO-7" not in alles


async def test_volgnummer_zonder_gaten(keten: KetenDriver) -> None:
    """Per receiver 1, 2, 3 …, also when bezorging falls between any two effects or loses its store."""
    token = await _melding(keten)
    keten.laat_vallen("bezorging", "bevestigd", "beslist", "geschreven")
    await _koppel_terug(keten, token)
    keten.herstart("bezorging", leeg=True)
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-2"), id="m2"))
    for partner in ("politie", MELDPUNT):
        nummers = [u.gebeurtenis.uitbreidingen["sequence"] for u in keten.lees(partner)]
        assert nummers == [str(n + 1) for n in range(len(nummers))]
        assert len({u.gebeurtenis.id for u in keten.lees(partner)}) == len(nummers)


async def test_gegeven_is_pas_gelezen(keten: KetenDriver) -> None:
    """An unread terugkoppeling is owed by us; once its reader has committed past it, nothing is owed."""
    token = await _melding(keten)
    await keten.zwijg("politie")
    await _koppel_terug(keten, token)
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert [v.soort for v in dossier.verplichtingen] == [Plicht.BEZORGING]
    await keten.hervat("politie")
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert dossier.gesloten


async def test_bewijs_van_lezen_mag_twee_keer_komen(keten: KetenDriver) -> None:
    """The proof is read again after a crash: the fact comes twice, and the second changes nothing."""
    token = await _melding(keten)
    await keten.zwijg("politie")
    await _koppel_terug(keten, token)
    keten.laat_vallen("bezorging", "omgezet", "geschreven")
    await keten.hervat("politie")
    dossier = keten.dossier(ZAAK)
    assert dossier is not None
    assert dossier.gesloten


async def test_hetzelfde_bewijs_heeft_een_id(keten: KetenDriver) -> None:
    """Seen again at another moment it is the same fact, that says "read by then" of another moment."""
    await _koppel_terug(keten, await _melding(keten))
    record = keten.lees("politie")[-1].record
    feiten = []
    for klok in (HandKlok(keten.klok.stand_ms), HandKlok(keten.klok.stand_ms + 60_000)):
        stap = BewijsStap(keten.inrichtingen, keten.schemas, keten.tokens, keten.ids, klok)
        (uit,) = stap.zet_om(record, await stap.bereid_voor([record]))
        feiten.append(feit_van_bytes(uit.waarde or b"", keten.schemas))
    een, twee = (feit.kop for feit in feiten)
    assert een.feit_id == twee.feit_id
    assert twee.nu - een.nu == timedelta(seconds=60)
    assert replace(een, nu=twee.nu) == twee
