"""Understands how room, or the lack of it, is told before anybody refers: from message in to message out."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from beheer.keten_in_geheugen import KetenDriver
from tests.processen.partner import als_json

MEE, WIJKTEAM = "mee", "sociaal-wijkteam"


async def _zeg(keten: KetenDriver, id: str, *, subject: str | None = None, **data: Any) -> None:
    await keten.breng(MEE, *als_json(MEE, "capaciteit.gewijzigd", data, id=id, subject=subject))


def _kreeg(keten: KetenDriver, partner: str) -> list[Any]:
    return [u for u in keten.lees(partner) if "capaciteit.gewijzigd" in u.gebeurtenis.type]


async def test_wie_verwijst_weet_het_vooraf(keten: KetenDriver) -> None:
    """Wijkteam and WIP read it, once though it was sent twice; it names no matter, others get nothing."""
    vol: dict[str, Any] = {
        "capaciteit": "VOL",
        "product": "dagopvang",
        "gemeente": "0505",
        "wachttijd_weken": 9,
    }
    await _zeg(keten, "c-1", **vol)
    await _zeg(keten, "c-1", **vol)
    for partner in (WIJKTEAM, "wip"):
        (bericht,) = _kreeg(keten, partner)
        assert bericht.gebeurtenis.subject is None
        gegevens = bericht.gegevens
        assert (gegevens["van"], gegevens["capaciteit"], gegevens["product"]) == (MEE, "VOL", "dagopvang")
        assert (gegevens["gemeente"], gegevens["wachttijd_weken"]) == ("0505", 9)
    assert {p for p in keten.partners if _kreeg(keten, p)} == {WIJKTEAM, "wip"}
    vastgelegd = [u for u in keten.lees(MEE) if "ontvangst.vastgelegd" in u.gebeurtenis.type]
    assert [u.gebeurtenis.subject for u in vastgelegd] == [None, None]
    assert [v.uitslag.value for v in keten.verdicten()] == ["TOEGEPAST", "DUBBEL"]


async def test_wat_niet_klopt_wordt_verteld(keten: KetenDriver) -> None:
    """A story, a matter, an unknown gemeente, an end before its beginning: each by code and field."""
    await _zeg(keten, "c-1", capaciteit="VOL", toelichting="Mevrouw wacht al lang.")
    await _zeg(keten, "c-2", capaciteit="VOL", gemeente="9999")
    await _zeg(keten, "c-3", capaciteit="VOL", vanaf="2026-12-02", tot="2026-12-01")
    await _zeg(keten, "c-4", capaciteit="VOL", subject="1.abc")
    await _zeg(keten, "c-6", capaciteit="VOL", tot=(keten.nu - timedelta(days=2)).date().isoformat())
    afgekeurd = [u.gegevens for u in keten.lees(MEE) if "code" in u.gegevens]
    assert [(g["code"], g["veld"]) for g in afgekeurd] == [
        ("KTN-118", "/data/toelichting"),
        ("KTN-116", "/data/gemeente"),
        ("KTN-124", "/data/tot"),
        ("KTN-127", "/subject"),
        ("KTN-238", "/data/tot"),
    ]
    await _zeg(keten, "c-5", capaciteit="RUIM", kenmerk="MEE-7")
    assert [u.gegevens["capaciteit"] for u in _kreeg(keten, "wip")] == ["RUIM"]
