"""Understands how what was locked away at the intake is opened for the one who is entitled to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from keten.contract.berichten.intern.doorzetting import Doorzetopdracht
from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.versleuteling import kenmerk_veld, ontsleutel_veld
from keten.contract.vertaling import ERBIJ
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.kluis import eis_sleutel


def gesloten_zaken(opdrachten: Iterable[Opdracht]) -> list[UUID]:
    """The verzoeken whose key is needed, each once, in order."""
    return sorted({_zaak(o) for o in opdrachten if _op_slot(o)})


def _op_slot(opdracht: Opdracht) -> bool:
    erbij = opdracht.kluis_erbij if isinstance(opdracht, Doorzetopdracht) else None
    return any(geheim is not None for geheim in (opdracht.kluis, opdracht.kenmerk, erbij))


def open_kluis(opdracht: Opdracht, sleutels: Mapping[UUID, bytes]) -> Mapping[str, Any] | None:
    """The `kluis` fields of the message that led to this order, and what was said beside it; None when there
    are none.
    """
    velden: dict[str, Any] | None = None
    if opdracht.kluis is not None:
        velden = json.loads(_open(opdracht, opdracht.kluis, "kluis", sleutels))
    if isinstance(opdracht, Doorzetopdracht) and opdracht.kluis_erbij is not None:
        erbij = json.loads(_open(opdracht, opdracht.kluis_erbij, "kluis", sleutels))
        velden = {**(velden or {}), ERBIJ: erbij.get("toelichting")}
    return velden


def open_kenmerk(opdracht: Opdracht, sleutels: Mapping[UUID, bytes]) -> str | None:
    """The receiver's own reference, if it gave one."""
    if opdracht.kenmerk is None:
        return None
    return _open(opdracht, opdracht.kenmerk, kenmerk_veld(opdracht.ontvanger), sleutels).decode()


def _open(opdracht: Opdracht, geheim: bytes, veld: str, sleutels: Mapping[UUID, bytes]) -> bytes:
    zaak = _zaak(opdracht)
    return ontsleutel_veld(eis_sleutel(sleutels, zaak), geheim, verzoek_id=zaak, veld=veld)


def _zaak(opdracht: Opdracht) -> UUID:
    if opdracht.verzoek_id is None:
        raise OnmogelijkeToestandError("something was locked away under no verzoek")
    return opdracht.verzoek_id
