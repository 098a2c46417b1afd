"""Promises of the kernel: nothing twice, nothing lost, one bug one request, whatever the batches are."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keten.platform.motor.envelop import POSITIE, ontleed, wekker_kop
from keten.platform.motor.fouten import OnmogelijkRecordError
from keten.platform.motor.geheugenlog import GeenWatermerken, GeheugenOpslag
from keten.platform.motor.poorten import KernError, Record, Uitkomst, Uitvoer, Wek
from keten.platform.motor.volgkern import STATEN_PER_BEURT, VolgKern, Werk
from tests.motor.stappen import CJG, MEE, Telling, TelStap, feit

Kern = VolgKern[Telling, None]


def maak(cache: int = 50_000, opslag: GeheugenOpslag | None = None) -> tuple[Kern, GeheugenOpslag]:
    opslag = opslag or GeheugenOpslag()
    kern: Kern = VolgKern(TelStap("in", "uit", "klachten"), "in", cache=cache)
    kern.wijs_toe({0: opslag})
    kern.bouw(0, list(opslag.alles()))
    kern.gebouwd(0)
    return kern, opslag


def rec(
    offset: int, sleutel: bytes | None, waarde: bytes, koppen: tuple[tuple[str, bytes], ...] = ()
) -> Record:
    return Record("in", 0, offset, sleutel, waarde, koppen, 1000 + offset)


def leg_vast(kern: Kern, opslag: GeheugenOpslag, werken: Sequence[Werk[Telling]]) -> list[Uitvoer]:
    bundel = kern.bundel(werken)
    opslag.schrijf(bundel.rijen)
    kern.bevestig(bundel)
    return bundel.uitvoer


def doe(kern: Kern, opslag: GeheugenOpslag, *records: Record) -> list[bytes | None]:
    return [u.waarde for u in leg_vast(kern, opslag, [kern.beslis(0, records, None)])]


def test_position_travels_with_the_state() -> None:
    kern, opslag = maak()
    assert kern.positie(0) is None
    assert doe(kern, opslag, rec(0, b"a", feit("x")), rec(4, b"b", feit("x"))) == [b"a|ack|x|1", b"b|ack|x|1"]
    assert kern.positie(0) == 5


def test_replayed_record_is_skipped() -> None:
    """After a restart that reads again, an applied offset gives nothing."""
    kern, opslag = maak()
    doe(kern, opslag, rec(0, b"a", feit("x")), rec(1, b"a", feit("y")))
    nieuw, _ = maak(opslag=opslag)
    assert doe(nieuw, opslag, rec(0, b"a", feit("x")), rec(1, b"a", feit("y")), rec(2, b"a", feit("z"))) == [
        b"a|ack|z|3"
    ]
    assert nieuw.tellers.herhalingen == 2


def test_last_state_wins_and_is_written_once() -> None:
    kern, _ = maak()
    werken = [kern.beslis(0, [rec(i, b"a", feit(f"f{i}"))], None) for i in range(3)]
    bundel = kern.bundel(werken)
    assert [u.waarde for u in bundel.uitvoer] == [b"a|ack|f0|1", b"a|ack|f1|2", b"a|ack|f2|3"]
    assert set(bundel.rijen) == {b"a", POSITIE}
    assert ontleed(bundel.rijen[b"a"])[0] == 2
    assert bundel.volgende == 3


def test_states_are_written_in_turns() -> None:
    """However many states a transaction has, the loop breathes between them; the bytes are the same."""
    kern, _ = maak()
    werk = kern.beslis(0, [rec(i, b"k%d" % i, feit("x")) for i in range(2 * STATEN_PER_BEURT + 1)], None)
    bundel = kern.voeg_samen([werk])
    stand = [len(bundel.rijen) for _ in kern.schrijf(bundel)]
    assert stand == [STATEN_PER_BEURT, 2 * STATEN_PER_BEURT]
    assert bundel == kern.bundel([werk])


def test_overlay_is_read_before_the_store_confirms() -> None:
    """Deciding runs ahead of the transactions, also when the cache forgot."""
    kern, opslag = maak(cache=1)
    werken = [kern.beslis(0, [rec(i, b"k%d" % (i % 5), feit(f"f{i}"))], None) for i in range(20)]
    assert not opslag.rijen
    assert [u.waarde for u in leg_vast(kern, opslag, werken)][-1] == b"k4|ack|f19|4"


def test_cache_is_bounded() -> None:
    kern, opslag = maak(cache=10)
    for i in range(0, 1000, 5):
        doe(kern, opslag, *[rec(i + j, b"k%d" % (i + j), feit("x")) for j in range(5)])
    assert len(kern._cache[0]) <= 2 * 10 + 2 * 5
    assert not kern._onbevestigd[0]


def test_refused_keys_stop_the_process() -> None:
    kern, _ = maak()
    for sleutel in (None, POSITIE):
        with pytest.raises(OnmogelijkRecordError):
            kern.beslis(0, [rec(0, sleutel, feit("x"))], None)


class TestIsolation:
    def test_one_key_stops_and_the_others_flow(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", 5000)))
        uit = doe(
            kern, opslag, rec(1, b"a", feit("y", stuk=True)), rec(2, b"b", feit("y")), rec(3, b"a", feit("z"))
        )
        assert uit == [b"1|eerste", b"b|ack|y|1", b"3|later"]
        gelezen, vanaf, wekkers, inhoud = ontleed(opslag.rijen[b"a"])
        assert (gelezen, vanaf, wekkers) == (3, 1, ())
        assert kern.stap.laad(inhoud) == Telling(("x",), ((f"x/{MEE.hex()}", 5000),), 1)
        assert kern.tellers.geisoleerd == 2

    def test_rings_no_more(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", 5000)), rec(1, b"a", feit("y", stuk=True)))
        assert kern.wek(9999, GeenWatermerken()) == []
        assert kern.wiel.volgende_ms() is None
        assert doe(kern, opslag, rec(2, b"a", b'{"wekker": 5000}', (wekker_kop(Wek(MEE, 5000)),))) == []

    def test_survives_a_restart_and_a_repeat(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", stuk=True)))
        nieuw, _ = maak(opslag=opslag)
        assert doe(nieuw, opslag, rec(0, b"a", feit("x", stuk=True)), rec(1, b"a", feit("y"))) == [b"1|later"]

    def test_any_other_exception_gets_out(self) -> None:
        kern, _ = maak()
        with pytest.raises(ValueError, match="Expecting"):
            kern.beslis(0, [rec(0, b"a", b"not json")], None)

    @pytest.mark.parametrize(
        "wekkers",
        [
            tuple(Wek(b"%08d" % i, 5000) for i in range(256)),
            (Wek(b"short", 5000),),
            (Wek(MEE, 5000), Wek(MEE, 6000)),
        ],
    )
    def test_alarms_that_cannot_be_kept(
        self, wekkers: tuple[Wek, ...], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def stap(*_: object) -> Uitkomst[Telling]:
            return Uitkomst(Telling(), wekkers)

        monkeypatch.setattr(TelStap, "stap", stap)
        kern, opslag = maak()
        assert doe(kern, opslag, rec(0, b"a", feit("x"))) == [b"0|eerste"]

    def test_an_alarm_that_does_not_move_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stap(*_: object) -> Uitkomst[Telling]:
            return Uitkomst(Telling(), (Wek(MEE, 5000),))

        monkeypatch.setattr(TelStap, "stap", stap)
        kern, opslag = maak()
        assert doe(kern, opslag, rec(0, b"a", feit("x"))) == []
        (werk,) = kern.wek(5000, GeenWatermerken())
        assert doe(kern, opslag, rec(1, b"a", b"{}", werk.uitvoer[0].koppen)) == [b"1|eerste"]

    def test_reason_is_given_only_for_the_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        fouten: list[KernError | None] = []

        def isoleer(
            _stap: object, _toestand: object, _record: Record, fout: KernError | None
        ) -> Sequence[Uitvoer]:
            fouten.append(fout)
            return []

        monkeypatch.setattr(TelStap, "isoleer", isoleer)
        kern, opslag = maak()
        doe(kern, opslag, *[rec(i, b"a", feit("x", stuk=True)) for i in range(3)])
        assert [type(f) for f in fouten] == [KernError, type(None), type(None)]


class TestAlarm:
    def test_rings_as_a_record_of_our_own_topic(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", 5000)))
        assert kern.wek(4999, GeenWatermerken()) == []
        (werk,) = kern.wek(5000, GeenWatermerken())
        assert (werk.partitie, werk.volgende) == (0, None)
        (uit,) = werk.uitvoer
        assert (uit.topic, uit.sleutel, uit.partitie) == ("in", b"a", 0)
        assert uit.koppen == (wekker_kop(Wek(MEE, 5000)),)
        leg_vast(kern, opslag, [werk])
        assert kern.positie(0) == 1, "an alarm on its way out moves no position"
        assert kern.wek(9999, GeenWatermerken()) == [], "rings once"
        assert doe(kern, opslag, rec(1, b"a", uit.waarde or b"", uit.koppen)) == [b"a|esc|x|2"]
        assert kern.wiel.volgende_ms() is None

    def test_stale_or_double_is_dropped_and_position_moves(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", 5000)))
        kop = (wekker_kop(Wek(MEE, 5000)),)
        assert doe(kern, opslag, rec(1, b"a", b'{"wekker": 5000}', kop)) == [b"a|esc|x|2"]
        assert doe(kern, opslag, rec(2, b"a", b'{"wekker": 5000}', kop)) == []
        assert doe(kern, opslag, rec(3, b"a", b'{"wekker": 6000}', (wekker_kop(Wek(CJG, 6000)),))) == []
        assert kern.positie(0) == 4
        assert kern.tellers.wekkers_verlopen == 2

    def test_per_debtor(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", 5000, MEE)), rec(1, b"a", feit("y", 5000, CJG)))
        (werk,) = kern.wek(5000, GeenWatermerken())
        assert [u.koppen[0][1] for u in werk.uitvoer] == [b"%s:5000" % d.hex().encode() for d in (CJG, MEE)]

    def test_found_again_after_a_restart(self) -> None:
        kern, opslag = maak()
        doe(kern, opslag, rec(0, b"a", feit("x", 5000)))
        nieuw, _ = maak(opslag=opslag)
        assert nieuw.wiel.volgende_ms() == 5000
        assert len(nieuw.wek(5000, GeenWatermerken())) == 1


REEKS = st.lists(
    st.tuples(st.sampled_from([b"a", b"b", b"c"]), st.integers(0, 9), st.booleans()), min_size=1, max_size=40
)


@settings(deadline=None)  # a busy machine is no fault
@given(REEKS, st.data())
def test_any_split_into_batches_and_bundles_gives_the_same(
    reeks: list[tuple[bytes, int, bool]], data: st.DataObject
) -> None:
    """Outputs, their order and the stored states do not depend on how records were batched, bundled or
    cached.
    """
    records = [
        rec(i, s, feit(f"f{n}", 2000 + n, stuk=stuk and n == 0)) for i, (s, n, stuk) in enumerate(reeks)
    ]
    kern, opslag = maak()
    verwacht = doe(kern, opslag, *records)

    kern, gesplitst = maak(cache=data.draw(st.integers(1, 4)))
    gekregen: list[bytes | None] = []
    wacht: list[Werk[Telling]] = []
    while records:
        n = data.draw(st.integers(1, len(records)))
        wacht.append(kern.beslis(0, records[:n], None))
        del records[:n]
        if data.draw(st.booleans()):
            gekregen += [u.waarde for u in leg_vast(kern, gesplitst, wacht)]
            wacht = []
            if data.draw(st.booleans()):
                kern, _ = maak(opslag=gesplitst)
    if wacht:
        gekregen += [u.waarde for u in leg_vast(kern, gesplitst, wacht)]
    assert gekregen == verwacht
    assert gesplitst.rijen == opslag.rijen
