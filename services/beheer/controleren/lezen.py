"""Understands how the sums are made over a Kafka that is in use: a cut, and then everything before it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from beheer.controleren.aanmaningen import wachtende_ids
from beheer.controleren.rekening import LEES_TOT, Rekening
from beheer.controleren.snede import Deel, Snede
from beheer.controleren.uitkomst import Uitkomst
from beheer.toestandplek import CHANGELOG, CHANGELOG_BEZORGING
from keten.contract.codec import Schemas
from keten.contract.leesgroepen import LEESGROEPEN
from keten.contract.uitgaande_ids import UitgaandeIds
from keten.contract.voorlezer import Voorlezer
from keten.platform.deelnemers import in_topic, uit_topic
from keten.platform.momentopname import Momentopname, kijk
from keten.platform.opruimen import zelden_opruimen
from keten.platform.uitvoer import BERICHTEN, FEITEN, QUARANTAINE, VERDICTEN

Zeg = Callable[[str], None]


async def neem_snede(
    kijker: Momentopname, partners: Sequence[str], schemas: Schemas, voorlezer: Voorlezer
) -> Snede:
    """In the order that `Snede` asks for."""
    ingang = await kijker.delen([in_topic(p) for p in partners])
    uitgang = await kijker.delen([uit_topic(p) for p in partners])
    vast = {t: await kijker.delen([t]) for t in (VERDICTEN, QUARANTAINE, BERICHTEN, FEITEN)}
    bezorging, postvakken = await kijker.laatste(CHANGELOG_BEZORGING)
    opvolging = await kijker.posities(CHANGELOG)
    inname = await kijker.vastgelegd(LEESGROEPEN["inname"][0], ingang)
    eind: dict[Deel, int] = {}
    begin: dict[Deel, int] = {}
    # An end that is read later is never before the end of what it caused.
    for delen in (uitgang, *vast.values(), ingang):
        eind |= await kijker.eind(delen)
    for delen in (uitgang, *vast.values(), ingang):
        begin |= await kijker.begin(delen)
    vanaf = {
        deel: await kijker.eerste_ms(deel, eerste, eind[deel]) for deel, eerste in begin.items() if eerste
    }
    gelezen = {deel[0]: n for deel, n in inname.items()}
    wachtend = wachtende_ids(postvakken.items(), schemas, voorlezer)
    return Snede(begin, eind, gelezen, opvolging, bezorging, vanaf, wachtend)


async def tel(
    klant: Mapping[str, Any],
    partners: Sequence[str],
    voorlezer: Voorlezer,
    schemas: Schemas,
    ids: UitgaandeIds,
    zeg: Zeg = lambda _: None,
) -> Uitkomst:
    """The sums of everything up to now. Writes nothing to Kafka; what does not fit in memory goes to a
    temporary folder.
    """
    with tempfile.TemporaryDirectory(prefix="wijkketen-controle-") as map_, zelden_opruimen():
        async with kijk(klant) as kijker:
            snede = await neem_snede(kijker, partners, schemas, voorlezer)
            rekening = Rekening(snede, voorlezer, ids, Path(map_))
            grenzen = {deel: (snede.begin[deel], eind) for deel, eind in snede.eind.items()}
            totaal = sum(max(0, eind - begin) for begin, eind in grenzen.values())
            gedaan = 0
            async for (topic, partitie), regels in kijker.alles(grenzen):
                rekening.neem(topic, partitie, regels)
                gedaan += len(regels)
                zeg(f"{gedaan:,} van {totaal:,} records gelezen".replace(",", "."))
        zeg("naast elkaar leggen")
        return rekening.sluit_af()


def maak_voorlezer(
    avsc: Mapping[tuple[str, int], Mapping[str, Any]], ids: Mapping[int, tuple[str, int]]
) -> Voorlezer:
    """Reads what the sums need."""
    return Voorlezer(avsc, ids, LEES_TOT)
