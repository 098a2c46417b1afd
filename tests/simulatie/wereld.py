"""Understands the world of one run: whose turn it is, what time it is, and what goes wrong.

Nothing happens by itself. A turn is one stretch of one worker, from a point to the next. Where no worker has
anything to do, the clock jumps to what is next on the agenda: a partner, an alarm, a restart.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final, cast

from keten.contract.codec import Schemas
from keten.platform.fouten import TijdelijkError
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.klok import HandKlok
from keten.platform.motor.fouten import KlokError, VerstotenError
from tests.simulatie.gedrag import DAG, MINUUT, UUR
from tests.simulatie.groep import Groep, Werker
from tests.simulatie.kernfout import Kernfout
from tests.simulatie.omzetter import SimOmzetter
from tests.simulatie.opstelling import IDS, TOKENS, WERKERS, Bouwdoos, Opstelling
from tests.simulatie.overtreding import Gevallen, Overtreding, SchrijfMislukt
from tests.simulatie.recept import Recept
from tests.simulatie.regels import met_nieuwe_versie
from tests.simulatie.simkluis import SimKluis
from tests.simulatie.simlog import SimLog
from tests.simulatie.stad import Stad
from tests.simulatie.storing import Storing
from tests.simulatie.toeval import Toeval
from tests.simulatie.toezicht import Toezicht
from tests.simulatie.volger import SimVolger
from tests.simulatie.weer import Weer

BEGIN_MS: Final = int(datetime(2026, 11, 13, 7, 0, tzinfo=UTC).timestamp() * 1000)
"""A Friday in winter: eight o'clock in Dordrecht."""

ZELDEN: Final = 0.004
VAAK_VOLGEN: Final = 0.05
VAAK_OMZETTEN: Final = 0.2
"""How often a worker falls at a point, and those of the unlucky kind of process, which have fewer points."""

MERKEN_ELKE_MS: Final = 1000
MEESTE_BEURTEN: Final = 400_000
SESSIE_MS: Final = 45_000
UITLOOP_MS: Final = 10 * UUR
"""After the last fault: whoever was held back for its rubbish is let go a few times in that time."""


class Wereld:
    """One run, from `speel` to its end. Raises Overtreding the moment that a promise is broken."""

    def __init__(
        self, recept: Recept, inrichtingen: Inrichtingen, schemas: Schemas, doos: Bouwdoos | None = None
    ) -> None:
        self.recept = recept
        self.toeval = Toeval(recept.zaad)
        self.storing = Storing(recept, self.toeval)
        self.klok = HandKlok(BEGIN_MS)
        self._weer = self.toeval.tak("weer")
        self._tot_ms = BEGIN_MS + recept.dagen * DAG
        laat = dict[str, int]()
        if "inrichting" in recept.storingen:
            vanaf_ms = BEGIN_MS + self._weer.randint(6 * UUR, recept.dagen * DAG)
            vanaf = datetime.fromtimestamp(vanaf_ms / 1000, UTC)
            inrichtingen = met_nieuwe_versie(inrichtingen, vanaf)
            laat = {f"vraagopvolging-{i}": vanaf_ms + self._weer.randint(-6, 1) * UUR for i in range(WERKERS)}
        self.kernfout = Kernfout(recept.zaad, self.storing)
        self.toezicht = Toezicht(inrichtingen, schemas, TOKENS, IDS, self.klok)
        self.toezicht.kan_ziek_zijn = self.kernfout.kan_treffen
        self.log = SimLog(self.klok, self.toezicht)
        self.opstelling = Opstelling(
            inrichtingen,
            schemas,
            self.log,
            self.klok,
            self.toeval,
            self.storing,
            self.kernfout,
            SimKluis(self.storing),
            doos or Bouwdoos(),
            laat,
        )
        self.opstelling.maak_topics()
        self.groepen = self.opstelling.groepen()
        self.stad = Stad(
            recept, self.toeval, inrichtingen, TOKENS, self.log, self.toezicht, self.storing, self.plan
        )
        self.beurten = 0
        self._agenda: list[tuple[int, int, Callable[[], None]]] = []
        self._nummer = 0
        self._beurt = self.toeval.tak("beurt")
        # What one process does when it falls often is seldom seen where all of them fall now and then.
        self._pechvogel = self._weer.choice(self.groepen)
        self._merken_op_ms = 0
        self._genezen = False
        self._groep_van = {w.naam: g for g in self.groepen for w in g.werkers}
        self._werkers = [w for g in self.groepen for w in g.werkers]
        self.weer = Weer(self.storing, self._weer, self.opstelling, self.groepen, self.plan, self._val)

    def plan(self, na_ms: int, doe: Callable[[], None]) -> None:
        """On the agenda. What would come after the end never comes."""
        self._nummer += 1
        heapq.heappush(self._agenda, (self.klok.stand_ms + na_ms, self._nummer, doe))

    # -- the run

    def speel(self) -> None:
        """The town's days, with faults; then everything recovers, and what is under way is finished."""
        for groep in self.groepen:
            for werker in groep.werkers:
                self._start(groep, werker)
            groep.verdeel()
        self.stad.begin()
        self.weer.begin(self._tot_ms - self.klok.stand_ms)
        self._draai_tot(self._tot_ms)
        self._genees()
        self._draai_tot(self._tot_ms + UITLOOP_MS)

    def _draai_tot(self, tot_ms: int) -> None:
        while True:
            self.beurten += 1
            if self.beurten > MEESTE_BEURTEN:
                raise Overtreding("het houdt op", "there is always something left to do")
            self._doe_wat_op_de_agenda_staat()
            self._maak_wakker()
            klaar = [
                w for w in self._werkers if not w.weg and not w.slaapt and w.stil_tot_ms <= self.klok.stand_ms
            ]
            if klaar:
                self._stap(self._beurt.choice(klaar))
                self.klok.stand_ms += self._beurt.choice((1, 1, 2, 5))
                continue
            volgende = self._volgende_ms()
            if volgende is None or volgende > tot_ms:
                self.klok.stand_ms = max(self.klok.stand_ms, tot_ms)
                return
            self.klok.stand_ms = max(self.klok.stand_ms + 1, volgende)

    def _doe_wat_op_de_agenda_staat(self) -> None:
        while self._agenda and self._agenda[0][0] <= self.klok.stand_ms:
            heapq.heappop(self._agenda)[2]()

    def _maak_wakker(self) -> None:
        if not self.log.gegroeid:
            return
        gegroeid, self.log.gegroeid = self.log.gegroeid, {}
        for topic in gegroeid:
            if topic.startswith("uit."):
                partner = topic.partition(".")[2]
                groep = self.stad.partijen[partner].leesgroep
                if self.log.vastgelegd(groep, topic) < self.log.einde(topic):
                    self.stad.lezers.iets_geschreven(topic)
        for werker in self._werkers:
            if werker.slaapt and werker.motor and not gegroeid.keys().isdisjoint(werker.motor.topics()):
                werker.slaapt = False

    def _volgende_ms(self) -> int | None:
        """When something happens by itself; alarms that are due wait for a mark, so marks are asked for."""
        nu = self.klok.stand_ms
        momenten = [self._agenda[0][0]] if self._agenda else []
        wacht = False
        for werker in self._werkers:
            if werker.weg or werker.motor is None:
                continue
            if werker.stil_tot_ms > nu:
                momenten.append(werker.stil_tot_ms)
                continue
            op = werker.motor.wekt_op_ms()
            if op is not None and op > werker.klok.nu_ms():
                momenten.append(op - werker.klok.afwijking_ms)
            elif op is not None and isinstance(werker.motor, SimVolger) and not werker.motor.merken.waar:
                werker.slaapt = False  # its alarms wait for nobody
                momenten.append(nu)
            else:
                wacht = wacht or op is not None
        if wacht and self._vraag_merken():
            momenten.append(max(self._merken_op_ms, nu + 1))
        return min(momenten, default=None)

    def _vraag_merken(self) -> bool:
        """False when nobody is there to give them."""
        nu = self.klok.stand_ms
        aan_zet = [w for w in self._werkers if not w.weg and w.stil_tot_ms <= nu]
        gevers = [w for w in aan_zet if isinstance(w.motor, SimOmzetter) and w.motor.watermerk is not None]
        if gevers and nu >= self._merken_op_ms:
            self._merken_op_ms = nu + MERKEN_ELKE_MS
            for werker in gevers:
                cast(SimOmzetter[Any], werker.motor).merken_gevraagd = True
                werker.slaapt = False
            for werker in aan_zet:
                if isinstance(werker.motor, SimVolger) and werker.motor.merken.waar:
                    werker.slaapt = False
        return bool(gevers)

    # -- one turn

    def _stap(self, werker: Werker) -> None:
        motor = werker.motor
        if motor is None:
            werker.slaapt = True
            return
        if werker.loop is None:
            if werker.nieuw is not None:
                werker.loop, werker.nieuw = motor.wijs_toe(werker.nieuw), None
            else:
                werker.loop = motor.beurt()
        try:
            werker.loop.send(None)
        except StopIteration as einde:
            werker.loop = None
            werker.slaapt = not einde.value and werker.nieuw is None
        except (Gevallen, SchrijfMislukt, VerstotenError, KlokError, TijdelijkError):
            self._val(werker)
        except Overtreding:
            raise
        except Exception as fout:
            raise Overtreding("geen fout van onszelf", f"{werker.naam}: {fout!r}") from fout
        else:
            self._laat_misgaan(werker)

    def _laat_misgaan(self, werker: Werker) -> None:
        """At a point: it falls, stands still and is given up, or is only slow."""
        pech = self._groep_van[werker.naam] is self._pechvogel
        vaak = VAAK_OMZETTEN if isinstance(werker.motor, SimOmzetter) else VAAK_VOLGEN
        if self.storing.slaat_toe("crash", vaak if pech else ZELDEN):
            self._val(werker)
        elif self.storing.slaat_toe("zombie", 0.003):
            werker.stil_tot_ms = self.klok.stand_ms + self._weer.randint(1000, 600_000)
            self.plan(self._weer.randint(500, SESSIE_MS), lambda: self._geef_op(werker))
        elif self.storing.slaat_toe("vertraging", 0.01):
            werker.stil_tot_ms = self.klok.stand_ms + self._weer.randint(10, 30_000)

    # -- falling and rising

    def _start(self, groep: Groep, werker: Werker) -> None:
        self.opstelling.start(groep, werker)
        werker.weg, werker.uit_groep, werker.slaapt = False, False, False
        werker.loop, werker.nieuw = None, None

    def _val(self, werker: Werker, uren: int = 0) -> None:
        """Everything it held in memory is gone, and by chance its disk."""
        if werker.loop is not None:
            werker.loop.close()
        werker.loop, werker.motor, werker.weg, werker.nieuw = None, None, True, None
        werker.stil_tot_ms = 0
        if self.storing.slaat_toe("schijf", 0.2):
            werker.schijf = {}
        groep = self._groep_van[werker.naam]
        if self._genezen:
            self._sta_op(werker)
            return
        self.plan(self._weer.randint(500, SESSIE_MS), groep.verdeel)
        self.plan(uren * UUR + self._weer.randint(100, 90_000), lambda: self._sta_op(werker))

    def _sta_op(self, werker: Werker) -> None:
        if werker.weg and self.storing.slaat_toe("register", 0.05):
            self.plan(self._weer.randint(1, 10) * MINUUT, lambda: self._sta_op(werker))
        elif werker.weg:
            groep = self._groep_van[werker.naam]
            self._start(groep, werker)
            groep.verdeel()

    def _geef_op(self, werker: Werker) -> None:
        """The group goes on without a worker that says nothing; when it wakes it comes back."""
        if werker.weg or werker.stil_tot_ms <= self.klok.stand_ms:
            return
        groep = self._groep_van[werker.naam]
        werker.uit_groep = True
        groep.verdeel()
        self.plan(
            werker.stil_tot_ms - self.klok.stand_ms + self._weer.randint(0, 5000),
            lambda: self._keer_terug(werker),
        )

    def _keer_terug(self, werker: Werker) -> None:
        if not werker.weg:
            werker.uit_groep = False
            self._groep_van[werker.naam].verdeel()

    def _genees(self) -> None:
        self.weer.klaar_op()
        self.storing.genees()
        self._genezen = True
        for werker in self._werkers:
            werker.klok.afwijking_ms = 0
            werker.uit_groep = False
            werker.stil_tot_ms = 0
            if werker.weg:
                self._start(self._groep_van[werker.naam], werker)
        for groep in self.groepen:
            groep.verdeel()
