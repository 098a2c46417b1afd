"""Understands that nobody drowns in reminders: so many in an hour, the urgent first, and none is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beheer.keten_in_geheugen import KetenDriver
from bezorging.aanmanen import MEESTE, UUR_MS, Aanmaning, neem_aan, neem_beurt, verstuurd
from bezorging.stap import BezorgStap
from keten.contract.berichten.intern.opdracht_escalatie_ingezet import (
    EscalatieIngezetGegevens,
    OpdrachtEscalatieIngezet,
)
from keten.contract.berichten.intern.opdracht_herinnering_verstuurd import (
    HerinneringVerstuurdGegevens,
    OpdrachtHerinneringVerstuurd,
)
from keten.contract.codec import Schemas
from keten.contract.toestand import Aanmaanstand, Postvak, postvak_naar_bytes, postvak_van_bytes
from keten.domein.begrippen import Plicht, Urgentie
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.klok import HandKlok
from keten.platform.kluis import GeheugenKluis
from keten.platform.motor.geheugen import GeheugenLog, GeheugenVolger
from keten.platform.uitvoer import BERICHTEN, opdracht_uitvoer
from tests.inrichting.kopie import Kopie
from tests.processen.conftest import VRIJDAG
from tests.processen.echte_keten import EchteKeten
from tests.processen.partner import MELDPUNT, als_json, melding
from tests.scenario.verhaal import Verhaal, kort

_RUIMTE = UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)
HALVERWEGE = datetime(2026, 11, 15, 4, 0, tzinfo=UTC)
"""Half the term of receipt, of what is reported on VRIJDAG."""


def _ms(op: datetime) -> int:
    return (op - _BEGIN) // timedelta(milliseconds=1)


T0_MS = _ms(VRIJDAG)


def _op(ms: int) -> datetime:
    return _BEGIN + timedelta(milliseconds=ms)


def _opdracht(
    nummer: int,
    *,
    zaak: int = 0,
    urgentie: Urgentie = Urgentie.ROUTINE,
    escalatie: bool = False,
    uiterlijk: datetime = VRIJDAG,
    op: datetime = VRIJDAG,
) -> Aanmaning:
    soort = OpdrachtEscalatieIngezet if escalatie else OpdrachtHerinneringVerstuurd
    wat = {"plicht": Plicht.BESLUIT, "debiteur": "wip", "uiterlijk": uiterlijk, "urgentie": urgentie}
    return soort(
        bericht_id=uuid5(_RUIMTE, f"b{nummer}"),
        ontvanger=MELDPUNT,
        verzoek_id=uuid5(_RUIMTE, f"z{zaak}"),
        onderdeel=1,
        nu=op,
        oorzaak=uuid5(_RUIMTE, f"o{nummer}"),
        gegevens=EscalatieIngezetGegevens(**wat, niveau=1, rol="coordinator", bevestigen_uiterlijk=uiterlijk)
        if escalatie
        else HerinneringVerstuurdGegevens(**wat, te_laat=False),
    )


# -- one receiver, by itself


@dataclass(frozen=True, slots=True)
class Beurt:
    """A turn as it stands in the log."""

    nummer: int
    nu: int


@dataclass(slots=True)
class Post:
    """The records of one receiver, read one at a time, however late; alarms are written when they are due."""

    per_uur: int
    nu: int = T0_MS
    stand: Aanmaanstand = field(default_factory=Aanmaanstand)
    log: list[Aanmaning | Beurt | tuple[bytes, ...]] = field(default_factory=list)
    uit: list[tuple[int, bytes]] = field(default_factory=list)
    _gegaan: int = 0

    def wek(self) -> bool:
        """Writes the turn that is due, as it would: once, stamped now."""
        stand = self.stand
        if stand.wekt_op_ms is None or stand.wekt_op_ms > self.nu or self._gegaan == stand.beurt:
            return False
        self._gegaan = stand.beurt
        self.log.append(Beurt(stand.beurt, self.nu))
        return True

    def lees(self) -> bool:
        if not self.log:
            return False
        record = self.log.pop(0)
        los: Sequence[bytes] = ()
        if isinstance(record, Beurt):
            if self.stand.wekt_op_ms is not None and record.nummer == self.stand.beurt:
                self.stand, los = neem_beurt(self.stand, record.nu, self.per_uur)
        elif isinstance(record, tuple):
            self.uit += [(self.nu, o) for o in record]
            self.stand = verstuurd(self.stand, len(record), self.nu)
        else:
            rauw = record.bericht_id.bytes
            self.stand, los = neem_aan(self.stand, record, rauw, self.nu)
        if los:
            self.log.append(tuple(los))
        return True

    def tot_rust(self) -> None:
        while True:
            while self.wek() or self.lees():
                pass
            if self.stand.wekt_op_ms is None:
                return
            self.nu = max(self.nu, self.stand.wekt_op_ms)


STAPPEN = st.lists(
    st.one_of(
        st.tuples(
            st.just("komt"),
            st.integers(0, 6),
            st.sampled_from(list(Urgentie)),
            st.booleans(),
        ),
        st.tuples(st.just("tijd"), st.sampled_from([1, 60_000, UUR_MS // 2, UUR_MS - 1, UUR_MS, 5 * UUR_MS])),
        st.just(("wek",)),
        st.just(("lees",)),
    ),
    max_size=60,
)


@given(stappen=STAPPEN, per_uur=st.integers(1, 4))
def test_in_geen_uur_meer(stappen: list[tuple[object, ...]], per_uur: int) -> None:
    """However late each record is read: in no sixty minutes more than the cap, and nothing lost or twice."""
    post = Post(per_uur)
    gekomen: list[Aanmaning] = []
    for stap in stappen:
        match stap:
            case ("komt", int(zaak), Urgentie() as urgentie, bool(escalatie)):
                opdracht = _opdracht(len(gekomen), zaak=zaak, urgentie=urgentie, escalatie=escalatie)
                gekomen.append(opdracht)
                post.log.append(opdracht)
            case ("tijd", int(ms)):
                post.nu += ms
            case ("wek",):
                post.wek()
            case _:
                post.lees()
    post.tot_rust()
    momenten = [op for op, _ in post.uit]
    for begin in momenten:
        assert sum(begin <= op < begin + UUR_MS for op in momenten) <= per_uur
    uit = [rauw for _, rauw in post.uit]
    assert len(uit) == len(set(uit))
    for i, opdracht in enumerate(gekomen):
        later = any(o.verzoek_id == opdracht.verzoek_id for o in gekomen[i + 1 :])
        overtreft = isinstance(opdracht, OpdrachtHerinneringVerstuurd) and later
        assert opdracht.bericht_id.bytes in uit or overtreft
    assert post.stand.wachtend == ()
    assert (post.stand.onderweg, post.stand.ongeteld) == (0, 0)


def test_het_dringendste_eerst() -> None:
    """By urgency; then a person who must act before a debtor who must; then what was due first."""
    later = VRIJDAG + timedelta(days=1)
    rij = [
        _opdracht(0, zaak=0, uiterlijk=later),
        _opdracht(1, zaak=1),
        _opdracht(2, zaak=2, urgentie=Urgentie.SPOED, uiterlijk=later),
        _opdracht(3, zaak=3, escalatie=True, uiterlijk=later),
        _opdracht(4, zaak=4, urgentie=Urgentie.CRISIS, uiterlijk=later),
        _opdracht(5, zaak=5, urgentie=Urgentie.SPOED, escalatie=True, uiterlijk=later),
    ]
    post = Post(per_uur=1, log=[*rij])
    post.tot_rust()
    nummers = {o.bericht_id.bytes: i for i, o in enumerate(rij)}
    assert [nummers[rauw] for _, rauw in post.uit] == [4, 5, 2, 3, 1, 0]
    assert [(op - T0_MS) // UUR_MS for op, _ in post.uit] == [0, 1, 2, 3, 4, 5]


def test_een_volgende_trede_haalt_een_wachtende_herinnering_in() -> None:
    """Two steps of one duty after an outage of delivery: only the later goes. Escalations all go."""
    post = Post(per_uur=9)
    post.log += [_opdracht(0), _opdracht(1), _opdracht(2, escalatie=True), _opdracht(3, escalatie=True)]
    post.log += [_opdracht(4, zaak=1)]
    post.tot_rust()
    assert {rauw for _, rauw in post.uit} == {_opdracht(n).bericht_id.bytes for n in (2, 3, 4)}


def test_vol_is_niet_kwijt() -> None:
    """More than may wait: the most urgent goes beyond the cap, at once, and the state stays bounded."""
    post = Post(per_uur=1)
    post.log += [_opdracht(n, zaak=n) for n in range(MEESTE + 5)]
    while post.lees():
        assert len(post.stand.wachtend) <= MEESTE
    assert [rauw for _, rauw in post.uit] == [_opdracht(n).bericht_id.bytes for n in range(5)]
    post.tot_rust()
    assert len(post.uit) == MEESTE + 5


def test_de_stand_overleeft_opslaan(schemas: Schemas) -> None:
    """What waits, and what an hour has seen, comes back from the store as it went in."""
    post = Post(per_uur=1)
    post.log += [_opdracht(n, zaak=n, urgentie=u) for n, u in enumerate(Urgentie)]
    while post.wek() or post.lees():
        pass
    assert post.stand.wachtend
    assert post.stand.gegeven
    postvak = Postvak(volgnummer=3, aanmanen=post.stand)
    assert postvak_van_bytes(postvak_naar_bytes(postvak, schemas), schemas) == postvak


# -- the step, and the whole chain


def _met_grens(inrichtingen: Inrichtingen, per_uur: int) -> Inrichtingen:
    return Inrichtingen(
        tuple(
            replace(
                versie,
                partijen={
                    code: replace(partij, aanmaningen_per_uur=per_uur) if code == MELDPUNT else partij
                    for code, partij in versie.partijen.items()
                },
            )
            for versie in inrichtingen.versies
        )
    )


async def test_na_een_storing_van_bezorging(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """Delivery was down for two days while all else ran: one message per duty, and no more than the cap."""
    klok = HandKlok(T0_MS)
    log = GeheugenLog(klok)
    log.maak(BERICHTEN, 1)
    log.maak(f"uit.{MELDPUNT}")
    for n in range(5):
        op = VRIJDAG + timedelta(hours=9 * n)
        for stap in range(2):
            opdracht = _opdracht(10 * n + stap, zaak=n, op=op + timedelta(hours=stap))
            log.voeg_toe(opdracht_uitvoer(opdracht, schemas))
    klok.stand_ms += 48 * UUR_MS
    keten = KetenDriver(inrichtingen, schemas, begin=VRIJDAG)
    bezorgen = BezorgStap(_met_grens(inrichtingen, 2), schemas, keten.tokens, keten.ids, GeheugenKluis())
    volger = GeheugenVolger(log, bezorgen, BERICHTEN, app_id="b")

    uren: list[int] = []
    while True:
        while await volger.vuur_wekkers(klok.stand_ms) or await volger.draai_leeg():
            pass
        uren.append(log.einde(f"uit.{MELDPUNT}"))
        volgende = volger.volgende_wekker_ms()
        if volgende is None:
            break
        klok.stand_ms = volgende
    assert uren == [2, 4, 5]
    assert klok.stand_ms - T0_MS == (48 + 2) * UUR_MS


@pytest.mark.parametrize("punt", ["beslist", "bevestigd", "geschreven"])
async def test_een_val_verandert_niets(inrichtingen: Inrichtingen, schemas: Schemas, punt: str) -> None:
    """Bezorging falls again and again while reminders wait: the same messages, numbers, moments and bytes."""

    async def speel(vallen: int) -> list[tuple[datetime, tuple[object, ...], bytes | None]]:
        keten = KetenDriver(_met_grens(inrichtingen, 2), schemas, begin=VRIJDAG)
        verhaal = Verhaal(keten)
        for n in range(5):
            await verhaal.meldt(kenmerk=f"POL-{n}")
        for _ in range(40):
            keten.laat_vallen("bezorging", *[punt] * vallen)
            await verhaal.na(hours=6)
        return [(u.op, u.record.koppen, u.record.waarde) for u in keten.lees(MELDPUNT)]

    assert await speel(3) == await speel(0)


async def test_wat_geen_aanmaning_is_wacht_nooit(inrichtingen: Inrichtingen, schemas: Schemas) -> None:
    """While reminders wait for their hour, a hand-over and an acknowledgement come at once."""
    keten = KetenDriver(_met_grens(inrichtingen, 1), schemas, begin=VRIJDAG)
    verhaal = Verhaal(keten)
    for n in range(4):
        await verhaal.meldt(kenmerk=f"POL-{n}")
    await keten.verstrijk_tot(HALVERWEGE)
    herinneringen = [u for u in keten.lees(MELDPUNT) if kort(u) == "herinnering.verstuurd"]
    assert [u.op for u in herinneringen] == [HALVERWEGE]
    await verhaal.meldt(kenmerk="POL-9")
    assert kort(keten.lees(MELDPUNT)[-1]) == "melding.doorgezet"
    token = keten.lees(MELDPUNT)[0].gebeurtenis.subject
    await keten.breng(MELDPUNT, *als_json(MELDPUNT, "ontvangst.bevestigd", {}, id="o", subject=token))
    assert kort(keten.lees(MELDPUNT)[-1]) == "ontvangst.vastgelegd"
    await verhaal.na(hours=4)
    uren = [u.op - HALVERWEGE for u in keten.lees(MELDPUNT) if kort(u) == "herinnering.verstuurd"]
    assert uren[:4] == [timedelta(hours=n) for n in range(4)]


async def test_na_een_storing_van_alles_een_bericht_per_plicht(
    inrichtingen: Inrichtingen, schemas: Schemas
) -> None:
    """Three weeks of outage of ours, every step of every ladder missed: one message per duty and receiver,
    and the next no sooner than the distance between two steps.
    """
    keten = KetenDriver(inrichtingen, schemas, begin=VRIJDAG)
    await keten.breng("politie", *als_json("politie", "melding.gedaan", melding("POL-1"), id="m1"))
    keten.klok.stand_ms += 21 * 24 * UUR_MS
    terug = keten.nu
    await keten.verstrijk_tot(terug + timedelta(seconds=1))  # one alarm per debtor after another

    def aanmaningen() -> list[tuple[str, str, datetime]]:
        return [
            (partner, u.gegevens["plicht"], u.op)
            for partner in keten.partners
            for u in keten.lees(partner)
            if kort(u) in ("herinnering.verstuurd", "escalatie.ingezet")
        ]

    na_storing = aanmaningen()
    assert len({(partner, plicht) for partner, plicht, _ in na_storing}) == len(na_storing)
    assert {plicht for _, plicht, _ in na_storing} >= {"ONTVANGST", "BESLUIT"}
    await keten.verstrijk_tot(terug + timedelta(hours=10))
    assert aanmaningen() == na_storing


@pytest.mark.broker
@pytest.mark.timeout(300)
def test_op_een_echte_kafka(tmp_path: Path) -> None:
    """Three reminders due at once, one allowed an hour, delivery killed between two: one an hour, no gap."""
    kopie = Kopie.maak(tmp_path)
    kopie.vervang("v1/ladder.yaml", "aanmaningen_per_uur: 60", "aanmaningen_per_uur: 1")
    with EchteKeten(tmp_path, VRIJDAG, inrichting=kopie.map) as keten:
        for n in range(3):
            keten.stuur("politie", *als_json("politie", "melding.gedaan", melding(f"Z-{n}"), id=f"m{n}"))
        keten.spoel()
        keten.wacht_tot(lambda: keten.aantal("melding.doorgezet") == 3, "the hand-overs")
        verwacht = 0
        while verwacht < 3:
            wekker = keten.tot_rust()
            assert wekker is not None
            assert _herinneringen(keten) == verwacht
            keten.kill("bezorging")
            keten.klok.zet(wekker)
            verwacht += 1
            keten.wacht_tot(lambda n=verwacht: _herinneringen(keten) == n, "the next reminder")  # type: ignore[misc]
        assert keten.klok.nu_ms() == _ms(HALVERWEGE) + 2 * UUR_MS
        nummers = [int(p.gebeurtenis.uitbreidingen["sequence"]) for p in keten.post(MELDPUNT)]
        assert nummers == list(range(1, len(nummers) + 1))


def _herinneringen(keten: EchteKeten) -> int:
    return sum(p.soort == "herinnering.verstuurd" for p in keten.post(MELDPUNT))
