"""Understands ten bugs that cost people dearly, planted on purpose: the simulation must find every one.

Each is the smallest change that a tired engineer could make. A bug in an engine is a subclass of the worker;
a bug in the core is a changed function, put in its place for as long as the block lasts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final
from unittest.mock import patch

from keten.contract.leesgroepen import LEESGROEPEN
from keten.domein import escalatie, gevolgen, keten, ladder, verplichtingen
from keten.domein.dossier import Dossier, Sport, Verplichting
from keten.domein.feiten import WekkerGegaan
from keten.domein.inrichting import Inrichting
from keten.platform.motor import volgkern
from keten.platform.motor.envelop import POSITIE
from keten.platform.motor.poorten import Record, Uitvoer
from keten.platform.motor.volgkern import Bundel
from tests.simulatie.omzetter import SimOmzetter
from tests.simulatie.opstelling import Bouwdoos
from tests.simulatie.simlog import Transactie
from tests.simulatie.volger import GREPEN, SimVolger
from tests.simulatie.werker import punt


class PositieApart(SimVolger[Any, Any]):
    """The position is written on its own, before the outputs."""

    async def leg_vast(self, bundel: Bundel[Any]) -> None:
        rijen = dict(bundel.rijen)
        plek = {s: rijen.pop(s) for s in [POSITIE] if s in rijen}
        if plek:
            await super().leg_vast(replace(bundel, uitvoer=[], rijen=plek, nieuw={}, verlopen=[], aantal=0))
        await super().leg_vast(replace(bundel, rijen=rijen))


class WinkelVooraf(SimVolger[Any, Any]):
    """The local store is written before the commit."""

    def produceer(self, tx: Transactie, uitvoer: Sequence[Uitvoer]) -> None:
        super().produceer(tx, uitvoer)
        partitie = int(tx.eigenaar.rpartition("-")[2])
        eigen = [u for u in uitvoer if u.topic == self.changelog]
        rijen = {u.sleutel or b"": u.waarde or b"" for u in eigen}
        self.bewaar(partitie, rijen, self.gezien_tot(partitie, rijen))


class OverFoutHeen(SimVolger[Any, Any]):
    """The confirmations of the batches are not looked at."""

    def produceer(self, tx: Transactie, uitvoer: Sequence[Uitvoer]) -> None:
        self.log.produceer(tx, self.laat_mislukken(uitvoer))


class Onbevestigd(SimVolger[Any, Any]):
    """Reads what was never committed."""

    def lees(self, partitie: int) -> list[Record]:
        return self.log.lees_onvast(self.topic, partitie, self.positie[partitie], self.toeval.choice(GREPEN))


class CacheBlijft(SimVolger[Any, Any]):
    """What was known of a partition is still believed when it comes back."""

    def begin_kern(self) -> None:
        ooit: dict[int, Any] = self.__dict__.setdefault("ooit", {})
        ooit.update(self.kern._cache)
        super().begin_kern()
        self.kern._cache.update({p: ooit[p] for p in self.opslag if p in ooit})


class EerstVastleggen(SimOmzetter[Any]):
    """The proof of delivery commits its position before the fact is written."""

    async def handel_af(self, uitvoer: Sequence[Uitvoer], posities: dict[str, int]) -> None:
        if self.groep != LEESGROEPEN["bezorging"][1]:
            await super().handel_af(uitvoer, posities)
            return
        self.leg_vast(posities)
        await punt("vastgelegd")
        await self.schrijf(uitvoer)


def _oude_wekker(dossier: Dossier, wekker: WekkerGegaan, inrichting: Inrichting) -> Any:
    """Whatever alarm comes is taken for the one that is set."""
    gezet = dossier.wekkers.get(wekker.debiteur)
    return (dossier, ()) if gezet is None else _wek(dossier, replace(wekker, wek_op=gezet), inrichting)


def _twee_treden(verplichting: Verplichting, nu: Any) -> tuple[Verplichting, Sport]:
    hoger, sport = _klim(verplichting, nu)
    return _klim(hoger, nu) if hoger.sporten else (hoger, sport)


def _dubbel_betaald(*wat: Any) -> Any:
    """What is settled is settled twice, so what repeats arises twice."""
    blijft, afgewikkeld = _wikkel_af(*wat)
    return blijft, (*afgewikkeld, *afgewikkeld)


_wek = keten._wek
_klim = ladder.klim
_wikkel_af = verplichtingen.wikkel_af


@dataclass(frozen=True, slots=True)
class Bug:
    """`plaatsen`: (module, name, what stands there instead)."""

    naam: str
    doos: Bouwdoos = field(default_factory=Bouwdoos)
    plaatsen: tuple[tuple[object, str, Callable[..., Any]], ...] = ()

    @contextmanager
    def geplant(self) -> Iterator[Bouwdoos]:
        """In place as long as the block lasts."""
        with _vervangen(list(self.plaatsen)):
            yield self.doos


@contextmanager
def _vervangen(plaatsen: list[tuple[object, str, Callable[..., Any]]]) -> Iterator[None]:
    if not plaatsen:
        yield
        return
    waar, naam, wat = plaatsen[0]
    with patch.object(waar, naam, wat), _vervangen(plaatsen[1:]):
        yield


BUGS: Final = (
    Bug("positie buiten de transactie", Bouwdoos(volger=PositieApart)),
    Bug("winkel voor de commit", Bouwdoos(volger=WinkelVooraf)),
    Bug("commit over een mislukte batch", Bouwdoos(volger=OverFoutHeen)),
    Bug("lezer van onbevestigde records", Bouwdoos(volger=Onbevestigd)),
    Bug("cache blijft na herverdeling", Bouwdoos(volger=CacheBlijft)),
    Bug(
        "verlopen wekker telt",
        plaatsen=(
            (volgkern, "lees_wekker_kop", lambda _: None),
            (keten, "_wek", _oude_wekker),
        ),
    ),
    Bug("wekker klimt twee treden", plaatsen=((escalatie, "klim", _twee_treden),)),
    Bug("bezorgfeit kwijt", Bouwdoos(omzetter=EerstVastleggen)),
    Bug("plicht dubbel betaald", plaatsen=((gevolgen, "wikkel_af", _dubbel_betaald),)),
    Bug("afwijzing vergeten", plaatsen=((keten, "_afwijzing", lambda *_, **__: ()),)),
)
