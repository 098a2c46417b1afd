"""Understands what one fact does to one verzoek. The one way in."""

from __future__ import annotations

from keten.domein.besluiten import Besluit
from keten.domein.dossier import Dossier
from keten.domein.feiten import Feit
from keten.domein.inrichting import Inrichting


def verwerk(dossier: Dossier | None, feit: Feit, inrichting: Inrichting) -> tuple[Dossier | None, tuple[Besluit, ...]]:
    """The new state and what must go out."""
    raise NotImplementedError
