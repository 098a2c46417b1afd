"""Understands how each part stands against the way to its product: what its path expected, what happened.

A step was done in time, late or before it was expected; it is open, still to come, skipped, let off, or
needed no more because the way ended well without its product. What was done besides is extra.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from rich import box
from rich.markup import escape
from rich.table import Table

from beheer import tijden, vertel
from keten.domein.begrippen import Plicht, Stand, Toestand, Uitkomst
from keten.domein.dossier import EINDTOESTANDEN, Onderdeel
from keten.domein.functies import EINDIGT_PAD, Functie
from keten.domein.grootboek import Grootboek, Post
from keten.domein.inrichting import Inrichting, Ketenpad

if TYPE_CHECKING:
    from rich.console import Console

    from beheer.ketenblad import Schakel


class Padstand(Enum):
    """How a step stands."""

    OP_TIJD = "OP_TIJD"
    TE_LAAT_GEDAAN = "TE_LAAT_GEDAAN"
    VOORUIT_GEDAAN = "VOORUIT_GEDAAN"
    OPEN = "OPEN"
    OPEN_TE_LAAT = "OPEN_TE_LAAT"
    VOLGT_NOG = "VOLGT_NOG"
    OVERGESLAGEN = "OVERGESLAGEN"
    KWIJTGESCHOLDEN = "KWIJTGESCHOLDEN"
    NIET_MEER_NODIG = "NIET_MEER_NODIG"
    EXTRA = "EXTRA"


_KLEUR = {
    Padstand.OP_TIJD: "green",
    Padstand.VOORUIT_GEDAAN: "green",
    Padstand.TE_LAAT_GEDAAN: "yellow",
    Padstand.OPEN: "yellow",
    Padstand.OPEN_TE_LAAT: "red",
    Padstand.OVERGESLAGEN: "red",
}


@dataclass(frozen=True, slots=True)
class Padregel:
    """One step. `uiterlijk_op`: first instant that is too late; `op`: when it was done; `wie`: who owes it,
    or did it.
    """

    zaak: str
    onderdeel: int
    product: str
    functie: Functie
    stand: Padstand
    uiterlijk_op: datetime | None = None
    op: datetime | None = None
    wie: str | None = None

    def als_json(self) -> dict[str, object]:
        """One object; times in UTC."""
        return {
            "pad": self.zaak,
            "onderdeel": self.onderdeel,
            "product": self.product,
            "functie": self.functie.value,
            "stand": self.stand.value,
            "uiterlijk_op": None if self.uiterlijk_op is None else tijden.iso(self.uiterlijk_op),
            "op": None if self.op is None else tijden.iso(self.op),
            "wie": self.wie,
        }


def padregels(
    zaak: str, boek: Grootboek, schakels: Sequence[Schakel], inrichting: Inrichting
) -> list[Padregel]:
    """Of every part that has a path its steps in order, then what was done besides."""
    if boek.dossier is None:
        return []
    uit: list[Padregel] = []
    for deel in boek.dossier.onderdelen:
        pad = inrichting.ketenpaden.get(deel.product or "")
        if pad is None:
            continue
        posten = [p for _, p in sorted(boek.posten.items()) if _is_stap(p, deel)]
        gedaan = [
            s
            for s in schakels
            if (s.zaak, s.onderdeel) == (zaak, deel.nummer)
            and s.met == "functie.verricht"
            and s.uitkomst is not Uitkomst.NIET_GELUKT
        ]
        uit += [_stap(zaak, deel, pad.product, s.functie, posten, gedaan) for s in pad.stappen]
        op_het_pad = {s.functie for s in pad.stappen}
        uit += [
            Padregel(zaak, deel.nummer, pad.product, s.functie, Padstand.EXTRA, op=s.op, wie=s.van)
            for s in gedaan
            if s.functie not in op_het_pad
        ]
    return uit


def _is_stap(post: Post, deel: Onderdeel) -> bool:
    return post.verplichting.soort is Plicht.FUNCTIE and post.verplichting.onderdeel == deel.nummer


def _stap(
    zaak: str,
    deel: Onderdeel,
    product: str,
    functie: Functie,
    posten: Iterable[Post],
    gedaan: Sequence[Schakel],
) -> Padregel:
    """By the last duty for it; without one by whether it was done, and how the part stands."""
    post = next((p for p in reversed(list(posten)) if p.verplichting.functie is functie), None)
    schakel = next((s for s in gedaan if s.functie is functie), None)
    regel = Padregel(zaak, deel.nummer, product, functie, _zonder_plicht(deel))
    if post is None:
        if schakel is None:
            return regel
        return Padregel(
            zaak, deel.nummer, product, functie, Padstand.VOORUIT_GEDAAN, op=schakel.op, wie=schakel.van
        )
    v = post.verplichting
    match post.stand:
        case Stand.VOLDAAN:
            laat = v.uiterlijk_op is not None and post.op is not None and post.op >= v.uiterlijk_op
            stand = Padstand.TE_LAAT_GEDAAN if laat else Padstand.OP_TIJD
        case Stand.VERSCHULDIGD:
            stand = Padstand.OPEN_TE_LAAT if v.te_laat else Padstand.OPEN
        case Stand.KWIJTGESCHOLDEN:
            stand = Padstand.KWIJTGESCHOLDEN
        case _:
            stand = regel.stand
    op = post.op if post.stand is Stand.VOLDAAN else None
    return Padregel(zaak, deel.nummer, product, functie, stand, v.uiterlijk_op, op, v.debiteur)


def _zonder_plicht(deel: Onderdeel) -> Padstand:
    """What became of a step that nobody owes: needed no more, skipped, or it follows."""
    if deel.pad_ten_einde:
        return Padstand.NIET_MEER_NODIG
    voorbij = deel.toestand in EINDTOESTANDEN or deel.toestand is Toestand.MONITORING
    return Padstand.OVERGESLAGEN if voorbij else Padstand.VOLGT_NOG


def toon_paden(
    scherm: Console, regels: Sequence[Padregel], schakels: Sequence[Schakel], inrichting: Inrichting
) -> None:
    """Per part a line per step: what was expected beside what happened."""

    def naam(code: str | None) -> str:
        if code is None:
            return ""
        return inrichting.partijen[code].naam if code in inrichting.partijen else code.capitalize()

    for zaak, onderdeel, product in dict.fromkeys((r.zaak, r.onderdeel, r.product) for r in regels):
        deel = f", onderdeel {onderdeel}" if onderdeel != 1 else ""
        knip = _knip(inrichting.ketenpaden[product])
        scherm.print()
        scherm.print(
            f"[bold]Weg van {escape(zaak)}{deel} naar {escape(product)}[/] [dim](tot en met {knip})[/]"
        )
        tabel = Table(box=box.SIMPLE, show_header=False, padding=(0, 1), pad_edge=False)
        for _ in range(4):
            tabel.add_column(overflow="fold")
        for r in (r for r in regels if (r.zaak, r.onderdeel, r.product) == (zaak, onderdeel, product)):
            kleur = _KLEUR.get(r.stand, "dim")
            tabel.add_row(
                vertel.woord(r.functie.value),
                f"[{kleur}]{vertel.woord(r.stand.value)}[/]",
                escape(naam(r.wie)),
                _wanneer(r),
            )
        scherm.print(tabel)
        einde = _goed_einde(zaak, onderdeel, schakels)
        if einde is not None:
            scherm.print(f"  [green]Goed geëindigd zonder {escape(product)}[/]: {einde}.")


def _knip(pad: Ketenpad) -> str:
    return vertel.woord(pad.stappen[-1].functie.value)


def _wanneer(regel: Padregel) -> str:
    delen = [] if regel.op is None else [f"gedaan {tijden.dag_en_uur(regel.op)}"]
    if regel.uiterlijk_op is not None:
        delen.append(tijden.termijn(regel.uiterlijk_op))
    return "; ".join(delen)


def _goed_einde(zaak: str, onderdeel: int, schakels: Sequence[Schakel]) -> str | None:
    """With which result of which function the way ended, if it did."""
    for s in reversed(schakels):
        if (s.zaak, s.onderdeel) == (zaak, onderdeel) and s.resultaat in EINDIGT_PAD:
            return f"{vertel.woord(s.functie.value)}, {vertel.woord(s.resultaat.value)}"
    return None
