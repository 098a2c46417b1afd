"""Understands how what was locked away at the intake is opened for the one who is entitled to it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from keten.contract.berichten.intern.opdracht import Opdracht
from keten.contract.versleuteling import kenmerk_veld, ontsleutel_veld
from keten.platform.fouten import OnmogelijkeToestandError
from keten.platform.kluis import eis_sleutel


def gesloten_zaken(opdrachten: Iterable[Opdracht]) -> list[UUID]:
    """The verzoeken whose key is needed, each once, in order."""
    return sorted({_zaak(o) for o in opdrachten if o.kluis is not None or o.kenmerk is not None})


def open_kluis(opdracht: Opdracht, sleutels: Mapping[UUID, bytes]) -> Mapping[str, Any] | None:
    """The `kluis` fields of the message that led to this order; None when there are none."""
    if opdracht.kluis is None:
        return None
    velden: dict[str, Any] = json.loads(_open(opdracht, opdracht.kluis, "kluis", sleutels))
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
