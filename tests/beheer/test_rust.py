"""Shows when the demo may move the clock: when nothing is on its way, and not before."""

from __future__ import annotations

from dataclasses import replace

from beheer.spel.meter import Stand
from beheer.spel.rust import Blik

INNAME = Stand("inname", True, {("in.politie", 0): 3}, 0, None)
OPVOLGING = Stand("vraagopvolging", True, {("feiten", 0): 5, ("feiten", 1): 0}, 0, 1000)
BEWIJS = Stand("bezorging", True, {("uit.politie", 0): 4}, 0, None)
RUST = Blik(
    [INNAME, OPVOLGING, BEWIJS],
    {"politie": 4},
    {("in.politie", 0): 3, ("feiten", 0): 5, ("feiten", 1): 0, ("uit.politie", 0): 4},
)


def test_rest_is_when_all_is_read() -> None:
    """Every position at its end, nothing in hand, no alarm due: the next alarm is where to go."""
    assert RUST.wacht_op(999) == []
    assert RUST.volgende_wekker_ms() == 1000


def test_each_thing_still_to_be_done_is_named() -> None:
    """An engine behind or not ready, work in hand, a partner that reads, an alarm that is due."""
    achter = replace(INNAME, posities={("in.politie", 0): 2})
    bezig = replace(OPVOLGING, onderweg=1)
    for blik, woord in (
        (replace(RUST, standen=[achter, OPVOLGING, BEWIJS]), "leest in.politie"),
        (replace(RUST, standen=[INNAME, bezig, BEWIJS]), "onderhanden"),
        (replace(RUST, standen=[replace(INNAME, gereed=False), OPVOLGING, BEWIJS]), "nog niet gereed"),
        (replace(RUST, gelezen={"politie": 3}), "politie leest nog"),
        (replace(RUST, standen=None), "opstart"),
        (replace(RUST, standen=[OPVOLGING, BEWIJS]), "nog niemand leest in.politie"),
    ):
        assert any(woord in reden for reden in blik.wacht_op(999)), woord
    assert RUST.wacht_op(1000) == ["een wekker die moet gaan"]


def test_who_does_not_read_is_not_waited_for() -> None:
    """What a silent partner has not read is ripe for nobody, so it is no work that is still to be done."""
    blik = replace(
        RUST,
        standen=[INNAME, OPVOLGING, replace(BEWIJS, posities={("uit.politie", 0): 1})],
        gelezen={"politie": 1},
        zwijgers=frozenset({"politie"}),
    )
    assert blik.wacht_op(999) == []
