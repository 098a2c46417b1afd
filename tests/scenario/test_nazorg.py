"""Understands after-care from message in to message out: measures, a relapse, and who may know what."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from beheer.keten_in_geheugen import KetenDriver
from keten.contract.codec import Schemas
from keten.contract.identiteit import verzoek_id
from keten.domein.begrippen import Toestand
from keten.platform.inrichting_lezer import Inrichtingen
from tests.processen.partner import BRONNEN, als_json
from tests.scenario.verhaal import Verhaal, kort

TEAM, DINSDAG = "sociaal-wijkteam", datetime(2026, 11, 24, 9, tzinfo=UTC)


async def verwezen(keten: KetenDriver, partner: str) -> tuple[Verhaal, UUID]:
    """To the wijkteam, which takes it on, measures, helps, and measures again."""
    verhaal, zaak = Verhaal(keten), verzoek_id(BRONNEN[partner], "V-1")
    gegevens: dict[str, Any] = {
        "kenmerk": "V-1",
        "gemeente": "0505",
        "thema": "GEZONDHEID",
        "ontvanger": TEAM,
        "grondslag": "TOESTEMMING",
        "betrokkenen": [{"rol": "CLIENT", "naam": "Mevrouw T. Bedacht", "telefoon": "+31 6 00000000"}],
    }
    await keten.breng(partner, *als_json(partner, "verwijzing.aangeboden", gegevens, id="v1"))
    await verhaal.zegt(TEAM, "verzoek.geaccepteerd", over=zaak)
    await verhaal.zegt(TEAM, "behandeling.gestart", over=zaak)
    await verhaal.zegt(TEAM, "zelfredzaamheid.gemeten", over=zaak, moment="VOOR", financien=3, adl=3)
    await verhaal.na(days=20)
    await verhaal.zegt(TEAM, "zelfredzaamheid.gemeten", over=zaak, moment="NA", financien=4)
    await verhaal.zegt(TEAM, "ondersteuning.afgerond", over=zaak, resultaat="ANDERE_OPLOSSING")
    return verhaal, zaak


@pytest.mark.parametrize(("partner", "hoort"), [("mee", True), ("politie", False), ("huisarts", False)])
async def test_de_uitkomst_gaat_alleen_naar_wie_haar_mag_weten(
    inrichtingen: Inrichtingen, schemas: Schemas, partner: str, hoort: bool
) -> None:
    """Per domain risen, fallen, equal or not measured, to a helper; to politie and huisarts nothing of it."""
    verhaal, _ = await verwezen(KetenDriver(inrichtingen, schemas, begin=DINSDAG), partner)
    (antwoord,) = [u.gegevens for u in verhaal.keten.lees(partner) if kort(u) == "terugkoppeling.gegeven"]
    assert (antwoord["resultaat"], antwoord["eind"]) == ("ANDERE_OPLOSSING", True)
    gemeten = {d["domein"]: d["verloop"] for d in antwoord.get("zelfredzaamheid") or []}
    if hoort:
        assert len(gemeten) == 11
        assert (gemeten["FINANCIEN"], gemeten["ADL"]) == ("GESTEGEN", "NIET_GEMETEN")
        assert antwoord["participatie"] == "NIET_GEMETEN"
    else:
        assert gemeten == {}
        assert antwoord.get("participatie") is None


async def test_wie_een_terugval_meldt_krijgt_antwoord(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """The report is a matter of its own at the team; its reporter hears it was taken on, and how it ended."""
    verhaal, zaak = await verwezen(KetenDriver(inrichtingen, schemas, begin=DINSDAG), "huisarts")
    keten = verhaal.keten
    await verhaal.na(days=30)
    await verhaal.zegt("huisarts", "monitoring.waargenomen", over=zaak, terugval=True)
    dossier = verhaal.dossier(zaak)
    assert (dossier.eigenaar, dossier.onderdelen[0].toestand) == (TEAM, Toestand.HEROPEND)
    (koppeling,) = dossier.koppelingen
    signaal = koppeling.verzoek_id
    assert verhaal.kreeg("huisarts", over=signaal) == ["ontvangst.bevestigd"]
    await verhaal.zegt(TEAM, "verzoek.geaccepteerd", over=zaak)
    await verhaal.zegt(TEAM, "ondersteuning.afgerond", over=zaak, resultaat="OPGELOST")
    assert verhaal.kreeg("huisarts", over=signaal) == [
        "ontvangst.bevestigd",
        "status.gewijzigd",
        "terugkoppeling.gegeven",
    ]
    assert verhaal.kreeg("huisarts", over=zaak).count("terugkoppeling.gegeven") == 2
    await verhaal.na(days=10)
    assert verhaal.dossier(signaal).gesloten
    assert keten.volgende_wekker() is not None  # the first matter has its rhythm again
    await verhaal.na(days=400)
    assert not verhaal.dossier(zaak).gesloten  # nobody looked: that never counts as no relapse
