"""Understands that every fact in every state is legal or refused, and never a surprise."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from uuid import uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.domein.begrippen import (
    BEHEER,
    WIJKKETEN,
    ZONDER_POSTVAK,
    Aanleiding,
    Aanvulling,
    Antwoord,
    Capaciteit,
    Contactwijze,
    Correctie,
    Dagdeel,
    Ervaring,
    Grondslag,
    Meetmoment,
    Onjuistheid,
    Plicht,
    Reden,
    Regiedaad,
    Regierol,
    Resultaat,
    Thema,
    Toestand,
    Uitkomst,
    Uitslag,
    Urgentie,
    Verloop,
    Voortgang,
)
from keten.domein.besluiten import Bericht, Oordeel, VraagActie, WijsAf
from keten.domein.feiten import (
    BERICHTTYPEN,
    AanvullingGegeven,
    AanvullingGevraagd,
    AfspraakGemaakt,
    AfspraakNietVerschenen,
    BehandelingGestart,
    BerichtAfgekeurd,
    BezorgingBevestigd,
    CapaciteitGewijzigd,
    ContactGelegd,
    ContactpogingGedaan,
    CorrectieGevraagd,
    DoorzendingGedaan,
    EscalatieBevestigd,
    EscalatieIngezet,
    EvaluatieGegeven,
    Feit,
    FunctieVerricht,
    Herkomst,
    HerstelAfgedaan,
    IntrekkingBevestigd,
    IntrekkingGevraagd,
    IntrekkingGeweigerd,
    Kop,
    MeldingGedaan,
    MonitoringWaargenomen,
    OnderdeelAangeboden,
    OnderdeelToegevoegd,
    OndersteuningAfgerond,
    OntvangstBevestigd,
    Planactie,
    PlanVastgesteld,
    PlichtKwijtgescholden,
    RegieBelegd,
    SignaleringGedaan,
    SignaleringGekoppeld,
    TerugkoppelingGegeven,
    UitstelGevraagd,
    VerplichtingKwijtgescholden,
    VerwijzingAangeboden,
    VerzoekAfgewezen,
    VerzoekGeaccepteerd,
    VerzoekHeropend,
    VerzoekOpgegeven,
    VerzoekOpnieuwAangeboden,
    VoortgangGemeld,
    VraagGesteld,
    WachtlijstGeplaatst,
    WekkerGegaan,
    ZelfredzaamheidGemeten,
)
from keten.domein.functies import Functie
from keten.domein.keten import verwerk
from tests.domein.bouw import PARTIJEN, T0, VERZOEK, Keten, lokaal
from tests.domein.test_overgangen import WEG

momenten = st.integers(-1_000, 10_000_000).map(lambda s: T0 + timedelta(milliseconds=s * 977))
afzenders = st.sampled_from([*PARTIJEN, "onbekende", WIJKKETEN, BEHEER])
dagen = st.none() | st.integers(-40, 60).map(lambda d: T0.date() + timedelta(days=d))
anderen = st.lists(st.sampled_from(sorted(PARTIJEN)), max_size=3).map(tuple)
geheimen = st.none() | st.binary(max_size=4)


@st.composite
def koppen(draw: st.DrawFn) -> Kop:
    """Any head, sensible or not: times in any order, ids that come back, positions that are read again."""
    afzender = draw(afzenders)
    return Kop(
        feit_id=uuid5(VERZOEK, str(draw(st.integers(0, 10_000)))),
        verzoek_id=VERZOEK,
        nu=draw(momenten),
        inrichting=1,
        afzender=afzender,
        door=draw(st.none() | st.just("casemanager")),
        bericht_id=draw(st.none() | st.sampled_from(["a", "b", "c"])),
        bericht_hash=draw(st.none() | st.sampled_from([b"1" * 16, b"2" * 16])),
        herkomst=draw(
            st.none() | st.builds(Herkomst, st.just(f"in.{afzender}"), st.just(0), st.integers(0, 50))
        ),
        onderdeel=draw(st.sampled_from([1, 1, 1, 0, 2])),
        kenmerk=draw(geheimen),
        kluis=draw(geheimen),
    )


openingen = {
    "kop": koppen(),
    "gemeente": st.sampled_from(["0505", "9999"]),
    "thema": st.sampled_from(Thema),
    "urgentie": st.sampled_from(Urgentie),
    "terugkoppeling_gewenst": st.booleans(),
    "aanleiding": st.none() | st.sampled_from(Aanleiding),
    "uiterlijk_datum": dagen,
}
contact = (koppen(), st.sampled_from(Contactwijze), dagen, st.none() | st.sampled_from(Dagdeel))

feiten: st.SearchStrategy[Feit] = st.one_of(
    st.builds(SignaleringGedaan, **openingen),
    st.builds(MeldingGedaan, **openingen),
    st.builds(
        VerwijzingAangeboden,
        **openingen,
        ontvanger=afzenders,
        grondslag=st.sampled_from(Grondslag),
        ook_aan=anderen,
    ),
    st.builds(VraagGesteld, **openingen),
    st.builds(
        SignaleringGekoppeld,
        **openingen,
        ontvanger=st.sampled_from(sorted(PARTIJEN)),
        hoofdzaak=st.just(VERZOEK),
    ),
    st.builds(
        OnderdeelAangeboden,
        **openingen,
        ontvanger=afzenders,
        grondslag=st.sampled_from(Grondslag),
        ook_aan=anderen,
    ),
    st.builds(PlanVastgesteld, koppen(), st.lists(st.builds(Planactie), min_size=1, max_size=3).map(tuple)),
    st.builds(OnderdeelToegevoegd, koppen(), st.none() | st.sampled_from(Thema), uiterlijk_datum=dagen),
    st.builds(VerzoekAfgewezen, koppen(), st.sampled_from(Reden)),
    st.builds(VerzoekOpnieuwAangeboden, koppen(), afzenders, anderen),
    st.builds(VerzoekOpgegeven, koppen(), st.sampled_from(Reden)),
    st.builds(CapaciteitGewijzigd, koppen(), st.sampled_from(Capaciteit), vanaf=dagen, tot=dagen),
    st.builds(AanvullingGevraagd, koppen(), st.sampled_from(Aanvulling)),
    st.builds(AanvullingGegeven, koppen(), st.none() | st.sampled_from(Correctie)),
    st.builds(CorrectieGevraagd, koppen(), st.sampled_from(Onjuistheid), st.none() | st.just(VERZOEK)),
    st.builds(
        UitstelGevraagd,
        koppen(),
        st.sampled_from(Reden),
        st.integers(-40, 60).map(lambda d: T0.date() + timedelta(days=d)),
        st.none() | st.sampled_from(Plicht),
    ),
    st.builds(WachtlijstGeplaatst, koppen(), st.sampled_from(Reden)),
    st.builds(AfspraakGemaakt, koppen(), dagen.filter(bool)),
    st.builds(AfspraakNietVerschenen, koppen(), dagen),
    st.builds(VerzoekHeropend, koppen(), st.sampled_from(Reden)),
    st.builds(VerplichtingKwijtgescholden, koppen(), st.sampled_from(Plicht), st.sampled_from(Reden)),
    st.builds(
        PlichtKwijtgescholden, koppen(), st.integers(0, 5), st.sampled_from(Reden), st.just("besluit-1")
    ),
    st.builds(IntrekkingGevraagd, koppen(), st.sampled_from(Reden)),
    st.builds(IntrekkingBevestigd, koppen()),
    st.builds(IntrekkingGeweigerd, koppen(), st.sampled_from(Reden)),
    st.builds(DoorzendingGedaan, koppen(), afzenders),
    st.builds(BehandelingGestart, koppen()),
    st.builds(ContactpogingGedaan, *contact),
    st.builds(ContactGelegd, *contact),
    st.builds(VoortgangGemeld, koppen(), st.sampled_from(Voortgang), dagen),
    st.builds(
        BerichtAfgekeurd,
        koppen(),
        afzenders,
        st.sampled_from(["KTN-101", "KTN-117"]),
        st.none() | st.sampled_from(sorted(BERICHTTYPEN.values())),
        st.booleans(),
    ),
    st.builds(HerstelAfgedaan, koppen(), st.integers(0, 5)),
    st.builds(OntvangstBevestigd, koppen()),
    st.builds(VerzoekGeaccepteerd, koppen()),
    st.builds(FunctieVerricht, koppen(), st.sampled_from(Functie), st.sampled_from(Uitkomst)),
    st.builds(TerugkoppelingGegeven, koppen(), st.sampled_from(Resultaat)),
    st.builds(EscalatieBevestigd, koppen()),
    st.builds(EscalatieIngezet, koppen(), st.sampled_from(Plicht)),
    st.builds(OndersteuningAfgerond, koppen(), st.sampled_from(Resultaat), st.booleans()),
    st.builds(MonitoringWaargenomen, koppen(), st.booleans()),
    st.builds(
        EvaluatieGegeven,
        koppen(),
        st.sampled_from(Antwoord),
        st.sampled_from(Antwoord),
        st.sampled_from(Verloop),
        st.sampled_from(Verloop),
        st.sampled_from(Ervaring),
    ),
    st.builds(
        ZelfredzaamheidGemeten,
        koppen(),
        st.sampled_from(Meetmoment),
        adl=st.none() | st.integers(1, 5),
        participatieladder=st.none() | st.integers(1, 6),
    ),
    st.builds(
        RegieBelegd,
        koppen(),
        st.sampled_from(Regiedaad),
        st.sampled_from(Regierol),
        st.none() | afzenders,
    ),
    st.builds(WekkerGegaan, koppen(), afzenders, momenten),
    st.builds(
        BezorgingBevestigd, koppen(), afzenders, st.integers(0, 9).map(lambda n: uuid5(VERZOEK, str(n)))
    ),
)


def in_toestand(toestand: Toestand | None, thema: Thema, stil_tot: int) -> Keten:
    """A verzoek in this state, after so many days of silence before the receiver first acted."""
    keten = Keten()
    if toestand is None:
        return keten
    if toestand is Toestand.CONCEPT:
        keten.keur_af()
        keten.ontvangen("politie")
        keten.wek_tot(T0 + timedelta(days=stil_tot))
        return keten
    if toestand is Toestand.NIET_MEER_BESCHIKBAAR:
        keten.verwijs("wip", "politie", thema, ook_aan=("mee", "meldpunt"))
        keten.wek_tot(T0 + timedelta(days=stil_tot))
        keten.accepteer("mee", onderdeel=2)
        return keten
    keten.meld(thema=thema)
    keten.wek_tot(T0 + timedelta(days=stil_tot))
    ontvanger = keten.d.onderdelen[0].ontvanger
    for daad in WEG[toestand]:
        getattr(keten, daad)(van="politie" if daad == "geef_op" else ontvanger)
    return keten


@pytest.mark.geduld
@pytest.mark.timeout(120)
@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([None, *Toestand]),
    st.sampled_from([Thema.ZORG_EN_OVERLAST, Thema.MEEDOEN, Thema.WONEN]),
    st.sampled_from([0, 3, 30]),
    feiten,
)
def test_every_fact_in_every_state_by_everybody_is_legal_or_refused_with_a_code(
    toestand: Toestand | None, thema: Thema, stil_tot: int, feit: Feit
) -> None:
    """No exception; one verdict where there is a position; a refusal changes nothing that is owed or told."""
    keten = in_toestand(toestand, thema, stil_tot)
    was = keten.dossier
    wordt, besluiten = verwerk(was, feit, keten.inrichting)
    assert verwerk(was, feit, keten.inrichting) == (wordt, besluiten)

    oordelen = [b for b in besluiten if isinstance(b, Oordeel) and b.over is None]
    herlezen = was is not None and was.las_al(feit.kop.herkomst)
    zelf = feit.kop.herkomst is not None and not herlezen and not isinstance(feit, BerichtAfgekeurd)
    if was is not None or (type(feit) in BERICHTTYPEN and feit.kop.afzender not in ZONDER_POSTVAK):
        assert len(oordelen) == zelf
    for oordeel in oordelen:
        assert (oordeel.uitslag is Uitslag.GEWEIGERD) <= (oordeel.weigering is not None)
        if oordeel.uitslag is not Uitslag.TOEGEPAST and was is not None:
            assert wordt is not None
            assert wordt.onderdelen == was.onderdelen
            assert [v for v in wordt.verplichtingen if v.soort is not Plicht.HERSTEL] == [
                v for v in was.verplichtingen if v.soort is not Plicht.HERSTEL
            ]
            assert all(isinstance(b, WijsAf | VraagActie) for b in besluiten if isinstance(b, Bericht))
    ids = [b.adres.bericht_id for b in besluiten if isinstance(b, Bericht)]
    assert len(ids) == len(set(ids))
    assert not ZONDER_POSTVAK & {b.adres.ontvanger for b in besluiten if isinstance(b, Bericht)}
    if wordt is not None:
        assert wordt.eigenaar
        assert all(op > wordt.nu for op in wordt.wekkers.values())
        assert all(op.microsecond % 1000 == 0 for op in wordt.wekkers.values())


@pytest.mark.timeout(120)
@given(st.integers(0, 400), st.sampled_from([*Thema]), st.sampled_from([*Urgentie]))
@settings(max_examples=100, deadline=None)
def test_a_ladder_is_in_order_on_any_day_of_any_year(dag: int, thema: Thema, urgentie: Urgentie) -> None:
    """Whatever weekend, holiday or change of the clock comes: steps follow each other at a distance."""
    keten = Keten(nu=lokaal("2026-12-20 13:37") + timedelta(days=dag))
    keten.meld(thema=thema, urgentie=urgentie)
    for verplichting in keten.d.verplichtingen:
        if verplichting.uiterlijk_op is None:
            continue
        afstand = max((verplichting.uiterlijk_op - verplichting.ontstaan_op) / 4, timedelta(minutes=5))
        momenten = [s.op for s in verplichting.sporten]
        assert all(b - a >= afstand for a, b in pairwise(momenten))
        assert verplichting.volgende_op == momenten[0] > verplichting.ontstaan_op
        assert momenten[1] == verplichting.uiterlijk_op
