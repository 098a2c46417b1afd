"""Understands that no chain of facts, however strange, loses, doubles or forgets anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from keten.domein.begrippen import Plicht, Resultaat, Thema, Toestand, Urgentie
from keten.domein.besluiten import (
    Bericht,
    Besluit,
    Escaleer,
    GeefTerugkoppeling,
    Herinner,
    MeldUitblijven,
    Oordeel,
    WijsAf,
)
from keten.domein.dossier import Dossier
from keten.domein.feiten import Feit, Herkomst
from keten.domein.keten import verwerk
from keten.domein.termijnen import ZONE
from tests.domein.bouw import Keten

WIE = st.sampled_from(["politie", "meldpunt", "wijkteam", "wip", "huisarts"])
WACHTEN = st.sampled_from([0, 1, 60, 3_600, 40_000, 86_400, 400_000])


class Ketens(RuleBasedStateMachine):
    """One verzoek, anybody doing anything in any order, alarms on time, late, double and stale."""

    def __init__(self) -> None:
        super().__init__()
        self.keten = Keten()
        self.verleden: list[Dossier] = []
        self.afgesloten: set[int] = set()

    @initialize(
        thema=st.sampled_from(Thema), urgentie=st.sampled_from(Urgentie), afzender=WIE, gewenst=st.booleans()
    )
    def open(self, thema: Thema, urgentie: Urgentie, afzender: str, gewenst: bool) -> None:
        self.keten.meld(afzender, thema, urgentie, gewenst)

    # -- what can happen

    @rule(wie=WIE, seconden=WACHTEN)
    def ontvangen(self, wie: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.ontvangen(wie)

    @rule(seconden=WACHTEN, daad=st.sampled_from(["ontvangen", "accepteer", "verricht"]))
    def de_ontvanger_doet_iets(self, seconden: int, daad: str) -> None:
        self._na(seconden)
        getattr(self.keten, daad)(self.keten.d.onderdelen[0].ontvanger)

    @rule(wie=WIE, seconden=WACHTEN)
    def iemand_accepteert(self, wie: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.accepteer(wie)

    @rule(seconden=WACHTEN, resultaat=st.sampled_from(Resultaat))
    def koppel_terug(self, seconden: int, resultaat: Resultaat) -> None:
        self._na(seconden)
        self.keten.koppel_terug(resultaat, self.keten.d.onderdelen[0].ontvanger)

    @rule(wie=WIE)
    def bevestig_escalatie(self, wie: str) -> None:
        self.keten.bevestig_escalatie(wie)

    @rule(dagen=st.integers(1, 20))
    def tijd_verstrijkt_met_elke_wekker_op_tijd(self, dagen: int) -> None:
        self.keten.wek_tot(self.keten.nu + timedelta(days=dagen))

    @precondition(lambda self: self.keten.d.wekkers)
    @rule(seconden=WACHTEN, data=st.data())
    def een_wekker_gaat_te_laat(self, seconden: int, data: st.DataObject) -> None:
        debiteur, wek_op = data.draw(st.sampled_from(sorted(self.keten.d.wekkers.items())))
        self.keten.nu = max(self.keten.nu, wek_op) + timedelta(seconds=seconden)
        was = self.keten.d
        self.keten.wek(debiteur, wek_op)
        stappen = {v.nummer: v.gezet for v in was.verplichtingen}
        assert all(v.gezet - stappen.get(v.nummer, 0) <= 1 for v in self.keten.d.verplichtingen)
        for v in self.keten.d.verplichtingen:  # the distance to the next step, counted from now
            if (
                v.gezet > stappen.get(v.nummer, 0)
                and v.volgende_op is not None
                and v.uiterlijk_op is not None
            ):
                afstand = max((v.uiterlijk_op - v.ontstaan_op) / 4, timedelta(minutes=5))
                assert v.volgende_op - self.keten.d.nu >= afstand

    @rule(wie=WIE, seconden=st.integers(-10_000, 10_000))
    def een_oude_wekker_gaat_nog_eens(self, wie: str, seconden: int) -> None:
        wek_op = self.keten.d.nu - timedelta(seconds=abs(seconden))
        was = self.keten.d
        self.keten.wek(wie, wek_op)
        assert self.keten.dossier is was

    @rule(data=st.data())
    def een_terugkoppeling_wordt_gelezen(self, data: st.DataObject) -> None:
        gegeven = [b for b in self._berichten() if isinstance(b, GeefTerugkoppeling)]
        if gegeven:
            bericht = data.draw(st.sampled_from(gegeven))
            self.keten.lees(bericht.adres.ontvanger, bericht.adres.bericht_id)

    @rule(data=st.data(), anders=st.booleans())
    def een_bericht_komt_nog_eens(self, data: st.DataObject, anders: bool) -> None:
        van_partijen = [f for f in self.keten.feiten if f.kop.bericht_id is not None]
        feit = data.draw(st.sampled_from(van_partijen))
        nieuw = self.keten.kop(feit.kop.afzender)
        kop = replace(
            feit.kop,
            nu=nieuw.nu,
            feit_id=nieuw.feit_id,
            herkomst=Herkomst(f"in.{feit.kop.afzender}", 0, len(self.keten.feiten)),
            bericht_hash=b"iets anders" if anders else feit.kop.bericht_hash,
        )
        was = self.keten.d
        self.keten.stuur(replace(feit, kop=kop))
        assert self.keten.d.verplichtingen == was.verplichtingen
        assert self.keten.d.onderdelen == was.onderdelen

    def _na(self, seconden: int) -> None:
        self.keten.nu += timedelta(seconds=seconden)

    def _berichten(self) -> list[Bericht]:
        return [b for besluiten in self.keten.besluiten for b in besluiten if isinstance(b, Bericht)]

    # -- what always holds

    @invariant()
    def een_eigenaar(self) -> None:
        if self.keten.dossier is not None:
            assert self.keten.d.eigenaar
            assert self.keten.d.onderdelen

    @invariant()
    def niets_sluit_met_een_open_plicht(self) -> None:
        if self.keten.dossier is None:
            return
        d = self.keten.d
        assert d.gesloten <= (not d.verplichtingen)
        if d.onderdelen[0].toestand is Toestand.AFGEROND:
            assert {v.soort for v in d.verplichtingen} <= {Plicht.BEZORGING, Plicht.ESCALATIE}
        else:  # somebody still owes something, with a clock or already late
            assert any(v.volgende_op is not None or v.te_laat for v in d.verplichtingen)

    @invariant()
    def wekkers_liggen_in_de_toekomst(self) -> None:
        if self.keten.dossier is not None:
            assert all(op > self.keten.d.nu for op in self.keten.d.wekkers.values())

    @invariant()
    def tijd_gaat_vooruit_en_een_afgewikkelde_plicht_komt_nooit_terug(self) -> None:
        if self.keten.dossier is None:
            return
        d = self.keten.d
        nummers = [v.nummer for v in d.verplichtingen]
        assert len(nummers) == len(set(nummers))
        assert all(n < d.volgend_nummer for n in nummers)
        assert not self.afgesloten & set(nummers)
        self.afgesloten |= set(range(1, d.volgend_nummer)) - set(nummers)
        if self.verleden:
            assert d.nu >= self.verleden[-1].nu
            assert d.volgend_nummer >= self.verleden[-1].volgend_nummer
        self.verleden.append(d)

    @invariant()
    def elk_bericht_is_er_een_keer(self) -> None:
        """One id per message, and per duty, step and receiver one message."""
        berichten = self._berichten()
        ids = [b.adres.bericht_id for b in berichten]
        assert len(ids) == len(set(ids))

    @invariant()
    def elk_record_heeft_een_oordeel(self) -> None:
        for feit, besluiten in zip(self.keten.feiten, self.keten.besluiten, strict=True):
            aantal = sum(isinstance(b, Oordeel) for b in besluiten)
            assert aantal == (feit.kop.herkomst is not None)

    def teardown(self) -> None:
        if self.keten.dossier is None:
            return
        dossier, besluiten = speel_na(self.keten)
        assert dossier == self.keten.dossier
        assert besluiten == self.keten.besluiten
        for feit in self.keten.feiten:  # any prefix of it, read again
            opnieuw, niets = verwerk(self.keten.dossier, feit, self.keten.inrichting)
            assert opnieuw is self.keten.dossier
            assert niets == ()


def speel_na(keten: Keten) -> tuple[Dossier | None, list[tuple[Besluit, ...]]]:
    """The same facts folded again from nothing."""
    dossier: Dossier | None = None
    besluiten: list[tuple[Besluit, ...]] = []
    for feit in keten.feiten:
        dossier, uit = verwerk(dossier, feit, keten.inrichting)
        besluiten.append(uit)
    return dossier, besluiten


class KetensLang(Ketens):
    """The same, longer."""


Ketens.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
KetensLang.TestCase.settings = settings(max_examples=2_000, stateful_step_count=60, deadline=None)
TestKetens = pytest.mark.timeout(120)(Ketens.TestCase)
TestKetensLang = pytest.mark.lang(pytest.mark.timeout(3_600)(KetensLang.TestCase))


def test_each_step_of_a_duty_is_told_to_a_receiver_once() -> None:
    """Whole ladders of a silent receiver: each (kind of message, duty, level, receiver) is there once."""
    keten = Keten()
    keten.meld()
    uit = [b for _, b in keten.wek_tot(keten.nu + timedelta(days=60))]
    stappen = [
        (type(b).__name__, b.plicht, b.adres.ontvanger, getattr(b, "niveau", getattr(b, "te_laat", None)))
        for b in uit
        if isinstance(b, Herinner | Escaleer | MeldUitblijven)
    ]
    assert len(stappen) == len(set(stappen)) == 10


def test_a_chain_leaves_no_trail_in_the_state() -> None:
    """What is settled is gone from the state: the log knows it."""
    keten = Keten()
    keten.meld()
    feiten: list[Feit] = keten.feiten
    ids: set[UUID] = {f.kop.feit_id for f in feiten}
    keten.koppel_terug()
    bericht = next(b for b in keten.besluiten[-1] if isinstance(b, GeefTerugkoppeling))
    keten.lees("politie", bericht.adres.bericht_id)
    assert keten.d.verplichtingen == ()
    assert not any(str(i) in repr(keten.d) for i in ids)
    assert not any(isinstance(b, WijsAf) for uit in keten.besluiten for b in uit)
    assert keten.d.nu.astimezone(ZONE).tzinfo is ZONE
