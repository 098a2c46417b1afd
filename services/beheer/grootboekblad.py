"""Understands how the ledger of a request reads: every duty that ever arose, for people and for machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from beheer import tijden, vertel
from beheer.spoor import feitnaam
from keten.contract.termijnuitleg import leg_uit
from keten.domein.begrippen import Stand
from keten.domein.feiten import Feit
from keten.domein.grootboek import Grootboek, Post

if TYPE_CHECKING:
    from rich.console import Console

    from keten.domein.inrichting import Inrichting
    from keten.platform.inrichting_lezer import Inrichtingen


@dataclass(frozen=True, slots=True)
class Boekregel:
    """One duty with its explanation. `zaak`: `partner/kenmerk`. `artikel`: of the legal rule behind it."""

    zaak: str
    post: Post
    uitleg: str
    artikel: str | None

    def als_json(self) -> dict[str, object]:
        """One object; times in UTC, `uiterlijk_op` the first instant that is too late."""
        v, post = self.post.verplichting, self.post
        return {
            "verplichting": v.nummer,
            "zaak": self.zaak,
            "plicht": v.soort.value,
            "debiteur": v.debiteur,
            "crediteur": v.crediteur,
            "onderdeel": v.onderdeel,
            "ontstaan_op": tijden.iso(v.ontstaan_op),
            "uiterlijk_op": None if v.uiterlijk_op is None else tijden.iso(v.uiterlijk_op),
            "uitleg": self.uitleg,
            "regel": v.regel,
            "artikel": self.artikel,
            "inrichting": v.inrichting,
            "treden": [
                {"trede": s.trede.value, "op": tijden.iso(s.op), "partij": s.partij, "rol": s.rol}
                for s in post.gezet
            ],
            "te_laat": v.te_laat,
            "stand": post.stand.value,
            "afgewikkeld_op": None if post.op is None else tijden.iso(post.op),
            "met": None if post.door is None else feitnaam(post.door),
        }


def houd_bij(feiten: Iterable[Feit], inrichtingen: Inrichtingen) -> Grootboek:
    """The ledger of one request out of its facts, in order."""
    boek = Grootboek.leeg()
    for feit in feiten:
        boek.schrijf(feit, inrichtingen.versie(feit.kop.inrichting))
    return boek


def regels_van(zaak: str, boek: Grootboek, inrichtingen: Inrichtingen) -> list[Boekregel]:
    """Every duty in order of arising."""
    uit = []
    for _, post in sorted(boek.posten.items()):
        v = post.verplichting
        inrichting = inrichtingen.versie(v.inrichting)
        wet = inrichting.wet.get(v.wet) if v.wet is not None else None
        uitleg = leg_uit(v, post.gemeente, inrichting)
        uit.append(Boekregel(zaak, post, uitleg, None if wet is None else wet.artikel))
    return uit


def toon_grootboek(scherm: Console, regels: Sequence[Boekregel], inrichting: Inrichting) -> None:
    """Per request each duty: who owes what to whom, by when and why, what silence brought, how it ended."""

    def naam(code: str) -> str:
        return inrichting.partijen[code].naam if code in inrichting.partijen else code.capitalize()

    zaken = {r.zaak: [b for b in regels if b.zaak == r.zaak] for r in regels}
    for zaak, eigen in zaken.items():
        scherm.print()
        scherm.print(f"[bold]Verplichtingen van {escape(zaak)}[/]")
        for regel in eigen:
            _toon(scherm, regel, naam)


def _toon(scherm: Console, regel: Boekregel, naam: Callable[[str], str]) -> None:
    v, post = regel.post.verplichting, regel.post
    deel = f" [dim](onderdeel {v.onderdeel})[/]" if v.onderdeel != 1 else ""
    scherm.print(
        f"  [bold]{v.nummer}[/] {escape(naam(v.debiteur))} aan {escape(naam(v.crediteur))}: "
        f"{vertel.plicht(v.soort.value)}{deel}",
        soft_wrap=False,
    )
    gelezen = [f"ontstaan {tijden.dag_en_uur(v.ontstaan_op)}; {regel.uitleg}"]
    gelezen += [_trede(s, naam) for s in post.gezet]
    for tekst in gelezen:
        scherm.print(Padding(Text(tekst), (0, 0, 0, 6)))
    scherm.print(Padding(_stand(post), (0, 0, 0, 6)))


def _trede(sport: Any, naam: Callable[[str], str]) -> str:
    wie = f", {vertel.woord(sport.rol)} van {naam(sport.partij)}" if sport.partij is not None else ""
    return f"{vertel.woord(sport.trede.value)} {tijden.dag_en_uur(sport.op)}{wie}"


def _stand(post: Post) -> Text:
    laat = " te laat" if post.verplichting.te_laat else ""
    if post.op is None or post.door is None:
        return Text(f"staat open{laat}", style="red" if laat else "yellow")
    goed = post.stand is Stand.VOLDAAN
    tekst = f"{vertel.woord(post.stand.value)}{laat if goed else ''} {tijden.dag_en_uur(post.op)}"
    return Text(f"{tekst} met {feitnaam(post.door)}", style="green" if goed and not laat else "dim")
