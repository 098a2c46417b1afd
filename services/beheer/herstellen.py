"""Understands the repair of one isolated request on a running chain: look, write, wait, and look again.

Writes only what `motor.herspel` makes; whether it took effect is read from the tracker's own changelog.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final
from uuid import UUID

from beheer.toestandplek import CHANGELOG
from keten.contract.codec import Schemas
from keten.domein.dossier import Dossier
from keten.platform.bijschrijven import schrijf_bij
from keten.platform.inrichting_lezer import Inrichtingen
from keten.platform.motor.envelop import Rij, ontleed
from keten.platform.motor.herspel import (
    isolement_van,
    maak_herstel,
    pak_uit,
    speel_na,
)
from keten.platform.motor.poorten import Record
from keten.platform.naslag import lees_topic
from keten.platform.toestandlezer import Toestandlezer, volg_toestand
from keten.platform.uitvoer import BERICHTEN, FEITEN, verzoek_sleutel
from vraagopvolging.stap import OpvolgStap

WACHT_S: Final = 60.0
POGINGEN: Final = 5
"""So often a request may change while we look; each time everything is read again."""


class Afloop(Enum):
    """How a repair ended."""

    HERSTELD = "hersteld"
    NIET_GEISOLEERD = "niet geïsoleerd"
    ONBEKEND = "onbekend"
    ZOU_LUKKEN = "zou lukken"
    NOG_STEEDS = "nog steeds geïsoleerd"
    NIET_GELEZEN = "nog niet gelezen"
    VERANDERT_STEEDS = "verandert steeds"

    @property
    def goed(self) -> bool:
        """Nothing is left that people must do."""
        return self in (Afloop.HERSTELD, Afloop.ZOU_LUKKEN, Afloop.NIET_GEISOLEERD)


@dataclass(frozen=True, slots=True)
class Herstel:
    """`vanaf`: isolated from (partition, offset). `feiten`: how many it missed; `berichten`: what goes out.

    `fout`: kind of the exception that the core raises again, with the offset of the fact.
    """

    afloop: Afloop
    vanaf: tuple[int, int] | None = None
    feiten: int = 0
    berichten: int = 0
    fout: tuple[str, int] | None = None


async def herstel(
    klant: Mapping[str, Any],
    verzoek: UUID,
    inrichtingen: Inrichtingen,
    schemas: Schemas,
    *,
    droog: bool,
    zeg: Callable[[str], None] = lambda _: None,
    wacht_s: float = WACHT_S,
) -> Herstel:
    """Repairs it part by part until it is not isolated any more; with `droog` only says what would happen.

    The dry run uses the core of this installation: run it on the version that the processes will run.
    """
    stap = OpvolgStap(inrichtingen, schemas)
    async with volg_toestand(klant, CHANGELOG, verzoek_sleutel(verzoek)) as volger:
        eerste = _stand(volger)
        if eerste is None or eerste[0] < 0:
            return Herstel(Afloop.ONBEKEND if eerste is None else Afloop.NIET_GEISOLEERD)
        vanaf = (volger.partitie, eerste[0])
        zeg("feiten lezen")
        proef = _beproef(stap, volger, await _feiten(klant, volger.sleutel), vanaf)
        if droog or proef.fout is not None:
            return proef
        feiten, pogingen = proef.feiten, 0
        while (stand := _stand(volger)) is not None and stand[0] >= 0:
            uit = maak_herstel(
                FEITEN, volger.sleutel, volger.rij or b"", await _feiten(klant, volger.sleutel)
            )
            zeg("wachten op vraagopvolging")
            offset = await schrijf_bij(klant, uit)
            if not await _wacht(volger, offset, wacht_s):
                return Herstel(Afloop.NIET_GELEZEN, vanaf, feiten, proef.berichten)
            nieuw = _stand(volger)
            if nieuw == (stand[0], offset):
                return Herstel(Afloop.NOG_STEEDS, vanaf, feiten)
            pogingen = pogingen + 1 if nieuw is not None and nieuw[0] == stand[0] else 0
            if pogingen == POGINGEN:
                return Herstel(Afloop.VERANDERT_STEEDS, vanaf, feiten)
        return Herstel(Afloop.HERSTELD, vanaf, feiten, proef.berichten)


def _stand(volger: Toestandlezer) -> tuple[int, int] | None:
    """Isolated from, last handled."""
    return None if volger.rij is None else isolement_van(volger.rij)


async def _feiten(klant: Mapping[str, Any], sleutel: bytes) -> list[Record]:
    return [r async for r in lees_topic(klant, FEITEN, sleutel) if r.sleutel == sleutel]


def _beproef(
    stap: OpvolgStap, volger: Toestandlezer, feiten: Sequence[Record], vanaf: tuple[int, int]
) -> Herstel:
    """The whole repair at once, in memory: what would come of it."""
    rauw = volger.rij or b""
    alles = maak_herstel(FEITEN, volger.sleutel, rauw, feiten, max_bytes=1 << 40)
    record = Record(
        FEITEN, volger.partitie, volger.positie or 0, volger.sleutel, alles.waarde, alles.koppen, 0
    )
    gelezen, geisoleerd, _, inhoud = ontleed(rauw)
    rij: Rij[Dossier] = Rij(stap.laad(inhoud) if inhoud else None, gelezen, geisoleerd, ())
    gedaan = speel_na(stap, rij, record, None)
    aantal = len(pak_uit(record))
    if gedaan.fout is not None:
        ziek, fout = gedaan.fout
        return Herstel(Afloop.NOG_STEEDS, vanaf, aantal, fout=(str(fout), ziek.offset))
    berichten = sum(u.topic == BERICHTEN for u in gedaan.uitvoer)
    return Herstel(Afloop.ZOU_LUKKEN, vanaf, aantal, berichten)


async def _wacht(volger: Toestandlezer, offset: int, wacht_s: float) -> bool:
    """Until the tracker has passed this offset; its transaction is then visible."""
    tot = time.monotonic() + wacht_s
    while volger.positie is None or volger.positie <= offset:
        if time.monotonic() > tot:
            return False
        await asyncio.sleep(0.1)
        await volger.lees_bij()
    return True
