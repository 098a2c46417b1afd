"""Understands what is wrong with the ways to products: who performs which function, and where the knip is."""

from __future__ import annotations

from keten.contract.inrichting_model import KetenpadenBestand, KetenpadVorm, PadstapVorm
from keten.contract.termijntekst import schrijf_termijn
from keten.domein.wet import Gebeurtenis
from keten.platform.inrichting_versie import Versie, toets_partij, toets_uniek
from keten.platform.inrichting_wet import ooit_later
from keten.platform.yaml_bestand import Pad
from keten.platform.yaml_oordeel import Gekeurd, dichtstbij


def toets_ketenpaden(versie: Versie) -> None:
    """Note every mistake, each at its line."""
    if versie.ketenpaden.waarde is None:
        return
    deel, paden = versie.ketenpaden, versie.ketenpaden.waarde.paden
    toets_uniek(deel, "paden", "product", [p.product for p in paden], "geef elk product een pad")
    for i, pad in enumerate(paden):
        hier = deel.plaats("paden", i)
        _toets_knip(deel, hier, pad)
        for j, stap in enumerate(pad.stappen):
            _toets_stap(versie, deel, (*hier, "stappen", j), stap)
            if stap.functie in [s.functie for s in pad.stappen[:j]]:
                wat = f"{stap.functie.value} staat twee keer in dit pad"
                deel.bestand.fout((*hier, "stappen", j, "functie"), wat, "haal er een weg")


def _toets_knip(deel: Gekeurd[KetenpadenBestand], hier: Pad, pad: KetenpadVorm) -> None:
    if pad.knip not in [s.functie for s in pad.stappen]:
        wat = f"de knip {pad.knip.value} is geen stap van dit pad"
        deel.bestand.fout((*hier, "knip"), wat, "kies de laatste stap die hier gevolgd wordt")


def _toets_stap(versie: Versie, deel: Gekeurd[KetenpadenBestand], hier: Pad, stap: PadstapVorm) -> None:
    for k, code in enumerate(stap.mandaat):
        toets_partij(versie, deel.bestand, (*hier, "mandaat", k), code)
    if not stap.door and not stap.mandaat:
        wat = f"niemand verricht {stap.functie.value}"
        deel.bestand.fout((*hier, "functie"), wat, "noem met door een rol, of met mandaat een partij")
    _toets_wet(versie, deel, hier, stap)
    if versie.partijen.waarde is None or not versie.partijen.heel:
        return
    rollen = {p.rol for p in versie.partijen.waarde.partijen}
    for k, rol in enumerate(stap.door):
        if rol not in rollen:
            wat = f"geen partij heeft de rol {rol.value}"
            deel.bestand.fout((*hier, "door", k), wat, "kies een rol uit partijen.yaml")


def _toets_wet(versie: Versie, deel: Gekeurd[KetenpadenBestand], hier: Pad, stap: PadstapVorm) -> None:
    """A decision follows a legal rule that is named, and no step is longer than the rule it names."""
    if versie.wet.waarde is None:
        return
    wet = {r.id: r for r in versie.wet.waarde.regels}
    over = [r.id for r in wet.values() if r.vanaf is Gebeurtenis.AANVRAAG and stap.functie in r.functies]
    if stap.wet is None:
        if over:
            wat = f"voor {stap.functie.value} geldt een wettelijke termijn"
            deel.bestand.fout((*hier, "functie"), wat, f"noem haar met wet; kies uit: {', '.join(over)}")
        return
    regel = wet.get(stap.wet)
    if regel is None:
        if versie.wet.heel:
            wat = f"wetsregel '{stap.wet}' staat niet in wet.yaml"
            deel.bestand.fout((*hier, "wet"), wat, dichtstbij(stap.wet, wet))
    elif stap.functie not in regel.functies:
        wat = f"wetsregel '{stap.wet}' gaat niet over {stap.functie.value}"
        deel.bestand.fout(
            (*hier, "wet"), wat, "kies een andere wetsregel, of zet de functie erbij in wet.yaml"
        )
    elif regel.termijn is not None and ooit_later(stap.termijn, regel.termijn):
        wat = f"{schrijf_termijn(stap.termijn)} is langer dan de wet: {schrijf_termijn(regel.termijn)}"
        deel.bestand.fout((*hier, "termijn"), wat, f"geef hoogstens de termijn van '{stap.wet}'")
