"""Understands what may be wrong with rules of which the first that fits decides: routering and termijnen.

Every combination that can occur is written out, so that a rule that never gets its turn, and a case that
no rule decides, are found before a melding meets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from keten.contract.inrichting_model import RegelVorm, TermijnVorm
from keten.domein.begrippen import Contactwijze, Plicht, Thema, Urgentie, Verzoeksoort
from keten.domein.plichten import PLICHTEN
from keten.domein.routering import DOORGEZONDEN, GEKOPPELD, INGENOMEN, VANGNET, VERWIJZER
from keten.domein.verplichtingen import MAG_ZONDER
from keten.platform.inrichting_versie import Versie, toets_partij, toets_uniek
from keten.platform.yaml_oordeel import Gekeurd, dichtstbij

Geval = tuple[Thema, Urgentie, str, str]
Termijngeval = tuple[Plicht, Thema, Urgentie, Verzoeksoort]


def toets_routering(versie: Versie) -> None:
    """Note what is wrong with the rules that choose a receiver."""
    if versie.routering.waarde is None:
        return
    deel, regels = versie.routering, versie.routering.waarde.regels
    toets_partij(versie, deel.bestand, ("vangnet",), versie.routering.waarde.vangnet)
    toets_uniek(deel, "regels", "id", [r.id for r in regels], "geef elke regel een eigen id")
    gemeenten = versie.kop.waarde.gemeenten if versie.kop.waarde and versie.kop.heel else None
    rollen = (
        {p.rol for p in versie.partijen.waarde.partijen}
        if versie.partijen.waarde and versie.partijen.heel
        else None
    )
    for i, regel in enumerate(regels):
        hier = deel.plaats("regels", i)
        toets_partij(versie, deel.bestand, (*hier, "ontvanger"), regel.ontvanger)
        if regel.id in (VANGNET, VERWIJZER, INGENOMEN, DOORGEZONDEN, GEKOPPELD):
            wat = f"'{regel.id}' is de naam van wat geen regel beslist"
            deel.bestand.fout((*hier, "id"), wat, "kies een ander id")
        for j, gemeente in enumerate(regel.gemeenten):
            if gemeenten is not None and gemeente not in gemeenten:
                wat = f"gemeente '{gemeente}' staat niet in inrichting.yaml"
                deel.bestand.fout((*hier, "gemeenten", j), wat, f"kies uit: {', '.join(sorted(gemeenten))}")
        for j, rol in enumerate(regel.afzender_rollen):
            if rollen is not None and rol not in rollen:
                wat = f"geen enkele partij heeft de rol {rol.value}"
                doe = dichtstbij(rol.value, (r.value for r in rollen))
                deel.bestand.fout((*hier, "afzender_rollen", j), wat, doe)
    if gemeenten is not None and rollen is not None:
        _toets_bereikbaar(deel, "regels", [(r.id, frozenset(_gevallen(versie, r))) for r in regels])


def _gevallen(versie: Versie, regel: RegelVorm) -> Iterator[Geval]:
    """All meldingen for which the conditions of a rule hold: theme, urgency, gemeente, sender."""
    kop, partijen = versie.kop.waarde, versie.partijen.waarde
    if kop is None or partijen is None:
        return iter(())
    return product(
        regel.themas or Thema,
        regel.urgenties or Urgentie,
        regel.gemeenten or kop.gemeenten,
        [
            p.code
            for p in partijen.partijen
            if p.opent
            and p.code != regel.ontvanger
            and (not regel.afzender_rollen or p.rol in regel.afzender_rollen)
        ],
    )


def toets_termijnen(versie: Versie) -> None:
    """Note what is wrong with how long duties may take."""
    if versie.termijnen.waarde is None:
        return
    deel, regels = versie.termijnen, versie.termijnen.waarde.termijnen
    toets_uniek(deel, "termijnen", "id", [r.id for r in regels], "geef elke termijn een eigen id")
    for i, regel in enumerate(regels):
        hier = deel.plaats("termijnen", i)
        if regel.termijn is None and regel.plicht not in MAG_ZONDER:
            wat = f"{regel.plicht.value} zonder termijn zou nooit te laat zijn"
            deel.bestand.fout((*hier, "termijn"), wat, "geef een termijn, zoals 3 werkdagen")
        if regel.plicht is Plicht.METING:
            wat = "wanneer er na de ondersteuning wordt gemeten, staat in nazorg.yaml"
            deel.bestand.fout((*hier, "plicht"), wat, "zet het moment daar, en haal deze regel weg")
        if regel.plicht is Plicht.FUNCTIE:
            wat = "wanneer een functie verricht moet zijn, staat in ketenpaden.yaml"
            deel.bestand.fout((*hier, "plicht"), wat, "zet de termijn daar, en haal deze regel weg")
        if regel.respijt is not None and (regel.termijn is None or regel.plicht is Plicht.ESCALATIE):
            wat = "dit respijt doet niets: er volgt hier geen trap"
            deel.bestand.fout((*hier, "respijt"), wat, "haal het weg")
    contact = versie.termijnen.waarde.contactregel
    if contact.wijzen > contact.pogingen:
        wat = f"{contact.pogingen} pogingen kunnen niet op {contact.wijzen} manieren"
        deel.bestand.fout(("contactregel", "wijzen"), wat, f"geef hoogstens {contact.pogingen}")
    if len(set(contact.ook_anders_dan)) == len(Contactwijze):
        wat = "geen enkele manier is dan genoeg"
        deel.bestand.fout(
            ("contactregel", "ook_anders_dan"), wat, "laat minstens een manier weg", sleutel=True
        )
    _toets_bereikbaar(deel, "termijnen", [(r.id, _termijngevallen(r)) for r in regels])
    if not deel.heel:
        return
    gedekt = frozenset[Termijngeval]().union(*(_termijngevallen(r) for r in regels))
    # When those are due stands in nazorg.yaml and ketenpaden.yaml; without a rule no outcome is owed.
    elders = (Plicht.METING, Plicht.FUNCTIE, Plicht.UITKOMST)
    for plicht in (p for p in Plicht if p not in elders):
        soorten = sorted(PLICHTEN[plicht].soorten, key=list(Verzoeksoort).index)
        gevallen = product(Thema, Urgentie, soorten)
        open_ = [(t, u, s) for t, u, s in gevallen if (plicht, t, u, s) not in gedekt]
        if open_:
            thema, urgentie, soort = open_[0]
            waar = f"{thema.value} met urgentie {urgentie.value} bij een {soort.value.lower()}"
            meer = f" en {len(open_) - 1} andere combinaties" if len(open_) > 1 else ""
            wat = f"{plicht.value} heeft geen termijn voor {waar}{meer}"
            doe = f"zet onderaan een regel voor plicht {plicht.value} zonder themas, urgenties en soorten"
            deel.bestand.fout(("termijnen",), wat, doe, sleutel=True)


def _termijngevallen(regel: TermijnVorm) -> frozenset[Termijngeval]:
    soorten = PLICHTEN[regel.plicht].soorten
    return frozenset(
        product(
            (regel.plicht,),
            regel.themas or Thema,
            regel.urgenties or Urgentie,
            soorten.intersection(regel.soorten) if regel.soorten else soorten,
        )
    )


def _toets_bereikbaar(deel: Gekeurd[Any], lijst: str, regels: Iterable[tuple[str, frozenset[Any]]]) -> None:
    gezien: set[Any] = set()
    for i, (naam, gevallen) in enumerate(regels):
        if gevallen <= gezien:
            wat = f"regel '{naam}' wordt nooit bereikt: de regels erboven beslissen alles al"
            deel.bestand.fout(
                (*deel.plaats(lijst, i), "id"),
                wat,
                "zet haar hoger, maak haar bijzonderder, of haal haar weg",
            )
        gezien |= gevallen
