"""Understands how a scenario's `partner/kenmerk` and the inside of the chain name the same matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from beheer.scenario_model import Bericht, Scenario
from keten.contract.berichten.register import IN
from keten.contract.identiteit import verzoek_id
from keten.domein.inrichting import Partij


@dataclass(frozen=True, slots=True)
class Zaken:
    """The matters that a scenario opens, in the order of the file, both ways round."""

    partijen: Mapping[str, Partij]
    namen: Mapping[UUID, str]

    @classmethod
    def van(cls, scenario: Scenario, partijen: Mapping[str, Partij]) -> Zaken:
        leeg = cls(partijen, {})
        geopend = [
            zaak_van(b) for b in scenario.berichten if b.type in IN and IN[b.type].opent and not b.over
        ]
        return cls(partijen, {leeg.id_van(zaak): zaak for zaak in geopend if zaak is not None})

    def id_van(self, zaak: str) -> UUID:
        """`partner/kenmerk` -> verzoek_id; the partner must take part."""
        partner, kenmerk = zaak.split("/", 1)
        return verzoek_id(self.partijen[partner].bron, kenmerk)

    def naam_van(self, id_: UUID | None) -> str | None:
        """None for what this scenario did not open."""
        return None if id_ is None else self.namen.get(id_)


def zaak_van(bericht: Bericht) -> str | None:
    """The matter that a message is about, as the scenario says it."""
    if bericht.over is not None:
        return bericht.over
    return None if bericht.kenmerk is None else f"{bericht.van}/{bericht.kenmerk}"
