"""Understands where the example's rules send a melding."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from uuid import UUID

import pytest

from keten.domein.begrippen import Thema, Urgentie
from keten.domein.feiten import Kop, MeldingGedaan
from keten.domein.inrichting import Inrichting
from keten.domein.routering import routeer
from keten.platform.inrichting_lezer import lees_inrichtingen

ID = UUID(int=1)
NU = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
INRICHTING = lees_inrichtingen(Path(__file__).parents[2] / "inrichting" / "drechtsteden").nieuwste


def _melding(afzender: str, thema: Thema, urgentie: Urgentie = Urgentie.ROUTINE) -> MeldingGedaan:
    kop = Kop(feit_id=ID, verzoek_id=ID, nu=NU, inrichting=1, afzender=afzender)
    return MeldingGedaan(kop, "0505", thema, urgentie)


@pytest.mark.parametrize(
    ("afzender", "thema", "ontvanger"),
    [
        ("politie", Thema.ZORG_EN_OVERLAST, "meldpunt-zorg-en-overlast"),
        ("politie", Thema.HUISELIJK_GEWELD, "steunpunt-huiselijk-geweld"),
        ("woningcorporatie", Thema.LEEFBAARHEID, "wijklijn"),
        ("huisarts", Thema.OMGEVING, "wijklijn"),
        ("woningcorporatie", Thema.SCHULDEN, "schuldhulp"),
        ("huisarts", Thema.JEUGD_EN_GEZIN, "cjg"),
        ("politie", Thema.GEZONDHEID, "sociaal-wijkteam"),
        ("politie", Thema.OVERIG, "wip"),
        ("meldpunt-zorg-en-overlast", Thema.HUISELIJK_GEWELD, "steunpunt-huiselijk-geweld"),
        ("meldpunt-zorg-en-overlast", Thema.ZORG_EN_OVERLAST, "sociaal-wijkteam"),
        ("steunpunt-huiselijk-geweld", Thema.HUISELIJK_GEWELD, "sociaal-wijkteam"),
        ("wijklijn", Thema.LEEFBAARHEID, "wip"),
        ("schuldhulp", Thema.SCHULDEN, "sociaal-wijkteam"),
        ("sociaal-wijkteam", Thema.WONEN, "woningcorporatie"),
        ("sociaal-wijkteam", Thema.GEZONDHEID, "lokaal-zorgnetwerk"),
        ("wip", Thema.OVERIG, "sociaal-wijkteam"),
    ],
)
def test_wie_een_melding_krijgt(afzender: str, thema: Thema, ontvanger: str) -> None:
    """Environment and liveability go to the wijklijn, each meldpunt gets its own, people triage the rest."""
    assert routeer(_melding(afzender, thema), INRICHTING).ontvanger == ontvanger


def test_crisis_in_gezondheid_gaat_naar_het_zorgnetwerk() -> None:
    """Urgency can choose another receiver."""
    melding = _melding("huisarts", Thema.GEZONDHEID, Urgentie.CRISIS)
    assert routeer(melding, INRICHTING).ontvanger == "lokaal-zorgnetwerk"


def test_niemand_krijgt_zijn_eigen_melding() -> None:
    """For each sender, theme and urgency somebody else is the receiver, and is a party."""
    for afzender, thema, urgentie in product(INRICHTING.partijen, Thema, Urgentie):
        ontvanger = routeer(_melding(afzender, thema, urgentie), INRICHTING).ontvanger
        assert ontvanger in INRICHTING.partijen
        assert ontvanger != afzender


def test_wie_stil_blijft_heeft_twee_niveaus_boven_zich() -> None:
    """Each party can be escalated twice to somebody else."""
    assert all(len(_boven(INRICHTING, code)) >= 2 for code in INRICHTING.partijen)


def test_een_afzender_zonder_antwoord_heeft_een_alternatief() -> None:
    """For each sender and theme a party is left that is neither the sender nor the one who stayed silent."""
    for afzender, thema in product(INRICHTING.partijen, Thema):
        ontvanger = routeer(_melding(afzender, thema), INRICHTING).ontvanger
        assert set(INRICHTING.alternatieven[thema]) - {afzender, ontvanger}


def _boven(inrichting: Inrichting, code: str) -> set[str]:
    return {niveau.partij for niveau in inrichting.niveaus if niveau.partij != code}
