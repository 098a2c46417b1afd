"""Understands the verb `simuleer`: a scenario through the whole chain, in memory."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from beheer.opties import JsonOptie
from beheer.uitgangscodes import Uitgang

if TYPE_CHECKING:
    from beheer.afloop import Afloop
    from beheer.scenario import GelezenScenario
    from keten.platform.inrichting_lezer import Inrichtingen


def simuleer(
    scenario: Annotated[
        Path, typer.Argument(metavar="SCENARIO.yaml", help="Het scenario; voorbeelden staan in casussen/.")
    ],
    tot: Annotated[
        str | None,
        typer.Option(
            "--tot", metavar="TIJD", help="Tot wanneer, bijvoorbeeld 2027-03-05T17:00 (plaatselijke tijd)."
        ),
    ] = None,
    verplichtingen: Annotated[
        bool,
        typer.Option("--verplichtingen", help="Ook elke plicht die ontstond: wie, wat, wanneer, waarom."),
    ] = False,
    keten: Annotated[
        bool, typer.Option("--keten", help="Ook welke functies zijn verricht, naast wat het pad verwachtte.")
    ] = False,
    watals: Annotated[
        Path | None,
        typer.Option(
            "--watals", metavar="MAP", help="Ook wat een andere inrichting had gedaan, naast elkaar."
        ),
    ] = None,
    als_json: JsonOptie = False,
) -> int:
    """Speelt een scenario na, zonder Kafka: wat elke partner krijgt, en hoe elk verzoek eindigt.

    Dezelfde regels, berichten en weglatingen als in het echt, op een klok die met de hand gaat. Staat er
    `verwacht:` in het scenario, dan is de uitgangscode 0 als alles zo ging en anders 1.
    """
    from beheer.afspelen import deelnemers_van, inrichting_van, speel_in_geheugen
    from beheer.scenario import lees_scenario

    gelezen = lees_scenario(scenario, deelnemers_van)
    einde = _einde(tot)
    afloop, inrichtingen = speel_in_geheugen(gelezen, einde)
    anders = None if watals is None else speel_in_geheugen(gelezen, einde, watals)
    verschillen = None if _stopt_eerder(gelezen, einde) else _toets(gelezen, afloop)
    if als_json:
        _schrijf(afloop)
    else:
        _toon(gelezen, afloop, inrichtingen)
    if verplichtingen:
        _grootboek(afloop, inrichtingen, als_json)
    if keten:
        _keten(afloop, inrichtingen, als_json)
    if anders is not None:
        plekken = (inrichting_van(gelezen), watals or Path())
        _vergelijk((afloop, inrichtingen), anders, plekken, als_json)
    if not als_json:
        _oordeel(gelezen, verschillen)
    if verschillen and als_json:
        from beheer.scherm import meldingen

        meldingen().print(
            "\n".join(f"niet zoals verwacht: {v}" for v in verschillen), markup=False, soft_wrap=True
        )
    return Uitgang.ANDERS if verschillen else Uitgang.GOED


def _einde(tot: str | None) -> datetime | None:
    from beheer import tijden

    if tot is None:
        return None
    try:
        return tijden.lees(tot)
    except ValueError as fout:
        raise typer.BadParameter(f"{tot!r} {fout}", param_hint="--tot") from None


def _stopt_eerder(gelezen: GelezenScenario, einde: datetime | None) -> bool:
    """What a scenario expects holds at its own end."""
    from beheer.agenda import uiterste

    return einde is not None and einde < uiterste(gelezen.inhoud, None)


def _toets(gelezen: GelezenScenario, afloop: Afloop) -> list[str] | None:
    from beheer.verwachting import toets

    verwacht = gelezen.inhoud.verwacht
    return None if verwacht is None else toets(verwacht, afloop)


def _schrijf(afloop: Afloop) -> None:
    from beheer.scherm import schrijf_json

    for regel in afloop.regels:
        schrijf_json(regel.als_json())
    for stand in afloop.eindstanden:
        schrijf_json(stand.als_json())


def _toon(gelezen: GelezenScenario, afloop: Afloop, inrichtingen: Inrichtingen) -> None:
    from beheer import tijdlijn
    from beheer.scherm import uitvoer

    namen = {code: partij.naam for code, partij in inrichtingen.nieuwste.partijen.items()}
    scherm = uitvoer()
    tijdlijn.kop(scherm, gelezen.inhoud.titel or gelezen.bestand.stem, gelezen.inhoud.verhaal)
    tijdlijn.per_partner(scherm, afloop, namen)
    tijdlijn.eindstanden(scherm, afloop.eindstanden, namen)


def _grootboek(afloop: Afloop, inrichtingen: Inrichtingen, als_json: bool) -> None:
    from beheer.grootboekblad import houd_bij, regels_van, toon_grootboek
    from beheer.scherm import schrijf_json, uitvoer

    boeken = {zaak: houd_bij(feiten, inrichtingen) for zaak, feiten in afloop.verloop.items()}
    regels = [r for zaak, boek in boeken.items() for r in regels_van(zaak, boek, inrichtingen)]
    if als_json:
        for regel in regels:
            schrijf_json(regel.als_json())
    else:
        toon_grootboek(uitvoer(), regels, inrichtingen.nieuwste)


def _keten(afloop: Afloop, inrichtingen: Inrichtingen, als_json: bool) -> None:
    from beheer.grootboekblad import houd_bij
    from beheer.ketenblad import schakels_van, toon_keten
    from beheer.padblad import padregels, toon_paden
    from beheer.scherm import schrijf_json, uitvoer

    nieuwste = inrichtingen.nieuwste
    verlopen = {zaak: list(feiten) for zaak, feiten in afloop.verloop.items()}
    schakels = [
        schakel
        for zaak, feiten in verlopen.items()
        for schakel in schakels_van(zaak, feiten, inrichtingen, afloop.gebeurd)
    ]
    paden = [
        regel
        for zaak, feiten in verlopen.items()
        for regel in padregels(zaak, houd_bij(feiten, inrichtingen), schakels, nieuwste)
    ]
    if als_json:
        for rij in [*(s.als_json() for s in schakels), *(r.als_json() for r in paden)]:
            schrijf_json(rij)
    else:
        toon_keten(uitvoer(), schakels, nieuwste)
        toon_paden(uitvoer(), paden, schakels, nieuwste)


def _vergelijk(
    nu: tuple[Afloop, Inrichtingen],
    anders: tuple[Afloop, Inrichtingen],
    plekken: tuple[Path, Path],
    als_json: bool,
) -> None:
    from beheer.scherm import schrijf_json, uitvoer
    from beheer.watals import toon_vergelijking, vergelijk

    rijen = vergelijk(nu, anders)
    if als_json:
        for rij in rijen:
            schrijf_json(rij.als_json())
    else:
        namen = [
            f"{kant[1].nieuwste.naam} v{kant[1].nieuwste.versie} ({plek})"
            for kant, plek in zip((nu, anders), _korter(plekken), strict=True)
        ]
        toon_vergelijking(uitvoer(), rijen, f"nu: {namen[0]}", f"wat als: {namen[1]}")


def _korter(plekken: tuple[Path, Path]) -> tuple[str, str]:
    """By the names of the folders, where those differ."""
    een, twee = plekken
    return (een.name, twee.name) if een.name != twee.name else (str(een), str(twee))


def _oordeel(gelezen: GelezenScenario, verschillen: list[str] | None) -> None:
    from beheer import tijdlijn
    from beheer.scherm import uitvoer

    scherm = uitvoer()
    if verschillen is not None or gelezen.inhoud.verwacht is None:
        tijdlijn.oordeel(scherm, verschillen)
    else:
        scherm.print("\n[dim]Gestopt voor het einde van het scenario; wat het verwacht is niet getoetst.[/]")
