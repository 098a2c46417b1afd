"""Understands how the facts of a Kafka that is in use are replayed beside it, and what they are held against.

The tracker writes states, orders and its position in one transaction. So a changelog read up to an end says
at which position these states hold; orders that stood there before were decided by then, and every order that
was decided by then stands there after.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from beheer.controleren.bevinding import Bevindingen, Plek
from beheer.controleren.naspel import Nagespeeld, Naspel
from beheer.controleren.rekening import LEES_TOT
from beheer.controleren.uitspel import Nagemaakt, Uitspel
from beheer.toestandplek import CHANGELOG
from keten.contract.codec import Schemas
from keten.contract.voorlezer import Voorlezer
from keten.platform.deelnemers import codes, uit_topic
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.momentopname import Deel, Momentopname, kijk
from keten.platform.motor.envelop import POSITIE, positie_van
from keten.platform.motor.poorten import Record
from keten.platform.uitrusting import Sleutels
from keten.platform.uitvoer import BERICHTEN, FEITEN

Zeg = Callable[[str], None]


async def speel_na(
    klant: Mapping[str, Any],
    inrichtingen: Inrichtingen,
    schemas: Schemas,
    avsc: Mapping[tuple[str, int], Mapping[str, Any]],
    sleutels: Sleutels | None = None,
    zeg: Zeg = lambda _: None,
) -> Nagespeeld:
    """Every fact that the tracker has handled, through the core of this installation.

    With `sleutels` every order is also made into its message again, and held against `uit.`.
    """
    voorlezer = Voorlezer(avsc, schemas.ids, LEES_TOT)
    with tempfile.TemporaryDirectory(prefix="wijkketen-naspelen-") as map_:
        async with kijk(klant) as kijker:
            topics = [uit_topic(code) for code in codes(inrichtingen.versies)]
            uitspel = (
                None
                if sleutels is None
                else Uitspel(inrichtingen, schemas, sleutels, topics, Path(map_) / "uit")
            )
            nagespeeld = await _speel(kijker, inrichtingen, schemas, voorlezer, Path(map_), uitspel, zeg)
            if uitspel is not None:
                zeg("uitgaande berichten lezen")
                nagespeeld.nagemaakt = await _vergelijk_uit(kijker, uitspel, topics, nagespeeld.bevindingen)
            return nagespeeld


async def _speel(
    kijker: Momentopname,
    inrichtingen: Inrichtingen,
    schemas: Schemas,
    voorlezer: Voorlezer,
    map_: Path,
    uitspel: Uitspel | None,
    zeg: Zeg,
) -> Nagespeeld:
    berichten, feiten = await kijker.delen([BERICHTEN]), await kijker.delen([FEITEN])
    toestand = await kijker.delen([CHANGELOG])
    moet_tot = await kijker.eind(berichten)
    eind = await kijker.eind(toestand)
    begin = await kijker.begin([*berichten, *feiten, *toestand])
    vanaf = await _vanaf(kijker, feiten, begin)
    weg = max((await _vanaf(kijker, berichten, begin)).values(), default=-1)
    naspel = Naspel(inrichtingen, schemas, voorlezer, map_, vanaf, weg_voor_ms=weg)
    zeg("toestanden lezen")
    posities = await _lees_toestanden(kijker, naspel, {d: (begin[d], eind[d]) for d in toestand})
    eind_berichten = await kijker.eind(berichten)
    await _lees_feiten(kijker, naspel, {d: (begin[d], posities.get(d[1], 0)) for d in feiten}, zeg)
    zeg("opdrachten lezen")
    grenzen = {d: (begin[d], eind_berichten[d]) for d in berichten}
    async for (topic, partitie), regels in kijker.alles(grenzen):
        grens = moet_tot[topic, partitie]
        for offset, _, _, waarde in regels:
            naspel.opdracht(Plek(topic, partitie, offset), waarde, moet=offset < grens)
        if uitspel is not None:
            await uitspel.opdrachten((Plek(topic, partitie, r[0]), r[3]) for r in regels)
    zeg("vergelijken")
    return naspel.vergelijk()


async def _vergelijk_uit(
    kijker: Momentopname, uitspel: Uitspel, topics: list[str], bevindingen: Bevindingen
) -> Nagemaakt:
    delen = await kijker.delen(topics)
    begin, eind = await kijker.begin(delen), await kijker.eind(delen)
    async for (topic, partitie), regels in kijker.alles({d: (begin[d], eind[d]) for d in delen}):
        for offset, _, koppen, waarde in regels:
            uitspel.uit(Plek(topic, partitie, offset), koppen, waarde)
    return uitspel.vergelijk(bevindingen)


async def _vanaf(kijker: Momentopname, delen: list[Deel], begin: Mapping[Deel, int]) -> dict[int, int]:
    """Time of the first record, where older ones are gone."""
    weg = [deel for deel in delen if begin[deel]]
    eind = await kijker.eind(weg) if weg else {}
    return {deel[1]: await kijker.eerste_ms(deel, begin[deel], eind[deel]) for deel in weg}


async def _lees_toestanden(
    kijker: Momentopname, naspel: Naspel, grenzen: Mapping[Deel, tuple[int, int]]
) -> dict[int, int]:
    posities: dict[int, int] = {}
    async for (_, partitie), rijen in kijker.rijen(grenzen):
        naspel.rijen(partitie, rijen)
        for sleutel, rauw in rijen:
            if sleutel == POSITIE:
                posities[partitie] = positie_van(rauw) or 0
    for _, partitie in grenzen:
        naspel.rijen_compleet(partitie)
    return posities


async def _lees_feiten(
    kijker: Momentopname, naspel: Naspel, grenzen: Mapping[Deel, tuple[int, int]], zeg: Zeg
) -> None:
    totaal = sum(max(0, eind - begin) for begin, eind in grenzen.values())
    async for (topic, partitie), regels in kijker.met_sleutel(grenzen):
        naspel.feiten(
            Record(topic, partitie, offset, sleutel, waarde, koppen, tijd_ms)
            for offset, tijd_ms, koppen, sleutel, waarde in regels
        )
        zeg(f"{naspel.uitkomst.feiten:,} van {totaal:,} feiten".replace(",", "."))
