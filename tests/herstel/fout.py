"""Understands a bug in the core that hits one request, and how that request is repaired in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from beheer.keten_in_geheugen import KetenDriver
from beheer.toestandplek import CHANGELOG
from keten.contract.identiteit import verzoek_id
from keten.domein.keten import verwerk
from keten.platform.motor.herspel import isolement_van, maak_herstel
from keten.platform.motor.poorten import Record
from keten.platform.uitvoer import FEITEN, verzoek_sleutel
from tests.processen.partner import BRONNEN

ZIEK = verzoek_id(BRONNEN["politie"], "ZIEK")


def kern_met_fout(ziek: UUID = ZIEK) -> Callable[[Any, Any, Any], Any]:
    """The core, that fails on anything but the opening of this request."""

    def verwerk_met_fout(dossier: Any, feit: Any, inrichting: Any) -> Any:
        if feit.kop.verzoek_id == ziek and dossier is not None:
            raise ZeroDivisionError
        return verwerk(dossier, feit, inrichting)

    return verwerk_met_fout


def rij_van(keten: KetenDriver, verzoek: UUID = ZIEK) -> bytes:
    """The latest row of this request in the changelog."""
    sleutel = verzoek_sleutel(verzoek)
    rij = [r.waarde for r in keten.log.alles(CHANGELOG) if r.sleutel == sleutel][-1]
    assert rij is not None
    return rij


def is_geisoleerd(keten: KetenDriver, verzoek: UUID = ZIEK) -> bool:
    return isolement_van(rij_van(keten, verzoek))[0] >= 0


async def herstel(keten: KetenDriver, verzoek: UUID = ZIEK) -> Record:
    """As the verb does it: one record into `feiten`."""
    sleutel = verzoek_sleutel(verzoek)
    record = keten.log.voeg_toe(
        maak_herstel(FEITEN, sleutel, rij_van(keten, verzoek), keten.log.alles(FEITEN))
    )
    await keten.draai_leeg()
    return record
