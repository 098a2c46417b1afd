"""Understands whether what came is what was expected, and says each difference in one sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from beheer import tijden
from beheer.afloop import Afloop, Eindstand, Regel
from beheer.scenario_model import NietVerwacht, Verwacht, VerwachtBericht, VerwachteEindstand


def toets(verwacht: Verwacht, afloop: Afloop) -> list[str]:
    """The differences, in Dutch; empty when all is as expected."""
    return [
        *_berichten(verwacht, afloop.verzonden),
        *(v for niet in verwacht.niet for v in _niet(niet, afloop.verzonden)),
        *(v for eind in verwacht.eindstand for v in _eindstand(eind, afloop.eindstanden)),
    ]


def bevat(geheel: Any, deel: Any) -> bool:
    """Whether `deel` is found in `geheel`: a mapping by its fields, a list by item, a time as moment."""
    if isinstance(deel, Mapping):
        return isinstance(geheel, Mapping) and all(
            k in geheel and bevat(geheel[k], v) for k, v in deel.items()
        )
    if isinstance(deel, list):
        return (
            isinstance(geheel, list)
            and len(geheel) == len(deel)
            and all(bevat(g, d) for g, d in zip(geheel, deel, strict=True))
        )
    return bool(geheel == deel) or _zelfde_moment(geheel, deel)


def _zelfde_moment(geheel: Any, deel: Any) -> bool:
    if not (isinstance(geheel, str) and isinstance(deel, str) and "T" in geheel and "T" in deel):
        return False
    try:
        return tijden.lees(geheel) == tijden.lees(deel)
    except ValueError:
        return False


def _past(regel: Regel, v: VerwachtBericht) -> bool:
    return (
        regel.naar == v.naar
        and regel.type == v.type
        and v.op in (None, regel.op)
        and v.over in (None, regel.over)
        and v.onderdeel in (None, regel.onderdeel)
        and bevat(regel.gegevens, v.gegevens)
    )


def _berichten(verwacht: Verwacht, regels: Sequence[Regel]) -> list[str]:
    gevraagd = [v for v in verwacht.berichten for _ in range(v.aantal)]
    bezet = _koppel([[n for n, regel in enumerate(regels) if _past(regel, v)] for v in gevraagd])
    gekregen = set(bezet.values())
    verschillen = [
        f"verwacht, maar niet gekomen: {_vraag(v)}{_bijna(v, regels)}"
        for n, v in enumerate(gevraagd)
        if n not in gekregen
    ]
    if verwacht.volledig:
        verschillen += [
            f"gekomen, maar niet verwacht: {_naam(r)}" for n, r in enumerate(regels) if n not in bezet
        ]
    return verschillen


def _koppel(mogelijk: Sequence[Sequence[int]]) -> dict[int, int]:
    """The largest way to give each wish a message of its own: message -> wish (augmenting paths)."""
    bezet: dict[int, int] = {}

    def plaats(wens: int, bezocht: set[int]) -> bool:
        for regel in mogelijk[wens]:
            if regel not in bezocht:
                bezocht.add(regel)
                if regel not in bezet or plaats(bezet[regel], bezocht):
                    bezet[regel] = wens
                    return True
        return False

    for wens in range(len(mogelijk)):
        plaats(wens, set())
    return bezet


def _niet(niet: NietVerwacht, regels: Sequence[Regel]) -> list[str]:
    return [
        f"mocht niet komen, maar kwam: {_naam(r)}"
        for r in regels
        if niet.naar in (None, r.naar)
        and niet.type in (None, r.type)
        and niet.over in (None, r.over)
        and bevat(r.gegevens, niet.gegevens)
    ]


def _eindstand(v: VerwachteEindstand, eindstanden: Sequence[Eindstand]) -> list[str]:
    eind = next((e for e in eindstanden if e.verzoek == v.verzoek), None)
    if eind is None:
        return [f"het verzoek {v.verzoek} is er aan het eind niet"]
    verschillen = [
        f"{v.verzoek}: {wat} is {gekregen}, verwacht was {gewenst}"
        for wat, gekregen, gewenst in (
            ("de toestand", eind.toestand, v.toestand),
            ("de eigenaar", eind.eigenaar, v.eigenaar),
        )
        if gewenst is not None and gekregen != gewenst
    ]
    if v.open_verplichtingen is None:
        return verschillen
    open_ = list(eind.open_verplichtingen)
    bezet = _koppel(
        [[n for n, plicht in enumerate(open_) if bevat(plicht, wens)] for wens in v.open_verplichtingen]
    )
    gevonden = set(bezet.values())
    verschillen += [
        f"{v.verzoek}: geen open verplichting als {_json(wens)}"
        for n, wens in enumerate(v.open_verplichtingen)
        if n not in gevonden
    ]
    verschillen += [
        f"{v.verzoek}: open, maar niet verwacht: {p['plicht']} van {p['debiteur']} aan {p['crediteur']}"
        for n, p in enumerate(open_)
        if n not in bezet
    ]
    return verschillen


def _naam(regel: Regel) -> str:
    return f"{tijden.dag_en_uur(regel.op)} {regel.type} aan {regel.naar}"


def _vraag(v: VerwachtBericht) -> str:
    wanneer = f" op {tijden.dag_en_uur(v.op)}" if v.op is not None else ""
    waarmee = f" met {_json(v.gegevens)}" if v.gegevens else ""
    return f"{v.type} aan {v.naar}{wanneer}{waarmee}"


def _bijna(v: VerwachtBericht, regels: Sequence[Regel]) -> str:
    """What did come of that kind to that receiver, the nearest first, and in what each differs."""
    soort = [(r, _anders(v, r)) for r in regels if (r.naar, r.type) == (v.naar, v.type)]
    soort.sort(key=lambda paar: len(paar[1]))
    if not soort:
        return ""
    return "; wel gekomen: " + "; ".join(
        tijden.dag_en_uur(r.op) + (f" ({', '.join(anders)})" if anders else " (al geteld)")
        for r, anders in soort[:4]
    )


def _anders(v: VerwachtBericht, regel: Regel) -> list[str]:
    """Each field in which the message is not what was asked, with what it has."""
    buiten = [
        f"{veld} is {gekregen}"
        for veld, gewenst, gekregen in (
            ("over", v.over, regel.over),
            ("onderdeel", v.onderdeel, regel.onderdeel),
        )
        if gewenst not in (None, gekregen)
    ]
    tijd = ["op is anders"] if v.op not in (None, regel.op) else []
    return [*tijd, *buiten, *_velden(regel.gegevens, v.gegevens, "")]


def _velden(geheel: Mapping[str, Any], deel: Mapping[str, Any], voor: str) -> list[str]:
    anders = []
    for veld, gewenst in deel.items():
        naam = f"{voor}{veld}"
        if veld not in geheel:
            anders.append(f"{naam} ontbreekt")
        elif isinstance(gewenst, Mapping) and isinstance(geheel[veld], Mapping):
            anders += _velden(geheel[veld], gewenst, f"{naam}.")
        elif not bevat(geheel[veld], gewenst):
            anders.append(f"{naam} is {_json(geheel[veld])}")
    return anders


def _json(waarde: object) -> str:
    return json.dumps(waarde, ensure_ascii=False, default=str)
