"""Understands what other rules would have done with the same messages: routing, deadlines, escalations.

The same scenario is played twice. What partners send stays as it is: a message of a party that the other
rules gave no share is then refused, and is counted here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich import box
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from beheer import tijden, vertel
from beheer.afloop import Afloop
from beheer.grootboekblad import Boekregel, houd_bij, regels_van
from keten.domein.begrippen import Trede

if TYPE_CHECKING:
    from rich.console import Console

    from keten.platform.inrichting_lezer import Inrichtingen

_DOORGEZET = ("signalering.doorgezet", "melding.doorgezet", "verwijzing.aangeboden")
_HOGEROP = (Trede.ESCALATIE, Trede.HOGER_NIVEAU, Trede.NIET_BEANTWOORD)

Cel = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Vergelijking:
    """One thing under both rules. `soort`: ROUTE, TERMIJN, ESCALATIE or AFGEKEURD. None: not there."""

    zaak: str
    soort: str
    wat: str
    nu: Cel | None
    anders: Cel | None

    @property
    def verschil(self) -> bool:
        return self.nu != self.anders

    def als_json(self) -> dict[str, object]:
        """One object; times in UTC."""
        return {
            "watals": self.zaak,
            "soort": self.soort,
            "wat": self.wat,
            "nu": None if self.nu is None else dict(self.nu),
            "anders": None if self.anders is None else dict(self.anders),
            "verschil": self.verschil,
        }


def vergelijk(nu: tuple[Afloop, Inrichtingen], anders: tuple[Afloop, Inrichtingen]) -> list[Vergelijking]:
    """Per request in order of opening: routing, then each duty with the steps of its ladder."""
    uit: list[Vergelijking] = []
    for zaak in nu[0].verloop:
        uit += _paren(zaak, "ROUTE", _routes(nu[0], zaak), _routes(anders[0], zaak))
        eigen, ander = (_boek(kant, zaak) for kant in (nu, anders))
        sleutels = list(dict.fromkeys([*eigen, *ander]))
        for sleutel in sorted(sleutels, key=lambda s: _ontstaan(eigen.get(s) or ander[s])):
            links, rechts = eigen.get(sleutel), ander.get(sleutel)
            wat = _naam(sleutel)
            uit.append(Vergelijking(zaak, "TERMIJN", wat, _termijn(links), _termijn(rechts)))
            uit += _escalaties(zaak, wat, links, rechts)
        uit += _paren(zaak, "AFGEKEURD", _afgekeurd(nu[0], zaak), _afgekeurd(anders[0], zaak))
    return uit


def _escalaties(
    zaak: str, wat: str, links: Boekregel | None, rechts: Boekregel | None
) -> Iterator[Vergelijking]:
    """Who was told of silence, on either side."""
    for trede in _HOGEROP:
        een, twee = _trede(links, trede), _trede(rechts, trede)
        if een is not None or twee is not None:
            yield Vergelijking(zaak, "ESCALATIE", f"{wat}: {vertel.woord(trede.value)}", een, twee)


Paar = tuple[Hashable, str, Cel]
"""By what one is the other's counterpart, what it is called, and what is shown."""


def _paren(zaak: str, soort: str, links: Sequence[Paar], rechts: Sequence[Paar]) -> Iterator[Vergelijking]:
    """Each with its counterpart: by what it is about, never by its place in the row."""
    een, twee = (_genummerd(kant) for kant in (links, rechts))
    for sleutel in dict.fromkeys([*een, *twee]):
        wat = (een.get(sleutel) or twee[sleutel])[0]
        cellen = (kant[sleutel][1] if sleutel in kant else None for kant in (een, twee))
        yield Vergelijking(zaak, soort, wat, *cellen)


def _genummerd(kant: Sequence[Paar]) -> dict[tuple[Hashable, int], tuple[str, Cel]]:
    """What is about the same is told apart by how manieth it is."""
    uit: dict[tuple[Hashable, int], tuple[str, Cel]] = {}
    for sleutel, wat, cel in kant:
        hoeveelste = sum(s == sleutel for s, _ in uit)
        uit[sleutel, hoeveelste] = (wat, cel)
    return uit


def _routes(afloop: Afloop, zaak: str) -> list[Paar]:
    """By the part that is handed over."""
    return [
        (r.onderdeel, f"onderdeel {r.onderdeel}", {"ontvanger": r.naar, "regel": r.gegevens.get("regel")})
        for r in afloop.verzonden
        if r.over == zaak and r.type in _DOORGEZET
    ]


def _afgekeurd(afloop: Afloop, zaak: str) -> list[Paar]:
    """By the message that was refused."""
    return [
        (
            (r.naar, r.gegevens.get("bericht_id")),
            "afgekeurd bericht",
            {"partij": r.naar, "code": r.gegevens.get("code")},
        )
        for r in afloop.verzonden
        if r.over == zaak and r.type == "bericht.afgekeurd"
    ]


Sleutel = tuple[str, int, int]


def _boek(kant: tuple[Afloop, Inrichtingen], zaak: str) -> dict[Sleutel, Boekregel]:
    """By kind, part and which of those it was: who owes it may be another under other rules."""
    afloop, inrichtingen = kant
    uit: dict[Sleutel, Boekregel] = {}
    for regel in regels_van(zaak, houd_bij(afloop.verloop.get(zaak, ()), inrichtingen), inrichtingen):
        v = regel.post.verplichting
        hoeveelste = sum((s, o) == (v.soort.value, v.onderdeel) for s, o, _ in uit)
        uit[v.soort.value, v.onderdeel, hoeveelste + 1] = regel
    return uit


def _ontstaan(regel: Boekregel) -> tuple[Any, int]:
    return (regel.post.verplichting.ontstaan_op, regel.post.verplichting.nummer)


def _naam(sleutel: Sleutel) -> str:
    soort, onderdeel, hoeveelste = sleutel
    deel = f", onderdeel {onderdeel}" if onderdeel != 1 else ""
    return f"{vertel.plicht(soort)}{deel}{f' ({hoeveelste})' if hoeveelste > 1 else ''}"


def _termijn(regel: Boekregel | None) -> Cel | None:
    if regel is None:
        return None
    v = regel.post.verplichting
    return {
        "debiteur": v.debiteur,
        "uiterlijk_op": None if v.uiterlijk_op is None else tijden.iso(v.uiterlijk_op),
        "te_laat": v.te_laat,
        "regel": v.regel,
        "artikel": regel.artikel,
    }


def _trede(regel: Boekregel | None, trede: Trede) -> Cel | None:
    gezet = None if regel is None else next((s for s in regel.post.gezet if s.trede is trede), None)
    return None if gezet is None else {"op": tijden.iso(gezet.op), "partij": gezet.partij, "rol": gezet.rol}


def toon_vergelijking(scherm: Console, rijen: Sequence[Vergelijking], links: str, rechts: str) -> None:
    """One table per request; a row that differs is marked and stands out."""
    for zaak in dict.fromkeys(r.zaak for r in rijen):
        eigen = [r for r in rijen if r.zaak == zaak]
        scherm.print()
        scherm.print(f"[bold]{escape(zaak)}[/]")
        tabel = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
        for kop in ("", "wat", links, rechts):
            tabel.add_column(kop, overflow="fold")
        for rij in eigen:
            toon = _TOON[rij.soort]
            tabel.add_row(
                "≠" if rij.verschil else "",
                rij.wat,
                Text("–" if rij.nu is None else toon(rij.nu)),
                Text("–" if rij.anders is None else toon(rij.anders)),
                style="bold yellow" if rij.verschil else "dim",
            )
        scherm.print(tabel)
    aantal = sum(r.verschil for r in rijen)
    scherm.print(
        "Geen verschil." if not aantal else f"[bold yellow]{aantal} van {len(rijen)} verschillen.[/]"
    )


def _toon_termijn(cel: Cel) -> str:
    wanneer = vertel.wanneer(cel["uiterlijk_op"]) or "zonder eigen datum"
    return f"{cel['debiteur']} {wanneer}{' TE LAAT' if cel['te_laat'] else ''} ({cel['regel']})"


def _toon_trede(cel: Cel) -> str:
    wie = f" {cel['rol']} van {cel['partij']}" if cel["partij"] else ""
    return f"{tijden.dag_en_uur(tijden.lees(cel['op']))}{wie}"


_TOON: Mapping[str, Callable[[Cel], str]] = {
    "ROUTE": lambda cel: f"naar {cel['ontvanger']} ({cel['regel']})",
    "TERMIJN": _toon_termijn,
    "ESCALATIE": _toon_trede,
    "AFGEKEURD": lambda cel: f"{cel['partij']}: {cel['code']}",
}
