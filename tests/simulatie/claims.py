"""Understands once more, without the core, what must hold of a question that was offered to several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from keten.domein.begrippen import Hoedanigheid, Plicht, Toestand
from keten.domein.besluiten import Besluit, MeldRegie, Oordeel, VertelFeit, VraagActie, WijsAf
from keten.domein.dossier import Dossier, Onderdeel
from tests.simulatie.overtreding import Overtreding

ELDERS: Final = Toestand.NIET_MEER_BESCHIKBAAR
VOORBIJ: Final = frozenset({ELDERS, Toestand.INGETROKKEN})
NOG_NIET: Final = VOORBIJ | {
    Toestand.AANGEBODEN,
    Toestand.IN_TRIAGE,
    Toestand.AANVULLING_GEVRAAGD,
    Toestand.INTREKKING_GEVRAAGD,
    Toestand.AFGEWEZEN,
}
NOEMT: Final = ("bij", "van", "debiteur", "afzender")
"""Fields of a decision that name a party."""


def houd_claims_na(oud: Dossier | None, nieuw: Dossier, besluiten: Iterable[Besluit]) -> None:
    """One has it, and then the others have it no more, for ever; nobody hears who another was."""
    groepen: dict[int, list[Onderdeel]] = {}
    for deel in nieuw.onderdelen:
        if deel.groep is not None:
            groepen.setdefault(deel.groep, []).append(deel)
        vroeger = None if oud is None else oud.deel(deel.nummer)
        if vroeger is not None and vroeger.toestand is ELDERS and deel != vroeger:
            raise Overtreding("een heeft het", f"part {deel.nummer} came back from {ELDERS.value}")
    for delen in groepen.values():
        heeft = [d for d in delen if d.toestand not in NOG_NIET]
        over = [d for d in delen if d.toestand not in VOORBIJ]
        if len(heeft) > 1 or (heeft and over != heeft):
            raise Overtreding("een heeft het", f"{len(heeft)} took it, {len(over)} could go on")
    for besluit in besluiten:
        if not isinstance(besluit, Oordeel | VertelFeit | MeldRegie):
            _houd_geheim(nieuw, besluit.adres.ontvanger, besluit.adres.onderdeel, besluit)
            if oud is not None and not isinstance(besluit, WijsAf | VraagActie):
                _houd_buiten(oud, nieuw, besluit.adres.ontvanger)


def _houd_geheim(dossier: Dossier, wie: str, nummer: int, besluit: object) -> None:
    deel = dossier.deel(nummer)
    if deel is None or deel.groep is None or wie == deel.afzender:
        return
    if getattr(besluit, "plicht", None) is Plicht.REGIEOVERNAME:
        return  # who offered it the lead knows to whom
    kandidaten = {d.ontvanger for d in dossier.onderdelen if d.groep == deel.groep}
    genoemd = {getattr(besluit, veld, None) for veld in NOEMT}
    if wie in kandidaten and genoemd & (kandidaten - {wie, deel.afzender}):
        raise Overtreding("geen kandidaat kent een ander", f"{wie} read of one in {type(besluit).__name__}")


def _houd_buiten(oud: Dossier, nieuw: Dossier, wie: str) -> None:
    """Whoever had nothing but what another took, before and after the fact, hears no more."""
    for dossier in (oud, nieuw):
        rollen = [b for b in dossier.betrokkenen if b.code == wie]
        if any(b.hoedanigheid is not Hoedanigheid.ONTVANGER for b in rollen):
            return  # as whoever silence is put before it is a party anew
        delen = [None if b.onderdeel is None else dossier.deel(b.onderdeel) for b in rollen]
        if not delen or any(d is None or d.ontvanger != wie or d.toestand is not ELDERS for d in delen):
            return
    raise Overtreding("wie het verloor hoort niets meer", f"{wie} was written to")
