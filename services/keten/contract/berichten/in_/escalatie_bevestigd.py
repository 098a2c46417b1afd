"""Understands that a person took an escalation up."""

from __future__ import annotations

from keten.contract.berichten.model import InBericht


class EscalatieBevestigd(InBericht):
    """A person confirms; the duty that was escalated stays open."""

    type = "escalatie.bevestigd"
    naam = "in/escalatie-bevestigd"
    betekenis = "Een persoon aan wie is geëscaleerd, bevestigt dat hij of zij ermee bezig is."
