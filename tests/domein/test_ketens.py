"""Understands that no chain of facts, however strange, loses, doubles or forgets anything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from keten.domein.begrippen import (
    BEHEER,
    ZONDER_POSTVAK,
    Correctie,
    Ervaring,
    Onjuistheid,
    Plicht,
    Reden,
    Regierol,
    Resultaat,
    Thema,
    Toestand,
    Uitkomst,
    Uitslag,
    Urgentie,
)
from keten.domein.besluiten import (
    Bericht,
    Besluit,
    Escaleer,
    GeefTerugkoppeling,
    Herinner,
    MeldRegie,
    MeldUitblijven,
    Oordeel,
    WijsAf,
)
from keten.domein.dossier import EINDTOESTANDEN, MAX_WACHTEND, Dossier, Verplichting
from keten.domein.feiten import (
    BERICHTTYPEN,
    BerichtAfgekeurd,
    Feit,
    Herkomst,
    HerstelAfgedaan,
    PlichtKwijtgescholden,
)
from keten.domein.functies import Functie
from keten.domein.groep import gedeeld, mededingers, ook_te_nemen
from keten.domein.keten import verwerk
from keten.domein.kwijtschelding import bewaakt
from keten.domein.overgangen import KAN_NEMEN
from keten.domein.termijnen import ZONE
from tests.domein.bouw import PARTIJEN, Keten

WIE = st.sampled_from(["politie", "meldpunt", "wijkteam", "wip", "huisarts", "zorgnetwerk"])
NA_AFLOOP = {
    Plicht.BEZORGING,
    Plicht.ESCALATIE,
    Plicht.HERSTEL,
    Plicht.REGIEOVERNAME,
    Plicht.METING,
    Plicht.EVALUATIE,
    Plicht.ERVARING,
    Plicht.CORRECTIE,
}
"""What may still be owed for a part that is done."""

WACHTEN = st.sampled_from([0, 1, 60, 3_600, 40_000, 86_400, 400_000])


class Ketens(RuleBasedStateMachine):
    """One verzoek, anybody doing anything in any order, alarms on time, late, double and stale."""

    def __init__(self) -> None:
        super().__init__()
        self.keten = Keten()
        self.verleden: list[Dossier] = []
        self.afgesloten: set[int] = set()

    @initialize(
        thema=st.sampled_from(Thema),
        urgentie=st.sampled_from(Urgentie),
        afzender=WIE,
        gewenst=st.booleans(),
        uren=st.integers(0, 100),
    )
    def open(self, thema: Thema, urgentie: Urgentie, afzender: str, gewenst: bool, uren: int) -> None:
        """At any hour: a crisis outside office hours has another owner."""
        self.keten.nu += timedelta(hours=uren)
        self.keten.meld(afzender, thema, urgentie, gewenst)

    @initialize(soort=st.sampled_from(["signaleer", "verwijs", "vraag", "keur_af", "vorder"]))
    def open_anders(self, soort: str) -> None:
        """Another opening; or none yet: a rejected one, or a message that is too early."""
        getattr(self.keten, soort)(*(["politie"] if soort == "vorder" else []))

    @initialize(aan=st.lists(WIE.filter(lambda w: w != "politie"), min_size=2, max_size=4, unique=True))
    def open_aan_meer(self, aan: list[str]) -> None:
        """Offered to several, of whom one may take it."""
        self.keten.verwijs(aan[0], "politie", ook_aan=tuple(aan[1:]))

    @rule(data=st.data(), aan=st.lists(WIE, min_size=1, max_size=3), seconden=WACHTEN)
    def de_afzender_biedt_het_meer_aan(self, data: st.DataObject, aan: list[str], seconden: int) -> None:
        self._na(seconden)
        deel = data.draw(st.sampled_from(self.keten.d.onderdelen))
        self.keten.bied_opnieuw_aan(aan[0], deel.afzender, tuple(aan[1:]), onderdeel=deel.nummer)

    @rule(data=st.data(), seconden=WACHTEN, daad=st.sampled_from(["trek_in", "geef_op", "vorder", "vul_aan"]))
    def de_afzender_van_een_onderdeel_doet_iets(self, data: st.DataObject, seconden: int, daad: str) -> None:
        self._na(seconden)
        deel = data.draw(st.sampled_from(self.keten.d.onderdelen))
        getattr(self.keten, daad)(van=deel.afzender, onderdeel=deel.nummer)

    @rule(wie=WIE)
    def open_alsnog(self, wie: str) -> None:
        self.keten.meld(wie)

    @rule(wie=WIE, reden=st.sampled_from(Reden), seconden=WACHTEN)
    def iemand_zegt_nee(self, wie: str, reden: Reden, seconden: int) -> None:
        self._na(seconden)
        self.keten.wijs_af(wie, reden)

    @rule(reden=st.sampled_from(Reden), seconden=WACHTEN)
    def de_ontvanger_zegt_nee(self, reden: Reden, seconden: int) -> None:
        self._na(seconden)
        self.keten.wijs_af(self.keten.d.onderdelen[0].ontvanger, reden)

    @rule(naar=WIE, seconden=WACHTEN)
    def de_afzender_biedt_opnieuw_aan(self, naar: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.bied_opnieuw_aan(naar, self.keten.d.afzender)

    @rule(naar=WIE, seconden=WACHTEN)
    def de_ontvanger_zendt_door(self, naar: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.zend_door(self.keten.d.onderdelen[0].ontvanger, naar)

    @rule(seconden=WACHTEN)
    def de_afzender_geeft_op(self, seconden: int) -> None:
        self._na(seconden)
        self.keten.geef_op(self.keten.d.afzender)

    @rule(seconden=WACHTEN)
    def de_ontvanger_vraagt_meer(self, seconden: int) -> None:
        self._na(seconden)
        self.keten.vraag_aanvulling(self.keten.d.onderdelen[0].ontvanger)

    @rule(seconden=WACHTEN)
    def de_afzender_vult_aan(self, seconden: int) -> None:
        self._na(seconden)
        self.keten.vul_aan(self.keten.d.afzender)

    @rule(wie=WIE, seconden=WACHTEN, onjuist=st.sampled_from(Onjuistheid))
    def iemand_vraagt_een_correctie(self, wie: str, seconden: int, onjuist: Onjuistheid) -> None:
        self._na(seconden)
        self.keten.vraag_correctie(wie, onjuist)

    @rule(wie=WIE, seconden=WACHTEN, correctie=st.none() | st.sampled_from(Correctie))
    def iemand_zet_recht(self, wie: str, seconden: int, correctie: Correctie | None) -> None:
        self._na(seconden)
        self.keten.zet_recht(wie, correctie)

    @rule(seconden=WACHTEN, dagen=st.integers(-1, 60), plicht=st.none() | st.sampled_from(Plicht))
    def de_ontvanger_vraagt_uitstel(self, seconden: int, dagen: int, plicht: Plicht | None) -> None:
        self._na(seconden)
        tot = (self.keten.nu + timedelta(days=dagen)).date()
        self.keten.vraag_uitstel(tot, self.keten.d.onderdelen[0].ontvanger, plicht)

    @rule(seconden=WACHTEN, daad=st.sampled_from(["spreek_af", "verschijnt_niet"]))
    def er_is_een_afspraak(self, seconden: int, daad: str) -> None:
        self._na(seconden)
        wie = self.keten.d.onderdelen[0].ontvanger
        if daad == "spreek_af":
            self.keten.spreek_af(self.keten.nu.date(), wie)
        else:
            self.keten.verschijnt_niet(wie)

    @rule(wie=WIE, seconden=WACHTEN)
    def iemand_heropent(self, wie: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.heropen(wie)

    @rule(wie=WIE, plicht=st.sampled_from(Plicht))
    def iemand_scheldt_kwijt(self, wie: str, plicht: Plicht) -> None:
        self.keten.scheld_kwijt(plicht, wie)

    @rule(data=st.data())
    def beheer_scheldt_kwijt(self, data: st.DataObject) -> None:
        open_ = [v.nummer for v in self.keten.d.verplichtingen]
        self.keten.beheer_scheldt_kwijt(data.draw(st.sampled_from([*open_, 10_000])))

    @rule(seconden=WACHTEN)
    def de_client_wacht(self, seconden: int) -> None:
        self._na(seconden)
        self.keten.zet_op_wachtlijst(self.keten.d.onderdelen[0].ontvanger)

    @rule(seconden=WACHTEN)
    def de_afzender_vraagt_te_stoppen(self, seconden: int) -> None:
        self._na(seconden)
        self.keten.trek_in(self.keten.d.afzender)

    @rule(seconden=WACHTEN, daad=st.sampled_from(["stop", "ga_door"]))
    def de_ontvanger_antwoordt_daarop(self, seconden: int, daad: str) -> None:
        self._na(seconden)
        getattr(self.keten, daad)(self.keten.d.onderdelen[0].ontvanger)

    @rule(wie=WIE, naar=WIE, onderdeel=st.integers(1, 3), seconden=WACHTEN)
    def iemand_verwijst_een_onderdeel(self, wie: str, naar: str, onderdeel: int, seconden: int) -> None:
        self._na(seconden)
        self.keten.verwijs_onderdeel(naar, wie, onderdeel=onderdeel)

    @rule(wie=WIE, seconden=WACHTEN)
    def iemand_stelt_een_plan_vast(self, wie: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.stel_plan_vast(wie, aantal=2)

    @rule(data=st.data(), seconden=WACHTEN)
    def de_eigenaar_kijkt_naar_een_onderdeel(self, data: st.DataObject, seconden: int) -> None:
        self._na(seconden)
        deel = data.draw(st.sampled_from(self.keten.d.onderdelen))
        self.keten.kijk(deel.nummer, self.keten.d.eigenaar)

    @rule(naar=WIE, actie=st.booleans(), seconden=WACHTEN)
    def de_eigenaar_voegt_een_onderdeel_toe(self, naar: str, actie: bool, seconden: int) -> None:
        self._na(seconden)
        if actie:
            self.keten.voeg_actie_toe(self.keten.d.eigenaar)
        else:
            self.keten.verwijs_onderdeel(naar, self.keten.d.eigenaar)

    @rule(
        data=st.data(),
        seconden=WACHTEN,
        daad=st.sampled_from(
            ["ontvangen", "accepteer", "wijs_af", "koppel_terug", "vraag_aanvulling", "stop", "ga_door"]
        ),
    )
    def de_ontvanger_van_een_onderdeel_doet_iets(self, data: st.DataObject, seconden: int, daad: str) -> None:
        self._na(seconden)
        deel = data.draw(st.sampled_from(self.keten.d.onderdelen))
        getattr(self.keten, daad)(van=deel.ontvanger, onderdeel=deel.nummer)

    @rule(wie=WIE, dagen=st.none() | st.integers(-3, 20))
    def iemand_meldt_voortgang(self, wie: str, dagen: int | None) -> None:
        uiterlijk = None if dagen is None else (self.keten.nu + timedelta(days=dagen)).date()
        self.keten.vorder(wie, uiterlijk)

    @rule(wie=WIE, soort=st.none() | st.sampled_from(sorted(BERICHTTYPEN.values())), past=st.booleans())
    def een_bericht_wordt_om_zijn_vorm_afgekeurd(self, wie: str, soort: str | None, past: bool) -> None:
        self.keten.keur_af(wie, soort, past)

    @rule(data=st.data())
    def beheer_doet_herstel_af(self, data: st.DataObject) -> None:
        open_ = [v.nummer for v in self.keten.d.verplichtingen if v.soort is Plicht.HERSTEL]
        self.keten.doe_herstel_af(data.draw(st.sampled_from([*open_, 10_000])))

    # -- what can happen

    @rule(wie=WIE, seconden=WACHTEN)
    def ontvangen(self, wie: str, seconden: int) -> None:
        self._na(seconden)
        self.keten.ontvangen(wie)

    @rule(
        seconden=WACHTEN,
        daad=st.sampled_from(["ontvangen", "accepteer", "verricht", "behandel", "probeer", "spreek"]),
    )
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

    @rule(wie=WIE, soort=st.sampled_from(Regierol))
    def iemand_neemt_de_regie(self, wie: str, soort: Regierol) -> None:
        self.keten.neem_regie(wie, soort)

    @rule(naar=WIE)
    def de_eigenaar_draagt_over(self, naar: str) -> None:
        if self.keten.d.eigenaar != BEHEER:
            was = self.keten.d.eigenaar
            self.keten.draag_over(naar)
            assert self.keten.d.eigenaar == was  # until the other takes it

    @rule(nazorg=st.booleans(), seconden=WACHTEN)
    def de_ontvanger_rondt_af(self, nazorg: bool, seconden: int) -> None:
        self._na(seconden)
        self.keten.rond_af(self.keten.d.onderdelen[0].ontvanger, nazorg=nazorg)

    @rule(wie=WIE, terugval=st.booleans())
    def iemand_ziet_hoe_het_gaat(self, wie: str, terugval: bool) -> None:
        self.keten.neem_waar(wie, terugval)

    @rule(ervaring=st.sampled_from(Ervaring))
    def de_eigenaar_evalueert(self, ervaring: Ervaring) -> None:
        if self.keten.d.eigenaar != BEHEER:
            self.keten.evalueer(self.keten.d.eigenaar, ervaring)

    @rule(uitkomst=st.sampled_from(Uitkomst))
    def de_eigenaar_monitort(self, uitkomst: Uitkomst) -> None:
        if self.keten.d.eigenaar != BEHEER:
            self.keten.verricht(self.keten.d.eigenaar, Functie.MONITORING, uitkomst)

    @rule(wie=WIE, niveau=st.integers(1, 5))
    def iemand_meet(self, wie: str, niveau: int) -> None:
        self.keten.meet(van=wie, adl=niveau)

    @rule(wie=WIE, plicht=st.sampled_from(Plicht))
    def iemand_escaleert_eerder(self, wie: str, plicht: Plicht) -> None:
        self.keten.escaleer(plicht, wie)

    @rule(wie=WIE)
    def iemand_legt_de_regie_neer(self, wie: str) -> None:
        self.keten.leg_regie_neer(wie)

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
            self.keten.lees(bericht.adres.ontvanger, bericht.adres.bericht_id, bericht.adres.onderdeel)

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
        assert _zonder_herstel(self.keten.d) == _zonder_herstel(was)
        assert self.keten.d.onderdelen == was.onderdelen

    def _na(self, seconden: int) -> None:
        self.keten.nu += timedelta(seconds=seconden)

    def _berichten(self) -> list[Bericht]:
        return [b for besluiten in self.keten.besluiten for b in besluiten if isinstance(b, Bericht)]

    # -- what always holds

    @invariant()
    def een_eigenaar(self) -> None:
        if self.keten.dossier is not None:
            assert self.keten.d.eigenaar in {*PARTIJEN, BEHEER}
            assert self.keten.d.regie is None or self.keten.d.regie.houder == self.keten.d.eigenaar
            assert self.keten.d.onderdelen

    @invariant()
    def niets_sluit_met_een_open_plicht(self) -> None:
        if self.keten.dossier is None:
            return
        d = self.keten.d
        assert d.gesloten <= (not d.verplichtingen and not d.wachtend)
        assert len(d.wachtend) <= MAX_WACHTEND
        if d.concept:  # nobody's yet: what is refused is to be repaired, what waits has a clock
            assert d.eigenaar == BEHEER
            assert {v.soort for v in d.verplichtingen} <= {Plicht.HERSTEL, Plicht.ESCALATIE}
            assert bool(d.wachtend) <= bool(d.wekkers)
            return
        for deel in d.onderdelen:
            eigen = [v for v in d.verplichtingen if v.onderdeel == deel.nummer]
            if deel.toestand in EINDTOESTANDEN or deel.toestand is Toestand.MONITORING:
                assert {v.soort for v in eigen} <= NA_AFLOOP
            elif deel.toestand is Toestand.AFGEWEZEN and ook_te_nemen(d, deel):  # others may take it
                assert {v.soort for v in eigen} <= {*NA_AFLOOP, Plicht.OPVOLGING}
            else:  # somebody still owes something, with a clock or already late
                assert any(v.volgende_op is not None or v.te_laat for v in eigen)
                assert any(bewaakt(v) for v in eigen)

    @invariant()
    def een_klok_staat_alleen_stil_zolang_er_om_aanvulling_gevraagd_is(self) -> None:
        if self.keten.dossier is None:
            return
        vraagt = {v.onderdeel for v in self.keten.d.verplichtingen if v.soort is Plicht.AANVULLING}
        for deel in self.keten.d.onderdelen:  # asked while it is worked on, it stays in its state
            assert (Toestand.AANVULLING_GEVRAAGD in (deel.toestand, *deel.vorige)) <= (deel.nummer in vraagt)
        for v in self.keten.d.verplichtingen:
            assert v.stil_sinds is None or (v.onderdeel in vraagt and v.volgende_op is None)

    @invariant()
    def een_heeft_het(self) -> None:
        """Of what was offered to several one has it at most, and then nobody else can take it or be asked."""
        if self.keten.dossier is None:
            return
        d = self.keten.d
        for deel in d.onderdelen:
            if deel.groep is None or deel.toestand in (*KAN_NEMEN, Toestand.AFGEWEZEN, *EINDTOESTANDEN):
                continue
            assert not gedeeld(d, deel)
        verleden = self.verleden[-1] if self.verleden else d
        for was in verleden.onderdelen:
            if was.toestand is Toestand.NIET_MEER_BESCHIKBAAR:
                assert d.vind(was.nummer) == was

    @invariant()
    def geen_kandidaat_leest_over_een_ander(self) -> None:
        if not self.keten.besluiten or self.keten.dossier is None:
            return
        for b in self.keten.besluiten[-1]:
            overname = getattr(b, "plicht", None) is Plicht.REGIEOVERNAME  # who offered it knows to whom
            if isinstance(b, Bericht) and not isinstance(b, MeldRegie) and not overname:
                deel = self.keten.d.deel(b.adres.onderdeel)
                if deel is None or b.adres.ontvanger == deel.afzender:
                    continue
                anderen = mededingers(self.keten.d, deel.nummer)
                if b.adres.ontvanger in {*anderen, deel.ontvanger}:
                    genoemd = {getattr(b, veld, None) for veld in ("bij", "van", "debiteur")}
                    assert not genoemd & (anderen - {b.adres.ontvanger, deel.afzender})

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
        assert not ZONDER_POSTVAK & {b.adres.ontvanger for b in berichten}

    @invariant()
    def elk_record_heeft_een_oordeel(self) -> None:
        for feit, besluiten in zip(self.keten.feiten, self.keten.besluiten, strict=True):
            aantal = sum(isinstance(b, Oordeel) and b.over is None for b in besluiten)
            assert aantal == (feit.kop.herkomst is not None and not isinstance(feit, BerichtAfgekeurd))

    @invariant()
    def wat_wachtte_krijgt_een_oordeel_of_wacht_nog(self) -> None:
        """A verdict WACHT is replaced once, or its message still waits."""
        oordelen = [
            (b.over or feit.kop, b.uitslag)
            for feit, besluiten in zip(self.keten.feiten, self.keten.besluiten, strict=True)
            for b in besluiten
            if isinstance(b, Oordeel)
        ]
        wachtten = [kop.herkomst for kop, uitslag in oordelen if uitslag is Uitslag.WACHT]
        wacht = [w.feit.kop.herkomst for w in self.keten.d.wachtend] if self.keten.dossier else []
        for herkomst in wachtten:
            anders = [u for kop, u in oordelen if kop.herkomst == herkomst and u is not Uitslag.WACHT]
            assert len(anders) == (herkomst not in wacht)

    def teardown(self) -> None:
        if self.keten.dossier is None:
            return
        dossier, besluiten = speel_na(self.keten)
        assert dossier == self.keten.dossier
        assert besluiten == self.keten.besluiten
        for feit in self.keten.feiten:  # any prefix of it, read again
            if isinstance(feit, PlichtKwijtgescholden | HerstelAfgedaan):
                continue  # beheer's has no position of a partner; its own place in the log tells a re-read
            opnieuw, niets = verwerk(self.keten.dossier, feit, self.keten.inrichting)
            assert opnieuw is self.keten.dossier
            assert niets == ()


def _zonder_herstel(dossier: Dossier) -> list[Verplichting]:
    """Another content under a known id is refused, and that is to be repaired; nothing else may change."""
    return [v for v in dossier.verplichtingen if v.soort is not Plicht.HERSTEL]


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
TestKetens = pytest.mark.geduld(pytest.mark.timeout(120)(Ketens.TestCase))
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
