"""Promises of the watermarks: never said too early, never gone back, one topic's delay is its own."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from keten.platform.motor.envelop import debiteur_id
from keten.platform.motor.poorten import Record
from keten.platform.motor.watermerken import WatermerkLezer
from keten.platform.motor.watermerkgever import Watermerkgever


def test_a_mark_holds_once_the_end_is_reached() -> None:
    gever = Watermerkgever()
    gever.vraag(1000, {"mee": 5, "cjg": 0})
    gever.bereikt({"mee": 4, "cjg": 0})
    assert gever.neem_nieuwe() == {"cjg": 1000}
    assert gever.neem_nieuwe() == {}
    gever.bereikt({"mee": 5})
    assert gever.neem_nieuwe() == {"mee": 1000}


def test_a_waiting_end_is_not_replaced_by_a_later_one() -> None:
    """Otherwise a busy topic would never get a mark."""
    gever = Watermerkgever()
    gever.vraag(1000, {"mee": 5})
    assert gever.te_vragen({"mee", "cjg"}) == {"cjg"}
    gever.vraag(2000, {"mee": 9})
    gever.bereikt({"mee": 6})
    assert gever.neem_nieuwe() == {"mee": 1000}


def test_a_new_assignment_waits_for_nothing_old() -> None:
    gever = Watermerkgever()
    gever.vraag(1000, {"mee": 5})
    gever.begin({"cjg"})
    gever.bereikt({"mee": 9})
    assert gever.neem_nieuwe() == {}


@settings(deadline=None)  # a busy machine is no fault
@given(st.lists(st.tuples(st.sampled_from(["komt", "lees", "vraag"]), st.integers(1, 3)), max_size=60))
def test_never_says_more_than_was_read(stappen: list[tuple[str, int]]) -> None:
    """Against a model of one topic: what arrived up to the mark is below the position."""
    gever = Watermerkgever()
    nu, positie = 1000, 0
    aankomst: list[int] = []
    for soort, n in stappen:
        nu += 1
        if soort == "komt":
            aankomst += [nu] * n
        elif soort == "lees":
            positie = min(len(aankomst), positie + n)
            gever.bereikt({"t": positie})
        else:
            gever.vraag(nu, {t: len(aankomst) for t in gever.te_vragen({"t"})})
        merk = gever.merk("t")
        assert merk is None or all(i < positie for i, moment in enumerate(aankomst) if moment <= merk)


def lezer() -> WatermerkLezer:
    return WatermerkLezer(
        {debiteur_id("mee"): "in.mee"}, lambda r: ((r.sleutel or b"").decode(), int(r.waarde or b""))
    )


def merk(topic: str, tot: int) -> Record:
    return Record("watermerken", 0, 0, topic.encode(), b"%d" % tot, (), 0)


def test_nothing_has_passed_before_the_marks_were_read_once() -> None:
    w = lezer()
    w.neem_op(merk("in.mee", 5000))
    assert not w.gepasseerd(debiteur_id("mee"), 4000)
    w._gelezen = True
    assert w.gepasseerd(debiteur_id("mee"), 5000)
    assert not w.gepasseerd(debiteur_id("mee"), 5001)


def test_a_debtor_without_topic_is_never_waited_for() -> None:
    assert lezer().gepasseerd(debiteur_id("bewoner"), 10**15)


def test_a_mark_never_goes_back() -> None:
    w = lezer()
    for tot in (5000, 3000):
        w.neem_op(merk("in.mee", tot))
    assert w.merken() == {"in.mee": 5000}


def test_debtor_ids_are_eight_bytes_and_fixed() -> None:
    """They stand in stored states, so they may never change."""
    assert debiteur_id("mee").hex() == "c7e2952b260a718f"
