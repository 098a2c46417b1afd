"""Understands what the town knows of a record that it sent: whose, about what, and what may become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MERK = "Zandloperman"
"""Stands in every field that must stay secret; where it shows, a secret is out."""


@dataclass(frozen=True, slots=True)
class Zending:
    """`zaak`: the request as we know it, None where the record names none.

    `gaat_in`: well-formed, so that a fact is to be made of it. `soort`: short type, "rommel" for bytes.
    `gegevens`: its content. `uniek`: what makes it the same message when it is sent again, with its id.
    `opent`: it opens a request, and does not add to one. `onderdeel`: the part that it names.
    """

    topic: str
    offset: int
    tijd_ms: int
    partner: str
    soort: str
    zaak: UUID | None
    bericht_id: str
    uniek: tuple[str, str]
    gaat_in: bool
    gegevens: Mapping[str, Any]
    opent: bool
    onderdeel: int = 1
