"""Understands a scenario file: reads it, and tells every mistake at once, each with its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from beheer.fouten import BeheerError, meervoud
from beheer.scenario_model import Bericht, Scenario
from beheer.uitgangscodes import Uitgang
from keten.contract.berichten.register import IN, UIT
from keten.platform.yaml_bestand import Pad, YamlBestand, lees_yaml
from keten.platform.yaml_oordeel import dichtstbij, keur


@dataclass(frozen=True, slots=True)
class GelezenScenario:
    """A scenario that is right, and the file it stood in."""

    bestand: Path
    inhoud: Scenario
    yaml: YamlBestand

    @property
    def titel(self) -> str:
        return self.inhoud.titel or self.bestand.stem


def lees_scenario(bestand: Path) -> GelezenScenario:
    """Raises BeheerError with every mistake; what hangs on who takes part, `controleer_partijen` judges."""
    yaml = lees_yaml(bestand)
    gekeurd = keur(yaml, Scenario)
    if gekeurd.waarde is not None:
        for nummer, bericht in enumerate(gekeurd.waarde.berichten):
            for veld, wat, doe in _bezwaren(bericht, gekeurd.waarde):
                plek = gekeurd.plaats("berichten", nummer)
                yaml.fout((*plek, *veld), wat, doe)
        if gekeurd.heel:
            _toets_samenhang(gekeurd.waarde, yaml)
    _eis_foutloos(bestand, yaml)
    if gekeurd.waarde is None:
        raise AssertionError("a file without a value has a mistake, so this is never reached")
    return GelezenScenario(bestand, gekeurd.waarde, yaml)


def controleer_partijen(gelezen: GelezenScenario, partijen: Collection[str]) -> None:
    """Every party that the scenario names must take part, and every matter must be opened by a message.

    Raises BeheerError with each that does not. Parties first: a misspelt one would be offered as the right
    name of a matter.
    """
    for pad, code in _genoemde_partijen(gelezen.inhoud):
        if code not in partijen:
            gelezen.yaml.fout(pad, f"de inrichting kent geen partner '{code}'", dichtstbij(code, partijen))
    _eis_foutloos(gelezen.bestand, gelezen.yaml)
    geopend = {f"{b.van}/{b.kenmerk}" for b in gelezen.inhoud.berichten if b.type in IN and IN[b.type].opent}
    for pad, zaak in _verwachte_zaken(gelezen.inhoud):
        if zaak not in geopend:
            gelezen.yaml.fout(pad, f"geen bericht opent '{zaak}'", dichtstbij(zaak, geopend))
    _eis_foutloos(gelezen.bestand, gelezen.yaml)


def _eis_foutloos(bestand: Path, yaml: YamlBestand) -> None:
    if yaml.fouten:
        raise BeheerError(
            f"Het scenario {bestand} bevat {meervoud(len(yaml.fouten), 'fout', 'fouten')}.",
            details=[str(fout) for fout in sorted(set(yaml.fouten))],
            raad="Verbeter deze regels; in casussen/ staan voorbeelden.",
            uitgang=Uitgang.INVOER,
        )


def _bezwaren(bericht: Bericht, scenario: Scenario) -> Iterator[tuple[Pad, str, str]]:
    """What each field of a message allows but the whole does not."""
    soort = IN.get(bericht.type)
    if soort is None:
        yield ("type",), f"een partner kan geen '{bericht.type}' sturen", dichtstbij(bericht.type, IN)
        return
    if soort.opent and bericht.kenmerk is None:
        yield (), f"'kenmerk' ontbreekt: {bericht.type} opent een verzoek", "geef het een eigen kenmerk"
    if soort.opent and not soort.vult_aan and bericht.over is not None:
        yield (
            ("over",),
            f"{bericht.type} opent een eigen verzoek en gaat niet over een ander",
            "haal 'over' weg",
        )
    if soort.zonder_zaak and bericht.over is not None:
        yield ("over",), f"{bericht.type} gaat over geen enkel verzoek", "haal 'over' weg"
    if not soort.opent and not soort.zonder_zaak and bericht.over is None and bericht.kenmerk is None:
        yield (), f"{bericht.type} gaat over een verzoek", "zeg welk, met over: partner/kenmerk"
    if bericht.verzonden is not None and bericht.verzonden > bericht.op:
        yield ("verzonden",), "verzonden kan niet na de aankomst ('op') zijn", "verbeter een van beide tijden"
    if scenario.tot is not None and bericht.op > scenario.tot:
        yield ("op",), "dit bericht komt na het einde ('tot')", "verbeter een van beide tijden"


def _toets_samenhang(scenario: Scenario, yaml: YamlBestand) -> None:
    for pad, soort in _verwachte_soorten(scenario):
        if soort not in UIT:
            yaml.fout(pad, f"wijkketen stuurt geen '{soort}'", dichtstbij(soort, UIT))
    for partner, stiltes in scenario.ongelezen.items():
        for nummer, stilte in enumerate(stiltes):
            if stilte.tot is not None and stilte.tot <= stilte.van:
                pad = ("ongelezen", partner, nummer, "tot")
                yaml.fout(pad, "deze periode eindigt voor zij begint", "verbeter een van beide tijden")


def _verwachte_zaken(scenario: Scenario) -> Iterator[tuple[Pad, str]]:
    if scenario.verwacht is None:
        return
    for nummer, rij in enumerate(scenario.verwacht.berichten):
        if rij.over is not None:
            yield ("verwacht", "berichten", nummer, "over"), rij.over
    for nummer, niet in enumerate(scenario.verwacht.niet):
        if niet.over is not None:
            yield ("verwacht", "niet", nummer, "over"), niet.over
    for nummer, eind in enumerate(scenario.verwacht.eindstand):
        yield ("verwacht", "eindstand", nummer, "verzoek"), eind.verzoek


def _verwachte_soorten(scenario: Scenario) -> Iterator[tuple[Pad, str]]:
    if scenario.verwacht is None:
        return
    for nummer, rij in enumerate(scenario.verwacht.berichten):
        yield ("verwacht", "berichten", nummer, "type"), rij.type
    for nummer, niet in enumerate(scenario.verwacht.niet):
        if niet.type is not None:
            yield ("verwacht", "niet", nummer, "type"), niet.type


def _genoemde_partijen(scenario: Scenario) -> Iterator[tuple[Pad, str]]:
    for nummer, bericht in enumerate(scenario.berichten):
        yield ("berichten", nummer, "van"), bericht.van
        if bericht.over is not None:
            yield ("berichten", nummer, "over"), bericht.over.split("/", 1)[0]
    for partner in scenario.ongelezen:
        yield ("ongelezen", partner), partner
    if scenario.verwacht is not None:
        for nummer, rij in enumerate(scenario.verwacht.berichten):
            yield ("verwacht", "berichten", nummer, "naar"), rij.naar
        for nummer, niet in enumerate(scenario.verwacht.niet):
            if niet.naar is not None:
                yield ("verwacht", "niet", nummer, "naar"), niet.naar
