"""Understands a scenario file: reads it, and tells every mistake at once, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from beheer.fouten import BeheerError, meervoud
from beheer.scenario_model import Bericht, Scenario
from beheer.uitgangscodes import Uitgang
from keten.contract.berichten.register import IN, UIT
from keten.platform.yaml_bestand import Pad, YamlBestand, lees_yaml
from keten.platform.yaml_oordeel import Gekeurd, dichtstbij, keur


@dataclass(frozen=True, slots=True)
class GelezenScenario:
    """A scenario that is right, and the file it stood in."""

    bestand: Path
    inhoud: Scenario
    yaml: YamlBestand

    @property
    def titel(self) -> str:
        return self.inhoud.titel or self.bestand.stem


def lees_scenario(
    bestand: Path, partijen: Callable[[GelezenScenario], Collection[str]] | None = None
) -> GelezenScenario:
    """Raises BeheerError with every mistake. What hangs on who takes part, `controleer_partijen` judges.

    `partijen`: who takes part by the rules that a scenario names; then a file with mistakes is judged by
    those too, so that they are told in the same run. Rules that cannot be read are another's mistake.
    """
    yaml = lees_yaml(bestand)
    gekeurd = keur(yaml, Scenario)
    if gekeurd.waarde is not None:
        for nummer, bericht in enumerate(gekeurd.waarde.berichten):
            for veld, wat, doe in _bezwaren(bericht, gekeurd.waarde):
                plek = gekeurd.plaats("berichten", nummer)
                yaml.fout((*plek, *veld), wat, doe)
        _toets_samenhang(gekeurd.waarde, yaml)
    gelezen = None if gekeurd.waarde is None else GelezenScenario(bestand, gekeurd.waarde, yaml)
    if yaml.fouten and gelezen is not None and partijen is not None:
        with suppress(BeheerError):
            _toets_partijen(gelezen, partijen(gelezen), gekeurd)
    _eis_foutloos(bestand, yaml)
    if gelezen is None:
        raise AssertionError("a file without a value has a mistake, so this is never reached")
    return gelezen


def controleer_partijen(gelezen: GelezenScenario, partijen: Collection[str]) -> None:
    """Every party that the scenario names must take part, and every matter must be opened by a message.

    Raises BeheerError with each that does not.
    """
    _toets_partijen(gelezen, partijen)
    _eis_foutloos(gelezen.bestand, gelezen.yaml)


def _toets_partijen(
    gelezen: GelezenScenario, partijen: Collection[str], gekeurd: Gekeurd[Scenario] | None = None
) -> None:
    """Of a matter with a misspelt party only the party is told: one mistake, one sentence.

    `gekeurd`: where each message stands in the file, if some were left out.
    """

    def waar(pad: Pad) -> Pad:
        if gekeurd is None or pad[0] != "berichten":
            return pad
        return (*gekeurd.plaats("berichten", int(pad[1])), *pad[2:])

    for pad, code in _genoemde_partijen(gelezen.inhoud):
        if code not in partijen:
            wat = f"de inrichting kent geen partner '{code}'"
            gelezen.yaml.fout(waar(pad), wat, dichtstbij(code, partijen))
    if gekeurd is not None and not gekeurd.heel:
        return  # what was left out may be what opens it
    geopend = {f"{b.van}/{b.kenmerk}" for b in gelezen.inhoud.berichten if b.type in IN and IN[b.type].opent}
    bekend = {zaak for zaak in geopend if zaak.split("/", 1)[0] in partijen}
    verschreven = {zaak.split("/", 1)[1] for zaak in geopend - bekend}
    for pad, zaak in _genoemde_zaken(gelezen.inhoud):
        partner, _, kenmerk = zaak.partition("/")
        if zaak not in bekend and partner in partijen and kenmerk not in verschreven:
            gelezen.yaml.fout(waar(pad), f"geen bericht opent '{zaak}'", dichtstbij(zaak, bekend))


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


def _genoemde_zaken(scenario: Scenario) -> Iterator[tuple[Pad, str]]:
    for nummer, bericht in enumerate(scenario.berichten):
        if bericht.over is not None:
            yield ("berichten", nummer, "over"), bericht.over
    yield from _verwachte_zaken(scenario)


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
