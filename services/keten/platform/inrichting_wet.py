"""Understands what may be wrong with the legal rules and free days of a version, and terms by them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from keten.contract.inrichting_model import TermijnVorm
from keten.contract.termijntekst import schrijf_termijn
from keten.contract.wet_model import WetsregelVorm
from keten.domein.feestdagen import GEEN_EXTRA, ZATERDAG, namen
from keten.domein.termijnen import ZONE, Eenheid, Termijn, verloopt_op
from keten.domein.wet import Gebeurtenis
from keten.platform.inrichting_versie import Versie, toets_uniek
from keten.platform.yaml_oordeel import dichtstbij

_PROEFDAGEN: Final = tuple(date(2026, 1, 1) + timedelta(days=n) for n in range(4 * 365 + 1))
"""Begins on which a term is compared with the law's: four years, with every holiday on most weekdays."""


def toets_wet(versie: Versie) -> None:
    """Note what is wrong within `wet.yaml`, and what `termijnen.yaml` makes of it."""
    if versie.wet.waarde is None:
        return
    deel, regels = versie.wet, versie.wet.waarde.regels
    toets_uniek(deel, "regels", "id", [r.id for r in regels], "geef elke wetsregel een eigen id")
    for i, regel in enumerate(regels):
        for veld, wat, doe in _bezwaren(regel):
            deel.bestand.fout((*deel.plaats("regels", i), veld), wat, doe)
    if versie.termijnen.waarde is not None:
        _toets_termijnen(versie, {r.id: r for r in regels}, versie.termijnen.waarde.termijnen)


def toets_vrije_dagen(versie: Versie) -> None:
    """Note what is wrong with the equated days."""
    if versie.vrije_dagen.waarde is None:
        return
    deel, dagen = versie.vrije_dagen, versie.vrije_dagen.waarde.vrije_dagen
    toets_uniek(deel, "vrije_dagen", "datum", [d.datum.isoformat() for d in dagen], "haal er een weg")
    gemeenten = versie.kop.waarde.gemeenten if versie.kop.waarde and versie.kop.heel else None
    for i, dag in enumerate(dagen):
        hier = deel.plaats("vrije_dagen", i)
        feestdag = namen(dag.datum.year).get(dag.datum)
        if feestdag is not None or dag.datum.weekday() >= ZATERDAG:
            waarom = f"is {feestdag}" if feestdag else "valt in een weekend"
            wat = f"{dag.datum.isoformat()} {waarom} en is al vrij"
            deel.bestand.fout((*hier, "datum"), wat, "kijk of de datum klopt, of haal haar weg")
        for veld in ("gemeenten", "geen_werkdag_in"):
            for j, code in enumerate(getattr(dag, veld)):
                if gemeenten is not None and code not in gemeenten:
                    wat = f"gemeente '{code}' staat niet in inrichting.yaml"
                    deel.bestand.fout((*hier, veld, j), wat, f"kies uit: {', '.join(sorted(gemeenten))}")
                elif veld == "geen_werkdag_in" and dag.gemeenten and code not in dag.gemeenten:
                    wat, doe = (
                        f"in gemeente '{code}' is deze dag niet gelijkgesteld",
                        "zet haar ook bij gemeenten, of haal haar hier weg",
                    )
                    deel.bestand.fout((*hier, veld, j), wat, doe)


def _bezwaren(regel: WetsregelVorm) -> list[tuple[str, str, str]]:
    """Field, what, and what to do."""
    uit: list[tuple[str, str, str]] = []
    if regel.termijn is None:
        for veld in ("terug", "verlenging", "pauze", "dwangsom"):
            if getattr(regel, veld):
                uit.append((veld, f"'{veld}' doet niets bij een regel zonder termijn", "haal het weg"))
    elif regel.terug:
        if regel.termijn.eenheid in (Eenheid.MINUTEN, Eenheid.UREN):
            uit.append(("termijn", "terugtellen gaat in dagen", "geef een termijn in dagen of werkdagen"))
        for veld in ("verlenging", "pauze", "verbod"):
            if getattr(regel, veld):
                uit.append(
                    (veld, f"'{veld}' past niet bij een termijn die terug wordt geteld", "haal het weg")
                )
    if bool(regel.pauze) != (regel.pauze_grond is not None):
        doe = "noem bij pauze_grond het artikel" if regel.pauze else "zet erbij: pauze: [AANVULLING]"
        wat = "pauze en pauze_grond horen bij elkaar"
        uit.append(("pauze" if regel.pauze else "pauze_grond", wat, doe))
    if regel.vanaf is Gebeurtenis.AFSLUITING and not regel.terug:
        uit.append(("vanaf", "na AFSLUITING is het te laat om nog te tellen", "zet erbij: terug: true"))
    return uit


def _toets_termijnen(
    versie: Versie, wet: dict[str, WetsregelVorm], termijnen: tuple[TermijnVorm, ...]
) -> None:
    """A rule of a deployment may be stricter than the law it names, never longer."""
    deel = versie.termijnen
    for i, regel in enumerate(termijnen):
        if regel.wet is None:
            continue
        hier = (*deel.plaats("termijnen", i), "wet")
        wettelijk = wet.get(regel.wet)
        if wettelijk is None:
            if versie.wet.heel:
                wat = f"wetsregel '{regel.wet}' staat niet in wet.yaml"
                deel.bestand.fout(hier, wat, dichtstbij(regel.wet, wet))
        elif regel.plicht not in wettelijk.plichten:
            gaat = ", ".join(p.value for p in wettelijk.plichten) or "geen enkele plicht"
            wat = f"wetsregel '{regel.wet}' gaat niet over {regel.plicht.value}, maar over {gaat}"
            deel.bestand.fout(hier, wat, "kies een andere wetsregel, of zet de plicht erbij in wet.yaml")
        elif wettelijk.termijn is not None and (
            regel.termijn is None or ooit_later(regel.termijn, wettelijk.termijn)
        ):
            wat = (
                f"{schrijf_termijn(regel.termijn)} is langer dan de wet: {schrijf_termijn(wettelijk.termijn)}"
            )
            deel.bestand.fout((*hier[:-1], "termijn"), wat, f"geef hoogstens de termijn van '{regel.wet}'")


def ooit_later(termijn: Termijn, wettelijk: Termijn) -> bool:
    """Whether a term ends later than the law's on any of the days that are tried."""
    if termijn == wettelijk:
        return False
    ochtenden = (_ochtend(dag) for dag in _PROEFDAGEN)
    return any(
        verloopt_op(op, termijn, GEEN_EXTRA) > verloopt_op(op, wettelijk, GEEN_EXTRA) for op in ochtenden
    )


def _ochtend(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 9, tzinfo=ZONE)
