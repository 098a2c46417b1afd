"""Understands per kind of duty what makes it arise, who owes it to whom, and what settles it: a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from keten.domein.begrippen import Hoedanigheid, Plicht, Stand, Trede
from keten.domein.feiten import (
    BezorgingBevestigd,
    EscalatieBevestigd,
    Feit,
    MeldingGedaan,
    OntvangstBevestigd,
    TerugkoppelingGegeven,
    VerzoekGeaccepteerd,
)
from keten.domein.termijnen import Eenheid, Termijn


@dataclass(frozen=True, slots=True, kw_only=True)
class Plichtsoort:
    """One row.

    `ontstaat_bij`: the fact that makes it arise; None: a step of the ladder does.
    `voldaan_door`: facts of the debtor (of the platform, where that owes) that pay it.
    `bij_afronding`: what becomes of it when its part is done: VOLDAAN, VERVALLEN, or VERSCHULDIGD where it
    stays.
    `treden`: the steps of its ladder. `herhaalt`: once paid, a new one arises.
    `standaard`: its term where no rule of the inrichting fits; None: without a date of its own.
    `alleen_gewenst`: only where the sender wants terugkoppeling.
    """

    ontstaat_bij: type[Feit] | None
    debiteur: Hoedanigheid
    crediteur: Hoedanigheid
    voldaan_door: frozenset[type[Feit]] = frozenset()
    bij_afronding: Stand
    treden: frozenset[Trede] = frozenset(Trede)
    herhaalt: bool = False
    standaard: Termijn | None
    alleen_gewenst: bool = False


_ONTVANGER, _AFZENDER = Hoedanigheid.ONTVANGER, Hoedanigheid.AFZENDER

PLICHTEN: Final[Mapping[Plicht, Plichtsoort]] = {
    # Whoever decides or answers has it in a queue, so that pays receipt too.
    Plicht.ONTVANGST: Plichtsoort(
        ontstaat_bij=MeldingGedaan,
        debiteur=_ONTVANGER,
        crediteur=_AFZENDER,
        voldaan_door=frozenset({OntvangstBevestigd, VerzoekGeaccepteerd, TerugkoppelingGegeven}),
        bij_afronding=Stand.VOLDAAN,
        standaard=Termijn(1, Eenheid.WERKDAGEN),
    ),
    Plicht.BESLUIT: Plichtsoort(
        ontstaat_bij=MeldingGedaan,
        debiteur=_ONTVANGER,
        crediteur=_AFZENDER,
        voldaan_door=frozenset({VerzoekGeaccepteerd}),
        bij_afronding=Stand.VOLDAAN,
        standaard=Termijn(5, Eenheid.WERKDAGEN),
    ),
    Plicht.EINDTERUGKOPPELING: Plichtsoort(
        ontstaat_bij=MeldingGedaan,
        debiteur=_ONTVANGER,
        crediteur=_AFZENDER,
        bij_afronding=Stand.VOLDAAN,
        standaard=None,
        alleen_gewenst=True,
    ),
    # Also where no terugkoppeling is wanted: without it an accepted verzoek would have no clock at all.
    Plicht.STAND: Plichtsoort(
        ontstaat_bij=VerzoekGeaccepteerd,
        debiteur=_ONTVANGER,
        crediteur=_AFZENDER,
        voldaan_door=frozenset({TerugkoppelingGegeven}),
        bij_afronding=Stand.VERVALLEN,
        herhaalt=True,
        standaard=Termijn(30, Eenheid.DAGEN),
    ),
    # Ours: nobody is reminded, and whoever does not read is not written to.
    Plicht.BEZORGING: Plichtsoort(
        ontstaat_bij=TerugkoppelingGegeven,
        debiteur=Hoedanigheid.PLATFORM,
        crediteur=_AFZENDER,
        voldaan_door=frozenset({BezorgingBevestigd}),
        bij_afronding=Stand.VERSCHULDIGD,
        treden=frozenset({Trede.ESCALATIE, Trede.HOGER_NIVEAU}),
        standaard=Termijn(5, Eenheid.WERKDAGEN),
        alleen_gewenst=True,
    ),
    # A person confirms, whatever else happens meanwhile; silence about it is not escalated again.
    Plicht.ESCALATIE: Plichtsoort(
        ontstaat_bij=None,
        debiteur=Hoedanigheid.GEESCALEERDE,
        crediteur=_AFZENDER,
        voldaan_door=frozenset({EscalatieBevestigd}),
        bij_afronding=Stand.VERSCHULDIGD,
        treden=frozenset(),
        standaard=Termijn(1, Eenheid.WERKDAGEN),
    ),
}
