"""Understands the weather of one run: what befalls processes, clocks, vault and rules, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from tests.simulatie.gedrag import DAG, MINUUT
from tests.simulatie.groep import Groep, Werker
from tests.simulatie.kernfout import herstel
from tests.simulatie.lezers import Plan
from tests.simulatie.opstelling import TOESTAND, Opstelling
from tests.simulatie.storing import Storing

Val = Callable[[Werker, int], None]
"""This worker falls, and stays down for at least so many hours."""


class Weer:
    """`toeval` is shared with the world, whose restarts take their time by it."""

    def __init__(
        self,
        storing: Storing,
        toeval: Random,
        opstelling: Opstelling,
        groepen: Sequence[Groep],
        plan: Plan,
        val: Val,
    ) -> None:
        self._storing, self._toeval, self._opstelling = storing, toeval, opstelling
        self._groepen, self._plan, self._val = groepen, plan, val
        self._werkers = [w for g in groepen for w in g.werkers]

    def begin(self, lengte_ms: int) -> None:
        """All that is to happen in a run of this length on the agenda."""
        toeval = self._toeval
        for _ in range(toeval.randint(2, 14)):
            self._plan(toeval.randint(0, lengte_ms), self._herverdeel)
            self._plan(toeval.randint(0, lengte_ms), self._verzet_een_klok)
        for _ in range(2):
            self._plan(toeval.randint(0, lengte_ms), self._val_lang_uit)
            self._plan(toeval.randint(0, lengte_ms), self._sluit_de_kluis)
        self._plan(toeval.randint(lengte_ms // 5, lengte_ms), self._herstel_de_kern)
        nu_ms = self._opstelling.klok.nu_ms()
        for werker in self._werkers:
            laat_ms = self._opstelling.laat_tot_ms.get(werker.naam)
            if laat_ms is not None:
                self._plan(max(0, laat_ms - nu_ms), partial(self._rol_uit, werker))

    def klaar_op(self) -> None:
        """It clears up: what was away is back, and what was broken is repaired."""
        self._open_de_kluis()
        self._herstel_de_kern()

    def _herverdeel(self) -> None:
        if self._storing.slaat_toe("herverdeling", 0.7):
            self._toeval.choice(self._groepen).verdeel()

    def _verzet_een_klok(self) -> None:
        if self._storing.slaat_toe("klok", 0.7):
            klok = self._toeval.choice(self._werkers).klok
            klok.afwijking_ms = self._toeval.choice((0, -4000, -500, 700, 4000, 9000))

    def _val_lang_uit(self) -> None:
        """One process, or all of them, for up to a day and a half."""
        if self._storing.slaat_toe("uitval", 0.5):
            uren = self._toeval.choice((2, 12, 24, 36))
            weg = self._groepen if self._toeval.random() < 0.5 else [self._toeval.choice(self._groepen)]
            for werker in [w for g in weg for w in g.werkers if not w.weg]:
                self._val(werker, uren)

    def _sluit_de_kluis(self) -> None:
        if self._storing.slaat_toe("kluis", 0.7):
            self._opstelling.kluis.weg = True
            self._plan(self._toeval.randint(1, 30) * MINUUT, self._open_de_kluis)

    def _open_de_kluis(self) -> None:
        self._opstelling.kluis.weg = False

    def _rol_uit(self, werker: Werker) -> None:
        """The newest rules reach a worker that did not have them yet."""
        if not werker.weg and self._storing.slaat_toe("inrichting", 1.0):
            self._val(werker, 0)

    def _herstel_de_kern(self) -> None:
        """The repaired version runs; people repair what it had isolated, and look again later."""
        self._opstelling.kernfout.hersteld = True
        iets = herstel(self._opstelling.log, TOESTAND)
        self._plan(20 * MINUUT if iets else DAG, self._herstel_de_kern)
