"""Understands what is owed after support, and that a relapse goes on where it was led last."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keten.domein.begrippen import (
    CLIENT,
    Actie,
    Antwoord,
    Ervaring,
    Hoedanigheid,
    Meetmoment,
    Plicht,
    Regierol,
    Resultaat,
    Thema,
    Toestand,
    Uitkomst,
    Verloop,
    Zrmdomein,
)
from keten.domein.besluiten import GeefTerugkoppeling, Herinner, MeldStatus, VraagActie, WijsAf
from keten.domein.dossier import Regie, Verplichting
from keten.domein.functies import Functie
from keten.domein.meten import verloop
from keten.domein.weigeringen import Weigering
from tests.domein.bouw import Keten, lokaal, toon, van


def verwezen() -> Keten:
    """By the huisarts to the wijkteam, in treatment since Tuesday 24 November 2026."""
    keten = Keten()
    keten.verwijs("wijkteam", "huisarts", Thema.GEZONDHEID)
    keten.accepteer("wijkteam")
    keten.verricht("wijkteam")
    return keten


def afgerond() -> Keten:
    keten = verwezen()
    keten.rond_af("wijkteam")
    return keten


def toestand(keten: Keten) -> Toestand:
    return keten.d.onderdelen[0].toestand


def plichten(keten: Keten, soort: Plicht) -> list[Verplichting]:
    return [v for v in keten.d.verplichtingen if v.soort is soort]


def test_the_end_of_support_is_the_last_answer() -> None:
    """The sender gets its terugkoppeling at once, and nobody owes one any more."""
    keten = verwezen()
    antwoord = van(GeefTerugkoppeling, keten.rond_af("wijkteam", Resultaat.ANDERE_OPLOSSING))
    assert (antwoord.adres.ontvanger, antwoord.resultaat, antwoord.eind) == (
        "huisarts",
        Resultaat.ANDERE_OPLOSSING,
        True,
    )
    assert toestand(keten) is Toestand.AFGEROND
    assert Plicht.EINDTERUGKOPPELING not in keten.soorten()
    assert Plicht.BEZORGING in keten.soorten()


def test_the_rhythm_counts_from_the_end_of_support() -> None:
    """6 weeks, 3 months and 6 months, all owed from the start by the owner, to the client."""
    keten = afgerond()
    metingen = plichten(keten, Plicht.METING)
    assert [toon(v.uiterlijk_op) for v in metingen if v.uiterlijk_op] == [
        "wo 06-01-2027 00:00",  # Tuesday 5 January 2027
        "do 25-02-2027 00:00",  # Wednesday 24 February
        "di 25-05-2027 00:00",  # Monday 24 May
    ]
    assert {(v.debiteur, v.crediteur) for v in metingen} == {("wijkteam", CLIENT)}
    (evaluatie,) = plichten(keten, Plicht.EVALUATIE)
    assert evaluatie.uiterlijk_op is not None
    assert toon(evaluatie.uiterlijk_op) == "wo 02-12-2026 00:00"


def test_no_after_care_is_forced() -> None:
    """Where nobody goes on looking, only the evaluation is asked for."""
    keten = verwezen()
    keten.rond_af("wijkteam", nazorg=False)
    assert plichten(keten, Plicht.METING) == []
    assert len(plichten(keten, Plicht.EVALUATIE)) == 1


def test_a_missed_moment_alerts_the_team_and_stays_owed() -> None:
    """It is late on its day, the team is told, and the next one is neither moved nor paid by it."""
    keten = afgerond()
    keten.nu = keten.d.nu
    gezegd = keten.wek_tot(lokaal("2027-01-06 00:00"))
    laat = [b for _, b in gezegd if isinstance(b, Herinner) and b.plicht is Plicht.METING and b.te_laat]
    assert [b.adres.ontvanger for b in laat] == ["wijkteam"]
    metingen = plichten(keten, Plicht.METING)
    assert [v.te_laat for v in metingen] == [True, False, False]


def test_looking_once_pays_one_moment() -> None:
    """The one that is due first; only whoever owes it pays it."""
    keten = afgerond()
    keten.neem_waar("huisarts")
    assert len(plichten(keten, Plicht.METING)) == 3
    keten.neem_waar("wijkteam")
    assert [v.regel for v in plichten(keten, Plicht.METING)] == ["m3m", "m6m"]


def test_monitoring_begins_and_ends_with_its_function() -> None:
    """What was missed stays owed after the end; what was still to come does not."""
    keten = afgerond()
    keten.verricht("wijkteam", Functie.MONITORING, Uitkomst.DEELS_GEDAAN)
    assert toestand(keten) is Toestand.MONITORING
    keten.wek_tot(lokaal("2027-01-07 12:00"))
    keten.verricht("wijkteam", Functie.MONITORING, Uitkomst.GEDAAN)
    assert toestand(keten) is Toestand.AFGEROND
    assert [v.regel for v in plichten(keten, Plicht.METING)] == ["m6w"]
    keten.neem_waar("wijkteam")
    assert plichten(keten, Plicht.METING) == []


def test_monitoring_that_failed_has_not_begun() -> None:
    """Nobody looked; it stays as it was."""
    keten = afgerond()
    keten.verricht("wijkteam", Functie.MONITORING, Uitkomst.NIET_GELUKT)
    assert toestand(keten) is Toestand.AFGEROND


@pytest.mark.parametrize("wie", ["wijkteam", "huisarts"])
def test_a_relapse_reopens_at_the_last_regiehouder(wie: str) -> None:
    """With the clock of a decision; sender and owner hear it, and what was left of after-care is gone."""
    keten = afgerond()
    keten.draag_over("mee")
    keten.neem_regie("mee", Regierol.CASEMANAGER)
    besluiten = keten.neem_waar(wie, terugval=True)
    assert (keten.d.eigenaar, keten.d.onderdelen[0].ontvanger) == ("mee", "mee")
    assert toestand(keten) is Toestand.HEROPEND
    (besluit,) = plichten(keten, Plicht.BESLUIT)
    vraag = van(VraagActie, besluiten)
    assert (besluit.debiteur, vraag.adres.ontvanger, vraag.actie) == ("mee", "mee", Actie.WEER_OPPAKKEN)
    assert vraag.uiterlijk == besluit.uiterlijk_op
    wie_hoort = {b.adres.ontvanger for b in besluiten if isinstance(b, MeldStatus)}
    assert wie_hoort == {"huisarts", "wijkteam"} - {wie}
    assert not plichten(keten, Plicht.METING) + plichten(keten, Plicht.EVALUATIE)


def test_without_regie_whoever_owned_it_leads_the_second_round() -> None:
    """Also when it is then offered to another, it keeps its owner and its link to the first sender."""
    keten = afgerond()
    keten.neem_waar("wijkteam", terugval=True)
    assert keten.d.regie == Regie("wijkteam", Regierol.REGIEHOUDER)
    keten.bied_opnieuw_aan("mee", "wijkteam")
    assert (keten.d.eigenaar, keten.d.onderdelen[0].ontvanger) == ("wijkteam", "mee")
    assert toestand(keten) is Toestand.AANGEBODEN
    keten.accepteer("mee")
    antwoord = van(GeefTerugkoppeling, keten.rond_af("mee"))
    assert antwoord.adres.ontvanger == "huisarts"  # one update to the first sender
    assert [v.debiteur for v in plichten(keten, Plicht.METING)] == ["wijkteam"] * 3  # the rhythm starts anew


@pytest.mark.parametrize(
    ("ervaring", "beantwoord", "heropent"),
    [
        (Ervaring.TEVREDEN, Antwoord.JA, False),
        (Ervaring.DEELS_TEVREDEN, Antwoord.DEELS, False),
        (Ervaring.NIET_GEVRAAGD, Antwoord.JA, False),
        (Ervaring.GEEN_ANTWOORD, Antwoord.JA, False),
        (Ervaring.ONTEVREDEN, Antwoord.JA, True),
        (Ervaring.TEVREDEN, Antwoord.NEE, True),
    ],
)
def test_dissatisfaction_reopens(ervaring: Ervaring, beantwoord: Antwoord, heropent: bool) -> None:
    """The client's, or the professional's own no; to have got no answer is neither."""
    keten = afgerond()
    keten.evalueer("wijkteam", ervaring, beantwoord)
    assert (toestand(keten) is Toestand.HEROPEND) is heropent
    assert plichten(keten, Plicht.EVALUATIE) == []


def test_asking_pays_the_evaluation_and_another_function_does_not() -> None:
    """The duty is to ask; the client may answer later, in either order with monitoring."""
    keten = afgerond()
    keten.verricht("wijkteam", Functie.INFORMATIE)
    assert len(plichten(keten, Plicht.EVALUATIE)) == 1
    keten.verricht("wijkteam", Functie.EVALUATIE)
    assert plichten(keten, Plicht.EVALUATIE) == []
    keten.monitor("wijkteam")
    keten.evalueer("wijkteam")
    assert toestand(keten) is Toestand.MONITORING


def test_who_is_neither_receiver_nor_owner_looks_after_nothing() -> None:
    """The sender may tell of a relapse, and not evaluate, measure or monitor."""
    keten = afgerond()
    for doe in (keten.evalueer, keten.monitor):
        assert van(WijsAf, doe("huisarts")).weigering is Weigering.NIET_AAN_U
    assert van(WijsAf, keten.meet(van="huisarts", adl=3)).weigering is Weigering.NIET_AAN_U


def test_with_another_owner_after_care_is_the_others() -> None:
    """By the same dates, with its ladder planned for whom it is now owed by."""
    keten = afgerond()
    data = [v.uiterlijk_op for v in plichten(keten, Plicht.METING)]
    keten.draag_over("mee")
    keten.neem_regie("mee")
    metingen = plichten(keten, Plicht.METING)
    assert [v.debiteur for v in metingen] == ["mee"] * 3
    assert [v.uiterlijk_op for v in metingen] == data
    assert {s.partij for v in metingen for s in v.sporten} == {None, "wijkteam", "wip"}
    keten.neem_waar("mee")
    assert len(plichten(keten, Plicht.METING)) == 2
    assert Hoedanigheid.REGIEHOUDER in keten.d.hoedanigheden("mee")


# -- measures


def test_the_closing_answer_tells_how_each_measure_went() -> None:
    """Risen, fallen, equal, or not measured where one of the two is missing: never a guessed 0."""
    keten = verwezen()
    keten.meet(Meetmoment.VOOR, "wijkteam", financien=3, adl=3, huisvesting=4, participatieladder=1)
    keten.meet(Meetmoment.NA, "wijkteam", financien=4, adl=2, verslaving=5)
    keten.meet(Meetmoment.NA, "wijkteam", huisvesting=4)  # fills in what was not measured before
    uit = van(GeefTerugkoppeling, keten.rond_af("wijkteam"))
    assert uit.zelfredzaamheid is not None
    per = {d.domein: d.verloop for d in uit.zelfredzaamheid}
    assert list(per) == list(Zrmdomein)
    assert per[Zrmdomein.FINANCIEN] is Verloop.GESTEGEN
    assert per[Zrmdomein.ADL] is Verloop.GEDAALD
    assert per[Zrmdomein.HUISVESTING] is Verloop.GELIJK
    assert per[Zrmdomein.VERSLAVING] is Verloop.NIET_GEMETEN
    assert uit.participatie is Verloop.NIET_GEMETEN


def test_where_nothing_was_measured_nothing_is_told() -> None:
    """A report of a loose paving stone has no matrix."""
    uit = van(GeefTerugkoppeling, verwezen().rond_af("wijkteam"))
    assert (uit.zelfredzaamheid, uit.participatie) == (None, None)


@given(st.none() | st.integers(1, 6), st.none() | st.integers(1, 6))
def test_a_missing_measurement_is_never_a_number(voor: int | None, na: int | None) -> None:
    """Higher is better, after against before."""
    uit = verloop(voor, na)
    if voor is None or na is None:
        assert uit is Verloop.NIET_GEMETEN
    else:
        verwacht = {1: Verloop.GESTEGEN, 0: Verloop.GELIJK, -1: Verloop.GEDAALD}
        assert uit is verwacht[(na > voor) - (na < voor)]


def test_nothing_is_closed_while_after_care_is_owed() -> None:
    """Done is not closed: only when the last moment was looked at and the answer was read."""
    keten = afgerond()
    keten.wek_tot(keten.nu + timedelta(days=1))
    assert not keten.d.gesloten
    for _ in range(3):
        keten.neem_waar("wijkteam")
    keten.evalueer("wijkteam")
    (bezorging,) = plichten(keten, Plicht.BEZORGING)
    assert bezorging.betreft_bericht is not None
    keten.lees("huisarts", bezorging.betreft_bericht)
    assert keten.d.gesloten


def test_monitoring_without_a_rhythm_gets_one() -> None:
    """Begun after an end without after-care, it is counted from then: it never has no clock."""
    keten = verwezen()
    keten.koppel_terug(Resultaat.OPGELOST, "wijkteam")
    keten.monitor("wijkteam")
    assert len(plichten(keten, Plicht.METING)) == 3


def test_monitoring_begun_again_has_a_rhythm_though_a_moment_was_missed() -> None:
    """What is late already is no clock for what is still to come."""
    keten = verwezen()
    keten.rond_af("wijkteam")
    keten.monitor("wijkteam")
    keten.wek_tot(keten.nu + timedelta(weeks=60))
    keten.neem_waar("wijkteam")
    keten.verricht("wijkteam", Functie.MONITORING, Uitkomst.GEDAAN)
    assert toestand(keten) is Toestand.AFGEROND
    assert len(plichten(keten, Plicht.METING)) == 2
    keten.monitor("wijkteam")
    komt = [v for v in plichten(keten, Plicht.METING) if v.uiterlijk_op and v.uiterlijk_op > keten.nu]
    assert len(komt) == 3


def test_monitoring_is_done_when_every_moment_was_looked_at() -> None:
    """Then nobody owes anything, and a relapse still reopens it."""
    keten = verwezen()
    keten.rond_af("wijkteam")
    keten.monitor("wijkteam")
    for _ in range(3):
        keten.neem_waar("wijkteam")
    keten.evalueer("wijkteam")
    (bezorging,) = keten.d.verplichtingen
    assert bezorging.betreft_bericht is not None
    keten.lees("huisarts", bezorging.betreft_bericht)
    assert keten.d.gesloten
    keten.neem_waar("wijkteam", terugval=True)
    assert toestand(keten) is Toestand.HEROPEND
    assert not keten.d.gesloten


def test_asked_the_client_has_fourteen_days_and_then_it_is_written_down() -> None:
    """Asked on Tuesday 24 November: until Tuesday 8 December. Asking pays asking, the answer pays this."""
    keten = afgerond()
    keten.verricht("wijkteam", Functie.EVALUATIE, Uitkomst.DEELS_GEDAAN)
    assert plichten(keten, Plicht.EVALUATIE) == []
    (open_,) = plichten(keten, Plicht.ERVARING)
    assert (open_.debiteur, open_.crediteur) == (keten.d.eigenaar, "client")
    assert toon(open_.uiterlijk_op or keten.nu) == "wo 09-12-2026 00:00"
    keten.verricht("wijkteam", Functie.EVALUATIE, Uitkomst.DEELS_GEDAAN)
    assert len(plichten(keten, Plicht.ERVARING)) == 1
    keten.evalueer("wijkteam", ervaring=Ervaring.GEEN_ANTWOORD)
    assert plichten(keten, Plicht.ERVARING) == []
    assert keten.d.eerste.toestand is Toestand.AFGEROND


def test_no_answer_in_fourteen_days_is_late_and_never_satisfaction() -> None:
    """The team is told and people hear of it; the part is not reopened, nor closed, by silence."""
    keten = afgerond()
    keten.verricht("wijkteam", Functie.EVALUATIE, Uitkomst.DEELS_GEDAAN)
    keten.wek_tot(keten.nu + timedelta(days=30))
    (open_,) = plichten(keten, Plicht.ERVARING)
    assert open_.te_laat
    assert Plicht.ESCALATIE in keten.soorten()
    assert not keten.d.gesloten
    keten.evalueer("wijkteam", ervaring=Ervaring.ONTEVREDEN)
    assert keten.d.eerste.toestand is Toestand.HEROPEND
    assert plichten(keten, Plicht.ERVARING) == []


def test_asked_and_answered_at_once_leaves_nothing_open() -> None:
    """An answer in the talk itself needs no fourteen days."""
    keten = afgerond()
    keten.evalueer("wijkteam")
    assert not plichten(keten, Plicht.EVALUATIE) + plichten(keten, Plicht.ERVARING)
