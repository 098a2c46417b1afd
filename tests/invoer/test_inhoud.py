"""Understands that a well-formed message that cannot apply is refused with a reason, and is not forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from beheer.keten_in_geheugen import KetenDriver, Uitgaand
from keten.contract.identiteit import herstel_id, verzoek_id
from keten.domein.begrippen import Plicht, Uitslag
from keten.domein.dossier import WACHTTIJD, Verplichting
from keten.domein.weigeringen import Weigering
from tests.processen.partner import BRONNEN, MELDPUNT, als_json, melding

ZAAK = verzoek_id(BRONNEN["politie"], "POL-1")


async def _stuur(
    keten: KetenDriver, partner: str, soort: str, id_: str, subject: str | None = None, **gegevens: Any
) -> None:
    await keten.breng(partner, *als_json(partner, soort, gegevens, id=id_, subject=subject))


async def _open(keten: KetenDriver, id_: str = "m0", **anders: Any) -> None:
    await _stuur(keten, "politie", "melding.gedaan", id_, **melding("POL-1", **anders))


def _token(keten: KetenDriver, partner: str) -> str:
    """The name that this party has, or would have, for the matter."""
    return keten.tokens.geef(ZAAK, 1, partner)


async def _vreemde(keten: KetenDriver) -> None:
    """A partner that has no part in it, with a token that is really for it."""
    await _open(keten)
    token = _token(keten, "woningcorporatie")
    await _stuur(keten, "woningcorporatie", "ontvangst.bevestigd", "x", subject=token)


async def _andere_inhoud(keten: KetenDriver) -> None:
    await _open(keten)
    token = _token(keten, "politie")
    await _stuur(keten, "politie", "verzoek.opgegeven", "m0", subject=token, reden="GEEN_CONTACT")


async def _tweede_opening(keten: KetenDriver) -> None:
    await _open(keten)
    await _open(keten, "x", thema="LEEFBAARHEID")


async def _niet_aan_u(keten: KetenDriver) -> None:
    """Who reported cannot accept its own report."""
    await _open(keten)
    await _stuur(keten, "politie", "verzoek.geaccepteerd", "x", subject=_token(keten, "politie"))


async def _sluit(keten: KetenDriver) -> None:
    await _open(keten)
    token = _token(keten, MELDPUNT)
    await _stuur(keten, MELDPUNT, "terugkoppeling.gegeven", "t1", subject=token, resultaat="OPGELOST")


async def _na_het_einde(keten: KetenDriver) -> None:
    """An answer to a matter that is closed."""
    await _sluit(keten)
    await _stuur(
        keten, MELDPUNT, "verzoek.afgewezen", "x", subject=_token(keten, MELDPUNT), reden="GEEN_CAPACITEIT"
    )


async def _onbekend_onderdeel(keten: KetenDriver) -> None:
    await _open(keten)
    token = keten.tokens.geef(ZAAK, 7, MELDPUNT)
    await _stuur(keten, MELDPUNT, "ontvangst.bevestigd", "x", subject=token)


async def _nooit_geopend(keten: KetenDriver) -> None:
    """A follow-up by the sender's own reference, of which the opening never comes."""
    await _stuur(keten, "politie", "ontvangst.bevestigd", "x", kenmerk="POL-1")
    assert keten.verdicten()[-1].uitslag is Uitslag.WACHT
    await keten.verstrijk_tot(keten.nu + WACHTTIJD + timedelta(minutes=1))


@dataclass(frozen=True, slots=True)
class Geval:
    """`herstel`: whether its sender must repair it; a stranger, or who speaks out of turn, owes nothing."""

    doe: Callable[[KetenDriver], Awaitable[None]]
    wie: str
    weigering: Weigering
    herstel: bool


GEVALLEN = {
    "een organisatie zonder aandeel": Geval(_vreemde, "woningcorporatie", Weigering.GEEN_PARTIJ, False),
    "hetzelfde id met andere inhoud": Geval(
        _andere_inhoud, "politie", Weigering.ZELFDE_ID_ANDERE_INHOUD, True
    ),
    "een kenmerk dat al in gebruik is": Geval(_tweede_opening, "politie", Weigering.VERZOEK_BESTAAT_AL, True),
    "een rol die u niet hebt": Geval(_niet_aan_u, "politie", Weigering.NIET_AAN_U, False),
    "een gesloten verzoek": Geval(_na_het_einde, MELDPUNT, Weigering.OVERGANG_NIET_TOEGESTAAN, True),
    "een onderdeel dat er niet is": Geval(_onbekend_onderdeel, MELDPUNT, Weigering.ONDERDEEL_ONBEKEND, True),
    "een opening die nooit kwam": Geval(_nooit_geopend, "politie", Weigering.OPENING_BLEEF_UIT, True),
}


def _plichten(keten: KetenDriver, verzoek: UUID, plicht: Plicht) -> list[Verplichting]:
    dossier = keten.dossier(verzoek)
    return [] if dossier is None else [v for v in dossier.verplichtingen if v.soort is plicht]


def _van_soort(keten: KetenDriver, partner: str, soort: str) -> list[Uitgaand]:
    return [u for u in keten.lees(partner) if u.gebeurtenis.type == f"nl.wijkketen.{soort}.v1"]


@pytest.mark.parametrize("geval", GEVALLEN.values(), ids=list(GEVALLEN))
async def test_geweigerd_met_reden(keten: KetenDriver, geval: Geval) -> None:
    """One last verdict with a stable code, a sentence to its sender, and a repair where one is due."""
    await geval.doe(keten)
    laatste = {(v.topic, v.offset): v for v in keten.verdicten()}
    (verdict,) = [v for v in laatste.values() if v.uitslag is Uitslag.GEWEIGERD]
    assert (verdict.topic, verdict.code) == (f"in.{geval.wie}", geval.weigering.code)
    assert keten.telling.als_dict()[geval.wie][geval.weigering.code] == 1
    (antwoord,) = _van_soort(keten, geval.wie, "bericht.afgekeurd")
    assert antwoord.gegevens["code"] == geval.weigering.code
    assert antwoord.gegevens["uitleg"].endswith(".")
    assert antwoord.gegevens["bericht_id"] in ("x", "m0")
    herstel = _plichten(keten, ZAAK, Plicht.HERSTEL)
    assert [v.debiteur for v in herstel] == ([geval.wie] if geval.herstel else [])
    assert all(v.uiterlijk_op is not None and v.uiterlijk_op > keten.nu for v in herstel)
    assert len(_van_soort(keten, geval.wie, "actie.gevraagd")) == len(herstel)


@pytest.mark.parametrize("geval", GEVALLEN.values(), ids=list(GEVALLEN))
async def test_anderen_horen_er_niets_van(keten: KetenDriver, geval: Geval) -> None:
    """What one party did wrong is told to that party alone."""
    await geval.doe(keten)
    for partner in keten.partners:
        if partner != geval.wie:
            assert _van_soort(keten, partner, "bericht.afgekeurd") == []


async def test_te_vroeg_is_niet_onbekend(keten: KetenDriver) -> None:
    """A follow-up that comes before its opening waits, and is then applied."""
    await _stuur(keten, "politie", "verzoek.opgegeven", "x", kenmerk="POL-1", reden="GEEN_CONTACT")
    await _open(keten)
    laatste = {v.offset: v.uitslag for v in keten.verdicten()}
    assert Uitslag.WACHT not in laatste.values()


async def test_wat_nergens_bij_hoort_staat_per_uur_bijeen(keten: KetenDriver) -> None:
    """Bytes that fit no request: one duty per partner and hour, with their number and where they stand."""
    puin = ((), b"\xff\x00")
    for _ in range(3):
        await keten.breng("politie", *puin)
    await keten.breng(MELDPUNT, *puin)
    begin = keten.nu
    await keten.verstrijk_tot(begin + timedelta(hours=1))
    await keten.breng("politie", *puin)
    for partner, uur, offsets in (
        ("politie", begin, [0, 1, 2]),
        (MELDPUNT, begin, [0]),
        ("politie", begin + timedelta(hours=1), [3]),
    ):
        (plicht,) = _plichten(keten, herstel_id(partner, uur), Plicht.HERSTEL)
        assert plicht.herstel is not None
        assert plicht.debiteur == partner
        assert (plicht.herstel.aantal, [p.offset for p in plicht.herstel.plekken]) == (len(offsets), offsets)


async def test_opnieuw_sturen_herstelt(keten: KetenDriver) -> None:
    """A refused opening that is sent again, well, is taken in, and nothing is left to repair."""
    await _open(keten, gemeente="0000")
    assert len(_plichten(keten, ZAAK, Plicht.HERSTEL)) == 1
    await _open(keten, "m1")
    assert _plichten(keten, ZAAK, Plicht.HERSTEL) == []
    assert len(keten.lees(MELDPUNT)) == 1


async def test_wie_niet_herstelt_wordt_herinnerd(keten: KetenDriver) -> None:
    """The duty has a clock: its debtor is reminded, and after that it is beheer's, and stays open."""
    await _open(keten, gemeente="0000")
    await keten.verstrijk_tot(keten.nu + timedelta(days=14))
    herinneringen = _van_soort(keten, "politie", "herinnering.verstuurd")
    assert {u.gegevens["plicht"] for u in herinneringen} == {"HERSTEL"}
    assert len(_plichten(keten, ZAAK, Plicht.HERSTEL)) == 1


async def test_hetzelfde_id_voor_een_andere_zaak_is_geen_weigering(keten: KetenDriver) -> None:
    """Within one request an id is held to what it said; over requests `controle` tells it."""
    await _open(keten)
    await _stuur(keten, "politie", "melding.gedaan", "m0", **melding("POL-2"))
    assert [v.uitslag for v in keten.verdicten()] == [Uitslag.TOEGEPAST, Uitslag.TOEGEPAST]
