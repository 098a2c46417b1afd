"""Understands what a reader of an inrichting may count on when the files are sound."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from keten.domein.begrippen import Plicht, Rol, Thema, Urgentie, Verzoeksoort
from keten.domein.feestdagen import GEEN_EXTRA, ExtraDagen
from keten.domein.termijnen import Eenheid, Termijn
from keten.platform.fouten import Dispositie
from keten.platform.inrichting_lezer import (
    GeenVersieError,
    Inrichtingen,
    VersieNogNietHierError,
    lees_inrichtingen,
)

DRECHTSTEDEN = Path(__file__).parents[2] / "inrichting" / "drechtsteden"
ZOMER = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def drechtsteden() -> Inrichtingen:
    return lees_inrichtingen(DRECHTSTEDEN)


@pytest.fixture
def twee_versies(tmp_path: Path) -> Inrichtingen:
    map_ = tmp_path / "drechtsteden"
    shutil.copytree(DRECHTSTEDEN, map_)
    shutil.copytree(map_ / "v1", map_ / "v2")
    kop = map_ / "v2" / "inrichting.yaml"
    tekst = kop.read_text(encoding="utf-8").replace("versie: 1", "versie: 2")
    kop.write_text(tekst.replace("2020-01-01T00:00:00+01:00", "2027-01-04T00:00:00+01:00"), encoding="utf-8")
    dagen = map_ / "v2" / "vrije-dagen.yaml"
    dag = "{datum: 2027-05-07, reden: bij besluit, geen_werkdag_in: ['0505']}"
    dagen.write_text(f"vrije_dagen:\n  - {dag}\n", encoding="utf-8")
    return lees_inrichtingen(map_)


def test_twaalf_partijen_en_zeven_gemeenten(drechtsteden: Inrichtingen) -> None:
    """The example has the twelve partners and seven gemeenten it was made for, under the codes others use."""
    inrichting = drechtsteden.nieuwste
    assert set(inrichting.partijen) == {
        "mee", "cjg", "schuldhulp", "woningcorporatie", "politie", "huisarts", "sociaal-wijkteam", "wip",
        "wijklijn", "meldpunt-zorg-en-overlast", "steunpunt-huiselijk-geweld", "lokaal-zorgnetwerk",
    }  # fmt: skip
    assert set(inrichting.gemeenten) == {"0505", "0482", "0523", "0531", "0590", "0610", "0642"}
    assert inrichting.partijen["politie"].rol is Rol.POLITIE


def test_voorbeeldnummers_zijn_zichtbaar_verzonnen(drechtsteden: Inrichtingen) -> None:
    """No source in the example can be mistaken for that of a real organisation."""
    bronnen = [partij.bron for partij in drechtsteden.nieuwste.partijen.values()]
    assert all(bron.startswith("urn:nld:oin:" + "0" * 16) for bron in bronnen)


def test_versie_geldt_vanaf_haar_moment(twee_versies: Inrichtingen) -> None:
    """A version holds from its first instant on, not a microsecond earlier; the newest may not hold yet."""
    wissel = datetime(2027, 1, 3, 23, 0, tzinfo=UTC)
    assert twee_versies.op(wissel.replace(hour=22, minute=59)).versie == 1
    assert twee_versies.op(wissel).versie == 2
    assert twee_versies.op(ZOMER).versie == 1
    assert twee_versies.nieuwste.versie == 2


def test_elke_versie_blijft_opvraagbaar(twee_versies: Inrichtingen) -> None:
    """A fact from long ago finds the rules it was made under."""
    brugdag = frozenset({date(2027, 5, 7)})
    assert twee_versies.versie(1).extra_dagen("0505") == GEEN_EXTRA
    assert twee_versies.versie(2).extra_dagen("0505") == ExtraDagen(brugdag, geen_werkdag=brugdag)
    assert twee_versies.versie(2).extra_dagen("0610") == ExtraDagen(brugdag)


@pytest.mark.parametrize("nummer", [0, 2, 99])
def test_een_versie_die_er_nog_niet_is_wordt_gemeld(drechtsteden: Inrichtingen, nummer: int) -> None:
    """An unknown version is said to be unknown, so that its reader waits instead of using another."""
    with pytest.raises(VersieNogNietHierError) as fout:
        drechtsteden.versie(nummer)
    assert fout.value.versie == nummer
    assert isinstance(fout.value, LookupError)
    assert fout.value.dispositie is Dispositie.PROBEER_OPNIEUW


def test_voor_de_eerste_versie_geldt_niets(drechtsteden: Inrichtingen) -> None:
    """Before the first version no rules are made up."""
    with pytest.raises(GeenVersieError, match="2019"):
        drechtsteden.op(datetime(2019, 1, 1, tzinfo=UTC))


def _regel(
    inrichtingen: Inrichtingen,
    plicht: Plicht,
    thema: Thema,
    urgentie: Urgentie,
    soort: Verzoeksoort = Verzoeksoort.MELDING,
) -> Termijn | None:
    return next(
        r.termijn
        for r in inrichtingen.nieuwste.termijnen
        if r.plicht is plicht
        and (not r.themas or thema in r.themas)
        and (not r.urgenties or urgentie in r.urgenties)
        and (not r.soorten or soort in r.soorten)
    )


_MINUTEN, _UREN, _WD, _DAGEN = Eenheid.MINUTEN, Eenheid.UREN, Eenheid.WERKDAGEN, Eenheid.DAGEN


@pytest.mark.parametrize(
    ("plicht", "thema", "urgentie", "termijn"),
    [
        (Plicht.ONTVANGST, Thema.OVERIG, Urgentie.ROUTINE, Termijn(1, _WD)),
        (Plicht.ONTVANGST, Thema.HUISELIJK_GEWELD, Urgentie.ROUTINE, Termijn(1, _UREN)),
        (Plicht.ONTVANGST, Thema.HUISELIJK_GEWELD, Urgentie.CRISIS, Termijn(15, _MINUTEN)),
        (Plicht.ONTVANGST, Thema.WONEN, Urgentie.SPOED, Termijn(4, _UREN)),
        (Plicht.ONTVANGST, Thema.GEZONDHEID, Urgentie.SPOED, Termijn(1, _UREN)),
        (Plicht.BESLUIT, Thema.SCHULDEN, Urgentie.ROUTINE, Termijn(5, _WD)),
        (Plicht.BESLUIT, Thema.SCHULDEN, Urgentie.SPOED, Termijn(1, _WD)),
        (Plicht.BESLUIT, Thema.LEEFBAARHEID, Urgentie.ROUTINE, Termijn(3, _WD)),
        (Plicht.BESLUIT, Thema.ZORG_EN_OVERLAST, Urgentie.ROUTINE, Termijn(3, _WD)),
        (Plicht.BESLUIT, Thema.ZORG_EN_OVERLAST, Urgentie.CRISIS, Termijn(1, _UREN)),
        (Plicht.BESLUIT, Thema.HUISELIJK_GEWELD, Urgentie.ROUTINE, Termijn(5, _WD)),
        (Plicht.STAND, Thema.OVERIG, Urgentie.ROUTINE, Termijn(30, _DAGEN)),
        (Plicht.STAND, Thema.OVERIG, Urgentie.SPOED, Termijn(2, _WD)),
        (Plicht.EINDTERUGKOPPELING, Thema.OVERIG, Urgentie.ROUTINE, None),
        (Plicht.BEZORGING, Thema.OVERIG, Urgentie.ROUTINE, Termijn(5, _WD)),
        (Plicht.ESCALATIE, Thema.OVERIG, Urgentie.CRISIS, Termijn(1, _UREN)),
    ],
)
def test_termijnen_van_het_voorbeeld(
    drechtsteden: Inrichtingen, plicht: Plicht, thema: Thema, urgentie: Urgentie, termijn: Termijn | None
) -> None:
    """The example's terms are the defaults that were agreed, and the stricter rule stands first."""
    assert _regel(drechtsteden, plicht, thema, urgentie) == termijn


@pytest.mark.parametrize(
    ("plicht", "thema", "urgentie", "soort", "termijn"),
    [
        (Plicht.BESLUIT, Thema.MEEDOEN, Urgentie.ROUTINE, Verzoeksoort.VERWIJZING, Termijn(2, _WD)),
        (Plicht.BESLUIT, Thema.WONEN, Urgentie.SPOED, Verzoeksoort.VERWIJZING, Termijn(1, _WD)),
        (Plicht.EERSTE_CONTACT, Thema.MEEDOEN, Urgentie.ROUTINE, Verzoeksoort.VERWIJZING, Termijn(5, _WD)),
        (Plicht.EERSTE_CONTACT, Thema.WONEN, Urgentie.SPOED, Verzoeksoort.VERWIJZING, Termijn(3, _WD)),
        (Plicht.EERSTE_CONTACT, Thema.GEZONDHEID, Urgentie.SPOED, Verzoeksoort.VERWIJZING, Termijn(1, _WD)),
        (Plicht.EERSTE_CONTACT, Thema.OVERIG, Urgentie.ROUTINE, Verzoeksoort.SIGNALERING, None),
        (
            Plicht.EERSTE_CONTACT,
            Thema.SCHULDEN,
            Urgentie.ROUTINE,
            Verzoeksoort.SIGNALERING,
            Termijn(4, Eenheid.WEKEN),
        ),
        (Plicht.HERROUTEREN, Thema.OVERIG, Urgentie.ROUTINE, Verzoeksoort.VERWIJZING, Termijn(1, _WD)),
        (Plicht.DOORZENDING, Thema.OVERIG, Urgentie.CRISIS, Verzoeksoort.MELDING, Termijn(1, _WD)),
        (Plicht.HERSTEL, Thema.OVERIG, Urgentie.ROUTINE, Verzoeksoort.MELDING, Termijn(1, _WD)),
    ],
)
def test_termijnen_per_soort_verzoek(
    drechtsteden: Inrichtingen,
    plicht: Plicht,
    thema: Thema,
    urgentie: Urgentie,
    soort: Verzoeksoort,
    termijn: Termijn | None,
) -> None:
    """A verwijzing has terms of its own, and so has what threatens; a plain signal asks for no contact."""
    assert _regel(drechtsteden, plicht, thema, urgentie, soort) == termijn


def test_elke_termijn_zegt_waarom(drechtsteden: Inrichtingen) -> None:
    """No term without its ground: law, custom, or our own assumption."""
    assert all(regel.grond for regel in drechtsteden.nieuwste.termijnen)
