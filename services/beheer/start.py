"""Understands the verb `start`: runs processes of the chain and keeps them running."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from beheer.fouten import BeheerError
from beheer.kinderen import PROCESSEN, Kind, beeindig
from beheer.uitgangscodes import Uitgang

_ALLES = "alles"


def start(
    processen: Annotated[
        list[str],
        typer.Argument(metavar="PROCES…", help=f"Een of meer van {', '.join(PROCESSEN)}; of: alles."),
    ],
    zonder_oppas: Annotated[
        bool,
        typer.Option(
            "--zonder-oppas",
            help="Eén proces zonder oppas; wie het start (Kubernetes, systemd) herstart het.",
        ),
    ] = False,
) -> int:
    """Start processen van de keten en houdt ze draaiend; stopt netjes op Ctrl-C of SIGTERM.

    Zonder WIJKKETEN_KAFKA start het een eigen Kafka voor deze ene machine en maakt de topics. Een proces dat
    stopt begint opnieuw na een pauze die oploopt tot een minuut; na een fout in de instellingen niet.
    """
    gekozen = _kies(processen)
    if zonder_oppas:
        _word(gekozen)
    from beheer.kafka import kafka
    from beheer.omgeving import instellingen
    from beheer.oppassen import pas_op
    from beheer.scherm import meldingen

    scherm = meldingen()

    def zeg(tekst: str) -> None:
        scherm.print(f"[dim]wijkketen[/] {tekst}")

    data = instellingen().data
    with kafka(data / "kafka", zeg) as gekozen_kafka:
        if gekozen_kafka.ingebed:
            _maak_topics(gekozen_kafka.adres)
            zeg(f"Kafka op {gekozen_kafka.adres}")
        kinderen = [Kind(naam, {"WIJKKETEN_KAFKA": gekozen_kafka.adres}) for naam in gekozen]
        try:
            pas_op(kinderen, zeg, gekozen_kafka.eis_levend)
        finally:
            zeg("stopt: elk proces maakt af waar het mee bezig is")
            beeindig(kinderen)
            zeg("gestopt")
    return Uitgang.GOED


def _kies(processen: Sequence[str]) -> list[str]:
    onbekend = [naam for naam in processen if naam not in (*PROCESSEN, _ALLES)]
    if onbekend:
        raise BeheerError(
            f"Er is geen proces {' of '.join(onbekend)}.",
            raad=f"Kies uit {', '.join(PROCESSEN)}, of alles.",
            uitgang=Uitgang.GEBRUIK,
        )
    return list(PROCESSEN) if _ALLES in processen else list(dict.fromkeys(processen))


def _word(gekozen: Sequence[str]) -> None:
    """Become that process: same id, so that signals and exit codes are its own."""
    if len(gekozen) != 1:
        raise BeheerError(
            "Zonder oppas kan er maar één proces tegelijk starten.",
            raad="Noem er één, of laat --zonder-oppas weg.",
            uitgang=Uitgang.GEBRUIK,
        )
    from beheer.kafka import eis_kafka

    eis_kafka()
    os.execv(sys.executable, [sys.executable, "-P", "-m", gekozen[0]])  # noqa: S606


def _maak_topics(adres: str) -> None:
    from beheer.inrichting import lees
    from beheer.topics import pas_toe_op

    pas_toe_op(adres, lees(None))
