"""Understands how the rules of a deployment look on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from beheer import tijden, vertel
from beheer.inrichting_verloop import toon_verloop
from beheer.inrichting_vorm import duur, of, tabel
from beheer.scherm import kleur_van
from keten.domein.inrichting import Inrichting
from keten.domein.wet import Telling, Wetsregel

if TYPE_CHECKING:
    from rich.console import Console

_TELLING = {
    Telling.ATW: "Algemene termijnenwet",
    Telling.WERKDAGEN: "tellen niet mee",
    Telling.KALENDER: "doen niets",
    Telling.UREN: "doen niets",
    Telling.GEEN: "doen niets",
}


def toon_inrichting(scherm: Console, inrichting: Inrichting) -> None:
    """Partners, routing, terms, the law, ladder; then paths, hours and after-care."""
    codes = list(inrichting.partijen)
    namen = {code: partij.naam for code, partij in inrichting.partijen.items()}

    def wie(code: str) -> Text:
        return Text(namen.get(code, code), style=kleur_van(codes, code))

    scherm.print(
        f"[bold]{inrichting.naam}[/], versie {inrichting.versie}, "
        f"geldig vanaf {tijden.dag_en_uur(inrichting.geldig_vanaf)}"
    )
    scherm.print(
        f"[dim]Gemeenten:[/] {', '.join(f'{naam} ({code})' for code, naam in inrichting.gemeenten.items())}"
    )
    partners = tabel("Partners", "naam", "code", "rol", "meldt", "aanmaningen per uur")
    for p in inrichting.partijen.values():
        partners.add_row(
            wie(p.code),
            p.code,
            vertel.woord(p.rol.value),
            "ja" if p.opent else "nee",
            str(p.aanmaningen_per_uur),
        )
    scherm.print(partners)
    regels = tabel(
        "Wie krijgt een melding (de eerste regel die past)", "regel", "thema", "urgentie", "van", "naar"
    )
    for r in inrichting.routering:
        regels.add_row(r.id, of(r.themas), of(r.urgenties), of(r.afzender_rollen), wie(r.ontvanger))
    regels.add_row("vangnet", "wat overblijft", "", "", wie(inrichting.vangnet), style="dim")
    scherm.print(regels)
    termijnen = tabel(
        "Termijnen (de eerste regel die past)", "regel", "wie moet", "thema", "urgentie", "binnen", "respijt"
    )
    for t in inrichting.termijnen:
        termijnen.add_row(
            t.id,
            vertel.plicht(t.plicht.value),
            of(t.themas),
            of(t.urgenties),
            duur(t.termijn, "geen datum"),
            duur(t.respijt, "gewoon"),
        )
    scherm.print(termijnen)
    wet = tabel(
        "Wat de wet aan termijnen stelt", "regel", "artikel", "vanaf", "binnen", "vrije dagen", "anders"
    )
    for w in inrichting.wet.values():
        wet.add_row(
            w.id,
            f"{w.artikel}{' (te controleren)' if w.controleren else ''}",
            vertel.woord(w.vanaf.value),
            f"{duur(w.termijn, 'onverwijld')}{' ervoor' if w.terug else ''}",
            "teruggeteld" if w.terug and w.telling is Telling.GEEN else _TELLING[w.telling],
            _bijzonder(w),
        )
    scherm.print(wet)
    ladder = tabel("Wie wordt ingelicht als iemand zwijgt", "niveau", "partij", "rol")
    for nummer, niveau in enumerate(inrichting.niveaus, 1):
        ladder.add_row(str(nummer), wie(niveau.partij), niveau.rol)
    scherm.print(ladder)
    toon_verloop(scherm, inrichting, wie)


def _bijzonder(regel: Wetsregel) -> str:
    """What pauses, lengthens or forbids, and what lateness costs."""
    uit = [f"stil bij {vertel.woord(p.value)}" for p in regel.pauze]
    if regel.verlenging is not None:
        keer = "zo vaak als nodig" if regel.verlenging.keer is None else f"{regel.verlenging.keer}×"
        uit.append(f"te verlengen met {duur(regel.verlenging.termijn, '')}, {keer}")
    if regel.verbod is not None:
        functie, tot = (vertel.woord(e.value) for e in (regel.verbod.functie, regel.verbod.tot))
        uit.append(f"geen {functie} voor {tot}, tenzij de termijn voorbij is")
    if regel.dwangsom is not None:
        bedragen = ", ".join(f"€ {b}" for b in regel.dwangsom.bedragen)
        uit.append(f"dwangsom {bedragen} per dag, elk {regel.dwangsom.dagen_per_bedrag} dagen")
    return "; ".join(uit)
