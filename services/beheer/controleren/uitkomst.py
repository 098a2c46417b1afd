"""Understands what a check tells: sums per partner, what is under way, what was found, what is unknown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beheer.controleren.bevinding import Bevindingen


@dataclass(frozen=True, slots=True)
class PartnerSom:
    """One partner. The verdicts and what is under way add up to `records`, or there is a finding."""

    partner: str
    records: int
    oordelen: Mapping[str, int]
    onderweg: Mapping[str, int]
    uitgegaan: int

    @property
    def klopt(self) -> bool:
        return self.records == sum(self.oordelen.values()) + sum(self.onderweg.values())


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """`gelezen`: records per kind of topic. `opmerkingen`: what is told and is not a fault of the chain."""

    partners: Sequence[PartnerSom]
    gelezen: Mapping[str, int]
    onderweg: Mapping[str, int]
    bevindingen: Bevindingen
    opmerkingen: Sequence[str]
